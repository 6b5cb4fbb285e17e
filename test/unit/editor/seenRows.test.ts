import assert from 'node:assert/strict';
import type { RunId } from '../../../src/base/ids.ts';
import { SeenRows } from '../../../src/editor/seenRows.ts';
import type { RunState } from '../../../src/runs/run.ts';

function run(id: string, more: Partial<RunState> = {}): RunState {
  return {
    spec: {
      v: 1,
      id: id as RunId,
      name: 'train',
      createdMs: 1,
      origin: { by: 'person' },
      target: 'local',
      argv: ['python'],
      cwd: '/w',
      script: '/w/train.py',
      interpreter: { path: 'python', version: '3.11', origin: 'PATH' },
      env: {},
      code: { commit: undefined, isDirty: false, scriptSha256: '' },
    },
    folder: `/w/${id}`,
    status: 'done',
    startedMs: 1,
    exit: undefined,
    pid: undefined,
    pointCount: 0,
    metrics: [],
    logBytes: 0,
    ...more,
  };
}

describe('The rows of the Runs view', () => {
  const older = Array.from({ length: 60 }, (_, index) => run(`old-${index}`));

  // shows: run-tree
  it('are drawn anew one by one while only what they say changes, so that a menu that is open keeps what it was opened on', () => {
    const seen = new SeenRows();
    const going = run('b', { status: 'running' });
    assert.equal(seen.changes([], [run('a'), going, ...older]), 'all');
    const before = [run('a'), going, ...older];
    seen.changes([], before);
    const ended = run('b', { status: 'failed' });
    assert.deepEqual(seen.changes([], before.with(1, ended)), ['b']);
    const resumed = run('b', { status: 'running', segment: 1 });
    assert.deepEqual(seen.changes([], before.with(1, run('b', { status: 'running', segment: 1, note: 'The disk is full.' }))), ['b']);
    const named = run('a', { marks: { name: 'baseline', tags: [], notes: [], isArchived: false } });
    assert.deepEqual(seen.changes([], [named, resumed, ...older]), ['a', 'b']);
  });

  it('are left alone while a run only prints, and while nothing changed', () => {
    const seen = new SeenRows();
    const rows = [run('a', { status: 'running', metrics: ['loss'] })];
    seen.changes([], rows);
    assert.deepEqual(seen.changes([], rows), []);
    assert.deepEqual(seen.changes([], [run('a', { status: 'running', metrics: ['loss'], pointCount: 7, logBytes: 900 })]), []);
  });

  it('are all drawn anew when one comes, goes, is put away, or leaves for the older ones', () => {
    const rows = [run('a'), ...older];
    const late = older.with(55, run('old-55', { status: 'running' }));
    const changed: readonly (readonly [readonly RunState[], readonly RunState[]])[] = [
      [rows, [run('new'), ...rows]],
      [rows, older],
      [rows, rows.with(0, run('a', { marks: { tags: [], notes: [], isArchived: true } }))],
      [late, older],
    ];
    for (const [before, after] of changed) {
      const seen = new SeenRows();
      seen.changes([], before);
      assert.equal(seen.changes([], after), 'all');
    }
    const seen = new SeenRows();
    seen.changes([], rows);
    assert.equal(seen.changes(['a request'], rows), 'all');
    assert.deepEqual(seen.changes(['a request'], rows), []);
  });
});
