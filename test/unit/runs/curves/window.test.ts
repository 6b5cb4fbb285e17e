import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type CurveAxis, columnRow, curveAxes, type WatchedChart } from '../../../../src/protocol/curves.ts';
import { Curve } from '../../../../src/runs/curves/curve.ts';
import { columnsOf, extentOf, windowOf } from '../../../../src/runs/curves/window.ts';
import { finished } from '../../../../src/runs/curves/work.ts';
import type { MetricPoint } from '../../../../src/runs/run.ts';
import { Column } from '../../../../src/runs/store/column.ts';
import type { MetricSeries } from '../../../../src/runs/store/metricSeries.ts';
import { resolve } from '../../../../src/runs/store/resolve.ts';

const startMs = 1_000_000;

/** One metric, measured by several sources in several segments. */
class Measured {
  readonly #columns = new Map<string, Column>();

  add(points: readonly Omit<MetricPoint, 'metric'>[]): void {
    for (const point of points) {
      const { segment = 0, source = 'console' } = point;
      const key = `${segment} ${source}`;
      const column = this.#columns.get(key) ?? new Column({ metric: 'loss', segment, source });
      this.#columns.set(key, column);
      column.add({ metric: 'loss', ...point });
    }
  }

  series(): MetricSeries {
    return resolve('loss', [...this.#columns.values()]);
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly smooth: number;
}

/** Every point in the order of its x, with the average computed as it is defined: each former value with its weight. */
function exactly(series: MetricSeries, axis: CurveAxis, weight: number): readonly Point[] {
  const { steps, values, wallMs, epochs } = series.read();
  const xOf: Readonly<Record<CurveAxis, (index: number) => number>> = {
    step: (index) => steps[index] ?? Number.NaN,
    epoch: (index) => epochs?.[index] ?? Number.NaN,
    wall: (index) => wallMs[index] ?? Number.NaN,
    relative: (index) => ((wallMs[index] ?? Number.NaN) - startMs) / 1000,
  };
  const points = [...values.entries()].map(([index, y]) => ({ x: xOf[axis](index), y })).filter(({ x }) => !Number.isNaN(x));
  points.sort((a, b) => a.x - b.x);
  let [sum, weights] = [0, 0];
  return points.map(({ x, y }) => {
    if (Number.isFinite(y)) [sum, weights] = [sum * weight + y, weights * weight + 1];
    return { x, y, smooth: Number.isFinite(y) ? sum / weights : y };
  });
}

interface Row {
  readonly x: number;
  readonly first: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
  readonly mean: number;
}

type Told = Readonly<Record<'x' | 'y', number>>;

/** What a window is to say, computed over every point. */
function bruteForce(
  all: readonly Point[],
  chart: WatchedChart,
  view: { readonly from: number; readonly to: number },
  yOf: (point: Point) => number,
): { readonly points: number; readonly line: readonly (Row | Told)[]; readonly kind: string; readonly nonFinite: readonly number[] } {
  const possible = chart.isLogX ? all.filter(({ x }) => x > 0) : all;
  const inside = possible.filter(({ x }) => x >= view.from && x <= view.to);
  const [left, right] = [possible.filter(({ x }) => x < view.from), possible.filter(({ x }) => x > view.to)];
  const columnOf = columnsOf({ ...chart, ...view });
  const columns = Map.groupBy(inside, ({ x }) => columnOf(x));
  const nonFinite = [...columns.values()].flatMap((points) => points.find((point) => !Number.isFinite(yOf(point)))?.x ?? []);
  if (inside.length <= 2 * chart.columns) {
    const shown = [...left.slice(-1), ...inside, ...right.slice(0, 1)];
    const line = shown.map((point) => ({ x: point.x, y: Number.isFinite(yOf(point)) ? yOf(point) : Number.NaN }));
    return { points: inside.length, kind: 'points', line, nonFinite };
  }
  const finite = (points: readonly Point[]): readonly Point[] => points.filter((point) => Number.isFinite(yOf(point)));
  const rowsOf = (points: readonly Point[]): readonly Row[] => {
    const ys = finite(points).map(yOf);
    const [first] = ys;
    const last = ys.at(-1);
    if (first === undefined || last === undefined) return [];
    const mean = ys.reduce((sum, y) => sum + y, 0) / ys.length;
    return [{ x: finite(points).at(-1)?.x ?? Number.NaN, first, min: Math.min(...ys), max: Math.max(...ys), last, mean }];
  };
  const line = [finite(left).slice(-1), ...columns.values(), finite(right).slice(0, 1)].flatMap(rowsOf);
  return { points: inside.length, kind: 'columns', line, nonFinite };
}

function near(a: number, b: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function check(curve: Curve, chart: WatchedChart): void {
  const { axis, smoothing } = chart;
  const all = exactly(curve.series, axis, smoothing);
  const extent = extentOf(curve, chart);
  const possible = all.filter(({ x, y }) => Number.isFinite(y) && (!chart.isLogX || x > 0));
  if (curve.series.superseded === undefined && possible.length > 0) {
    assert.equal(extent?.y0, Math.min(...possible.map(({ y }) => y)));
    assert.equal(extent?.y1, Math.max(...possible.map(({ y }) => y)));
  }
  const view = { from: chart.from ?? extent?.x0 ?? 1, to: chart.to ?? extent?.x1 ?? 2 };
  if (view.from > view.to) return;
  const told = windowOf(curve, 'r', chart, view);
  const compare = (line: typeof told.line | undefined, points: readonly Point[], yOf: (point: Point) => number): void => {
    const expected = bruteForce(points, chart, view, yOf);
    assert.equal(line?.kind, expected.kind);
    const numbers = new Float64Array(line?.data ?? new ArrayBuffer(0));
    const names = line?.kind === 'points' ? (['x', 'y'] as const) : columnRow;
    const wanted = expected.line.flatMap((row) => names.map((name) => (row as Readonly<Record<string, number>>)[name] ?? Number.NaN));
    assert.equal(numbers.length, wanted.length);
    const isExact = yOf === measured;
    for (const [index, number] of numbers.entries()) {
      const want = wanted[index] ?? Number.NaN;
      const name = names[index % names.length];
      // Sums depend on their order, everything else is the very number.
      const isSame = isExact && name !== 'mean' ? Object.is(number, want) || number === want : near(number, want);
      assert.ok(isSame, `${name} of row ${Math.floor(index / names.length)}: ${number}, not ${want}`);
    }
  };
  const measured = ({ y }: Point): number => y;
  compare(told.line, all, measured);
  assert.deepEqual([...new Float64Array(told.nonFinite)], bruteForce(all, chart, view, measured).nonFinite);
  assert.equal(told.points, bruteForce(all, chart, view, measured).points);
  if (smoothing > 0) compare(told.smooth, all, ({ smooth }) => smooth);
  const { superseded } = curve.series;
  if (superseded === undefined) assert.equal(told.superseded, undefined);
  else compare(told.superseded, exactly(superseded, axis, 0), measured);
}

const value = fc.oneof(
  { weight: 12, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }).map((cents) => cents / 100) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0) },
);

/** How steps go on: mostly forward, sometimes they stay, begin anew, or go back. */
const batch = fc.record({
  values: fc.oneof(
    { weight: 3, arbitrary: fc.array(value, { minLength: 1, maxLength: 30 }) },
    { weight: 1, arbitrary: fc.array(value, { minLength: 100, maxLength: 700, size: 'max' }) },
    { weight: 1, arbitrary: fc.integer({ min: 64, max: 400 }).map((n) => Array.from({ length: n }, () => Number.NaN)) },
  ),
  stride: fc.constantFrom(1, 1, 1, 0, 2.5, 100),
  jump: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: -300, max: 300 }) }),
  wall: fc.oneof({ weight: 6, arbitrary: fc.constant(10) }, { weight: 1, arbitrary: fc.integer({ min: -500, max: 5000 }) }),
  hasEpochs: fc.boolean(),
  source: fc.constantFrom('console', 'console', 'hook', 'file'),
  resumes: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
} as const);

