// Mouse, touch and pen: press, drag, tap, long press, pinch; hover shows facts and handles.

import { around, make } from "../elements.js";
import { dragFor } from "./drags.js";
import { ZOOM_STEP } from "./lens.js";
import { shape } from "./svg.js";

/**
 * @import { Canvas } from "./canvas.js"
 * @import { Drag, Press } from "./drags.js"
 * @typedef {{ clientX: number, clientY: number }} Spot on the screen
 * @typedef {Spot & { apart: number }} Fingers
 */

/** @type {Record<string, number>} */
const STILL = { mouse: 4, pen: 6, touch: 9 }; // pixels within which a press is not yet a drag
const LONG_PRESS = 500;

/**
 * Whether a press has not become a drag yet.
 * @param {Spot} from
 * @param {Spot & { pointerType: string }} to
 */
export function isStill(from, to) {
  const far = Math.hypot(to.clientX - from.clientX, to.clientY - from.clientY);
  return far < STILL[to.pointerType || "mouse"];
}

/**
 * How far two fingers are apart, and what is in their middle.
 * @param {Spot} one
 * @param {Spot} other
 * @returns {Fingers}
 */
export function fingersAt(one, other) {
  return {
    apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
    clientX: (one.clientX + other.clientX) / 2,
    clientY: (one.clientY + other.clientY) / 2,
  };
}

