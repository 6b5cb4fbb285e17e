import assert from 'node:assert/strict';
import { killSessions } from '../../soak/sessions/killing.ts';

describe('An agent that is killed while it works', () => {
  // shows: log-survives-kill, approval-durable
  it('loses nothing that was on the disk and does nothing twice, at each of 20 kills', async function () {
    this.timeout(300_000);
    const { kills, durableEvents } = await killSessions({ name: 'sessions', atLeast: 20 });
    assert.equal(kills, 20);
    assert.ok(durableEvents > 20, 'the kills came before there was anything to lose');
  });
});
