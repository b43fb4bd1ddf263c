// The canvas as a whole: what is selected, what a gesture does, what Python answered.

import { focusedAround, part } from "../elements.js";
import { Journal } from "./journal.js";
import { Keys } from "./keys.js";
import { ZOOM_STEP } from "./lens.js";
import { Looking, LookingControls } from "./looking.js";
import { Namer } from "./namer.js";
import { Picture } from "./picture.js";
import { kindAt, placesAfter } from "./places.js";
import { Pointing } from "./pointing.js";
import { idOf } from "./svg.js";
import { Tools } from "./tools.js";

/**
 * @import { Gesture, Numbered, Place, Send } from "./journal.js"
 * @import { Point } from "./lens.js"
 * @import { Ends } from "./picture.js"
 * @import { Rings, Standing } from "./places.js"
 * @import { Tool } from "./tools.js"
 * @typedef {[n: number, words: string, refused: boolean]} Answer
 * @typedef {object} Data
 * @property {string} key
 * @property {string} svg
 * @property {string} series
 * @property {number} applied
 * @property {Answer[]} answers
 * @property {string[]} selected
 * @property {Ends} ties
 * @property {string[]} by_hand
 * @property {Rings} rings
 * @property {boolean} reading
 * @property {boolean} can_undo
 * @property {boolean} can_redo
 * @property {number} height
 */

const SHOWN_AT_ONCE = new Set(["move", "tie", "add", "remove"]);

/** @param {Component<Data>} component */
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  /** @type {HTMLElement & { canvas?: Canvas }} */
  const frame = part(parentElement, ".frame", HTMLElement);
  frame.style.height = `${data.height}px`;
  const canvas = frame.canvas ?? new Canvas(frame, data);
  frame.canvas = canvas;
  canvas.hear(data, (journal) => setStateValue("journal", journal));
  return () => canvas.journal.leave();
}

/**
 * What is selected after one was picked: by itself, or as one of several.
 * @param {string[]} selected
 * @param {string} id
 * @param {boolean} several
 */
export function selectedAfter(selected, id, several) {
  const others = selected.filter((one) => one !== id);
  const was = others.length < selected.length;
  if (several) return was ? others : [...selected, id];
  return was && !others.length ? [] : [id];
}

/**
 * What Python answered to gestures, in words; what it refused is more important than the rest.
 * @param {Numbered[]} gestures
 * @param {Answer[]} answers
 */
export function answerTo(gestures, answers) {
  const numbers = new Set(gestures.map((one) => one.n));
  const given = answers.filter(([n]) => numbers.has(n));
  const refused = given.filter(([, , no]) => no);
  const told = refused.length ? refused : given.slice(-2);
  return { words: told.map(([, words]) => words).join(" "), refused: refused.length > 0 };
}

export class Canvas {
  /**
   * @param {HTMLElement} frame
   * @param {Data} data
   */
  constructor(frame, data) {
    this.frame = frame;
    this.data = data;
    this.journal = Journal.of(data.key);
    /** @type {string[]} */
    this.selected = [];
    /** @type {string | null} */
    this.tyingFrom = null;
    this.stale = false;
    this.focusOnNew = false;
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

  /** @returns {Tool[][]} */
  toolGroups() {
    const { lens } = this.picture;
    /** @type {Tool[]} */
    const looking = [
      ["closer", "Zoom in", "+", () => lens.zoom(ZOOM_STEP)],
      ["wider", "Zoom out", "-", () => lens.zoom(1 / ZOOM_STEP)],
      ["whole", "Whole map", "0", () => lens.fit()],
    ];
    const symbols = () => this.selectedSymbols();
    const byHand = () => symbols().filter((id) => this.data.by_hand.includes(id));
    const mine = () => !this.data.reading;
    const some = () => mine() && this.selected.length > 0;
    const someByHand = () => mine() && byHand().length > 0;
    const waiting = () => mine() && this.journal.gestures.some((one) => one.do !== "choose");
    const canUndo = () => this.data.can_undo || waiting();
    const canRedo = () => this.data.can_redo || waiting();
    return [
      [
        ["add", "Add", "N, or double click on the map", () => this.addSomewhere(), mine],
        ["tie", "Tie", "T, or drag from a symbol's rim", () => this.tieTool(), mine],
        ["remove", "Delete", "Delete", () => this.remove(), some],
        ["back", "Reset position", "", () => this.putBack(byHand()), someByHand],
      ],
      [
        ["undo", "Undo", "Ctrl+Z", () => this.undo(), canUndo],
        ["redo", "Redo", "Ctrl+Y", () => this.redo(), canRedo],
      ],
      looking,
    ];
  }

  // What Python says

  /**
   * @param {Data} data
   * @param {Send} send
   */
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
    const { place } = this.picture;
    const focused = focusedAround(place);
    const id = focused?.dataset.id;
    this.picture.draw(this.data.svg, this.data.ties, this.controls.looking);
    for (const gesture of this.journal.gestures) this.picture.preview(gesture);
    this.picture.press(this.selected);
    if (this.tyingFrom) this.picture.mark("source", [this.tyingFrom]);
    if (id && focusedAround(place) !== focused)
      (this.picture.of(id) ?? place).focus({ preventScroll: true });
    this.pointing.handles(this.only());
  }