const share = fc.oneof(fc.constant(undefined), fc.double({ min: -0.2, max: 1.2, noNaN: true }));

describe('what a window of a curve says', () => {
  // shows: curves-exact, curves-pyramid, curves-smoothing, curves-superseded
  it('is what a look at every point says, while points of all kinds come', () => {
    fc.assert(
      fc.property(
        fc.array(batch, { minLength: 1, maxLength: 8 }),
        fc.array(
          fc.record({
            axis: fc.constantFrom(...curveAxes),
            isLogX: fc.boolean(),
            columns: fc.integer({ min: 16, max: 60 }),
            smoothing: fc.constantFrom(0, 0.6, 0.99),
            ends: fc.tuple(share, share),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        (batches, charts) => {
          const measured = new Measured();
          const curve = new Curve(measured.series(), startMs);
          let [step, wallMs, segment] = [1, startMs, 0];
          for (const { values, stride, jump, wall, hasEpochs, source, resumes } of batches) {
            if (resumes) segment += 1;
            step = Math.max(0, step + jump);
            const points = values.map((y) => {
              step += stride;
              wallMs += wall;
              return { step, value: y, wallMs, source, segment, ...(hasEpochs ? { epoch: step / 50 } : {}) };
            });
            measured.add(points);
            for (const { axis, isLogX, columns, smoothing, ends } of charts) {
              const series = measured.series();
              finished(curve.follow(series, axis, smoothing));
              const x = exactly(series, axis, 0).map((point) => point.x);
              const [low, high] = [Math.min(...x), Math.max(...x)];
              // Where there is no x at all, no part of it can be seen.
              const isPart = x.length > 0;
              const place = (at: number | undefined): number | undefined =>
                at === undefined || !isPart ? undefined : low + (high - low) * at;
              const [from, to] = [place(ends[0]), place(ends[1])];
              if (from !== undefined && to !== undefined && !(from < to)) continue;
              if (isLogX && ((from ?? 1) <= 0 || (to ?? 1) <= 0)) continue;
              const window = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
              check(curve, { chart: 'c', metric: 'loss', axis, isLogX, columns, smoothing, runs: ['r'], ...window });
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
