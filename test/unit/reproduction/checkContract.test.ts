import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { testPython } from '../../../scripts/python.mjs';
import { declareTool } from '../../../src/agent/declare.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import { filesOf, standingOf } from '../../../src/reproduction/contract/standing.ts';
import { formatStage, parseStage } from '../../../src/reproduction/stages/files.ts';
import type { Plan, PlanFile, SpecItem } from '../../../src/reproduction/stages/records.ts';
import { type PaperServices, startPaperServices } from '../../doubles/papers/papers.ts';
import { useToolbox } from '../tools/toolbox.ts';

const tex = String.raw`\documentclass{article}
\title{Attention}
\begin{document}
\maketitle
\section{Method}
\begin{equation}\label{eq:attention} A = \operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right)V \end{equation}
\begin{equation}\label{eq:loss} L = \frac{1}{n}\sum_{i=1}^{n}(y_i-p_i)^2 \end{equation}
\begin{equation}\label{eq:grad} g = \nabla f(x) \end{equation}
\end{document}`;

const code = `import numpy as np
from scaling import scaled


def attention(q, k, v, *, mask=None):
    s = scaled(q @ k.T, q.shape[-1])
    e = np.exp(s - s.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True) @ v


def loss(y, p):
    return np.sum((y - p) ** 2)


class Loss:
    def __init__(self, scale):
        self.scale = scale

    def forward(self, y, p):
        return self.scale * np.mean((y - p) ** 2)
`;
const scaling = 'def scaled(s, d):\n    return s / d ** 0.5\n';
const paper = 'file:paper.tex';
const kept = '.practicum/papers/file-paper.tex/contracts.json';
const attention = {
  address: 'eq:attention',
  symbols: [
    { name: 'Q', shape: ['n', 'd'] },
    { name: 'K', shape: ['m', 'd'] },
    { name: 'V', shape: ['m', 'v'] },
  ],
  file: 'model.py',
  symbol: 'attention',
  mapping: { library: 'numpy', arguments: [{ symbol: 'Q' }, { symbol: 'K' }, { name: 'v', symbol: 'V' }] },
};
const pair = [
  { name: 'y', shape: ['n'] },
  { name: 'p', shape: ['n'] },
];
const loss = {
  address: 'S1.E2',
  symbols: pair,
  file: 'model.py',
  symbol: 'loss',
  mapping: { library: 'numpy', arguments: [{ symbol: 'y' }, { symbol: 'p' }] },
};

