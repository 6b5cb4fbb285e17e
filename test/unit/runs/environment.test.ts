import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority, NotPermitted } from '../../../src/base/permit.ts';
import { createEnvironment } from '../../../src/runs/createEnvironment.ts';
import {
  type EnvironmentPlan,
  environmentEffects,
  installEffects,
  makePlan,
  planEnvironment,
  type Target,
  wantedFor,
} from '../../../src/runs/environment.ts';
import { describeSize } from '../../../src/runs/installSize.ts';
import { type PackageSource, packageIndex } from '../../../src/runs/packageSource.ts';
import { importedModules, isPackageSpec, packageOf, requirementsIn } from '../../../src/runs/requirements.ts';
import { systemPython } from '../../systemPython.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-python-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

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
    if args.track:
        import wandb
if TYPE_CHECKING:
    from transformers import Trainer
if __name__ == "__main__":
    import datasets
`;
    assert.deepEqual(importedModules(text), ['torch', 'numpy', 'sklearn', 'pandas', 'datasets']);
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

  it('may be listed in a requirements file, with versions', () => {
    const text =
      '# what it needs\ntorch==2.13.0  # pinned\n--extra-index-url https://example.org\nscikit_learn >= 1.4, <2\n-r other.txt\ntqdm[notebook]; python_version > "3.8"\n\nhttps://x/y.whl\npeft @ https://x/y.zip\n';
    assert.deepEqual(requirementsIn(text), [
      { name: 'torch', spec: 'torch==2.13.0' },
      { name: 'scikit-learn', spec: 'scikit_learn>=1.4,<2' },
      { name: 'tqdm', spec: 'tqdm' },
      { name: 'peft', spec: 'peft' },
    ]);
  });

  it('is the requirements file and what it forgot, whichever build of a package it lists', () => {
    const requirements = 'torch==2.13.0\nopencv-python\nfaiss-gpu\n';
    assert.deepEqual(wantedFor(['torch', 'cv2', 'faiss', 'tqdm'], requirements, '/w/requirements.txt'), {
      packages: ['torch==2.13.0', 'opencv-python', 'faiss-gpu', 'tqdm'],
      file: { path: '/w/requirements.txt', names: ['torch', 'opencv-python', 'faiss-gpu'] },
    });
    assert.deepEqual(wantedFor(['sklearn'], '# nothing yet\n', '/w/requirements.txt'), { packages: ['scikit-learn'] });
  });

  it('is asked of pip as names and versions, never as an option, an address, a path or a file', () => {
    for (const spec of [
      'torch',
      'torch==2.13.0',
      'scikit-learn>=1.4,<2',
      'trl[peft,quantization]~=0.9',
      'numpy == 2.4.*',
      'torch==2.13.0+cpu',
    ])
      assert.equal(isPackageSpec(spec), true, spec);
    const others = ['-r', '--index-url', '-e.', '.', './x', '../x', 'a/b', 'C:\\x', 'git+https://x/y', 'https://x', 'peft @ https://x/y'];
    const more = [
      'x;y',
      'x y',
      'x\ny',
      'x\n',
      '',
      'évil',
      'x==',
      'evil.zip',
      'evil-1.0.tar.gz',
      'evil-1.0-py3-none-any.whl',
      'evil==1.zip',
    ];
    for (const text of [...others, ...more]) assert.equal(isPackageSpec(text), false, JSON.stringify(text));
  });
});

describe('The source of packages', () => {
  it('is the public index unless the person configured another', () => {
    assert.deepEqual(packageIndex({}, ''), { hosts: ['pypi.org'], isOwn: false });
    assert.deepEqual(packageIndex({ PIP_TIMEOUT: '5' }, '[global]\ntimeout = 3\n'), { hosts: ['pypi.org'], isOwn: false });
    assert.deepEqual(packageIndex({ PIP_INDEX_URL: 'https://pip.example.org:8443/simple' }, '[global]\nindex-url = https://other.org\n'), {
      hosts: ['pip.example.org:8443'],
      isOwn: true,
    });
    const configuration =
      '# ours\n[global]\nindex_url = https://a.example/simple\nextra-index-url =\n    https://b.example/simple\n    file:///wheels\n[list]\nindex-url = https://not.example\n';
    assert.deepEqual(packageIndex({}, configuration), { hosts: ['a.example', 'b.example'], isOwn: true });
    assert.deepEqual(packageIndex({ PIP_NO_INDEX: '1', PIP_FIND_LINKS: '/wheels' }, ''), { hosts: [], isOwn: true });
  });
});

const publicIndex: PackageSource = { hosts: ['pypi.org'], isOwn: false, hasGpu: false, platform: 'linux' };
const newTarget: Target = { folder: '/w/.venv', python: '/w/.venv/bin/python', base: '/usr/bin/python3', hasPip: true };
const oldTarget: Target = { ...newTarget, base: undefined };

describe('The plan for an environment', () => {
  // shows: python-venv
  it('names what, where and how large before anything is done', () => {
    const packages = ['torch', 'scikit-learn', 'wandb'];
    const plan = makePlan({ target: newTarget, cwd: '/w', source: publicIndex, missing: ['torch', 'sklearn', 'wandb'], packages });
    assert.equal(
      plan.summary,
      'Install torch, scikit-learn, wandb into a new virtual environment in /w/.venv. About 280 MB to download, 1.1 GB on the disk; the size of wandb is unknown.',
    );
    const cpu = ['--extra-index-url', 'https://download.pytorch.org/whl/cpu'];
    assert.deepEqual(plan.steps, [
      ['/usr/bin/python3', '-I', '-m', 'venv', '/w/.venv'],
      ['/w/.venv/bin/python', '-I', '-m', 'pip', 'install', ...cpu, ...packages],
    ]);
    assert.deepEqual(environmentEffects(plan), [
      { kind: 'execute', argv: ['python', '-I', '-m', 'pip', 'install', ...cpu, ...packages], cwd: '/w' },
      { kind: 'reach', host: 'pypi.org' },
      { kind: 'reach', host: 'download.pytorch.org' },
    ]);
    assert.deepEqual(installEffects(packages, '/w', publicIndex), environmentEffects(plan));
  });

  it('leaves the choice of a build to an index of the person’s own, and does not guess its size', () => {
    const source: PackageSource = { ...publicIndex, hosts: ['pip.example.org'], isOwn: true };
    const plan = makePlan({ target: newTarget, cwd: '/w', source, missing: ['torch'], packages: ['torch'] });
    assert.deepEqual(plan.pipArguments, ['torch']);
    assert.deepEqual(plan.hosts, ['pip.example.org']);
    assert.match(plan.summary, /The size of torch is unknown\./);
  });

  it('says how large torch is with NVIDIA’s libraries', () => {
    const source: PackageSource = { ...publicIndex, hasGpu: true };
    const plan = makePlan({ target: oldTarget, cwd: '/w', source, missing: ['torch'], packages: ['torch==2.13.0'] });
    assert.match(plan.summary, /into the virtual environment in \/w\/\.venv\. About 3\.0 GB to download, 7\.0 GB on the disk\.$/);
  });

  it('fills an environment that is there, with the requirements file and pip where they are missing', () => {
    const wanted = wantedFor(['torch', 'tqdm'], 'torch==2.13.0; sys_platform == "linux"\n', '/w/sub/requirements.txt');
    const target = { ...oldTarget, hasPip: false };
    const { steps } = makePlan({ target, cwd: '/w', source: { ...publicIndex, hasGpu: true }, missing: ['torch', 'tqdm'], ...wanted });
    assert.deepEqual(steps, [
      ['/w/.venv/bin/python', '-I', '-m', 'ensurepip'],
      ['/w/.venv/bin/python', '-I', '-m', 'pip', 'install', '-r', '/w/sub/requirements.txt', 'tqdm'],
    ]);
  });

  it('gives pip no time limit, number of tries or index that the person did not', () => {
    const { steps } = makePlan({ target: newTarget, cwd: '/w', source: publicIndex, missing: ['tqdm'], packages: ['tqdm'] });
    assert.deepEqual(steps.at(-1), ['/w/.venv/bin/python', '-I', '-m', 'pip', 'install', 'tqdm']);
  });

  it('does not guess sizes', () => {
    assert.equal(describeSize({ downloadMb: 0, diskMb: 40, unknown: ['trl'] }), 'The size of trl is unknown.');
  });
});

/** A virtual environment without packages, whatever this machine's own Python has; its `python3`. */
function bareEnvironment(name: string, ...options: readonly string[]): string {
  const folder = path.join(root, name);
  assert.equal(spawnSync(systemPython(), ['-m', 'venv', ...options, folder]).status, 0);
  return path.join(folder, 'bin', 'python3');
}

describe('An environment', function () {
  this.timeout(180_000);
  const request = (python: string) =>
    ({ root: path.join(root, 'w'), chosen: undefined, env: { PATH: path.dirname(python) }, place: 'workspace' }) as const;
  const carryOut = async (plan: EnvironmentPlan, signal: AbortSignal = new AbortController().signal): Promise<string> => {
    const authority = createPermitAuthority();
    let output = '';
    const permit = authority.mint('call_1' as CallId, environmentEffects(plan));
    await createEnvironment(authority.require, permit, plan, (text) => (output += text), signal);
    return output;
  };

  // shows: python-venv
  it('is made only with a permit for its plan', async () => {
    const script = write('w/train.py', 'import tqdm\n');
    const asked = { ...request(bareEnvironment('elsewhere', '--without-pip')), script };
    const before = await planEnvironment(asked);
    assert.ok(before.kind === 'missing');
    assert.deepEqual(before.plan.missing, ['tqdm']);
    const authority = createPermitAuthority();
    const other = authority.mint('call_1' as CallId, []);
    await assert.rejects(
      createEnvironment(authority.require, other, before.plan, () => undefined, new AbortController().signal),
      NotPermitted,
    );
    assert.equal(existsSync(before.plan.folder), false);
  });

  // shows: python-as-is
  it('that has the packages is used as it is, also when it is only the first on the PATH', async () => {
    const python = bareEnvironment('elsewhere', '--without-pip');
    const library = path.join(root, 'elsewhere/lib');
    const [version = ''] = spawnSync(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], {
      encoding: 'utf8',
    }).stdout.split('\n');
    assert.ok(version.startsWith(library));
    for (const name of ['torch', 'sklearn']) write(path.relative(root, path.join(version, name, '__init__.py')), '');
    const script = write('w/train.py', 'import torch\nfrom sklearn.datasets import load_digits\n');
    const check = await planEnvironment({ ...request(python), script });
    assert.equal(check.kind, 'ready');
    assert.equal(check.interpreter.path, python);
    assert.equal(existsSync(path.join(root, 'w/.venv')), false);
  });

  it('that a person chose is filled where it lies; a Python of the system never is', async () => {
    const script = write('w/train.py', 'import tqdm\n');
    const chosen = bareEnvironment('envs/ml', '--without-pip');
    const filled = await planEnvironment({ ...request(chosen), chosen, script });
    assert.ok(filled.kind === 'missing');
    assert.deepEqual([filled.plan.folder, filled.plan.isNew], [path.join(root, 'envs/ml'), false]);
    assert.deepEqual(filled.plan.steps[0]?.slice(1), ['-I', '-m', 'ensurepip']);
    const system = write('system', '');
    rmSync(system);
    symlinkSync(realpathSync(systemPython()), system);
    const made = await planEnvironment({
      ...request(system),
      chosen: system,
      script: write('w/other.py', 'import no_such_module_at_all\n'),
    });
    assert.ok(made.kind === 'missing');
    assert.deepEqual([made.plan.folder, made.plan.isNew], [path.join(root, 'w/.venv'), true]);
  });

  it('that is new gets all that the script imports, not only what another Python lacks', async () => {
    const python = bareEnvironment('elsewhere', '--without-pip');
    const library = spawnSync(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], { encoding: 'utf8' }).stdout.trim();
    write(path.relative(root, path.join(library, 'numpy', '__init__.py')), '');
    const check = await planEnvironment({ ...request(python), script: write('w/train.py', 'import numpy\nimport tqdm\n') });
    assert.ok(check.kind === 'missing');
    assert.deepEqual(check.plan.missing, ['tqdm']);
    assert.deepEqual(check.plan.packages, ['numpy', 'tqdm']);
  });

  it('is not made over a folder that holds something else', async () => {
    const script = write('w/train.py', 'import tqdm\n');
    write('w/.venv/notes.txt', 'mine');
    await assert.rejects(planEnvironment({ ...request(bareEnvironment('elsewhere', '--without-pip')), script }), {
      code: 'environment-in-the-way',
      hint: /Remove or rename that folder/,
    });
    assert.equal(readFileSync(path.join(root, 'w/.venv/notes.txt'), 'utf8'), 'mine');
  });

  it('that could not be finished says why and what to do, and leaves nothing behind', async () => {
    write('w/train.py', '');
    const base = write('python3', '#!/bin/sh\nmkdir -p "$5"\necho "Error: No space left on device" >&2\nexit 1\n');
    chmodSync(base, 0o755);
    const folder = path.join(root, 'w/.venv');
    const target: Target = { folder, python: path.join(folder, 'bin/python'), base, hasPip: true };
    const plan = makePlan({ target, cwd: path.join(root, 'w'), source: publicIndex, missing: ['tqdm'], packages: ['tqdm'] });
    await assert.rejects(carryOut(plan), {
      code: 'environment-failed',
      message: 'The Python packages could not be installed: the disk is full (exit code 1).',
      hint: `Mend the cause and try again, or do it yourself: ${base} -I -m venv ${folder}`,
    });
    assert.equal(existsSync(folder), false);
  });

  it('that a person stops is gone, with what it had started', async () => {
    write('w/train.py', '');
    // The child holds the output open, as a build under pip does.
    const base = write('python3', '#!/bin/sh\nmkdir -p "$5"\nsleep 600 &\necho begun\nwait\n');
    chmodSync(base, 0o755);
    const folder = path.join(root, 'w/.venv');
    const target: Target = { folder, python: path.join(folder, 'bin/python'), base, hasPip: true };
    const plan = makePlan({ target, cwd: path.join(root, 'w'), source: publicIndex, missing: ['tqdm'], packages: ['tqdm'] });
    const stop = new AbortController();
    const authority = createPermitAuthority();
    const permit = authority.mint('call_1' as CallId, environmentEffects(plan));
    await assert.rejects(
      createEnvironment(authority.require, permit, plan, (text) => (text.includes('begun') ? stop.abort() : undefined), stop.signal),
      { code: 'cancelled' },
    );
    assert.equal(existsSync(folder), false);
  });
});
