// Asks Python for a file piece by piece, and saves it once all of it is here; each press once.

import { bytesOf } from "../base64.js";
import { part } from "../elements.js";

/**
 * @typedef {{ ticket: string, pieces: Uint8Array<ArrayBuffer>[], arrived: number, when: number }} Wanted
 * @typedef {{ ticket: string, said: string }} Said
 * @typedef {{ ticket: string, name: string, from: number, size: number, bytes: string }} Piece
 * @typedef {object} Data
 * @property {string} key
 * @property {string} label
 * @property {string} icon
 * @property {string} style
 * @property {boolean} disabled
 * @property {string} help
 * @property {Said | Piece | null} answer
 */

const PATIENCE = 10_000; // milliseconds without an answer after which a press counts again
const SOON = 700; // milliseconds after which it is said that the file is still being made
const KEEP = 60_000; // milliseconds that the browser has to read the file it was given
/** @type {Map<string, Wanted>} what each button waits for: kept here, as buttons are drawn anew */
const waiting = new Map();

/**
 * @param {string} name
 * @param {BlobPart[]} pieces
 */
function save(name, pieces) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(pieces, { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP);
}

/** @param {Component<Data>} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const button = part(parentElement, "button", HTMLButtonElement);
  const status = part(parentElement, "p", HTMLElement);
  /** @param {string} words */
  const say = (words, failed = false) => {
    status.textContent = words;
    status.className = failed ? "failed" : "";
    button.setAttribute("aria-busy", String(waiting.has(data.key)));
  };
  /** @param {Wanted} file */
  const ask = (file) => {
    file.when = Date.now();
    waiting.set(data.key, file);
    setTriggerValue("asked", { ticket: file.ticket, from: file.arrived });
  };
  button.className = data.style;
  button.disabled = data.disabled;
  button.title = data.help || (data.style === "bare" ? data.label : "");
  part(button, ".icon", HTMLElement).textContent = data.icon;
  part(button, ".label", HTMLElement).textContent = data.label;
  button.onclick = () => {
    const wanted = waiting.get(data.key);
    if (wanted && Date.now() - wanted.when < PATIENCE) return;
    /** @type {Wanted} */
    const asked = { ticket: `${Date.now()} ${Math.random()}`, pieces: [], arrived: 0, when: 0 };
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
  if ("said" in answer) {
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
