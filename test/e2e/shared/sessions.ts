import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { SessionsView } from '../pages/sessionsView.ts';
import { accessibilityFaults } from '../pages/webview.ts';
import { withFilesAnew } from './beginnings.ts';
import { config, faster } from './files.ts';

const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** The first line names the session, the last one is what the scripted model goes by. */
export function named(name: string, script: string): string {
  return `${name}\n${script}`;
}

export function sessions(scripted: Scripted): void {
  const { window, doubles } = scripted;
  withFilesAnew(scripted);

  const sessionsView = (): SessionsView => new SessionsView(window().chat);
  const lastRequest = (): string => doubles().requests.at(-1)?.bodyText ?? '';
  const untilFile = (text: string): Promise<void> => eventually(() => assert.equal(window().read('config.py'), text));

  // shows: sessions-list, sessions-search, sessions-resume
  it('lists them, the newest first, finds one by what was said in it, and goes on with it', async () => {
    const { chat } = window();
    await chat.ask(named('A first talk', 'say hello'));
    await chat.newSession();
    await chat.ask(named('A second talk', 'think'));
    const list = await sessionsView().open();
    const titles = await list.titles();
    assert.ok(titles.indexOf('A second talk') < titles.indexOf('A first talk'), titles.join(', '));
    assert.deepEqual(await accessibilityFaults(chat.frame, axe), []);
    await list.search.fill('script mind');
    await list.row('A second talk').waitFor({ state: 'detached' });
    assert.match((await list.button('A first talk').textContent()) ?? '', /from a script, not from a mind/);
    await list.search.press('Enter');
    await list.closed();
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['A first talk\nsay hello']));
    await chat.ask('think');
    assert.match(lastRequest(), /A first talk/);
    assert.doesNotMatch(lastRequest(), /A second talk/);
  });

  // shows: checkpoint-restore, sessions-undo
  it('takes files and conversation back to before a message', async () => {
    const { chat } = window();
    await chat.chooseMode('Auto');
    await chat.ask(named('Before', 'say hello'));
    await chat.ask(faster);
    await untilFile(config.replace('0.001', '0.1'));
    await chat.restore(/^edit config/, 'both');
    await untilFile(config);
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['Before\nsay hello']));
    await eventually(async () => assert.equal(await chat.composer.inputValue(), faster));
    await chat.composer.fill('');
  });

  // shows: sessions-several, approval-toast
  it('leads from the notification to the session that waits', async () => {
    const { chat, workbench } = window();
    await chat.send(named('One that asks', 'shell touch made.txt'));
    await workbench.toast(/touch made\.txt/).waitFor();
    await chat.newSession();
    await chat.frame.getByRole('button', { name: /^1 other session waits for your answer\. Show sessions$/ }).waitFor();
    await workbench.answerToast(/touch made\.txt/, 'Show');
    await chat.approve(/touch made\.txt/);
    await eventually(() => assert.ok(existsSync(window().file('made.txt'))));
    await eventually(async () => assert.deepEqual(await chat.prompts(), ['One that asks\nshell touch made.txt']));
    await chat.idle();
  });
}
