import assert from 'node:assert/strict';
import type { RunId } from '../../../src/base/ids.ts';
import { CurvesFeed } from '../../../src/editor/curvesFeed.ts';
import type { CurvesDelta, CurvesSnapshot, HostToCurves } from '../../../src/protocol/curves.ts';
import type { RunState } from '../../../src/runs/run.ts';
import type { RunSeries } from '../../../src/runs/runs.ts';
import { Column } from '../../../src/runs/store/column.ts';
import { resolve } from '../../../src/runs/store/resolve.ts';

/** A workspace's runs, held in memory: what the feed reads is exactly what was added. */
class Workspace {
  readonly #columns = new Map<RunId, Map<string, Column>>();
  readonly #created: RunId[] = [];
  status: RunState['status'] = 'running';

  add(name: string): RunId {
    const id = name as RunId;
    this.#created.push(id);
    this.#columns.set(id, new Map());
    return id;
  }

  print(id: RunId, metric: string, ...values: readonly number[]): void {
    const columns = this.#columns.get(id) ?? new Map<string, Column>();
    const column = columns.get(metric) ?? new Column({ metric, segment: 0, source: 'console' });
    columns.set(metric, column);
    for (const value of values) column.add({ metric, step: column.count + 1, value, wallMs: 0 });
  }

  /** The run is resumed and measures again from this step on. */
  resume(id: RunId, metric: string, step: number, value: number): void {
    const column = new Column({ metric, segment: 1, source: 'console' });
    column.add({ metric, step, value, wallMs: 1, segment: 1 });
    this.#columns.get(id)?.set(`1 ${metric}`, column);
  }

