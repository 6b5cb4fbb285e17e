import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { CurvesFeed } from '../../../src/editor/curvesFeed.ts';
import { CurvesHub } from '../../../src/editor/curvesHub.ts';
import { CurvesKeeper } from '../../../src/editor/curvesKeeper.ts';
import { unpackKept } from '../../../src/editor/keptCurves.ts';
import { type ChosenSince, choiceOf, standingOf } from '../../../src/editor/keptStanding.ts';
import { type CurvesKept, type CurveWindow, curveAxes, type HostToCurves, type WatchedChart } from '../../../src/protocol/curves.ts';
import { createRuns, type Runs } from '../../../src/runs/runs.ts';
import { type WrittenRun, writeRun } from '../runs/writtenRun.ts';

const version = '1.2.3';
const nothingChosen: ChosenSince = { choice: choiceOf({}), isShown: () => undefined, color: () => undefined };

function fail(error: unknown): never {
  throw error;
}

/** Knows also how long what it was told to keep might wait. */
class WatchedKeeper extends CurvesKeeper {
  readonly gapsMs: number[] = [];

  override soon(...asked: Parameters<CurvesKeeper['soon']>): void {
    this.gapsMs.push(asked[1]);
    super.soon(...asked);
  }
}

/** A page of a window that was just opened, which draws whatever it is told. */
class Page {
  readonly hub: CurvesHub;
  readonly feed: CurvesFeed;
  readonly keeper: WatchedKeeper;
  readonly told: HostToCurves[] = [];
  readonly #runs: Runs;
  #arrived: () => void = () => undefined;

