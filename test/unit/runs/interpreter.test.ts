import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority, NotPermitted } from '../../../src/base/permit.ts';
import {
  createEnvironment,
  describeSize,
  type EnvironmentRequest,
  environmentEffects,
  makePlan,
  planEnvironment,
} from '../../../src/runs/environment.ts';
import { findInterpreter, InterpreterBroken, interpreterCandidates, NoPython } from '../../../src/runs/interpreter.ts';
import { importedModules, packageOf, requirementNames } from '../../../src/runs/requirements.ts';
import { systemPython } from './workspace.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-python-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function executable(file: string, text: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

/** A stand-in that is the real Python under another path. */
function linkPython(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  symlinkSync(systemPython(), file);
  return file;
}

describe('The interpreter', function () {
  this.timeout(60_000);

  it('is looked for in a fixed order', () => {
    const env = { VIRTUAL_ENV: '/venvs/a', CONDA_PREFIX: '/conda', PATH: '/x/bin:relative:/usr/bin' };
    const seen = interpreterCandidates({ root: '/w', home: '/home/practicum', env }).map(({ path: file, origin }) => `${origin} ${file}`);
    assert.deepEqual(seen.slice(0, 8), [
      'workspace /w/.venv/bin/python',
      'workspace /w/venv/bin/python',
      `practicum ${seen[2]?.slice('practicum '.length)}`,
      'VIRTUAL_ENV /venvs/a/bin/python',
      'CONDA_PREFIX /conda/bin/python',
      'PATH /x/bin/python3',
      'PATH /usr/bin/python3',
      'PATH /usr/local/bin/python3',
    ]);
    assert.match(seen[2] ?? '', /^practicum \/home\/practicum\/venvs\/[0-9a-f]{16}\/bin\/python$/);
    assert.ok(seen.includes('PATH /usr/bin/python'));
    assert.ok(!seen.some((text) => text.includes('relative')));
  });

  // shows: python-as-is
  it('is the workspace’s own before any other, and tells its version and modules without importing them', async () => {
    const own = linkPython(path.join(root, '.venv', 'bin', 'python'));
    const found = await findInterpreter({ chosen: undefined, root, env: process.env, modules: ['json', 'no_such_module', 'antigravity'] });
    assert.equal(found.path, own);
    assert.equal(found.origin, 'workspace');
    assert.match(found.version, /^3\.\d+\.\d+$/);
    assert.deepEqual(found.modules, { json: true, no_such_module: false, antigravity: true });
  });

  it('that a person chose is used or refused, never replaced', async () => {
    linkPython(path.join(root, '.venv', 'bin', 'python'));
    const chosen = executable(path.join(root, 'bad-python'), '#!/bin/sh\nexit 1\n');
    await assert.rejects(findInterpreter({ chosen, root, env: process.env }), InterpreterBroken);
    await assert.rejects(findInterpreter({ chosen: path.join(root, 'nothing'), root, env: process.env }), InterpreterBroken);
    const other = linkPython(path.join(root, 'good', 'python3'));
    const found = await findInterpreter({ chosen: other, root, env: process.env });
    assert.deepEqual([found.path, found.origin], [other, 'chosen']);
  });

  it('that is broken is passed over for the next', async () => {
    executable(path.join(root, '.venv', 'bin', 'python'), '#!/bin/sh\necho not a python\n');
    const next = linkPython(path.join(root, 'venv', 'bin', 'python'));
    assert.equal((await findInterpreter({ chosen: undefined, root, env: {} })).path, next);
  });

  // shows: bad-no-python
  it('that does not exist is one clear error with the next step', () => {
    const error = new NoPython(['/usr/bin']);
    assert.equal(error.code, 'no-python');
    assert.match(error.hint ?? '', /Install Python .* or choose an interpreter/);
  });
});

describe('What a script needs', () => {
  it('is what it imports, without Python’s own modules, optional ones and its neighbours', () => {
    const text = `"""import fake"""
from __future__ import annotations
import os, sys
import torch.nn as nn, numpy as np
from sklearn.datasets import load_digits
from . import sibling
from .data import load
# import commented
try:
    import flash_attn
except ImportError:
    import fallback
def main():
    import pandas
if TYPE_CHECKING:
    from transformers import Trainer
`;
    assert.deepEqual(importedModules(text), ['torch', 'numpy', 'sklearn', 'pandas']);
  });

  it('has other names for pip', () => {
    assert.deepEqual(['sklearn', 'cv2', 'PIL', 'yaml', 'torch', 'my_package'].map(packageOf), [
      'scikit-learn',
      'opencv-python-headless',
      'pillow',
      'pyyaml',
      'torch',
      'my-package',
    ]);
  });

  it('may be listed in a requirements file', () => {
    const text =
      '# what it needs\ntorch==2.13.0  # pinned\n--extra-index-url https://example.org\nscikit_learn>=1.4\n-r other.txt\ntqdm[notebook]; python_version > "3.8"\n\nhttps://x/y.whl\n';
    assert.deepEqual(requirementNames(text), ['torch', 'scikit-learn', 'tqdm']);
  });
});

