import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { Emitter } from '../../../src/base/events.ts';
import type { RunId } from '../../../src/base/ids.ts';
import type { CurvesFeed } from '../../../src/editor/curvesFeed.ts';
import { CurvesHub } from '../../../src/editor/curvesHub.ts';
import type { CurvesDelta, CurvesSnapshot, CurveTail, CurveWindow, HostToCurves, WatchedChart } from '../../../src/protocol/curves.ts';
import { RunsInMemory } from '../../doubles/runsInMemory.ts';

/** A page: keeps what it is told, and draws when the test says so. */
class Page {
  readonly hub: CurvesHub;
  readonly feed: CurvesFeed;
  readonly told: HostToCurves[] = [];
  readonly #arrived = new Emitter<void>();
  /** Whether each message is drawn as soon as it comes. */
  draws = true;
  #watch = 0;

  constructor(workspace: RunsInMemory, hub = new CurvesHub(workspace, new Kept(), fail, async () => false)) {
    this.hub = hub;
    this.feed = hub.feed((message) => {
      this.told.push(message);
      if (this.draws && message.type === 'delta') queueMicrotask(() => this.feed.drawn(message.seq));
      this.#arrived.fire();
    });
  }

  static async open(workspace: RunsInMemory): Promise<Page> {
    const page = new Page(workspace);
    await page.hub.start(page.feed);
    return page;
  }

  watch(...charts: readonly WatchedChart[]): void {
    this.#watch += 1;
    this.feed.watch(this.#watch, charts);
  }

  /** The first message, now or later, of which this is something. */
  async until<T>(find: (message: HostToCurves) => T | undefined): Promise<T> {
    for (;;) {
      for (const message of this.told) {
        const found = find(message);
        if (found !== undefined) return found;
      }
      await new Promise<void>((resolve) => {
        const waiting = this.#arrived.event(() => {
          waiting.dispose();
          resolve();
        });
      });
    }
  }

  window(run: RunId, chart = 'c'): Promise<CurveWindow> {
    return this.until((message) =>
      message.type === 'delta' ? message.windows?.find((window) => window.run === run && window.chart === chart) : undefined,
    );
  }

  tail(run: RunId, chart = 'c'): Promise<CurveTail> {
    return this.until((message) =>
      message.type === 'delta' ? message.tails?.find((tail) => tail.run === run && tail.chart === chart) : undefined,
    );
  }

  get snapshot(): CurvesSnapshot {
    const found = this.told.findLast((message) => message.type === 'snapshot');
    assert.ok(found !== undefined);
    return found;
  }

  get deltas(): readonly CurvesDelta[] {
    return this.told.filter((message) => message.type === 'delta');
  }
}

class Kept {
  readonly #values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#values.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, structuredClone(value));
  }
}

function fail(error: unknown): never {
  throw error;
}

function doubles(buffer: ArrayBuffer | undefined): readonly number[] {
  return [...new Float64Array(buffer ?? new ArrayBuffer(0))];
}

function chartOf(runs: readonly RunId[], given: Partial<WatchedChart> = {}): WatchedChart {
  return { chart: 'c', metric: 'loss', axis: 'step', isLogX: false, columns: 100, smoothing: 0, runs, ...given };
}

/** One run that goes on, and ten long ones whose points cannot be read before `release`. */
function heldUpRuns() {
  const workspace = new RunsInMemory();
  const held = Promise.withResolvers<void>();
  const long = Array.from({ length: 10 }, (_, at) => workspace.add(`r${at + 1}`));
  for (const run of long) {
    workspace.print(run, 'loss', ...Array.from({ length: 5000 }, (_, i) => i));
    workspace.ended.add(run);
    workspace.heldUp.set(run, held.promise);
  }
  const live = workspace.add('r20');
  workspace.print(live, 'loss', 1);
  return { workspace, live, long, release: () => held.resolve() };
}

