import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findDesktop, hasDisplay, type Surroundings } from '../../../scripts/desktop.ts';
import { vsixFile } from '../../../scripts/package.ts';
import { readVsix } from '../../../scripts/vsix.ts';

const surroundings: Surroundings = {
  env: {},
  find: () => undefined,
  download: () => Promise.reject(new Error('no connection')),
  say: () => undefined,
};

describe('the demonstration', () => {
  // shows: demo-finds-editor
  it('takes VSCODE_PATH, else code on the PATH, else a download, else code-server', async () => {
    const everything: Surroundings = {
      ...surroundings,
      env: { VSCODE_PATH: '/opt/code' },
      find: () => '/usr/bin/code',
      download: () => Promise.resolve('/cache/code'),
    };
    assert.equal(await findDesktop(everything), '/opt/code');
    assert.equal(await findDesktop({ ...everything, env: {} }), '/usr/bin/code');
    assert.equal(await findDesktop({ ...everything, env: {}, find: () => undefined }), '/cache/code');
    const said: string[] = [];
    assert.equal(await findDesktop({ ...surroundings, say: (text) => said.push(text) }), undefined);
    assert.match(said.join('\n'), /could not be downloaded \(no connection\): code-server/);
  });

  it('shows a code-server that VSCODE_PATH names in a browser', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'practicum-demo-'));
    try {
      mkdirSync(path.join(folder, 'out/node'), { recursive: true });
      writeFileSync(path.join(folder, 'out/node/entry.js'), '');
      assert.equal(await findDesktop({ ...surroundings, env: { VSCODE_PATH: folder }, find: () => '/usr/bin/code' }), undefined);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('knows a Linux machine without a display', () => {
    assert.equal(hasDisplay({}, 'linux'), false);
    assert.equal(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux'), true);
    assert.equal(hasDisplay({}, 'darwin'), true);
  });

  // shows: demo-scripted-model
  it('packs nothing of its scripted model', () => {
    const packed = readVsix(vsixFile).map((file) => file.path);
    assert.ok(packed.includes('extension/dist/extension.cjs'));
    assert.deepEqual(
      packed.filter((file) => /double|demo|script|test/i.test(file) && !file.endsWith('.woff2')),
      [],
    );
  });
});
