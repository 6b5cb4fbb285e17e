import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { inEmptyConversations } from './beginnings.ts';
import { config, faster } from './files.ts';
import { holdInTheMiddle, untilSecondPoint, untilSixthPoint } from './longAnswer.ts';

/** Every numbered thing of the long answer that is to be seen, in the order in which it stands there. */
function marks(text: string): readonly string[] {
  return text.match(/Point \d|Paragraph \d|The end of the long answer/g) ?? [];
}

const allMarks = [
  ...Array.from({ length: 8 }, (_, index) => `Point ${index + 1}`),
  ...Array.from({ length: 6 }, (_, index) => `Paragraph ${index + 1}`),
  'The end of the long answer',
];

export function chat(scripted: Scripted): void {
  const { window, doubles, tap } = scripted;
  inEmptyConversations(scripted);

  const text = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? '';
  const said = async (): Promise<string> => text(window().chat.answers.last());

  // shows: chat-streaming-markdown
  it('draws an answer as Markdown while it comes, and whole at its end', async () => {
    const { chat } = window();
    await holdInTheMiddle(scripted);
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
    await holdInTheMiddle(scripted);
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

  // shows: chat-reload, chat-draft, approval-durable, approval-status-bar, approval-badge
  it('is the same after the window was loaded again: conversation, place, draft, what is attached, and the question that waits', async function reload() {
    this.timeout(240_000);
    const { chat, workbench } = window();
    writeFileSync(window().file('config.py'), config);
    await chat.ask('many tools');
    await chat.ask('stream long');
    await chat.send(faster);
    await workbench.toast(/small asks: Edit config\.py/).waitFor();
    await chat.approval(/Edit config\.py/).waitFor();
    const before = await chat.conversation.getByRole('article').allTextContents();
    await chat.scrollTo('Point 4');
    const place = await chat.distanceFromTop('Point 4');
    await chat.composer.fill('not sent yet, see @requ');
    await chat.frame.getByRole('option', { name: 'requirements.txt' }).waitFor();
    await chat.composer.press('Enter');
    await chat.frame.getByRole('list', { name: 'Attached' }).getByText('requirements.txt').waitFor();
    const draft = await chat.composer.inputValue();

    await workbench.reload();
    await workbench.toast(/small asks: Edit config\.py/).waitFor({ timeout: 90_000 });
    await workbench.statusItem('Practicum asks').waitFor();
    await chat.attach();
    await chat.approval(/Edit config\.py/).waitFor();
    assert.deepEqual(await chat.conversation.getByRole('article').allTextContents(), before);
    await eventually(async () => assert.equal(await chat.composer.inputValue(), draft));
    await chat.frame.getByRole('list', { name: 'Attached' }).getByText('requirements.txt').waitFor();
    const moved = (await chat.distanceFromTop('Point 4')) - place;
    assert.ok(Math.abs(moved) < 2, `moved by ${moved} px`);
    await eventually(async () => assert.equal(await workbench.badge('Practicum'), '1'));
    assert.equal(window().read('config.py'), config);
    await chat.approve(/Edit config\.py/);
    await eventually(() => assert.notEqual(window().read('config.py'), config));
    await chat.answers.getByText('is changed').waitFor();
    await chat.idle();
    await chat.composer.fill('');
    await chat.detachAll();
  });

  // shows: chat-stop, model-cancel
  it('stops in the middle and keeps what was said', async () => {
    const { chat } = window();
    await holdInTheMiddle(scripted);
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
