// A paste of several cells onto the data grid goes to Python; one cell is left to the grid.

/** @param {Component<null>} component */
export default function (component) {
  const { setTriggerValue } = component;
  /** @param {ClipboardEvent} event */
  const caught = (event) => {
    const grid = document.querySelector('[data-testid="stDataFrame"]');
    const inGrid = grid?.contains(document.activeElement);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!inGrid || !text.includes("\t")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTriggerValue("rows", text);
  };
  window.addEventListener("paste", caught, { capture: true });
  return () => window.removeEventListener("paste", caught, { capture: true });
}
