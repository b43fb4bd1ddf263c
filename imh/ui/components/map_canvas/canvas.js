// The canvas as a whole: what is selected, what a gesture does, what Python answered.

const SHOWN_AT_ONCE = new Set(["move", "tie", "add", "remove"]);

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const frame = parentElement.querySelector(".frame");
  frame.style.height = `${data.height}px`;
  const canvas = (frame.canvas ??= new Canvas(frame, data));
  canvas.hear(data, (journal) => setStateValue("journal", journal));
  return () => canvas.journal.leave();
}

class Canvas {
  constructor(frame, data) {
    this.frame = frame;
    this.data = data;
    this.journal = Journal.of(data.key);
    this.selected = [];
    this.tyingFrom = null;
    this.picture = new Picture();
    this.controls = new LookingControls(() => this.look());
    this.tools = new Tools(this.toolGroups(), [this.controls.views, this.controls.layers]);
    this.namer = new Namer(
      frame,
      (kind, name, at) => this.add(kind, name, at),
      () => this.picture.place.focus({ preventScroll: true }),
    );
    this.pointing = new Pointing(this);
    this.keys = new Keys(this);
    const { row, status } = this.tools;
    frame.append(row, this.picture.place, status, this.pointing.tip, this.namer.form);
  }

  toolGroups() {
    const { lens } = this.picture;
    const looking = [
      ["closer", "Zoom in", "+", () => lens.zoom(ZOOM_STEP)],
      ["wider", "Zoom out", "-", () => lens.zoom(1 / ZOOM_STEP)],
      ["whole", "Whole map", "0", () => lens.fit()],
    ];
    const symbols = () => this.selectedSymbols();
    const waiting = () => this.journal.gestures.some((one) => one.do !== "choose");
    const byHand = () => symbols().filter((id) => this.data.by_hand.includes(id));
    const mine = () => !this.data.reading;
    return [
      [
        ["add", "Add", "N, or double click on the map", () => this.addSomewhere(), mine],
        ["tie", "Tie", "T, or drag from a symbol's rim", () => this.tieTool(), mine],
        ["remove", "Delete", "Delete", () => this.remove(), () => mine() && this.selected.length > 0],
        ["back", "Reset position", "", () => this.putBack(byHand()), () => mine() && byHand().length > 0],
      ],
      [
        ["undo", "Undo", "Ctrl+Z", () => this.undo(), () => this.data.can_undo || (mine() && waiting())],
        ["redo", "Redo", "Ctrl+Y", () => this.redo(), () => this.data.can_redo || (mine() && waiting())],
      ],
      looking,
    ];
  }

  // What Python says

  hear(data, send) {
    const returned = !this.journal.send;
    this.data = data;
    this.journal.send = send;
    const settled = this.journal.settle(data.series, data.applied);
    if (returned) this.journal.resume();
    this.controls.follow(Looking.of(data.series));
    const nothingWaits = this.journal.gestures.length === 0;
    this.frame.toggleAttribute("data-waiting", !nothingWaits);
    if (nothingWaits) this.selected = data.selected;
    const provisional = settled.some((one) => SHOWN_AT_ONCE.has(one.do));
    this.stale ||= provisional || data.svg !== this.picture.text;
    this.refresh();
    this.tools.refresh();
    this.tell(settled);
    if (this.focusOnNew && nothingWaits) this.focusNew();
  }

  // The true picture, unless a symbol is in hand: what is touched must not be replaced meanwhile.
  refresh() {
    if (this.pointing.drag) return;
    if (this.stale) this.redraw();
    else this.picture.press(this.selected);
  }

  redraw() {
    this.stale = false;
    const root = this.picture.place.getRootNode(), focused = root.activeElement;
    const id = focused?.dataset?.id;
    this.picture.draw(this.data.svg, this.data.ties, this.controls.looking);
    for (const gesture of this.journal.gestures) this.picture.preview(gesture);
    this.picture.press(this.selected);
    if (this.tyingFrom) this.picture.mark("source", [this.tyingFrom]);
    if (id && root.activeElement !== focused)
      (this.picture.of(id) ?? this.picture.place).focus({ preventScroll: true });
    this.pointing.handles(this.only());
  }

  look() {
    this.picture.look(this.controls.looking);
    this.picture.press(this.selected);
    this.pointing.handles(this.only());
  }

  tell(settled) {
    const numbers = new Set(settled.map((one) => one.n));
    const answers = this.data.answers.filter(([n]) => numbers.has(n));
    if (!answers.length) return;
    const refused = answers.filter(([, , no]) => no);
    const words = (refused.length ? refused : answers.slice(-2)).map(([, text]) => text);
    this.tools.say(words.join(" "), refused.length > 0);
  }

