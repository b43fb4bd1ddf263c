// Each card is one button. The small maps are painted in Python.

import { make, makeButton, part } from "../elements.js";

/**
 * @typedef {{ id: string, svg: string, title: string, line: string }} Card
 * @param {Component<{ cards: Card[] }>} component
 */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  part(parentElement, ".cards", HTMLElement).replaceChildren(
    ...data.cards.map((card) => {
      const item = make("li");
      const button = makeButton();
      button.dataset.id = card.id;
      const picture = make("div", "picture");
      picture.setAttribute("aria-hidden", "true");
      picture.innerHTML = card.svg;
      button.append(picture, make("strong", "", card.title), make("span", "", card.line));
      button.onclick = () => setTriggerValue("chosen", card.id);
      item.append(button);
      return item;
    }),
  );
}
