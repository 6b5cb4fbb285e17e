import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environmentFile, readEnvironment, recordEnvironment, recordedVariables, seedsOf } from '../../../src/runs/environmentRecord.ts';
import { systemPython } from '../../systemPython.ts';
import { fakeSmi, twoGpus } from './machine/fakeSmi.ts';

/** In pieces, so that no scanner takes this file for a leak. */
const token = ['hf', 'abcdefghijklmnopqrstuvwxyzABCDEFGH'].join('_');

describe('The environment of a run', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-environment-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const specFor = (python: string, argv: readonly string[] = ['train.py']) => ({
    argv: [python, ...argv],
    interpreter: { path: python, version: '3', origin: 'PATH' },
    settings: { seed: '7' },
  });
  const recorded = async (python: string, env: NodeJS.ProcessEnv, argv?: readonly string[]) => {
    await recordEnvironment(folder, { spec: specFor(python, argv), scriptEnv: env, env }).finish();
    const record = await readEnvironment(folder);
    assert.ok(record !== undefined);
    return record;
  };

  // shows: run-environment
  it('is the interpreter with its packages, the hardware with its driver, seeds, and variables that steer', async () => {
    const site = path.join(folder, 'site');
    for (const [name, version] of [
      ['zeta', '2.0'],
      ['Alpha_lib', '1.0rc1'],
    ]) {
      mkdirSync(path.join(site, `${name}-${version}.dist-info`), { recursive: true });
      writeFileSync(
        path.join(site, `${name}-${version}.dist-info`, 'METADATA'),
        `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
      );
    }
    mkdirSync(path.join(site, 'torch'));
    writeFileSync(
      path.join(site, 'torch', 'version.py'),
      "__version__ = '2.13.0'\ncuda: Optional[str] = '12.8'\nhip: Optional[str] = None\n",
    );
    // The seed of these tests is none of the run's.
    const { PRACTICUM_TEST_SEED: _, ...machine } = fakeSmi(path.join(folder, 'bin'), { gpus: twoGpus });
    const env = { ...machine, PYTHONPATH: site, PYTHONHASHSEED: '0', HF_TOKEN: token };
    const { interpreter, hardware, seeds, variables, notes } = await recorded(systemPython(), env, ['train.py', '--seed=3', '--lr', '0.1']);
    assert.equal(interpreter.implementation, 'CPython');
    assert.match(interpreter.version ?? '', /^3\.\d+\.\d+/);
    assert.deepEqual(
      [interpreter.packages?.['zeta'], interpreter.packages?.['Alpha_lib'], interpreter.torchBuild],
      ['2.0', '1.0rc1', 'cuda 12.8'],
    );
    assert.ok(hardware.cores > 0 && hardware.memoryBytes > 2 ** 20 && hardware.cpu !== '');
    assert.equal(hardware.driver, '550.54.15');
    assert.deepEqual(hardware.gpus[1], { label: '1', name: 'NVIDIA A100-SXM4-40GB', memoryBytes: 40960 * 2 ** 20 });
    assert.deepEqual(seeds, [
      { from: 'argument', name: 'seed', value: '3' },
      { from: 'variable', name: 'PYTHONHASHSEED', value: '0' },
    ]);
    assert.equal(variables['PYTHONHASHSEED'], '0');
    assert.deepEqual(notes, []);
    assert.ok(!readFileSync(environmentFile(folder), 'utf8').includes(token));
  });

  // shows: run-environment
  it('has the packages that importlib.metadata finds, however they were installed', async () => {
    const [first, second, archive] = ['first', 'second', 'wheels.zip'].map((name) => path.join(folder, name)) as [string, string, string];
    const record = (name: string, version: string): string => `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\nVersion: 9\n`;
    const egg = path.join(folder, 'hatched-3.1-py3.11.egg');
    const put = (file: string, text: string): void => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    };
    put(path.join(first, 'twice-1.0.dist-info', 'METADATA'), record('twice', '1.0').replaceAll('\n', '\r\n'));
    put(path.join(second, 'twice-2.0.dist-info', 'METADATA'), record('twice', '2.0'));
    put(path.join(first, 'linked.egg-info', 'PKG-INFO'), record('Linked', '0.1.dev0'));
    put(path.join(first, 'old-0.9.egg-info'), record('old', '0.9'));
    put(path.join(egg, 'EGG-INFO', 'PKG-INFO'), record('hatched', '3.1'));
    put(path.join(folder, 'zipped-5.0.dist-info', 'METADATA'), record('zipped', '5.0'));
    put(path.join(first, 'broken-1.dist-info', 'METADATA'), 'Name: broken');
    const python = systemPython();
    execFileSync(python, ['-m', 'zipfile', '-c', archive, path.join(folder, 'zipped-5.0.dist-info')]);
    const env = { PATH: process.env['PATH'], PYTHONPATH: [first, second, egg, archive].join(path.delimiter) };
    const { interpreter } = await recorded(python, env);
    const list =
      'import json; from importlib.metadata import distributions as d; print(json.dumps([[e.name, e.version] for e in d()][::-1]))';
    const found: readonly (readonly [string, string | null])[] = JSON.parse(execFileSync(python, ['-c', list], { env, encoding: 'utf8' }));
    // Of two with one name the first counts, which is the last here.
    assert.deepEqual(interpreter.packages, Object.fromEntries(found.filter(([, version]) => version !== null)));
    assert.deepEqual(
      ['twice', 'Linked', 'old', 'hatched', 'zipped'].map((name) => interpreter.packages?.[name]),
      ['1.0', '0.1.dev0', '0.9', '3.1', '5.0'],
    );
  });

  // shows: run-environment
  it('holds the variables of a list, and no secret of theirs', () => {
    const env = {
      CUDA_VISIBLE_DEVICES: '0',
      NCCL_DEBUG: 'INFO',
      HF_HOME: '/data/hf',
      HF_TOKEN: token,
      HF_HUB_USER_AGENT_ORIGIN: `key=${token}`,
      WANDB_MODE: 'offline',
      WANDB_API_KEY: 'a'.repeat(40),
      OMP_NUM_THREADS: '4',
      HOME: '/home/somebody',
      AWS_REGION: 'x',
      TORCH_LOGS: 'x'.repeat(5000),
      MY_SEED: '3',
    };
    const kept = recordedVariables(env);
    assert.deepEqual(Object.keys(kept), [
      'CUDA_VISIBLE_DEVICES',
      'HF_HOME',
      'HF_HUB_USER_AGENT_ORIGIN',
      'MY_SEED',
      'NCCL_DEBUG',
      'OMP_NUM_THREADS',
      'TORCH_LOGS',
      'WANDB_MODE',
    ]);
    assert.ok(!JSON.stringify(kept).includes(token));
    assert.equal(kept['TORCH_LOGS']?.length, 2000);
  });

  it('names each seed with where it was said; what the script says counts where no argument says otherwise', () => {
    const of = (...argv: readonly string[]) =>
      seedsOf({ argv: ['python', 'train.py', ...argv], settings: { seed: '7' } }, {}).map(
        ({ from, name, value }) => `${from} ${name} ${value}`,
      );
    assert.deepEqual(of(), ['script seed 7']);
    assert.deepEqual(of('--seed', '1', '--data-seed=2', 'train.seed=3', '+random_state=4'), [
      'argument seed 1',
      'argument data-seed 2',
      'argument train.seed 3',
      'argument random_state 4',
    ]);
    assert.deepEqual(of('--seeds', '1', 'seed', '5', '--seed', 'auto'), ['script seed 7']);
  });

  it('of an interpreter that does not answer is the rest, with a note', async () => {
    const python = path.join(folder, 'python');
    writeFileSync(python, '#!/bin/sh\necho no idea\n');
    chmodSync(python, 0o755);
    const { interpreter, hardware, notes } = await recorded(python, { PATH: '/nowhere' });
    assert.deepEqual(interpreter, { path: python });
    assert.ok(hardware.cores > 0);
    assert.match(notes.join(' '), /packages are not known: the interpreter does not list them/);
  });

  it('stays what it was when the run is resumed, and one that cannot be read is none', async () => {
    writeFileSync(environmentFile(folder), 'first');
    await recordEnvironment(folder, { spec: specFor('/nowhere/python'), scriptEnv: {}, env: {} }).finish();
    assert.equal(readFileSync(environmentFile(folder), 'utf8'), 'first');
    assert.equal(await readEnvironment(folder), undefined);
    rmSync(folder, { recursive: true });
    await recordEnvironment(folder, { spec: specFor('/nowhere/python'), scriptEnv: {}, env: {} }).finish();
    assert.ok(!existsSync(folder));
  });
});
