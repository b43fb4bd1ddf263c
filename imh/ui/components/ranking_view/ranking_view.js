// The ranking as a group of choices: click, or arrow keys as in any radio group. What is chosen
// is told to the reasons on the same page (event "imh:principle"); Python need not know.

export default function (component) {
  const { data, parentElement } = component;
  const group = parentElement.querySelector(".ranking");
  const known = data.rows.some((row) => row.id === group.chosen);
  if (!known) group.chosen = data.rows[0].id;
  group.replaceChildren(...data.rows.map((row) => rowOf(row, group.chosen)));
  const tell = () =>
    document.dispatchEvent(new CustomEvent("imh:principle", { detail: group.chosen }));
  const choose = (id) => {
    group.chosen = id;
    for (const row of group.children) mark(row, row.dataset.id === id);
    group.querySelector('[aria-checked="true"]').focus();
    tell();
  };
  group.onclick = (event) => {
    const row = event.target.closest("[data-id]");
    if (row) choose(row.dataset.id);
  };
  group.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const rows = [...group.children];
    const at = rows.findIndex((row) => row.dataset.id === event.target.dataset?.id);
    if (!step || at < 0) return;
    event.preventDefault();
    choose(rows[(at + step + rows.length) % rows.length].dataset.id);
  };
  tell();
  document.addEventListener("imh:principle-wanted", tell);
  return () => document.removeEventListener("imh:principle-wanted", tell);
}

function mark(row, chosen) {
  row.setAttribute("aria-checked", String(chosen));
  row.tabIndex = chosen ? 0 : -1;
}

function rowOf(data, chosen) {
  const row = make("div", "row" + (data.apart ? " apart" : ""));
  row.dataset.id = data.id;
  row.setAttribute("role", "radio");
  row.setAttribute("aria-label", `${data.place} ${data.name}: ${data.note}. ${data.words}`.trim());
  const head = make("div", "head");
  head.append(make("span", "place", data.place), make("span", "name", data.name));
  head.append(make("span", "note", data.note));
  const bar = make("div", "bar");
  for (const part of ["concern", "strength", "rise"]) {
    if (data[part] <= 0) continue;
    const piece = make("span", part);
    piece.style.width = `${Math.max(1, 100 * data[part])}%`;
    bar.append(piece);
  }
  row.append(head, bar);
  mark(row, data.id === chosen);
  return row;
}

function make(tag, style, text) {
  const one = document.createElement(tag);
  one.className = style;
  if (text !== undefined) one.textContent = text;
  return one;
}
