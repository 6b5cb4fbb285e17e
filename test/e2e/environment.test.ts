import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { eventually } from './eventually.ts';
import { outputFolder, type TestWindow, useWindow } from './harness.ts';
import { modelSettings } from './model.ts';
import { type RunFolder, runFolders } from './runFolders.ts';

/** Says by which Python and with which tqdm it ran. */
const script = `import sys

import tqdm

if __name__ == '__main__':
    print(f'step 1 loss 0.5 by {sys.prefix}', flush=True)
    print(f'tqdm {tqdm.__version__}', flush=True)
`;

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

const fillWorkspace = (folder: string): void => writeFileSync(path.join(folder, 'train.py'), script);

describe('a script whose packages are missing, in a real window', function () {
  this.timeout(240_000);
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
    return { env, settings: modelSettings(doubles, 'anthropic'), workspaceName: 'bare', workspace: fillWorkspace };
  });
  after(async () => {
    rmSync(path.dirname(bare), { recursive: true, force: true });
    await doubles.close();
  });

  // shows: python-venv
  it('says on a click what is missing, where it would go and how large it is; nothing is made when that is declined', async () => {
    const { workbench } = window();
    await clickTrain(window());
    const dialog = workbench.dialog();
    await dialog.waitFor();
    await keepPicture(window(), 'environment-offer');
    const text = (await dialog.textContent()) ?? '';
    assert.ok(text.includes(`train.py needs tqdm, which ${path.join(bare, 'bin/python3')} does not have.`), text);
    assert.ok(text.includes(`Install tqdm into a new virtual environment in ${window().file('.venv')}.`), text);
    assert.ok(text.includes('About 1 MB to download, 41 MB on the disk.'), text);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(existsSync(window().file('.venv')), false);
    assert.deepEqual(runFolders(window().file('.')), []);
  });

  // shows: python-venv
  it('makes the environment and fills it when that is accepted, and the run starts and ends well', async () => {
    const { workbench, runs } = window();
    await clickTrain(window());
    await workbench.dialog().getByRole('button', { name: 'Install and Train' }).click();
    await workbench.toast(/Practicum installs tqdm/).waitFor();
    await keepPicture(window(), 'environment-progress');
    const [run] = await ended(window(), 1);
    const venv = window().file('.venv');
    assert.equal(run?.log, `step 1 loss 0.5 by ${venv}\ntqdm 9.8.7\n`);
    assert.equal(exitCode(run), 0);
    await runs.run(/^train, done/).waitFor();
  });

  // shows: python-as-is
  it('uses an interpreter that has the packages as it is, without a question', async () => {
    await clickTrain(window());
    const [first, second] = await ended(window(), 2);
    assert.equal(second?.log, first?.log);
    assert.equal(exitCode(second), 0);
    assert.equal(await window().workbench.dialog().count(), 0);
  });

  // shows: python-venv, tool-run-start
  it('is run by the agent once the person has agreed to the packages that it asks for', async () => {
    const { workbench, chat } = window();
    rmSync(window().file('.venv'), { recursive: true });
    await chat.open();
    await chat.send('run train.py');
    // Nobody is asked about a run that could only fail.
    const install = workbench.toast(/Install tqdm \(about 1 MB to download\)/);
    await install.waitFor();
    await keepPicture(window(), 'environment-approval');
    const card = chat.frame.getByText(`Install tqdm into a new virtual environment in ${window().file('.venv')}.`);
    assert.match((await card.textContent()) ?? '', /About 1 MB to download, 41 MB on the disk\./);
    assert.equal(existsSync(window().file('.venv')), false);
    await workbench.answerToast(/Install tqdm/, 'Approve');
    await workbench.toast(/Train with train\.py/).waitFor({ timeout: 60_000 });
    await workbench.answerToast(/Train with train\.py/, 'Approve');
    const third = (await ended(window(), 3)).at(-1);
    assert.equal(third?.log, `step 1 loss 0.5 by ${window().file('.venv')}\ntqdm 9.8.7\n`);
    await chat.idle();
    await keepPicture(window(), 'environment-agent');
  });

  // shows: bad-no-python
  it('says once that the chosen interpreter is broken, with the way to choose another', async () => {
    const { workbench } = window();
    const broken = path.join(path.dirname(bare), 'no-python');
    await workbench.command('Practicum: Choose Python Interpreter');
    await workbench.type(broken);
    await eventually(() => assert.ok(readFileSync(window().file('.vscode/settings.json'), 'utf8').includes(broken)));
    await clickTrain(window());
    const toast = await workbench.oneToast(`The chosen Python interpreter does not work: ${broken}`);
    await workbench.answer(toast, 'Choose Interpreter');
    // Empty takes the choice back.
    await workbench.type('');
    await eventually(() => assert.ok(!readFileSync(window().file('.vscode/settings.json'), 'utf8').includes(broken)));
    assert.equal(runFolders(window().file('.')).length, 3);
  });
});

async function clickTrain({ workbench }: TestWindow): Promise<void> {
  await workbench.openFile('train.py');
  await workbench.lens('▶ Train').click();
}

/** The runs once there are so many and the last has ended. */
function ended(window: TestWindow, count: number): Promise<readonly RunFolder[]> {
  return eventually(() => {
    const runs = runFolders(window.file('.'));
    assert.equal(runs.length, count);
    assert.ok(existsSync(path.join(runs.at(-1)?.folder ?? '', 'exit.json')));
    return runs;
  }, 120_000);
}

function exitCode(run: RunFolder | undefined): unknown {
  return JSON.parse(readFileSync(path.join(run?.folder ?? '', 'exit.json'), 'utf8')).code;
}

async function keepPicture({ page }: TestWindow, name: string): Promise<void> {
  mkdirSync(outputFolder, { recursive: true });
  await page.screenshot({ path: path.join(outputFolder, `${name}.png`) });
}
