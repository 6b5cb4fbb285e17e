import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../eventually.ts';
import { runFolders } from '../runFolders.ts';
import { ended, keepPicture } from './environment.ts';
import { type Training, trainByLens } from './window.ts';

/** What tests of environments and of the tool show as well, once more in the window. */
export function moreEnvironment({ window, bare }: Training): void {
  // shows: python-venv, tool-run-start
  it('is run by the agent once the person has agreed to the packages that it asks for', async () => {
    const { workbench, chat } = window();
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
    const [run] = await ended(window(), 1);
    assert.equal(run?.log, `step 1 loss 0.5 by ${window().file('.venv')}\ntqdm 9.8.7\n`);
    await chat.idle();
    await keepPicture(window(), 'environment-agent');
  });

  // shows: bad-no-python
  it('says once that the chosen interpreter is broken, with the way to choose another', async () => {
    const { workbench } = window();
    const broken = path.join(path.dirname(bare()), 'no-python');
    await workbench.command('Practicum: Choose Python Interpreter');
    await workbench.type(broken);
    await eventually(() => assert.ok(readFileSync(window().file('.vscode/settings.json'), 'utf8').includes(broken)));
    await trainByLens(window(), 'train');
    const toast = await workbench.oneToast(`The chosen Python interpreter does not work: ${broken}`);
    await workbench.answer(toast, 'Choose Interpreter');
    // Empty takes the choice back.
    await workbench.type('');
    await eventually(() => assert.ok(!readFileSync(window().file('.vscode/settings.json'), 'utf8').includes(broken)));
    assert.equal(runFolders(window().file('.')).length, 1);
  });
}
