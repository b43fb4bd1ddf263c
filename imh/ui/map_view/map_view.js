// The map in the browser. The picture itself is painted in Python; here it is selected,
// hovered, zoomed and moved. Nothing is stored in the browser.

const CLOSEST = 4, WIDEST = 1, STEP = 1.25;

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const frame = parentElement.querySelector(".frame");
  const view = (frame.view ??= new View(frame));
  view.send = (id) => setStateValue("selected", id);
  frame.style.height = `${data.height}px`;
  view.show(data.svg, data.selected);
}

class View {
  constructor(frame) {
    this.frame = frame;
    this.svgText = null;
    this.selected = "";
    this.picture = document.createElement("div");
    this.picture.className = "picture";
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    this.tip.hidden = true;
    frame.append(this.picture, this.tip, this.buttons());
    this.picture.addEventListener("click", (event) => this.clicked(event));
    this.picture.addEventListener("keydown", (event) => this.keyed(event));
    this.picture.addEventListener("pointerover", (event) => this.hovered(event));
    this.picture.addEventListener("pointerout", () => (this.tip.hidden = true));
    this.picture.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    this.picture.addEventListener("pointerdown", (event) => this.grabbed(event));
  }

  buttons() {
    const group = document.createElement("div");
    group.className = "zoom";
    for (const [text, name, act] of [
      ["+", "Zoom in", () => this.zoom(STEP)],
      ["−", "Zoom out", () => this.zoom(1 / STEP)],
      ["⤢", "Whole map", () => this.fit()],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.title = name;
      button.setAttribute("aria-label", name);
      button.addEventListener("click", act);
      group.append(button);
    }
    return group;
  }

  show(svgText, selected) {
    if (svgText !== this.svgText) {
      const focused = this.focusedId();
      this.picture.innerHTML = svgText;
      this.svgText = svgText;
      this.svg = this.picture.querySelector("svg");
      const whole = this.svg.viewBox.baseVal;
      const size = `${whole.width}x${whole.height}`;
      if (this.size !== size) {
        this.whole = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
        this.box = { ...this.whole };
        this.size = size;
      }
      this.apply();
      if (focused) this.of(focused)?.focus({ preventScroll: true });
    }
    this.select(selected);
  }

  of(id) {
    return this.picture.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  focusedId() {
    return this.picture.getRootNode().activeElement?.dataset?.id;
  }

  target(event) {
    return event.target.closest?.("[data-id]");
  }

  clicked(event) {
    if (this.moved) return;
    const target = this.target(event);
    this.choose(target ? target.dataset.id : "");
  }

  choose(id) {
    const next = id === this.selected ? "" : id;
    this.select(next);
    this.send(next);
  }

  select(id) {
    this.picture.querySelectorAll(".selected").forEach((one) => one.classList.remove("selected"));
    this.picture
      .querySelectorAll('[aria-pressed="true"]')
      .forEach((one) => one.setAttribute("aria-pressed", "false"));
    this.selected = id;
    const chosen = id ? this.of(id) : null;
    chosen?.classList.add("selected");
    chosen?.setAttribute("aria-pressed", "true");
  }

  keyed(event) {
    const target = this.target(event);
    if (event.key === "Escape") this.choose("");
    else if (target && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      this.choose(target.dataset.id);
    } else if (target && event.key.startsWith("Arrow")) {
      event.preventDefault();
      this.step(target, event.key);
    } else if (event.key === "+" || event.key === "=") this.zoom(STEP);
    else if (event.key === "-") this.zoom(1 / STEP);
    else if (event.key === "0") this.fit();
  }

  // The nearest symbol in the direction of the arrow gets the focus.
  step(from, key) {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      key
    ];
    const centre = (one) => {
      const box = one.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const [x, y] = centre(from);
    let best = null, least = Infinity;
    for (const one of this.picture.querySelectorAll(".symbol[data-id]")) {
      const [a, b] = centre(one);
      const along = (a - x) * dx + (b - y) * dy, aside = Math.abs((a - x) * dy + (b - y) * dx);
      if (along > 4 && along + 2 * aside < least) [best, least] = [one, along + 2 * aside];
    }
    best?.focus({ preventScroll: true });
  }

  hovered(event) {
    const target = this.target(event);
    const words = target?.getAttribute("aria-label");
    this.tip.hidden = !words;
    if (!words) return;
    this.tip.textContent = words;
    const frame = this.frame.getBoundingClientRect();
    const left = Math.min(event.clientX - frame.x + 12, frame.width - this.tip.offsetWidth - 8);
    const above = event.clientY - frame.y + 16 + this.tip.offsetHeight > frame.height;
    const y = event.clientY - frame.y;
    this.tip.style.left = `${Math.max(4, left)}px`;
    this.tip.style.top = `${above ? y - this.tip.offsetHeight - 10 : y + 16}px`;
  }

  wheeled(event) {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? STEP : 1 / STEP, this.point(event));
  }

  point(event) {
    const at = new DOMPoint(event.clientX, event.clientY);
    return at.matrixTransform(this.svg.getScreenCTM().inverse());
  }

  zoom(factor, around) {
    const now = this.whole.width / this.box.width;
    const next = Math.min(CLOSEST, Math.max(WIDEST, now * factor));
    const keep = around ?? {
      x: this.box.x + this.box.width / 2,
      y: this.box.y + this.box.height / 2,
    };
    const width = this.whole.width / next, height = this.whole.height / next;
    this.box = {
      x: keep.x - ((keep.x - this.box.x) * width) / this.box.width,
      y: keep.y - ((keep.y - this.box.y) * height) / this.box.height,
      width,
      height,
    };
    this.apply();
  }

  fit() {
    this.box = { ...this.whole };
    this.apply();
  }

  apply() {
    const { whole, box } = this;
    box.x = Math.min(Math.max(box.x, whole.x), whole.x + whole.width - box.width);
    box.y = Math.min(Math.max(box.y, whole.y), whole.y + whole.height - box.height);
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    this.picture.classList.toggle("zoomed", box.width < whole.width - 1);
  }

  grabbed(event) {
    this.moved = false;
    if (event.button !== 0 || this.box.width >= this.whole.width - 1) return;
    const start = this.point(event);
    const move = (at) => {
      const now = this.point(at);
      if (Math.hypot(now.x - start.x, now.y - start.y) > 3) this.moved = true;
      this.box.x -= now.x - start.x;
      this.box.y -= now.y - start.y;
      this.apply();
    };
    const drop = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", drop);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
  }
}
