import assert from 'node:assert/strict';
import { checkPlan } from '../../../../src/reproduction/plan/checkPlan.ts';
import { hasSeed, scriptOfCommand, withSeed } from '../../../../src/reproduction/plan/command.ts';
import { errorsOf } from '../../../../src/reproduction/plan/finding.ts';
import type { PlanGround } from '../../../../src/reproduction/plan/ground.ts';
import type { Plan, PlanFile, Spec, SpecItem } from '../../../../src/reproduction/stages/records.ts';
import { CodeIndex } from '../../../../src/reproduction/trace/codeIndex.ts';
import { readSource } from '../../../../src/reproduction/trace/pythonSource.ts';
import { planOf } from '../planOf.ts';

const there: Readonly<Record<string, string>> = {
  'common/train.py': 'import torch\n\nclass Trainer:\n    def fit(self, model):\n        pass\n\nSEED = 1\n',
  'common/seeding.py': 'def seed_everything(seed):\n    pass\n',
  'README.md': '# A project\n',
};

function file(path: string, more: Partial<PlanFile> = {}): PlanFile {
  return { path, change: 'new', role: 'code', purpose: 'It does something.', symbols: [], needs: [], reuses: [], ...more };
}

function owning(name: string, ...items: readonly string[]): PlanFile['symbols'][number] {
  return { name, items: [...items], addresses: [] };
}

const plan = (files: readonly PlanFile[], more: Partial<Plan> = {}): Plan => planOf({ files: [...files], seeds: [0, 1, 2], ...more });

const item = (id: string, more: Partial<SpecItem> = {}): SpecItem => ({
  id,
  kind: 'equation',
  statement: `What ${id} says.`,
  status: 'stated',
  evidence: [],
  by: 'model',
  ...more,
});

const spec = (...items: readonly SpecItem[]): Spec => ({ v: 1, inputs: {}, stage: 'spec', items: [...items] });

function ground(more: Partial<PlanGround> = {}): PlanGround {
  const texts = new Map(Object.entries(there).filter(([path]) => path.endsWith('.py')));
  return {
    files: new Set(Object.keys(there)),
    texts,
    code: new CodeIndex([...texts].map(([path, text]) => readSource(path, text))),
    ...more,
  };
}

const said = (given: Plan, on: PlanGround = ground(), severity?: 'error' | 'warning'): string =>
  checkPlan(given, on)
    .findings.filter((finding) => severity === undefined || finding.severity === severity)
    .map(({ message }) => message)
    .join('\n');

