import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findOnPath } from '../../../scripts/chromium.ts';
import { root } from '../../../scripts/package.ts';
import { capture } from '../../../scripts/run.ts';

describe('starting a script', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-start-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // shows: test-node-20
  it('runs it on the project’s own Node, whatever Node the machine has', async () => {
    const outside = (process.env['PATH'] ?? '').split(path.delimiter).filter((entry) => !entry.includes('node_modules'));
    const machineNode = findOnPath(['node'], outside) ?? process.execPath;
    const script = path.join(folder, 'version.ts');
    writeFileSync(script, 'const version: string = process.version;\nconsole.log(version);\nprocess.exitCode = 3;\n');
    const env = { ...process.env, PATH: outside.join(path.delimiter) };
    const { code, output } = await capture(machineNode, ['scripts/start.mjs', script], { cwd: root, isQuiet: true, env });
    assert.equal(output.trim(), process.version);
    assert.equal(code, 3);
  });
});

describe('the sum of all tests', () => {
  // shows: test-no-editor-fails, test-summary
  it('counts host tests without a VS Code as failed, says what to do, and ends with the sum', async () => {
    const env = { ...process.env, VSCODE_PATH: '/nowhere/code-server' };
    const { code, output } = await capture(process.execPath, ['scripts/test.ts', '--only', 'host', '--as-is'], {
      cwd: root,
      isQuiet: true,
      env,
    });
    assert.match(output, /VSCODE_PATH is \/nowhere\/code-server, which is no code-server folder/);
    assert.match(output.trimEnd().split('\n').at(-1) ?? '', /^0 passed, [1-9]\d* failed$/);
    assert.equal(code, 1);
  });
});
