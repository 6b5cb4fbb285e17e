import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CallId, SessionId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { launchEffects } from '../../../src/runs/launchRequest.ts';
import type { RunOrigin } from '../../../src/runs/run.ts';
import { createRuns, type Runs } from '../../../src/runs/runs.ts';
import { systemPython } from '../../systemPython.ts';
import { supervisorScript } from './workspace.ts';

/** Compiles other source than what lies there: with its size and time, or without looking at it ever. */
const plant = `
import importlib.util, py_compile, sys
source, other, how = sys.argv[1:]
mode = getattr(py_compile.PycInvalidationMode, how)
py_compile.compile(other, importlib.util.cache_from_source(source), dfile=source, invalidation_mode=mode, doraise=True)
`;

describe('Bytecode that was planted beside approved source', function () {
  this.timeout(60_000);
  let folder: string;
  let root: string;
  let runs: Runs;
  const permits = createPermitAuthority();

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-planted-')));
    root = path.join(folder, 'space');
    mkdirSync(root);
    runs = createRuns({
      roots: [root],
      home: path.join(folder, 'home'),
      supervisor: { node: process.execPath, script: supervisorScript, options: ['stopPollMs=50'] },
      require: permits.require,
      interpreter: async () => systemPython(),
    });
  });
  afterEach(() => {
    runs.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function output(origin: RunOrigin): Promise<string> {
    const request = { script: path.join(root, 'train.py'), args: [], hook: false, origin };
    const run = await runs.launch(permits.mint('ca_test' as CallId, launchEffects(request, root)), request);
    const ended = await runs.waitForEnd(run.spec.id, AbortSignal.timeout(50_000));
    return readFileSync(path.join(ended.folder, 'console.log'), 'utf8');
  }

  // shows: grant-code
  it('is executed where a person starts the script, and not where the agent does', async () => {
    const at = (name: string): string => path.join(root, name);
    const evil = path.join(folder, 'evil.py');
    writeFileSync(at('train.py'), 'import first, second\nprint(first.word, second.word)\n');
    for (const file of [at('first.py'), at('second.py'), evil]) {
      writeFileSync(file, file === evil ? 'word = "planted!"\n' : 'word = "approved"\n');
      utimesSync(file, 1_700_000_000, 1_700_000_000);
    }
    const { PYTHONDONTWRITEBYTECODE: _not, PYTHONPYCACHEPREFIX: _where, ...env } = process.env;
    execFileSync(systemPython(), ['-c', plant, at('first.py'), evil, 'TIMESTAMP'], { env });
    execFileSync(systemPython(), ['-c', plant, at('second.py'), evil, 'UNCHECKED_HASH'], { env });
    assert.equal(await output({ by: 'person' }), 'planted! planted!\n');
    assert.equal(await output({ by: 'agent', session: 'se_test' as SessionId, call: 'ca_test' as CallId }), 'approved approved\n');
  });
});