describe('The plan for an environment', function () {
  this.timeout(180_000);
  const base = { path: '/usr/bin/python3', origin: 'PATH', isVirtual: false } as const;

  // shows: python-venv
  it('names what, where and how large before anything is done', () => {
    const plan = makePlan({
      request: { root: '/w', place: 'workspace', env: {} },
      interpreter: base,
      missing: ['torch', 'sklearn', 'wandb'],
      requirements: undefined,
      requirementsFile: '/w/requirements.txt',
      hasGpu: false,
    });
    assert.equal(
      plan.summary,
      'Install torch, scikit-learn, wandb into a new virtual environment in /w/.venv. About 280 MB to download, 1.1 GB on the disk; the size of wandb is unknown.',
    );
    assert.deepEqual(plan.steps[0], ['/usr/bin/python3', '-m', 'venv', '/w/.venv']);
    assert.deepEqual(plan.hosts, process.platform === 'linux' ? ['pypi.org', 'download.pytorch.org'] : ['pypi.org']);
    assert.deepEqual(
      environmentEffects(plan).map(({ kind }) => kind),
      ['write', 'execute', 'execute', ...plan.hosts.map(() => 'reach')],
    );
  });

  it('takes the requirements file where there is one, and the workspace’s own environment where there is one', () => {
    const plan = makePlan({
      request: { root: '/w', place: 'home', home: '/home', env: { PIP_INDEX_URL: 'https://pip.example.org/simple' } },
      interpreter: { path: '/w/.venv/bin/python', origin: 'workspace', isVirtual: true },
      missing: ['torch'],
      requirements: 'torch==2.13.0\ntqdm\n',
      requirementsFile: '/w/sub/requirements.txt',
      hasGpu: true,
    });
    assert.equal(plan.steps.length, 1);
    assert.deepEqual(plan.steps[0]?.slice(-2), ['-r', '/w/sub/requirements.txt']);
    assert.equal(plan.python, '/w/.venv/bin/python');
    assert.deepEqual(plan.hosts, ['pip.example.org']);
    assert.match(plan.summary, /3\.0 GB to download/);
  });

  it('does not guess sizes', () => {
    assert.equal(describeSize({ downloadMb: 0, diskMb: 40, unknown: ['trl'] }), 'The size of trl is unknown.');
  });

  // shows: python-venv
  it('is carried out only with its own permit, and then the script finds its modules', async () => {
    const script = path.join(root, 'train.py');
    writeFileSync(script, 'import tqdm\nimport helper\nprint(tqdm.__version__)\n');
    writeFileSync(path.join(root, 'helper.py'), '');
    // A Python without any packages, whatever this machine's own has.
    const bare = path.join(root, 'elsewhere', 'bin', 'python3');
    assert.equal(spawnSync(systemPython(), ['-m', 'venv', '--without-pip', path.join(root, 'elsewhere')]).status, 0);
    const request: EnvironmentRequest = { script, root, chosen: undefined, env: { PATH: path.dirname(bare) }, place: 'workspace' };
    const before = await planEnvironment(request);
    assert.ok(before.kind === 'missing');
    assert.deepEqual(before.plan.missing, ['tqdm']);
    const authority = createPermitAuthority();
    const other = authority.mint('call_1' as CallId, []);
    await assert.rejects(
      createEnvironment(authority.require, other, before.plan, () => undefined, AbortSignal.timeout(170_000)),
      NotPermitted,
    );
    assert.equal(existsSync(before.plan.folder), false);
    const permit = authority.mint('call_2' as CallId, environmentEffects(before.plan));
    let output = '';
    await createEnvironment(authority.require, permit, before.plan, (text) => (output += text), AbortSignal.timeout(170_000));
    assert.match(output, /Successfully installed .*tqdm/);
    const after = await planEnvironment(request);
    assert.equal(after.kind, 'ready');
    assert.equal(after.interpreter.path, before.plan.python);
    assert.equal(spawnSync(after.interpreter.path, [script], { encoding: 'utf8' }).status, 0);
  });

  it('that fails says why and what to do', async () => {
    const plan = makePlan({
      request: { root, place: 'workspace', env: {} },
      interpreter: {
        ...base,
        path: executable(path.join(root, 'python3'), '#!/bin/sh\necho "Error: No space left on device" >&2\nexit 1\n'),
      },
      missing: ['tqdm'],
      requirements: undefined,
      requirementsFile: path.join(root, 'requirements.txt'),
      hasGpu: false,
    });
    const permit = createPermitAuthority().mint('call_1' as CallId, []);
    await assert.rejects(
      createEnvironment(
        () => undefined,
        permit,
        plan,
        () => undefined,
        new AbortController().signal,
      ),
      {
        code: 'environment-failed',
        message: 'The Python environment could not be made: the disk is full (exit code 1).',
      },
    );
  });
});
