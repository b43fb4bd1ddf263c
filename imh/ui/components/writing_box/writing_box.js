// Sends what is typed to Python shortly after the last key and when the box is left.
// What Python has not answered yet outlives a change of page in the memory of this window;
// nothing is written to the browser's storage.

const PAUSE = 300;
const HELD = 3000; // nothing was added after all: go on as usual
const unanswered = (window.writingBoxUnanswered ??= new Map());

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const [area, label, ghost, status] = ["textarea", ".label", ".ghost", ".offer"].map((part) =>
    parentElement.querySelector(part),
  );
  const box = (area.box ??= new Box(area, label, new Completing(area, ghost, status)));
  box.tell = (sent) => setStateValue("text", sent);
  box.add = () => setTriggerValue("add", true);
  box.show(data);
}

// A text that was typed onto a state of the box, onto the state that Python gives now. After a
// restart Python knows of no earlier state, only the text that it was last sent from here.
function goneOn(typed, { case: whose, revision, before, text }) {
  if (typed.case === whose) {
    const onlySent = typed.sent === text || (text && typed.text.startsWith(text));
    if (typed.revision === revision || (!before && onlySent)) return typed.text;
  }
  if (typed.case !== whose && typed.case !== before?.case) return text; // another family's
  const known = typed.case === before?.case && typed.revision === before.revision;
  const since = known && typed.text.startsWith(before.text)
    ? typed.text.slice(before.text.length)
    : typed.text;
  return text + (text && since && !since.startsWith("\n") ? "\n" : "") + since;
}

class Box {
  constructor(area, label, completing) {
    this.area = area;
    this.label = label;
    this.completing = completing;
    area.addEventListener("input", () => this.typed());
    area.addEventListener("blur", () => this.send());
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.send();
      this.held = true; // what is typed from now on is not part of what is added
      this.add();
    });
  }

  show(data) {
    this.label.textContent = data.label;
    this.area.style.height ||= `${data.height}px`;
    Object.assign(this.completing, { words: data.words, names: data.names });
    if (!this.case) this.begin(data);
    else if (this.case !== data.case || this.revision !== data.revision) this.replace(data);
    this.revision = data.revision;
    this.case = data.case;
    if (data.text === this.area.value) unanswered.delete(data.case);
  }

  // A box that just came onto the page: text that was on its way when it left goes on.
  begin(data) {
    const left = unanswered.get(data.case) ?? unanswered.get(data.before?.case);
    this.put(data, left ? goneOn(left, data) : data.text);
  }

  // Python put another text in: what was typed beyond the text that it changed stays.
  replace(data) {
    this.held = false;
    this.put(data, goneOn(this.now(), data));
  }

  put(data, text) {
    unanswered.delete(data.case);
    unanswered.delete(data.before?.case);
    this.case = data.case;
    this.revision = data.revision;
    this.area.value = text;
    this.sent = data.text;
    if (text !== data.text) this.typed();
  }

  // What stands in the box, and what of it was sent.
  now() {
    const { case: whose, revision, area, sent } = this;
    return { case: whose, revision, text: area.value, sent };
  }

  typed() {
    unanswered.set(this.case, this.now());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  send() {
    clearTimeout(this.timer);
    if (this.held) {
      this.timer = setTimeout(() => {
        this.held = false;
        this.send();
      }, HELD);
      return;
    }
    if (this.area.value === this.sent) return;
    this.sent = this.area.value;
    this.tell({ case: this.case, revision: this.revision, text: this.sent });
  }
}
