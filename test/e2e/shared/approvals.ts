import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { runFolders } from '../runFolders.ts';
import { withFilesAnew } from './beginnings.ts';
import { config, faster } from './files.ts';

export function approvals(scripted: Scripted): void {
  const { window } = scripted;
  withFilesAnew(scripted);

  const edited = config.replace('0.001', '0.1');
  const untilFile = (file: string, text: string): Promise<void> => eventually(() => assert.equal(window().read(file), text));

  // shows: way-notification, approval-toast, approval-toast-dismissed, approval-badge, approval-status-bar, approval-card
  it('asks in a notification; dismissing it leaves the card, the badge and the status bar item', async () => {
    const { chat, workbench } = window();
    await chat.send(faster);
    const toast = workbench.toast(/small asks: Edit config\.py/);
    for (const button of ['Approve', 'Reject', 'Show']) await toast.getByRole('button', { name: button, exact: true }).waitFor();
    await workbench.dismissToast(/small asks/);
    await chat.approval(/Edit config\.py/).waitFor();
    await workbench.statusItem('Practicum asks').waitFor();
    await eventually(async () => assert.equal(await workbench.badge('Practicum'), '1'));
    assert.equal(window().read('config.py'), config);
    await chat.approve(/Edit config\.py/);
    await untilFile('config.py', edited);
    await workbench.statusItem('Practicum asks').waitFor({ state: 'hidden' });
    await eventually(async () => assert.equal(await workbench.badge('Practicum'), undefined));
  });

  // shows: approval-places
  it('waits in the Runs view as well, says which session asks, and takes the answer there', async () => {
    const { chat, workbench, runs, curves } = window();
    await curves.open();
    // The view that opens takes the keyboard.
    await chat.open();
    await chat.send(faster);
    await workbench.toast(/small asks: Edit config\.py, in “edit config\.py/).waitFor();
    const row = runs.run(/Edit config\.py, waits for your answer/);
    await row.waitFor();
    await runs.act(/Edit config\.py, waits/, 'Approve');
    await untilFile('config.py', edited);
    await row.waitFor({ state: 'hidden' });
    await chat.open();
    await chat.answers.getByText('is changed').waitFor();
  });

  // shows: approval-interrupts
  it('does not interrupt where the setting says so: the card, the badge and the status bar say that it waits', async () => {
    const { chat, workbench } = window();
    const settings = window().file('.vscode/settings.json');
    mkdirSync(path.dirname(settings), { recursive: true });
    writeFileSync(settings, JSON.stringify({ 'practicum.approvals.notify': 'never' }));
    try {
      await chat.send(faster);
      await chat.approval(/Edit config\.py/).waitFor();
      await workbench.statusItem('Practicum asks').waitFor();
      await eventually(async () => assert.equal(await workbench.badge('Practicum'), '1'));
      assert.equal(await workbench.toast(/small asks/).count(), 0);
      await chat.approve(/Edit config\.py/);
      await untilFile('config.py', edited);
    } finally {
      rmSync(path.dirname(settings), { recursive: true });
    }
  });

  // shows: edit-diff, edit-revert
  it('shows an edit as a diff before and after it is made, and reverts the turn', async () => {
    const { chat, workbench } = window();
    await chat.send(faster);
    const card = chat.approval(/Edit config\.py/);
    await card.getByText('lr = 0.001').waitFor();
    await card.getByText('lr = 0.1', { exact: true }).waitFor();
    await card.getByRole('button', { name: 'Open diff' }).click();
    await workbench.tab('config.py (change)').waitFor();
    await chat.approve(/Edit config\.py/);
    const changes = chat.entry('Changed files');
    await changes.getByRole('button', { name: 'config.py' }).click();
    await workbench.tab('config.py (this turn)').waitFor();
    await eventually(async () => assert.deepEqual(await workbench.diffText(), [config, edited]));
    await changes.getByRole('button', { name: 'Revert' }).click();
    await changes.getByRole('button', { name: 'Revert 1 file' }).click();
    await changes.getByText('Reverted').waitFor();
    await untilFile('config.py', config);
  });

  // shows: run-outlives-turn, chat-stop
  it('stops a turn without touching the run that it started', async () => {
    const { chat, curves, runs } = window();
    await chat.send('run endless.py');
    await chat.approve(/Train with endless\.py/);
    const printed = (): number => runFolders(window().file('.')).at(-1)?.log.split('\n').length ?? 0;
    await eventually(() => assert.ok(printed() > 5));
    await chat.tool(/^Tool: Read run/).waitFor();
    await chat.stop();
    await chat.idle();
    const atStop = printed();
    await eventually(() => assert.ok(printed() > atStop + 10));
    await curves.open();
    await runs.run(/^endless, running/).waitFor();
    writeFileSync(window().file('enough'), '');
    await runs.run(/^endless, done/).waitFor();
  });
}
