import assert from 'node:assert/strict';
import { type MarkedRun, type MarksNow, marksOf } from '../../../../src/reproduction/stages/marks.ts';
import type { Accepted, Contracts, Spec } from '../../../../src/reproduction/stages/records.ts';
import type { Report, ReportCell } from '../../../../src/reproduction/stages/resultRecords.ts';
import { planHash, type Stages } from '../../../../src/reproduction/stages/units.ts';
import { planOf } from '../planOf.ts';

const paper = 'arxiv:1706.03762v7';
const equation = 'arxiv:1706.03762#S3.E1';
const table = 'arxiv:1706.03762#S4.T2';

const spec: Spec = {
  v: 1,
  stage: 'spec',
  inputs: {},
  items: [
    {
      id: 'positions',
      kind: 'model',
      statement: 'Positions are added.',
      status: 'stated',
      evidence: [{ address: `${paper}#S3.SS5` }, { address: `${paper}#S5` }],
      by: 'model',
    },
  ],
};
const plan = planOf({
  summary: 'Two files.',
  files: [
    {
      path: 'model.py',
      change: 'new',
      role: 'code',
      purpose: 'The model.',
      symbols: [{ name: 'attention', items: ['positions'], addresses: [`${paper}#S3.E1`] }],
      needs: [],
      reuses: [],
    },
  ],
  order: ['model.py'],
  commands: {
    test: ['python', 'test_model.py'],
    smoke: ['python', 'train.py', '--steps', '2'],
    run: ['python', 'train.py', '--seed', '{seed}'],
  },
  seeds: [0],
  cells: [{ address: `${paper}#S4.T2`, row: 2, column: 2, key: 'bleu', pick: 'last' }],
});
const accepted: Accepted = { v: 1, stage: 'accepted', plan: planHash(plan), at: '2026-11-22T10:00:00Z', edited: false, without: [] };
const planned: Stages = { spec, plan, accepted };
const code = { v: 1, stage: 'code', files: [{ path: 'model.py', inputs: {}, written: 'a'.repeat(64) }] } as const;
const written: Stages = { ...planned, code: { ...code, files: [...code.files] } };

const contract = (state: Contracts['contracts'][number]['state'], sha256 = 'now'): Contracts => ({
  v: 1,
  stage: 'contracts',
  contracts: [
    {
      address: `${paper}#S3.E1`,
      part: 0,
      tex: 'y = x',
      inputs: {},
      code: { file: 'model.py', symbol: 'attention' },
      symbols: [],
      state,
      result: { files: { 'model.py': sha256 } },
    },
  ],
});

const run = (id: string, script: string, args: readonly string[], sha256 = 'now'): MarkedRun => ({
  run: id,
  name: id,
  createdMs: 1,
  script,
  args,
  status: 'done',
  code: new Map([['model.py', sha256]]),
});
const tests = run('tests', 'test_model.py', []);
const full = run('full', 'train.py', ['--seed', '0']);

const cell = (verdict: ReportCell['verdict'], more: Partial<ReportCell> = {}): ReportCell => ({
  address: `${paper}#S4.T2`,
  row: 2,
  column: 2,
  rowPath: [],
  columnPath: [],
  key: 'bleu',
  paper: null,
  measured: null,
  difference: null,
  verdict,
  beside: [],
  ...more,
});
const report = (...cells: readonly ReportCell[]): Stages => ({
  ...written,
  report: { stage: 'report', inputs: {}, cells } as unknown as Report,
});

function marks(stages: Stages, more: Partial<MarksNow> = {}): Record<string, string> {
  const now: MarksNow = {
    stages,
    linked: new Map(),
    shaOf: (file) => (file === 'model.py' && stages.code !== undefined ? 'now' : undefined),
    runs: [],
    ...more,
  };
  return Object.fromEntries([...marksOf(now)].map(([address, { mark }]) => [address.replace('arxiv:1706.03762#', ''), mark]));
}
const words = (stages: Stages, address: string, more: Partial<MarksNow> = {}): string | undefined =>
  marksOf({ stages, linked: new Map(), shaOf: () => 'now', runs: [], ...more }).get(address)?.words;

