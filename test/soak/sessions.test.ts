import assert from 'node:assert/strict';
import { killSessions } from './sessions/killing.ts';
import { tell } from './soak.ts';

describe('Agents that are killed while they work', () => {
  // shows: log-survives-kill, approval-durable, loop-stop
  it('lose nothing that was on the disk, do nothing twice, and go on where they were', async () => {
    const counts = await killSessions({ name: 'sessions', atLeast: 200, share: 0.3 });
    tell('sessions', { ...counts });
    assert.ok(counts.durableEvents > counts.kills, 'the kills came before there was anything to lose');
    assert.ok(counts.deeds > 0 && counts.abandonedDeeds > 0 && counts.pendingAfterKill > 0, 'the kills never met what they were meant for');
  });
});
