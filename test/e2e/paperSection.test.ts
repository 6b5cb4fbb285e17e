import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { eventually } from './eventually.ts';
import { type TestWindow, useWindow } from './harness.ts';
import { modelSettings } from './model.ts';

/** Selects a passage of a paper in the example and picks an entry of its context menu. */
async function pick({ workbench }: TestWindow, file: string, lines: readonly [number, number], entry: string): Promise<void> {
  await workbench.openFile(file);
  await workbench.selectLines(...lines);
  await workbench.editorMenu(entry);
}

describe('a passage of a paper in a real window', () => {
  const window = useWindow();
  const draft = async (): Promise<string> => window().chat.composer.inputValue();

  const attached = (place: string): Promise<void> => eventually(async () => assert.deepEqual(await window().chat.attached(), [place]));

  beforeEach(async () => {
    await window().chat.open();
    await window().chat.newSession();
    await window().chat.composer.fill('');
    await window().chat.detachAll();
  });

  // shows: way-paper-section
  it('comes into the chat from a .tex file, with its place and a first wording', async () => {
    const { chat } = window();
    await pick(window(), 'paper.tex', [10, 14], 'Implement This Paper Section');
    await chat.attach();
    await attached('paper.tex:10–14');
    assert.match(await draft(), /^Implement the section “Momentum” of the paper \(paper\.tex:10–14\)/);
    await chat.focused(chat.composer);
  });

  // shows: way-paper-section
  it('comes into the chat from a .md file', async () => {
    const { chat } = window();
    await pick(window(), 'paper.md', [5, 7], 'Implement This Paper Section');
    await chat.attach();
    await attached('paper.md:5–7');
    assert.match(await draft(), /^Implement the section “3 Label smoothing” of the paper \(paper\.md:5–7\)/);
  });

  // shows: chat-mention-selection
  it('is added to the chat beside what was written there', async () => {
    const { chat } = window();
    await chat.composer.fill('What does this mean?');
    await pick(window(), 'train.py', [3, 3], 'Add Selection to Chat');
    await chat.attach();
    await attached('train.py:3');
    assert.equal(await draft(), 'What does this mean?');
  });
});

describe('a real window on a folder that is not trusted', () => {
  const window = useWindow({ trust: 'asked' });

  // shows: bad-untrusted
  it('opens the chat, and says there what trust is needed for', async () => {
    const { chat } = window();
    await chat.open();
    await chat.frame
      .getByText(/not trusted/)
      .first()
      .waitFor();
    await chat.frame.getByRole('button', { name: 'Manage trust' }).first().waitFor();
  });

  // shows: bad-untrusted
  it('refuses to train with one message that names the next step, and executes nothing', async () => {
    const { workbench, chat, page } = window();
    await workbench.openFile('train.py');
    await workbench.focusEditor();
    await page.keyboard.press('Control+End');
    await workbench.lens('▶ Train').click();
    const toast = workbench.toast(/not trusted.*Trust it/);
    await toast.waitFor();
    assert.equal(await workbench.toasts.count(), 1);
    assert.equal(existsSync(window().file('.practicum')), false);
    await toast.getByRole('button', { name: 'Manage Trust' }).click();
    await page.getByText('You are in Restricted Mode').waitFor();
    // Once it is trusted, the chat has nothing left to say about it.
    await page.getByRole('button', { name: 'Trust', exact: true }).click();
    await chat.attach();
    await chat.frame.getByText(/not trusted/).waitFor({ state: 'hidden' });
  });
});

describe('a real window without a folder', () => {
  let doubles: Doubles;
  const window = useWindow(async () => {
    doubles = await startDoubles({ key: 'none' });
    return { workspace: 'none', settings: modelSettings(doubles, 'anthropic') };
  });
  after(() => doubles.close());

  // shows: bad-no-workspace
  it('opens the chat, answers, and says there that a folder is needed for work', async () => {
    const { chat } = window();
    await chat.open();
    await chat.frame
      .getByText(/folder/)
      .first()
      .waitFor();
    await chat.frame.getByRole('button', { name: 'Open a folder' }).first().waitFor();
    await chat.ask('read train.py');
    await chat.answers.getByText('I could not read').waitFor();
  });

  // shows: bad-no-workspace
  it('refuses to train with one message that names the next step', async () => {
    const { workbench } = window();
    await workbench.command('File: New Untitled Text File');
    await workbench.command('Change Language Mode');
    await window().page.keyboard.type('python');
    await workbench.choose('Python');
    await workbench.command('Practicum: Train This Script');
    await workbench
      .toast(/Training needs a folder.*Open the folder/)
      .getByRole('button', { name: 'Open Folder' })
      .waitFor();
    assert.equal(await workbench.toasts.count(), 1);
  });
});
