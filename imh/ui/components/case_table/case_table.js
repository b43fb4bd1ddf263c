// Rows of cases. The title is a button for keyboards; a mouse may click anywhere in its row.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const table = parentElement.querySelector("table");
  const deletes = data.rows.some((row) => row.may_delete);
  table.setAttribute("aria-label", data.called);
  table.tHead.replaceChildren(headOf(data.headings, deletes));
  table.tBodies[0].replaceChildren(
    ...data.rows.map((row) => {
      const line = make("tr");
      line.dataset.token = row.token;
      line.append(...row.cells.map((cell) => cellOf(cell)));
      line.onclick = () => setTriggerValue("opened", row.token);
      if (deletes) line.append(deleteCell(row, () => setTriggerValue("deleted", row.token)));
      return line;
    }),
  );
}

function headOf(headings, deletes) {
  const head = make("tr");
  for (const heading of headings) {
    const cell = make("th", "", heading);
    cell.scope = "col";
    head.append(cell);
  }
  if (deletes) head.append(make("td"));
  return head;
}

function cellOf(cell) {
  const box = make("td");
  if (cell.warning) box.append(make("span", "warning", cell.warning));
  if (cell.opens) {
    const button = make("button", "open", cell.text);
    button.type = "button";
    box.append(button); // its click is the row's
  } else {
    box.append(make("span", "", cell.text));
  }
  if (cell.small) box.append(make("div", "small", cell.small));
  return box;
}

function deleteCell(row, ask) {
  const box = make("td", "last");
  if (!row.may_delete) return box;
  const button = make("button", "delete", "Delete");
  button.type = "button";
  button.setAttribute("aria-label", `Delete ${row.title}`);
  button.onclick = (event) => {
    event.stopPropagation();
    ask();
  };
  box.append(button);
  return box;
}

function make(tag, style = "", text = "") {
  const element = document.createElement(tag);
  if (style) element.className = style;
  if (text) element.textContent = text;
  return element;
}
