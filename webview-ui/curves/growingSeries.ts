/** Points of one metric of one run, in typed arrays that grow geometrically: appending is amortized constant. */
export class GrowingSeries {
  #xs = new Float64Array(256);
  #ys = new Float64Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get xs(): Float64Array {
    return this.#xs.subarray(0, this.#length);
  }

  get ys(): Float64Array {
    return this.#ys.subarray(0, this.#length);
  }

  replace(xs: Float64Array, ys: Float64Array): void {
    this.#length = 0;
    this.append(xs, ys);
  }

  append(xs: Float64Array, ys: Float64Array): void {
    const count = Math.min(xs.length, ys.length);
    this.#reserve(this.#length + count);
    this.#xs.set(xs.subarray(0, count), this.#length);
    this.#ys.set(ys.subarray(0, count), this.#length);
    this.#length += count;
  }

  #reserve(needed: number): void {
    if (needed <= this.#xs.length) return;
    let capacity = this.#xs.length;
    while (capacity < needed) capacity *= 2;
    const xs = new Float64Array(capacity);
    const ys = new Float64Array(capacity);
    xs.set(this.xs);
    ys.set(this.ys);
    this.#xs = xs;
    this.#ys = ys;
  }
}
