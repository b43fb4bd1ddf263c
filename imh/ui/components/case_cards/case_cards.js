// Each card is one button. The small maps are painted in Python.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const list = parentElement.querySelector(".cards");
  list.replaceChildren(
    ...data.cards.map((card) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.id = card.id;
      const picture = document.createElement("div");
      picture.className = "picture";
      picture.setAttribute("aria-hidden", "true");
      picture.innerHTML = card.svg;
      const title = document.createElement("strong");
      title.textContent = card.title;
      const line = document.createElement("span");
      line.textContent = card.line;
      button.append(picture, title, line);
      button.onclick = () => setTriggerValue("chosen", card.id);
      item.append(button);
      return item;
    }),
  );
}
