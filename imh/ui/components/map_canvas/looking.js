// How the map is looked at: all ties or one kind of them, which layers. The drawing holds
// everything that any view shows, so that a change answers at once.

import { make, makeButton, part } from "../elements.js";
import { idOf, shapes } from "./svg.js";

/** @import { Ends } from "./picture.js" */

const VIEWS = [
  ["everything", "Everything"],
  ["support", "Help"],
  ["strain", "Strain"],
  ["kin", "Kin"],
];
const LAYERS = [
  ["people", "People"],
  ["settings", "Places"],
  ["professionals", "Professionals"],
  ["influences", "Influences"],
];
/** @type {Map<string, Looking>} */
const looks = new Map();

export class Looking {
  /**
   * Kept by the map's series, so that it outlives a change of page but not of case.
   * @param {string} series
   */
  static of(series) {
    const looking = looks.get(series) ?? new Looking();
    looks.set(series, looking);
    return looking;
  }

  constructor() {
    this.view = "everything";
    /** @type {Set<string>} layers */
    this.hidden = new Set();
  }

  /** @param {Pick<SVGElement, "classList" | "dataset">} element */
  shows({ classList, dataset }) {
    if (classList.contains("off")) return false;
    return !classList.contains("tie") || Boolean(dataset.views?.includes(this.view));
  }

  /**
   * Show the drawing this way; what the view leaves out is hidden by the style sheet.
   * @param {SVGElement} svg
   * @param {Ends} ends
   */
  at(svg, ends) {
    svg.dataset.show = this.view;
    /** @type {Set<string>} */
    const off = new Set();
    for (const symbol of shapes(svg, ".symbol")) {
      const hide = this.hidden.has(symbol.dataset.layer ?? "");
      symbol.classList.toggle("off", hide);
      if (hide) off.add(idOf(symbol));
    }
    for (const tie of shapes(svg, ".tie")) {
      const [source, target] = ends[idOf(tie)] ?? [];
      tie.classList.toggle("off", off.has(source) || off.has(target));
    }
    for (const home of shapes(svg, "[data-members]")) {
      const inside = home.dataset.members?.split(" ").filter((one) => !off.has(one)) ?? [];
      home.classList.toggle("off", inside.length < 2);
    }
  }
}

export class LookingControls {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.looking = new Looking();
    this.views = this.viewButtons();
    this.layers = this.layerMenu();
  }

  /**
   * Whose way of looking the controls show.
   * @param {Looking} looking
   */
  follow(looking) {
    if (looking === this.looking) return;
    this.looking = looking;
    this.refresh();
  }

  viewButtons() {
    const group = make("span", "group views");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "What the map shows");
    for (const [view, name] of VIEWS) {
      const button = makeButton("", name);
      button.dataset.view = view;
      button.addEventListener("click", () => this.choose(view));
      group.append(button);
    }
    return group;
  }

  layerMenu() {
    const menu = make("details", "layers");
    const boxes = make("div");
    for (const [layer, name] of LAYERS) {
      const label = make("label");
      const box = make("input");
      box.type = "checkbox";
      box.value = layer;
      box.addEventListener("change", () => this.show(layer, box.checked));
      label.append(box, name);
      boxes.append(label);
    }
    menu.append(make("summary", "", "Layers"), boxes);
    menu.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    menu.addEventListener("focusout", (event) => {
      const to = event.relatedTarget;
      if (to instanceof Node && !menu.contains(to)) menu.open = false;
    });
    return menu;
  }

  get summary() {
    return part(this.layers, "summary", HTMLElement);
  }

  close() {
    this.layers.open = false;
    this.summary.focus();
  }

  /** @param {string} view */
  choose(view) {
    this.looking.view = view;
    this.refresh();
    this.changed();
  }

  /**
   * @param {string} layer
   * @param {boolean} shown
   */
  show(layer, shown) {
    if (shown) this.looking.hidden.delete(layer);
    else this.looking.hidden.add(layer);
    this.refresh();
    this.changed();
  }

  refresh() {
    const { view, hidden } = this.looking;
    for (const button of this.views.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    for (const box of this.layers.querySelectorAll("input")) box.checked = !hidden.has(box.value);
    this.layers.classList.toggle("some", hidden.size > 0);
    const all = hidden.size ? `Layers (${hidden.size} hidden)` : "Layers";
    this.summary.textContent = all;
  }
}
