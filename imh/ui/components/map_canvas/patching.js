// A new drawing in the place of the former one: what is the same stays, so that a small change
// costs little. A drawing has one line for each of its parts (imh/drawing/svg.py).

class Patching {
  constructor(place) {
    this.place = place;
    this.parts = new Map(); // from a line to what it drew
    this.names = new WeakMap(); // from what was drawn to who or what it is
  }

  // `touched` are parts that look different from how they were drawn, to be drawn again.
  // Returns the drawing's element.
  draw(text, touched) {
    const [head, ...lines] = text.split("\n").slice(0, -1);
    if (head !== this.head) this.begin(head);
    for (const [line, part] of this.parts) if (touched.has(part)) this.parts.delete(line);
    this.parts = this.drawn(lines);
    const wanted = new Set(this.parts.values());
    for (const part of [...this.svg.children]) if (!wanted.has(part)) part.remove();
    let here = this.svg.firstElementChild;
    for (const part of wanted) {
      if (part === here) here = here.nextElementSibling;
      else this.svg.insertBefore(part, here);
    }
    return this.svg;
  }

  begin(head) {
    this.head = head;
    this.place.innerHTML = `${head}</svg>`;
    this.svg = this.place.firstElementChild;
    this.parts = new Map();
  }

  // Every line with its part, in order: the former one, or one drawn anew. Who is drawn anew
  // stays the same element, so that the focus and what a screen reader reads stay where they are.
  drawn(lines) {
    const fresh = lines.filter((line) => !this.parts.has(line));
    const sheet = document.createElementNS(SVG, "svg");
    sheet.innerHTML = fresh.join("");
    const kept = new Set(lines.map((line) => this.parts.get(line)));
    const free = new Map();
    for (const part of this.svg.children)
      if (!kept.has(part) && this.names.has(part)) free.set(this.names.get(part), part);
    const made = new Map([...sheet.children].map((part, k) => [fresh[k], this.placed(part, free)]));
    return new Map(lines.map((line) => [line, this.parts.get(line) ?? made.get(line)]));
  }

  placed(made, free) {
    const name = `${made.getAttribute("class")} ${made.dataset.id} ${made.dataset.views}`;
    const part = free.get(name);
    free.delete(name);
    if (part) this.become(part, made);
    this.names.set(part ?? made, name);
    return part ?? made;
  }

  become(part, made) {
    for (const { name } of [...part.attributes]) if (!made.hasAttribute(name)) part.removeAttribute(name);
    for (const { name, value } of made.attributes)
      if (part.getAttribute(name) !== value) part.setAttribute(name, value);
    part.replaceChildren(...made.childNodes);
  }
}
