import { type Measurement, MetricFold, type MetricSummary } from '../series.ts';
import type { Column, PointPart, Points } from './column.ts';

/** Points `from` to `to` (excluded) of a column. */
export interface Part {
  readonly column: Column;
  readonly from: number;
  readonly to: number;
}

/**
 * One metric of one run as it stood when it was asked for: what counts, put together of the columns of its segments and sources. Points that
 * come later are not in it; nothing in it changes. Steps may repeat and go back where the script measured so.
 */
export class MetricSeries {
  readonly metric: string;
  /** What an earlier segment measured and a later one measured again; undefined where there is none. */
  readonly superseded: MetricSeries | undefined;
  readonly count: number;
  /** Whether no step is smaller than the one before it. */
  readonly isSorted: boolean;
  readonly #parts: readonly Part[];
  /** The index of each part's first point. */
  readonly #starts: readonly number[];

  constructor(metric: string, parts: readonly Part[], superseded?: readonly Part[]) {
    this.metric = metric;
    this.superseded = superseded === undefined || superseded.length === 0 ? undefined : new MetricSeries(metric, superseded);
    this.#parts = parts;
    let count = 0;
    this.#starts = parts.map(({ from, to }) => {
      const start = count;
      count += to - from;
      return start;
    });
    this.count = count;
    this.isSorted = parts.every(({ column, from }, index) => {
      const before = parts[index - 1];
      return column.isSorted && (before === undefined || before.column.stepAt(before.to - 1) <= column.stepAt(from));
    });
  }

  /** How many points this and `before` have in common, counted from the first: as many as `before` has when points were only added. */
  sharedWith(before: MetricSeries): number {
    let shared = 0;
    for (const [index, { column, from, to }] of before.#parts.entries()) {
      const part = this.#parts[index];
      if (part === undefined || part.column !== column || part.from !== from) break;
      shared += Math.min(part.to, to) - from;
      if (part.to !== to) break;
    }
    return shared;
  }

  stepAt(index: number): number {
    return this.numberAt('steps', index);
  }

  valueAt(index: number): number {
    return this.numberAt('values', index);
  }

  /** The first index whose step is not below `step`, or `count`. Only for sorted series. */
  firstFrom(step: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.stepAt(middle) < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  numberAt(name: PointPart, index: number): number {
    const place = this.#placeOf(index);
    const part = index < this.count ? this.#parts[place] : undefined;
    return part === undefined ? Number.NaN : part.column.numberAt(name, part.from + index - (this.#starts[place] ?? 0));
  }

  /** The points `from` to `to` (excluded); all of them unless told. */
  read = (from = 0, to = this.count): Points => {
    const end = Math.min(to, this.count);
    const pieces: Points[] = [];
    for (let index = Math.max(0, from); index < end; ) {
      const { part, start } = this.#partOf(index);
      if (part === undefined) break;
      const first = part.from + index - start;
      const stop = Math.min(part.to, first + end - index);
      pieces.push(part.column.read(first, stop));
      index += stop - first;
    }
    return joined(pieces);
  };

  /** Writes one part of the points `from` to `to` (excluded) into `target`, beginning at `at`. */
  readPart(name: PointPart, from: number, to: number, target: Float64Array, at = 0): void {
    const end = Math.min(to, this.count);
    let place = this.#placeOf(from);
    for (let index = from; index < end; place += 1) {
      const part = this.#parts[place];
      if (part === undefined) return;
      const first = part.from + index - (this.#starts[place] ?? 0);
      const stop = Math.min(part.to, first + end - index);
      part.column.readPart(name, first, stop, target, at + index - from);
      index += stop - first;
    }
  }

  /** Every value that was measured at this very step, in the order of measurement. */
  at(step: number): readonly Measurement[] {
    const found: Measurement[] = [];
    for (const { column, from, to } of this.#parts) {
      const first = column.isSorted ? Math.max(from, column.lowerBound(step)) : from;
      for (let index = first; index < to; index++) {
        const its = column.stepAt(index);
        if (its === step) found.push(measurementAt(column, index));
        else if (column.isSorted) break;
      }
    }
    return found;
  }

  /** Undefined where nothing counts. */
  summary(): MetricSummary | undefined {
    const [only, ...more] = this.#parts;
    if (only !== undefined && more.length === 0 && only.from === 0 && only.to === only.column.count) return only.column.summary;
    const fold = new MetricFold(this.metric);
    this.addTo(fold, 0, this.count);
    return fold.summary;
  }

  /** Adds the points `from` to `to` (excluded) to what others came to. */
  addTo(fold: MetricFold, from: number, to: number): void {
    for (let index = from; index < to; index += summedAtOnce) {
      const { steps, values, epochs } = this.read(index, Math.min(to, index + summedAtOnce));
      for (let at = 0; at < steps.length; at++) {
        const epoch = epochs?.[at];
        fold.add(steps[at] ?? Number.NaN, values[at] ?? Number.NaN, epoch === undefined || Number.isNaN(epoch) ? undefined : epoch);
      }
    }
  }

  #partOf(index: number): { readonly part: Part | undefined; readonly start: number } {
    const place = this.#placeOf(index);
    return { part: index < this.count ? this.#parts[place] : undefined, start: this.#starts[place] ?? 0 };
  }

  #placeOf(index: number): number {
    if (this.#starts.length === 1) return 0;
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return low;
  }
}

const summedAtOnce = 4096;

function measurementAt(column: Column, index: number): Measurement {
  const { steps, values, epochs } = column.read(index, index + 1);
  const [step = Number.NaN] = steps;
  const [value = Number.NaN] = values;
  const epoch = epochs?.[0];
  return epoch === undefined || Number.isNaN(epoch) ? { step, value } : { step, value, epoch };
}

function joined(pieces: readonly Points[]): Points {
  const [first, ...more] = pieces;
  if (first !== undefined && more.length === 0) return first;
  const n = pieces.reduce((sum, { steps }) => sum + steps.length, 0);
  const join = (part: (piece: Points) => Float64Array): Float64Array => {
    const whole = new Float64Array(n);
    let at = 0;
    for (const piece of pieces) {
      whole.set(part(piece), at);
      at += piece.steps.length;
    }
    return whole;
  };
  const [steps, values, wallMs] = [join((piece) => piece.steps), join((piece) => piece.values), join((piece) => piece.wallMs)];
  if (pieces.every(({ epochs }) => epochs === undefined)) return { steps, values, wallMs };
  return { steps, values, wallMs, epochs: join(({ steps: { length }, epochs }) => epochs ?? new Float64Array(length).fill(Number.NaN)) };
}
