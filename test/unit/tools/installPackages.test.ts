import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import type { Mode } from '../../../src/base/effects.ts';
import { createPolicy } from '../../../src/policy/policy.ts';
import { systemPython } from '../../systemPython.ts';
import { bare, useInstallBox } from './installBox.ts';
import { useToolbox } from './toolbox.ts';

/** Gives the workspace an environment with this in the place of pip, which takes long to make and asks the network. */
function putPip(root: string, code: string): void {
  const python = path.join(bare(path.join(root, '.venv')), 'python');
  const where = spawnSync(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], { encoding: 'utf8' }).stdout.trim();
  mkdirSync(path.join(where, 'pip'));
  writeFileSync(path.join(where, 'pip', '__init__.py'), '');
  writeFileSync(path.join(where, 'pip', '__main__.py'), `import sys\n${code}\n`);
}

describe('install_packages', function () {
  this.timeout(180_000);
  const { box, person } = useInstallBox();

  // shows: python-venv, tool-run-start
  it('is what start_run says to call, and says first what would be installed where', async () => {
    await box.put('sub/train.py', 'import tqdm\nprint("step 1 loss 0.5")\n');
    let hint = '';
    await assert.rejects(box.preview('start_run', { script: 'sub/train.py' }), (error: unknown) => {
      assert.ok(error instanceof Error && 'code' in error && 'hint' in error);
      assert.equal(error.code, 'packages-missing');
      assert.match(error.message, /^Not started: sub\/train\.py imports tqdm, which \S+ does not have\.$/);
      hint = String(error.hint);
      return true;
    });
    const input: unknown = JSON.parse(/install_packages with (\{.*?\}), then/.exec(hint)?.[1] ?? '');
    assert.deepEqual(input, { packages: ['tqdm'], script: 'sub/train.py' });
    assert.deepEqual(box.tool('install_packages').effects(input), [
      { kind: 'execute', argv: ['python', '-I', '-m', 'pip', 'install', 'tqdm'], cwd: box.root },
      { kind: 'reach', host: 'pypi.org' },
    ]);
    assert.equal(box.tool('install_packages').title(input), 'Install tqdm (about 1 MB to download)');
    assert.equal(box.tool('install_packages').title({ packages: ['tqdm', 'trl'] }), 'Install tqdm, trl (at least 1 MB to download)');
    assert.equal(box.tool('install_packages').title({ packages: ['trl'] }), 'Install trl (of unknown size)');
    assert.deepEqual(await box.preview('install_packages', input), {
      kind: 'text',
      text: `Install tqdm into a new virtual environment in ${box.at('.venv')}. About 1 MB to download, 41 MB on the disk.\nRuns of this workspace use .venv from then on.`,
    });
    assert.equal(existsSync(box.at('.venv')), false);
  });

  it('may be told by start_run’s check: false that a script finds its modules itself', async () => {
    person.chosen = path.join(person.bin, 'python');
    await box.put('train.py', 'import sys\nsys.path.append("lib")\nimport own_parts\n');
    await assert.rejects(box.preview('start_run', { script: 'train.py' }), { code: 'packages-missing', hint: /check: false/ });
    assert.equal(await box.preview('start_run', { script: 'train.py', check: false }), undefined);
    assert.match((await box.call('start_run', { script: 'train.py', check: false })).content, /^run: /);
  });

  // shows: policy-plan-mode, bad-untrusted
  it('is asked about in every mode that may run something, and denied otherwise', async () => {
    const { effects, effectKinds } = box.tool('install_packages');
    const policy = createPolicy({ roots: [box.root], platform: process.platform, fs });
    const verdict = async (mode: Mode, isTrusted: boolean): Promise<string> =>
      (await policy.judge({ effects: effects({ packages: ['tqdm'] }), effectKinds, mode, isTrusted, session: [] })).verdict;
    assert.deepEqual(
      [await verdict('ask', true), await verdict('auto', true), await verdict('plan', true), await verdict('auto', false)],
      ['ask', 'ask', 'deny', 'deny'],
    );
  });

  // shows: tool-errors
  it('takes names and versions only', async () => {
    for (const spec of ['--index-url=https://x', '-r', './local', 'https://x/y.whl', 'evil.zip', 'x; rm -rf /']) {
      await assert.rejects(
        box.call('install_packages', { packages: [spec] }),
        { code: 'bad-arguments', message: /no option, address, path or file/ },
        spec,
      );
    }
    await assert.rejects(box.call('install_packages', { packages: [] }), { code: 'bad-arguments' });
  });

  // shows: tool-errors
  it('gives the last words of pip and the next step when it fails', async () => {
    putPip(
      box.root,
      'print("Looking in indexes")\nprint("ERROR: No matching distribution found for tqdm==0.0.0.1", file=sys.stderr)\nsys.exit(1)',
    );
    await assert.rejects(box.call('install_packages', { packages: ['tqdm==0.0.0.1'] }), {
      code: 'environment-failed',
      message: /No matching distribution found for tqdm==0\.0\.0\.1 \(exit code 1\)\.\n[\s\S]*ERROR: No matching distribution/,
      hint: /call install_packages again/,
    });
  });

  it('makes the workspace’s runs use its environment where a Python without one was chosen', async () => {
    putPip(box.root, 'print("Requirement already satisfied")');
    person.chosen = await box.put('python3', `#!/bin/sh\nexec ${systemPython()} "$@"\n`);
    chmodSync(person.chosen, 0o755);
    await box.call('install_packages', { packages: ['tqdm'] });
    assert.deepEqual(person.used, [box.at('.venv/bin/python')]);
  });

  // shows: loop-stop-all
  it('is stopped with its turn', async () => {
    const stop = new AbortController();
    const installing = box.call('install_packages', { packages: ['tqdm'] }, stop.signal);
    stop.abort();
    await assert.rejects(installing, { code: 'cancelled' });
    assert.equal(existsSync(box.at('.venv')), false);
  });
});

describe('install_packages, where the interpreter can be chosen only elsewhere', function () {
  this.timeout(60_000);
  const chosen = systemPython();
  const box = useToolbox({ pythons: () => ({ env: { PATH: '' }, interpreter: async () => chosen, useInterpreter: undefined }) });

  it('installs nothing that no run would use, and says what the person can do', async () => {
    await assert.rejects(box.preview('install_packages', { packages: ['tqdm'] }), { code: 'interpreter-fixed', hint: /clear that choice/ });
    assert.equal(existsSync(box.at('.venv')), false);
  });
});