describe('the mark of a part of a paper', () => {
  // shows: paper-marks-stages
  it('is planned once a person has accepted the plan that has it, also by what the specification says of it', () => {
    assert.deepEqual(marks({ spec, plan }), {}, 'nobody said yes');
    assert.deepEqual(marks(planned), { 'S3.E1': 'planned', 'S3.SS5': 'planned', 'S4.T2': 'planned' });
    assert.deepEqual(marks({ ...planned, plan: { ...plan, summary: 'Another one.' } }), {}, 'the yes was to another plan');
  });

  // shows: paper-marks-stages
  it('is coded with the file of the plan, or with a link and no plan at all, and knows where', () => {
    assert.deepEqual(marks(written), { 'S3.E1': 'coded', 'S3.SS5': 'coded', 'S4.T2': 'planned' });
    assert.deepEqual(
      marks(written, { shaOf: () => undefined }),
      { 'S3.E1': 'planned', 'S3.SS5': 'planned', 'S4.T2': 'planned' },
      'the file is gone',
    );
    assert.deepEqual(marks({}, { linked: new Map([[`${paper}#S3.E1`, ['own.py']]]) }), { 'S3.E1': 'coded' });
    const [first] = marksOf({ stages: written, linked: new Map(), shaOf: () => 'now', runs: [] }).values();
    assert.deepEqual(first?.code, [{ file: 'model.py', symbol: 'attention' }]);
  });

  // shows: paper-marks-stages
  it('is tested by a contract that holds for the code as it is, or by the tests of the plan, and diverged by a formula that the code does not compute', () => {
    assert.equal(marks({ ...written, contracts: contract('ok') })['S3.E1'], 'tested');
    assert.equal(marks({ ...written, contracts: contract('ok', 'before') })['S3.E1'], 'coded', 'the code is another one since');
    assert.equal(marks({ ...written, contracts: contract('not mapped') })['S3.E1'], 'coded');
    assert.equal(marks({ ...written, contracts: contract('mismatch') })['S3.E1'], 'diverged');
    assert.equal(marks({ ...written, contracts: contract('mismatch', 'before') })['S3.E1'], 'coded');
    assert.equal(marks(written, { runs: [tests] })['S3.SS5'], 'tested');
    assert.equal(marks(written, { runs: [{ ...tests, status: 'failed' }] })['S3.SS5'], 'coded');
  });

  // shows: paper-marks-stages
  it('is run by a run that came to its end with the code as it is now', () => {
    assert.deepEqual(marks(written, { runs: [tests, full] }), { 'S3.E1': 'run', 'S3.SS5': 'run', 'S4.T2': 'run' });
    assert.equal(marks(written, { runs: [{ ...full, status: 'running' }] })['S3.E1'], 'coded');
    assert.equal(marks(written, { runs: [run('old', 'train.py', ['--seed', '0'], 'before')] })['S3.E1'], 'coded');
    assert.equal(words(written, equation, { runs: [full] }), 'Its code, as it is now, was executed by the run full');
    assert.deepEqual(marks({}, { linked: new Map([[equation, ['model.py']]]), shaOf: () => 'now', runs: [full] }), { 'S3.E1': 'run' });
  });

  // shows: paper-marks-stages
  it('is matched or diverged by what the report says of its cells, and neither where only the order is right or test data leaked', () => {
    assert.equal(marks(report(cell('reproduced'), cell('within noise'), cell('not run')))['S4.T2'], 'matched');
    assert.equal(words(report(cell('reproduced'), cell('diverged')), table), '1 of 2 measured cells is not what the paper says');
    assert.equal(marks(report(cell('reproduced'), cell('diverged')))['S4.T2'], 'diverged');
    assert.equal(marks(report(cell('reproduced'), cell('trend only')))['S4.T2'], 'run');
    assert.equal(marks(report(cell('reproduced', { leaked: 'Test rows are in the training rows.' })))['S4.T2'], 'run');
    assert.equal(marks(report(cell('not comparable')))['S4.T2'], 'planned');
    const old = report(cell('reproduced'));
    assert.equal(
      marks({ ...old, report: { ...old.report, inputs: { plan: 'f'.repeat(64) } } as unknown as Report })['S4.T2'],
      'planned',
      'the report is of another plan',
    );
  });
});
