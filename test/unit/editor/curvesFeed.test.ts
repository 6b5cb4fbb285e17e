import assert from 'node:assert/strict';
import { CurvesHub } from '../../../src/editor/curvesHub.ts';
import type { CurvesSnapshot } from '../../../src/protocol/curves.ts';
import { RunsInMemory } from '../../doubles/runsInMemory.ts';
import { chartOf, doubles, fail, Kept, Page } from './curvesPage.ts';

describe('what the curves view is told', () => {
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
