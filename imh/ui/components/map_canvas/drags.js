// What a pressed pointer can do once it moves. Each drag follows the pointer, and is dropped or
// called off.

class MoveDrag {
  constructor(canvas, ids, from) {
    Object.assign(this, { canvas, from, shift: { x: 0, y: 0 } });
    this.starts = ids.map((id) => ({ id, ...canvas.picture.stand(id) }));
  }

  to(point) {
    const [across, down] = this.canvas.data.rings.half; // the frame, where Python holds them too
    const held = (shift, start, half, edge) =>
      Math.min(Math.max(shift, half - edge - start), edge - half - start);
    let shift = { x: point.x - this.from.x, y: point.y - this.from.y };
    for (const one of this.starts)
      shift = {
        x: held(shift.x, one.x, one.halfWidth, across),
        y: held(shift.y, one.y, one.halfHeight, down),
      };
    this.shift = shift;
    for (const { id, x, y } of this.starts) this.canvas.picture.put(id, x + shift.x, y + shift.y);
  }

  drop() {
    this.canvas.move(this.starts, this.shift.x, this.shift.y);
  }

  cancel() {
    for (const { id, x, y } of this.starts) this.canvas.picture.put(id, x, y);
  }
}

class TieDrag {
  constructor(canvas, source) {
    Object.assign(this, { canvas, source });
  }

  to(point) {
    const { picture } = this.canvas;
    this.target = picture.nearest(point, this.source);
    this.line ??= picture.looseLine();
    picture.run(this.line, picture.stand(this.source), point);
    picture.mark("aim", this.target ? [this.target] : []);
  }

  drop() {
    this.cancel();
    if (this.target) this.canvas.tie(this.source, this.target);
  }

  cancel() {
    this.line?.remove();
    this.canvas.picture.mark("aim", []);
  }
}

class BandDrag {
  constructor(canvas, from) {
    Object.assign(this, { canvas, from });
  }

  to(point) {
    const { from } = this;
    this.box = {
      x: Math.min(from.x, point.x),
      y: Math.min(from.y, point.y),
      width: Math.abs(from.x - point.x),
      height: Math.abs(from.y - point.y),
    };
    const { picture } = this.canvas;
    if (!this.band) picture.svg.append((this.band = shape("rect", { class: "band" })));
    for (const [name, value] of Object.entries(this.box)) this.band.setAttribute(name, value);
    picture.press(this.inside());
  }

  inside() {
    const { x, y, width, height } = this.box;
    return this.canvas.picture
      .symbols()
      .map((one) => one.dataset.id)
      .filter((id) => {
        const at = this.canvas.picture.stand(id);
        return at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
      });
  }

  drop() {
    this.band.remove();
    this.canvas.choose(this.inside());
  }

  cancel() {
    this.band?.remove();
    this.canvas.picture.press(this.canvas.selected);
  }
}

class PanDrag {
  constructor(canvas, from) {
    Object.assign(this, { lens: canvas.picture.lens, from });
  }

  to(point) {
    this.lens.pan(this.from.x - point.x, this.from.y - point.y);
  }

  drop() {}
  cancel() {}
}
