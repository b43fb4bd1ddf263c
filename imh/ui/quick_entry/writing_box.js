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

class Box {
  constructor(area, label, completing) {
    this.area = area;
    this.label = label;
    this.completing = completing;
    this.number = Date.now();
    this.texts = new Map(); // what was sent, by number
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
    for (const number of this.texts.keys()) if (number < data.heard) this.texts.delete(number);
    if (data.text === this.area.value) unanswered.delete(data.case);
  }

  // A box that just came onto the page: text that was on its way when it left comes first.
  begin(data) {
    const left = unanswered.get(data.case);
    this.area.value = this.sent = data.text;
    if (left && left.revision === data.revision && left.text !== data.text) {
      this.area.value = left.text;
      this.revision = data.revision;
      this.case = data.case;
      this.send();
    }
  }

  // Python took lines out of the text that it had heard; what was typed since then stays.
  replace(data) {
    this.held = false;
    const now = this.area.value;
    const heard = this.texts.get(data.heard) ?? this.sent;
    const since = now.startsWith(heard) ? now.slice(heard.length) : `\n${now}`;
    unanswered.delete(this.case);
    this.case = data.case;
    this.revision = data.revision;
    const between = data.text && since && !since.startsWith("\n") ? "\n" : "";
    this.area.value = data.text + between + since;
    this.sent = data.text;
    this.texts.clear();
    if (since) this.typed();
  }

  typed() {
    unanswered.set(this.case, { text: this.area.value, revision: this.revision });
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
    this.number += 1;
    this.texts.set(this.number, this.sent);
    this.tell({ case: this.case, revision: this.revision, number: this.number, text: this.sent });
  }
}