  look() {
    this.picture.look(this.controls.looking);
    this.picture.press(this.selected);
    this.pointing.handles(this.only());
  }

  /** @param {Numbered[]} settled */
  tell(settled) {
    const { words, refused } = answerTo(settled, this.data.answers);
    if (words) this.tools.say(words, refused);
  }

  focusNew() {
    this.focusOnNew = false;
    const only = this.only();
    if (only) this.picture.of(only)?.focus({ preventScroll: true });
  }

  // Selecting

  only() {
    return this.selected.length === 1 ? this.selected[0] : null;
  }

  selectedSymbols() {
    return this.selected.filter((id) => this.picture.isSymbol(id));
  }

  /**
   * @param {HTMLElement | SVGElement} entry
   * @param {boolean} several
   */
  pick(entry, several) {
    const id = idOf(entry);
    const { selected } = this;
    if (this.tyingFrom && entry.classList.contains("symbol"))
      return this.endTie(this.tyingFrom, id);
    this.choose(selectedAfter(selected, id, several));
  }

  /** @param {string[]} ids */
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

  /** @param {Gesture} gesture */
  send(gesture) {
    this.journal.write(gesture);
    this.frame.toggleAttribute("data-waiting", true); // until Python has answered
  }

  /** @param {Gesture} gesture */
  act(gesture) {
    if (this.onlyReading()) return;
    this.send(gesture);
    this.picture.preview(gesture);
    this.tools.refresh();
  }

  /**
   * @param {Standing[]} starts
   * @param {Point} shift
   */
  move(starts, shift) {
    this.act({ do: "move", places: placesAfter(starts, shift) });
    this.pointing.handles(this.only());
  }

  /**
   * @param {string} source
   * @param {string} target
   */
  tie(source, target) {
    this.act({ do: "tie", source, target });
  }

  /**
   * @param {string} kind
   * @param {string} name
   * @param {Place | null} at
   */
  add(kind, name, at) {
    this.focusOnNew = true;
    this.act({ do: "add", kind, name, at });
  }

  /** @param {HTMLElement | SVGElement | null} [focused] */
  remove(focused) {
    const chosen = this.selected.length || !focused ? this.selected : [idOf(focused)];
    const entries = chosen.map((id) => this.picture.of(id)).filter((one) => one !== undefined);
    if (!entries.length) return this.tools.say("Nothing is selected.");
    const ids = new Set(entries.flatMap((entry) => this.picture.ids(entry)));
    this.pointing.handles(null);
    this.act({ do: "remove", ids: [...ids] });
    this.picture.place.focus({ preventScroll: true });
  }

  /** @param {string[]} ids */
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
    else if (symbols.length === 2) this.tie(symbols[0], symbols[1]);
    else if (symbols.length === 1) this.beginTie(symbols[0]);
    else this.tools.say("Select who the tie starts from, then press Tie.");
  }

  /** @param {string} id */
  beginTie(id) {
    if (this.onlyReading()) return;
    this.tyingFrom = id;
    this.picture.mark("source", [id]);
    this.picture.of(id)?.focus({ preventScroll: true });
    const name = this.picture.name(id);
    this.tools.say(`Tie from ${name}: go to the other and press Enter, or click. Escape: none.`);
  }

  /**
   * @param {string} source
   * @param {string} target
   */
  endTie(source, target) {
    this.stopTying("");
    if (source !== target) this.tie(source, target);
  }

  /** @param {string} words */
  stopTying(words) {
    this.tyingFrom = null;
    this.picture.mark("source", []);
    this.tools.say(words);
  }

  // Adding

  /** @param {MouseEvent} event */
  addAt(event) {
    if (this.onlyReading()) return;
    const at = this.picture.point(event);
    const frame = this.frame.getBoundingClientRect();
    const touched = event instanceof PointerEvent && event.pointerType === "touch";
    const away = touched ? 48 : 0; // not under the finger that still presses
    const seen = { x: event.clientX - frame.x, y: event.clientY - frame.y + away };
    this.namer.open(kindAt(this.data.rings, at), [Math.round(at.x), Math.round(at.y)], seen);
  }

  addSomewhere() {
    if (this.onlyReading()) return;
    const { place } = this.picture;
    this.namer.open("people", null, {
      x: place.clientWidth / 2 - 130,
      y: place.offsetTop + 24,
    });
  }
}
