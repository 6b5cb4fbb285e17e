import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../../../scripts/package.ts';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { accessibilityFaults } from '../pages/webview.ts';

const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** Every numbered thing of the long answer that is to be seen, in the order in which it stands there. */
function marks(text: string): readonly string[] {
  return text.match(/Point \d|Paragraph \d|The end of the long answer/g) ?? [];
}

const allMarks = [
  ...Array.from({ length: 8 }, (_, index) => `Point ${index + 1}`),
  ...Array.from({ length: 6 }, (_, index) => `Paragraph ${index + 1}`),
  'The end of the long answer',
];

/** Deltas of 16 characters: the stream stands in the list of the long answer, after its second or its sixth point. */
const untilSecondPoint = 28;
const untilSixthPoint = 32;

export function chat({ window, doubles, tap }: Scripted): void {
  /** An empty conversation in the open view, so that no test leans on another. */
  beforeEach(async () => {
    tap.open();
    const { chat } = window();
    await chat.open();
    await chat.newSession();
  });

  const text = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? '';
  const said = async (): Promise<string> => text(window().chat.answers.last());

  /** Sends what is answered at length and holds the stream in the middle of it. */
  const holdInTheMiddle = async (): Promise<void> => {
    const { chat } = window();
    tap.close();
    await chat.send('stream long');
    await tap.let(untilSecondPoint);
    await chat.answers.last().getByText('Point 2').waitFor();
  };

  // shows: chat-streaming-markdown
  it('draws an answer as Markdown while it comes, and whole at its end', async () => {
    const { chat } = window();
    await holdInTheMiddle();
    const answer = chat.answers.last();
    assert.equal(await answer.getByRole('heading', { name: 'A long answer' }).count(), 1);
    assert.equal(await answer.getByRole('link', { name: 'link' }).count(), 1);
    assert.equal(await answer.getByRole('table').count(), 0);
    assert.ok(!marks(await said()).includes('Paragraph 1'));
    tap.open();
    await chat.idle();
    assert.deepEqual(marks(await said()), allMarks);
    assert.equal(await answer.locator('ol > li').count(), 8);
    assert.equal(await answer.getByRole('row').count(), 13);
    assert.match(await text(answer.locator('pre').first()), /^import torch\n/);
  });

  // shows: chat-hide-show, chat-sync
  it('is right when it is hidden and shown again in the middle of an answer', async () => {
    const { chat, workbench } = window();
    await holdInTheMiddle();
    const before = marks(await said());
    await workbench.toggleSecondarySideBar();
    await chat.hidden();
    await tap.let(untilSixthPoint);
    await workbench.toggleSecondarySideBar();
    await chat.attach();
    await chat.answers.last().getByText('Point 5').waitFor();
    const between = marks(await said());
    assert.ok(between.length > before.length);
    assert.deepEqual(between, allMarks.slice(0, between.length), 'nothing is missing, nothing is there twice');
    await eventually(async () => assert.equal(await chat.entry('You').count(), 1));
    tap.open();
    await chat.idle();
    const whole = await said();
    assert.deepEqual(marks(whole), allMarks);
    await workbench.toggleSecondarySideBar();
    await chat.hidden();
    await workbench.toggleSecondarySideBar();
    await chat.attach();
    assert.equal(await said(), whole);
  });

  // shows: chat-reload, chat-draft
  it('is the same after the window was loaded again: conversation, place, draft and what is attached', async () => {
    const { chat, workbench } = window();
    await chat.ask('many tools');
    await chat.ask('stream long');
    const before = await chat.conversation.getByRole('article').allTextContents();
    await chat.scrollTo('Point 4');
    const place = await chat.distanceFromTop('Point 4');
    await chat.composer.fill('not sent yet, see @requ');
    await chat.frame.getByRole('option', { name: 'requirements.txt' }).waitFor();
    await chat.composer.press('Enter');
    await chat.frame.getByRole('list', { name: 'Attached' }).getByText('requirements.txt').waitFor();
    const draft = await chat.composer.inputValue();

    await workbench.reload();
    await chat.attach();
    await chat.answers.last().waitFor();
    assert.deepEqual(await chat.conversation.getByRole('article').allTextContents(), before);
    await eventually(async () => assert.equal(await chat.composer.inputValue(), draft));
    await chat.frame.getByRole('list', { name: 'Attached' }).getByText('requirements.txt').waitFor();
    const moved = (await chat.distanceFromTop('Point 4')) - place;
    assert.ok(Math.abs(moved) < 2, `moved by ${moved} px`);
  });

  // shows: chat-stop, model-cancel
  it('stops in the middle and keeps what was said', async () => {
    const { chat } = window();
    await holdInTheMiddle();
    await chat.stop();
    await chat.idle();
    await chat.entry('Notice').getByText('Stopped').waitFor();
    assert.ok(await chat.answers.last().getByText('Point 2').isVisible());
    assert.equal(await doubles().requests.at(-1)?.hungUp, true);
    tap.open();
    await chat.ask('say hello');
    assert.match(await said(), /^Hello!/);
    assert.match(doubles().requests.at(-1)?.bodyText ?? '', /Point 2.*stopped this answer here/);
  });

  // shows: chat-queue
  it('queues what is sent while it works: shown, one taken back, the rest answered in order', async () => {
    const { chat } = window();
    await holdInTheMiddle();
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

  // shows: chat-keyboard, chat-tool-cards
  it('is used from one end to the other without a mouse', async () => {
    const { chat, workbench, page } = window();
    await workbench.openFile('train.py');
    await workbench.focusEditor();
    await page.keyboard.press('Control+Alt+p');
    await chat.focused(chat.composer);
    await page.keyboard.type('many tools');
    await page.keyboard.press('Enter');
    await chat.answers.getByText('Of 3 tools').waitFor();
    await chat.idle();
    const card = chat.tool(/^Tool: .*README\.md/).getByRole('button', { expanded: false });
    await chat.tabTo(card, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await chat
      .tool(/README\.md/)
      .getByRole('button', { expanded: true })
      .first()
      .waitFor();
    const mode = chat.frame.getByRole('button', { name: /^Mode:/ });
    await chat.tabTo(mode, 'Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await chat.frame.getByRole('button', { name: /^Mode: Auto/ }).waitFor();
    await chat.tabTo(chat.composer, 'Shift+Tab');
    tap.close();
    await page.keyboard.type('stream long');
    await page.keyboard.press('Enter');
    await tap.let(untilSecondPoint);
    await chat.answers.last().getByText('Point 2').waitFor();
    await page.keyboard.press('Escape');
    await chat.entry('Notice').getByText('Stopped').waitFor();
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

  // shows: chat-csp
  it('asks nothing of the world outside and leaves no error in the console', () => {
    const { browser, server } = window();
    assert.deepEqual(browser.outside, []);
    // The window's own folders are called so too, and the editor complains about files there that a reload keeps it from reading.
    const errors = browser.console.filter((line) => line.startsWith('[error]')).map((line) => line.replaceAll(server.root, ''));
    assert.deepEqual(
      errors.filter((line) => /practicum/i.test(line)),
      [],
    );
  });
}
