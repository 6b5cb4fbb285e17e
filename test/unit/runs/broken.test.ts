import assert from 'node:assert/strict';
import { testPython } from '../../../scripts/python.mjs';
import { changedLines, ending, repairing, steps, train } from './repairing.ts';

describe('The broken example', function () {
  // The first use may have to install PyTorch.
  this.timeout(600_000);
  let python = '';
  before(async () => {
    python = await testPython();
  });

  // shows: repair-stops
  it('is given up after as many failed runs as are allowed, with an account of what was tried, changed and seen', async () => {
    await repairing(python, 'anthropic', { maxAttempts: 2 }, async ({ events, read, items }) => {
      assert.deepEqual(steps(events), ['failed', 'edit', 'failed']);
      const end = ending(events);
      assert.deepEqual([end.end, end.code], ['limit', 'attempts']);
      assert.match(end.message ?? '', /2 failed runs/);
      const account = items().findLast(({ kind }) => kind === 'assistant');
      assert.ok(account?.kind === 'assistant');
      assert.match(account.markdown, /^1\. Nothing was changed; run “attempt 1” .*ImportError: cannot import name 'Dataloader'/m);
      assert.match(account.markdown, /^2\. Changed `train\.py` \(\+1 −1\); run “attempt 2” .*mat1 and mat2 shapes cannot be multiplied/m);
      assert.deepEqual(changedLines(train, read('train.py')).length, 1);
    });
  });
});
