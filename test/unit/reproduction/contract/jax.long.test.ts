import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jaxPython } from '../../../../scripts/jax.mjs';
import { contractsOf } from '../../../../src/reproduction/contract/contract.ts';
import { type ContractJob, type ContractResult, checkContracts, type Mapping } from '../../../../src/reproduction/contract/harness.ts';
import { symbolOf } from '../../../fixtures/reproduction/contract/formulas.ts';

const r = String.raw;
const code = `
import jax
import jax.numpy as jnp

def attention(q, k, v): return jax.nn.softmax(q @ k.T / jnp.sqrt(q.shape[-1]), axis=-1) @ v
def without_root(q, k, v): return jax.nn.softmax(q @ k.T, axis=-1) @ v
def over_the_other_axis(q, k, v): return jax.nn.softmax(q @ k.T / jnp.sqrt(q.shape[-1]), axis=0) @ v
@jax.jit
def mean_square(x, y): return jnp.mean((x - y) ** 2)
@jax.jit
def sum_square(x, y): return jnp.sum((x - y) ** 2)
def norms(x): return jax.vmap(lambda row: jnp.sqrt(jnp.sum(row ** 2)))(x)
def single(x, y): return jnp.sum(x.astype(jnp.float32) * y.astype(jnp.float32))
`;

describe('equation contracts with code of JAX', function () {
  this.timeout(600_000);
  let directory: string;
  let python: string;
  before(async () => {
    python = await jaxPython();
    directory = await mkdtemp(join(tmpdir(), 'practicum-jax-'));
    await writeFile(join(directory, 'code.py'), code);
  });
  after(() => rm(directory, { recursive: true, force: true }));

  function job(tex: string, symbols: readonly string[], symbol: string, more: Partial<Mapping> = {}): ContractJob {
    const declared = symbols.map(symbolOf);
    const [contract] = contractsOf(tex, declared);
    if (contract?.kind !== 'contract') return assert.fail(`${tex}: ${contract?.kind === 'none' ? contract.why : 'nothing'}`);
    const given = declared.filter(({ fixed }) => fixed === undefined).map(({ name }) => ({ symbol: name }));
    return { id: symbol, contract, mapping: { from: { file: 'code.py' }, function: symbol, library: 'jax', arguments: given, ...more } };
  }

  async function checked(jobs: readonly ContractJob[]): Promise<ReadonlyMap<string, ContractResult>> {
    const results = await checkContracts(jobs, async (script) => {
      const child = spawn(python, ['-'], {
        cwd: directory,
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, JAX_PLATFORMS: 'cpu' },
      });
      child.stdin.end(script);
      let stdout = '';
      for await (const text of child.stdout.setEncoding('utf8')) stdout += text;
      return { stdout, exit: child.exitCode };
    });
    return new Map(results.map((result) => [result.id, result]));
  }

  // shows: contract-callee
  it('hold for what computes the equation, compiled, mapped over a batch or an object, and name what other code computes', async () => {
    const attention = (name: string) =>
      job(r`Y = \mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right)V`, ['Q: n d', 'K: m d', 'V: m e'], name);
    const results = await checked([
      attention('attention'),
      attention('without_root'),
      attention('over_the_other_axis'),
      job(r`L = \frac{1}{n}\sum_{i=1}^{n}(x_i - y_i)^2`, ['x: n', 'y: n'], 'mean_square'),
      job(r`L = \frac{1}{n}\sum_{i=1}^{n}(x_i - y_i)^2`, ['x: n', 'y: n'], 'sum_square'),
      job(r`L = \sum_{i=1}^{n} x_i y_i`, ['x: n', 'y: n'], 'single'),
      job(r`r_i = \sqrt{\sum_{j=1}^{d} x_{ij}^2}`, ['x: n d'], 'norms'),
    ]);
    assert.match(JSON.stringify(results.get('without_root')), /leaves out the division by √\(d\)/);
    assert.match(JSON.stringify(results.get('sum_square')), /the sum where the equation has the mean/);
    const kinds = [...results].map(([id, { kind }]) => [id, kind]);
    assert.deepEqual(kinds, [
      ['attention', 'ok'],
      ['without_root', 'mismatch'],
      ['over_the_other_axis', 'mismatch'],
      ['mean_square', 'ok'],
      ['sum_square', 'mismatch'],
      ['single', 'ok'],
      ['norms', 'ok'],
    ]);
  });
});