describe('A proposed plan', () => {
  // shows: plan-checked
  it('that fits is taken, in the order that its needs give', () => {
    const fitting = plan([
      file('train.py', {
        role: 'entry',
        needs: ['model.py', 'metric.py'],
        reuses: [{ file: 'common/seeding.py', symbol: 'seed_everything' }],
      }),
      file('metric.py', { role: 'evaluation', symbols: [owning('accuracy', 'accuracy')] }),
      file('model.py', { symbols: [owning('Model', 'S1.E1')], reuses: [{ file: 'common/train.py', symbol: 'Trainer.fit' }] }),
    ]);
    const { order, findings } = checkPlan(fitting, ground({ spec: spec(item('S1.E1'), item('accuracy', { kind: 'metric' })) }));
    assert.deepEqual(order, ['metric.py', 'model.py', 'train.py']);
    assert.deepEqual(errorsOf(findings), []);
  });

  // shows: plan-checked
  it('names cycles in words, and what is needed and is not there', () => {
    const text = said(
      plan([file('train.py', { needs: ['a.py'] }), file('a.py', { needs: ['b.py'] }), file('b.py', { needs: ['a.py', 'lib/model.py'] })]),
    );
    assert.match(text, /A cycle: a\.py needs b\.py, b\.py needs a\.py\. None of them can be written first/);
    assert.match(text, /b\.py needs lib\/model\.py, which is neither in the plan nor in the workspace/);
    assert.match(said(plan([file('train.py', { needs: ['train.py'] })])), /train\.py needs itself/);
    assert.match(said(plan([file('train.py'), file('train.py')])), /train\.py stands in the plan more than once/);
    // What lies in the workspace needs no place in the plan.
    assert.doesNotMatch(said(plan([file('train.py', { needs: ['common/train.py'] })])), /neither/);
  });

  // shows: plan-owners
  it('has one owner for each item of the spec, and lists what nobody owns', () => {
    const wanted = spec(item('E1'), item('E2'), item('lr', { kind: 'setting' }), item('E3', { owner: { file: 'loss.py' } }));
    const files = [
      file('train.py', { symbols: [owning('train', 'E1', 'E9')] }),
      file('other.py', { symbols: [owning('f', 'E1', 'E3')] }),
      file('test_model.py', { role: 'test', symbols: [owning('test_e1', 'E1')] }),
    ];
    const text = said(plan(files), ground({ spec: wanted }));
    assert.match(text, /No file owns E2 \(What E2 says\.\): name each in items/);
    assert.match(text, /train\.py owns E9, which is no item of the spec/);
    assert.match(text, /E1 is owned by train\.py, other\.py: one file should do it/);
    assert.match(text, /The spec gives E3 to loss\.py, and in the plan other\.py owns it/);
    assert.match(said(plan(files), ground({ spec: wanted }), 'warning'), /No file owns lr\./);
  });

  // shows: plan-checked
  it('stays within the workspace, makes what is not there and changes what is', () => {
    const paths = [
      '.practicum/runs/x.py',
      '.git/hooks/a',
      'src\\model.py',
      'src//model.py',
      'src/./a.py',
      'common',
      'Train.py',
      'readme.md',
    ];
    const text = said(plan([file('train.py'), ...paths.map((path) => file(path))]), ground(), 'error');
    assert.match(text, /\.practicum\/runs\/x\.py lies in a folder that is not the project's own/);
    assert.match(text, /\.git\/hooks\/a lies/);
    for (const odd of ['src\\model.py', 'src//model.py', 'src/./a.py']) assert.ok(text.includes(`“${odd}” is no plain path`), odd);
    assert.match(text, /common is a folder: name the file in it/);
    assert.match(text, /Train\.py and train\.py are one file where a disk does not tell capitals apart/);
    const changes = said(
      plan([file('train.py'), file('README.md'), file('seeding.py', { change: 'edit' }), file('gone.py', { change: 'keep' })]),
    );
    assert.match(changes, /README\.md is there already: say “edit”/);
    assert.match(changes, /seeding\.py is to be edited and is not there\. Is common\/seeding\.py meant\?/);
    assert.match(changes, /gone\.py is to be kept and is not there/);
  });

  // shows: plan-checked
  it('reuses only what really exists', () => {
    const reuses = [
      { file: 'common/train.py', symbol: 'Trainer.evaluate' },
      { file: 'common/train.py', symbol: 'SEED' },
      { file: 'lib/train.py', symbol: 'Trainer' },
    ];
    const text = said(plan([file('train.py', { reuses })]));
    assert.match(text, /train\.py reuses Trainer\.evaluate of common\/train\.py, which has no such name\. It has Trainer, Trainer\.fit\./);
    assert.match(text, /train\.py reuses lib\/train\.py, which is not there\./);
    assert.doesNotMatch(text, /SEED/);
  });

  // shows: plan-checked
  it('gives no file the name of a package or of another module, nor one that cannot be imported', () => {
    const files = [
      file('random.py'),
      file('torch.py'),
      file('einops.py'),
      file('my-model.py'),
      file('train.py', { needs: ['my-model.py'] }),
      file('model.py'),
      file('model/__init__.py'),
    ];
    const text = said(plan(files, { packages: [{ name: 'einops' }] }), ground(), 'error');
    assert.match(text, /random\.py would be imported in place of Python’s own random/);
    assert.match(text, /torch\.py has the name of the package torch/);
    assert.match(text, /einops\.py would be imported in place of the package einops/);
    assert.match(text, /my-model\.py is needed by others and cannot be imported under that name: write my_model\./);
    assert.match(text, /model(?:\.py|\/__init__\.py) and model(?:\.py|\/__init__\.py) are the same module/);
    // In a package of the project's own they are told apart by it.
    assert.equal(
      said(plan([file('train.py'), file('tiny/random.py'), file('tests/test_random.py', { role: 'test' })]), ground(), 'error'),
      '',
    );
  });

  // shows: plan-checked
  it('says what files that are there import of the plan', () => {
    const texts = new Map([['train.py', 'from model import Model\nimport common.seeding\n']]);
    const files = new Set([...Object.keys(there), 'train.py']);
    const given = plan([file('train.py', { change: 'edit' }), file('model.py', { needs: ['train.py'] })], {
      order: ['train.py', 'model.py'],
    });
    const text = said(given, ground({ texts, files, code: new CodeIndex([...texts].map(([path, words]) => readSource(path, words))) }));
    assert.match(text, /train\.py imports model\.py, which its needs do not name/);
    assert.match(text, /train\.py imports model\.py, which needs train\.py by the plan: that is a cycle of imports/);
  });

  // shows: plan-checked
  it('can be started, with the seed where seeds are planned, and names what evaluates', () => {
    const text = said(
      plan([file('train.py')], {
        commands: { smoke: ['make', 'smoke'], overfit: ['python', 'fit.py', '{lr}'], run: ['python', 'train.py'], test: ['pytest', '-q'] },
        cells: [{ address: 'arxiv:2106.09685v2#S1.T1', row: 2, column: 2, key: 'accuracy', pick: 'last' }],
      }),
      ground({ tables: new Map() }),
    );
    assert.match(text, /“make smoke” \(smoke\) starts no Python script/);
    assert.match(text, /“python fit\.py \{lr\}” \(overfit\) starts fit\.py, which is neither planned nor there/);
    assert.match(text, /holds \{lr\}: only \{seed\} is filled in/);
    assert.match(text, /“python train\.py” \(run\) does not take \{seed\}: all 3 runs would be the same/);
    assert.match(text, /No file has the role “evaluation”/);
    assert.match(text, /No baseline is planned/);
    assert.doesNotMatch(text, /pytest/);
  });

  it('knows the script of a command, and puts the seed in', () => {
    assert.deepEqual(scriptOfCommand(['python3.12', '-u', './train.py', '--x']), { script: 'train.py', args: ['--x'] });
    assert.deepEqual(scriptOfCommand(['uv', 'run', 'python', '-m', 'pkg.train', '--seed', '{seed}'])?.script, 'pkg/train.py');
    assert.equal(scriptOfCommand(['pytest', '-q']), undefined);
    assert.ok(hasSeed(['seed={seed}']));
    assert.deepEqual(withSeed(['--seed={seed}', 'a'], 7), ['--seed=7', 'a']);
  });
});
