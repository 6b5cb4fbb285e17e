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

  it('are told while they are written to many times a second, without a pause between', async () => {
    workspace.runs.onDidChange((states) => told.push(...states));
    await eventually(() => newest(), 'the run is told');
    const written: string[] = [];
    workspace.runs.onDidWrite((id) => written.push(id));
    let step = 1;
    const writing = setInterval(() => {
      step += 1;
      run.measure('loss', [[step, 1 / step]]);
    }, 15);
    try {
      for (let time = 0; time < 3; time++) {
        const before = newest()?.pointCount ?? 0;
        await eventually(() => (newest()?.pointCount ?? 0) > before || undefined, 'more of its points are told');
      }
    } finally {
      clearInterval(writing);
    }
    await eventually(() => newest()?.pointCount === step || undefined, 'its last point is told');
    assert.ok(written.includes(run.id));
    // Regular, but with time between.
    for (let time = 0; time < 12; time++) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      step += 1;
      run.measure('loss', [[step, 1 / step]]);
      if (time === 8) alert();
    }
    await eventually(() => (newest()?.pointCount === step && newest()?.alerts?.length === 1) || undefined, 'all of it is told');
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
