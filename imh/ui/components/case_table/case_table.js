// Rows of cases. The title is a button for keyboards; a mouse may click anywhere in its row.

import { make, makeButton, part } from "../elements.js";

/**
 * @typedef {{ text: string, opens?: boolean, warning?: string, small?: string }} Cell
 * @typedef {{ token: string, title: string, cells: Cell[], may_delete: boolean }} Row
 * @typedef {{ called: string, headings: string[], rows: Row[] }} Data
 */

/** @param {Component<Data>} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const table = part(parentElement, "table", HTMLTableElement);
  const deletes = data.rows.some((row) => row.may_delete);
  table.setAttribute("aria-label", data.called);
  table.tHead?.replaceChildren(headOf(data.headings, deletes));
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

/**
 * @param {string[]} headings
 * @param {boolean} deletes
 */
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

/** @param {Cell} cell */
function cellOf(cell) {
  const box = make("td");
  if (cell.warning) box.append(make("span", "warning", cell.warning));
  if (cell.opens) {
    box.append(makeButton("open", cell.text)); // its click is the row's
  } else {
    box.append(make("span", "", cell.text));
  }
  if (cell.small) box.append(make("div", "small", cell.small));
  return box;
}

/**
 * @param {Row} row
 * @param {() => void} ask
 */
function deleteCell(row, ask) {
  const box = make("td", "last");
  if (!row.may_delete) return box;
  const button = makeButton("delete", "Delete");
  button.setAttribute("aria-label", `Delete ${row.title}`);
  button.onclick = (event) => {
    event.stopPropagation();
    ask();
  };
  box.append(button);
  return box;
}
