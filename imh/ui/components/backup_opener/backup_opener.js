// Hands a chosen backup to Python piece by piece, as Python asks for them; it may be large.

import { textOf } from "../base64.js";
import { part } from "../elements.js";

/** @typedef {{ file: File, sent: number }} Chosen */

const PIECE = 3 * 1024 * 1024;
/** @type {Chosen | null} */
let chosen = null;

/** @param {Component<{ wanted: number, said: string }>} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const input = part(parentElement, "input", HTMLInputElement);
  part(parentElement, ".name", HTMLElement).textContent = data.said;
  /**
   * @param {Chosen} backup
   * @param {number} from
   */
  const send = async (backup, from) => {
    const { file } = backup;
    const bytes = new Uint8Array(await file.slice(from, from + PIECE).arrayBuffer());
    if (backup !== chosen) return; // another was chosen meanwhile
    backup.sent = from;
    setTriggerValue("piece", { name: file.name, size: file.size, from, bytes: textOf(bytes) });
  };
  input.onchange = () => {
    const file = input.files?.[0];
    if (!file) return;
    chosen = { file, sent: Number.POSITIVE_INFINITY }; // no piece yet that another could follow
    input.value = "";
    send(chosen, 0);
  };
  if (chosen && data.wanted > chosen.sent && data.wanted < chosen.file.size)
    send(chosen, data.wanted);
}
