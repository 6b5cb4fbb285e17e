import type { CurveTail, CurveWindow } from '../../../src/protocol/curves.ts';
import { Rows } from './rows.ts';
import { bent } from './scale.ts';

type Extent = NonNullable<CurveWindow['extent']>;

/** What a tail came to: `folded` into what is held, or the window has to be asked for again. */
export type Folded = 'folded' | 'stale';

/** A window of one run as the host sent it, with the points that came since folded into columns of the same width. */
export class HeldWindow {
  readonly axis: CurveWindow['axis'];
  readonly isLogX: boolean;
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  /** `from` after the logarithm, and the width of a column there. */
  readonly origin: number;
  readonly columnWidth: number;
  readonly #columnsPerUnit: number;
  readonly line: Rows;
  readonly smooth: Rows | undefined;
  readonly superseded: Rows | undefined;
  nonFinite: Float64Array;
  extent: Extent | undefined;
  /** Exact points in the window, and those that came since. */
  points: number;
  readonly #mostRows: number;
  readonly #lastX: { line: number };

  constructor(window: CurveWindow) {
    this.axis = window.axis;
    this.isLogX = window.isLogX;
    this.from = window.from;
    this.to = window.to;
    this.columns = window.columns;
    this.origin = bent(window.isLogX, window.from);
    const length = bent(window.isLogX, window.to) - this.origin;
    this.columnWidth = length / window.columns;
    this.#columnsPerUnit = length > 0 ? window.columns / length : Number.NaN;
    this.line = new Rows(window.line);
    this.smooth = window.smooth === undefined ? undefined : new Rows(window.smooth);
    this.superseded = window.superseded === undefined ? undefined : new Rows(window.superseded);
    this.nonFinite = new Float64Array(window.nonFinite);
    this.extent = window.extent;
    this.points = window.points;
    this.#mostRows = Math.max(Math.ceil(this.line.count * 1.5), this.columns, 64);
    this.#lastX = { line: Math.max(lastX(this.line), this.nonFinite.at(-1) ?? Number.NEGATIVE_INFINITY) };
  }

  /** The column in which `x` lies, computed as the host does it; beyond the last one when points came since. */
  columnOf(x: number): number {
    const column = Math.floor((bent(this.isLogX, x) - this.origin) * this.#columnsPerUnit);
    return x <= this.to && column >= this.columns ? this.columns - 1 : column;
  }

  fold(tail: CurveTail): Folded {
    const xs = new Float64Array(tail.xs);
    const ys = new Float64Array(tail.ys);
    const smooth = tail.smooth === undefined ? undefined : new Float64Array(tail.smooth);
    if ((this.smooth === undefined) !== (smooth === undefined)) return 'stale';
    const marks: number[] = [];
    for (let at = 0; at < xs.length; at++) {
      const x = xs[at] ?? Number.NaN;
      const y = ys[at] ?? Number.NaN;
      // A run that goes back to an earlier step has points that are superseded now: only the host knows them.
      if (!(x >= this.#lastX.line)) return 'stale';
      this.#lastX.line = x;
      this.points++;
      if (!Number.isFinite(y)) marks.push(x);
      if (!this.#put(this.line, x, y)) return 'stale';
      if (this.smooth !== undefined && !this.#put(this.smooth, x, smooth?.[at] ?? Number.NaN)) return 'stale';
      this.#widen(x, y);
    }
    if (marks.length > 0) this.#mark(marks);
    return this.line.count > this.#mostRows ? 'stale' : 'folded';
  }

  #put(rows: Rows, x: number, y: number): boolean {
    if (rows.kind === 'points') {
      rows.push(x, Number.isFinite(y) ? y : Number.NaN);
      return true;
    }
    if (!Number.isFinite(y)) return true;
    if (!(this.columnWidth > 0)) return false;
    const start = (rows.count - 1) * rows.width;
    const isSame = rows.count > 0 && this.columnOf(rows.x(rows.count - 1)) === this.columnOf(x);
    if (!isSame) {
      rows.push(x, y, y, y, y, y);
      return true;
    }
    const { data } = rows;
    const [, , min = y, max = y, , mean = y] = data.subarray(start, start + rows.width);
    data[start] = x;
    data[start + 2] = Math.min(min, y);
    data[start + 3] = Math.max(max, y);
    data[start + 4] = y;
    // How many points the column holds is not sent; as many as columns hold on average is close, until the host is asked again.
    data[start + 5] = mean + (y - mean) / Math.max(2, this.points / Math.max(1, rows.count));
    return true;
  }

  #widen(x: number, y: number): void {
    const { x0 = x, y0 = y, y1 = y } = this.extent ?? {};
    if (!Number.isFinite(y)) {
      if (this.extent !== undefined) this.extent = { ...this.extent, x1: x };
      return;
    }
    this.extent = { x0: Math.min(x0, x), x1: x, y0: Math.min(y0, y), y1: Math.max(y1, y) };
  }

  /** One mark for each column is enough for the eye. */
  #mark(xs: readonly number[]): void {
    const marks = [...this.nonFinite];
    for (const x of xs) {
      const before = marks.at(-1);
      if (before === undefined || !(this.columnWidth > 0) || this.columnOf(before) !== this.columnOf(x)) marks.push(x);
    }
    this.nonFinite = Float64Array.from(marks);
  }
}

function lastX(rows: Rows): number {
  return rows.count === 0 ? Number.NEGATIVE_INFINITY : rows.x(rows.count - 1);
}
