// What was typed in a box goes on when Python puts another text into it.

/**
 * @typedef {{ case: string, revision: number, text: string }} State of a box, as Python knows it
 * @typedef {State & { sent: string }} Typed what stands in the box, and what of it was sent
 */

/**
 * A text that was typed onto a state of the box, onto the state that Python gives now. After a
 * restart Python knows of no earlier state, only the text that it was last sent from here.
 * @param {Typed} typed
 * @param {State & { before: State | null }} now
 */
export function goneOn(typed, { case: whose, revision, before, text }) {
  if (typed.case === whose) {
    const onlySent = typed.sent === text || (text && typed.text.startsWith(text));
    if (typed.revision === revision || (!before && onlySent)) return typed.text;
  }
  if (typed.case !== whose && typed.case !== before?.case) return text; // another family's
  const known = before && typed.case === before.case && typed.revision === before.revision;
  const since =
    known && typed.text.startsWith(before.text) ? typed.text.slice(before.text.length) : typed.text;
  return text + (text && since && !since.startsWith("\n") ? "\n" : "") + since;
}
