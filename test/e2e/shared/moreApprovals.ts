import assert from 'node:assert/strict';
import type { NeutralConversation } from '../../doubles/script.ts';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { withFilesAnew } from './beginnings.ts';
import { config, faster } from './files.ts';

/** What tests of the agent, the views and the extension host show as well, once more in the window. */
export function moreApprovals(scripted: Scripted): void {
  const { window, asked } = scripted;
  withFilesAnew(scripted);

  const edited = config.replace('0.001', '0.1');
  const untilFile = (file: string, text: string): Promise<void> => eventually(() => assert.equal(window().read(file), text));
  const untilEditor = (text: string): Promise<void> =>
    eventually(async () => assert.equal((await window().workbench.editorText()).trimEnd(), text.trimEnd()));

  // shows: approval-toast
  it('is approved by the notification', async () => {
    const { chat, workbench } = window();
    await chat.send(faster);
    await workbench.answerToast(/small asks: Edit config\.py/, 'Approve');
    await untilFile('config.py', edited);
    await chat.answers.getByText('is changed').waitFor();
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
}

/** What the newest request told the model of its last call. */
function lastResult(conversations: readonly NeutralConversation[]): string {
  const last = conversations.at(-1)?.messages.at(-1);
  assert.equal(last?.role, 'tool');
  return last.results.map(({ content }) => content).join('\n');
}
