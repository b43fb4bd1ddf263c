// What is offered for a word that is begun: words of the language, and names.

const SHORTEST = 2; // letters that an offer has to save
const LONGEST_PHRASE = 4; // words

/**
 * What is missing from the word or the few words that a line ends with.
 * @param {string} line
 * @param {string[]} words
 * @param {string[]} names
 */
export function restOf(line, words, names) {
  const clause = line.slice(line.search(/[^,:;(>→]*$/)).trimStart();
  const last = clause.split(" ");
  for (let first = Math.max(0, last.length - LONGEST_PHRASE); first < last.length; first++) {
    const begun = last.slice(first).join(" ");
    if (!begun) continue;
    const named = /^\p{Lu}/u.test(begun);
    if (!named && begun.length < 2) continue;
    const known = named ? names : words;
    if (known.includes(begun)) return "";
    const found = known.find((one) => one.startsWith(begun));
    if (found) return found.length - begun.length < SHORTEST ? "" : found.slice(begun.length);
  }
  return "";
}

/**
 * The names at the head of the lines above and below the one that is written.
 * @param {string} text
 * @param {number} at where in it somebody writes
 */
export function headsAround(text, at) {
  const others = text.slice(0, lineStart(text, at)) + text.slice(at);
  return [...others.matchAll(/^\s*(\p{L}[^,:;("\n]*?)\s*,/gmu)].map((found) => found[1]);
}

/**
 * The line up to where somebody writes, if that is at its end.
 * @param {string} text
 * @param {number} at
 */
export function lineEndingAt(text, at) {
  return at === text.length || text[at] === "\n" ? text.slice(lineStart(text, at), at) : "";
}

/**
 * @param {string} text
 * @param {number} at
 */
function lineStart(text, at) {
  return text.lastIndexOf("\n", at - 1) + 1;
}
