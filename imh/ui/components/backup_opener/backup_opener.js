// Hands a chosen backup to Python piece by piece, as Python asks for them; it may be large.

const PIECE = 3 * 1024 * 1024;
let chosen = null;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const input = parentElement.querySelector("input");
  parentElement.querySelector(".name").textContent = data.said;
  const send = async (from) => {
    const bytes = new Uint8Array(await chosen.slice(from, from + PIECE).arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    chosen.sent = from;
    setTriggerValue("piece", { name: chosen.name, size: chosen.size, from, bytes: btoa(text) });
  };
  input.onchange = () => {
    if (!input.files[0]) return;
    chosen = input.files[0];
    input.value = "";
    send(0);
  };
  if (chosen && data.wanted > chosen.sent && data.wanted < chosen.size) send(data.wanted);
}
