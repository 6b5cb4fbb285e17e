import assert from 'node:assert/strict';
import { killCommands } from './cli/killing.ts';
import { tell } from './soak.ts';

describe('The command line, killed while it works', () => {
  // shows: kill-cli, log-survives-kill, approval-durable, cli-prompt
  it('loses no question, makes no edit twice, and its log says what became of each', async () => {
    const counts = await killCommands({ name: 'command line', atLeast: 30, share: 0.1 });
    tell('command line', { ...counts });
    assert.ok(counts.edits > 0 && counts.interrupted > 0, 'nothing was put to the test');
  });
});
