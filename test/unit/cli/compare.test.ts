import assert from 'node:assert/strict';
import type { CommonOptions } from '../../../src/cli/command.ts';
import { compareTwoRuns } from '../../../src/cli/compareCommand.ts';
import { showRun } from '../../../src/cli/runsCommands.ts';
import { writeRun } from '../runs/writtenRun.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';

describe('practicum runs compare', () => {
  const folder = useTemporaryFolder();
  const printed: string[] = [];
  const output = { out: (text: string) => void printed.push(text), err: () => undefined, closed: new AbortController().signal };
  const options = (json: boolean): CommonOptions => ({
    cwd: folder.path,
    json,
    model: undefined,
    baseUrl: undefined,
    mode: undefined,
    maxResponses: 1,
    maxAttempts: 1,
    budgetUsd: undefined,
    dayBudgetUsd: undefined,
  });

  beforeEach(() => {
    printed.length = 0;
    const a = writeRun(folder.path, 'run-a', { argv: ['python', 'train.py', '--lr', '0.1'] });
    const b = writeRun(folder.path, 'run-b', { argv: ['python', 'train.py', '--lr', '0.2'] });
    for (const run of [a, b]) {
      run.measure('loss', [[1, run === a ? 0.5 : 0.4]]);
      run.print(
        'Traceback (most recent call last):\n  File "train.py", line 3, in <module>\ntorch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.\n',
      );
      run.end(1);
    }
  });

  // shows: agent-runs-compare, cli-runs
  it('prints what differs, also as JSON', async () => {
    assert.equal(await compareTwoRuns(options(false), 'run-a', 'run-b', output), 0);
    assert.match(printed.join(''), /^ {2}--lr: 0\.1 \| 0\.2$/m);
    assert.match(printed.join(''), /^ {2}loss: last 0\.5 \(step 1\) \| 0\.4 \(step 1\)$/m);
    printed.length = 0;
    await compareTwoRuns(options(true), 'run-a', 'run-b', output);
    const { arguments: args, metrics } = JSON.parse(printed.join(''));
    assert.deepEqual(args, [{ name: '--lr', a: '0.1', b: '0.2' }]);
    assert.deepEqual(metrics[0].common, { step: 1, a: 0.5, b: 0.4 });
    await assert.rejects(compareTwoRuns(options(false), 'run-a', 'run-c', output), { code: 'no-such-run' });
  });

  // shows: run-newer
  it('has a neighbour that says what is unusual about a run', async () => {
    writeRun(folder.path, 'run-later', { v: 2 });
    await showRun(options(false), 'run-later', output);
    assert.match(
      printed.join(''),
      /^run-later {2}lost .*\nnote: This run was written by a newer Practicum .*\. Update Practicum to see it\.$/m,
    );
    printed.length = 0;
    await showRun(options(true), 'run-later', output);
    assert.match(JSON.parse(printed.join('')).note, /newer Practicum/);
  });

  // shows: diagnose-causes
  it('has a neighbour that says why a run failed and what helps', async () => {
    await showRun(options(false), 'run-a', output);
    assert.match(printed.join(''), /^cause: GPU ran out of memory: 2\.00 GiB more were needed\.$/m);
    assert.match(printed.join(''), /^what helps: Halve the batch size/m);
  });
});
