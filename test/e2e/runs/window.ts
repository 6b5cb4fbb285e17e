/** A window over scripts, whose Python has no packages and is not to reach a package index. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import { type Doubles, startDoubles } from '../../doubles/server.ts';
import { type TestWindow, useWindow } from '../harness.ts';
import { modelSettings } from '../model.ts';
import { scripts } from './scripts.ts';

/** Writes a package that pip can install without asking anybody: a wheel is a zip (https://packaging.python.org/en/latest/specifications/binary-distribution-format/). */
const makeWheel = `import sys, zipfile

with zipfile.ZipFile(sys.argv[1] + '/tqdm-9.8.7-py3-none-any.whl', 'w') as wheel:
    info = 'tqdm-9.8.7.dist-info/'
    wheel.writestr('tqdm/__init__.py', '__version__ = "9.8.7"')
    wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: tqdm\\nVersion: 9.8.7\\n')
    wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + 'RECORD', ''.join(f'{name},,\\n' for name in [*wheel.namelist(), info + 'RECORD']))
`;

function python(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('python3', args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

export interface Training {
  readonly window: () => TestWindow;
  /** The virtual environment without packages that the window finds first. */
  readonly bare: () => string;
}

export function useTraining(): Training {
  let bare = '';
  let doubles: Doubles;
  const window = useWindow(async () => {
    doubles = await startDoubles({ key: 'none' });
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-bare-')));
    bare = path.join(folder, 'python');
    python('-m', 'venv', '--without-pip', bare);
    python('-c', makeWheel, folder);
    const searchPath = [path.join(bare, 'bin'), process.env['PATH']].join(path.delimiter);
    // As if started from a terminal: otherwise the editor takes the PATH of a new login shell.
    const terminal = { VSCODE_CLI: '1', PATH: searchPath };
    const env = { ...terminal, PIP_CONFIG_FILE: devNull, PIP_NO_INDEX: '1', PIP_FIND_LINKS: folder };
    return { env, settings: modelSettings(doubles, 'anthropic'), workspaceName: 'scripts', workspace: fill };
  });
  after(async () => {
    rmSync(path.dirname(bare), { recursive: true, force: true });
    await doubles.close();
  });
  return { window, bare: () => bare };
}

function fill(folder: string): void {
  for (const [name, text] of Object.entries(scripts)) writeFileSync(path.join(folder, name), text.trimStart());
}

/** By the code lens over the entry point of a script of the workspace. */
export async function trainByLens({ workbench }: TestWindow, name: string): Promise<void> {
  await workbench.openFile(`${name}.py`);
  await workbench.lens('▶ Train').click();
}
