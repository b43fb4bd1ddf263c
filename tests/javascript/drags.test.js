import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BandDrag,
  dragFor,
  MoveDrag,
  PanDrag,
  TieDrag,
} from "../../imh/ui/components/map_canvas/drags.js";

const STANDS = {
  mother: { id: "mother", x: 0, y: 0, halfWidth: 20, halfHeight: 20 },
  father: { id: "father", x: 100, y: 50, halfWidth: 20, halfHeight: 20 },
};
const FROM = { x: 0, y: 0 };

/** A canvas that notes where its symbols are put and what it is told to do. */
function canvasWith({ reading = false, zoomed = false, selected = [] } = {}) {
  const done = [];
  const canvas = {
    done,
    selected,
    data: { reading, rings: { half: [400, 300] } },
    selectedSymbols: () => selected,
    move: (starts, shift) => done.push(["move", starts.map((one) => one.id), shift]),
    picture: {
      lens: { zoomed, pan: (dx, dy) => done.push(["pan", dx, dy]) },
      starts: (ids) => ids.map((id) => STANDS[id]),
      put: (id, x, y) => done.push(["put", id, x, y]),
      putBack: (starts) => done.push(["put back", starts.map((one) => one.id)]),
    },
  };
  return canvas;
}

function press({ on = null, grip = undefined, shiftKey = false }) {
  const entry = on && {
    classList: { contains: (style) => style === "symbol" },
    dataset: { id: on },
  };
  return { event: { shiftKey }, grip, entry, from: FROM };
}

test("a symbol is moved, a tie drawn from its rim", () => {
  const canvas = canvasWith();
  assert.ok(dragFor(canvas, press({ on: "mother" })) instanceof MoveDrag);
  assert.ok(dragFor(canvas, press({ on: "mother", grip: "mother" })) instanceof TieDrag);
});

test("whoever may only read moves nothing and ties nothing", () => {
  const canvas = canvasWith({ reading: true });
  assert.equal(dragFor(canvas, press({ on: "mother" })), null);
  assert.equal(dragFor(canvas, press({ grip: "mother" })), null);
});

test("an empty place: a band with Shift, else the map is drawn along where it was zoomed", () => {
  assert.ok(dragFor(canvasWith(), press({ shiftKey: true })) instanceof BandDrag);
  assert.ok(dragFor(canvasWith({ zoomed: true }), press({})) instanceof PanDrag);
  assert.equal(dragFor(canvasWith(), press({})), null);
});

test("one of several that are selected takes the others along; another goes alone", () => {
  const canvas = canvasWith({ selected: ["mother", "father"] });
  const drag = dragFor(canvas, press({ on: "father" }));
  drag.to({ x: 10, y: 20 });
  drag.drop();
  assert.deepEqual(canvas.done, [
    ["put", "mother", 10, 20],
    ["put", "father", 110, 70],
    ["move", ["mother", "father"], { x: 10, y: 20 }],
  ]);
  const alone = canvasWith({ selected: ["mother"] });
  dragFor(alone, press({ on: "father" })).drop();
  assert.deepEqual(alone.done, [["move", ["father"], { x: 0, y: 0 }]]);
});

test("a move that is called off puts everything back and tells nobody", () => {
  const canvas = canvasWith();
  const drag = dragFor(canvas, press({ on: "father" }));
  drag.to({ x: 10, y: 20 });
  drag.cancel();
  assert.deepEqual(canvas.done, [
    ["put", "father", 110, 70],
    ["put back", ["father"]],
  ]);
});

test("the map follows the pointer that draws it along", () => {
  const canvas = canvasWith({ zoomed: true });
  dragFor(canvas, press({})).to({ x: 30, y: -10 });
  assert.deepEqual(canvas.done, [["pan", -30, 10]]);
});
