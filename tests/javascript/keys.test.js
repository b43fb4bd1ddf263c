import assert from "node:assert/strict";
import { test } from "node:test";
import { Keys } from "../../imh/ui/components/map_canvas/keys.js";

const MOTHER = {
  classList: { contains: (style) => style === "symbol" },
  dataset: { id: "mother" },
};
const TIE = { classList: { contains: (style) => style === "tie" }, dataset: { id: "tie-1" } };

/** What a key does on the map, as the canvas is told; null if it is left to the browser. */
function done(event, entry = null) {
  const told = [];
  const note = (name) => {
    return (...given) => told.push([name, ...given]);
  };
  const canvas = {
    selected: [],
    frame: { addEventListener: () => {} },
    picture: {
      lens: { zoom: note("zoom"), fit: note("fit") },
      starts: (ids) => ids,
    },
  };
  for (const name of [
    "undo",
    "redo",
    "escape",
    "pick",
    "remove",
    "beginTie",
    "addSomewhere",
    "move",
  ])
    canvas[name] = note(name);
  const keys = new Keys(canvas);
  const act = keys.turn(event) || keys.look(event, entry) || keys.edit(event, entry);
  if (act) act();
  return act ? told[0] : null;
}

test("undo and redo, with Ctrl or with the Mac's command key", () => {
  assert.deepEqual(done({ key: "z", ctrlKey: true }), ["undo"]);
  assert.deepEqual(done({ key: "z", metaKey: true }), ["undo"]);
  assert.deepEqual(done({ key: "Z", ctrlKey: true, shiftKey: true }), ["redo"]);
  assert.deepEqual(done({ key: "y", ctrlKey: true }), ["redo"]);
  assert.equal(done({ key: "z" }), null);
});

test("the browser's own shortcuts are left to it", () => {
  for (const key of ["t", "n", "l", "+", "-", "0", "Delete"])
    assert.equal(done({ key, ctrlKey: true }, MOTHER), null, key);
});

test("zooming from the keyboard", () => {
  assert.deepEqual(done({ key: "+" }), ["zoom", 1.25]);
  assert.deepEqual(done({ key: "-" }), ["zoom", 0.8]);
  assert.deepEqual(done({ key: "0" }), ["fit"]);
});

test("Enter picks what has the focus, with Shift or Ctrl as one of several", () => {
  assert.deepEqual(done({ key: "Enter", shiftKey: false, ctrlKey: false }, TIE), [
    "pick",
    TIE,
    false,
  ]);
  assert.deepEqual(done({ key: "Enter", shiftKey: true }, TIE), ["pick", TIE, true]);
  assert.deepEqual(done({ key: "Enter", ctrlKey: true }, TIE), ["pick", TIE, true]);
  assert.equal(done({ key: "Enter" }), null);
});

test("a tie begins at a symbol only", () => {
  assert.deepEqual(done({ key: "T" }, MOTHER), ["beginTie", "mother"]);
  assert.equal(done({ key: "t" }, TIE), null);
});

test("Delete removes what has the focus, N adds, Escape lets go", () => {
  assert.deepEqual(done({ key: "Delete" }, TIE), ["remove", TIE]);
  assert.deepEqual(done({ key: "Backspace" }, TIE), ["remove", TIE]);
  assert.deepEqual(done({ key: "n" }), ["addSomewhere"]);
  assert.deepEqual(done({ key: "Escape" }, MOTHER), ["escape"]);
});

test("Alt and an arrow nudge a symbol, and nothing else", () => {
  assert.deepEqual(done({ key: "ArrowUp", altKey: true }, MOTHER), [
    "move",
    ["mother"],
    { x: 0, y: -10 },
  ]);
  assert.equal(done({ key: "ArrowUp", altKey: true }, TIE), null);
});
