import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../eventually.ts';
import { outputFolder, type TestWindow } from '../harness.ts';
import { type RunFolder, runFolders } from '../runFolders.ts';
import { type Training, trainByLens } from './window.ts';

export function environment({ window, bare }: Training): void {
  // shows: python-venv
  it('says on a click what is missing, where it would go and how large it is; nothing is made when that is declined', async () => {
    const { workbench } = window();
    await trainByLens(window(), 'train');
    const dialog = workbench.dialog();
    await dialog.waitFor();
    await keepPicture(window(), 'environment-offer');
    const text = (await dialog.textContent()) ?? '';
    assert.ok(text.includes(`train.py needs tqdm, which ${path.join(bare(), 'bin/python3')} does not have.`), text);
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
    await trainByLens(window(), 'train');
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
    await trainByLens(window(), 'train');
    const [first, second] = await ended(window(), 2);
    assert.equal(second?.log, first?.log);
    assert.equal(exitCode(second), 0);
    assert.equal(await window().workbench.dialog().count(), 0);
  });
}

/** The runs once there are so many and the last has ended. */
export function ended(window: TestWindow, count: number): Promise<readonly RunFolder[]> {
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

export async function keepPicture({ page }: TestWindow, name: string): Promise<void> {
  mkdirSync(outputFolder, { recursive: true });
  await page.screenshot({ path: path.join(outputFolder, `${name}.png`) });
}
