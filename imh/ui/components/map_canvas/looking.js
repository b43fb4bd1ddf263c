// How the map is looked at: all ties or one kind of them, which layers. The drawing holds
// everything that any view shows, so that a change answers at once.

const VIEWS = [
  ["everything", "Everything"], ["support", "Help"], ["strain", "Strain"], ["kin", "Kin"],
];
const LAYERS = [
  ["people", "People"], ["settings", "Places"], ["professionals", "Professionals"],
  ["influences", "Influences"],
];
const looks = new Map();

class Looking {
  // Kept by the map's series, so that it outlives a change of page but not of case.
  static of(series) {
    if (!looks.has(series)) looks.set(series, new Looking());
    return looks.get(series);
  }

  constructor() {
    this.view = "everything";
    this.hidden = new Set();
  }

  shows(element) {
    if (element.classList.contains("off")) return false;
    return !element.classList.contains("tie") || element.dataset.views.includes(this.view);
  }

  // Show the drawing this way; what the view leaves out is hidden by the style sheet.
  at(svg, ends) {
    svg.dataset.show = this.view;
    const off = new Set();
    for (const symbol of svg.querySelectorAll(".symbol")) {
      const hide = this.hidden.has(symbol.dataset.layer);
      symbol.classList.toggle("off", hide);
      if (hide) off.add(symbol.dataset.id);
    }
    for (const tie of svg.querySelectorAll(".tie"))
      tie.classList.toggle("off", (ends[tie.dataset.id] ?? []).some((end) => off.has(end)));
    for (const home of svg.querySelectorAll("[data-members]")) {
      const inside = home.dataset.members.split(" ").filter((one) => !off.has(one));
      home.classList.toggle("off", inside.length < 2);
    }
  }
}

class LookingControls {
  constructor(changed) {
    this.changed = changed;
    this.looking = null;
    this.views = this.viewButtons();
    this.layers = this.layerMenu();
  }

  // Whose way of looking the controls show.
  follow(looking) {
    if (looking === this.looking) return;
    this.looking = looking;
    this.refresh();
  }

  viewButtons() {
    const group = document.createElement("span");
    group.className = "group views";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "What the map shows");
    for (const [view, name] of VIEWS) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.dataset.view = view;
      button.addEventListener("click", () => this.change(() => (this.looking.view = view)));
      group.append(button);
    }
    return group;
  }

  layerMenu() {
    const menu = document.createElement("details");
    menu.className = "layers";
    const head = document.createElement("summary");
    head.textContent = "Layers";
    const boxes = document.createElement("div");
    for (const [layer, name] of LAYERS) {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.value = layer;
      box.addEventListener("change", () => this.change(() => this.show(layer, box.checked)));
      label.append(box, name);
      boxes.append(label);
    }
    menu.append(head, boxes);
    menu.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    return menu;
  }

  close() {
    this.layers.open = false;
    this.layers.querySelector("summary").focus();
  }

  show(layer, shown) {
    if (shown) this.looking.hidden.delete(layer);
    else this.looking.hidden.add(layer);
  }

  change(act) {
    act();
    this.refresh();
    this.changed();
  }

  refresh() {
    const { view, hidden } = this.looking;
    for (const button of this.views.children)
      button.setAttribute("aria-pressed", button.dataset.view === view);
    for (const box of this.layers.querySelectorAll("input")) box.checked = !hidden.has(box.value);
    this.layers.classList.toggle("some", hidden.size > 0);
    const all = hidden.size ? `Layers (${hidden.size} hidden)` : "Layers";
    this.layers.querySelector("summary").textContent = all;
  }
}
