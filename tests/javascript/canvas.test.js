import assert from "node:assert/strict";
import { test } from "node:test";
import { answerTo, selectedAfter } from "../../imh/ui/components/map_canvas/canvas.js";

test("picking selects one alone, and picking it again nothing", () => {
  assert.deepEqual(selectedAfter(["mother", "father"], "aunt", false), ["aunt"]);
  assert.deepEqual(selectedAfter(["mother", "father"], "mother", false), ["mother"]);
  assert.deepEqual(selectedAfter(["mother"], "mother", false), []);
});

test("picking several adds one, or takes it out again", () => {
  assert.deepEqual(selectedAfter(["mother"], "father", true), ["mother", "father"]);
  assert.deepEqual(selectedAfter(["mother", "father"], "mother", true), ["father"]);
});

const DONE = [
  { n: 5, do: "undo" },
  { n: 6, do: "redo" },
  { n: 7, do: "undo" },
];

test("the last two answers are told, and none to gestures of somebody else", () => {
  const answers = [
    [4, "Not ours.", true],
    [5, "One.", false],
    [6, "Two.", false],
    [7, "Three.", false],
  ];
  assert.deepEqual(answerTo(DONE, answers), { words: "Two. Three.", refused: false });
});

test("what was refused is told alone", () => {
  const answers = [
    [5, "It is not on the map.", true],
    [6, "Two.", false],
    [7, "Three.", false],
  ];
  assert.deepEqual(answerTo(DONE, answers), { words: "It is not on the map.", refused: true });
});

test("nothing is said when nothing was answered", () => {
  assert.equal(answerTo(DONE, []).words, "");
});
