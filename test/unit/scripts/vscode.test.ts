import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';
import { capture } from '../../../scripts/run.ts';

const find = "import { findVscodeServer } from './scripts/vscode.ts'; await findVscodeServer(); console.log('found');";

describe('finding a real VS Code', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-vscode-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const findWith = (env: NodeJS.ProcessEnv): ReturnType<typeof capture> =>
    capture(process.execPath, ['--input-type=module', '--eval', find], {
      cwd: root,
      isQuiet: true,
      env: { ...process.env, VSCODE_PATH: '', ...env },
    });

  // shows: test-cache
  it('leaves nothing in the cache when an installation breaks off, and says what it needs', async () => {
    const npm = path.join(folder, 'npm');
    // It installs something, then breaks off.
    writeFileSync(npm, '#!/bin/sh\nmkdir -p node_modules/half\necho "registry is down" >&2\nexit 1\n');
    chmodSync(npm, 0o755);
    const cache = path.join(folder, 'cache');
    const { code, output } = await findWith({ PRACTICUM_CACHE: cache, PATH: `${folder}${path.delimiter}${process.env['PATH']}` });
    assert.notEqual(code, 0);
    assert.match(output, /registry is down/);
    assert.match(output, /apt-get install -y g\+\+ make python3/);
    assert.deepEqual(readdirSync(cache), []);
  });

  it('refuses a VSCODE_PATH that is none', async () => {
    const { code, output } = await findWith({ VSCODE_PATH: folder });
    assert.notEqual(code, 0);
    assert.match(output, /is no code-server folder/);
  });
});
