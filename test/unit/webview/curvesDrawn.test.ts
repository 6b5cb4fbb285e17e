import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bandOf } from '../../../webview-ui/curves/chart/band.ts';
import { HeldWindow } from '../../../webview-ui/curves/chart/held.ts';
import { paintScene } from '../../../webview-ui/curves/chart/paint.ts';
import { flagsAt } from '../../../webview-ui/curves/chart/readout.ts';
import { bent, toPx } from '../../../webview-ui/curves/chart/scale.ts';
import { boxOf, type Scene, type SceneInput, type SceneRun, sceneOf } from '../../../webview-ui/curves/chart/scene.ts';
import { yRangeOf } from '../../../webview-ui/curves/chart/yRange.ts';
import { bruteWindow, type RawSeries } from '../../webview/bruteWindow.ts';
import { plainTheme, RecordingSurface } from './recordingSurface.ts';

const height = 160;

interface Shown {
  readonly width: number;
  readonly from: number;
  readonly to: number;
  readonly isLogX?: boolean;
  readonly isLogY?: boolean;
  readonly isClipped?: boolean;
  readonly smoothing?: number;
}

function columnsOf(width: number): number {
  const { left, right } = boxOf(width, height);
  return right - left;
}

function held(series: RawSeries, { width, from, to, isLogX = false, smoothing = 0 }: Shown): HeldWindow {
  return new HeldWindow(bruteWindow(series, { chart: 'loss', axis: 'step', isLogX, columns: columnsOf(width), smoothing, from, to }));
}

function sceneRun(id: string, color: number, window: HeldWindow, part: Partial<SceneRun> = {}): SceneRun {
  return { id, name: id, color, window, best: undefined, marks: [], ...part };
}

function scene(runs: readonly SceneRun[], shown: Shown, groups: SceneInput['groups'] = []): Scene {
  const { width, from, to, isLogX = false, isLogY = false, isClipped = false } = shown;
  return sceneOf({ metric: 'loss', width, height, axis: 'step', isLogX, isLogY, isClipped, seen: { from, to }, runs, groups });
}

function painted(of: Scene): RecordingSurface {
  const surface = new RecordingSurface();
  paintScene(surface, of, plainTheme);
  return surface;
}

/** The vertices of the strokes of columns in one colour, by pixel column. */
function byColumn(surface: RecordingSurface, color: string, left: number): ReadonlyMap<number, readonly number[]> {
  const stroke = surface.strokes.find((candidate) => candidate.color === color);
  const columns = new Map<number, number[]>();
  for (const [x, y] of stroke?.lines.flat() ?? []) {
    const column = Math.floor(x - left);
    columns.set(column, [...(columns.get(column) ?? []), y]);
  }
  return columns;
}

const value = fc.oneof(
  { weight: 20, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);

/** A window does not begin or end beside a point by no more than a rounding error: whether that is seen is nobody's question. */
function share(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min: min * 1e9, max: max * 1e9 }).map((billionths) => billionths / 1e9);
}

const data = fc.record({
  ys: fc.array(value, { minLength: 200, maxLength: 500 }),
  gaps: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 500, maxLength: 500 }),
  width: fc.integer({ min: 90, max: 150 }),
  /** The part that is seen. */
  part: fc.tuple(share(0, 0.2), share(0.8, 1)),
});

