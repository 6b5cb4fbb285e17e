import type { CurveLine, CurveSummary, CurveWindow, WatchedChart } from '../../src/protocol/curves.ts';

/** What the host answers, computed from every point without any pyramid: the slow way that cannot be wrong. */

export interface RawSeries {
  readonly run: string;
  readonly metric: string;
  /** Ascending. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly goal?: 'min' | 'max';
  readonly superseded?: { readonly xs: readonly number[]; readonly ys: readonly number[] };
  readonly unit?: string;
}

type Asked = Pick<WatchedChart, 'axis' | 'isLogX' | 'columns' | 'smoothing'> & {
  readonly chart: string;
  readonly from: number;
  readonly to: number;
};

const pointsPerColumn = 2;

export function bruteWindow(series: RawSeries, asked: Asked): CurveWindow {
  const { chart, axis, isLogX, columns, smoothing, from, to } = asked;
  const line = (xs: readonly number[], ys: readonly number[]) => lineOf(xs, ys, asked);
  const finite = series.ys.filter(Number.isFinite);
  const { superseded } = series;
  return {
    chart,
    run: series.run,
    axis,
    from,
    to,
    columns,
    isLogX,
    line: line(series.xs, series.ys),
    ...(smoothing === 0 ? {} : { smooth: line(series.xs, averaged(series.ys, smoothing)) }),
    ...(superseded === undefined ? {} : { superseded: line(superseded.xs, superseded.ys) }),
    nonFinite: Float64Array.from(series.xs.filter((x, at) => x >= from && x <= to && !Number.isFinite(series.ys[at]))).buffer,
    ...(finite.length === 0
      ? {}
      : {
          extent: {
            x0: series.xs.find((x) => !isLogX || x > 0) ?? 0,
            x1: series.xs.at(-1) ?? 0,
            y0: finite.reduce((a, b) => Math.min(a, b)),
            y1: finite.reduce((a, b) => Math.max(a, b)),
          },
        }),
    points: series.xs.filter((x) => x >= from && x <= to).length,
  };
}

function lineOf(xs: readonly number[], ys: readonly number[], { isLogX, columns, from, to }: Asked): CurveLine {
  const first = xs.findIndex((x) => x >= from);
  const end = xs.findLastIndex((x) => x <= to) + 1;
  const start = first === -1 ? xs.length : first;
  if (end - start <= pointsPerColumn * columns) {
    const data: number[] = [];
    for (let at = Math.max(0, start - 1); at < Math.min(xs.length, end + 1); at++) {
      if (isLogX && !((xs[at] ?? 0) > 0)) continue;
      const y = ys[at] ?? Number.NaN;
      data.push(xs[at] ?? 0, Number.isFinite(y) ? y : Number.NaN);
    }
    return { kind: 'points', data: Float64Array.from(data).buffer };
  }
  const place = (x: number) => (isLogX ? Math.log10(x) : x);
  const perUnit = columns / (place(to) - place(from));
  const rows = new Map<number, number[]>();
  for (let at = start; at < end; at++) {
    const x = xs[at] ?? 0;
    const y = ys[at] ?? Number.NaN;
    if (!Number.isFinite(y)) continue;
    const column = Math.min(columns - 1, Math.floor((place(x) - place(from)) * perUnit));
    const row = rows.get(column);
    if (row === undefined) rows.set(column, [x, y, y, y, y, y, 1]);
    else {
      const [, head = y, low = y, high = y, , mean = y, count = 0] = row;
      rows.set(column, [x, head, Math.min(low, y), Math.max(high, y), y, mean + (y - mean) / (count + 1), count + 1]);
    }
  }
  const beside = (at: number) => {
    const [x, y] = [xs[at], ys[at]];
    return x === undefined || y === undefined || !Number.isFinite(y) || (isLogX && x <= 0) ? [] : [x, y, y, y, y, y];
  };
  const data = [...beside(start - 1), ...[...rows].sort(([a], [b]) => a - b).flatMap(([, row]) => row.slice(0, 6)), ...beside(end)];
  return { kind: 'columns', data: Float64Array.from(data).buffer };
}

/** The debiased exponential moving average. */
export function averaged(ys: readonly number[], weight: number): readonly number[] {
  let average = 0;
  let bias = 1;
  return ys.map((y) => {
    if (!Number.isFinite(y)) return y;
    average = weight * average + (1 - weight) * y;
    bias *= weight;
    return average / (1 - bias);
  });
}

export function summaryOf({ run, metric, xs, ys, goal, superseded, unit }: RawSeries): CurveSummary {
  const finite = ys.filter(Number.isFinite);
  const value = finite.length === 0 ? undefined : finite.reduce((a, b) => (goal === 'max' ? Math.max(a, b) : Math.min(a, b)));
  return {
    run,
    metric,
    points: ys.length,
    nonFinite: ys.length - finite.length,
    last: ys.at(-1) ?? Number.NaN,
    lastStep: xs.at(-1) ?? 0,
    ...(value === undefined || goal === undefined ? {} : { best: { value, step: xs[ys.indexOf(value)] ?? 0, goal } }),
    hasEpochs: false,
    hasSuperseded: superseded !== undefined,
    kind: unit === undefined ? 'metric' : 'system',
    ...(unit === undefined ? {} : { unit }),
  };
}

/** What a `watch` is answered with: windows of all its runs, over the same range where none is asked for. */
export function answersTo(charts: readonly WatchedChart[], all: readonly RawSeries[]): readonly CurveWindow[] {
  return charts.flatMap((chart) => {
    const members = all.filter(({ run, metric }) => metric === chart.metric && chart.runs.includes(run));
    const firsts = members.flatMap(({ xs }) => xs.find((x) => !chart.isLogX || x > 0) ?? []);
    const lasts = members.flatMap(({ xs }) => xs.at(-1) ?? []);
    const range = { from: chart.from ?? Math.min(...firsts), to: chart.to ?? Math.max(...lasts) };
    return members.map((series) => bruteWindow(series, { ...chart, ...range }));
  });
}
