// The document as it reads; every sentence and every heading can be chosen by click or by key.

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const paper = parentElement.querySelector(".paper");
  const focused = paper.getRootNode().activeElement?.dataset?.key;
  paper.replaceChildren(make("h2", "title", data.title));
  if (data.subtitle) paper.append(make("p", "subtitle", data.subtitle));
  for (const notice of data.notices) paper.append(make("p", "notice", notice));
  for (const section of data.sections) {
    paper.append(headed(section), told(section));
    if (section.picture) paper.append(pictured(data));
  }
  for (const line of data.closing) paper.append(make("p", "closing", line));
  mark(paper, paper.chosen ?? "");
  if (focused) paper.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();

  const choose = (target) => {
    if (!target) return;
    const key = target.dataset.key === paper.chosen ? "" : target.dataset.key;
    paper.chosen = key;
    mark(paper, key);
    setStateValue("chosen", key);
  };
  paper.onclick = (event) => choose(event.target.closest("[data-key]"));
  paper.onkeydown = (event) => {
    if (event.key === "Escape") choose(paper.querySelector('[aria-pressed="true"]'));
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(event.target.closest("[data-key]"));
  };
}

function headed(section) {
  const heading = make("h3", "");
  heading.append(section.key ? choosable("heading", section.heading, section.key) : section.heading);
  return heading;
}

function pictured(data) {
  const image = make("img", "map");
  image.src = `data:image/svg+xml,${encodeURIComponent(data.picture)}`;
  image.alt = data.map_text;
  return image;
}

function choosable(style, words, key) {
  const one = make("span", style, words);
  one.dataset.key = key;
  one.tabIndex = 0;
  one.setAttribute("role", "button");
  return one;
}

function told(section) {
  const list = section.layout === "list";
  const block = make(list ? "ul" : "div", "block");
  let paragraph = null;
  for (const one of section.sentences) {
    const words = choosable("sentence", one.text, one.key);
    for (const state of ["prompt", "edited", "lit"]) words.classList.toggle(state, one[state]);
    if (list) {
      const item = make("li", "");
      if (one.lead) item.append(make("strong", "", `${one.lead}. `));
      item.append(words);
      block.append(item);
      continue;
    }
    if (!paragraph || one.lead) {
      paragraph = make("p", "");
      block.append(paragraph);
    }
    if (one.lead) paragraph.append(make("strong", "", `${one.lead}. `));
    paragraph.append(words, " ");
  }
  return block;
}

function mark(paper, key) {
  for (const one of paper.querySelectorAll("[data-key]")) {
    one.setAttribute("aria-pressed", String(one.dataset.key === key));
  }
}

function make(tag, style, text) {
  const one = document.createElement(tag);
  if (style) one.className = style;
  if (text !== undefined) one.textContent = text;
  return one;
}
