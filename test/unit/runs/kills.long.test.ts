import assert from 'node:assert/strict';
import { killRuns } from '../../soak/runs/killing.ts';

describe('A run whose launcher is killed, or that is stopped, at any moment', () => {
  // shows: run-survives-kill, run-stop
  it('loses no line and no point and doubles none, six times', async function () {
    this.timeout(300_000);
    const { runs, killedBeforeLaunch } = await killRuns({ name: 'runs', atLeast: 6 });
    assert.equal(runs + killedBeforeLaunch, 6);
  });
});
