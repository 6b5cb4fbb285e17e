import assert from 'node:assert/strict';
import type { Register, RegisterRow, Spec, SpecItem } from '../../../../src/reproduction/stages/records.ts';
import { stagesOf } from '../../../../src/reproduction/stages/stagesOf.ts';
import { contractKey, hashesNow, hashOf, inputsOf, planHash, type Stages, unitStates } from '../../../../src/reproduction/stages/units.ts';
import { planOf } from '../planOf.ts';

const row = (id: string, value?: number): RegisterRow => ({
  id,
  name: id,
  kind: 'missing',
  why: 'It changes the result.',
  state: value === undefined ? 'open' : 'proposed',
  ...(value === undefined ? {} : { value }),
  origin: { kind: 'none', text: '' },
  alternatives: [],
  evidence: [],
});
const equation: SpecItem = {
  id: 'S2.E1',
  kind: 'equation',
  statement: 'The loss is the mean.',
  status: 'stated',
  evidence: [{ address: 'file:p.tex#S2.E1' }],
  by: 'practicum',
};
const spec: Spec = { v: 1, stage: 'spec', inputs: {}, items: [equation], reviewed: 'model' };
const register: Register = { v: 1, stage: 'register', inputs: {}, rows: [row('lr', 0.1), row('decay', 0.01)] };
const plan = planOf({
  summary: 'Two files.',
  files: ['model.py', 'train.py'].map((path) => ({
    path,
    change: 'new',
    role: 'code',
    purpose: 'code',
    symbols: [],
    needs: [],
    reuses: [],
  })),
  order: ['model.py', 'train.py'],
  seeds: [0, 1],
});

/** A reproduction in which all is done: `model.py` depends on the equation, `train.py` on a row, the contract and the run on the code. */
function finished(): Stages {
  const sources = new Map([
    ['model.py', hashOf('model')],
    ['train.py', hashOf('train')],
  ]);
  const analyses = new Map([
    ['model.py', 'what it does'],
    ['train.py', 'what it does'],
  ]);
  let stages: Stages = {
    paper: hashOf('paper'),
    slice: {
      v: 1,
      stage: 'slice',
      inputs: {},
      paper: 'file:p.tex',
      title: '',
      selection: ['file:p.tex#S2'],
      nodes: [],
      left: [],
      tokens: 0,
      budget: 0,
    },
    spec,
    register,
    plan,
    accepted: { v: 1, stage: 'accepted', plan: planHash(plan), at: '2026-01-01T00:00:00Z', edited: false, without: [] },
    environment: { v: 1, stage: 'environment', inputs: {}, interpreter: 'python', packages: [], hub: [] },
    analyses,
    sources,
  };
  const needs = { 'model.py': ['spec/S2.E1', 'plan/model.py'], 'train.py': ['register/lr', 'plan/train.py', 'code/model.py'] };
  const analysis = Object.entries(needs).map(([path, keys]) => ({ path, inputs: inputsOf(stages, keys) }));
  stages = { ...stages, analysis: { v: 1, stage: 'analysis', files: analysis } };
  const files = Object.entries(needs).map(([path, keys]) => ({
    path,
    inputs: inputsOf(stages, [...keys, `analysis/${path}`]),
    written: sources.get(path) ?? '',
  }));
  stages = { ...stages, code: { v: 1, stage: 'code', files } };
  const contract = { address: 'file:p.tex#S2.E1', part: 0, tex: 'L', symbols: [], state: 'ok' as const };
  stages = {
    ...stages,
    contracts: { v: 1, stage: 'contracts', contracts: [{ ...contract, inputs: inputsOf(stages, ['spec/S2.E1', 'code/model.py']) }] },
    runs: {
      v: 1,
      stage: 'runs',
      runs: [
        { run: 'smoke', purpose: 'smoke', register: {}, inputs: inputsOf(stages, ['code/model.py']) },
        ...[0, 1].map((seed) => ({
          run: `r${seed}`,
          purpose: 'full' as const,
          seed,
          register: { lr: 0.1 },
          inputs: inputsOf(stages, ['register/lr', 'code/model.py', 'code/train.py']),
        })),
      ],
    },
  };
  return { ...stages, integrity: { v: 1, stage: 'integrity', locks: [], findings: [], checks: [] } };
}

const behind = (stages: Stages): readonly string[] =>
  [...unitStates(stages)].flatMap(([key, { kind }]) => (kind === 'stale' ? [key] : [])).toSorted();

