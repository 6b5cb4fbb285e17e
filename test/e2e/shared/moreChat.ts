import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { accessibilityFaults } from '../pages/webview.ts';
import { inEmptyConversations } from './beginnings.ts';
import { holdInTheMiddle } from './longAnswer.ts';

const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What tests of the view and of the extension host show as well, once more in the window. */
export function moreChat(scripted: Scripted): void {
  const { window, doubles, tap } = scripted;
  inEmptyConversations(scripted);

  const said = async (): Promise<string> => (await window().chat.answers.last().textContent()) ?? '';

  // shows: chat-queue
  it('queues what is sent while it works: shown, one taken back, the rest answered in order', async () => {
    const { chat } = window();
    await holdInTheMiddle(scripted);
    for (const message of ['say hello', 'think', 'many tools']) await chat.send(message);
    const queue = chat.frame.getByRole('region', { name: 'Queue' });
    await queue.getByText('3 messages waiting').waitFor();
    await queue.getByRole('listitem').filter({ hasText: 'think' }).getByRole('button', { name: 'Remove from queue' }).click();
    await queue.getByText('2 messages waiting').waitFor();
    assert.deepEqual(await queue.locator('.queue-text').allTextContents(), ['say hello', 'many tools']);
    tap.open();
    await queue.waitFor({ state: 'detached' });
    await chat.idle();
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['stream long', 'say hello', 'many tools']));
    assert.match(await said(), /Of 3 tools/);
  });

  // shows: chat-mention-file, chat-keyboard
  it('attaches a file that is found after an @, by the keyboard alone', async () => {
    const { chat, page } = window();
    await chat.composer.focus();
    await page.keyboard.type('say hello to @trai');
    await chat.frame.getByRole('option', { name: 'train.py', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await chat.frame.getByRole('button', { name: 'Remove train.py' }).waitFor();
    await page.keyboard.type('please');
    await page.keyboard.press('Enter');
    await chat.answers.first().waitFor();
    await chat.idle();
    const message = chat.entry('You');
    assert.equal(await message.getByText('say hello to @train.py please').count(), 1);
    assert.deepEqual(await message.getByRole('list', { name: 'Attached' }).getByRole('button').allTextContents(), ['train.py']);
    assert.match(doubles().requests.at(-1)?.bodyText ?? '', /<attached file=\\"[^"]*train\.py\\"/);
  });

  // shows: chat-mention-selection
  it('attaches the lines that are selected in the editor, with their place and their text', async () => {
    const { chat, workbench, page } = window();
    await workbench.openFile('train.py');
    await workbench.focusEditor();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await chat.frame.getByRole('button', { name: 'Add the editor selection' }).click();
    await chat.frame.getByRole('button', { name: 'Remove train.py:1–2' }).waitFor();
    await chat.ask('say hello');
    assert.equal(await chat.entry('You').getByRole('button', { name: 'train.py:1–2' }).count(), 1);
    const [first, second] = window().read('train.py').split('\n');
    const request = doubles().requests.at(-1)?.bodyText ?? '';
    assert.ok(request.includes(JSON.stringify(`lines="1-2">\n${first}\n${second}\n</attached>`).slice(1, -1)), request.slice(-2000));
  });

  // shows: policy-plan-mode
  it('changes the mode: in plan mode the model is offered nothing that writes or executes', async () => {
    const { chat } = window();
    await chat.chooseMode('Plan');
    await chat.ask('say hello');
    const request = doubles().requests.at(-1)?.bodyText ?? '';
    const isOffered = (tool: string): boolean => request.includes(`"name":"${tool}"`);
    assert.ok(isOffered('read_file'));
    assert.deepEqual(['edit_file', 'write_file', 'run_shell', 'start_run'].filter(isOffered), []);
  });

  // shows: chat-axe, chat-theme
  it('gives axe-core nothing to find in a full conversation, in dark and in high contrast', async () => {
    const { chat, workbench } = window();
    await chat.ask('think');
    await chat.ask('many tools');
    await chat
      .tool(/README\.md/)
      .getByRole('button', { expanded: false })
      .click();
    await chat.ask('stream long');
    await chat.send('edit train.py replace "import torch" with "import torch  # numbers"');
    await chat.approval(/Edit train\.py/).waitFor();
    await chat.composer.fill('say hello');
    await chat.composer.press('Alt+Enter');
    await chat.frame.getByRole('region', { name: 'Queue' }).waitFor();
    assert.deepEqual(await accessibilityFaults(chat.frame, axe), []);
    const dark = await chat.colors();
    await chat.stop();
    await chat.idle();
    await chat.ask('fault status 400');
    await chat.entry('Error').waitFor();
    await workbench.colorTheme('Dark High Contrast');
    await chat.frame.locator('body.vscode-high-contrast').waitFor();
    assert.deepEqual(await accessibilityFaults(chat.frame, axe), []);
    assert.notDeepEqual(await chat.colors(), dark);
    await workbench.colorTheme('Dark Modern');
  });

  it('begins anew with New Session: nothing of the old conversation is shown or sent', async () => {
    const { chat } = window();
    await chat.ask('say hello');
    await chat.newSession();
    await eventually(async () => assert.equal(await chat.entry('You').count(), 0));
    await chat.ask('think');
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['think']));
    assert.doesNotMatch(doubles().requests.at(-1)?.bodyText ?? '', /say hello/);
  });
}
