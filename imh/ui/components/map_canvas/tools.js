// The row above the picture with the tools, and one line over it that says what happened.

import { make, makeButton } from "../elements.js";
import { shape } from "./svg.js";

/**
 * @typedef {[icon: keyof typeof ICONS, name: string, more: string, act: () => void,
 *   usable?: () => boolean]} Tool `more` is what its tip adds, `usable` whether it can be used
 */

const ICONS = {
  closer: "M7 2a5 5 0 1 0 0 10a5 5 0 1 0 0-10M10.7 10.7L14 14M7 4.8v4.4M4.8 7h4.4",
  wider: "M7 2a5 5 0 1 0 0 10a5 5 0 1 0 0-10M10.7 10.7L14 14M4.8 7h4.4",
  whole: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  undo: "M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6",
  redo: "M10 3l3 3l-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H10",
  add: "M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 1 0 0-12.4M8 5v6M5 8h6",
  tie: "M3.6 10.4a2 2 0 1 0 0 4a2 2 0 1 0 0-4M12.4 1.6a2 2 0 1 0 0 4a2 2 0 1 0 0-4M5 11l6-6",
  remove: "M2.5 4.5h11M6 4.5V2.5h4v2M4 4.5l.7 9h6.6l.7-9M6.7 7v4M9.3 7v4",
  back: "M3 8a5 5 0 1 0 1.6-3.7M4.4 1.4v3.1h3.1M8 6.5v3h2",
};

export class Tools {
  /**
   * @param {Tool[][]} groups
   * @param {HTMLElement[]} more stands at the end of the row
   */
  constructor(groups, more) {
    this.row = make("div", "tools");
    this.row.setAttribute("role", "toolbar");
    this.row.setAttribute("aria-label", "Map tools");
    /** @type {[button: HTMLButtonElement, usable: () => boolean][]} */
    this.buttons = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    for (const tools of groups) {
      const group = make("span", "group");
      group.append(...tools.map((tool) => this.button(...tool)));
      this.row.append(group);
    }
    this.status = make("div", "status");
    this.status.setAttribute("role", "status");
    this.row.append(...more);
  }

  /** @param {Tool} tool */
  button(...[icon, name, more, act, usable = () => true]) {
    const button = makeButton();
    button.title = more ? `${name} (${more})` : name;
    button.setAttribute("aria-label", name);
    const drawing = shape("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
    drawing.append(shape("path", { d: ICONS[icon] }));
    button.append(drawing);
    button.addEventListener("click", () => {
      if (usable()) act();
    });
    this.buttons.push([button, usable]);
    return button;
  }

  refresh() {
    // Not `disabled`: that would take the focus away from whoever pressed the button.
    for (const [button, usable] of this.buttons)
      button.setAttribute("aria-disabled", String(!usable()));
  }

  /** @param {string} words */
  say(words, refused = false) {
    this.status.textContent = words;
    this.status.classList.toggle("refused", refused);
    this.status.classList.remove("old");
    clearTimeout(this.timer);
    // It lies over the map, so it makes way; a screen reader has heard it by then.
    this.timer = setTimeout(() => this.status.classList.add("old"), refused ? 15_000 : 6000);
  }
}
