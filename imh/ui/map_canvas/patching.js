// A new drawing in the place of the former one: what is the same stays, so that a small change
// costs little. A drawing has one line for each of its parts (imh/drawing/svg.py).

class Patching {
  constructor(place) {
    this.place = place;
    this.lines = [];
    this.parts = new Map(); // from a line to what it drew
  }

  // `touched` are parts that look different from how they were drawn, to be drawn again.
  // Returns the drawing's element.
  draw(text, touched) {
    const [head, ...lines] = text.split("\n").slice(0, -1);
    if (head !== this.head) this.begin(head);
    for (const [line, part] of this.parts) if (touched.has(part)) this.parts.delete(line);
    const parts = this.drawn(lines);
    const wanted = new Set(parts.values());
    for (const part of [...this.svg.children]) if (!wanted.has(part)) part.remove();
    let here = this.svg.firstElementChild;
    for (const part of parts.values()) {
      if (part === here) here = here.nextElementSibling;
      else this.svg.insertBefore(part, here);
    }
    this.parts = parts;
    return this.svg;
  }

  begin(head) {
    this.head = head;
    this.place.innerHTML = `${head}</svg>`;
    this.svg = this.place.firstElementChild;
    this.parts = new Map();
  }

  // Every line with its part, in order: the former one, or one drawn anew.
  drawn(lines) {
    const fresh = lines.filter((line) => !this.parts.has(line));
    const sheet = document.createElementNS(SVG, "svg");
    sheet.innerHTML = fresh.join("");
    const made = new Map([...sheet.children].map((part, k) => [fresh[k], part]));
    return new Map(lines.map((line) => [line, this.parts.get(line) ?? made.get(line)]));
  }
}
