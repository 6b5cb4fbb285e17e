/** What a curve comes to: reduced for the eye, exact in a few numbers. Pure. */
import { goalOf } from './capture/names.ts';

export interface Curve {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** Points in their order that can be read piece by piece, so that a long curve is never in memory as plain numbers. */
export interface CurveSource {
  readonly count: number;
  /** Whether no step is smaller than the one before it. */
  readonly isSorted: boolean;
  /** The points `from` to `to` (excluded). */
  read(from: number, to: number): { readonly steps: Float64Array; readonly values: Float64Array };
}

/** Read at a time: fits into the processor's cache. */
const pieceSize = 4096;

/**
 * A curve that looks the same in `buckets` columns: of each column the first, last, lowest and highest point, in their order.
 * Every peak stays. Values that are not finite cannot be lowest or highest; of each column the first of them is kept too,
 * because a NaN is the very thing to be seen. At most 5 points a column; short curves are returned as they are.
 */
export function downsample(source: CurveSource, buckets: number): Curve {
  const { count } = source;
  if (buckets < 1 || count <= buckets * 4) {
    const { steps, values } = source.read(0, count);
    return { xs: steps, ys: values };
  }
  const bucketOf = columnsOf(source, buckets);
  const kept = new KeptPoints(buckets * 5);
  let column = -1;
  for (let from = 0; from < count; from += pieceSize) {
    const { steps, values } = source.read(from, Math.min(count, from + pieceSize));
    for (let index = 0; index < steps.length; index++) {
      const x = at(steps, index);
      const its = bucketOf(from + index, x);
      if (its !== column) kept.close();
      column = its;
      kept.look(from + index, x, at(values, index));
    }
  }
  kept.close();
  return kept.curve();
}

/** Columns of equal width in x; where steps go back (a resumed run), columns of equal count. */
function columnsOf({ count, isSorted, read }: CurveSource, buckets: number): (index: number, x: number) => number {
  const [first, last] = [at(read(0, 1).steps, 0), at(read(count - 1, count).steps, 0)];
  if (!isSorted || !(last > first)) return (index) => Math.floor((index * buckets) / count);
  const scale = buckets / (last - first);
  return (_, x) => Math.min(buckets - 1, Math.floor((x - first) * scale));
}

/** The points of one column that are worth keeping: first, lowest, highest, first that is not finite, last. */
class KeptPoints {
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  readonly #candidates = Array.from({ length: 5 }, () => ({ index: -1, x: 0, y: 0 }));
  #count = 0;

  constructor(most: number) {
    this.#xs = new Float64Array(most);
    this.#ys = new Float64Array(most);
  }

  look(index: number, x: number, y: number): void {
    const [first, low, high, odd, last] = this.#candidates;
    if (first === undefined || low === undefined || high === undefined || odd === undefined || last === undefined) return;
    if (first.index === -1) set(first, index, x, y);
    if (!Number.isFinite(y)) {
      if (odd.index === -1) set(odd, index, x, y);
    } else {
      if (low.index === -1 || y < low.y) set(low, index, x, y);
      if (high.index === -1 || y > high.y) set(high, index, x, y);
    }
    set(last, index, x, y);
  }

  /** The column is over. */
  close(): void {
    let before = -1;
    for (const { index, x, y } of this.#candidates.toSorted((a, b) => a.index - b.index)) {
      if (index === before) continue;
      before = index;
      this.#xs[this.#count] = x;
      this.#ys[this.#count] = y;
      this.#count += 1;
    }
    for (const candidate of this.#candidates) candidate.index = -1;
  }

  curve(): Curve {
    return { xs: this.#xs.slice(0, this.#count), ys: this.#ys.slice(0, this.#count) };
  }
}

function set(candidate: { index: number; x: number; y: number }, index: number, x: number, y: number): void {
  candidate.index = index;
  candidate.x = x;
  candidate.y = y;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? Number.NaN;
}

export interface Measurement {
  readonly step: number;
  readonly value: number;
  readonly epoch?: number;
}

/** A metric in a few exact numbers. */
export interface MetricSummary {
  readonly metric: string;
  readonly n: number;
  /** How many of the values are NaN or infinite. */
  readonly nonFinite: number;
  readonly first: Measurement;
  readonly last: Measurement;
  /** Undefined where the name does not say which direction is better, or nothing finite was measured. */
  readonly best: (Measurement & { readonly goal: 'min' | 'max' }) | undefined;
  /** The first of the lowest and of the highest; absent where nothing finite was measured. */
  readonly lowest?: Measurement;
  readonly highest?: Measurement;
  /** Where the values began not to be finite. */
  readonly firstNonFinite?: Measurement;
}

/** Adds up what is measured of one metric, number by number. */
export class MetricFold {
  readonly #metric: string;
  readonly #goal: 'min' | 'max' | undefined;
  #n = 0;
  #nonFinite = 0;
  #first: Measurement | undefined;
  #last: Measurement | undefined;
  #lowest: Measurement | undefined;
  #highest: Measurement | undefined;
  #firstNonFinite: Measurement | undefined;

  constructor(metric: string, known?: MetricSummary) {
    this.#metric = metric;
    this.#goal = goalOf(metric);
    if (known === undefined) return;
    this.#n = known.n;
    this.#nonFinite = known.nonFinite;
    this.#first = known.first;
    this.#last = known.last;
    this.#lowest = known.lowest;
    this.#highest = known.highest;
    this.#firstNonFinite = known.firstNonFinite;
  }

  get last(): Measurement | undefined {
    return this.#last;
  }

  add(step: number, value: number, epoch?: number): void {
    const measurement: Measurement = epoch === undefined ? { step, value } : { step, value, epoch };
    this.#n += 1;
    this.#first ??= measurement;
    this.#last = measurement;
    if (!Number.isFinite(value)) {
      this.#nonFinite += 1;
      this.#firstNonFinite ??= measurement;
      return;
    }
    if (this.#lowest === undefined || value < this.#lowest.value) this.#lowest = measurement;
    if (this.#highest === undefined || value > this.#highest.value) this.#highest = measurement;
  }

  /** Undefined while nothing was measured. */
  get summary(): MetricSummary | undefined {
    if (this.#first === undefined || this.#last === undefined) return undefined;
    const best = this.#goal === 'min' ? this.#lowest : this.#goal === 'max' ? this.#highest : undefined;
    return {
      metric: this.#metric,
      n: this.#n,
      nonFinite: this.#nonFinite,
      first: this.#first,
      last: this.#last,
      best: best === undefined || this.#goal === undefined ? undefined : { ...best, goal: this.#goal },
      ...(this.#lowest === undefined ? {} : { lowest: this.#lowest }),
      ...(this.#highest === undefined ? {} : { highest: this.#highest }),
      ...(this.#firstNonFinite === undefined ? {} : { firstNonFinite: this.#firstNonFinite }),
    };
  }
}

/** Exact, one row for each metric, in the order in which metrics first appeared. */
export function summarise(points: Iterable<Measurement & { readonly metric: string }>): readonly MetricSummary[] {
  const folds = new Map<string, MetricFold>();
  for (const { metric, step, value, epoch } of points) {
    const fold = folds.get(metric) ?? new MetricFold(metric);
    fold.add(step, value, epoch);
    folds.set(metric, fold);
  }
  return [...folds.values()].flatMap(({ summary }) => summary ?? []);
}
