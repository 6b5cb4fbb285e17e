import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { RunsInMemory } from '../../doubles/runsInMemory.ts';
import { chartOf, doubles, heldUpRuns, Page } from './curvesPage.ts';

describe('the points that the curves view is told', () => {
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
});
