// Bytes as the text that goes to Python and comes from it.

const AT_ONCE = 0x80_00; // a call takes only some ten thousand arguments

/** @param {Uint8Array} bytes */
export function textOf(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(text);
}

/** @param {string} text */
export function bytesOf(text) {
  return Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
}
