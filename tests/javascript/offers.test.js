import assert from "node:assert/strict";
import { test } from "node:test";
import { headsAround, lineEndingAt, restOf } from "../../imh/ui/components/writing_box/offers.js";

const WORDS = ["grandmother", "lives with", "supports"];
const NAMES = ["Anna", "Day nursery", "Dr. Lind"];

test("a begun word of the language is offered from its second letter on", () => {
  assert.equal(restOf("Anna: su", WORDS, NAMES), "pports");
  assert.equal(restOf("Anna: s", WORDS, NAMES), "");
});

test("a capital letter begins a name", () => {
  assert.equal(restOf("supports A", WORDS, NAMES), "nna");
  assert.equal(restOf("Gr", WORDS, NAMES), "");
});

test("several words are one phrase", () => {
  assert.equal(restOf("Tom, Day nu", WORDS, NAMES), "rsery");
  assert.equal(restOf("he lives wi", WORDS, NAMES), "th");
});

test("nothing is offered for what is whole, or lacks a single letter", () => {
  assert.equal(restOf("Anna", WORDS, NAMES), "");
  assert.equal(restOf("Ann", WORDS, NAMES), "");
});

test("a comma, an arrow or a bracket begins anew", () => {
  assert.equal(restOf("Day, nu", WORDS, NAMES), "");
  assert.equal(restOf("Tom → Day", WORDS, NAMES), " nursery");
  assert.equal(restOf("Tom (grand", WORDS, NAMES), "mother");
});

test("names are those at the head of the other lines", () => {
  const text = "Anna, 31\n  Tom, brother\nno comma here\nPaul, fr\nLisa, aunt";
  const at = text.indexOf("\nLisa");
  assert.deepEqual(headsAround(text, at), ["Anna", "Tom", "Lisa"]);
});

test("a line is completed at its end only", () => {
  const text = "Anna, mo\nTom";
  assert.equal(lineEndingAt(text, text.indexOf("\n")), "Anna, mo");
  assert.equal(lineEndingAt(text, text.length), "Tom");
  assert.equal(lineEndingAt(text, 3), "");
});
