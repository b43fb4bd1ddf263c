// The map fades all but the evidence of the chosen principle, and its sentences stand below.

import { around, make, part } from "../elements.js";

/**
 * @typedef {{ text: string, basis: string }} Line
 * @typedef {object} Reasons
 * @property {string} title
 * @property {string} nothing
 * @property {Line[]} weighs
 * @property {Line[]} carries
 * @property {string[]} lit
 * @typedef {object} Data
 * @property {string} svg
 * @property {number} height
 * @property {Record<string, Reasons>} reasons
 * @property {string} first
 */

const FADED = "0.2";

/** @param {Component<Data>} component */
export default function (component) {
  const { data, parentElement } = component;
  const title = part(parentElement, "h2", HTMLElement);
  /** @type {HTMLElement & { shown?: string }} */
  const picture = part(parentElement, ".picture", HTMLElement);
  const list = part(parentElement, ".reasons", HTMLElement);
  if (picture.shown !== data.svg) {
    picture.innerHTML = data.svg;
    picture.shown = data.svg;
    picture.style.height = `${data.height}px`;
    picture.onpointerover = tip;
  }
  /** @param {string} id */
  const choose = (id) => {
    const reasons = data.reasons[id];
    if (!reasons) return;
    title.textContent = reasons.title;
    light(picture, new Set(reasons.lit));
    list.replaceChildren(...told(reasons));
  };
  choose(data.first);
  /** @param {Event} event */
  const chosen = (event) => event instanceof CustomEvent && choose(event.detail);
  document.addEventListener("imh:principle", chosen);
  document.dispatchEvent(new CustomEvent("imh:principle-wanted"));
  return () => document.removeEventListener("imh:principle", chosen);
}

/**
 * The facts of what the pointer is on, as the browser's own tip.
 * @param {PointerEvent} event
 */
function tip({ target }) {
  const entry = around(target, "[data-id]");
  if (!entry || entry.querySelector("title")) return;
  const words = document.createElementNS("http://www.w3.org/2000/svg", "title");
  words.textContent = entry.getAttribute("aria-label");
  entry.prepend(words);
}

/**
 * @param {HTMLElement} picture
 * @param {Set<string>} bright
 */
function light(picture, bright) {
  /** @type {NodeListOf<SVGElement>} */
  const drawn = picture.querySelectorAll(".symbol, .tie");
  for (const one of drawn) {
    const ids = (one.dataset.ids ?? one.dataset.id ?? "").split(" ");
    const faded = !ids.some((id) => bright.has(id));
    one.toggleAttribute("data-faded", faded);
    one.setAttribute("opacity", faded ? FADED : "1");
  }
}

/** @param {Reasons} reasons */
function told(reasons) {
  if (reasons.nothing) return [make("p", "nothing", reasons.nothing)];
  return [
    ...side("weighs", "What weighs", reasons.weighs),
    ...side("carries", "What carries", reasons.carries),
  ];
}

/**
 * @param {string} style
 * @param {string} heading
 * @param {Line[]} lines
 */
function side(style, heading, lines) {
  if (!lines.length) return [];
  const list = make("ul", style);
  for (const { text, basis } of lines) {
    const line = make("li", "", text);
    if (basis) line.append(" ", make("em", "", basis));
    list.append(line);
  }
  return [make("h3", "", heading), list];
}