  focusNew() {
    this.focusOnNew = false;
    if (this.only()) this.picture.of(this.only())?.focus({ preventScroll: true });
  }

  // Selecting

  only() {
    return this.selected.length === 1 ? this.selected[0] : null;
  }

  selectedSymbols() {
    return this.selected.filter((id) => this.picture.isSymbol(id));
  }

  pick(entry, several) {
    const { id } = entry.dataset, { selected } = this;
    if (this.tyingFrom && entry.classList.contains("symbol")) return this.endTie(id);
    const without = selected.filter((one) => one !== id);
    if (several) this.choose(without.length < selected.length ? without : [...selected, id]);
    else this.choose(this.only() === id ? [] : [id]);
  }

  choose(ids) {
    if (ids.join(" ") === this.selected.join(" ")) return this.picture.press(ids);
    this.focusOnNew = false;
    this.selected = ids;
    this.picture.press(ids);
    this.send({ do: "choose", ids });
    this.pointing.handles(this.only());
    this.tools.refresh();
  }

  escape() {
    if (this.pointing.cancel()) return;
    if (this.tyingFrom) this.stopTying("No tie was made.");
    else this.choose([]);
  }

  // Changing the map

  // Whether this account may only look; then the words over the map say so.
  onlyReading() {
    if (this.data.reading) this.tools.say("You may only read this case.", true);
    return this.data.reading;
  }

  send(gesture) {
    this.journal.write(gesture);
    this.frame.toggleAttribute("data-waiting", true); // until Python has answered
  }

  act(gesture) {
    if (this.onlyReading()) return;
    this.send(gesture);
    this.picture.preview(gesture);
    this.tools.refresh();
  }

  move(starts, dx, dy) {
    const round = (value) => Math.round(value * 10) / 10;
    const places = starts.map(({ id, x, y }) => [id, [round(x + dx), round(y + dy)]]);
    this.act({ do: "move", places: Object.fromEntries(places) });
    this.pointing.handles(this.only());
  }

  tie(source, target) {
    this.act({ do: "tie", source, target });
  }

  add(kind, name, at) {
    this.focusOnNew = true;
    this.act({ do: "add", kind, name, at });
  }

  remove(focused) {
    const chosen = this.selected.length || !focused ? this.selected : [focused.dataset.id];
    const entries = chosen.map((id) => this.picture.of(id)).filter(Boolean);
    if (!entries.length) return this.tools.say("Nothing is selected.");
    const ids = new Set(entries.flatMap((entry) => this.picture.ids(entry)));
    this.pointing.handles(null);
    this.act({ do: "remove", ids: [...ids] });
    this.picture.place.focus({ preventScroll: true });
  }

  putBack(ids) {
    this.act({ do: "put_back", ids });
  }

  undo() {
    this.act({ do: "undo" });
  }

  redo() {
    this.act({ do: "redo" });
  }

  // Ties without a drag

  tieTool() {
    const symbols = this.selectedSymbols();
    if (this.tyingFrom) this.stopTying("No tie was made.");
    else if (symbols.length === 2) this.tie(...symbols);
    else if (symbols.length === 1) this.beginTie(symbols[0]);
    else this.tools.say("Select who the tie starts from, then press Tie.");
  }

  beginTie(id) {
    if (this.onlyReading()) return;
    this.tyingFrom = id;
    this.picture.mark("source", [id]);
    this.picture.of(id).focus({ preventScroll: true });
    const name = this.picture.name(id);
    this.tools.say(`Tie from ${name}: go to the other and press Enter, or click. Escape: none.`);
  }

  endTie(id) {
    const source = this.tyingFrom;
    this.stopTying("");
    if (source !== id) this.tie(source, id);
  }

  stopTying(words) {
    this.tyingFrom = null;
    this.picture.mark("source", []);
    this.tools.say(words);
  }

  // Adding

  addAt(event) {
    if (this.onlyReading()) return;
    const { x, y } = this.picture.point(event), frame = this.frame.getBoundingClientRect();
    const place = [Math.round(x), Math.round(y)];
    const away = event.pointerType === "touch" ? 48 : 0; // not under the finger that still presses
    const seen = { x: event.clientX - frame.x, y: event.clientY - frame.y + away };
    this.namer.open(this.kindAt(x, y), place, seen);
  }

  addSomewhere() {
    if (this.onlyReading()) return;
    const { place } = this.picture;
    this.namer.open("people", null, {
      x: place.clientWidth / 2 - 130,
      y: place.offsetTop + 24,
    });
  }

  // What stands on the ring at this place.
  kindAt(x, y) {
    const { half, outer } = this.data.rings;
    const share = Math.hypot(x / half[0], y / half[1]);
    const ring = outer.find(([edge]) => share <= edge) ?? outer[outer.length - 1];
    return ring[1];
  }
}
