// The document as it reads; every sentence and every heading can be chosen by click or by key.

import { around, focusedAround, make, part } from "../elements.js";
import { blocksOf } from "./blocks.js";

/**
 * @import { Sentence } from "./blocks.js"
 * @typedef {object} Section
 * @property {string} key
 * @property {string} heading
 * @property {string} layout
 * @property {boolean} picture
 * @property {Sentence[]} sentences
 * @typedef {object} Data
 * @property {string} title
 * @property {string} subtitle
 * @property {string[]} notices
 * @property {Section[]} sections
 * @property {string} picture
 * @property {string} map_text
 * @property {string[]} closing
 */

/** @param {Component<Data>} component */
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  /** @type {HTMLElement & { chosen?: string }} */
  const paper = part(parentElement, ".paper", HTMLElement);
  const focused = focusedAround(paper)?.dataset.key;
  paper.replaceChildren(make("h2", "title", data.title));
  if (data.subtitle) paper.append(make("p", "subtitle", data.subtitle));
  for (const notice of data.notices) paper.append(make("p", "notice", notice));
  for (const section of data.sections) {
    paper.append(headed(section), told(section));
    if (section.picture) paper.append(pictured(data));
  }
  for (const line of data.closing) paper.append(make("p", "closing", line));
  mark(paper, paper.chosen ?? "");
  if (focused)
    choosables(paper)
      .find((one) => one.dataset.key === focused)
      ?.focus();

  /** @param {HTMLElement | SVGElement | null} target */
  const choose = (target) => {
    if (!target) return;
    const own = target.dataset.key ?? "";
    const key = own === paper.chosen ? "" : own;
    paper.chosen = key;
    mark(paper, key);
    setStateValue("chosen", key);
  };
  paper.onclick = (event) => choose(around(event.target, "[data-key]"));
  paper.onkeydown = (event) => {
    if (event.key === "Escape") choose(paper.querySelector('[aria-pressed="true"]'));
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(around(event.target, "[data-key]"));
  };
}

/** @param {Section} section */
function headed(section) {
  const heading = make("h3");
  heading.append(
    section.key ? choosable("heading", section.heading, section.key) : section.heading,
  );
  return heading;
}

/** @param {Data} data */
function pictured(data) {
  const image = make("img", "map");
  image.src = `data:image/svg+xml,${encodeURIComponent(data.picture)}`;
  image.alt = data.map_text;
  return image;
}

/**
 * @param {string} style
 * @param {string} words
 * @param {string} key
 */
function choosable(style, words, key) {
  const one = make("span", style, words);
  one.dataset.key = key;
  one.tabIndex = 0;
  one.setAttribute("role", "button");
  return one;
}

/** @param {Section} section */
function told(section) {
  const list = section.layout === "list";
  const block = make(list ? "ul" : "div", "block");
  for (const sentences of blocksOf(section.sentences, list))
    block.append(list ? item(sentences[0]) : paragraph(sentences));
  return block;
}

/** @param {Sentence} sentence */
function item(sentence) {
  const line = make("li");
  line.append(...led(sentence));
  return line;
}

/** @param {Sentence[]} sentences */
function paragraph(sentences) {
  const made = make("p");
  for (const sentence of sentences) made.append(...led(sentence), " ");
  return made;
}

/** @param {Sentence} sentence */
function led({ key, lead, text, prompt, edited, lit }) {
  const words = choosable("sentence", text, key);
  for (const [state, on] of Object.entries({ prompt, edited, lit }))
    words.classList.toggle(state, on);
  return lead ? [make("strong", "", `${lead}. `), words] : [words];
}

/** @param {HTMLElement} paper */
function choosables(paper) {
  /** @type {NodeListOf<HTMLElement>} */
  const found = paper.querySelectorAll("[data-key]");
  return [...found];
}

/**
 * @param {HTMLElement} paper
 * @param {string} key
 */
function mark(paper, key) {
  for (const one of choosables(paper))
    one.setAttribute("aria-pressed", String(one.dataset.key === key));
}
