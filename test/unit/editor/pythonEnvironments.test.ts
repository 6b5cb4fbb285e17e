import assert from 'node:assert/strict';
import { interpreterOfEnvironments, interpreterOfPython } from '../../../src/editor/pythonEnvironments.ts';

const folder = { fsPath: '/w' };

describe('the interpreter of the editor’s Python extensions', () => {
  // shows: interpreter-order
  it('is the one that runs in the chosen environment, without activation commands', async () => {
    const api = (execInfo: unknown) => ({
      getEnvironment: async (scope: unknown) => (scope === folder ? { execInfo, environmentPath: {} } : undefined),
    });
    const run = { executable: '/w/.venv/bin/python' };
    assert.equal(await interpreterOfEnvironments(api({ run }), folder), '/w/.venv/bin/python');
    const conda = {
      run: { executable: '/conda/envs/a/bin/python' },
      activatedRun: { executable: 'conda', args: ['run', '--name', 'a', 'python'] },
    };
    assert.equal(await interpreterOfEnvironments(api(conda), folder), '/conda/envs/a/bin/python');
    assert.equal(await interpreterOfEnvironments(api({ run, activatedRun: { executable: '/act/python' } }), folder), '/act/python');
    assert.equal(await interpreterOfEnvironments(api({ run: { executable: 'python' } }), folder), undefined);
    assert.equal(await interpreterOfEnvironments(api({ run }), { fsPath: '/other' }), undefined);
  });

  // shows: interpreter-order
  it('is the active environment of the Python extension, with a folder resolved to its Python', async () => {
    const api = (path: string, resolved: unknown) => ({
      ready: Promise.resolve(),
      environments: { getActiveEnvironmentPath: () => ({ id: path, path }), resolveEnvironment: async () => resolved },
    });
    assert.equal(await interpreterOfPython(api('/usr/bin/python3', undefined), folder), '/usr/bin/python3');
    const whole = {
      id: 'x',
      path: '/conda/envs/a',
      executable: { uri: { fsPath: '/conda/envs/a/bin/python' }, bitness: '64-bit', sysPrefix: '/' },
    };
    assert.equal(await interpreterOfPython(api('/conda/envs/a', whole), folder), '/conda/envs/a/bin/python');
    // `python` alone means that nothing was chosen.
    assert.equal(await interpreterOfPython(api('python', whole), folder), undefined);
  });

  // shows: interpreter-order
  it('is none where they export something else', async () => {
    for (const exported of [
      undefined,
      null,
      {},
      { getEnvironment: 1 },
      { environments: {} },
      { getEnvironment: () => ({ execInfo: 3 }) },
    ]) {
      assert.equal(await interpreterOfEnvironments(exported, folder), undefined);
      assert.equal(await interpreterOfPython(exported, folder), undefined);
    }
  });
});