describe('What is drawn of a curve', () => {
  // shows: curves-exact
  it('is, in every pixel column, the minimum and maximum of the exact data', () => {
    fc.assert(
      fc.property(data, fc.boolean(), ({ ys, gaps, width, part }, isLogX) => {
        let x = 1;
        const xs = ys.map((_, at) => (x += gaps[at] ?? 0));
        const [first = 0, last = 0] = [xs[0], xs.at(-1)];
        const shown = { width, from: first + part[0] * (last - first), to: first + part[1] * (last - first), isLogX };
        const window = held({ run: 'a', metric: 'loss', xs, ys }, shown);
        const drawn = scene([sceneRun('a', 0, window)], shown);
        const columns = columnsOf(width);
        const low = bent(isLogX, shown.from);
        const per = columns / (bent(isLogX, shown.to) - low);
        const exact = new Map<number, number[]>();
        for (const [at, px] of xs.entries()) {
          const y = ys[at] ?? Number.NaN;
          if (px < shown.from || px > shown.to || !Number.isFinite(y)) continue;
          const column = Math.min(columns - 1, Math.floor((bent(isLogX, px) - low) * per));
          exact.set(column, [...(exact.get(column) ?? []), y]);
        }
        if (window.line.kind === 'points') return;
        const found = byColumn(painted(drawn), 'color-0', drawn.box.left);
        for (let column = 0; column < columns; column++) {
          const values = exact.get(column);
          const pixels = found.get(column);
          assert.equal(pixels === undefined, values === undefined, `column ${column}`);
          if (values === undefined || pixels === undefined) continue;
          assert.equal(Math.max(...pixels), toPx(drawn.y, Math.min(...values)));
          assert.equal(Math.min(...pixels), toPx(drawn.y, Math.max(...values)));
        }
      }),
      { numRuns: 60 },
    );
  });

  // shows: curves-exact
  it('has a spike of one of many noisy runs as a stroke of its own, and none where all is as loud as what is around it', () => {
    const shown = { width: 200, from: 1, to: 4000 };
    const xs = Array.from({ length: 4000 }, (_, at) => at + 1);
    const noisy = (step: number, run: number): number => Math.exp(-step / 800) * Math.sin(step * step * (run + 1)) + 2;
    const windows = Array.from({ length: 20 }, (_, run) =>
      held({ run: `r${run}`, metric: 'loss', xs, ys: xs.map((step) => noisy(step, run) + (run === 7 && step === 2500 ? 3 : 0)) }, shown),
    );
    const drawn = scene(
      windows.map((window, run) => sceneRun(`r${run}`, run, window)),
      shown,
    );
    const veils = painted(drawn).strokes.filter(({ alpha, width }) => width === 1 && alpha < 0.5);
    const hidden = 1 - veils.reduce((seen, { alpha }) => seen * (1 - alpha), 1);
    assert.ok(veils.length === 20 && hidden < 0.7, `all veils together hide ${hidden}`);
    const strong = painted(drawn).strokes.filter(({ alpha, width }) => width === 1 && alpha > 0.7 && alpha < 1);
    assert.deepEqual(
      strong.map(({ color, lines }) => [color, lines.length]),
      [['color-7', 1]],
    );
    const [top = 0] = strong.flatMap(({ lines }) => lines.flat().map(([, y]) => y)).sort((a, b) => a - b);
    assert.equal(top, toPx(drawn.y, noisy(2500, 7) + 3));
  });

  // shows: curves-exact
  it('is every point, where there are few, with a gap at what is not finite', () => {
    const shown = { width: 200, from: 0, to: 10 };
    const drawn = scene(
      [sceneRun('a', 0, held({ run: 'a', metric: 'loss', xs: [0, 2, 4, 6, 10], ys: [1, 2, Number.NaN, 3, 1] }, shown))],
      shown,
    );
    const surface = painted(drawn);
    const at = (x: number, y: number) => [toPx(drawn.x, x), toPx(drawn.y, y)];
    assert.deepEqual(surface.strokes.find(({ color }) => color === 'color-0')?.lines, [
      [at(0, 1), at(2, 2)],
      [at(6, 3), at(10, 1)],
    ]);
    assert.equal(surface.centres.length, 4, 'points so far from each other are dots as well');
  });

  // shows: curves-not-finite
  it('marks what is not finite at the edge of the plot, in the colour of its run', () => {
    const shown = { width: 400, from: 0, to: 100 };
    const drawn = scene([sceneRun('a', 3, held({ run: 'a', metric: 'loss', xs: [0, 50, 100], ys: [1, Number.NaN, 2] }, shown))], shown);
    const crosses = painted(drawn).strokes.filter(
      ({ color, lines }) =>
        color === 'color-3' && lines.every((line) => line.length === 2 && line.every(([, y]) => y > drawn.box.bottom - 10)),
    );
    assert.equal(crosses.length, 1);
    const xs = crosses.flatMap(({ lines }) => lines.flat().map(([x]) => x));
    assert.equal((Math.min(...xs) + Math.max(...xs)) / 2, toPx(drawn.x, 50));
  });

  // shows: curves-axes
  it('leaves out what is not positive on a logarithmic axis, and marks it', () => {
    const shown = { width: 300, from: 1, to: 4, isLogY: true };
    const drawn = scene([sceneRun('a', 0, held({ run: 'a', metric: 'loss', xs: [1, 2, 3, 4], ys: [10, 0, -1, 100] }, shown))], shown);
    const surface = painted(drawn);
    assert.ok(drawn.y.from > 0);
    assert.deepEqual(
      [...surface.centres].map(([x]) => x),
      [toPx(drawn.x, 1), toPx(drawn.x, 4)],
      'two lone points',
    );
    const marks = surface.strokes.filter(({ color }) => color === 'color-0').at(-1);
    assert.equal(marks?.lines.length, 4, 'two crosses of two strokes');
  });

  // shows: curves-smoothing, curves-superseded
  it('has the raw line faintly behind the smoothed one, and what was measured again fainter than either run', () => {
    const shown = { width: 300, from: 1, to: 3, smoothing: 0.5 };
    const series = { run: 'a', metric: 'loss', xs: [1, 2, 3], ys: [1, 2, 3], superseded: { xs: [2, 3], ys: [5, 6] } };
    const drawn = scene([sceneRun('a', 0, held(series, shown))], shown);
    const [superseded, raw, smooth] = painted(drawn).strokes.filter(({ color }) => color === 'color-0');
    const ys = (stroke: typeof raw) => stroke?.lines.flat().map(([, y]) => y);
    assert.deepEqual(
      ys(superseded),
      [5, 6].map((y) => toPx(drawn.y, y)),
    );
    assert.deepEqual(
      ys(raw),
      [1, 2, 3].map((y) => toPx(drawn.y, y)),
    );
    assert.equal(smooth?.alpha, 1);
    assert.ok((superseded?.alpha ?? 1) < 1 && (superseded?.dash.length ?? 0) > 0 && (raw?.alpha ?? 1) < 0.5);
  });

  // shows: curves-clip
  it('leaves out outliers when it is clipped, and knows that it did', () => {
    const ys = Array.from({ length: 100 }, (_, at) => (at === 50 ? 1e6 : 1 + (at % 10) / 10));
    const shown = { width: 300, from: 0, to: 99, isClipped: true };
    const window = held({ run: 'a', metric: 'loss', xs: ys.map((_, at) => at), ys }, shown);
    const clipped = yRangeOf([window.line], shown, false, true);
    assert.equal(clipped.isCut, true);
    assert.ok(clipped.to < 3);
    assert.equal(yRangeOf([window.line], { from: 0, to: 40 }, false, true).isCut, false, 'where nothing is beyond, nothing is cut');
    assert.ok(yRangeOf([window.line], shown, false, false).to > 1e6);
  });

  // shows: curves-marks
  it('puts flags where things happened; those at one place are one, which says all', () => {
    const marks = [
      { kind: 'checkpoint', title: 'checkpoint-10', x: { step: 10 } },
      { kind: 'checkpoint', title: 'checkpoint-10-best', x: { step: 10.001 } },
      { kind: 'alert', title: 'other is NaN', level: 'error', metric: 'other', x: { step: 5 } },
      { kind: 'alert', title: 'loss is NaN', level: 'error', metric: 'loss', x: { step: 5 } },
      { kind: 'resumed', title: 'resumed', x: { wall: 5 } },
    ] as const;
    const shown = { width: 300, from: 0, to: 20 };
    const drawn = scene([sceneRun('a', 0, held({ run: 'a', metric: 'loss', xs: [0, 20], ys: [1, 2] }, shown), { marks })], shown);
    assert.deepEqual(
      drawn.flags.map(({ kind, titles }) => [kind, titles]),
      [
        ['alert', ['loss is NaN · a']],
        ['checkpoint', ['checkpoint-10 · a', 'checkpoint-10-best · a']],
      ],
    );
    assert.deepEqual(flagsAt(drawn, toPx(drawn.x, 5) + 4), ['loss is NaN · a'], 'said under the pointer');
    assert.deepEqual(flagsAt(drawn, toPx(drawn.x, 7)), []);
    assert.deepEqual(
      painted(drawn).fills.map(({ color }) => color),
      ['red', 'gray'],
    );
  });
});

