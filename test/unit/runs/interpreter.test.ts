import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findInterpreter, InterpreterBroken, interpreterCandidates, NoPython, originText } from '../../../src/runs/interpreter.ts';
import { systemPython } from '../../systemPython.ts';

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

  // shows: interpreter-order
  it('is looked for in a fixed order: the workspace, what is active, conda, a loaded module, the PATH', () => {
    const env = {
      VIRTUAL_ENV: '/venvs/a',
      CONDA_PREFIX: '/conda/envs/b',
      CONDA_EXE: '/conda/bin/conda',
      HOME: '/home/me',
      LOADEDMODULES: 'gcc/13.2:python/3.11.5',
      EBROOTPYTHON: '/apps/Python/3.11.5',
      PATH: '/x/bin:relative:/apps/python/3.11.5/bin:/usr/bin',
    };
    const seen = interpreterCandidates({ root: '/w', home: '/home/practicum', env, condaName: 'llm' }).map(
      ({ path: file, origin }) => `${origin} ${file}`,
    );
    assert.match(seen[2] ?? '', /^practicum \/home\/practicum\/venvs\/[0-9a-f]{16}\/bin\/python$/);
    assert.deepEqual(seen.filter((text) => !text.startsWith('practicum')).slice(0, 17), [
      'workspace /w/.venv/bin/python',
      'workspace /w/venv/bin/python',
      'workspace /w/.pixi/envs/default/bin/python',
      'workspace /w/.conda/bin/python',
      'workspace /w/env/bin/python',
      'VIRTUAL_ENV /venvs/a/bin/python',
      'conda /conda/envs/llm/bin/python',
      'conda /home/me/miniforge3/envs/llm/bin/python',
      'conda /home/me/mambaforge/envs/llm/bin/python',
      'conda /home/me/miniconda3/envs/llm/bin/python',
      'conda /home/me/anaconda3/envs/llm/bin/python',
      'CONDA_PREFIX /conda/envs/b/bin/python',
      'module /apps/Python/3.11.5/bin/python3',
      'module /apps/python/3.11.5/bin/python3',
      'PATH /x/bin/python3',
      'PATH /apps/python/3.11.5/bin/python3',
      'PATH /usr/bin/python3',
    ]);
    assert.ok(seen.includes('PATH /usr/bin/python'));
    assert.ok(!seen.some((text) => text.includes('relative')));
    // Modules of other things say nothing about Python.
    const none = interpreterCandidates({ root: '/w', env: { LOADEDMODULES: 'gcc/13.2:cuda/12.4', PATH: '/apps/gcc/13.2/bin' } });
    assert.ok(!none.some(({ origin }) => origin === 'module'));
  });

  // shows: interpreter-order
  it('is the conda environment that environment.yml names', async () => {
    writeFileSync(path.join(root, 'environment.yml'), 'name: "llm" # ours\ndependencies:\n  - python\n');
    const own = linkPython(path.join(root, 'conda', 'envs', 'llm', 'bin', 'python'));
    const found = await findInterpreter({
      chosen: undefined,
      root,
      env: { ...process.env, CONDA_EXE: path.join(root, 'conda', 'bin', 'conda') },
    });
    assert.deepEqual([found.path, found.origin, originText(found.origin)], [own, 'conda', 'conda environment that environment.yml names']);
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
  it('that no Python on this machine can be is one clear error with the next step', async () => {
    // With this no Python starts, wherever it lies.
    const home = process.env['PYTHONHOME'];
    process.env['PYTHONHOME'] = path.join(root, 'nowhere');
    try {
      await assert.rejects(findInterpreter({ chosen: undefined, root, env: process.env }), (error: unknown) => {
        assert.ok(error instanceof NoPython);
        assert.equal(error.code, 'no-python');
        assert.equal(error.message, 'No working Python was found on this machine.');
        assert.match(
          error.hint ?? '',
          /^Install Python .* or choose an interpreter in the settings\. Looked in \.venv and venv of the workspace and in \d+ folders of programs\.$/,
        );
        return true;
      });
    } finally {
      if (home === undefined) delete process.env['PYTHONHOME'];
      else process.env['PYTHONHOME'] = home;
    }
  });
});
