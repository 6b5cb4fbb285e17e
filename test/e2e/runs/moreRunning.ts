import assert from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import { runFolders } from '../runFolders.ts';
import { linesOf, runNamed, train } from './running.ts';
import type { Training } from './window.ts';

/** What tests of entry points and of lenses show as well, once more in the window. */
export function moreRunning({ window }: Training): void {
  // shows: repair-loop
  it('asks the agent to fix a run that failed, by a click on its lens', async () => {
    const { chat, runs, workbench } = window();
    await train(window(), 'broken');
    await runs.run(/^broken, failed/).waitFor();
    await workbench.lens('Fix this run').click();
    await chat.attach();
    const message = chat
      .entry('You')
      .getByText(/^The run “broken” \(.*\) failed: ValueError: the learning rate must be positive, got -1\./);
    await message.waitFor();
    const text = (await message.textContent()) ?? '';
    assert.ok(
      runFolders(window().file('.')).some(({ id }) => text.includes(`(${id})`)),
      text,
    );
  });

  // shows: entry-arguments, entry-lenses
  it('asks for arguments in a form, remembers them, and shows what a dry run will be before it starts', async () => {
    const { workbench, runs } = window();
    await workbench.openFile('options.py');
    await workbench.lens('Arguments…').click();
    await workbench.choose('epochs');
    await workbench.type('two');
    await workbench.quickInput.getByText('“two” is not a whole number.').waitFor();
    await workbench.type('2');
    await workbench.quickInput.getByText('python options.py --epochs 2').waitFor();
    await workbench.choose('Train');
    await runs.run(/^options, done/).waitFor();
    assert.deepEqual(linesOf(runNamed(window(), 'options').log), ['step 1 loss 1.000000', 'step 2 loss 0.500000']);
    await workbench.lens('⚙ --epochs 2').waitFor();
    await workbench.lens('Dry run').click();
    const box = workbench.quickInput.locator('input').first();
    await eventually(async () => assert.equal(await box.inputValue({ timeout: 1000 }), '--epochs 1'));
    await box.press('Enter');
    await runs.run(/^options \(dry run\), done/).waitFor();
    assert.deepEqual(linesOf(runNamed(window(), 'options (dry run)').log), ['step 1 loss 1.000000']);
  });
}
