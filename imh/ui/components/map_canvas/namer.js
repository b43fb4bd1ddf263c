// A small field on the picture for the name of somebody or something new.

const KINDS = { people: "Person", settings: "Setting", influences: "Influence" };

class Namer {
  constructor(frame, add, closed) {
    this.frame = frame;
    this.add = add;
    this.closed = closed;
    this.form = document.createElement("form");
    this.form.className = "namer";
    this.form.hidden = true;
    this.form.setAttribute("aria-label", "Add to the map");
    this.kind = document.createElement("select");
    this.kind.setAttribute("aria-label", "What to add");
    this.kind.append(...Object.entries(KINDS).map(([value, text]) => new Option(text, value)));
    this.name = document.createElement("input");
    this.name.setAttribute("aria-label", "Name");
    this.name.placeholder = "Name";
    this.name.maxLength = 200;
    this.name.autocomplete = "off";
    const button = document.createElement("button");
    button.textContent = "Add";
    this.form.append(this.kind, this.name, button);
    this.form.addEventListener("submit", (event) => this.entered(event));
    this.form.addEventListener("keydown", (event) => this.keyed(event));
  }

  // `place` is where on the map, null when the drawing may choose; `seen` is that in the frame.
  open(kind, place, seen) {
    this.place = place;
    this.kind.value = kind;
    this.name.value = "";
    this.form.hidden = false;
    const left = Math.min(seen.x - 20, this.frame.clientWidth - this.form.offsetWidth - 4);
    const top = Math.min(seen.y - 18, this.frame.clientHeight - this.form.offsetHeight - 4);
    this.form.style.left = `${Math.max(4, left)}px`;
    this.form.style.top = `${Math.max(4, top)}px`;
    this.name.focus();
  }

  close() {
    if (this.form.hidden) return;
    this.form.hidden = true;
    this.closed();
  }

  entered(event) {
    event.preventDefault();
    const name = this.name.value.trim();
    if (!name) return;
    this.close();
    this.add(this.kind.value, name, this.place);
  }

  keyed(event) {
    event.stopPropagation();
    if (event.key === "Escape") this.close();
  }
}
