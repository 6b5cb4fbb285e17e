import assert from 'node:assert/strict';
import { killCommands } from '../../soak/cli/killing.ts';

describe('The command line, killed again and again in the middle of sessions', () => {
  // shows: kill-cli, log-survives-kill
  it('loses nothing that was acknowledged and does nothing twice unsaid, at each of 50 kills', async function () {
    this.timeout(600_000);
    const { kills, edits, interrupted, acknowledgedEvents } = await killCommands({ name: 'command line', atLeast: 50 });
    assert.equal(kills, 50);
    assert.ok(edits > 0 && interrupted > 0 && acknowledgedEvents > 50, 'nothing was put to the test');
  });
});
