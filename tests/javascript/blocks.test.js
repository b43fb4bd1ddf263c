import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksOf } from "../../imh/ui/components/document_view/blocks.js";

const LED = { lead: "Sleep", text: "He wakes often." };
const NEXT = { lead: "", text: "His mother is tired." };
const OTHER = { lead: "Eating", text: "He eats well." };

test("in running text each lead begins a paragraph", () => {
  assert.deepEqual(blocksOf([LED, NEXT, OTHER], false), [[LED, NEXT], [OTHER]]);
});

test("text without leads is one paragraph", () => {
  assert.deepEqual(blocksOf([NEXT, NEXT], false), [[NEXT, NEXT]]);
});

test("a list has an item for each sentence", () => {
  assert.deepEqual(blocksOf([LED, NEXT], true), [[LED], [NEXT]]);
});

test("nothing has no block", () => {
  assert.deepEqual(blocksOf([], false), []);
});
