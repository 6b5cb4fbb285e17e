import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { NeutralConversation } from '../../doubles/script.ts';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { runFolders } from '../runFolders.ts';
import { config, faster } from './files.ts';

export function approvals({ window, asked, tap }: Scripted): void {
  /** Nothing asked for, nothing changed, nothing open. */
  beforeEach(async () => {
    tap.open();
    const { chat, workbench } = window();
    await workbench.command('View: Close All Editors');
    await chat.open();
    await chat.newSession();
    await workbench.command('Notifications: Clear All Notifications');
    for (const file of ['config.py', 'other.py']) writeFileSync(window().file(file), config);
  });

  const edited = config.replace('0.001', '0.1');
  const untilFile = (file: string, text: string): Promise<void> => eventually(() => assert.equal(window().read(file), text));
  const untilEditor = (text: string): Promise<void> =>
    eventually(async () => assert.equal((await window().workbench.editorText()).trimEnd(), text.trimEnd()));

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

  // shows: approval-durable, approval-status-bar, approval-badge
  it('still waits after the window was reloaded, asks again, and takes the answer from the card', async () => {
    const { chat, workbench } = window();
    await chat.send(faster);
    await workbench.toast(/small asks/).waitFor();
    await workbench.reload();
    await workbench.toast(/small asks: Edit config\.py/).waitFor();
    await workbench.statusItem('Practicum asks').waitFor();
    await chat.open();
    await eventually(async () => assert.equal(await workbench.badge('Practicum'), '1'));
    assert.equal(window().read('config.py'), config);
    await chat.approve(/Edit config\.py/);
    await untilFile('config.py', edited);
    await chat.answers.getByText('is changed').waitFor();
  });

  // shows: approval-toast
  it('is approved by the notification', async () => {
    const { chat, workbench } = window();
    await chat.send(faster);
    await workbench.answerToast(/small asks: Edit config\.py/, 'Approve');
    await untilFile('config.py', edited);
    await chat.answers.getByText('is changed').waitFor();
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

  // shows: approval-reject
  it('tells the model of a rejection, with the person’s words', async () => {
    const { chat } = window();
    await chat.send(faster);
    await chat.reject(/Edit config\.py/, 'try 0.05 first');
    await chat.answers.getByText('You rejected the change').waitFor();
    assert.match(lastResult(asked), /try 0\.05 first/);
    assert.equal(window().read('config.py'), config);
  });

  // shows: approval-toast
  it('opens the chat from the notification', async () => {
    const { chat, workbench, page } = window();
    await chat.send(faster);
    await chat.approval(/Edit config\.py/).waitFor();
    await workbench.toggleSecondarySideBar();
    await page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
    await workbench.answerToast(/small asks/, 'Show');
    await page.locator('.part.auxiliarybar').waitFor();
    await chat.attach();
    await chat.reject(/Edit config\.py/);
  });

  // shows: approval-first-wins
  it('lets the first answer win: the notification goes, and nothing waits any more', async () => {
    const { chat, workbench } = window();
    await chat.send(faster);
    const toast = workbench.toast(/small asks/);
    await toast.waitFor();
    await chat.approve(/Edit config\.py/);
    await untilFile('config.py', edited);
    await toast.waitFor({ state: 'hidden' });
    await workbench.statusItem('Practicum asks').waitFor({ state: 'hidden' });
    // The editor keeps the notification among the old ones: a late click there must change nothing.
    await workbench.command('Notifications: Show Notifications');
    await workbench
      .notification(/small asks/)
      .getByRole('button', { name: 'Reject', exact: true })
      .click();
    await workbench.toast(/answered already/).waitFor();
    assert.equal(window().read('config.py'), edited);
  });

  // shows: approval-session-scope
  it('allows further edits of the same file for the session, and asks for another file', async () => {
    const { chat } = window();
    await chat.send(faster);
    await chat
      .approval(/Edit config\.py/)
      .getByRole('button', { name: 'Approve for session' })
      .click();
    await untilFile('config.py', edited);
    await chat.idle();
    await chat.send('edit config.py replace epochs = 5 with epochs = 9');
    await untilFile('config.py', edited.replace('epochs = 5', 'epochs = 9'));
    await chat.idle();
    await chat.send('edit other.py replace 0.001 with 0.1');
    await chat.approval(/Edit other\.py/).waitFor();
    assert.equal(window().read('other.py'), config);
    await chat.reject(/Edit other\.py/);
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

  // shows: edit-undo
  it('edits an open file in its buffer, so that Undo takes it back', async () => {
    const { chat, workbench, page } = window();
    await workbench.openFile('config.py');
    await chat.send(faster);
    await chat.approve(/Edit config\.py/);
    await untilEditor(edited);
    await untilFile('config.py', edited);
    await workbench.focusEditor();
    await page.keyboard.press('Control+z');
    await untilEditor(config);
    await workbench.command('File: Save');
    await untilFile('config.py', config);
  });

  // shows: edit-dirty
  it('builds on text that was not saved, and says that it saved it', async () => {
    const { chat, workbench, page } = window();
    await workbench.openFile('config.py');
    await workbench.focusEditor();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# mine\n');
    await untilEditor(`# mine\n${config}`);
    await chat.attach();
    await chat.send(faster);
    await chat.approve(/Edit config\.py/);
    await untilEditor(`# mine\n${edited}`);
    await untilFile('config.py', `# mine\n${edited}`);
    await workbench.toast(/had unsaved changes of yours/).waitFor();
    await workbench.focusEditor();
    await page.keyboard.press('Control+z');
    await untilEditor(`# mine\n${config}`);
    await workbench.command('File: Save');
    await untilFile('config.py', `# mine\n${config}`);
  });

  // shows: run-outlives-turn, chat-stop
  it('stops a turn without touching the run that it started', async () => {
    const { chat, curves, runs } = window();
    await chat.send('run train.py');
    await chat.approve(/Train with train\.py/);
    const printed = (): number => runFolders(window().file('.'))[0]?.log.split('\n').length ?? 0;
    await eventually(() => assert.ok(printed() > 5));
    await chat.tool(/^Tool: Read run/).waitFor();
    await chat.stop();
    await chat.idle();
    const atStop = printed();
    await eventually(() => assert.ok(printed() > atStop + 10));
    await curves.open();
    await runs.run(/^train, running/).waitFor();
    writeFileSync(window().file('enough'), '');
    await runs.run(/^train, done/).waitFor();
  });
}

/** What the newest request told the model of its last call. */
function lastResult(conversations: readonly NeutralConversation[]): string {
  const last = conversations.at(-1)?.messages.at(-1);
  assert.equal(last?.role, 'tool');
  return last.results.map(({ content }) => content).join('\n');
}