describe('what the curves view is told', () => {
  // shows: run-curves
  it('is every point of a chart on the screen, first those in the window and then what is added', async () => {
    const workspace = new RunsInMemory();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', 2, 1);
    const page = await Page.open(workspace);
    page.watch(chartOf([run]));
    const { line, extent } = await page.window(run);
    assert.deepEqual(doubles(line.data), [1, 2, 2, 1]);
    assert.deepEqual(extent, { x0: 1, x1: 2, y0: 1, y1: 2 });
    workspace.print(run, 'loss', 0.5, Number.NaN);
    const { xs, ys } = await page.tail(run);
    assert.deepEqual(
      [doubles(xs), doubles(ys)],
      [
        [3, 4],
        [0.5, Number.NaN],
      ],
    );
  });

  it('is a window anew once points that were drawn no longer count', async () => {
    const workspace = new RunsInMemory();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', 3, 2, 1);
    const page = await Page.open(workspace);
    page.watch(chartOf([run]));
    await page.window(run);
    page.told.length = 0;
    workspace.resume(run, 'loss', 2, 1.5);
    const { line, superseded } = await page.window(run);
    assert.deepEqual(doubles(line.data), [1, 3, 2, 1.5]);
    assert.deepEqual(doubles(superseded?.data), [1, 3, 2, 2, 3, 1].slice(2));
  });

  it('is numbered without a gap', async () => {
    const workspace = new RunsInMemory();
    const run = workspace.add('r1');
    for (let metric = 0; metric < 8; metric += 1) workspace.print(run, `m${metric}`, 1);
    const page = await Page.open(workspace);
    page.watch(...Array.from({ length: 8 }, (_, i) => chartOf([run], { chart: `c${i}`, metric: `m${i}` })));
    await page.window(run, 'c7');
    workspace.print(run, 'm7', 1);
    await page.tail(run, 'c7');
    const first = page.snapshot.seq;
    assert.deepEqual(
      page.deltas.map(({ seq }) => seq),
      page.deltas.map((_, i) => first + 1 + i),
    );
  });

  // shows: curves-follow
  it('is at most one message of points beyond one that is not drawn, and then all of them at once', async () => {
    const workspace = new RunsInMemory();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', 1);
    const page = await Page.open(workspace);
    page.draws = false;
    page.watch(chartOf([run]));
    await page.window(run);
    const sent = () => page.deltas.filter(({ windows, tails }) => windows !== undefined || tails !== undefined);
    for (let i = 0; i < 50; i += 1) workspace.print(run, 'loss', i);
    assert.equal(doubles((await page.tail(run)).ys).length, 50);
    for (let i = 0; i < 70; i += 1) workspace.print(run, 'loss', i);
    // Numbers for tables do not wait: they tell that everything else had its turn.
    await page.until((message) => (message.type === 'delta' ? message.summaries?.find(({ points }) => points === 121) : undefined));
    assert.equal(sent().length, 2);
    const [first, second] = sent().map(({ seq }) => seq);
    page.told.length = 0;
    page.feed.drawn(first ?? 0);
    assert.equal(doubles((await page.tail(run)).ys).length, 70);
    workspace.print(run, 'loss', 5);
    page.told.length = 0;
    page.feed.drawn(second ?? 0);
    assert.deepEqual(doubles((await page.tail(run)).ys), [5]);
  });

  // shows: curves-follow
  it('is each point once and in order, however late and in whichever portions the page draws', async () => {
    const steps = fc.array(fc.constantFrom('print', 'turn', 'late', 'oldest', 'newest', 'watch'), { minLength: 5, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(steps, async (does) => {
        const workspace = new RunsInMemory();
        const run = workspace.add('r1');
        workspace.print(run, 'loss', 0);
        const page = await Page.open(workspace);
        page.draws = false;
        const chart = chartOf([run], { columns: 1000 });
        page.watch(chart);
        let printed = 1;
        let drawn = 0;
        const undrawn = () => page.deltas.filter(({ seq }) => seq > drawn);
        const draw = (seq: number | undefined): void => {
          drawn = seq ?? drawn;
          page.feed.drawn(drawn);
        };
        const values = (): readonly number[] =>
          page.deltas.reduce<readonly number[]>(
            (seen, { windows = [], tails = [] }) => [
              ...(windows.length === 0 ? seen : doubles(windows.at(-1)?.line.data).filter((_, at) => at % 2 === 1)),
              ...tails.flatMap(({ ys }) => doubles(ys)),
            ],
            [],
          );
        for (const what of [...does, 'newest']) {
          if (what === 'print') workspace.print(run, 'loss', printed++);
          else if (what === 'oldest') draw(undrawn()[0]?.seq);
          else if (what === 'newest') draw(undrawn().at(-1)?.seq);
          else if (what === 'watch') page.watch(chart);
          else await sleep(what === 'late' ? 35 : 0);
        }
        page.draws = true;
        while (values().length < printed) {
          draw(undrawn().at(-1)?.seq);
          await sleep(1);
        }
        assert.deepEqual(
          values(),
          Array.from({ length: printed }, (_, at) => at),
        );
        page.hub.pause(page.feed);
      }),
      { numRuns: 15 },
    );
  });

  it('is a window anew where more points came than it has columns', async () => {
    const workspace = new RunsInMemory();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', 1);
    const page = await Page.open(workspace);
    page.watch(chartOf([run]));
    await page.window(run);
    page.told.length = 0;
    workspace.print(run, 'loss', ...Array.from({ length: 1000 }, (_, i) => i));
    const { line } = await page.window(run);
    assert.equal(line.kind, 'columns');
  });

  // shows: curves-follow
  it('is a live run’s points, old and new, while ten long runs of its chart are still being read', async () => {
    const { workspace, live, long, release } = heldUpRuns();
    const page = await Page.open(workspace);
    page.watch(chartOf([...long, live]));
    assert.deepEqual(doubles((await page.window(live)).line.data), [1, 1]);
    workspace.print(live, 'loss', 0.5);
    assert.deepEqual(doubles((await page.tail(live)).ys), [0.5]);
    assert.ok(page.deltas.every(({ windows = [] }) => windows.every(({ run }) => run === live)));
    page.told.length = 0;
    release();
    for (const run of long) assert.equal((await page.window(run)).points, 5000);
    // Then all of it is told anew, over the one stretch of x that they share.
    assert.deepEqual(doubles((await page.window(live)).line.data), [1, 1, 2, 0.5]);
    workspace.print(live, 'loss', 0.25);
    assert.deepEqual(doubles((await page.tail(live)).ys), [0.25]);
  });

  // shows: curves-follow
  it('goes on for the runs on the screen while ten long ones that were chosen beside them are being read', async () => {
    const { workspace, live, long, release } = heldUpRuns();
    const page = await Page.open(workspace);
    page.watch(chartOf([live]));
    await page.window(live);
    page.told.length = 0;
    page.watch(chartOf([...long, live]));
    workspace.print(live, 'loss', 0.5);
    assert.deepEqual(doubles((await page.tail(live)).ys), [0.5]);
    page.draws = false;
    workspace.print(live, 'loss', 0.25);
    // The page draws slowly; what is made meanwhile is told with every point that came.
    await page.until((message) => (message.type === 'delta' ? message.tails?.find(({ xs }) => doubles(xs).includes(3)) : undefined));
    release();
    page.draws = true;
    page.feed.drawn(page.deltas.at(-1)?.seq ?? 0);
    for (const run of long) await page.window(run);
    const seen = page.deltas.findLast(({ windows }) => windows?.some(({ run }) => run === live));
    const window = seen?.windows?.find(({ run }) => run === live);
    const behind = (seen?.tails ?? []).filter(({ run }) => run === live).flatMap(({ ys }) => doubles(ys));
    assert.deepEqual([...doubles(window?.line.data).filter((_, at) => at % 2 === 1), ...behind], [1, 0.5, 0.25]);
  });

  it('tells a chart again only if it is another one or points came', async () => {
    const workspace = new RunsInMemory();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', 1);
    workspace.print(run, 'acc', 1);
    const page = await Page.open(workspace);
    page.watch(chartOf([run]));
    await page.window(run);
    await new Promise((resolve) => setImmediate(resolve));
    page.told.length = 0;
    page.watch(chartOf([run]), chartOf([run], { chart: 'd', metric: 'acc' }));
    await page.window(run, 'd');
    assert.equal(page.deltas.flatMap(({ windows = [] }) => windows).length, 1);
    workspace.print(run, 'loss', 2);
    await page.tail(run);
    page.told.length = 0;
    page.watch(chartOf([run]));
    assert.deepEqual(doubles((await page.window(run)).line.data), [1, 1, 2, 2]);
  });

  // shows: curves-show
  it('shows the newest runs and those that go on, and others when asked for', async () => {
    const workspace = new RunsInMemory();
    workspace.status = 'done';
    const runs = ['r1', 'r2', 'r3', 'r4', 'r5'].map((name) => workspace.add(name));
    const page = await Page.open(workspace);
    const shown = (told: { readonly runs?: CurvesSnapshot['runs'] }): readonly string[] =>
      told.runs?.filter(({ isShown }) => isShown).map(({ id }) => id) ?? [];
    assert.deepEqual(shown(page.snapshot), ['r5', 'r4', 'r3']);
    await page.hub.show(runs.slice(0, 1), true);
    assert.deepEqual(shown(page.deltas.at(-1) ?? {}), ['r1']);
    await page.hub.solo(runs.slice(1, 2));
    const last = page.deltas.at(-1);
    assert.deepEqual([shown(last ?? {}), last?.runs?.length], [['r2'], 5]);
  });

  // shows: curves-archived
  it('shows no run that was put away unless it is asked for, and the next newest in its place', async () => {
    const workspace = new RunsInMemory();
    workspace.status = 'done';
    const runs = ['r1', 'r2', 'r3', 'r4', 'r5'].map((name) => workspace.add(name));
    const [, , , fourth, newest] = runs;
    assert.ok(fourth !== undefined && newest !== undefined);
    workspace.archived.add(fourth).add(newest);
    const page = await Page.open(workspace);
    const shown = page.snapshot.runs.filter(({ isShown }) => isShown).map(({ id }) => id);
    assert.deepEqual(shown, ['r3', 'r2', 'r1']);
    await page.hub.show([newest], true);
    assert.deepEqual(
      page.deltas.at(-1)?.runs?.map(({ id, isShown, isArchived }) => [id, isShown, isArchived]),
      [['r5', true, true]],
    );
  });

  // shows: run-10000
  it('lists the newest of ten thousand runs, and an old one when it is asked for', async () => {
    const workspace = new RunsInMemory();
    workspace.status = 'done';
    const runs = Array.from({ length: 10_000 }, (_, i) => workspace.add(`r${i}`));
    const page = await Page.open(workspace);
    assert.deepEqual([page.snapshot.runs.length, page.snapshot.olderRuns], [2000, 8000]);
    await page.hub.show(runs.slice(0, 1), true);
    assert.deepEqual(
      page.deltas.flatMap(({ olderRuns }) => olderRuns ?? []),
      [7999],
    );
    assert.deepEqual(
      page.deltas.flatMap((delta) => delta.runs ?? []).map(({ id }) => id),
      ['r0'],
    );
  });

  // shows: curves-colors
  it('keeps a run’s colour whatever comes and goes', async () => {
    const workspace = new RunsInMemory();
    const [first, second] = [workspace.add('r1'), workspace.add('r2')];
    const page = await Page.open(workspace);
    const colorOf = (run: string): number | undefined =>
      page.told
        .flatMap((message) => (message.type === 'snapshot' || message.type === 'delta' ? (message.runs ?? []) : []))
        .findLast(({ id }) => id === run)?.color;
    const color = colorOf(second);
    assert.notEqual(colorOf(first), color);
    workspace.remove(first);
    const newer = workspace.add('r3');
    workspace.changed(newer);
    await page.until((message) => (message.type === 'delta' ? message.runs?.find(({ id }) => id === newer) : undefined));
    assert.equal(colorOf(second), color);
    assert.notEqual(colorOf(newer), color);
    await page.hub.start(page.feed);
    assert.equal(colorOf(second), color);
  });

  // shows: curves-hidden
  it('is nothing while the view is hidden, and everything when it is back', async () => {
    const workspace = new RunsInMemory();
    const run = workspace.add('r1');
    const page = await Page.open(workspace);
    page.watch(chartOf([run]));
    page.hub.pause(page.feed);
    page.told.length = 0;
    workspace.print(run, 'loss', 3, 2, 1);
    workspace.changed(run);
    assert.deepEqual(page.told, []);
    await page.hub.start(page.feed);
    assert.equal(page.snapshot.summaries[0]?.points, 3);
    page.watch(chartOf([run]));
    assert.deepEqual(doubles((await page.window(run)).line.data), [1, 3, 2, 2, 3, 1]);
  });

  // shows: curves-open
  it('is read for the first chart while the page is still being put together', async () => {
    const workspace = new RunsInMemory();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', 3, 2, 1);
    workspace.print(run, 'accuracy', 0.5);
    const page = await Page.open(workspace);
    while (!workspace.read.has('loss')) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([...workspace.read], ['loss']);
    assert.deepEqual(
      page.told.map(({ type }) => type),
      ['snapshot'],
    );
  });

  // shows: curves-tensorboard
  it('is whether TensorBoard can be opened, asked for again by the next page where it could not', async () => {
    const workspace = new RunsInMemory();
    const answers = [false, true];
    let asked = 0;
    const hub = new CurvesHub(workspace, new Kept(), fail, async () => answers[asked++] ?? false);
    const page = new Page(workspace, hub);
    await hub.start(page.feed);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(page.deltas, []);
    for (const again of [new Page(workspace, hub), new Page(workspace, hub)]) {
      await hub.start(again.feed);
      assert.equal(await again.until((message) => (message.type === 'delta' ? message.hasTensorBoard : undefined)), true);
    }
    assert.equal(asked, 2, 'a yes holds');
  });

  it('is the same in two views, each at its own pace', async () => {
    const workspace = new RunsInMemory();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', 1, 2);
    const page = await Page.open(workspace);
    const tab = new Page(workspace, page.hub);
    await page.hub.start(tab.feed);
    page.draws = false;
    for (const one of [page, tab]) one.watch(chartOf([run]));
    await Promise.all([page.window(run), tab.window(run)]);
    workspace.print(run, 'loss', 3);
    assert.deepEqual(doubles((await tab.tail(run)).ys), [3]);
    page.hub.pause(page.feed);
    workspace.print(run, 'loss', 4);
    await tab.until((message) => (message.type === 'delta' && message.tails?.some(({ ys }) => doubles(ys).includes(4)) ? true : undefined));
  });

  // shows: curves-open
  it('is read while its page is being put together, with what comes meanwhile', async () => {
    const workspace = new RunsInMemory();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', 2, 1);
    const page = new Page(workspace);
    await page.hub.prepare(page.feed);
    assert.deepEqual([...workspace.read], ['loss'], 'the first chart is read before anybody asks');
    assert.deepEqual(page.told, []);
    workspace.print(run, 'loss', 0.5);
    const later = workspace.add('r2');
    workspace.print(later, 'loss', 7);
    workspace.changed(later);
    await page.hub.start(page.feed);
    assert.deepEqual(
      page.snapshot.runs.map(({ id }) => id),
      [later, run],
    );
    assert.deepEqual(
      new Map(page.snapshot.summaries.map((summary) => [summary.run, summary.points])),
      new Map([
        [String(run), 3],
        [String(later), 1],
      ]),
    );
    page.watch(chartOf([run, later]));
    assert.deepEqual(doubles((await page.window(run)).line.data), [1, 2, 2, 1, 3, 0.5]);
  });

  // shows: curves-open
  it('is nothing for a page that was hidden before it was there', async () => {
    const workspace = new RunsInMemory();
    workspace.print(workspace.add('r1'), 'loss', 1);
    const page = new Page(workspace);
    const preparing = page.hub.prepare(page.feed);
    page.hub.pause(page.feed);
    await preparing;
    assert.deepEqual([page.told, [...workspace.read]], [[], []]);
    await page.hub.start(page.feed);
    assert.equal(page.snapshot.runs.length, 1);
  });
});
