import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { judgeCodeSplits } from '../../../../src/reproduction/integrity/codeSplits.ts';
import type { LeakReport } from '../../../../src/reproduction/integrity/leakJudge.ts';
import type { CodeSplits } from '../../../../src/reproduction/integrity/splits.ts';
import { type PythonWorker, pythonWorker } from '../../../bench/integrity/pythonWorker.ts';

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

  it('finds it in what is trained on and measured, whatever the split is called', async () => {
    const { findings } = await judged('logistic-regression', {
      train: { file: 'train.py', symbol: 'fit', of: 'arguments', at: ['x'], nth: 3 },
      test: { file: 'train.py', symbol: 'recalls', of: 'arguments', at: ['x'], nth: 3 },
      run: ['train.py', '--seed', '0', '--steps', '2'],
    });
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['leak-order'],
    );
  });

  it('finds it by calling the functions one after the other', async () => {
    const drawn = { call: { file: 'data.py', symbol: 'draw', args: [1200, 120, 0.12, 2, { generator: 0 }] } };
    const part = (call: object, at: number): object => ({ call: { ...call, at: [at] } });
    const repeated = { file: 'data.py', symbol: 'oversample', args: [part(drawn.call, 0), part(drawn.call, 1)] };
    const leaking = { file: 'data.py', symbol: 'split', args: [part(repeated, 0), part(repeated, 1), 0.25, { generator: 0 }] };
    const honest = { file: 'data.py', symbol: 'split', args: [part(drawn.call, 0), part(drawn.call, 1), 0.25, { generator: 0 }] };
    const kinds: (readonly string[])[] = [];
    for (const source of [leaking, honest]) {
      const { findings } = await judged('logistic-regression', { train: { ...source, at: [0] }, test: { ...source, at: [2] } });
      kinds.push(findings.map(({ kind }) => kind));
    }
    assert.deepEqual(kinds, [['leak-order'], []]);
  });

  const clean: readonly (readonly [string, string, CodeSplits])[] = [
    [
      'what is trained on with rows repeated after the split',
      'logistic-regression',
      {
        train: { file: 'train.py', symbol: 'fit', of: 'arguments', at: ['x'] },
        test: { file: 'train.py', symbol: 'recalls', of: 'arguments', at: ['x'] },
        run: ['train.py', '--seed', '0', '--steps', '2', '--split', 'before'],
      },
    ],
    [
      'digits',
      'distillation',
      {
        train: { file: 'data.py', symbol: 'load', at: [0], nth: 1 },
        test: { file: 'data.py', symbol: 'load', at: [2], nth: 1 },
        run: ['train.py'],
      },
    ],
    [
      'digits by a call',
      'distillation',
      {
        train: { file: 'data.py', symbol: 'load', args: [500, 1, { generator: 3 }], at: [0] },
        test: { file: 'data.py', symbol: 'load', args: [500, 1, { generator: 3 }], at: [2] },
      },
    ],
    [
      'sequences of keys and values',
      'toy-attention',
      {
        train: { file: 'data.py', symbol: 'draw', args: [20_000, 16, 64, 8, { generator: 0 }], at: [0, 1, 2] },
        test: { file: 'data.py', symbol: 'draw', args: [2_000, 16, 64, 8, { generator: 10_000 }], at: [0, 1, 2] },
      },
    ],
    [
      'queries out of 64 keys',
      'toy-attention',
      {
        train: { file: 'data.py', symbol: 'draw', args: [20_000, 16, 64, 8, { generator: 0 }], at: [2, 3] },
        test: { file: 'data.py', symbol: 'draw', args: [2_000, 16, 64, 8, { generator: 10_000 }], at: [2, 3] },
      },
    ],
    [
      'numbers on a line',
      'diffusion-1d',
      {
        train: { file: 'data.py', symbol: 'draw', args: [50_000, { generator: 0 }] },
        test: { file: 'data.py', symbol: 'draw', args: [10_000, { generator: 1 }] },
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
