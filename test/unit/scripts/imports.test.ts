import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';
import { capture } from '../../../scripts/run.ts';

/** Checks a tree of `path: source` with the project's own rules. */
async function check(files: Readonly<Record<string, string>>): Promise<{ readonly isClean: boolean; readonly faults: readonly string[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'practicum-imports-'));
  try {
    for (const [file, source] of Object.entries({
      'package.json': '{ "type": "module" }',
      'src/base/base.ts': 'export const base = 1;',
      ...files,
    })) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), source);
    }
    const depcruise = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const folders = [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))];
    const { code, output } = await capture(
      process.execPath,
      [
        depcruise,
        '--config',
        path.join(root, '.dependency-cruiser.cjs'),
        '--output-type',
        'err',
        'src',
        ...folders.filter((name) => name !== 'src'),
      ],
      {
        cwd: folder,
        isQuiet: true,
      },
    );
    return {
      isClean: code === 0,
      faults: [...output.matchAll(/^\s*error ([\w-]+): (\S+)/gm)].map((match) => `${match[2]} ${match[1]}`).toSorted(),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the import directions', () => {
  it('let a room import the rooms below it', async () => {
    const { isClean, faults } = await check({
      'src/runs/a.ts': "import { base } from '../base/base.ts';\nexport const a = base;",
      'src/editor/b.ts': "import * as vscode from 'vscode';\nimport { a } from '../runs/a.ts';\nexport const b = [vscode, a];",
    });
    assert.deepEqual(faults, []);
    assert.equal(isClean, true);
  });

  const above = 'export interface A { a: 1 }\nexport const a = 1;';

  // shows: build-import-directions
  it('fail the build for a value, a type, a re-export or a late import from above', async () => {
    const { isClean, faults } = await check({
      'src/app/a.ts': above,
      'src/base/value.ts': "import { a } from '../app/a.ts';\nexport const b = a;",
      'src/base/type.ts': "import type { A } from '../app/a.ts';\nexport type B = A;",
      'src/base/export.ts': "export { a } from '../app/a.ts';",
      'src/base/late.ts': "export const late = () => import('../app/a.ts');",
    });
    assert.equal(isClean, false);
    assert.deepEqual(
      faults,
      ['export', 'late', 'type', 'value'].map((name) => `src/base/${name}.ts base-imports-below`),
    );
  });

  // shows: build-import-directions
  it('keep neighbours apart, the agent from its tools, vscode in the editor, and webviews to types', async () => {
    const { faults } = await check({
      'src/models/a.ts': above,
      'src/tools/tool.ts': above,
      'src/protocol/chat.ts': above,
      'src/policy/neighbour.ts': "import type { A } from '../models/a.ts';\nexport type B = A;",
      'src/agent/tool.ts': "import type { A } from '../tools/tool.ts';\nexport type B = A;",
      'src/app/vscode.ts': "import * as vscode from 'vscode';\nexport const v = vscode;",
      'src/surprise/room.ts': "import { base } from '../base/base.ts';\nexport const a = base;",
      'src/app/room.ts': "import { a } from '../surprise/room.ts';\nexport const b = a;",
      'webview-ui/ok.ts': "import type { A } from '../src/protocol/chat.ts';\nexport type B = A;",
      'webview-ui/value.ts': "import { a } from '../src/protocol/chat.ts';\nexport const b = a;",
      'webview-ui/far.ts': "import type { A } from '../src/models/a.ts';\nexport type B = A;",
    });
    assert.deepEqual(faults, [
      'src/agent/tool.ts agent-knows-no-concrete-tool',
      'src/app/room.ts app-imports-below',
      'src/app/room.ts room-is-known',
      'src/app/vscode.ts only-editor-imports-vscode',
      'src/policy/neighbour.ts policy-imports-below',
      'webview-ui/far.ts webviews-import-protocol-and-base',
      'webview-ui/value.ts webviews-import-types-only',
    ]);
  });
});
