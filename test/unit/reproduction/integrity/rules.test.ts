import assert from 'node:assert/strict';
import { checkBestOfTest, checkSeeds, checkStatistics } from '../../../../src/reproduction/integrity/codeRules.ts';
import { type CellWords, type CheckedRun, checkRuns } from '../../../../src/reproduction/integrity/runRules.ts';
import type { Plan } from '../../../../src/reproduction/stages/records.ts';
import { honestCode, leakingCode } from '../../../bench/integrity/evaluators.ts';
import { planOf } from '../planOf.ts';

const plan = planOf({
  commands: { smoke: ['python', 't.py'], baseline: ['python', 't.py', '--baseline'], run: ['python', 't.py', '--seed', '{seed}'] },
  seeds: [0, 1],
});
const run = (name: string, more: Partial<CheckedRun> = {}): CheckedRun => ({
  run: name,
  purpose: 'full',
  status: 'done',
  startedMs: 100,
  endedMs: 200,
  metrics: new Map(),
  printed: [],
  ...more,
});
const baseline = run('b', { purpose: 'baseline', startedMs: 10, endedMs: 50 });
const found = (runs: readonly CheckedRun[], changed: Partial<Plan> = {}, words?: CellWords) =>
  checkRuns({ plan: { ...plan, ...changed }, runs, wordsOf: () => words }).findings.map(({ kind }) => kind);
const seeded = (seed: number, values: readonly number[]) => run(`s${seed}`, { seed, metrics: new Map([['test/accuracy', values]]) });
const cell = (key: string, more: Partial<Plan['cells'][number]> = {}) => ({
  cells: [{ address: 'file:p.tex#S1.T1', row: 2, column: 2, key, pick: 'last' as const, ...more }],
});
const inPaper = (headings: string, unit?: string): CellWords => ({
  headings,
  caption: 'Results on the test set.',
  ...(unit === undefined ? {} : { unit }),
});

describe('integrity of runs', () => {
  // shows: integrity-runs
  it('wants the baseline to have ended before the first full run', () => {
    const full = [seeded(0, [0.1234]), seeded(1, [0.2345])];
    assert.deepEqual(found([baseline, ...full]), []);
    assert.deepEqual(found(full), ['no-baseline']);
    assert.deepEqual(found([run('b', { purpose: 'baseline', status: 'failed' }), ...full]), ['no-baseline']);
    assert.deepEqual(found([{ ...baseline, endedMs: 150 }, ...full]), ['baseline-late']);
    assert.deepEqual(found([baseline]), []);
    assert.deepEqual(found(full, { commands: { smoke: [], run: [] } }), []);
  });

  // shows: integrity-runs
  it('wants all planned seeds, and each to give numbers of its own', () => {
    assert.deepEqual(found([baseline, seeded(0, [0.1234])]), ['one-seed']);
    assert.deepEqual(found([baseline, seeded(0, [0.1234]), seeded(1, [0.2345])], { seeds: [0, 1, 2] }), ['seeds-differ']);
    assert.deepEqual(found([baseline, seeded(0, [0.5, 0.71234]), seeded(1, [0.5, 0.71234])]), ['seeds-differ']);
    // Counts and saturated shares are the same by their kind.
    assert.deepEqual(found([baseline, seeded(0, [100, 1]), seeded(1, [100, 1])]), []);
    const printed = (values: readonly number[]) => [
      run('all', { printed: values.map((value, seed) => ({ seed, values: new Map([['accuracy', value]]) })) }),
    ];
    assert.deepEqual(found([baseline, ...printed([91.2345, 91.3456])]), []);
    assert.deepEqual(found([baseline, ...printed([91.2345, 91.2345])]), ['seeds-differ']);
  });

  // shows: integrity-metric
  it('wants the metric and the split of the paper', () => {
    const full = [baseline, seeded(0, [0.1234]), seeded(1, [0.2345])];
    for (const [key, headings, kinds] of [
      ['test/accuracy', 'Full Accuracy', []],
      ['accuracy', 'Full Acc.', []],
      ['train/accuracy', 'Full Accuracy', ['wrong-split']],
      ['val_acc', 'Full Accuracy', ['wrong-split']],
      ['train/loss', 'Full Training loss', []],
      ['test/error', 'Full Accuracy', ['metric-other']],
      ['repeated/balanced accuracy', 'Repeated rows Bal. acc.', []],
      ['repeated/accuracy', 'Repeated rows Bal. acc.', ['metric-other']],
      ['rank 2/first moved', 'rank 2 Moved', []],
    ] as const)
      assert.deepEqual(found(full, cell(key), inPaper(headings)), kinds, key);
    assert.deepEqual(found(full, cell('test/time', { unit: 's' }), inPaper('Time', 'h')), ['metric-other']);
  });

  // shows: integrity-metric
  it('finds numbers that the test data chose', () => {
    const history = (key: string, value: readonly number[]) => [
      baseline,
      run('s0', {
        seed: 0,
        metrics: new Map([
          ['test/accuracy', [0.51, 0.93, 0.88]],
          [key, value],
        ]),
      }),
      run('s1', {
        seed: 1,
        metrics: new Map([
          ['test/accuracy', [0.53, 0.95, 0.81]],
          [key, [0.81]],
        ]),
      }),
    ];
    assert.deepEqual(found(history('final', [0.88]), cell('final')), []);
    assert.deepEqual(found(history('final', [0.93]), cell('final')), ['tuned-on-test']);
    assert.deepEqual(found(history('other', [0.1]), cell('test/accuracy', { pick: 'max' })), ['tuned-on-test']);
    assert.deepEqual(found(history('other', [0.1]), cell('test/accuracy')), []);
  });
});

