// The drawing in the page. Python paints it; until its answer comes, gestures are shown on it
// provisionally: moved symbols with their ties drawn straight, new and removed things.

import { make } from "../elements.js";
import { Lens } from "./lens.js";
import { Looking } from "./looking.js";
import { Patching } from "./patching.js";
import { nearest } from "./places.js";
import { idOf, shape, shapes } from "./svg.js";

/**
 * @import { Gesture, Place } from "./journal.js"
 * @import { Box, Point } from "./lens.js"
 * @import { Start } from "./places.js"
 * @typedef {Record<string, [source: string, target: string]>} Ends of each tie
 * @typedef {Start & { home: Point, element: SVGElement }} Stand
 */

export class Picture {
  constructor() {
    this.place = make("div", "picture");
    this.place.tabIndex = -1; // keys go on working when what had the focus is gone
    this.patching = new Patching(this.place);
    this.svg = this.patching.svg;
    /** @type {Set<Element>} parts that a gesture changed before Python painted them */
    this.touched = new Set();
    this.lens = new Lens((box) => this.see(box));
    this.looking = new Looking();
    /** @type {string | null} */
    this.text = null;
    /** @type {Ends} */
    this.ends = {};
    /** @type {Map<string, Stand>} */
    this.found = new Map();
    /** @type {Map<string, SVGElement[]>} */
    this.ties = new Map();
  }

  /**
   * @param {string} text
   * @param {Ends} ends
   * @param {Looking} looking
   */
  draw(text, ends, looking) {
    this.text = text;
    const former = this.svg;
    this.svg = this.patching.draw(text, this.touched);
    this.touched.clear();
    this.ends = ends;
    this.found = new Map();
    this.ties = new Map();
    for (const one of shapes(this.svg, ".tie")) this.list(one);
    this.openHomes();
    this.look(looking);
    if (this.svg === former) return;
    this.svg.setAttribute("preserveAspectRatio", "xMidYMin meet");
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    this.lens.over({ x, y, width, height });
  }

  /** @param {Looking} looking */
  look(looking) {
    this.looking = looking;
    looking.at(this.svg, this.ends);
  }

  /** @param {SVGElement} tie */
  list(tie) {
    tie.tabIndex = -1; // reached from its ends, see keys.js
    tie.setAttribute("role", "button");
    for (const end of this.ends[idOf(tie)] ?? [])
      this.ties.set(end, [...(this.ties.get(end) ?? []), tie]);
  }

  // A home opens from its outline, made easier to hit, and from the plate with its name.
  openHomes() {
    const homes = shapes(this.svg, ".home");
    const plates = shapes(this.svg, ".home-name"); // in the order of the homes
    homes.forEach((home, k) => {
      home.tabIndex = 0;
      home.setAttribute("role", "button");
      if (!home.hasAttribute("aria-pressed")) home.setAttribute("aria-pressed", "false");
      if (plates[k]) plates[k].dataset.id = home.dataset.id;
      if (home.querySelector(".hit")) return;
      const d = home.querySelector("path")?.getAttribute("d") ?? "";
      home.append(shape("path", { class: "hit", d, fill: "none", "stroke-width": 14 }));
    });
  }

  /** @param {Box} box */
  see(box) {
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    this.place.classList.toggle("zoomed", this.lens.zoomed);
  }

  // Finding

  /** @param {string} id */
  of(id) {
    const name = CSS.escape(id);
    const all = shapes(this.svg, `[data-id="${name}"], .tie[data-ids~="${name}"]`);
    return all.find((one) => this.looking.shows(one));
  }

  /** @param {SVGElement} element */
  ids(element) {
    return element.dataset.ids ? element.dataset.ids.split(" ") : [idOf(element)];
  }

  /** @param {string} id */
  isSymbol(id) {
    return this.of(id)?.classList.contains("symbol") ?? false;
  }

  symbols() {
    return shapes(this.svg, ".symbol[data-id]").filter((one) => this.looking.shows(one));
  }

  /** @param {string} id */
  name(id) {
    return this.of(id)?.getAttribute("aria-label")?.split(",")[0] ?? "";
  }

  /**
   * Where a symbol stands and how large its outline is: home as painted, x and y as shown.
   * @param {string} id
   */
  stand(id) {
    const found = this.found.get(id);
    if (found) return found;
    const element = this.of(id);
    if (!element?.classList.contains("symbol")) return null;
    const outlines = element.querySelectorAll("path");
    // A child has two outlines; the inner one is in the middle of its place, whatever its shape.
    const outline = element.classList.contains("child") ? outlines[1] : outlines[0];
    const { x, y, width, height } = outline.getBBox();
    const home = { x: x + width / 2, y: y + height / 2 };
    const stand = { id, home, ...home, halfWidth: width / 2, halfHeight: height / 2, element };
    this.found.set(id, stand);
    return stand;
  }

  /** @param {string[]} ids */
  stands(ids) {
    return ids.map((id) => this.stand(id)).filter((stand) => stand !== null);
  }

  standing() {
    return this.stands(this.symbols().map(idOf));
  }

  /**
   * Where symbols are before they are moved.
   * @param {string[]} ids
   */
  starts(ids) {
    return this.stands(ids).map((stand) => ({ ...stand }));
  }

