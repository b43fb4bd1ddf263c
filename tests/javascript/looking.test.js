import assert from "node:assert/strict";
import { test } from "node:test";
import { Looking } from "../../imh/ui/components/map_canvas/looking.js";

/** A part of the drawing, as far as its looks matter. */
function drawn(styles, views) {
  return { classList: { contains: (style) => styles.includes(style) }, dataset: { views } };
}

test("a tie is shown in its views, a symbol in all", () => {
  const looking = new Looking();
  looking.view = "strain";
  assert.equal(looking.shows(drawn(["tie"], "everything strain")), true);
  assert.equal(looking.shows(drawn(["tie"], "everything support")), false);
  assert.equal(looking.shows(drawn(["symbol"])), true);
});

test("what lies in a hidden layer is not shown", () => {
  assert.equal(new Looking().shows(drawn(["symbol", "off"])), false);
  assert.equal(new Looking().shows(drawn(["tie", "off"], "everything")), false);
});

test("a case is looked at as before, another case from the start", () => {
  Looking.of("case A").view = "kin";
  assert.equal(Looking.of("case A").view, "kin");
  assert.equal(Looking.of("case B").view, "everything");
});