  #all(id: RunId): readonly Column[] {
    return [...(this.#columns.get(id)?.values() ?? [])];
  }

  state(id: RunId): RunState {
    const columns = this.#all(id);
    return {
      spec: {
        v: 1,
        id,
        name: id,
        createdMs: this.#created.indexOf(id),
        origin: { by: 'person' },
        target: 'local',
        argv: ['python', 'train.py'],
        cwd: '/w',
        script: '/w/train.py',
        interpreter: { path: '/usr/bin/python3', version: '3.11.2', origin: 'path' },
        env: {},
        code: { commit: undefined, isDirty: false, scriptSha256: '' },
      },
      folder: `/w/.practicum/runs/${id}`,
      status: this.status,
      startedMs: 0,
      exit: undefined,
      pid: 1,
      pointCount: columns.reduce((sum, { count }) => sum + count, 0),
      metrics: [...new Set(columns.map(({ metric }) => metric))],
      logBytes: 0,
    };
  }

  async list(): Promise<readonly RunState[]> {
    return this.#created.map((id) => this.state(id));
  }

  async seriesOf(id: RunId): Promise<RunSeries> {
    const columns = this.#all(id);
    const { pointCount, metrics } = this.state(id);
    return {
      pointCount,
      metrics,
      note: undefined,
      summaries: async () => metrics.flatMap((metric) => resolve(metric, columns).summary() ?? []),
      column: async (metric) => resolve(metric, columns),
    };
  }
}

function doubles(buffer: ArrayBuffer): readonly number[] {
  return [...new Float64Array(buffer)];
}

function feedOf(workspace: Workspace): { readonly feed: CurvesFeed; readonly sent: HostToCurves[] } {
  const sent: HostToCurves[] = [];
  return { feed: new CurvesFeed(workspace, (message) => sent.push(message)), sent };
}

function snapshotOf(sent: readonly HostToCurves[]): CurvesSnapshot {
  const [first] = sent;
  assert.ok(first?.type === 'snapshot');
  return first;
}

function deltasOf(sent: readonly HostToCurves[]): readonly CurvesDelta[] {
  return sent.filter((message) => message.type === 'delta');
}

describe('what the curves view is told', () => {
  // shows: run-curves
  it('is every point, first whole and then what is added', async () => {
    const workspace = new Workspace();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', 2, 1);
    const { feed, sent } = feedOf(workspace);
    await feed.start();
    workspace.print(run, 'loss', 0.5, 0.25);
    await feed.update([workspace.state(run)]);
    assert.deepEqual(doubles(snapshotOf(sent).series[0]?.ys ?? new ArrayBuffer(0)), [2, 1]);
    const [delta] = deltasOf(sent);
    assert.deepEqual(doubles(delta?.appended[0]?.xs ?? new ArrayBuffer(0)), [3, 4]);
    assert.deepEqual(doubles(delta?.appended[0]?.ys ?? new ArrayBuffer(0)), [0.5, 0.25]);
  });

  it('is a series sent anew once points that were drawn no longer count', async () => {
    const workspace = new Workspace();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', 3, 2, 1);
    const { feed, sent } = feedOf(workspace);
    await feed.start();
    workspace.resume(run, 'loss', 2, 1.5);
    await feed.update([workspace.state(run)]);
    const [delta] = deltasOf(sent);
    assert.deepEqual(delta?.appended, []);
    assert.deepEqual(doubles(delta?.series[0]?.ys ?? new ArrayBuffer(0)), [3, 1.5]);
  });

  it('is numbered without a gap', async () => {
    const workspace = new Workspace();
    const run = workspace.add('r1');
    for (let metric = 0; metric < 8; metric += 1) workspace.print(run, `m${metric}`, 1);
    const { feed, sent } = feedOf(workspace);
    await feed.start();
    await feed.update([workspace.state(run)]);
    const first = snapshotOf(sent).seq;
    assert.deepEqual(
      deltasOf(sent).map(({ seq }) => seq),
      deltasOf(sent).map((_, i) => first + 1 + i),
    );
  });

  it('never holds more than 2,000 points of a series, and keeps the last value exact', async () => {
    const workspace = new Workspace();
    const run = workspace.add('r1');
    workspace.print(run, 'loss', ...Array.from({ length: 50_000 }, (_, i) => 1 / (i + 1)));
    const { feed, sent } = feedOf(workspace);
    await feed.start();
    let held = doubles(snapshotOf(sent).series[0]?.ys ?? new ArrayBuffer(0)).length;
    for (let round = 0; round < 40; round += 1) {
      workspace.print(run, 'loss', ...Array.from({ length: 100 }, () => round));
      sent.length = 0;
      await feed.update([workspace.state(run)]);
      const [delta] = deltasOf(sent);
      const whole = delta?.series[0];
      held = whole === undefined ? held + doubles(delta?.appended[0]?.ys ?? new ArrayBuffer(0)).length : doubles(whole.ys).length;
      assert.ok(held > 0 && held <= 2_000, String(held));
      if (whole !== undefined) assert.equal(whole.last, round);
    }
  });

  it('stays below 100 KB a message', async () => {
    const workspace = new Workspace();
    const run = workspace.add('r1');
    for (let metric = 0; metric < 10; metric += 1) workspace.print(run, `m${metric}`, ...Array.from({ length: 2_000 }, (_, i) => i));
    const { feed, sent } = feedOf(workspace);
    await feed.start();
    const sizes = sent.map((message) =>
      message.type === 'reveal' ? 0 : message.series.reduce((sum, { xs, ys }) => sum + xs.byteLength + ys.byteLength, 0),
    );
    assert.ok(Math.max(...sizes) < 100_000, String(sizes));
    assert.equal(
      sizes.reduce((a, b) => a + b),
      10 * 2_000 * 16,
    );
  });

  it('draws the newest runs and those that go on, and others when asked for', async () => {
    const workspace = new Workspace();
    workspace.status = 'done';
    const runs = ['a', 'b', 'c', 'd', 'e'].map((name) => workspace.add(name));
    for (const run of runs) workspace.print(run, 'loss', 1);
    const { feed, sent } = feedOf(workspace);
    await feed.start();
    const shown = (message: CurvesSnapshot | CurvesDelta): readonly string[] =>
      message.runs.filter(({ isShown }) => isShown).map(({ id }) => id);
    assert.deepEqual(shown(snapshotOf(sent)), ['e', 'd', 'c']);
    const [oldest] = runs;
    assert.ok(oldest !== undefined);
    await feed.show(oldest, true);
    const last = deltasOf(sent).at(-1);
    assert.ok(last !== undefined);
    assert.deepEqual(shown(last), ['e', 'd', 'c', 'a']);
    assert.deepEqual(
      last.series.map(({ run }) => run),
      ['a'],
    );
  });

  // shows: run-10000
  it('lists the newest of ten thousand runs, and an old one when it is asked for', async () => {
    const workspace = new Workspace();
    workspace.status = 'done';
    const runs = Array.from({ length: 10_000 }, (_, i) => workspace.add(`r${i}`));
    const [oldest] = runs;
    assert.ok(oldest !== undefined);
    workspace.print(oldest, 'loss', 1);
    const { feed, sent } = feedOf(workspace);
    await feed.start();
    assert.equal(snapshotOf(sent).runs.length, 50);
    await feed.show(oldest, true);
    const last = deltasOf(sent).at(-1);
    assert.equal(last?.runs.length, 51);
    assert.deepEqual(doubles(last?.series[0]?.ys ?? new ArrayBuffer(0)), [1]);
  });

  it('keeps a run’s colour when newer ones come', async () => {
    const workspace = new Workspace();
    const run = workspace.add('r1');
    const { feed, sent } = feedOf(workspace);
    await feed.start();
    const newer = workspace.add('r2');
    await feed.update([workspace.state(newer)]);
    const colorOf = (runs: CurvesSnapshot['runs']): number | undefined => runs.find(({ id }) => id === run)?.color;
    assert.equal(colorOf(deltasOf(sent).at(-1)?.runs ?? []), colorOf(snapshotOf(sent).runs));
  });

  it('is nothing while the view is hidden, and everything when it is back', async () => {
    const workspace = new Workspace();
    const run = workspace.add('r1');
    const { feed, sent } = feedOf(workspace);
    await feed.start();
    feed.pause();
    sent.length = 0;
    workspace.print(run, 'loss', 3, 2, 1);
    await feed.update([workspace.state(run)]);
    assert.deepEqual(sent, []);
    await feed.start();
    assert.deepEqual(doubles(snapshotOf(sent).series[0]?.ys ?? new ArrayBuffer(0)), [3, 2, 1]);
  });
});
