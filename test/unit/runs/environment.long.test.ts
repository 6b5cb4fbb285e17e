import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { createEnvironment, installedVersions } from '../../../src/runs/createEnvironment.ts';
import { environmentEffects, planEnvironment } from '../../../src/runs/environment.ts';
import { systemPython } from '../../systemPython.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';

describe('An environment, from the index that pip asks', function () {
  this.timeout(300_000);
  const folder = useTemporaryFolder();
  const write = (name: string, text: string): string => {
    const file = path.join(realpathSync(folder.path), name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };

  // shows: python-venv
  it('is made and filled, and then the script finds its modules', async () => {
    const script = write('w/train.py', 'import tqdm\nimport helper\nfrom parts.one import x\nprint(tqdm.__version__)\n');
    write('w/helper.py', '');
    write('w/parts/one.py', 'x = 1\n');
    // Names of Python's own modules, which venv and pip import.
    const misleading = write('w/random.py', 'raise SystemExit("not this one")\n');
    write('w/pip.py', 'raise SystemExit("not this one")\n');
    const bare = path.join(folder.path, 'elsewhere');
    assert.equal(spawnSync(systemPython(), ['-m', 'venv', '--without-pip', bare]).status, 0);
    const env = { PATH: path.join(bare, 'bin') };
    const asked = { root: path.dirname(script), chosen: undefined, env, place: 'workspace', script } as const;
    const before = await planEnvironment(asked);
    assert.ok(before.kind === 'missing');
    const { plan } = before;
    assert.deepEqual(plan.missing, ['tqdm']);
    const authority = createPermitAuthority();
    const permit = authority.mint('call_1' as CallId, environmentEffects(plan));
    const said: string[] = [];
    await createEnvironment(authority.require, permit, plan, (text) => said.push(text), new AbortController().signal);
    assert.match(said.join(''), /Successfully installed .*tqdm/);
    const after = await planEnvironment(asked);
    assert.equal(after.kind, 'ready');
    assert.equal(after.interpreter.path, plan.python);
    assert.equal(readFileSync(path.join(plan.folder, '.gitignore'), 'utf8').trim().at(-1), '*');
    const { tqdm } = await installedVersions(plan.python, ['tqdm', 'no-such-package']);
    rmSync(misleading);
    const ran = spawnSync(after.interpreter.path, [script], { encoding: 'utf8' });
    assert.equal(ran.stdout.trim(), tqdm);
  });
});
