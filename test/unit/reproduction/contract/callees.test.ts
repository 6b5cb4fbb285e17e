import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractsOf } from '../../../../src/reproduction/contract/contract.ts';
import type { ContractSymbol } from '../../../../src/reproduction/contract/expression.ts';
import { type ContractJob, type ContractResult, checkContracts, type Mapping } from '../../../../src/reproduction/contract/harness.ts';
import { type PythonWorker, pythonWorker } from '../../../bench/integrity/pythonWorker.ts';
import { symbolOf } from '../../../fixtures/reproduction/contract/formulas.ts';

const r = String.raw;
const code = `
import dataclasses
import random
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

class Linear(nn.Module):
    def __init__(self, d, k, *, bias=True):
        super().__init__()
        self.dropout = nn.Dropout(0.5)
        self.out = nn.Linear(d, k, bias=bias)
    def forward(self, x):
        return self.dropout(self.out(x))
class Layers(nn.Module):
    def __init__(self, d, h, k):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(d, h), nn.Tanh(), nn.Linear(h, k))
    def forward(self, x):
        return self.layers(x)
@dataclasses.dataclass(frozen=True)
class Ridge:
    strength: float = 0.0
    def penalty(self, w): return self.strength * np.sum(w ** 2)
    @staticmethod
    def square(w): return np.sum(w ** 2)
table = torch.linspace(1.0, 2.0, 4, dtype=torch.float32)
def only_named(*, x, y): return np.sum(x * y)
def single(x, y):
    assert x.dtype == torch.float32, "dtype float32 is expected"
    return (x * y).sum()
def hidden_single(x, y): return (x.float() * y.float()).sum().double()
def half(x, y): return (x.bfloat16() * y.bfloat16()).sum()
def drops(x, y): return (F.dropout(x, 0.5, training=True) * y).sum()
def noisy(x, a):
    noise = torch.randn_like(x)
    return a * x + (1 - a) * noise, noise
def noisy_wrong(x, a): return a * x + torch.randn(x.shape)
def in_place(x, y):
    x *= y
    return x.sum()
def several(x, y): return {"other": 1.0, "values": [None, (x * y).sum()]}
def configured(x, cfg): return cfg.scale * np.sum(x)
def rate_built_in(w, g): return w - 0.01 * g
def on_scalar(x, t): return x * t.unsqueeze(0)
`;
const stand = `
import numpy as np
config = type("config", (), {"update": staticmethod(lambda *_: None)})
class Array:
    """Only what every array library has."""
    def __init__(self, value): self._value = np.asarray(value, dtype=np.float32)
    def __array__(self, dtype=None, copy=None): return self._value
    def __mul__(self, other): return Array(self._value * getattr(other, "_value", other))
`;