describe('integrity of code', () => {
  const seeds = (text: string, planned: readonly number[] = [0, 1]) => checkSeeds([{ path: 'train.py', text }], planned).findings.length;

  // shows: integrity-seeds
  it('finds code that sets no seed, or always the same', () => {
    for (const text of [
      'torch.manual_seed(args.seed)\nx = torch.randn(3)',
      'generator = torch.Generator().manual_seed(seed)\nx = torch.randn(3, generator=generator)',
      'key = jax.random.PRNGKey(config.seed)\nx = jax.random.normal(key, (3,))',
      'key = jax.random.key(seed)',
      'rng = np.random.default_rng(seed)',
      'set_seed(seed)\nmodel = nn.Linear(3, 4)',
      'np.random.seed(0)\ntorch.manual_seed(a.seed)',
      'model = Forest(random_state=seed)',
      'def double(x):\n    return 2 * x',
    ])
      assert.equal(seeds(text), 0, text);
    for (const text of [
      'x = torch.randn(3)',
      'import random\nrandom.shuffle(rows)',
      'torch.manual_seed(0)\nnp.random.seed(0)\nx = torch.randn(3)',
      '# torch.manual_seed(seed)\nmodel = nn.Linear(3, 4)',
    ])
      assert.equal(seeds(text), 1, text);
    assert.equal(seeds('torch.manual_seed(0)', [0]), 0);
  });

  // shows: integrity-statistics
  it('finds statistics of all rows that were taken before the split', () => {
    for (const text of leakingCode) assert.equal(checkStatistics([{ path: 'd.py', text }]).findings.length, 1, text);
    for (const text of honestCode) assert.deepEqual(checkStatistics([{ path: 'd.py', text }]).findings, [], text);
  });

  // shows: integrity-metric
  it('finds where the best of several test measurements is kept', () => {
    const best = (text: string) => checkBestOfTest([{ path: 't.py', text }]).length;
    assert.equal(best('best_acc = max(best_acc, test_acc)'), 1);
    assert.equal(best('if test_loss < best_loss:\n    best_loss = test_loss'), 1);
    assert.equal(best('print(max(test_accs))'), 1);
    assert.equal(best('if val_loss < best_loss:\n    best_loss = val_loss'), 0);
    assert.equal(best('best = max(best, val_acc)\ntest_acc = evaluate(model)'), 0);
  });
});
