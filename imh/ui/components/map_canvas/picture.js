// The drawing in the page. Python paints it; until its answer comes, gestures are shown on it
// provisionally: moved symbols with their ties drawn straight, new and removed things.

const SVG = "http://www.w3.org/2000/svg";
const NEAR = 40; // how close to a symbol's middle the end of a new tie has to be

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

class Picture {
  constructor() {
    this.place = document.createElement("div");
    this.place.className = "picture";
    this.place.tabIndex = -1; // keys go on working when what had the focus is gone
    this.patching = new Patching(this.place);
    this.touched = new Set(); // parts that a gesture changed before Python painted them
    this.lens = new Lens((box) => this.see(box));
    this.text = null;
  }

  draw(text, ends, looking) {
    this.text = text;
    const former = this.svg;
    this.svg = this.patching.draw(text, this.touched);
    this.touched.clear();
    this.ends = ends;
    this.found = new Map();
    this.ties = new Map();
    for (const one of this.svg.querySelectorAll(".tie")) this.list(one);
    this.openHomes();
    this.look(looking);
    if (this.svg === former) return;
    this.svg.setAttribute("preserveAspectRatio", "xMidYMin meet");
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    this.lens.over({ x, y, width, height });
  }

  look(looking) {
    this.looking = looking;
    looking.at(this.svg, this.ends);
  }

  list(tie) {
    tie.tabIndex = -1; // reached from its ends, see keys.js
    tie.setAttribute("role", "button");
    for (const end of this.ends[tie.dataset.id] ?? []) {
      if (!this.ties.has(end)) this.ties.set(end, []);
      this.ties.get(end).push(tie);
    }
  }

  // A home opens from its outline, made easier to hit, and from the plate with its name.
  openHomes() {
    const homes = this.svg.querySelectorAll(".home");
    const plates = this.svg.querySelectorAll(".home-name"); // in the order of the homes
    homes.forEach((home, k) => {
      home.tabIndex = 0;
      home.setAttribute("role", "button");
      if (!home.hasAttribute("aria-pressed")) home.setAttribute("aria-pressed", "false");
      if (plates[k]) plates[k].dataset.id = home.dataset.id;
      if (home.querySelector(".hit")) return;
      const d = home.querySelector("path").getAttribute("d");
      home.append(shape("path", { class: "hit", d, fill: "none", "stroke-width": 14 }));
    });
  }

  see(box) {
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    this.place.classList.toggle("zoomed", this.lens.zoomed);
  }

  // Finding

  of(id) {
    const name = CSS.escape(id);
    const all = this.svg.querySelectorAll(`[data-id="${name}"], .tie[data-ids~="${name}"]`);
    return [...all].find((one) => this.looking.shows(one));
  }

  ids(element) {
    return element.dataset.ids ? element.dataset.ids.split(" ") : [element.dataset.id];
  }

  isSymbol(id) {
    return this.of(id)?.classList.contains("symbol") ?? false;
  }

  symbols() {
    const all = [...this.svg.querySelectorAll(".symbol[data-id]")];
    return all.filter((one) => this.looking.shows(one));
  }

  name(id) {
    return this.of(id)?.getAttribute("aria-label")?.split(",")[0] ?? "";
  }

  // Where a symbol stands and how large its outline is: home as painted, x and y as shown.
  stand(id) {
    if (this.found.has(id)) return this.found.get(id);
    const element = this.of(id);
    if (!element?.classList.contains("symbol")) return null;
    const outlines = element.querySelectorAll("path");
    // A child has two outlines; the inner one is in the middle of its place, whatever its shape.
    const outline = element.classList.contains("child") ? outlines[1] : outlines[0];
    const { x, y, width, height } = outline.getBBox();
    const home = { x: x + width / 2, y: y + height / 2 };
    const stand = { home, ...home, halfWidth: width / 2, halfHeight: height / 2, element };
    this.found.set(id, stand);
    return stand;
  }

  point(event) {
    const at = new DOMPoint(event.clientX, event.clientY);
    return at.matrixTransform(this.svg.getScreenCTM().inverse());
  }

  nearest(point, other) {
    let best = null, least = NEAR;
    for (const { dataset } of this.symbols()) {
      const { x, y } = this.stand(dataset.id);
      const far = Math.hypot(point.x - x, point.y - y);
      if (dataset.id !== other && far < least) [best, least] = [dataset.id, far];
    }
    return best;
  }

  // Marking

  mark(style, ids) {
    this.svg.querySelectorAll(`.${style}`).forEach((one) => one.classList.remove(style));
    for (const id of ids) this.of(id)?.classList.add(style);
  }

  press(ids) {
    this.mark("selected", ids);
    this.svg
      .querySelectorAll('[aria-pressed="true"]')
      .forEach((one) => one.setAttribute("aria-pressed", "false"));
    for (const id of ids) this.of(id)?.setAttribute("aria-pressed", "true");
  }

  // Showing a gesture before Python has painted it

  preview(gesture) {
    if (gesture.do === "move")
      for (const [id, [x, y]] of Object.entries(gesture.places)) this.put(id, x, y);
    else if (gesture.do === "tie") this.provisionalTie(gesture.source, gesture.target);
    else if (gesture.do === "add" && gesture.at) this.provisionalSymbol(gesture);
    else if (gesture.do === "remove") gesture.ids.forEach((id) => this.takeAway(id));
  }

  put(id, x, y) {
    const stand = this.stand(id);
    if (!stand) return;
    Object.assign(stand, { x, y });
    this.touched.add(stand.element);
    stand.element.setAttribute("transform", `translate(${x - stand.home.x} ${y - stand.home.y})`);
    for (const tie of this.ties.get(id) ?? []) this.straighten(tie);
  }

  straighten(tie) {
    const [one, other] = this.ends[tie.dataset.id].map((end) => this.stand(end));
    if (!one || !other) return;
    let line = tie.querySelector(".straight");
    if (!line) {
      this.touched.add(tie);
      const look = tie.querySelector("path:not(.hit)");
      const stroke = look?.getAttribute("stroke") ?? "currentColor";
      const width = look?.getAttribute("stroke-width") ?? 1.5;
      const dash = look?.getAttribute("stroke-dasharray") ?? "none";
      line = shape("line", { class: "straight", stroke, "stroke-width": width });
      line.setAttribute("stroke-dasharray", dash);
      tie.append(line);
      tie.classList.add("moving");
    }
    this.run(line, one, other);
  }

  run(line, one, other) {
    line.setAttribute("x1", one.x);
    line.setAttribute("y1", one.y);
    line.setAttribute("x2", other.x);
    line.setAttribute("y2", other.y);
  }

  provisionalTie(source, target) {
    const one = this.stand(source), other = this.stand(target);
    if (one && other) this.run(this.looseLine(), one, other);
  }

  looseLine() {
    const line = shape("line", { class: "loose" });
    this.svg.insertBefore(line, this.svg.querySelector(".symbol"));
    return line;
  }

  provisionalSymbol({ name, at: [x, y] }) {
    const text = shape("text", { x, y: y + 36, "text-anchor": "middle", "font-size": 13 });
    text.textContent = name;
    const group = shape("g", { class: "provisional", "aria-hidden": "true" });
    group.append(shape("circle", { cx: x, cy: y, r: 20 }), text);
    this.svg.append(group);
  }

  takeAway(id) {
    const element = this.of(id);
    if (!element) return;
    for (const one of [element, ...(this.ties.get(id) ?? [])]) {
      this.touched.add(one);
      one.classList.add("gone");
    }
  }
}
