import assert from "node:assert/strict";
import { test } from "node:test";
import { compared } from "../../imh/ui/components/map_canvas/patching.js";

const FORMER = new Map([
  ["line of the mother", "mother's symbol"],
  ["line of the father", "father's symbol"],
  ["line of the aunt", "aunt's symbol"],
]);

test("what is the same stays, what changed is drawn, and its former part is free", () => {
  const lines = ["line of the mother", "line of the father, moved", "line of the aunt"];
  const { kept, free, fresh } = compared(FORMER, lines, new Set());
  assert.deepEqual([...kept.values()], ["mother's symbol", "aunt's symbol"]);
  assert.deepEqual(free, ["father's symbol"]);
  assert.deepEqual(fresh, ["line of the father, moved"]);
});

test("what a gesture changed is drawn again, though its line is the same", () => {
  const { kept, free, fresh } = compared(FORMER, [...FORMER.keys()], new Set(["aunt's symbol"]));
  assert.deepEqual([...kept.values()], ["mother's symbol", "father's symbol"]);
  assert.deepEqual(free, ["aunt's symbol"]);
  assert.deepEqual(fresh, ["line of the aunt"]);
});

test("a first drawing is drawn as a whole", () => {
  const { kept, free, fresh } = compared(new Map(), ["one", "two"], new Set());
  assert.equal(kept.size, 0);
  assert.deepEqual(free, []);
  assert.deepEqual(fresh, ["one", "two"]);
});
