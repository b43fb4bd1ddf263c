// What a pressed pointer can do once it moves. Each drag follows the pointer, and is dropped or
// called off.

import { boxBetween, heldShift, isInside } from "./places.js";

/**
 * @import { Canvas } from "./canvas.js"
 * @import { Point } from "./lens.js"
 * @import { Start } from "./places.js"
 * @typedef {{ to(point: Point): void, drop(): void, cancel(): void }} Drag
 * @typedef {HTMLElement | SVGElement | null} Entry what the pointer is on
 * @typedef {{ event: PointerEvent, grip: string | undefined, entry: Entry, from: Point }} Press
 */

/** @implements {Drag} */
export class MoveDrag {
  /**
   * @param {Canvas} canvas
   * @param {Start[]} starts
   * @param {Point} from
   */
  constructor(canvas, starts, from) {
    this.canvas = canvas;
    this.starts = starts;
    this.from = from;
    this.shift = { x: 0, y: 0 };
  }

  /** @param {Point} point */
  to(point) {
    const wanted = { x: point.x - this.from.x, y: point.y - this.from.y };
    const shift = heldShift(wanted, this.starts, this.canvas.data.rings.half);
    this.shift = shift;
    for (const { id, x, y } of this.starts) this.canvas.picture.put(id, x + shift.x, y + shift.y);
  }

  drop() {
    this.canvas.move(this.starts, this.shift);
  }

  cancel() {
    this.canvas.picture.putBack(this.starts);
  }
}

/** @implements {Drag} */
export class TieDrag {
  /**
   * @param {Canvas} canvas
   * @param {string} source
   */
  constructor(canvas, source) {
    this.canvas = canvas;
    this.source = source;
    /** @type {string | null} */
    this.target = null;
    /** @type {SVGLineElement | null} */
    this.line = null;
  }

  /** @param {Point} point */
  to(point) {
    const { picture } = this.canvas;
    this.target = picture.nearest(point, this.source);
    this.line ??= picture.looseLine();
    const start = picture.stand(this.source);
    if (start) picture.run(this.line, start, point);
    picture.mark("aim", this.target ? [this.target] : []);
  }

  drop() {
    this.cancel();
    if (this.target) this.canvas.tie(this.source, this.target);
  }

  cancel() {
    this.line?.remove();
    this.canvas.picture.mark("aim", []);
  }
}

/** @implements {Drag} */
export class BandDrag {
  /**
   * @param {Canvas} canvas
   * @param {Point} from
   */
  constructor(canvas, from) {
    this.canvas = canvas;
    this.from = from;
    this.box = boxBetween(from, from);
    /** @type {SVGRectElement | null} */
    this.band = null;
  }

  /** @param {Point} point */
  to(point) {
    const { picture } = this.canvas;
    this.box = boxBetween(this.from, point);
    this.band ??= picture.looseBand();
    for (const [name, value] of Object.entries(this.box))
      this.band.setAttribute(name, String(value));
    picture.press(this.inside());
  }

  inside() {
    const standing = this.canvas.picture.standing();
    return standing.filter((one) => isInside(this.box, one)).map(({ id }) => id);
  }

  drop() {
    this.band?.remove();
    this.canvas.choose(this.inside());
  }

  cancel() {
    this.band?.remove();
    this.canvas.picture.press(this.canvas.selected);
  }
}

/** @implements {Drag} */
export class PanDrag {
  /**
   * @param {Canvas} canvas
   * @param {Point} from
   */
  constructor(canvas, from) {
    this.lens = canvas.picture.lens;
    this.from = from;
  }

  /** @param {Point} point */
  to(point) {
    this.lens.pan(this.from.x - point.x, this.from.y - point.y);
  }

  drop() {}
  cancel() {}
}

/**
 * What a press that moves means; null if nothing.
 * @param {Canvas} canvas
 * @param {Press} press
 * @returns {Drag | null}
 */
export function dragFor(canvas, { event, grip, entry, from }) {
  const { picture } = canvas;
  const changes = !canvas.data.reading;
  if (grip && changes) return new TieDrag(canvas, grip);
  const id = entry?.classList.contains("symbol") ? entry.dataset.id : null;
  if (id && changes) {
    const several = canvas.selected.includes(id);
    const starts = picture.starts(several ? canvas.selectedSymbols() : [id]);
    return new MoveDrag(canvas, starts, from);
  }
  if (event.shiftKey) return new BandDrag(canvas, from);
  return picture.lens.zoomed ? new PanDrag(canvas, from) : null;
}
