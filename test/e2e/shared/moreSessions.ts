import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { SessionsView } from '../pages/sessionsView.ts';
import { withFilesAnew } from './beginnings.ts';
import { config, faster } from './files.ts';
import { named } from './sessions.ts';

/** What tests of sessions and of their list show as well, once more in the window. */
export function moreSessions(scripted: Scripted): void {
  const { window, doubles, tap } = scripted;
  withFilesAnew(scripted);

  const sessionsView = (): SessionsView => new SessionsView(window().chat);
  const lastRequest = (): string => doubles().requests.at(-1)?.bodyText ?? '';
  const untilFile = (text: string): Promise<void> => eventually(() => assert.equal(window().read('config.py'), text));

  // shows: sessions-rename
  it('renames one in the list, and the one that is shown from the palette', async () => {
    const { chat, workbench } = window();
    await chat.ask(named('Nameless', 'say hello'));
    const list = await sessionsView().open();
    await list.rename('Nameless', 'Greetings');
    await list.row('Greetings').waitFor();
    await list.close();
    await chat.title.filter({ hasText: 'Greetings' }).waitFor();
    await workbench.command('Practicum: Rename Session');
    await workbench.type('Salutations');
    await chat.title.filter({ hasText: 'Salutations' }).waitFor();
  });

  // shows: sessions-fork
  it('forks from a message: what stood before it goes along, the message itself waits in the composer', async () => {
    const { chat } = window();
    await chat.ask(named('The trunk', 'say hello'));
    await chat.ask('think of a branch\nthink');
    await chat.actOn('think of a branch', 'Fork from here');
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['The trunk\nsay hello']));
    await eventually(async () => assert.equal(await chat.composer.inputValue(), 'think of a branch\nthink'));
    await chat.composer.press('Enter');
    await chat.answers.getByText('I have thought about it.').waitFor();
    await chat.idle();
    const list = await sessionsView().open();
    await eventually(async () => assert.equal(await list.row(/The trunk/).count(), 2));
    await list.close();
  });

  // shows: sessions-edit
  it('goes on from a message that was written anew, and sends one again', async () => {
    const { chat } = window();
    await chat.ask(named('The wrong words', 'say hello'));
    await chat.ask('many tools');
    await chat.actOn('The wrong words', 'Edit');
    const field = chat.frame.getByRole('textbox', { name: 'Edit message' });
    assert.equal(await field.inputValue(), 'The wrong words\nsay hello');
    // The field takes the keyboard when it is there, with the caret behind its text: filled before that, it would keep what it held.
    await field.and(chat.frame.locator(':focus')).waitFor();
    await field.fill('The right words\nthink');
    await field.press('Enter');
    await chat.answers.getByText('I have thought about it.').waitFor();
    await chat.idle();
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['The right words\nthink']));
    assert.doesNotMatch(lastRequest(), /wrong words|many tools/);
    const before = doubles().requests.length;
    await chat.actOn('The right words', 'Send again');
    await eventually(() => assert.equal(doubles().requests.length, before + 1));
    // The request is out before the view has been told: for a moment there is neither the old message nor the new one.
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['The right words\nthink']));
    await chat.answers.getByText('I have thought about it.').waitFor();
    await chat.idle();
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['The right words\nthink']));
    await eventually(async () => assert.equal(await chat.answers.count(), 1));
  });

  // shows: checkpoint-conflict
  it('leaves what somebody else changed since until the person says otherwise', async () => {
    const { chat, workbench, page } = window();
    await chat.chooseMode('Auto');
    await chat.ask(faster);
    await untilFile(config.replace('0.001', '0.1'));
    const mine = 'lr = 0.7\nepochs = 50\nseed = 1\n';
    writeFileSync(window().file('config.py'), mine);
    await chat.restore(/^edit config/, 'files');
    await workbench.answerToast(/config\.py was changed since, not by the agent/, 'Show Changes');
    await workbench.tab(/config\.py \(before the message/).waitFor();
    await eventually(async () => {
      const [before, now] = await workbench.diffText();
      assert.match(before ?? '', /lr = 0\.001/);
      assert.match(now ?? '', /lr = 0\.7/);
    });
    await workbench.answerToast(/config\.py was changed since/, 'Leave Them');
    await workbench.toast(/config\.py was changed since/).waitFor({ state: 'hidden' });
    assert.equal(window().read('config.py'), mine);
    await chat.restore(/^edit config/, 'files');
    await workbench.answerToast(/config\.py was changed since/, 'Overwrite');
    await untilFile(config);
    await eventually(async () => assert.deepEqual(await chat.prompts(), [faster], 'the conversation stays'));
    await page.keyboard.press('Escape');
  });

  // shows: sessions-delete
  it('deletes one without a question, brings it back, and deletes the one that is shown', async () => {
    const { chat, workbench } = window();
    await chat.ask(named('Short-lived', 'say hello'));
    await chat.newSession();
    await chat.ask(named('Longer-lived', 'think'));
    const list = await sessionsView().open();
    await list.button('Short-lived').focus();
    await list.button('Short-lived').press('Delete');
    await list.undo.waitFor();
    await list.row('Short-lived').waitFor({ state: 'detached' });
    await list.undo.click();
    await list.row('Short-lived').waitFor();
    await list.undo.waitFor({ state: 'detached' });
    await list.choose('Short-lived');
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['Short-lived\nsay hello']));
    await workbench.command('Practicum: Delete Session');
    await workbench.toast(/Deleted the session “Short-lived”/).waitFor();
    await chat.frame.getByRole('region', { name: 'Getting started' }).waitFor();
    await workbench.answerToast(/Deleted the session/, 'Undo');
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['Short-lived\nsay hello']));
  });

  // shows: sessions-several
  it('lets two work at once, and says so in each', async () => {
    const { chat } = window();
    tap.close();
    await chat.send(named('One at work', 'stream long'));
    await tap.let(10);
    await chat.answers.first().waitFor();
    await chat.newSession();
    await chat.send(named('Another at work', 'stream long'));
    await chat.frame.getByRole('button', { name: /^1 other session works\. Show sessions$/ }).click();
    const list = sessionsView();
    await list.row('One at work').filter({ hasText: 'working' }).waitFor();
    await list.row('Another at work').filter({ hasText: 'working' }).waitFor();
    tap.open();
    await list.row('One at work').filter({ hasNotText: 'working' }).waitFor();
    await list.row('Another at work').filter({ hasNotText: 'working' }).waitFor();
    await list.choose('One at work');
    await chat.answers.getByText('The end of the long answer').waitFor();
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['One at work\nstream long']));
    await sessionsView().open();
    await list.choose('Another at work');
    await chat.answers.getByText('The end of the long answer').waitFor();
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['Another at work\nstream long']));
  });

  // shows: sessions-export
  it('exports one to a file and opens it', async () => {
    const { chat, workbench } = window();
    await chat.ask(named('To be shared', 'say hello'));
    const list = await sessionsView().open();
    for (const [format, file] of [
      ['Markdown', 'To be shared.md'],
      ['JSON', 'To be shared.json'],
      ['Claude Code JSONL', 'To be shared.jsonl'],
    ] as const) {
      await list.export('To be shared', format);
      await workbench.saveAs(window().file(file));
      await eventually(() => assert.ok(existsSync(window().file(file)), file));
      await workbench.toast(`Exported the session to ${file}.`).waitFor();
    }
    assert.match(window().read('To be shared.md'), /To be shared[\s\S]*not from a mind/);
    assert.ok(JSON.parse(window().read('To be shared.json')) !== null);
    for (const line of window().read('To be shared.jsonl').trim().split('\n')) assert.ok('type' in JSON.parse(line));
    await workbench.answerToast(/To be shared\.md/, 'Open');
    await workbench.tab('To be shared.md').waitFor();
  });
}
