// Reads the chosen file here and hands its text to Python; nothing else leaves the browser.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const input = parentElement.querySelector("input");
  const name = parentElement.querySelector(".name");
  input.onchange = async () => {
    const file = input.files[0];
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