  /** @param {{ clientX: number, clientY: number }} event */
  point(event) {
    const at = new DOMPoint(event.clientX, event.clientY);
    return at.matrixTransform(this.svg.getScreenCTM()?.inverse());
  }

  /**
   * @param {Point} point
   * @param {string} other
   */
  nearest(point, other) {
    const others = this.standing().filter(({ id }) => id !== other);
    return nearest(point, others);
  }

  // Marking

  /**
   * @param {string} style
   * @param {string[]} ids
   */
  mark(style, ids) {
    for (const one of shapes(this.svg, `.${style}`)) one.classList.remove(style);
    for (const id of ids) this.of(id)?.classList.add(style);
  }

  /** @param {string[]} ids */
  press(ids) {
    this.mark("selected", ids);
    for (const one of shapes(this.svg, '[aria-pressed="true"]'))
      one.setAttribute("aria-pressed", "false");
    for (const id of ids) this.of(id)?.setAttribute("aria-pressed", "true");
  }

  // Showing a gesture before Python has painted it

  /** @param {Gesture} gesture */
  preview(gesture) {
    if (gesture.do === "move")
      for (const [id, [x, y]] of Object.entries(gesture.places)) this.put(id, x, y);
    else if (gesture.do === "tie") this.provisionalTie(gesture.source, gesture.target);
    else if (gesture.do === "add" && gesture.at) this.provisionalSymbol(gesture.name, gesture.at);
    else if (gesture.do === "remove") for (const id of gesture.ids) this.takeAway(id);
  }

  /**
   * @param {string} id
   * @param {number} x
   * @param {number} y
   */
  put(id, x, y) {
    const stand = this.stand(id);
    if (!stand) return;
    Object.assign(stand, { x, y });
    this.touched.add(stand.element);
    stand.element.setAttribute("transform", `translate(${x - stand.home.x} ${y - stand.home.y})`);
    for (const tie of this.ties.get(id) ?? []) this.straighten(tie);
  }

  /**
   * Symbols where they were before a drag; those that stand as painted, and the ties between them,
   * look as painted again.
   * @param {Start[]} starts
   */
  putBack(starts) {
    for (const { id, x, y } of starts) this.put(id, x, y);
    for (const { id } of starts) {
      if (!this.asPainted(id)) continue;
      this.stand(id)?.element.removeAttribute("transform");
      for (const tie of this.ties.get(id) ?? [])
        if (this.ends[idOf(tie)].every((end) => this.asPainted(end))) this.curve(tie);
    }
  }

  /** @param {string} id */
  asPainted(id) {
    const stand = this.stand(id);
    return stand?.x === stand?.home.x && stand?.y === stand?.home.y;
  }

  /** @param {SVGElement} tie */
  curve(tie) {
    tie.querySelector(".straight")?.remove();
    tie.classList.remove("moving");
  }

  /** @param {SVGElement} tie */
  straighten(tie) {
    const [one, other] = this.ends[idOf(tie)].map((end) => this.stand(end));
    if (!one || !other) return;
    /** @type {SVGLineElement | null} */
    let line = tie.querySelector(".straight");
    if (!line) {
      this.touched.add(tie);
      const look = tie.querySelector("path:not(.hit)");
      const stroke = look?.getAttribute("stroke") ?? "currentColor";
      const width = look?.getAttribute("stroke-width") ?? 1.5;
      const dash = look?.getAttribute("stroke-dasharray") ?? "none";
      line = shape("line", { class: "straight", stroke, "stroke-width": width });
      line.setAttribute("stroke-dasharray", dash);
      tie.append(line);
      tie.classList.add("moving");
    }
    this.run(line, one, other);
  }

  /**
   * @param {SVGLineElement} line
   * @param {Point} one
   * @param {Point} other
   */
  run(line, one, other) {
    line.setAttribute("x1", String(one.x));
    line.setAttribute("y1", String(one.y));
    line.setAttribute("x2", String(other.x));
    line.setAttribute("y2", String(other.y));
  }

  /**
   * @param {string} source
   * @param {string} target
   */
  provisionalTie(source, target) {
    const one = this.stand(source);
    const other = this.stand(target);
    if (one && other) this.run(this.looseLine(), one, other);
  }

  looseLine() {
    const line = shape("line", { class: "loose" });
    this.svg.insertBefore(line, this.svg.querySelector(".symbol"));
    return line;
  }

  looseBand() {
    const band = shape("rect", { class: "band" });
    this.svg.append(band);
    return band;
  }

  /**
   * @param {string} name
   * @param {Place} place
   */
  provisionalSymbol(name, [x, y]) {
    const text = shape("text", { x, y: y + 36, "text-anchor": "middle", "font-size": 13 });
    text.textContent = name;
    const group = shape("g", { class: "provisional", "aria-hidden": "true" });
    group.append(shape("circle", { cx: x, cy: y, r: 20 }), text);
    this.svg.append(group);
  }

  /** @param {string} id */
  takeAway(id) {
    const element = this.of(id);
    if (!element) return;
    for (const one of [element, ...(this.ties.get(id) ?? [])]) {
      this.touched.add(one);
      one.classList.add("gone");
    }
  }
}