  constructor(root: string, file: string, memory: Map<string, unknown>) {
    this.#runs = createRuns({
      roots: [root],
      supervisor: { node: process.execPath, script: 'never started' },
      require: () => undefined,
      interpreter: async () => undefined,
      home: path.join(root, 'home'),
    });
    const kept = { get: (key: string) => memory.get(key), update: async (key: string, value: unknown) => void memory.set(key, value) };
    this.hub = new CurvesHub(this.#runs, kept, fail, async () => false);
    this.keeper = new WatchedKeeper({ file, version, place: () => 'here' }, fail);
    this.feed = this.hub.feed((message) => {
      this.told.push(message);
      if (message.type === 'delta') queueMicrotask(() => this.feed.drawn(message.seq));
      this.#arrived();
    }, this.keeper);
  }

  /** The windows that it is told of these charts. */
  async show(charts: readonly WatchedChart[]): Promise<readonly CurveWindow[]> {
    await this.hub.start(this.feed);
    this.feed.watch(1, charts);
    const wanted = charts.reduce((sum, { runs }) => sum + runs.length, 0);
    for (;;) {
      const windows = this.told.flatMap((message) => (message.type === 'delta' ? (message.windows ?? []) : []));
      if (windows.length >= wanted) return windows;
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  /** What was drawn is kept, as when the page is hidden. */
  async close(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.hub.pause(this.feed);
    await this.keeper.flush();
    this.#runs.dispose();
  }
}

describe('what the curves showed last, when they are opened again', () => {
  let root: string;
  let file: string;
  let memory: Map<string, unknown>;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'practicum-kept-'));
    file = path.join(root, 'storage', 'curves');
    memory = new Map();
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** A run that ended some time ago. */
  function ended(name: string, ys: readonly number[], metric = 'loss'): WrittenRun {
    const run = writeRun(root, name);
    run.measure(
      metric,
      ys.map((y, at) => [at + 1, y]),
    );
    run.end(0);
    rest(run);
    return run;
  }

  function rest({ folder }: WrittenRun): void {
    for (const name of ['points.jsonl', 'exit.json', '.']) utimesSync(path.join(folder, name), 1_790_000_000, 1_790_000_000);
  }

  function chartOf(runs: readonly WrittenRun[], given: Partial<WatchedChart> = {}): WatchedChart {
    const ids = runs.map(({ id }) => id);
    return { chart: 'loss', metric: 'loss', axis: 'step', isLogX: false, columns: 100, smoothing: 0, runs: ids, ...given };
  }

  async function keep(...charts: readonly WatchedChart[]): Promise<readonly CurveWindow[]> {
    const page = new Page(root, file, memory);
    const told = await page.show(charts);
    await page.close();
    return told;
  }

  async function standing(chosen = nothingChosen): Promise<CurvesKept | undefined> {
    const kept = unpackKept(readFileSync(file), version);
    assert.ok(kept !== undefined && kept.place === 'here');
    return await standingOf(kept, chosen);
  }

  // shows: curves-kept
  it('is what the host tells then, where no run has changed: rows, numbers and every line, whatever was looked at', async () => {
    const value = fc.oneof(
      { weight: 10, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY) },
    );
    const shown = fc.record({
      axis: fc.constantFrom(...curveAxes.filter((axis) => axis !== 'epoch')),
      isLogX: fc.boolean(),
      columns: fc.integer({ min: 16, max: 60 }),
      smoothing: fc.constantFrom(0, 0.6, 0.99),
      from: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(value, { minLength: 1, maxLength: 200 }), { minLength: 1, maxLength: 3 }),
        shown,
        async (all, view) => {
          const runs = all.map((ys, at) => ended(`run_${at}`, ys));
          const { from, ...rest } = view;
          const chart = chartOf(runs, { ...rest, ...(from === undefined ? {} : { from, to: from + 50 }) });
          await keep(chart);
          const kept = await standing();
          const page = new Page(root, file, memory);
          const told = await page.show([chart]);
          const snapshot = page.told.find((message) => message.type === 'snapshot');
          await page.close();
          rmSync(path.join(root, '.practicum'), { recursive: true });
          assert.ok(kept !== undefined && snapshot !== undefined);
          assert.equal(kept.isSame, true);
          assert.deepEqual(kept.charts, [{ chart, windows: told }]);
          assert.deepEqual(kept.runs.map(withoutMarks), snapshot.runs.map(withoutMarks));
          assert.deepEqual(kept.summaries, snapshot.summaries);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('says that it is old when a run went on, was marked, or came', async () => {
    const [one, two] = [ended('run_1', [3, 2, 1]), ended('run_2', [4, 3])];
    await keep(chartOf([one, two]));
    assert.equal((await standing())?.isSame, true);
    one.measure('loss', [[4, 0.5]]);
    assert.equal((await standing())?.isSame, false);
    await keep(chartOf([one, two]));
    assert.equal((await standing())?.isSame, false, 'written to a moment ago: whether all of it was read, no time can tell');
    rest(one);
    await keep(chartOf([one, two]));
    assert.equal((await standing())?.isSame, true);
    const times = statSync(two.folder);
    writeFileSync(path.join(two.folder, 'marks.json'), '{}');
    utimesSync(two.folder, times.atime, times.mtime);
    assert.equal((await standing())?.isSame, false);
    rmSync(path.join(two.folder, 'marks.json'));
    rest(two);
    assert.equal((await standing())?.isSame, true);
    ended('run_3', [1]);
    assert.equal((await standing())?.isSame, false);
  });

  it('says that it is old while a run goes on, though nothing was written since', async () => {
    const run = writeRun(root, 'run_1');
    run.measure('loss', [
      [1, 2],
      [2, 1],
    ]);
    await keep(chartOf([run]));
    const kept = await standing();
    assert.equal(kept?.isSame, false);
    assert.equal(kept?.charts[0]?.windows.length, 1);
  });

  it('holds nothing of a run that was removed, moved away or hidden since', async () => {
    const [one, two, three] = [ended('run_1', [3, 2]), ended('run_2', [4, 3]), ended('run_3', [5, 4])];
    await keep(chartOf([one, two, three]));
    rmSync(one.folder, { recursive: true });
    renameSync(two.folder, path.join(root, 'elsewhere'));
    const left = await standing();
    assert.deepEqual(
      [left?.runs.map(({ id }) => id), left?.summaries.map(({ run }) => run), runsDrawn(left)],
      [['run_3'], ['run_3'], ['run_3']],
    );
    assert.equal(left?.isSame, false);
    assert.equal(await standing({ ...nothingChosen, isShown: () => false }), undefined);
  });

  it('says that it is old when somebody chose to see other runs since', async () => {
    const run = ended('run_1', [3, 2]);
    await keep(chartOf([run]));
    assert.equal((await standing({ ...nothingChosen, choice: choiceOf({ run_0: true }) }))?.isSame, false);
    assert.equal((await standing())?.isSame, true);
  });

  it('is drawn in the colour that a run has now', async () => {
    const run = ended('run_1', [3, 2]);
    await keep(chartOf([run]));
    assert.equal((await standing({ ...nothingChosen, color: () => 7 }))?.runs[0]?.color, 7);
  });

  it('is the newest that rested, written once for all that came together', async () => {
    const run = ended('run_1', [3, 2, 1]);
    const page = new Page(root, file, memory);
    await page.show([chartOf([run])]);
    assert.equal(existsSync(file), false, 'not while it is drawn');
    page.feed.watch(2, [chartOf([run], { from: 2, to: 3 })]);
    while (page.told.filter((message) => message.type === 'delta' && message.windows !== undefined).length < 2)
      await new Promise((resolve) => setImmediate(resolve));
    await page.close();
    assert.deepEqual((await standing())?.charts[0]?.chart.from, 2);
  });

  it('is made seldom while a run only goes on, however much is told of it', async () => {
    const run = writeRun(root, 'run_1');
    run.measure('loss', [[1, 3]]);
    const page = new Page(root, file, memory);
    await page.show([chartOf([run])]);
    const before = page.keeper.gapsMs.length;
    run.measure('loss', [[2, 2]]);
    page.feed.written(run.id);
    const isTold = (): boolean =>
      page.told.some((message) => message.type === 'delta' && message.summaries?.some(({ last }) => last === 2) === true);
    while (!isTold()) await new Promise((resolve) => setImmediate(resolve));
    const gapsMs = page.keeper.gapsMs.slice(before);
    await page.close();
    assert.ok(gapsMs.length >= 2 && Math.min(...gapsMs) >= 10_000, gapsMs.join(', '));
  });
});

/** Where marks lie on other axes is told once a curve is there. */
function withoutMarks({ marks: _marks, ...row }: CurvesKept['runs'][number]): object {
  return row;
}

function runsDrawn(kept: CurvesKept | undefined): readonly string[] {
  return kept?.charts.flatMap(({ windows }) => windows.map(({ run }) => run)) ?? [];
}
