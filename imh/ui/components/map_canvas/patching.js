// A new drawing in the place of the former one: what is the same stays, so that a small change
// costs little. A drawing has one line for each of its parts (imh/drawing/svg.py).

import { part } from "../elements.js";
import { shape } from "./svg.js";

/**
 * Which parts of a former drawing stay, which are free for others, and which lines are to be drawn.
 * @template Part
 * @param {Map<string, Part>} former from a line to what it drew
 * @param {string[]} lines
 * @param {Set<Part>} touched parts that look different from how they were drawn
 */
export function compared(former, lines, touched) {
  const wanted = new Set(lines);
  /** @type {Map<string, Part>} */
  const kept = new Map();
  const free = [];
  for (const [line, drawn] of former)
    if (wanted.has(line) && !touched.has(drawn)) kept.set(line, drawn);
    else free.push(drawn);
  return { kept, free, fresh: lines.filter((line) => !kept.has(line)) };
}

export class Patching {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.head = "";
    this.svg = shape("svg", {});
    /** @type {Map<string, Element>} from a line to what it drew */
    this.parts = new Map();
    /** @type {WeakMap<Element, string>} from what was drawn to who or what it is */
    this.names = new WeakMap();
  }

  /**
   * `touched` are parts that look different from how they were drawn, to be drawn again.
   * Returns the drawing's element.
   * @param {string} text
   * @param {Set<Element>} touched
   */
  draw(text, touched) {
    const [head, ...lines] = text.split("\n").slice(0, -1);
    if (head !== this.head) this.begin(head);
    const { kept, free, fresh } = compared(this.parts, lines, touched);
    const anew = this.drawn(fresh, free);
    this.parts = new Map();
    for (const line of lines) {
      const drawn = kept.get(line) ?? anew.get(line);
      if (drawn) this.parts.set(line, drawn);
    }
    this.arrange(new Set(this.parts.values()));
    return this.svg;
  }

  /** @param {string} head */
  begin(head) {
    this.head = head;
    this.place.innerHTML = `${head}</svg>`;
    this.svg = part(this.place, "svg", SVGSVGElement);
    this.parts = new Map();
  }

  /**
   * What lines draw. Who was drawn before stays the same element, so that the focus and what a
   * screen reader reads stay where they are.
   * @param {string[]} lines
   * @param {Element[]} free
   */
  drawn(lines, free) {
    const sheet = shape("svg", {});
    sheet.innerHTML = lines.join("");
    const byName = new Map(free.map((former) => [this.names.get(former), former]));
    const parts = [...sheet.children].map((made) => this.placed(made, byName));
    return new Map(parts.map((drawn, k) => [lines[k], drawn]));
  }

  /**
   * @param {Element} made
   * @param {Map<string | undefined, Element>} free
   */
  placed(made, free) {
    const name = ["class", "data-id", "data-views"].map((one) => made.getAttribute(one)).join(" ");
    const former = free.get(name);
    free.delete(name);
    if (former) this.become(former, made);
    this.names.set(former ?? made, name);
    return former ?? made;
  }

  /**
   * Let nothing but these stand in the drawing, in their order.
   * @param {Set<Element>} wanted
   */
  arrange(wanted) {
    for (const drawn of [...this.svg.children]) if (!wanted.has(drawn)) drawn.remove();
    let here = this.svg.firstElementChild;
    for (const drawn of wanted) {
      if (drawn === here) here = here.nextElementSibling;
      else this.svg.insertBefore(drawn, here);
    }
  }

  /**
   * @param {Element} former
   * @param {Element} made
   */
  become(former, made) {
    for (const { name } of [...former.attributes])
      if (!made.hasAttribute(name)) former.removeAttribute(name);
    for (const { name, value } of made.attributes)
      if (former.getAttribute(name) !== value) former.setAttribute(name, value);
    former.replaceChildren(...made.childNodes);
  }
}
