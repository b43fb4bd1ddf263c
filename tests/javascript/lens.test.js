import assert from "node:assert/strict";
import { test } from "node:test";
import { Lens } from "../../imh/ui/components/map_canvas/lens.js";

const WHOLE = { x: -400, y: -300, width: 800, height: 600 };

function lensOverTheMap() {
  const seen = [];
  const lens = new Lens((box) => seen.push(box));
  lens.over(WHOLE);
  return { lens, seen };
}

test("the whole map is seen at first", () => {
  const { lens, seen } = lensOverTheMap();
  assert.deepEqual(seen, [WHOLE]);
  assert.equal(lens.zoomed, false);
});

test("zooming in twofold shows half of the width, around the middle", () => {
  const { lens } = lensOverTheMap();
  lens.zoom(2);
  assert.deepEqual(lens.box, { x: -200, y: -150, width: 400, height: 300 });
  assert.equal(lens.zoomed, true);
});

test("what is under the pointer stays under it while zooming", () => {
  const { lens } = lensOverTheMap();
  lens.zoom(2, { x: 200, y: 150 }); // three quarters across and down
  assert.deepEqual(lens.box, { x: -100, y: -75, width: 400, height: 300 });
});

test("nobody comes closer than fourfold or sees more than the map", () => {
  const { lens } = lensOverTheMap();
  lens.zoom(100);
  assert.equal(lens.box.width, 200);
  lens.zoom(0.001);
  assert.deepEqual(lens.box, WHOLE);
});

test("panning stops at the edge of the map", () => {
  const { lens } = lensOverTheMap();
  lens.zoom(2);
  lens.pan(50, -20);
  assert.deepEqual(lens.box, { x: -150, y: -170, width: 400, height: 300 });
  lens.pan(5000, 5000);
  assert.deepEqual(lens.box, { x: 0, y: 0, width: 400, height: 300 });
});

test("with another drawing, whoever looked closer stays there", () => {
  const { lens } = lensOverTheMap();
  lens.zoom(2);
  lens.over({ x: -500, y: -300, width: 1000, height: 600 });
  assert.deepEqual(lens.box, { x: -200, y: -150, width: 400, height: 240 });
});

test("with another drawing, whoever saw the whole sees the whole", () => {
  const { lens } = lensOverTheMap();
  const wider = { x: -500, y: -300, width: 1000, height: 600 };
  lens.over(wider);
  assert.deepEqual(lens.box, wider);
});
