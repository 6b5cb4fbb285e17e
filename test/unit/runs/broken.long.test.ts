import assert from 'node:assert/strict';
import { testPython } from '../../../scripts/python.mjs';
import { changedLines, ending, errors, repairing, steps, train } from './repairing.ts';

/** What the tracebacks end with, in the order in which the faults come to light. */
const faults = [
  /^ImportError: cannot import name 'Dataloader' from 'torch\.utils\.data'/,
  /^RuntimeError: mat1 and mat2 shapes cannot be multiplied \(256x512 and 128x512\)/,
  /^torch\.OutOfMemoryError: CUDA out of memory\. Tried to allocate 1\.06 MiB\./,
] as const;

describe('The broken example', function () {
  // The first use may have to install PyTorch.
  this.timeout(600_000);
  let python = '';
  before(async () => {
    python = await testPython();
  });

  // shows: repair-example, repair-loop
  it('fails three times for three reasons, and is driven to a finished run from its tracebacks alone; each attempt is one diff', async () => {
    await repairing(python, 'openai', { maxAttempts: 5 }, async ({ events, read }) => {
      assert.deepEqual(steps(events), ['failed', 'edit', 'failed', 'edit', 'failed', 'edit', 'done']);
      assert.equal(errors(events).length, faults.length);
      for (const [index, fault] of faults.entries()) assert.match(errors(events)[index] ?? '', fault);
      assert.deepEqual(
        changedLines(train, read('train.py')).map(([, after]) => after.trim()),
        [
          'from torch.utils.data import DataLoader, TensorDataset',
          'self.second = nn.Linear(hidden, hidden)',
          'parser.add_argument("--batch-size", type=int, default=64, help="images on the device at once")',
          'parser.add_argument("--accumulate", type=int, default=4, help="batches whose gradients make one step")',
        ],
      );
      assert.equal(ending(events).end, 'done');
      const answer = events.flatMap((event) => (event.type === 'response.text' ? [event.text] : [])).join('');
      assert.match(answer, /came to its end: .*test_accuracy 0\.9\d/);
    });
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
