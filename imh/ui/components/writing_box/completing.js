// A word that is begun is offered whole, in grey: Tab takes it, Escape lets it be. The words are
// those of the language, the names those on the map and at the head of the lines above and below.

const SHORTEST = 2; // letters that an offer has to save
const LONGEST_PHRASE = 4; // words

class Completing {
  constructor(area, ghost, status) {
    Object.assign(this, { area, ghost, status, words: [], names: [], offer: "" });
    area.addEventListener("keydown", (event) => this.keyed(event));
    area.addEventListener("input", () => this.look());
    area.addEventListener("scroll", () => (ghost.scrollTop = area.scrollTop));
    for (const leaving of ["blur", "pointerdown"]) area.addEventListener(leaving, () => this.show(""));
  }

  keyed(event) {
    if (event.key === "Tab" && this.offer && !event.shiftKey) {
      event.preventDefault();
      document.execCommand("insertText", false, this.offer); // so that Ctrl+Z takes it back
    } else if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) this.show("");
  }

  look() {
    const { value, selectionStart: at, selectionEnd: end } = this.area;
    const atEnd = at === end && (at === value.length || value[at] === "\n");
    this.show(atEnd ? this.rest(value.slice(value.lastIndexOf("\n", at - 1) + 1, at)) : "");
  }

  // What is missing from the word or the few words that the line ends with.
  rest(line) {
    const clause = line.slice(line.search(/[^,:;(>→]*$/)).trimStart();
    const words = clause.split(" ");
    const names = [...this.names, ...this.heads()];
    for (let first = Math.max(0, words.length - LONGEST_PHRASE); first < words.length; first++) {
      const begun = words.slice(first).join(" ");
      if (!begun) continue;
      const named = /^\p{Lu}/u.test(begun);
      if (!named && begun.length < 2) continue;
      const known = named ? names : this.words;
      if (known.includes(begun)) return "";
      const found = known.find((one) => one.startsWith(begun));
      if (found) return found.length - begun.length < SHORTEST ? "" : found.slice(begun.length);
    }
    return "";
  }

  heads() {
    const { value, selectionStart: at } = this.area;
    const here = value.lastIndexOf("\n", at - 1) + 1;
    const others = value.slice(0, here) + value.slice(at);
    return [...others.matchAll(/^\s*(\p{L}[^,:;("\n]*?)\s*,/gmu)].map((found) => found[1]);
  }

  show(offer) {
    if (offer === this.offer) return;
    this.offer = offer;
    const { value, selectionStart: at } = this.area;
    const [before, rest] = this.ghost.children;
    before.textContent = offer && value.slice(0, at);
    rest.textContent = offer;
    this.ghost.scrollTop = this.area.scrollTop;
    const begun = value.slice(0, at).match(/[\p{L}'-]*$/u)[0];
    this.status.textContent = offer && `Tab: ${begun}${offer}`;
  }
}
