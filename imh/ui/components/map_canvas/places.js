// Where symbols are, and what follows from it: reckoning only, nothing of the page.

/**
 * @import { Place } from "./journal.js"
 * @import { Box, Point } from "./lens.js"
 * @typedef {{ half: Place, outer: [edge: number, kind: string][] }} Rings
 * @typedef {Point & { id: string }} Standing
 * @typedef {Standing & { halfWidth: number, halfHeight: number }} Start
 */

const NEAR = 40; // how close to a symbol's middle the end of a new tie has to be

/**
 * How far symbols may go together on the way to `wanted`, so that all stay in the frame: Python
 * holds them there too.
 * @param {Point} wanted
 * @param {Start[]} starts
 * @param {Place} frame half its width and half its height
 */
export function heldShift(wanted, starts, [across, down]) {
  let { x, y } = wanted;
  for (const one of starts) {
    x = held(x, one.x, one.halfWidth, across);
    y = held(y, one.y, one.halfHeight, down);
  }
  return { x, y };
}

/**
 * @param {number} shift
 * @param {number} start
 * @param {number} half
 * @param {number} edge
 */
function held(shift, start, half, edge) {
  return Math.min(Math.max(shift, half - edge - start), edge - half - start);
}

/**
 * Where symbols are after a shift, as Python is told.
 * @param {Standing[]} starts
 * @param {Point} shift
 */
export function placesAfter(starts, shift) {
  /** @type {(value: number) => number} */
  const round = (value) => Math.round(value * 10) / 10;
  /** @type {(one: Standing) => [string, Place]} */
  const after = ({ id, x, y }) => [id, [round(x + shift.x), round(y + shift.y)]];
  return Object.fromEntries(starts.map(after));
}

/**
 * @param {Point} one
 * @param {Point} other
 * @returns {Box}
 */
export function boxBetween(one, other) {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
}

/**
 * @param {Box} box
 * @param {Point} at
 */
export function isInside({ x, y, width, height }, at) {
  return at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
}

/**
 * The id of what is closest to a point and near it.
 * @param {Point} point
 * @param {Standing[]} standing
 */
export function nearest(point, standing) {
  let best = null;
  let least = NEAR;
  for (const { id, x, y } of standing) {
    const far = Math.hypot(point.x - x, point.y - y);
    if (far < least) [best, least] = [id, far];
  }
  return best;
}

/**
 * The id of what is next in a direction: ahead, and rather straight ahead than close.
 * @param {Point} from
 * @param {Place} way
 * @param {Standing[]} standing
 */
export function nextAlong(from, [dx, dy], standing) {
  let best = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { id, x, y } of standing) {
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const cost = along + 2 * Math.abs((x - from.x) * dy + (y - from.y) * dx);
    if (along > 4 && cost < least) [best, least] = [id, cost];
  }
  return best;
}

/**
 * What stands on the ring at a place.
 * @param {Rings} rings
 * @param {Point} place
 */
export function kindAt({ half, outer }, { x, y }) {
  const share = Math.hypot(x / half[0], y / half[1]);
  const ring = outer.find(([edge]) => share <= edge) ?? outer[outer.length - 1];
  return ring[1];
}
