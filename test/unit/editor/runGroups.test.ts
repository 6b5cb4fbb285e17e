import assert from 'node:assert/strict';
import type { RunId } from '../../../src/base/ids.ts';
import { groupRuns, type RunGroup, rowsOf } from '../../../src/editor/runGroups.ts';
import type { RunState } from '../../../src/runs/run.ts';

const now = new Date(2026, 10, 21, 14, 0).getTime();
const hourMs = 3_600_000;

function run(index: number, createdMs: number, status: RunState['status'] = 'done'): RunState {
  return {
    spec: {
      v: 1,
      id: `r${index}` as RunId,
      name: 'train',
      createdMs,
      origin: { by: 'person' },
      target: 'local',
      argv: ['python'],
      cwd: '/w',
      script: '/w/train.py',
      interpreter: { path: 'python', version: '3.11', origin: 'PATH' },
      env: {},
      code: { commit: undefined, isDirty: false, scriptSha256: '' },
    },
    folder: `/w/${index}`,
    status,
    startedMs: createdMs,
    exit: status === 'done' ? { code: 0, signal: null, endedMs: createdMs } : undefined,
    pid: undefined,
    pointCount: 0,
    metrics: [],
    logBytes: 0,
  };
}

/** Newest first, one each so many hours. */
const runs = (count: number, everyHours: number): readonly RunState[] =>
  Array.from({ length: count }, (_, index) => run(index, now - index * everyHours * hourMs));

describe('The Runs view', () => {
  it('shows a few runs as they are', () => {
    const { shown, groups } = groupRuns(runs(50, 5), now);
    assert.equal(shown.length, 50);
    assert.deepEqual(groups, []);
  });

  it('gathers older ones by day, then by month, and leaves out none', () => {
    const { shown, groups } = groupRuns(runs(2000, 1), now);
    assert.equal(shown.length, 50);
    assert.deepEqual(
      groups.slice(0, 3).map(({ label, states }) => [label, states.length]),
      [
        // The newest fifty reach back to 19 November, 13:00.
        ['Thursday, November 19', 13],
        ['Wednesday, November 18', 24],
        ['Tuesday, November 17', 24],
      ],
    );
    assert.deepEqual(groups.at(-1)?.label, 'August 2026');
    const all = [...shown, ...groups.flatMap(({ states }) => states)];
    assert.deepEqual(
      all.map(({ spec }) => spec.id),
      runs(2000, 1).map(({ spec }) => spec.id),
    );
    assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
    assert.deepEqual(
      groupRuns(runs(60, 0.1), now).groups.map(({ label }) => label),
      ['Earlier today'],
    );
  });

  it('keeps in sight what goes on, however old it is', () => {
    const old = run(9999, now - 40 * 24 * hourMs, 'running');
    const { shown } = groupRuns([...runs(300, 2), old], now);
    assert.equal(shown.at(-1), old);
  });

  // shows: run-10000
  it('never has more than a few hundred rows to draw, of ten thousand runs of one day or of ten years', () => {
    for (const everyHours of [0.001, 1, 9]) {
      const all = runs(10_000, everyHours);
      const { shown, groups } = groupRuns(all, now);
      assert.ok(shown.length + groups.length <= 250, `${shown.length} runs and ${groups.length} groups`);
      const seen = shown.map(({ spec }) => spec.id);
      const open = (group: RunGroup): void => {
        const rows = rowsOf(group);
        assert.ok(rows.shown.length <= 100);
        seen.push(...rows.shown.map(({ spec }) => spec.id));
        if (rows.more === undefined) return;
        assert.equal(rows.more.label, `${rows.more.states.length.toLocaleString('en')} more`);
        open(rows.more);
      };
      for (const group of groups) open(group);
      assert.deepEqual(
        seen,
        all.map(({ spec }) => spec.id),
      );
    }
  });
});
