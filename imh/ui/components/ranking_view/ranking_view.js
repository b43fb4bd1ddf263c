// The ranking as a group of choices: click, or arrow keys as in any radio group. What is chosen
// is told to the reasons on the same page (event "imh:principle"); Python need not know.

import { around, make, part } from "../elements.js";

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} place
 * @property {string} name
 * @property {string} note
 * @property {string} words
 * @property {boolean} apart
 * @property {number} concern
 * @property {number} strength
 * @property {number} rise
 */

/** @type {("concern" | "strength" | "rise")[]} */
const PARTS = ["concern", "strength", "rise"];
/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** @param {Component<{ rows: Row[] }>} component */
export default function (component) {
  const { data, parentElement } = component;
  /** @type {HTMLElement & { chosen?: string }} */
  const group = part(parentElement, ".ranking", HTMLElement);
  const known = data.rows.some((row) => row.id === group.chosen);
  if (!known) group.chosen = data.rows[0].id;
  const rows = data.rows.map((row) => rowOf(row, group.chosen));
  group.replaceChildren(...rows);
  const tell = () =>
    document.dispatchEvent(new CustomEvent("imh:principle", { detail: group.chosen }));
  /** @param {HTMLElement} chosen */
  const choose = (chosen) => {
    group.chosen = chosen.dataset.id;
    for (const row of rows) mark(row, row === chosen);
    chosen.focus();
    tell();
  };
  group.onclick = (event) => {
    const row = rows.find((one) => one === around(event.target, "[data-id]"));
    if (row) choose(row);
  };
  group.onkeydown = (event) => {
    const at = rows.findIndex((row) => row === event.target);
    if (!STEPS[event.key] || at < 0) return;
    event.preventDefault();
    choose(rows[(at + STEPS[event.key] + rows.length) % rows.length]);
  };
  tell();
  document.addEventListener("imh:principle-wanted", tell);
  return () => document.removeEventListener("imh:principle-wanted", tell);
}

/**
 * @param {HTMLElement} row
 * @param {boolean} chosen
 */
function mark(row, chosen) {
  row.setAttribute("aria-checked", String(chosen));
  row.tabIndex = chosen ? 0 : -1;
}

/**
 * @param {Row} data
 * @param {string | undefined} chosen
 */
function rowOf(data, chosen) {
  const row = make("div", data.apart ? "row apart" : "row");
  row.dataset.id = data.id;
  row.setAttribute("role", "radio");
  row.setAttribute("aria-label", `${data.place} ${data.name}: ${data.note}. ${data.words}`.trim());
  const head = make("div", "head");
  head.append(make("span", "place", data.place), make("span", "name", data.name));
  head.append(make("span", "note", data.note));
  const bar = make("div", "bar");
  for (const style of PARTS) {
    if (data[style] <= 0) continue;
    const piece = make("span", style);
    piece.style.width = `${Math.max(1, 100 * data[style])}%`;
    bar.append(piece);
  }
  row.append(head, bar);
  mark(row, data.id === chosen);
  return row;
}
