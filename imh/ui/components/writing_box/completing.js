// A word that is begun is offered whole, in grey: Tab takes it, Escape lets it be. The words are
// those of the language, the names those on the map and at the head of the lines above and below.

import { headsAround, lineEndingAt, restOf } from "./offers.js";

const MODIFIERS = ["Shift", "Control", "Alt", "Meta"];

export class Completing {
  /**
   * @param {HTMLTextAreaElement} area
   * @param {HTMLElement} ghost
   * @param {HTMLElement} status
   */
  constructor(area, ghost, status) {
    this.area = area;
    this.ghost = ghost;
    this.status = status;
    /** @type {string[]} */
    this.words = [];
    /** @type {string[]} */
    this.names = [];
    this.offer = "";
    area.addEventListener("keydown", (event) => this.keyed(event));
    area.addEventListener("input", () => this.look());
    area.addEventListener("scroll", () => {
      ghost.scrollTop = area.scrollTop;
    });
    for (const leaving of ["blur", "pointerdown"])
      area.addEventListener(leaving, () => this.show(""));
  }

  /** @param {KeyboardEvent} event */
  keyed(event) {
    if (event.key === "Tab" && this.offer && !event.shiftKey) {
      event.preventDefault();
      document.execCommand("insertText", false, this.offer); // so that Ctrl+Z takes it back
    } else if (!MODIFIERS.includes(event.key)) this.show("");
  }

  look() {
    const { value, selectionStart: at, selectionEnd: end } = this.area;
    if (at !== end) return this.show("");
    const names = [...this.names, ...headsAround(value, at)];
    this.show(restOf(lineEndingAt(value, at), this.words, names));
  }

  /** @param {string} offer */
  show(offer) {
    if (offer === this.offer) return;
    this.offer = offer;
    const { value, selectionStart: at } = this.area;
    const [before, rest] = this.ghost.children;
    before.textContent = offer && value.slice(0, at);
    rest.textContent = offer;
    this.ghost.scrollTop = this.area.scrollTop;
    const begun = value.slice(0, at).match(/[\p{L}'-]*$/u)?.[0];
    this.status.textContent = offer && `Tab: ${begun}${offer}`;
  }
}
