import { type Curve, downsample, type Measurement, MetricFold, type MetricSummary } from '../series.ts';
import type { Column, Points } from './column.ts';

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

  /** Whether this is `before` with nothing but further points at its end. */
  continues(before: MetricSeries): boolean {
    const last = before.#parts.length - 1;
    return before.#parts.every(({ column, from, to }, index) => {
      const part = this.#parts[index];
      return part !== undefined && part.column === column && part.from === from && (index === last ? part.to >= to : part.to === to);
    });
  }

  stepAt(index: number): number {
    const { part, start } = this.#partOf(index);
    return part === undefined ? Number.NaN : part.column.stepAt(part.from + index - start);
  }

  valueAt(index: number): number {
    const { part, start } = this.#partOf(index);
    return part === undefined ? Number.NaN : part.column.valueAt(part.from + index - start);
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

  /** Reduced to so many columns for the eye, every peak and the first value of each column that is not finite kept. */
  downsample(buckets: number): Curve {
    return downsample(this, buckets);
  }

  /** Undefined where nothing counts. */
  summary(): MetricSummary | undefined {
    const [only, ...more] = this.#parts;
    if (only !== undefined && more.length === 0 && only.from === 0 && only.to === only.column.count) return only.column.summary;
    const fold = new MetricFold(this.metric);
    for (let from = 0; from < this.count; from += summedAtOnce) {
      const { steps, values, epochs } = this.read(from, from + summedAtOnce);
      for (let index = 0; index < steps.length; index++) {
        const epoch = epochs?.[index];
        fold.add(steps[index] ?? Number.NaN, values[index] ?? Number.NaN, epoch === undefined || Number.isNaN(epoch) ? undefined : epoch);
      }
    }
    return fold.summary;
  }

  #partOf(index: number): { readonly part: Part | undefined; readonly start: number } {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return { part: index < this.count ? this.#parts[low] : undefined, start: this.#starts[low] ?? 0 };
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
