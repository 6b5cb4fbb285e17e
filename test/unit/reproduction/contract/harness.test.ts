import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testPython } from '../../../../scripts/python.mjs';
import { contractsOf } from '../../../../src/reproduction/contract/contract.ts';
import { type ContractJob, checkContracts, type Mapping } from '../../../../src/reproduction/contract/harness.ts';
import { numpySource, partsInOrder, prelude } from '../../../../src/reproduction/contract/numpy.ts';
import { symbolOf } from '../../../fixtures/reproduction/contract/formulas.ts';

const r = String.raw;
const functions = `
import numpy as np
print("said while it is imported")
def attention(q, k, v):
    s = q @ np.swapaxes(k, -1, -2) / np.sqrt(q.shape[-1])
    e = np.exp(s - s.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True) @ v
def without_root(q, k, v):
    s = q @ np.swapaxes(k, -1, -2) / q.shape[-1]
    e = np.exp(s - s.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True) @ v
def loss(y, *, p): return np.sum((y - p) ** 2)
def single(y, p): return np.mean((y.astype(np.float32) - p.astype(np.float32)) ** 2)
def batch(x, y): return np.mean(x * y)
def strange(y, p): return np.mean((y - p) ** 2) + np.sin(np.sum(p))
def raises(y, p): raise ValueError("no such data")
def ends(y, p): raise SystemExit(0)
def nan(y, p): return np.float64("nan")
`;

describe('the harness of equation contracts', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'practicum-contract-'));
    await writeFile(join(directory, 'functions.py'), functions);
  });
  afterEach(() => rm(directory, { recursive: true }));

  function job(tex: string, symbols: readonly string[], name: string, mapping: Partial<Mapping> = {}): ContractJob {
    const declared = symbols.map((text) =>
      text.endsWith(' in B')
        ? { ...symbolOf(text.slice(0, -5)), batch: 'B' }
        : text === 'B'
          ? ({ name: 'B', role: 'batch', shape: ['n'] } as const)
          : symbolOf(text),
    );
    const [contract] = contractsOf(tex, declared);
    if (contract?.kind !== 'contract') throw new Error(contract?.why ?? 'nothing');
    const given = declared.filter((symbol) => symbol.role !== 'batch').map((symbol) => ({ symbol: symbol.name }));
    return {
      id: name,
      contract,
      mapping: { from: { file: 'functions.py' }, function: name, library: 'numpy', arguments: given, ...mapping },
    };
  }

  // shows: contract-check, contract-diverges
  it('passes what computes the equation, and names what other code computes instead', async () => {
    const attention = r`A = \operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right)V`;
    const stacked = { outputBatchAxis: 0, arguments: ['Q', 'K', 'V'].map((symbol) => ({ symbol, batchAxis: 0 })) };
    const shapes = ['Q: n d', 'K: m d', 'V: m v'];
    const squares = r`L = \frac{1}{n}\sum_{i=1}^{n}(y_i-p_i)^2`;
    const pair = ['y: n', 'p: n'];
    const jobs = [
      job(attention, shapes, 'attention', stacked),
      job(attention, shapes, 'without_root', stacked),
      job(squares, pair, 'loss', { arguments: [{ symbol: 'y' }, { symbol: 'p', name: 'p' }] }),
      job(squares, pair, 'single'),
      job(r`L = \mathbb{E}_{(x,y)\sim B}[xy]`, ['B', 'x: in B', 'y: in B'], 'batch'),
      job(squares, pair, 'strange'),
      job(squares, pair, 'raises'),
      job(squares, pair, 'ends'),
      job(squares, pair, 'nan'),
    ];
    const python = await testPython();
    const results = await checkContracts(jobs, async (script) => {
      await writeFile(join(directory, 'harness.py'), script);
      const { stdout } = await promisify(execFile)(python, ['harness.py'], { cwd: directory });
      return { stdout, exit: 0 };
    });
    const kinds = results.map((result) => [result.id, result.kind]);
    assert.deepEqual(kinds, [
      ['attention', 'ok'],
      ['without_root', 'mismatch'],
      ['loss', 'mismatch'],
      ['single', 'ok'],
      ['batch', 'ok'],
      ['strange', 'mismatch'],
      ['raises', 'not-compared'],
      ['ends', 'not-compared'],
      ['nan', 'mismatch'],
    ]);
    const said = results.map((result) =>
      result.kind === 'mismatch' ? (result.diverges?.says ?? result.traced?.tex) : result.kind === 'not-compared' ? result.why : '',
    );
    assert.match(said[1] ?? '', /^The code leaves out the root of d\.$/);
    assert.match(said[2] ?? '', /takes the sum where the equation has the mean/);
    assert.equal(said[5], 'p_i');
    assert.match(said[6] ?? '', /no such data/);
  }).timeout(60_000);

  // shows: contract-check
  it('tells the value of every part of an equation, in each round of its sums', async () => {
    const { equation, symbols } = job(r`L = \sum_{i=1}^{n}(x_i-c)^2`, ['x: n', 'c:'], 'loss').contract;
    const parts = partsInOrder(equation).map((part) => part.tex);
    const use =
      'seen = []\nreference({"x": np.array([3.0, 5.0]), "c": 1.0, "n": 2}, lambda n, v: seen.append([n, np.asarray(v).tolist()]))\nimport json\nprint(json.dumps(seen))';
    await writeFile(join(directory, 'see.py'), [prelude, numpySource(equation, symbols, 'reference', { sees: true }), use].join('\n'));
    const { stdout } = await promisify(execFile)(await testPython(), ['see.py'], { cwd: directory });
    const seen: [number, unknown][] = JSON.parse(stdout);
    const squares = seen.filter(([number]) => parts[number] === '(x_i-c)^2').map(([, value]) => value);
    assert.deepEqual(
      [squares, seen.at(-1)],
      [
        [4, 16],
        [0, 20],
      ],
    );
  }).timeout(60_000);

  // shows: contract-check
  it('never takes an interpreter that ended early for a pass', async () => {
    const one = job('y = x', ['x: n'], 'attention');
    await assert.rejects(
      checkContracts([one], async () => ({ stdout: 'Segmentation fault', exit: 139 })),
      { code: 'contract-harness' },
    );
  });
});
