// Gestures on their way to Python. Each has a number, and all that are not acknowledged are sent
// together, so that none is lost while Python is busy. They are kept in memory only, by the map
// they were made on, and so outlive a change of page.

/**
 * What gestures.py reads.
 * @typedef {{ do: "choose" | "put_back" | "remove", ids: string[] }
 *   | { do: "move", places: Record<string, Place> }
 *   | { do: "tie", source: string, target: string }
 *   | { do: "add", kind: string, name: string, at: Place | null }
 *   | { do: "undo" | "redo" }} Gesture
 * @typedef {[x: number, y: number]} Place
 * @typedef {Gesture & { n: number }} Numbered
 * @typedef {(journal: { series: string | null, gestures: Numbered[] }) => void} Send
 */

export const PATIENCE = 3000; // milliseconds until an unanswered journal is sent again; doubles each time
/** @type {Map<string, Journal>} */
const journals = new Map();

export class Journal {
  /** @param {string} key */
  static of(key) {
    const journal = journals.get(key) ?? new Journal();
    journals.set(key, journal);
    return journal;
  }

  constructor() {
    /** @type {string | null} */
    this.series = null;
    /** @type {Numbered[]} */
    this.gestures = [];
    this.last = 0;
    this.patience = PATIENCE;
    /** @type {Send | null} */
    this.send = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /**
   * What Python has acknowledged is dropped, and so is what was made on another case.
   * Returns what was dropped.
   * @param {string} series
   * @param {number} applied
   */
  settle(series, applied) {
    const before = this.gestures;
    this.gestures = series === this.series ? before.filter((one) => one.n > applied) : [];
    this.series = series;
    this.last = Math.max(this.last, applied);
    if (this.gestures.length < before.length) this.patience = PATIENCE;
    if (!this.gestures.length) clearTimeout(this.timer);
    return before.slice(0, before.length - this.gestures.length);
  }

  // A page came back with gestures that nobody acknowledged. Streamlit may drop what is sent
  // while a component mounts, so this waits for a moment.
  resume() {
    if (this.gestures.length) this.later(300);
  }

  /** @param {Gesture} gesture */
  write(gesture) {
    this.last = Math.max(this.last + 1, Date.now());
    this.gestures.push({ n: this.last, ...gesture });
    this.handIn();
  }

  handIn() {
    this.send?.({ series: this.series, gestures: this.gestures });
    this.later(this.patience);
    this.patience *= 2;
  }

  /** @param {number} milliseconds */
  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.handIn(), milliseconds);
  }

  leave() {
    this.send = null;
    clearTimeout(this.timer);
    this.patience = PATIENCE;
  }
}
