// Everything by keyboard: Tab and arrows go from symbol to symbol, letters act on the one that
// has the focus. Keys work only while the focus is on the map.

import { around } from "../elements.js";
import { ZOOM_STEP } from "./lens.js";
import { nextAlong } from "./places.js";
import { idOf } from "./svg.js";

/**
 * @import { Canvas } from "./canvas.js"
 * @import { Place } from "./journal.js"
 * @typedef {HTMLElement | SVGElement | null} Entry what has the focus
 */

/** @type {Record<string, Place>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NUDGE = 10;

export class Keys {
  /** @param {Canvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.picture = canvas.picture;
    /** @type {string | null} the symbol whose ties are gone through */
    this.tiesOf = null;
    canvas.frame.addEventListener("keydown", (event) => this.keyed(event));
  }

  /** @param {KeyboardEvent} event */
  keyed(event) {
    const entry = around(event.target, "[data-id]");
    const onPicture = event.target instanceof Node && this.picture.place.contains(event.target);
    const act =
      this.turn(event) || (onPicture && (this.look(event, entry) || this.edit(event, entry)));
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {Entry} entry
   * @returns {(() => void) | null}
   */
  look(event, entry) {
    const { canvas, picture } = this;
    const { key } = event;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (key === "Escape") return () => canvas.escape();
    if (!plain && !(event.ctrlKey && key === "Enter")) return null;
    if (entry && (key === "Enter" || key === " "))
      return () => canvas.pick(entry, event.shiftKey || event.ctrlKey);
    if (entry && WAYS[key]) return () => this.step(entry, WAYS[key]);
    if (entry && key.toLowerCase() === "l") return () => this.nextTie(entry);
    if (key === "+" || key === "=") return () => picture.lens.zoom(ZOOM_STEP);
    if (key === "-") return () => picture.lens.zoom(1 / ZOOM_STEP);
    if (key === "0") return () => picture.lens.fit();
    return null;
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {(() => void) | null}
   */
  turn(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) return () => this.canvas.undo();
    if (key === "y" || key === "z") return () => this.canvas.redo();
    return null;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {Entry} entry
   * @returns {(() => void) | null}
   */
  edit(event, entry) {
    const { canvas } = this;
    const { key } = event;
    if (event.ctrlKey || event.metaKey) return null;
    const symbol = entry?.classList.contains("symbol") ? entry.dataset.id : null;
    if (event.altKey) return symbol && WAYS[key] ? () => this.nudge(symbol, WAYS[key]) : null;
    if (key === "Delete" || key === "Backspace") return () => canvas.remove(entry);
    if (key.toLowerCase() === "t" && symbol) return () => canvas.beginTie(symbol);
    if (key.toLowerCase() === "n") return () => canvas.addSomewhere();
    return null;
  }

  /**
   * @param {string} id
   * @param {Place} way
   */
  nudge(id, [dx, dy]) {
    const { canvas, picture } = this;
    const ids = canvas.selected.includes(id) ? canvas.selectedSymbols() : [id];
    canvas.move(picture.starts(ids), { x: dx * NUDGE, y: dy * NUDGE });
  }

  /**
   * The nearest symbol in the direction of the arrow gets the focus.
   * @param {HTMLElement | SVGElement} from
   * @param {Place} way
   */
  step(from, way) {
    const { picture } = this;
    const box = from.getBoundingClientRect();
    const start = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
    const at = picture.stand(idOf(from)) ?? picture.point(start);
    const others = picture.standing().filter(({ element }) => element !== from);
    const next = nextAlong(at, way, others);
    if (next !== null) picture.of(next)?.focus({ preventScroll: true });
  }

  /**
   * From a symbol to its ties, one after another.
   * @param {HTMLElement | SVGElement} from
   */
  nextTie(from) {
    const symbol = from.classList.contains("symbol") ? idOf(from) : this.tiesOf;
    const all = this.picture.ties.get(symbol ?? "") ?? [];
    const ties = all.filter((tie) => this.picture.looking.shows(tie));
    if (!ties.length) return this.canvas.tools.say("No tie is drawn here.");
    this.tiesOf = symbol;
    const at = ties.findIndex((tie) => tie === from);
    ties[(at + 1) % ties.length].focus({ preventScroll: true });
  }
}
