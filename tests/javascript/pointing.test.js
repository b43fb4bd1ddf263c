import assert from "node:assert/strict";
import { test } from "node:test";
import { fingersAt, isStill } from "../../imh/ui/components/map_canvas/pointing.js";

const START = { clientX: 100, clientY: 100 };

test("a finger may tremble more than a mouse before it drags", () => {
  const near = { clientX: 103, clientY: 104 }; // five pixels away
  assert.equal(isStill(START, { ...near, pointerType: "mouse" }), false);
  assert.equal(isStill(START, { ...near, pointerType: "pen" }), true);
  assert.equal(isStill(START, { ...near, pointerType: "touch" }), true);
  assert.equal(isStill(START, { clientX: 109, clientY: 100, pointerType: "touch" }), false);
});

test("a pointer of an unknown kind counts as a mouse", () => {
  assert.equal(isStill(START, { clientX: 103, clientY: 100, pointerType: "" }), true);
  assert.equal(isStill(START, { clientX: 104, clientY: 100, pointerType: "" }), false);
});

test("two fingers hold what is in their middle", () => {
  const fingers = fingersAt(START, { clientX: 130, clientY: 140 });
  assert.deepEqual(fingers, { apart: 50, clientX: 115, clientY: 120 });
});
