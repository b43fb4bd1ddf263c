// Reads the chosen file here and hands its text to Python; nothing else leaves the browser.

import { part } from "../elements.js";

/** @param {Component<{ largest: number }>} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const input = part(parentElement, "input", HTMLInputElement);
  const name = part(parentElement, ".name", HTMLElement);
  input.onchange = async () => {
    const file = input.files?.[0];
    if (!file) return;
    input.value = "";
    if (file.size > data.largest) {
      name.textContent = `${file.name} is larger than a case file can be (${data.largest / 1e6} MB).`;
      return;
    }
    name.textContent = file.name;
    setTriggerValue("file", { name: file.name, text: await file.text() });
  };
}
