import type { CurveLine } from '../../../src/protocol/curves.ts';

/** A line as the host sends it, in an array that grows when new points come. Columns are rows of x, first, min, max, last, mean. */
export class Rows {
  readonly kind: CurveLine['kind'];
  /** Numbers of a row. */
  readonly width: 2 | 6;
  data: Float64Array;
  count: number;

  constructor(line: CurveLine) {
    this.kind = line.kind;
    this.width = line.kind === 'points' ? 2 : 6;
    this.data = new Float64Array(line.data);
    this.count = Math.floor(this.data.length / this.width);
  }

  x(row: number): number {
    return this.data[row * this.width] ?? Number.NaN;
  }

  /** The last value measured in it. */
  y(row: number): number {
    return this.data[row * this.width + (this.width === 2 ? 1 : 4)] ?? Number.NaN;
  }

  push(...row: readonly number[]): void {
    const start = this.count * this.width;
    if (start + this.width > this.data.length) {
      const data = new Float64Array(Math.max(this.width * 64, this.data.length * 2));
      data.set(this.data);
      this.data = data;
    }
    this.data.set(row, start);
    this.count++;
  }

  /** The first row at or after `x`; `count` when there is none. */
  firstFrom(x: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.x(middle) < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row whose x is nearest. */
  nearest(x: number): number | undefined {
    if (this.count === 0) return undefined;
    const after = Math.min(this.firstFrom(x), this.count - 1);
    const before = after - 1;
    return before >= 0 && x - this.x(before) <= Math.abs(this.x(after) - x) ? before : after;
  }
}
