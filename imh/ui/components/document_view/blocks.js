// Which sentences of a section stand together.

/**
 * @typedef {object} Sentence
 * @property {string} key
 * @property {string} lead bold words in front of it
 * @property {string} text
 * @property {boolean} prompt
 * @property {boolean} edited
 * @property {boolean} lit
 */

/**
 * A list has an item for each sentence; in running text each lead begins a paragraph.
 * @param {Sentence[]} sentences
 * @param {boolean} list
 */
export function blocksOf(sentences, list) {
  /** @type {Sentence[][]} */
  const blocks = [];
  for (const sentence of sentences) {
    if (list || sentence.lead || !blocks.length) blocks.push([sentence]);
    else blocks[blocks.length - 1].push(sentence);
  }
  return blocks;
}
