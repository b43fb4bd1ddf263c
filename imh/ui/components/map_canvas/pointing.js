// Mouse, touch and pen: press, drag, tap, long press, pinch; hover shows facts and handles.

const STILL = { mouse: 4, pen: 6, touch: 9 }; // pixels within which a press is not yet a drag
const LONG_PRESS = 500;

class Pointing {
  constructor(canvas) {
    this.canvas = canvas;
    this.picture = canvas.picture;
    this.down = new Map(); // pointers on the glass
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    this.tip.hidden = true;
    const on = (type, act, options) => this.picture.place.addEventListener(type, act, options);
    on("pointerdown", (event) => this.pressed(event));
    on("pointermove", (event) => this.moved(event));
    on("pointerup", (event) => this.lifted(event));
    on("pointercancel", (event) => this.lifted(event, true));
    on("click", (event) => this.clicked(event));
    on("dblclick", (event) => this.doubleClicked(event));
    on("wheel", (event) => this.wheeled(event), { passive: false });
    on("touchmove", (event) => this.held() && event.preventDefault(), { passive: false });
    // What a browser does after a tap would take the focus out of the field that a long press opens.
    on("touchend", (event) => this.long && event.preventDefault());
    on("contextmenu", (event) => this.touched && event.preventDefault());
    on("pointerover", (event) => this.hovered(event));
    on("pointerout", (event) => this.left(event));
    on("focusin", (event) => this.handles(this.symbolAt(event)));
  }

  entryAt(event) {
    return event.target.closest?.("[data-id]");
  }

  symbolAt(event) {
    return event.target.closest?.(".symbol[data-id]")?.dataset.id;
  }

  // Press, drag, drop

  pressed(event) {
    if (event.button !== 0) return;
    this.touched = event.pointerType === "touch";
    this.picture.place.classList.toggle("coarse", this.touched);
    this.down.set(event.pointerId, event);
    this.long = false;
    this.busy = false; // whether the click that follows a drag has to be ignored
    if (this.down.size === 2) this.pinched();
    if (this.down.size > 1) return;
    const grip = event.target.closest?.(".grip")?.dataset.from;
    this.press = { event, grip, entry: this.entryAt(event), from: this.picture.point(event) };
    if (this.touched)
      this.timer = setTimeout(() => this.longPressed(this.press), LONG_PRESS);
  }

  moved(event) {
    if (!this.down.has(event.pointerId)) return;
    this.down.set(event.pointerId, event);
    if (this.pinch) this.pinching();
    else if (this.press && !this.drag) this.beginDrag(event);
    if (this.drag) this.drag.to(this.picture.point(event));
  }

  beginDrag(event) {
    const { event: start } = this.press;
    const far = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    if (far < STILL[event.pointerType || "mouse"]) return;
    clearTimeout(this.timer);
    this.busy = true;
    this.drag = this.chooseDrag(this.press);
    this.tip.hidden = true;
    if (!this.drag) return (this.press = null);
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

  chooseDrag({ event, grip, entry, from }) {
    const { canvas } = this;
    const changes = !canvas.data.reading;
    if (grip && changes) return new TieDrag(canvas, grip);
    const id = entry?.classList.contains("symbol") ? entry.dataset.id : null;
    if (id && changes) {
      const several = canvas.selected.includes(id);
      return new MoveDrag(canvas, several ? canvas.selectedSymbols() : [id], from);
    }
    if (event.shiftKey) return new BandDrag(canvas, from);
    return this.picture.lens.zoomed ? new PanDrag(canvas, from) : null;
  }

  lifted(event, calledOff = false) {
    clearTimeout(this.timer);
    // A busy browser hears the finger leave before its own timer: what counts is how long it stayed.
    const stayed = event.timeStamp - (this.press?.event.timeStamp ?? Infinity);
    if (this.touched && !calledOff && !this.drag && stayed >= LONG_PRESS) this.longPressed(this.press);
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
    const [a, b] = [...this.down.values()];
    return {
      apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
      clientX: (a.clientX + b.clientX) / 2,
      clientY: (a.clientY + b.clientY) / 2,
    };
  }

  pinching() {
    const now = this.fingers(), { lens } = this.picture;
    const before = this.picture.point(this.pinch), here = this.picture.point(now);
    lens.zoom(now.apart / Math.max(1, this.pinch.apart), here);
    lens.pan(before.x - here.x, before.y - here.y);
    this.pinch = now;
  }

  // Click, double click, long press

  clicked(event) {
    if (this.busy) return (this.busy = false);
    const entry = this.entryAt(event);
    const several = event.shiftKey || event.ctrlKey || event.metaKey;
    const again = event.detail > 1; // the second half of a double click
    if (!entry) {
      if (!several && !event.target.closest?.(".grip")) this.canvas.choose([]);
    } else if (!again) this.canvas.pick(entry, several);
  }

  doubleClicked(event) {
    if (!this.entryAt(event)) this.canvas.addAt(event);
  }

  longPressed({ event, entry }) {
    this.long = true;
    this.busy = true;
    this.press = null;
    if (!entry) this.canvas.addAt(event);
    else this.canvas.pick(entry, true);
  }

  wheeled(event) {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    this.picture.lens.zoom(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, this.picture.point(event));
  }

  // Hover and focus

  hovered(event) {
    if (this.drag || event.pointerType === "touch") return;
    const symbol = this.symbolAt(event);
    if (symbol) this.handles(symbol);
    const words = this.entryAt(event)?.getAttribute("aria-label");
    this.tip.hidden = !words;
    if (!words) return;
    this.tip.textContent = words;
    const { place } = this.picture, frame = place.getBoundingClientRect();
    const x = event.clientX - frame.x, y = event.clientY - frame.y;
    const below = y + 16 + this.tip.offsetHeight < frame.height;
    const left = Math.min(x + 12, frame.width - this.tip.offsetWidth - 8);
    this.tip.style.left = `${Math.max(4, left) + place.offsetLeft}px`;
    this.tip.style.top = `${(below ? y + 16 : y - this.tip.offsetHeight - 10) + place.offsetTop}px`;
  }

  left(event) {
    this.tip.hidden = true;
    const to = event.relatedTarget?.closest?.(".symbol, .grip");
    if (!this.drag && !to && event.pointerType !== "touch") this.handles(this.canvas.only());
  }

  // Small handles at a symbol's rim; a new tie is drawn from one of them.
  handles(id) {
    this.picture.svg?.querySelector(".grips")?.remove();
    const stand = id ? this.picture.stand(id) : null;
    if (!stand || this.canvas.data.reading) return;
    const group = shape("g", { class: "grips", "aria-hidden": "true" });
    const { x, y, halfWidth, halfHeight } = stand;
    const ways = [[x + halfWidth, y], [x - halfWidth, y], [x, y - halfHeight]];
    for (const [cx, cy] of ways) {
      const grip = shape("g", { class: "grip", "data-from": id });
      grip.append(shape("circle", { class: "reach", cx, cy }), shape("circle", { cx, cy, r: 4 }));
      group.append(grip);
    }
    this.picture.svg.append(group);
  }
}