describe('Runs that are drawn as one line', () => {
  const shown = { width: 300, from: 0, to: 3 };
  const window = (run: string, xs: readonly number[], ys: readonly number[]) => held({ run, metric: 'loss', xs, ys }, shown);

  // shows: curves-group
  it('are mean and standard deviation where all are measured', () => {
    const { rows } = bandOf([window('a', [0, 1, 3], [1, 2, 3]), window('b', [0, 1, 3], [3, 4, 7])]);
    assert.deepEqual(rows, [
      { x: 0, mean: 2, deviation: Math.SQRT2, runs: 2 },
      { x: 1, mean: 3, deviation: Math.SQRT2, runs: 2 },
      { x: 3, mean: 5, deviation: Math.sqrt(8), runs: 2 },
    ]);
  });

  // shows: curves-group
  it('count between their points, but not beyond their ends', () => {
    const { rows } = bandOf([window('a', [0, 3], [0, 3]), window('b', [1], [5])]);
    assert.deepEqual(
      rows.map(({ x, runs }) => [x, runs]),
      [
        [0, 1],
        [1, 2],
        [3, 1],
      ],
    );
    assert.ok(Math.abs((rows[1]?.mean ?? 0) - 3) < 0.02, 'the line of a passes through 1 at x = 1');
  });

  // shows: curves-group
  it('are drawn as a band around their mean, and not one by one', () => {
    const runs = [sceneRun('a', 0, window('a', [0, 3], [1, 2])), sceneRun('b', 1, window('b', [0, 3], [3, 4]))];
    const surface = painted(scene(runs, shown, [{ key: '0.1', label: 'lr 0.1', color: 4, runs: ['a', 'b'] }]));
    assert.equal(surface.strokes.filter(({ color }) => color.startsWith('color-')).length, 1);
    assert.deepEqual(
      surface.fills.map(({ color }) => color),
      ['color-4'],
    );
  });
});

