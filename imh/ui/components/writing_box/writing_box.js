// Sends what is typed to Python shortly after the last key and when the box is left.
// What Python has not answered yet outlives a change of page in the memory of this window;
// nothing is written to the browser's storage.

import { part } from "../elements.js";
import { Completing } from "./completing.js";
import { goneOn } from "./gone_on.js";

/**
 * @import { State, Typed } from "./gone_on.js"
 * @typedef {object} Shown
 * @property {string} label
 * @property {string[]} words
 * @property {string[]} names
 * @property {number} height
 * @property {State | null} before
 * @typedef {State & Shown} Data
 */

const PAUSE = 300;
const HELD = 3000; // nothing was added after all: go on as usual
/** @type {Window & { writingBoxUnanswered?: Map<string, Typed> }} */
const memory = window;
memory.writingBoxUnanswered ??= new Map();
const unanswered = memory.writingBoxUnanswered;

/** @param {Component<Data>} component */
export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  /** @type {HTMLTextAreaElement & { box?: Box }} */
  const area = part(parentElement, "textarea", HTMLTextAreaElement);
  area.box ??= new Box(area, parentElement);
  area.box.tell = (sent) => setStateValue("text", sent);
  area.box.add = () => setTriggerValue("add", true);
  area.box.show(data);
}

class Box {
  /**
   * @param {HTMLTextAreaElement} area
   * @param {ParentNode} around
   */
  constructor(area, around) {
    this.area = area;
    this.label = part(around, ".label", HTMLElement);
    const ghost = part(around, ".ghost", HTMLElement);
    this.completing = new Completing(area, ghost, part(around, ".offer", HTMLElement));
    this.case = "";
    this.revision = 0;
    this.sent = "";
    this.held = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {(sent: State) => void} */
    this.tell = () => {};
    this.add = () => {};
    area.addEventListener("input", () => this.typed());
    area.addEventListener("blur", () => this.send());
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.send();
      this.held = true; // what is typed from now on is not part of what is added
      this.add();
    });
  }

  /** @param {Data} data */
  show(data) {
    this.label.textContent = data.label;
    this.area.style.height ||= `${data.height}px`;
    Object.assign(this.completing, { words: data.words, names: data.names });
    if (!this.case) this.begin(data);
    else if (this.case !== data.case || this.revision !== data.revision) this.replace(data);
    this.revision = data.revision;
    this.case = data.case;
    if (data.text === this.area.value) unanswered.delete(data.case);
  }

  /**
   * A box that just came onto the page: text that was on its way when it left goes on.
   * @param {Data} data
   */
  begin(data) {
    const left = unanswered.get(data.case) ?? unanswered.get(data.before?.case ?? "");
    this.put(data, left ? goneOn(left, data) : data.text);
  }

  /**
   * Python put another text in: what was typed beyond the text that it changed stays.
   * @param {Data} data
   */
  replace(data) {
    this.held = false;
    this.put(data, goneOn(this.now(), data));
  }

  /**
   * @param {Data} data
   * @param {string} text
   */
  put(data, text) {
    unanswered.delete(data.case);
    unanswered.delete(data.before?.case ?? "");
    this.case = data.case;
    this.revision = data.revision;
    this.area.value = text;
    this.sent = data.text;
    if (text !== data.text) this.typed();
  }

  /** @returns {Typed} */
  now() {
    const { case: whose, revision, area, sent } = this;
    return { case: whose, revision, text: area.value, sent };
  }

  typed() {
    unanswered.set(this.case, this.now());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  send() {
    clearTimeout(this.timer);
    if (this.held) {
      this.timer = setTimeout(() => {
        this.held = false;
        this.send();
      }, HELD);
      return;
    }
    if (this.area.value === this.sent) return;
    this.sent = this.area.value;
    this.tell({ case: this.case, revision: this.revision, text: this.sent });
  }
}