describe('check_contract', () => {
  let services: PaperServices;
  before(async () => {
    services = await startPaperServices([]);
  });
  after(() => services.close());
  const box = useToolbox({
    papers: () => ({ userAgent: 'practicum/test', settings: () => services.settings }),
    pythons: () => ({ interpreter: () => testPython() }),
  });
  const check = async (input: object) => await box.call('check_contract', { paper, ...input });
  const records = async () => parseStage('contracts', await box.text(kept)).contracts;
  beforeEach(async () => {
    await box.put('paper.tex', tex);
    await box.put('model.py', code);
    await box.put('scaling.py', scaling);
  });

  // shows: contract-tool
  it('compares several equations with the code in one go, keeps what came out, and names the first part that differs', async () => {
    const { content, origin } = await check({ ...attention, also: [loss, { address: 'eq:grad', symbols: [{ name: 'x' }] }] });
    assert.match(content, /file:paper\.tex#S1\.E1: ok\. attention \(model\.py:5–8\) computes it/);
    assert.match(
      content,
      /#S1\.E2: MISMATCH\. At .*: the code takes the sum where the equation has the mean.* Look at loss \(model\.py:11–12\) beside/s,
    );
    assert.match(content, /#S1\.E3: no contract, so nothing is tested and nothing passes: .*nabla/);
    assert.match(content, /2 of 3 displayed equations have a contract, 2 checked, 1 ok/);
    assert.deepEqual(origin, { kind: 'paper', name: paper });
    const [first, second, third] = await records();
    assert.deepEqual([first?.state, second?.state, third?.state], ['ok', 'mismatch', 'no contract']);
    assert.deepEqual(first?.code, { file: 'model.py', symbol: 'attention' });
    assert.deepEqual(Object.keys(first === undefined ? {} : filesOf(first)), ['model.py', 'scaling.py']);
    assert.match(second?.why ?? '', /the mean/);
  });

  // shows: contract-stale
  it('says of a result that it is old once the code, what that imports, or the paper is another', async () => {
    await check(attention);
    const [record] = await records();
    assert.ok(record !== undefined);
    const files = filesOf(record);
    assert.equal(standingOf(record, { shaOf: (file) => files[file] }).state, 'ok');
    const other = standingOf(record, { shaOf: (file) => (file === 'scaling.py' ? 'other' : files[file]) });
    assert.deepEqual([other.state, other.because], ['stale', 'code']);
    assert.deepEqual(record.inputs, {}, 'nothing of a plan or specification was there');
  });

  // shows: contract-stale
  it('notes the item of the specification and the file of the plan that it was got from', async () => {
    const folder = kept.replace('contracts.json', '');
    const head = { v: 1, inputs: {} } as const;
    const item: SpecItem = {
      id: 'attention',
      kind: 'equation',
      statement: 'Attention.',
      status: 'stated',
      evidence: [{ address: `${paper}#S1.E1` }],
      by: 'model',
    };
    const file: PlanFile = { path: 'model.py', change: 'new', role: 'code', purpose: 'The model.', symbols: [], needs: [], reuses: [] };
    const plan: Plan = {
      ...head,
      stage: 'plan',
      framework: 'numpy',
      summary: '',
      files: [file],
      order: ['model.py'],
      packages: [],
      hub: [],
      commands: { smoke: [], run: [] },
      seeds: [],
      cells: [],
    };
    await box.put(`${folder}spec.json`, formatStage('spec', { ...head, stage: 'spec', items: [item] }));
    await box.put(`${folder}plan.json`, formatStage('plan', plan));
    await check(attention);
    const [record] = await records();
    assert.deepEqual(Object.keys(record?.inputs ?? {}).toSorted(), ['code/model.py', 'spec/attention']);
    assert.equal(record?.inputs['code/model.py'], createHash('sha256').update(code).digest('hex'));
  });

  // shows: contract-tool
  it('notes of a formula with several equations why the others have no contract', async () => {
    await box.put('paper.tex', tex.replace(String.raw`L = \frac`, String.raw`h(a \mid b) = \int u , \qquad L = \frac`));
    await check(loss);
    assert.deepEqual(
      (await records()).map(({ part, state }) => [part, state]),
      [
        [0, 'no contract'],
        [1, 'mismatch'],
      ],
    );
  });

  // shows: contract-tool
  it('takes the place of what was kept of the same equation, and leaves the others', async () => {
    await check({ ...loss, also: [attention] });
    await box.put('model.py', code.replace('np.sum((y', 'np.mean((y'));
    await check(loss);
    assert.deepEqual(
      (await records()).map(({ address, state }) => [address.split('#')[1], state]),
      [
        ['S1.E1', 'ok'],
        ['S1.E2', 'ok'],
      ],
    );
  });

  // shows: contract-tool
  it('builds the object of a method', async () => {
    const instance = { arguments: [{ name: 'scale', value: 1 }] };
    const { content } = await check({ ...loss, symbol: 'Loss.forward', mapping: { ...loss.mapping, instance } });
    assert.match(content, /ok\. Loss\.forward/);
    const unset = { ...instance, set: [{ name: 'scale', value: 2 }] };
    assert.match((await check({ ...loss, symbol: 'Loss.forward', mapping: { ...loss.mapping, instance: unset } })).content, /MISMATCH/);
  });

  // shows: contract-tool
  it('shows an equation that is not mapped yet as it is understood, and executes nothing', async () => {
    const { file: _, symbol: __, mapping: ___, ...only } = loss;
    const effects = box.tool('check_contract').effects({ paper, ...only });
    assert.ok(!effects.some(({ kind }) => kind === 'execute'));
    const { content } = await check(only);
    assert.match(content, /a contract, not mapped yet\. It is understood as L = /);
    assert.deepEqual(
      (await records()).map(({ state }) => state),
      ['not mapped'],
    );
  });

  // shows: contract-door
  it('refuses before anything runs what does not fit together, and says what would', async () => {
    const refused = async (change: object, code: string, words: RegExp): Promise<void> => {
      await assert.rejects(check({ ...loss, ...change }), (error: unknown) => {
        assert.ok(error instanceof PracticumError, String(error));
        assert.equal(error.code, code, error.message);
        assert.match(`${error.message} ${error.hint ?? ''}`, words);
        return true;
      });
    };
    const given = (...args: readonly object[]) => ({ mapping: { library: 'numpy', arguments: args } });
    await refused(
      given({ symbol: 'y' }, { symbol: 'q' }),
      'contract-mapping',
      /names q, which is neither declared nor a size\. Symbols: y, p; sizes: n/,
    );
    await refused(given({ symbol: 'y' }, { value: 1 }), 'contract-mapping', /The equation uses p, which the mapping hands to nothing/);
    await refused(
      given({ symbol: 'y' }, { symbol: 'p' }, { symbol: 'n' }),
      'contract-argument',
      /3 arguments by their order, and there are places for 2\. loss takes y, p/,
    );
    await refused(given({ symbol: 'y' }, { symbol: 'p', name: 'q' }), 'contract-argument', /there is no argument q/);
    await refused(
      given({ symbol: 'y', name: 'y' }, { value: 1, name: 'p', symbol: 'p' }),
      'contract-mapping',
      /p of the mapping has a symbol and a value/,
    );
    await refused({ symbol: 'los' }, 'contract-no-symbol', /has no function or class los\. It has attention, loss, Loss/);
    await refused({ symbol: 'Loss.forward' }, 'contract-argument', /does not fit Loss\(…\): it leaves out scale/);
    await refused({ address: 'eq:none' }, 'contract-no-node', /has no part eq:none\. Its displayed formulas: S1\.E1, S1\.E2, S1\.E3/);
    await refused(
      { symbols: [...pair, { name: '\\hat{x' }] },
      'contract-symbols',
      /“\\hat\{x” is no name: it has a brace that is not closed/,
    );
    await refused({ symbols: [{ name: 'y', shape: ['n'], size: 3 }] }, 'contract-symbols', /size is not known there\. A symbol: name/);
    await refused({ symbols: [...pair, { name: 'k', values: 'label' }] }, 'contract-symbols', /k is a label and does not say of what/);
    await assert.rejects(box.text(kept), { code: 'ENOENT' });
  });

  // shows: contract-tool
  it('says what stops the code, and never takes that for a pass', async () => {
    await box.put('model.py', code.replace('return np.sum', 'raise ValueError("no such data")\n    return np.sum'));
    assert.match((await check(loss)).content, /NOT COMPARED, which is no pass\. loss .*ValueError: no such data/);
    await box.put('model.py', `import os\nos._exit(3)\n${code}`);
    await assert.rejects(check(loss), { code: 'contract-harness' });
  });

  // shows: contract-tool, effects-declared
  it('executes the file behind walls, and writes one file', () => {
    const effects = box.tool('check_contract').effects({ paper, ...attention, also: [loss] });
    assert.deepEqual(
      effects.filter(({ kind }) => kind === 'execute' || kind === 'write'),
      [
        { kind: 'write', path: box.at(kept) },
        { kind: 'execute', argv: ['python', box.at('model.py')], cwd: box.root, isWalled: true },
      ],
    );
  });

  it('takes at most 2,100 bytes of a prompt', () => {
    const bytes = Buffer.byteLength(JSON.stringify(declareTool(box.tool('check_contract'))));
    assert.ok(bytes <= 2_100, `${bytes} bytes`);
  });
});