describe('what is checked by a contract', () => {
  let directory = '';
  let python: PythonWorker;
  before(async () => {
    python = await pythonWorker(['torch']);
  });
  after(() => python.end());
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'practicum-contract-'));
    await writeFile(join(directory, 'code.py'), code);
  });
  afterEach(() => rm(directory, { recursive: true }));

  function job(tex: string, symbols: readonly (string | ContractSymbol)[], name: string, mapping: Partial<Mapping> = {}): ContractJob {
    const declared = symbols.map((one) => (typeof one === 'string' ? symbolOf(one) : one));
    const [contract] = contractsOf(tex, declared);
    if (contract?.kind !== 'contract') throw new Error(contract?.why ?? 'nothing');
    const given = declared.filter(({ fixed }) => fixed === undefined).map((symbol) => ({ symbol: symbol.name }));
    return { id: name, contract, mapping: { from: { file: 'code.py' }, function: name, library: 'torch', arguments: given, ...mapping } };
  }

  async function checked(jobs: readonly ContractJob[]): Promise<ReadonlyMap<string, ContractResult>> {
    const results = await checkContracts(jobs, python.runIn(directory));
    return new Map(results.map((result) => [result.id, result]));
  }

  const said = (result: ContractResult | undefined): string =>
    result === undefined ? 'none' : result.kind === 'not-compared' ? `not compared: ${result.why}` : result.kind;

  // shows: contract-callee
  it('may be a method, whose object is built and given its parameters', async () => {
    const x = { symbol: 'x' };
    const set = [
      { name: 'out.weight', symbol: 'W' },
      { name: 'out.bias', symbol: 'b' },
    ];
    const sizes = [{ symbol: 'd' }, { name: 'k', symbol: 'k' }];
    const linear = (name: string, change: Partial<Mapping>) =>
      job('y = W x + b', ['W: k d', 'x: d', 'b: k'], name, { arguments: [x], instance: { arguments: sizes, set }, ...change });
    const results = await checked([
      linear('Linear.forward', {}),
      { ...linear('Linear', {}), id: 'called' },
      { ...linear('Linear', { instance: { arguments: sizes, set, isTraining: true } }), id: 'training' },
      { ...linear('Linear', { instance: { arguments: sizes, set: set.slice(0, 1) } }), id: 'bias not set' },
      {
        ...linear('Linear', { instance: { arguments: sizes, set: [{ name: 'out.weight', symbol: 'W', transposed: true }] } }),
        id: 'turned',
      },
      { ...linear('Linear', { instance: { arguments: sizes.slice(0, 1), set } }), id: 'not built' },
      { ...linear('Linear', { instance: { arguments: sizes, set: [{ name: 'in.weight', symbol: 'W' }] } }), id: 'no such name' },
      job(r`y = W_2\tanh(W_1 x + b_1) + b_2`, ['W_1: h d', 'W_2: k h', 'b_1: h', 'b_2: k', 'x: d'], 'Layers.forward', {
        arguments: [x],
        instance: {
          arguments: [{ symbol: 'd' }, { symbol: 'h' }, { symbol: 'k' }],
          set: [
            { name: 'layers.0.weight', symbol: 'W_1' },
            { name: 'layers.0.bias', symbol: 'b_1' },
            { name: 'layers.2.weight', symbol: 'W_2' },
            { name: 'layers.2.bias', symbol: 'b_2' },
          ],
        },
      }),
      job(r`P = \lambda\|w\|_2^2`, [r`\lambda: positive`, 'w: d'], 'Ridge.penalty', {
        library: 'numpy',
        arguments: [{ symbol: 'w' }],
        instance: { arguments: [], set: [{ name: 'strength', symbol: r`\lambda` }] },
      }),
      job(r`P = \|w\|_2^2`, ['w: d'], 'Ridge.square', { library: 'numpy' }),
    ]);
    assert.deepEqual(
      ['Linear.forward', 'called', 'bias not set', 'Layers.forward', 'Ridge.penalty', 'Ridge.square'].map((id) => said(results.get(id))),
      [
        'ok',
        'ok',
        'not compared: the function draws random numbers: two calls with the same arguments differ. Give the symbol that it draws as: drawn, or switch the chance off (dropout 0)',
        'ok',
        'ok',
        'ok',
      ],
    );
    assert.match(said(results.get('training')), /draws random numbers/);
    assert.match(said(results.get('turned')), /out\.weight has the shape \(\d, \d\), and what is set there has \(\d, \d\)/);
    assert.match(said(results.get('not built')), /Linear\(d, k, \*, bias=True\) missing a required argument: 'k'/);
    assert.match(said(results.get('no such name')), /has no attribute 'in'|no in\.weight to set/);
  }).timeout(60_000);

  // shows: contract-callee
  it('may take its arguments by name, change them, draw random numbers, and return several results', async () => {
    const product = r`s = \sum_i x_i y_i`;
    const pair = ['x: n', 'y: n'];
    const noise = (name: string, change: Partial<Mapping>) =>
      job(r`z = a x + (1-a)\epsilon`, ['x: n', 'a: unit', r`\epsilon: n`], name, {
        arguments: [{ symbol: 'x' }, { symbol: 'a' }, { symbol: r`\epsilon`, as: 'drawn' }],
        ...change,
      });
    const named = pair.map((text) => ({ symbol: text.slice(0, 1), name: text.slice(0, 1) }));
    const results = await checked([
      job(product, pair, 'only_named', { library: 'numpy', arguments: named }),
      { ...job(product, pair, 'only_named', { library: 'numpy' }), id: 'by order' },
      job(product, pair, 'in_place', { library: 'numpy' }),
      job(product, pair, 'drops'),
      job(product, pair, 'several', { output: ['values', 1] }),
      { ...job(product, pair, 'several'), id: 'which of them' },
      noise('noisy', { output: 0 }),
      noise('noisy_wrong', {}),
      { ...noise('noisy', { output: 0, arguments: [{ symbol: 'x' }, { symbol: 'a' }] }), id: 'not said to draw' },
      job(r`s = c \sum_i x_i`, ['c:', 'x: n'], 'configured', {
        library: 'numpy',
        arguments: [{ symbol: 'x' }, { name: 'cfg', fields: { scale: { symbol: 'c' } } }],
      }),
      job(r`v = w - \eta g`, ['w: n', 'g: n', { name: r`\eta`, role: 'array', shape: [], fixed: 0.01 }], 'rate_built_in', {
        library: 'numpy',
      }),
      { ...job(r`v = w - \eta g`, ['w: n', 'g: n', { name: r`\eta`, role: 'array', shape: [], fixed: 0.1 }], 'rate_built_in'), id: 'rate' },
      job('y = x t', ['x: n', 't:'], 'on_scalar', { arguments: [{ symbol: 'x' }, { symbol: 't', as: 'array' }] }),
    ]);
    const passed = ['only_named', 'in_place', 'several', 'noisy', 'configured', 'rate_built_in', 'on_scalar'];
    assert.deepEqual(
      passed.map((id) => said(results.get(id))),
      passed.map(() => 'ok'),
    );
    assert.match(said(results.get('by order')), /only_named\(\*, x, y\) too many positional arguments/);
    assert.match(said(results.get('which of them')), /a dict with other, values: say which one with output/);
    for (const id of ['drops', 'not said to draw']) assert.match(said(results.get(id)), /draws random numbers/);
    for (const id of ['noisy_wrong', 'rate']) assert.equal(said(results.get(id)), 'mismatch');
  }).timeout(60_000);

  // shows: contract-callee
  it('is compared as exactly as its numbers are', async () => {
    const product = r`s = \sum_i x_i y_i`;
    const pair = ['x: n', 'y: n'];
    const results = await checked(['single', 'hidden_single', 'half'].map((name) => job(product, pair, name)));
    const precision = (id: string) => {
      const result = results.get(id);
      return result?.kind === 'ok' ? result.precision : said(result);
    };
    assert.equal(precision('single'), 'float32');
    assert.equal(precision('half'), 'half');
    assert.match(precision('hidden_single'), /^not compared: it agrees to seven digits only/);
  }).timeout(60_000);

  // shows: contract-callee
  it('may be of any library whose arrays become those of numpy', async () => {
    await mkdir(join(directory, 'jax'));
    await writeFile(join(directory, 'jax', '__init__.py'), stand);
    await writeFile(join(directory, 'jax', 'numpy.py'), 'from jax import Array\ndef asarray(value): return Array(value)\n');
    await writeFile(join(directory, 'code.py'), 'import jax.numpy as jnp\ndef double(x): return x * 2\ndef triple(x): return x * 3\n');
    const results = await checked(['double', 'triple'].map((name) => job('y = 2 x', ['x: n'], name, { library: 'jax' })));
    assert.deepEqual([said(results.get('double')), said(results.get('triple'))], ['ok', 'mismatch']);
  }).timeout(60_000);

  // shows: contract-callee
  it('lies in a package or beside files of the same name in other folders', async () => {
    for (const [folder, factor] of [
      ['one', 2],
      ['two', 3],
    ] as const) {
      await mkdir(join(directory, folder, 'parts'), { recursive: true });
      await writeFile(join(directory, folder, 'factor.py'), `FACTOR = ${factor}\n`);
      await writeFile(join(directory, folder, 'model.py'), 'from factor import FACTOR\ndef times(x): return FACTOR * x\n');
    }
    await writeFile(join(directory, 'one', 'parts', '__init__.py'), '');
    await writeFile(join(directory, 'one', 'parts', 'inner.py'), 'from .other import FACTOR\ndef times(x): return FACTOR * x\n');
    await writeFile(join(directory, 'one', 'parts', 'other.py'), 'FACTOR = 2\n');
    const from = (file: string, tex: string) => ({
      ...job(tex, ['x: n'], 'times', { library: 'numpy', from: { file } }),
      id: `${file} ${tex}`,
    });
    const results = await checked([from('one/model.py', 'y = 2x'), from('two/model.py', 'y = 3x'), from('one/parts/inner.py', 'y = 2x')]);
    assert.deepEqual([...results.values()].map(said), ['ok', 'ok', 'ok']);
  }).timeout(60_000);
});
