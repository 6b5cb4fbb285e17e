import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { judgeCodeSplits } from '../../../../src/reproduction/integrity/codeSplits.ts';
import type { LeakReport } from '../../../../src/reproduction/integrity/leakJudge.ts';
import type { CodeSplits } from '../../../../src/reproduction/integrity/splits.ts';
import { type PythonWorker, pythonWorker } from '../../../bench/integrity/pythonWorker.ts';

const split = { file: 'data.py', symbol: 'split' } as const;
const ofSplit = { train: { ...split, at: [0] }, test: { ...split, at: [2] } } satisfies CodeSplits;

describe('leaks in the example papers', function () {
  this.timeout(120_000);
  let python: PythonWorker;
  before(async () => {
    // Importing them takes longer than all that is judged.
    python = await pythonWorker(['torch', 'sklearn.datasets']);
  });
  after(() => python.end());

  async function judged(paper: string, splits: CodeSplits): Promise<LeakReport> {
    const folder = fileURLToPath(new URL(`../../../../examples/papers/${paper}/reference/`, import.meta.url));
    return await judgeCodeSplits(splits, python.runIn(folder));
  }

  // shows: integrity-leak
  it('finds the rows that were repeated before the test rows were chosen, and only there', async () => {
    const { findings } = await judged('logistic-regression', { ...ofSplit, run: ['train.py', '--seed', '0', '--steps', '2'] });
    assert.deepEqual(
      findings.map(({ kind, severity, message }) => [kind, severity, message.slice(0, 7)]),
      [['leak-order', 'error', 'call 3:']],
    );
    assert.ok((findings[0]?.share ?? 0) > 0.4, findings[0]?.message);
    assert.match(findings[0]?.message ?? '', /rows were repeated before the split was made; by chance there would be none/);
    assert.match(findings[0]?.examples[0] ?? '', /^test row \d+ = training row \d+: \[/);
  });

  const clean: readonly (readonly [string, string, CodeSplits])[] = [
    [
      'rows that are repeated in the training data only',
      'logistic-regression',
      { ...ofSplit, run: ['train.py', '--seed', '1', '--steps', '2', '--split', 'before'] },
    ],
    [
      'digits as images',
      'lora-toy',
      {
        train: { file: 'data.py', symbol: 'load', args: [0.3, { generator: 0 }, true], at: [0] },
        test: { file: 'data.py', symbol: 'load', args: [0.3, { generator: 0 }, true], at: [2] },
      },
    ],
  ];
  for (const [name, paper, splits] of clean)
    it(`says nothing against ${name}`, async () => {
      const { findings, checks } = await judged(paper, splits);
      assert.deepEqual(findings, []);
      assert.ok(checks.length > 0);
    });
});
