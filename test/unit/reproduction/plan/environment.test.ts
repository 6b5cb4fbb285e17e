import assert from 'node:assert/strict';
import { PracticumError } from '../../../../src/base/errors.ts';
import { environmentLines, isVersion, lackingIn, packageState, resolveEnvironment } from '../../../../src/reproduction/plan/environment.ts';

const python = {
  interpreter: { path: '/venv/bin/python', version: '3.12.1' },
  packages: { torch: '2.13.0+cpu', scikit_learn: '1.5.0', 'faiss-gpu': '1.8' },
};

describe('The environment of a plan', () => {
  // shows: plan-environment
  it('has a package in the wanted version, in another, or not at all', () => {
    const state = (name: string, version?: string) =>
      packageState({ name, ...(version === undefined ? {} : { version }) }, python.packages).state;
    assert.deepEqual(
      [
        state('torch'),
        state('torch', '2.13.0'),
        state('Torch', '>=2,<3'),
        state('torch', '2.12'),
        state('jax'),
        state('scikit-learn', '~=1.4'),
        state('faiss-cpu'),
        state('torch[opt]'),
      ],
      ['ok', 'ok', 'ok', 'other version', 'missing', 'ok', 'ok', 'ok'],
    );
    const cases: readonly (readonly [found: string, wanted: string, is: boolean])[] = [
      ['2.13.0', '==2.*', true],
      ['2.13.0', '2', true],
      ['2.13.0', '==2.13', true],
      ['2.13.1', '==2.13', false],
      ['2.13.0rc1', '>=2.13', false],
      ['1.4.5', '~=1.4.2', true],
      ['1.5.0', '~=1.4.2', false],
      ['2.0', '!=2.0', false],
      ['10.0', '>9.2', true],
      ['3.0', '>=2,!=2.5,<3', false],
    ];
    for (const [found, wanted, is] of cases) assert.equal(isVersion(found, wanted), is, `${found} ${wanted}`);
  });

  // shows: plan-environment
  it('says that nobody was asked where the Hub is away, and asks once then', async () => {
    let asked = 0;
    const hub = Array.from({ length: 9 }, (_, at) => ({ id: `ada/${at}`, kind: 'model' as const, use: 'base' }));
    const found = await resolveEnvironment(
      { packages: [{ name: 'torch' }, { name: 'jax' }], hub },
      {
        installed: async () => python,
        repo: async () => {
          asked++;
          throw new PracticumError('hub-unreachable', 'No line to huggingface.co.');
        },
      },
    );
    assert.equal(asked, 4);
    assert.ok(found.hub.every(({ state, why }) => state === 'not asked' && why === 'No line to huggingface.co.'));
    // What was not asked is no reason to stop: it is said.
    assert.deepEqual(lackingIn(found), ['package jax']);
    assert.match(environmentLines(found).join('\n'), /not asked: model ada\/0\. No line to huggingface\.co\./);
  });

  // shows: plan-environment
  it('is one without Python, too, and without a Hub', async () => {
    const installed = async () => Promise.reject(new PracticumError('no-python', 'No working Python was found.'));
    const found = await resolveEnvironment(
      { packages: [{ name: 'torch' }], hub: [{ id: 'ada/tiny', kind: 'dataset', use: 'data' }] },
      { installed },
    );
    assert.equal(found.interpreter, '');
    assert.deepEqual(lackingIn(found), ['package torch']);
    assert.match(
      environmentLines(found).join('\n'),
      /no Python was found on this machine[\s\S]*not asked: data set ada\/tiny\. There is no way to the Hub\./,
    );
  });
});
