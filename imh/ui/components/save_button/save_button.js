// Asks Python for a file piece by piece, and saves it once all of it is here; each press once.

const PATIENCE = 10000; // milliseconds without an answer after which a press counts again
const SOON = 700; // milliseconds after which it is said that the file is still being made
const KEEP = 60000; // milliseconds that the browser has to read the file it was given
const waiting = new Map(); // what each button waits for: kept here, as buttons are drawn anew

const bytesOf = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));

function save(name, pieces) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(pieces, { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("p");
  const say = (words, failed = false) => {
    status.textContent = words;
    status.className = failed ? "failed" : "";
    button.setAttribute("aria-busy", waiting.has(data.key));
  };
  const ask = (wanted) => {
    wanted.when = Date.now();
    waiting.set(data.key, wanted);
    setTriggerValue("asked", { ticket: wanted.ticket, from: wanted.arrived });
  };
  button.className = data.style;
  button.disabled = data.disabled;
  button.title = data.help || (data.style === "bare" ? data.label : "");
  button.querySelector(".icon").textContent = data.icon;
  button.querySelector(".label").textContent = data.label;
  button.onclick = () => {
    const wanted = waiting.get(data.key);
    if (wanted && Date.now() - wanted.when < PATIENCE) return;
    const asked = { ticket: `${Date.now()} ${Math.random()}`, pieces: [], arrived: 0 };
    ask(asked);
    say("");
    setTimeout(() => {
      if (waiting.get(data.key) === asked && !asked.arrived) say("Being made …");
    }, SOON);
  };
  button.onblur = () => {
    if (data.style === "bare" && !waiting.has(data.key)) say(""); // it lies over the menu
  };
  const { answer } = data;
  const wanted = waiting.get(data.key);
  if (!answer || !wanted || answer.ticket !== wanted.ticket) return;
  if (answer.said) {
    waiting.delete(data.key);
    say(answer.said, true);
  } else if (answer.from === wanted.arrived) {
    const piece = bytesOf(answer.bytes);
    wanted.pieces.push(piece);
    wanted.arrived += piece.length;
    if (wanted.arrived < answer.size) {
      ask(wanted);
      say(`${Math.floor((wanted.arrived * 100) / answer.size)} %`);
    } else {
      waiting.delete(data.key);
      save(answer.name, wanted.pieces);
      say("");
    }
  }
}
