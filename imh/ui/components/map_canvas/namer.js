// A small field on the picture for the name of somebody or something new.

import { make } from "../elements.js";

/**
 * @import { Place } from "./journal.js"
 * @import { Point } from "./lens.js"
 */

const KINDS = { people: "Person", settings: "Setting", influences: "Influence" };

export class Namer {
  /**
   * @param {HTMLElement} frame
   * @param {(kind: string, name: string, place: Place | null) => void} add
   * @param {() => void} closed
   */
  constructor(frame, add, closed) {
    this.frame = frame;
    this.add = add;
    this.closed = closed;
    /** @type {Place | null} */
    this.place = null;
    this.form = make("form", "namer");
    this.form.hidden = true;
    this.form.setAttribute("aria-label", "Add to the map");
    this.kind = make("select");
    this.kind.setAttribute("aria-label", "What to add");
    this.kind.append(...Object.entries(KINDS).map(([value, text]) => new Option(text, value)));
    this.name = make("input");
    this.name.setAttribute("aria-label", "Name");
    this.name.placeholder = "Name";
    this.name.maxLength = 200;
    this.name.autocomplete = "off";
    this.form.append(this.kind, this.name, make("button", "", "Add"));
    this.form.addEventListener("submit", (event) => this.entered(event));
    this.form.addEventListener("keydown", (event) => this.keyed(event));
  }

  /**
   * `place` is where on the map, null when the drawing may choose; `seen` is that in the frame.
   * @param {string} kind
   * @param {Place | null} place
   * @param {Point} seen
   */
  open(kind, place, seen) {
    this.place = place;
    this.kind.value = kind;
    this.name.value = "";
    this.form.hidden = false;
    const left = Math.min(seen.x - 20, this.frame.clientWidth - this.form.offsetWidth - 4);
    const top = Math.min(seen.y - 18, this.frame.clientHeight - this.form.offsetHeight - 4);
    this.form.style.left = `${Math.max(4, left)}px`;
    this.form.style.top = `${Math.max(4, top)}px`;
    this.name.focus();
  }

  close() {
    if (this.form.hidden) return;
    this.form.hidden = true;
    this.closed();
  }

  /** @param {Event} event */
  entered(event) {
    event.preventDefault();
    const name = this.name.value.trim();
    if (!name) return;
    this.close();
    this.add(this.kind.value, name, this.place);
  }

  /** @param {KeyboardEvent} event */
  keyed(event) {
    event.stopPropagation();
    if (event.key === "Escape") this.close();
  }
}
