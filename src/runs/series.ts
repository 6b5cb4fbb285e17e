import { goalOf } from './capture/names.ts';
import type { MetricPoint } from './run.ts';

/** One metric of one run, exact. `steps` and `values` have equal length, in the order of measurement. */
export interface Series {
  readonly metric: string;
  readonly steps: Float64Array;
  readonly values: Float64Array;
}

/** One series for each metric, in the order in which metrics first appeared. */
export function toSeries(points: readonly MetricPoint[]): readonly Series[] {
  const byMetric = new Map<string, { readonly steps: number[]; readonly values: number[] }>();
  for (const { metric, step, value } of points) {
    let series = byMetric.get(metric);
    if (series === undefined) {
      series = { steps: [], values: [] };
      byMetric.set(metric, series);
    }
    series.steps.push(step);
    series.values.push(value);
  }
  return [...byMetric].map(([metric, { steps, values }]) => ({
    metric,
    steps: Float64Array.from(steps),
    values: Float64Array.from(values),
  }));
}

export interface Curve {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/**
 * A curve that looks the same in `buckets` columns: of each column the first, last, lowest and highest point, in their order.
 * Every peak stays. Values that are not finite cannot be lowest or highest; of each column the first of them is kept too,
 * because a NaN is the very thing to be seen. At most 5 points a column; short curves are returned as they are.
 */
export function downsample(xs: Float64Array, ys: Float64Array, buckets: number): Curve {
  const n = Math.min(xs.length, ys.length);
  if (buckets < 1 || n <= buckets * 4) return { xs: xs.slice(0, n), ys: ys.slice(0, n) };
  const bucketOf = columnsOf(xs, n, buckets);
  const kept: number[] = [];
  let start = 0;
  while (start < n) {
    const column = bucketOf(start);
    let [low, high, odd] = [-1, -1, -1];
    let end = start;
    for (; end < n && bucketOf(end) === column; end++) {
      const y = at(ys, end);
      if (!Number.isFinite(y)) odd = odd === -1 ? end : odd;
      else {
        if (low === -1 || y < at(ys, low)) low = end;
        if (high === -1 || y > at(ys, high)) high = end;
      }
    }
    const chosen = [start, low, high, odd, end - 1].filter((index) => index !== -1).sort((a, b) => a - b);
    for (const index of chosen) if (kept.at(-1) !== index) kept.push(index);
    start = end;
  }
  return { xs: Float64Array.from(kept, (index) => at(xs, index)), ys: Float64Array.from(kept, (index) => at(ys, index)) };
}

/** Columns of equal width in x; where steps go back (a resumed run), columns of equal count. */
function columnsOf(xs: Float64Array, n: number, buckets: number): (index: number) => number {
  const [first, last] = [at(xs, 0), at(xs, n - 1)];
  let isSorted = Number.isFinite(first) && last > first;
  for (let index = 1; isSorted && index < n; index++) isSorted = at(xs, index) >= at(xs, index - 1);
  if (!isSorted) return (index) => Math.floor((index * buckets) / n);
  const scale = buckets / (last - first);
  return (index) => Math.min(buckets - 1, Math.floor((at(xs, index) - first) * scale));
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
}

/** Exact, one row for each metric, in the order in which metrics first appeared. */
export function summarise(points: readonly MetricPoint[]): readonly MetricSummary[] {
  const rows = new Map<string, MetricSummary>();
  for (const point of points) {
    const { metric, step, value, epoch } = point;
    const measurement: Measurement = epoch === undefined ? { step, value } : { step, value, epoch };
    const row = rows.get(metric);
    const goal = goalOf(metric);
    const isReal = Number.isFinite(value);
    const isBetter =
      isReal && goal !== undefined && (row?.best === undefined || (goal === 'min' ? value < row.best.value : value > row.best.value));
    rows.set(metric, {
      metric,
      n: (row?.n ?? 0) + 1,
      nonFinite: (row?.nonFinite ?? 0) + (isReal ? 0 : 1),
      first: row?.first ?? measurement,
      last: measurement,
      best: isBetter ? { ...measurement, goal } : row?.best,
    });
  }
  return [...rows.values()];
}
