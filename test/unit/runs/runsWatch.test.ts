import assert from 'node:assert/strict';
import type { RunState } from '../../../src/runs/run.ts';
import { eventually, makeWorkspace, type Workspace } from './workspace.ts';
import { type WrittenRun, writeRun } from './writtenRun.ts';

describe('the runs of a workspace that somebody listens to', () => {
  let workspace: Workspace;
  let run: WrittenRun;
  let told: RunState[];
  beforeEach(() => {
    workspace = makeWorkspace();
    run = writeRun(workspace.root, 'run_live');
    run.measure('loss', [[1, 1]]);
    told = [];
  });
  afterEach(() => workspace.dispose());

  const alert = (): void =>
    run.alert({
      id: 'a1',
      atMs: 5,
      rule: 'not-finite',
      level: 'error',
      title: 'loss is NaN at step 2',
      metric: 'loss',
      evidence: ['NaN'],
      suggestion: 'Look at the learning rate.',
      action: 'notify',
    });
  const newest = (): RunState | undefined => told.at(-1);

  // shows: curves-hidden
  it('are not read on and on for who wants no progress, but what happens to them is told', async () => {
    workspace.runs.onDidTurn((states) => told.push(...states));
    await eventually(() => newest(), 'the run is told');
    assert.equal(newest()?.pointCount, 1);
    run.measure('loss', [[2, 0.5]]);
    run.print('step 2\n');
    alert();
    await eventually(() => newest()?.alerts?.length === 1 || undefined, 'its alert is told');
    assert.deepEqual([newest()?.pointCount, newest()?.logBytes], [1, 0]);
    // Whoever asks is told as it is.
    assert.equal((await workspace.runs.get(run.id)).pointCount, 2);
  });

  it('are read again as soon as somebody wants their progress, and their end is told whole in any case', async () => {
    workspace.runs.onDidTurn((states) => told.push(...states));
    await eventually(() => newest(), 'the run is told');
    run.measure('loss', [[2, 0.5]]);
    const close = workspace.runs.onDidChange(() => undefined);
    await eventually(() => newest()?.pointCount === 2 || undefined, 'its progress is told to all');
    close.dispose();
    run.measure('loss', [[3, 0.25]]);
    run.end(0);
    await eventually(() => newest()?.status === 'done' || undefined, 'its end is told');
    assert.equal(newest()?.pointCount, 3);
  });
});
