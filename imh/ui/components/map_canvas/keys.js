// Everything by keyboard: Tab and arrows go from symbol to symbol, letters act on the one that
// has the focus. Keys work only while the focus is on the map.

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NUDGE = 10;

class Keys {
  constructor(canvas) {
    this.canvas = canvas;
    this.picture = canvas.picture;
    canvas.frame.addEventListener("keydown", (event) => this.keyed(event));
  }

  keyed(event) {
    const { picture } = this;
    const entry = event.target.closest?.("[data-id]");
    const onPicture = picture.place.contains(event.target);
    const act =
      this.turn(event) || (onPicture && (this.look(event, entry) || this.edit(event, entry)));
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  look(event, entry) {
    const { canvas, picture } = this, { key } = event;
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

  turn(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) return () => this.canvas.undo();
    if (key === "y" || key === "z") return () => this.canvas.redo();
    return null;
  }

  edit(event, entry) {
    const { canvas } = this, { key } = event;
    if (event.ctrlKey || event.metaKey) return null;
    const symbol = entry?.classList.contains("symbol") ? entry.dataset.id : null;
    if (event.altKey) return symbol && WAYS[key] ? () => this.nudge(symbol, WAYS[key]) : null;
    if (key === "Delete" || key === "Backspace") return () => canvas.remove(entry);
    if (key.toLowerCase() === "t" && symbol) return () => canvas.beginTie(symbol);
    if (key.toLowerCase() === "n") return () => canvas.addSomewhere();
    return null;
  }

  nudge(id, [dx, dy]) {
    const { canvas, picture } = this;
    const ids = canvas.selected.includes(id) ? canvas.selectedSymbols() : [id];
    const starts = ids.map((one) => ({ id: one, ...picture.stand(one) }));
    canvas.move(starts, dx * NUDGE, dy * NUDGE);
  }

  // The nearest symbol in the direction of the arrow gets the focus.
  step(from, [dx, dy]) {
    const box = from.getBoundingClientRect();
    const start = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
    const at = this.picture.stand(from.dataset.id) ?? this.picture.point(start);
    let best = null, least = Infinity;
    for (const one of this.picture.symbols()) {
      const { x, y } = this.picture.stand(one.dataset.id);
      const along = (x - at.x) * dx + (y - at.y) * dy;
      const cost = along + 2 * Math.abs((x - at.x) * dy + (y - at.y) * dx);
      if (one !== from && along > 4 && cost < least) [best, least] = [one, cost];
    }
    best?.focus({ preventScroll: true });
  }

  // From a symbol to its ties, one after another.
  nextTie(from) {
    const symbol = from.classList.contains("symbol") ? from.dataset.id : this.tiesOf;
    const all = this.picture.ties.get(symbol) ?? [];
    const ties = all.filter((tie) => this.picture.looking.shows(tie));
    if (!ties.length) return this.canvas.tools.say("No tie is drawn here.");
    this.tiesOf = symbol;
    ties[(ties.indexOf(from) + 1) % ties.length].focus({ preventScroll: true });
  }
}
