// Which part of the drawing is seen: zoom, pan, fit.

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {Point & { width: number, height: number }} Box
 */

const CLOSEST = 4;
const WIDEST = 1;
export const ZOOM_STEP = 1.25;

export class Lens {
  /** @param {(box: Box) => void} looked called with the box that is seen */
  constructor(looked) {
    this.looked = looked;
    /** @type {Box} */
    this.whole = { x: 0, y: 0, width: 1, height: 1 };
    /** @type {Box} */
    this.box = { ...this.whole };
  }

  get zoomed() {
    return this.box.width < this.whole.width - 1;
  }

  /**
   * Another drawing: whoever saw the whole still sees the whole, whoever looked closer stays.
   * @param {Box} whole
   */
  over(whole) {
    const zoomed = this.zoomed;
    this.whole = whole;
    if (zoomed) this.see(this.box.x, this.box.y, this.box.width);
    else this.fit();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   */
  see(x, y, width) {
    const { whole } = this;
    const seen = Math.min(Math.max(width, whole.width / CLOSEST), whole.width / WIDEST);
    const height = (seen * whole.height) / whole.width;
    this.box = {
      x: Math.min(Math.max(x, whole.x), whole.x + whole.width - seen),
      y: Math.min(Math.max(y, whole.y), whole.y + whole.height - height),
      width: seen,
      height,
    };
    this.looked(this.box);
  }

  fit() {
    this.see(this.whole.x, this.whole.y, this.whole.width);
  }

  /**
   * @param {number} dx
   * @param {number} dy
   */
  pan(dx, dy) {
    this.see(this.box.x + dx, this.box.y + dy, this.box.width);
  }

  /**
   * The point `around` stays where it is on the screen.
   * @param {number} factor
   * @param {Point} [around]
   */
  zoom(factor, around) {
    const { box, whole } = this;
    const width = Math.min(Math.max(box.width / factor, whole.width / CLOSEST), whole.width);
    const keep = around ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const share = width / box.width;
    this.see(keep.x - (keep.x - box.x) * share, keep.y - (keep.y - box.y) * share, width);
  }
}
