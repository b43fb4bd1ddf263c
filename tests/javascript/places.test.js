import assert from "node:assert/strict";
import { test } from "node:test";
import {
  boxBetween,
  heldShift,
  isInside,
  kindAt,
  nearest,
  nextAlong,
  placesAfter,
} from "../../imh/ui/components/map_canvas/places.js";

const FRAME = [400, 300];
const MOTHER = { id: "mother", x: 100, y: 0, halfWidth: 20, halfHeight: 20 };
const SCHOOL = { id: "school", x: 300, y: 100, halfWidth: 40, halfHeight: 10 };

test("a symbol goes where it is drawn to", () => {
  assert.deepEqual(heldShift({ x: 30, y: -50 }, [MOTHER], FRAME), { x: 30, y: -50 });
});

test("a symbol stops with its whole outline at the edge of the map", () => {
  assert.deepEqual(heldShift({ x: 1000, y: 1000 }, [MOTHER], FRAME), { x: 280, y: 280 });
  assert.deepEqual(heldShift({ x: -1000, y: -1000 }, [MOTHER], FRAME), { x: -480, y: -280 });
});

test("symbols that go together stop together", () => {
  assert.deepEqual(heldShift({ x: 200, y: 50 }, [MOTHER, SCHOOL], FRAME), { x: 60, y: 50 });
});

test("Python is told places to a tenth of a pixel", () => {
  assert.deepEqual(placesAfter([MOTHER, SCHOOL], { x: 0.123, y: -0.06 }), {
    mother: [100.1, -0.1],
    school: [300.1, 99.9],
  });
});

test("a box is the same whichever corner it is drawn from", () => {
  const box = { x: -10, y: 5, width: 30, height: 15 };
  assert.deepEqual(boxBetween({ x: -10, y: 5 }, { x: 20, y: 20 }), box);
  assert.deepEqual(boxBetween({ x: 20, y: 5 }, { x: -10, y: 20 }), box);
});

test("a box holds what is on its edge and nothing beyond", () => {
  const box = { x: 0, y: 0, width: 100, height: 50 };
  assert.equal(isInside(box, { x: 100, y: 50 }), true);
  assert.equal(isInside(box, { x: 101, y: 25 }), false);
  assert.equal(isInside(box, { x: 50, y: -1 }), false);
});

test("a tie ends at the closest symbol, if one is near", () => {
  const both = [MOTHER, { ...SCHOOL, x: 150, y: 0 }];
  assert.equal(nearest({ x: 120, y: 0 }, both), "mother");
  assert.equal(nearest({ x: 130, y: 0 }, both), "school");
  assert.equal(nearest({ x: 100, y: 45 }, both), null);
});

test("an arrow key goes to what is ahead, rather straight ahead than close", () => {
  const aside = { id: "aside", x: 30, y: 40 };
  const ahead = { id: "ahead", x: 80, y: 0 };
  const behind = { id: "behind", x: -20, y: 0 };
  const all = [aside, ahead, behind];
  const middle = { x: 0, y: 0 };
  assert.equal(nextAlong(middle, [1, 0], all), "ahead");
  assert.equal(nextAlong(middle, [-1, 0], all), "behind");
  assert.equal(nextAlong(middle, [0, 1], all), "aside");
  assert.equal(nextAlong(middle, [0, -1], all), null);
});

test("who is added on a ring is of the ring's kind, beyond the last ring too", () => {
  const rings = {
    half: [400, 200],
    outer: [
      [0.5, "people"],
      [0.8, "settings"],
      [1, "influences"],
    ],
  };
  assert.equal(kindAt(rings, { x: 0, y: 0 }), "people");
  assert.equal(kindAt(rings, { x: 199, y: 0 }), "people");
  assert.equal(kindAt(rings, { x: 0, y: 150 }), "settings");
  assert.equal(kindAt(rings, { x: -390, y: 190 }), "influences");
});
