// The map fades all but the evidence of the chosen principle, and its sentences stand below.

const FADED = "0.2";

export default function (component) {
  const { data, parentElement } = component;
  const title = parentElement.querySelector("h2");
  const picture = parentElement.querySelector(".picture");
  const list = parentElement.querySelector(".reasons");
  if (picture.shown !== data.svg) {
    picture.innerHTML = data.svg;
    picture.shown = data.svg;
    picture.style.height = `${data.height}px`;
    picture.onpointerover = tip;
  }
  const choose = (id) => {
    const reasons = data.reasons[id];
    if (!reasons) return;
    title.textContent = reasons.title;
    light(picture, new Set(reasons.lit));
    list.replaceChildren(...told(reasons));
  };
  choose(data.first);
  const chosen = (event) => choose(event.detail);
  document.addEventListener("imh:principle", chosen);
  document.dispatchEvent(new CustomEvent("imh:principle-wanted"));
  return () => document.removeEventListener("imh:principle", chosen);
}

// The facts of what the pointer is on, as the browser's own tip.
function tip({ target }) {
  const entry = target.closest("[data-id]");
  if (!entry || entry.querySelector("title")) return;
  const words = document.createElementNS("http://www.w3.org/2000/svg", "title");
  words.textContent = entry.getAttribute("aria-label");
  entry.prepend(words);
}

function light(picture, bright) {
  for (const one of picture.querySelectorAll(".symbol, .tie")) {
    const ids = (one.dataset.ids ?? one.dataset.id).split(" ");
    const faded = !ids.some((id) => bright.has(id));
    one.toggleAttribute("data-faded", faded);
    one.setAttribute("opacity", faded ? FADED : "1");
  }
}

function told(reasons) {
  if (reasons.nothing) return [make("p", "nothing", reasons.nothing)];
  const parts = [];
  for (const [side, heading] of [["weighs", "What weighs"], ["carries", "What carries"]]) {
    if (!reasons[side].length) continue;
    const list = make("ul", side);
    for (const { text, basis } of reasons[side]) {
      const line = make("li", "", text);
      if (basis) line.append(" ", make("em", "", basis));
      list.append(line);
    }
    parts.push(make("h3", "", heading), list);
  }
  return parts;
}

function make(tag, style, text) {
  const one = document.createElement(tag);
  if (style) one.className = style;
  if (text !== undefined) one.textContent = text;
  return one;
}
