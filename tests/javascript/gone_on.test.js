import assert from "node:assert/strict";
import { test } from "node:test";
import { goneOn } from "../../imh/ui/components/writing_box/gone_on.js";

/** What somebody has typed into the box of case A while it was in its first revision. */
function typed(text, sent = "") {
  return { case: "A", revision: 1, text, sent };
}

test("typing goes on undisturbed while the box is the same", () => {
  const now = { case: "A", revision: 1, before: null, text: "Mother" };
  assert.equal(goneOn(typed("Mother, 3", "Mother"), now), "Mother, 3");
});

test("lines were added to the map meanwhile: only what was typed behind them stays", () => {
  const now = {
    case: "A",
    revision: 2,
    before: { case: "A", revision: 1, text: "Mother, 31\n" },
    text: "",
  };
  assert.equal(goneOn(typed("Mother, 31\nFather"), now), "Father");
});

test("a line that was not understood stands above what was typed meanwhile", () => {
  const now = {
    case: "A",
    revision: 2,
    before: { case: "A", revision: 1, text: "Mother, 31\n???" },
    text: "???",
  };
  assert.equal(goneOn(typed("Mother, 31\n???\nFather"), now), "???\nFather");
  assert.equal(goneOn(typed("Mother, 31\n???Father"), now), "???\nFather");
});

test("what was changed in the middle is kept whole rather than lost", () => {
  const now = {
    case: "A",
    revision: 2,
    before: { case: "A", revision: 1, text: "Mother, 31" },
    text: "",
  };
  assert.equal(goneOn(typed("Mum, 31"), now), "Mum, 31");
});

test("what was typed about one family never comes to another", () => {
  const now = { case: "B", revision: 1, before: null, text: "Aunt" };
  assert.equal(goneOn(typed("Mother, 31"), now), "Aunt");
});

test("a box that became a case's goes on with its text", () => {
  const now = {
    case: "B",
    revision: 1,
    before: { case: "A", revision: 1, text: "Mother, 31" },
    text: "",
  };
  assert.equal(goneOn(typed("Mother, 31\nFather"), now), "\nFather");
});

test("after a restart, which knows only what was sent, the rest is still there", () => {
  const now = { case: "A", revision: 9, before: null, text: "Moth" };
  assert.equal(goneOn(typed("Mother, 31", "Moth"), now), "Mother, 31");
  assert.equal(goneOn(typed("Mum", "Moth"), now), "Mum");
  assert.equal(goneOn(typed("Mum", "Mu"), now), "Moth\nMum");
});
