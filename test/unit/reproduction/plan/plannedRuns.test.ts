import assert from 'node:assert/strict';
import { changedLines, notedCode } from '../../../../src/reproduction/plan/codeBook.ts';
import { type ExecutedRun, notedRuns, plannedRun } from '../../../../src/reproduction/plan/plannedRuns.ts';
import type { Register, RegisterRow } from '../../../../src/reproduction/stages/records.ts';
import { planOf } from '../planOf.ts';

const plan = planOf({
  files: [
    {
      path: 'train.py',
      change: 'new',
      role: 'entry',
      purpose: 'Trains.',
      symbols: [{ name: 'main', items: ['E1'], addresses: [] }],
      needs: [],
      reuses: [],
    },
  ],
  order: ['train.py'],
  commands: {
    smoke: ['python', 'train.py', '--smoke'],
    overfit: ['python', 'overfit.py'],
    baseline: ['python', 'train.py', '--model', 'linear', '--seed', '{seed}'],
    run: ['python', 'train.py', '--model', 'lora', '--seed', '{seed}'],
  },
  seeds: [0, 1],
});

const row = (id: string, more: Partial<RegisterRow>): RegisterRow => ({
  id,
  name: id,
  kind: 'missing',
  why: '',
  state: 'proposed',
  origin: { kind: 'convention', text: '' },
  alternatives: [],
  evidence: [],
  ...more,
});
const register: Register = {
  v: 1,
  inputs: {},
  stage: 'register',
  rows: [
    row('decay', { value: 0.01, alternatives: [{ value: 0.1 }], config: { key: '--weight-decay' } }),
    row('init', { value: 'kaiming', config: { file: 'config.py', key: 'INIT' } }),
    row('open', {}),
  ],
};

const run = (args: readonly string[], more: Partial<ExecutedRun> = {}): ExecutedRun => ({
  run: `run_${args.join('')}`,
  createdMs: 1,
  script: 'train.py',
  args,
  ...more,
});
const known = (args: readonly string[], script = 'train.py') => {
  const found = plannedRun(run(args, { script }), plan, register);
  return found === undefined ? undefined : [found.purpose, found.seed];
};

describe('A run of a plan', () => {
  // shows: plan-books
  it('is known by its command, however its options are written', () => {
    assert.deepEqual(known(['--smoke']), ['smoke', undefined]);
    assert.deepEqual(known(['--model', 'lora', '--seed', '1']), ['full', 1]);
    assert.deepEqual(known(['--seed=0', '--model=lora']), ['full', 0]);
    assert.deepEqual(known(['--model', 'linear', '--seed', '0']), ['baseline', 0]);
    assert.deepEqual(known([], 'overfit.py'), ['overfit', undefined]);
  });

  // shows: plan-books
  it('is no run of the plan where anything else was changed', () => {
    for (const args of [
      ['--model', 'lora', '--seed', 'x'],
      ['--model', 'lora', '--seed', '1', '--lr', '1'],
      ['--model', 'lora'],
      ['--smoke', 'now'],
      ['--model', 'big', '--seed', '1'],
    ])
      assert.equal(known(args), undefined, args.join(' '));
    assert.equal(known(['--smoke'], 'other/train.py'), undefined);
  });

  // shows: plan-books
  it('tries a value where it differs by what the register says', () => {
    assert.deepEqual(known(['--model', 'lora', '--seed', '1', '--weight-decay', '0.1']), ['sweep', 1]);
    assert.deepEqual(known(['--model', 'lora', '--seed', '1', '--weight_decay=1e-1']), ['sweep', 1]);
    assert.equal(known(['--model', 'lora', '--seed', '1', '--weight-decay', '0.5']), undefined);
    assert.equal(known(['--smoke', '--weight-decay', '0.1']), undefined);
  });

  // shows: plan-books
  it('is noted once, with the values that it had', () => {
    const executed = [
      run(['--smoke'], { run: 'run_b', createdMs: 2 }),
      run(['--model', 'lora', '--seed', '1', '--weight-decay', '0.1'], { run: 'run_a' }),
    ];
    const first = notedRuns(executed, plan, register, undefined, () => ({}));
    assert.deepEqual(
      first.runs.map(({ run: id, purpose, register: values }) => [id, purpose, values]),
      [
        ['run_a', 'sweep', { decay: 0.1, init: 'kaiming' }],
        ['run_b', 'smoke', { decay: 0.01, init: 'kaiming' }],
      ],
    );
    const changed: Register = { ...register, rows: register.rows.map((one) => ({ ...one, value: 'other' })) };
    // What ran is over: another value now says nothing of it.
    assert.deepEqual(
      notedRuns(executed, plan, changed, first, () => ({})),
      first,
    );
  });
});

describe('What the agent wrote', () => {
  const stages = { plan };

  // shows: plan-books
  it('is noted as it was left, again where it was left otherwise, and not for what a person changed', () => {
    const a = 'a'.repeat(64);
    const b = 'b'.repeat(64);
    const first = notedCode([{ path: 'train.py', sha256: a, left: a }], stages, new Set());
    assert.deepEqual(
      first.files.map(({ path, written, inputs }) => [path, written, Object.keys(inputs)]),
      [['train.py', a, ['plan/train.py']]],
    );
    const byPerson = notedCode([{ path: 'train.py', sha256: b, left: a }], { ...stages, code: first }, new Set());
    assert.deepEqual(byPerson, first);
    const again = notedCode([{ path: 'train.py', sha256: b, left: b }], { ...stages, code: first }, new Set());
    assert.equal(again.files[0]?.written, b);
    assert.deepEqual(notedCode([{ path: 'train.py', sha256: a, left: undefined }], stages, new Set()).files, []);
    assert.equal(notedCode([{ path: 'train.py', sha256: a, left: undefined }], stages, new Set(['train.py'])).files[0]?.written, a);
  });

  // shows: plan-books
  it('is compared by lines, a changed one counted once', () => {
    assert.equal(changedLines('a\nb\nc\n', 'a\nb\nc\n'), 0);
    assert.equal(changedLines('a\nb\nc\n', 'a\nB\nc\n'), 1);
    assert.equal(changedLines('a\nb\nc\n', 'a\nb\nx\ny\nc\n'), 2);
    assert.equal(changedLines('a\nb\nc\n', 'c\n'), 2);
    assert.equal(changedLines('', 'a\n'), 1);
  });
});
