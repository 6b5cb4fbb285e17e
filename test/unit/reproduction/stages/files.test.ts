import assert from 'node:assert/strict';
import { PracticumError } from '../../../../src/base/errors.ts';
import { formatStage, parseStage, readStage, writeStage } from '../../../../src/reproduction/stages/files.ts';
import type { Register, Spec } from '../../../../src/reproduction/stages/records.ts';
import { unitStates } from '../../../../src/reproduction/stages/units.ts';
import { memoryFiles } from './memoryFiles.ts';

const spec: Spec = {
  v: 1,
  stage: 'spec',
  inputs: {},
  items: [
    {
      id: 'S3.E1',
      kind: 'equation',
      statement: 'The attention weights are a softmax of scaled scores.',
      status: 'stated',
      evidence: [{ address: 'file:paper.tex#S3.E1', quote: 'softmax' }],
      by: 'practicum',
    },
  ],
};
const register: Register = {
  v: 1,
  stage: 'register',
  inputs: {},
  rows: [
    {
      id: 'optimizer',
      name: 'optimizer',
      kind: 'missing',
      why: 'It decides what is reached.',
      state: 'proposed',
      value: 'Adam',
      origin: { kind: 'convention', text: 'usual for attention' },
      alternatives: [],
      evidence: [],
    },
  ],
};

describe('files of the stages', () => {
  const good = formatStage('spec', spec);
  const saying = (text: string): string => {
    try {
      parseStage('spec', text, '.practicum/papers/x/spec.json');
    } catch (error) {
      assert.ok(error instanceof PracticumError);
      assert.match(error.hint ?? '', /\w/);
      return `${error.code}: ${error.message}`;
    }
    return 'read';
  };

  // shows: repro-stage-files
  it('come back as they were written, in one order, whatever order the fields had', async () => {
    const files = memoryFiles();
    await writeStage(files, 'spec', { items: spec.items, inputs: {}, stage: 'spec', v: 1 });
    const first = files.texts.get('spec.json');
    const read = await readStage(files, 'spec');
    assert.deepEqual(read?.items, spec.items);
    assert.ok(read !== undefined);
    await writeStage(files, 'spec', read);
    assert.equal(files.texts.get('spec.json'), first);
    assert.equal(await readStage(files, 'plan'), undefined);
    // With the mark and the line ends of another editor too.
    assert.deepEqual(parseStage('spec', `\u{feff}${first?.replaceAll('\n', '\r\n')}`).items, spec.items);
  });

  // shows: repro-stage-broken
  it('that cannot be read are told with the line and what to do, and never written over', async () => {
    assert.match(saying(`<<<<<<< HEAD\n${good}`), /^stage-unreadable: \S+spec\.json cannot be read: line 1 is a conflict mark of git\.$/);
    assert.match(saying(good.slice(0, 200)), /it stops in the middle of line 9|it stops in the middle of line 10/);
    assert.match(saying(good.replace('"v": 1', '"v": 2')), /^stage-newer: .*newer Practicum \(version 2; this one reads 1\)/);
    assert.match(saying(good.replace('"status"', '"state"')), /line 9 at items\[0\]: “state” is not known there, and 1 more/);
    assert.match(saying(good.replace('"stated"', '"sure"')), /line 9 at items\[0\]\.status: Invalid option/);
    assert.match(saying(good.replace('"stage": "spec"', '"stage": "plan"')), /it holds the stage “plan”/);
    assert.match(saying(good.replace('"v": 1,', '"v": 1')), /it is no JSON \(a comma was missing in line 3\)/);
    assert.match(saying(''), /it is empty/);
    assert.match(saying('null'), /line 1/);
    assert.match(saying('{'.repeat(100_000)), /cannot be read/);

    const broken = good.slice(0, 100);
    const files = memoryFiles({ 'spec.json': broken });
    await assert.rejects(writeStage(files, 'spec', spec), { code: 'stage-unreadable' });
    assert.equal(files.texts.get('spec.json'), broken);
  });

  // shows: repro-stage-broken
  it('cut off anywhere are never taken for whole ones', () => {
    for (let end = 0; end < good.trimEnd().length; end += 1) assert.notEqual(saying(good.slice(0, end)), 'read', `cut at ${end}`);
  });

  // shows: repro-stage-edits
  it('say what a person changed, part by part, and theirs is what counts', async () => {
    const files = memoryFiles();
    await writeStage(files, 'register', register);
    const states = async () => unitStates({ register: await readStage(files, 'register') });
    assert.deepEqual((await states()).get('register/optimizer'), { kind: 'current' });
    files.texts.set('register.json', files.texts.get('register.json')?.replace('"value": "Adam"', '"value": "SGD"') ?? '');
    assert.deepEqual((await states()).get('register/optimizer'), { kind: 'edited' });
    assert.equal((await readStage(files, 'register'))?.rows[0]?.value, 'SGD');
  });
});