describe('what of a reproduction is up to date', () => {
  // shows: repro-stale
  it('is everything when nothing changed', () => {
    assert.deepEqual(behind(finished()), []);
    const { next } = stagesOf(finished());
    assert.deepEqual([next.stage, next.tool], ['report', 'write_report']);
  });

  // shows: repro-stale
  it('is all but what depends on the one row that was changed', () => {
    const stages = finished();
    const changed = { ...stages, register: { ...register, rows: [row('lr', 0.4), row('decay', 0.01)] } };
    assert.deepEqual(behind(changed), ['analysis/train.py', 'code/train.py', 'run/r0', 'run/r1']);
    assert.deepEqual(unitStates(changed).get('analysis/train.py'), { kind: 'stale', because: ['register/lr'], isEdited: false });
    // A row that nothing was made from puts nothing behind, nor does a person's yes to the value that stood there.
    assert.deepEqual(behind({ ...stages, register: { ...register, rows: [row('lr', 0.1), row('decay', 0.5)] } }), []);
    const accepted = register.rows.map((one) => ({ ...one, state: 'accepted' as const, note: 'looked at' }));
    assert.deepEqual(behind({ ...stages, register: { ...register, rows: accepted } }), []);
  });

  // shows: repro-stale
  it('is nothing of what is made from what changed, however far', () => {
    const stages = finished();
    const changed = { ...stages, spec: { ...spec, items: [{ ...equation, statement: 'The loss is the sum.' }] } };
    assert.deepEqual(behind(changed), [
      'analysis/model.py',
      'analysis/train.py',
      'code/model.py',
      'code/train.py',
      'contract/S2.E1',
      'run/r0',
      'run/r1',
      'run/smoke',
    ]);
    // A value that the register decides is its row's: the item that stands for it says nothing new.
    const item: SpecItem = { ...equation, id: 'lr', kind: 'setting', row: 'lr', value: 0.1 };
    const [one, other] = [0.1, 0.4].map((value) => hashesNow({ spec: { ...spec, items: [{ ...item, value }] } }).get('spec'));
    assert.equal(one, other);
    // Evidence, owner and id of a row are no part of what the code must do.
    assert.deepEqual(behind({ ...stages, spec: { ...spec, items: [{ ...equation, owner: { file: 'model.py' }, row: 'lr' }] } }), []);
  });

  // shows: repro-stage-edits
  it('counts what a person changed in code as it is, and puts behind what was checked on it before', () => {
    const stages = finished();
    const sources = new Map([...(stages.sources ?? []), ['train.py', hashOf('a person’s')]]);
    const states = unitStates({ ...stages, sources });
    assert.deepEqual(states.get('code/train.py'), { kind: 'edited' });
    assert.equal(states.get('run/r0')?.kind, 'stale');
    assert.equal(states.get('contract/S2.E1')?.kind, 'current');
    assert.equal(states.get('run/smoke')?.kind, 'current');
    const { sources: _, ...unseen } = stages;
    assert.deepEqual(behind(unseen), []);
  });

  // shows: repro-next-step
  it('says the one next step, from the first stage on', () => {
    const stages = finished();
    const next = (given: Stages) => {
      const { stage, tool, words } = stagesOf(given).next;
      return `${stage} ${tool ?? '–'}: ${words}`;
    };
    assert.match(next({}), /^slice start_reproduction/);
    const { slice, paper } = stages;
    const begun: Stages = { slice, paper, spec: { v: 1, stage: 'spec', inputs: {}, items: spec.items }, register };
    assert.match(next(begun), /^spec record_spec: Read the parts/);
    assert.match(
      next({ ...begun, spec, register: { ...register, rows: [row('optimizer')] } }),
      /^register change_register: Decide the row without a value: optimizer/,
    );
    assert.match(next({ ...begun, spec }), /^plan propose_plan/);
    assert.match(next({ ...stages, accepted: undefined }), /^plan –: A person has to accept the plan/);
    assert.match(next({ ...stages, plan: { ...plan, summary: 'Another.' } }), /^plan –/);
    assert.match(next({ ...stages, environment: undefined }), /^environment next_step/);
    assert.match(next({ ...stages, analysis: undefined, code: undefined }), /^analysis next_step: Analyse model\.py/);
    const { sources } = stages;
    assert.match(next({ ...stages, sources: new Map([...(sources ?? [])].slice(0, 1)) }), /^code next_step: Write train\.py/);
    assert.match(next({ ...stages, contracts: undefined }), /^contracts check_contract: Hold an equation against the code: S2\.E1/);
    const { runs } = stages;
    assert.match(
      next({ ...stages, runs: { v: 1, stage: 'runs', runs: runs?.runs.filter(({ run }) => run !== 'r1') ?? [] } }),
      /full run, with seed 1\./,
    );
    const register4 = { ...register, rows: [row('lr', 0.4), row('decay', 0.01)] };
    assert.match(next({ ...stages, register: register4 }), /^analysis next_step: Analyse train\.py \(register\/lr changed\)/);
  });

  it('names contracts by the part of the paper', () => {
    assert.equal(contractKey({ address: 'arxiv:1706.03762v7#S3.E1', part: 0 }), 'contract/S3.E1');
    assert.equal(contractKey({ address: 'arxiv:1706.03762v7#S3.E1', part: 2 }), 'contract/S3.E1.2');
  });
});
