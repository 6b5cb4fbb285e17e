import assert from 'node:assert/strict';
import { killRuns } from './runs/killing.ts';
import { tell } from './soak.ts';

describe('Runs whose launcher is killed, or that are stopped, at any moment', () => {
  // shows: run-survives-kill, run-detached, run-stop
  it('lose no line and no point, double none, and their exit code is recovered; two windows see the same', async () => {
    const counts = await killRuns({ name: 'runs', atLeast: 30, share: 0.15 });
    tell('runs', { ...counts });
    assert.ok(counts.points > 100 && counts.stopped > 0 && counts.launchersKilled > 0, 'nothing was put to the test');
  });
});
