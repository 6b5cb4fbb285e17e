import assert from 'node:assert/strict';
import { killCommands } from '../../soak/cli/killing.ts';

describe('The command line, killed in the middle of a session', () => {
  // shows: kill-cli
  it('loses nothing that was acknowledged and does nothing twice unsaid, at each of 3 kills', async function () {
    this.timeout(120_000);
    const { kills, acknowledgedEvents } = await killCommands({ name: 'command line', atLeast: 3 });
    assert.equal(kills, 3);
    assert.ok(acknowledgedEvents > 0, 'the kills came before there was anything to lose');
  });
});