describe('A window that points are added to', () => {
  // shows: curves-follow, curves-exact
  it('holds in each column what all points come to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 150, maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (ys, added) => {
          const xs = ys.map((_, at) => at);
          const before = ys.length - added;
          const width = 90;
          const shown = { width, from: 0, to: before - 1 };
          const window = held({ run: 'a', metric: 'loss', xs: xs.slice(0, before), ys: ys.slice(0, before) }, shown);
          fc.pre(window.line.kind === 'columns');
          const folded = window.fold({
            chart: 'loss',
            run: 'a',
            xs: Float64Array.from(xs.slice(before)).buffer,
            ys: Float64Array.from(ys.slice(before)).buffer,
          });
          assert.equal(folded, 'folded');
          assert.equal(window.points, ys.length);
          const columns = new Map<number, number[]>();
          for (const [at, x] of xs.entries()) columns.set(window.columnOf(x), [...(columns.get(window.columnOf(x)) ?? []), ys[at] ?? 0]);
          const { line } = window;
          assert.equal(line.count, columns.size);
          for (let row = 0; row < line.count; row++) {
            const [x = 0, first, min, max, last] = line.data.subarray(row * 6, row * 6 + 6);
            const values = columns.get(window.columnOf(x)) ?? [];
            assert.deepEqual([first, min, max, last], [values[0], Math.min(...values), Math.max(...values), values.at(-1)]);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  // shows: curves-follow
  it('is to be asked for again when it has grown by half, or when a run goes back', () => {
    const xs = Array.from({ length: 100 }, (_, at) => at);
    const shown = { width: 300, from: 0, to: 99 };
    const tail = (from: number, count: number) => {
      const more = Float64Array.from({ length: count }, (_, at) => from + at);
      return { chart: 'loss', run: 'a', xs: more.buffer, ys: more.buffer };
    };
    const window = held({ run: 'a', metric: 'loss', xs, ys: xs }, shown);
    assert.equal(window.fold(tail(100, 40)), 'folded');
    assert.equal(window.extent?.x1, 139);
    assert.equal(window.fold(tail(50, 1)), 'stale');
    assert.equal(window.fold(tail(140, 400)), 'stale');
  });

  // shows: curves-not-finite
  it('keeps one mark for each column that has values that are not finite', () => {
    const xs = Array.from({ length: 2000 }, (_, at) => at);
    const window = held({ run: 'a', metric: 'loss', xs, ys: xs }, { width: 164, from: 0, to: 1999 });
    const none = Float64Array.from({ length: 60 }, () => Number.NaN);
    window.fold({ chart: 'loss', run: 'a', xs: Float64Array.from({ length: 60 }, (_, at) => 2000 + at).buffer, ys: none.buffer });
    assert.equal(window.columnWidth, 19.99);
    assert.equal(window.nonFinite.length, 4);
    assert.equal(window.line.count, 100);
  });
});