export class Pointing {
  /** @param {Canvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.picture = canvas.picture;
    /** @type {Map<number, PointerEvent>} pointers on the glass */
    this.down = new Map();
    /** @type {Press | null} */
    this.press = null;
    /** @type {Drag | null} */
    this.drag = null;
    /** @type {Fingers | null} */
    this.pinch = null;
    this.touched = false;
    this.long = false;
    this.busy = false; // whether the click that follows a drag has to be ignored
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.tip = make("div", "tip");
    this.tip.hidden = true;
    this.listen(this.picture.place);
  }

  /** @param {HTMLElement} place */
  listen(place) {
    place.addEventListener("pointerdown", (event) => this.pressed(event));
    place.addEventListener("pointermove", (event) => this.moved(event));
    place.addEventListener("pointerup", (event) => this.lifted(event));
    place.addEventListener("pointercancel", (event) => this.lifted(event, true));
    place.addEventListener("click", (event) => this.clicked(event));
    place.addEventListener("dblclick", (event) => this.doubleClicked(event));
    place.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    place.addEventListener("touchmove", (event) => this.held() && event.preventDefault(), {
      passive: false,
    });
    // What a browser does after a tap would take the focus out of the field that a long press opens.
    place.addEventListener("touchend", (event) => this.long && event.preventDefault());
    place.addEventListener("contextmenu", (event) => this.touched && event.preventDefault());
    place.addEventListener("pointerover", (event) => this.hovered(event));
    place.addEventListener("pointerout", (event) => this.left(event));
    place.addEventListener("focusin", (event) => this.handles(this.symbolAt(event)));
  }

  /** @param {Event} event */
  entryAt(event) {
    return around(event.target, "[data-id]");
  }

  /** @param {Event} event */
  symbolAt(event) {
    return around(event.target, ".symbol[data-id]")?.dataset.id;
  }

  // Press, drag, drop

  /** @param {PointerEvent} event */
  pressed(event) {
    if (event.button !== 0) return;
    this.touched = event.pointerType === "touch";
    this.picture.place.classList.toggle("coarse", this.touched);
    this.down.set(event.pointerId, event);
    this.long = false;
    this.busy = false;
    if (this.down.size === 2) this.pinched();
    if (this.down.size > 1) return;
    const grip = around(event.target, ".grip")?.dataset.from;
    this.press = { event, grip, entry: this.entryAt(event), from: this.picture.point(event) };
    if (this.touched)
      this.timer = setTimeout(() => this.press && this.longPressed(this.press), LONG_PRESS);
  }

  /** @param {PointerEvent} event */
  moved(event) {
    if (!this.down.has(event.pointerId)) return;
    this.down.set(event.pointerId, event);
    if (this.pinch) this.pinching(this.pinch);
    else if (this.press && !this.drag) this.beginDrag(this.press, event);
    if (this.drag) this.drag.to(this.picture.point(event));
  }

  /**
   * @param {Press} press
   * @param {PointerEvent} event
   */
  beginDrag(press, event) {
    if (isStill(press.event, event)) return;
    clearTimeout(this.timer);
    this.busy = true;
    this.drag = dragFor(this.canvas, press);
    this.tip.hidden = true;
    if (!this.drag) {
      this.press = null;
      return;
    }
    this.picture.place.setPointerCapture(event.pointerId);
    this.picture.place.classList.add("dragging");
  }

  // Whether a finger holds something, so that it must not scroll the page. (`touch-action` would
  // say so, but browsers do not heed it inside an SVG.)
  held() {
    const { drag, pinch, press } = this;
    const onSymbol = press?.entry?.classList.contains("symbol");
    return Boolean(drag || pinch || press?.grip || onSymbol);
  }

  /** @param {PointerEvent} event */
  lifted(event, calledOff = false) {
    clearTimeout(this.timer);
    // A busy browser hears the finger leave before its own timer: what counts is how long it stayed.
    const { press } = this;
    const stayed = press !== null && event.timeStamp - press.event.timeStamp >= LONG_PRESS;
    if (stayed && this.touched && !calledOff && !this.drag) this.longPressed(press);
    this.down.delete(event.pointerId);
    if (this.down.size < 2) this.pinch = null;
    this.press = null;
    if (calledOff) this.cancel();
    this.endDrag()?.drop();
    this.canvas.refresh();
  }

  endDrag() {
    const { drag } = this;
    this.drag = null;
    this.picture.place.classList.remove("dragging");
    return drag;
  }

  // Returns whether there was a drag to call off.
  cancel() {
    const drag = this.endDrag();
    this.press = null;
    drag?.cancel();
    return Boolean(drag);
  }

  // Two fingers

  pinched() {
    clearTimeout(this.timer);
    this.cancel();
    this.busy = true;
    this.pinch = this.fingers();
  }

  fingers() {
    const [one, other] = this.down.values();
    return fingersAt(one, other);
  }

  /** @param {Fingers} pinch */
  pinching(pinch) {
    const now = this.fingers();
    const { lens } = this.picture;
    const before = this.picture.point(pinch);
    const here = this.picture.point(now);
    lens.zoom(now.apart / Math.max(1, pinch.apart), here);
    lens.pan(before.x - here.x, before.y - here.y);
    this.pinch = now;
  }

  // Click, double click, long press

  /** @param {MouseEvent} event */
  clicked(event) {
    if (this.busy) {
      this.busy = false;
      return;
    }
    const entry = this.entryAt(event);
    const several = event.shiftKey || event.ctrlKey || event.metaKey;
    const again = event.detail > 1; // the second half of a double click
    if (!entry) {
      if (!several && !around(event.target, ".grip")) this.canvas.choose([]);
    } else if (!again) this.canvas.pick(entry, several);
  }

  /** @param {MouseEvent} event */
  doubleClicked(event) {
    if (!this.entryAt(event)) this.canvas.addAt(event);
  }

  /** @param {Press} press */
  longPressed({ event, entry }) {
    this.long = true;
    this.busy = true;
    this.press = null;
    if (entry) this.canvas.pick(entry, true);
    else this.canvas.addAt(event);
  }

  /** @param {WheelEvent} event */
  wheeled(event) {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    this.picture.lens.zoom(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, this.picture.point(event));
  }

  // Hover and focus

  /** @param {PointerEvent} event */
  hovered(event) {
    if (this.drag || event.pointerType === "touch") return;
    const symbol = this.symbolAt(event);
    if (symbol) this.handles(symbol);
    const words = this.entryAt(event)?.getAttribute("aria-label");
    this.tip.hidden = !words;
    if (!words) return;
    this.tip.textContent = words;
    const { place } = this.picture;
    const frame = place.getBoundingClientRect();
    const x = event.clientX - frame.x;
    const y = event.clientY - frame.y;
    const below = y + 16 + this.tip.offsetHeight < frame.height;
    const left = Math.min(x + 12, frame.width - this.tip.offsetWidth - 8);
    this.tip.style.left = `${Math.max(4, left) + place.offsetLeft}px`;
    this.tip.style.top = `${(below ? y + 16 : y - this.tip.offsetHeight - 10) + place.offsetTop}px`;
  }

  /** @param {PointerEvent} event */
  left(event) {
    this.tip.hidden = true;
    const to = around(event.relatedTarget, ".symbol, .grip");
    if (!this.drag && !to && event.pointerType !== "touch") this.handles(this.canvas.only());
  }

  /**
   * Small handles at a symbol's rim; a new tie is drawn from one of them.
   * @param {string | null | undefined} id
   */
  handles(id) {
    this.picture.svg.querySelector(".grips")?.remove();
    const stand = id ? this.picture.stand(id) : null;
    if (!stand || this.canvas.data.reading) return;
    const group = shape("g", { class: "grips", "aria-hidden": "true" });
    const { x, y, halfWidth, halfHeight } = stand;
    const ways = [
      [x + halfWidth, y],
      [x - halfWidth, y],
      [x, y - halfHeight],
    ];
    for (const [cx, cy] of ways) {
      const grip = shape("g", { class: "grip", "data-from": stand.id });
      grip.append(shape("circle", { class: "reach", cx, cy }), shape("circle", { cx, cy, r: 4 }));
      group.append(grip);
    }
    this.picture.svg.append(group);
  }
}
