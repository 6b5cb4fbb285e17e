import assert from 'node:assert/strict';
import type { SessionRow } from '../../src/protocol/chat.ts';
import { playChat } from './act.ts';
import { chatStates, delta, idle, sessionRows, sessionsList, snapshot, trainFile } from './chatStates.ts';
import { said, saidOf } from './posted.ts';
import { useStage } from './setup.ts';
import { press, settled, until, type View } from './stage.ts';

const composer = { name: 'Message to Practicum' } as const;

describe('The list of sessions in a browser', function () {
  this.timeout(60_000);
  const setup = useStage();

  const opened = async (state: Parameters<typeof playChat>[2]) => setup.keep(await playChat(setup.stage, 'dark', state));
  const focused = ({ page }: View): Promise<string> =>
    page.evaluate('document.activeElement?.closest("[data-session]")?.dataset.session ?? document.activeElement?.ariaLabel ?? ""');

  // shows: sessions-list, chat-keyboard
  it('takes the place of the conversation, is walked through with arrows, and goes back with Escape', async () => {
    const view = await opened(chatStates.sessions);
    const { page } = view;
    assert.equal(await page.getByRole('log').count(), 0, 'what is behind the list is hidden from a screen reader too');
    assert.equal(await focused(view), 'Search sessions');
    assert.deepEqual(await page.getByRole('heading', { level: 2 }).allTextContents(), ['Today', 'Yesterday', 'Earlier']);
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown');
    assert.equal(await focused(view), 's-3');
    await press(page, 'End');
    assert.equal(await focused(view), 's-6');
    await press(page, 'Home', 'ArrowUp');
    assert.equal(await focused(view), 'Search sessions');
    await press(page, 'Escape');
    assert.equal(await page.getByRole('textbox', composer).evaluate((node) => node === node.ownerDocument.activeElement), true);
    assert.deepEqual(await said(view), [{ type: 'listSessions', query: '' }, { type: 'leaveSessions' }]);
  });

  // shows: sessions-list, chat-keyboard
  it('opens a session with Enter and stays until that one is shown', async () => {
    const view = await opened(chatStates.sessions);
    const { page } = view;
    await press(page, 'ArrowDown', 'ArrowDown', 'Enter');
    assert.deepEqual((await said(view)).at(-1), { type: 'openSession', session: 's-2' });
    assert.equal(await page.getByRole('region', { name: 'Sessions' }).count(), 1);
    await view.send(snapshot([], {}, { session: 's-2', seq: 9 }));
    assert.equal(await page.getByRole('region', { name: 'Sessions' }).count(), 0);
    assert.deepEqual((await said(view)).at(-1), { type: 'leaveSessions' });
  });

  // shows: sessions-search
  it('searches as one types, shows where it was found, and opens the first with Enter', async () => {
    const view = await opened(chatStates.sessionsFound);
    const { page } = view;
    assert.deepEqual(saidOf(await said(view), 'listSessions').at(-1), { type: 'listSessions', query: 'loss rate' });
    assert.deepEqual(await page.locator('.session mark').allTextContents(), ['rate', 'loss', 'rate', 'loss', 'loss', 'rate']);
    assert.equal(await page.getByRole('status').filter({ hasText: '2 sessions' }).count(), 1);
    await press(page, 'Enter');
    assert.deepEqual((await said(view)).at(-1), { type: 'openSession', session: 's-2' });
    await page.getByRole('button', { name: 'Clear the search' }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'listSessions', query: '' });
    assert.equal(await focused(view), 'Search sessions');
  });

  // shows: sessions-rename, chat-keyboard
  it('renames with F2 and Enter, and leaves the title with Escape', async () => {
    const view = await opened(chatStates.sessions);
    const { page } = view;
    await press(page, 'ArrowDown', 'F2');
    await page.keyboard.type('Digits, first try');
    await press(page, 'Enter');
    assert.deepEqual((await said(view)).at(-1), { type: 'renameSession', session: 's-1', title: 'Digits, first try' });
    assert.equal(await focused(view), 's-1');
    await page.getByRole('button', { name: /^Digits, first try/ }).waitFor();
    await press(page, 'F2');
    await page.keyboard.type('nothing');
    await press(page, 'Escape');
    assert.equal(saidOf(await said(view), 'renameSession').length, 1);
    assert.equal(await page.getByRole('region', { name: 'Sessions' }).count(), 1, 'Escape left the title, not the list');
  });

  // shows: sessions-delete, chat-keyboard
  it('deletes with Delete, goes on to the next row, and undoes it from the bar or with Ctrl+Z', async () => {
    const view = await opened(chatStates.sessions);
    const { page } = view;
    await press(page, 'ArrowDown', 'ArrowDown', 'Delete');
    assert.deepEqual(saidOf(await said(view), 'deleteSession'), [], 'what works is not deleted');
    await press(page, 'End', 'Delete');
    assert.deepEqual((await said(view)).at(-1), { type: 'deleteSession', session: 's-6' });
    assert.equal(await focused(view), 's-5');
    const deleted = { session: 's-6', title: 'Add early stopping' };
    await view.send(sessionsList(sessionRows.slice(0, 5), { deleted }));
    assert.equal(await page.getByRole('status').filter({ hasText: 'Deleted “Add early stopping”' }).count(), 1);
    await press(page, 'Control+z');
    assert.deepEqual((await said(view)).at(-1), { type: 'undeleteSession', session: 's-6' });
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(saidOf(await said(view), 'undeleteSession').length, 2);
    await view.send(sessionsList(sessionRows));
    assert.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0);
  });

  // shows: sessions-export, chat-keyboard
  it('exports in the format that is chosen from a menu', async () => {
    const view = await opened(chatStates.sessions);
    const { page } = view;
    await press(page, 'ArrowDown', 'Tab', 'Tab', 'Enter');
    assert.deepEqual(await page.getByRole('menuitem').allTextContents(), [
      'MarkdownTo read or to share',
      'JSONEvery event, for a program',
      'Claude Code JSONLFor the trace viewer of Hugging Face',
      'Messages JSONLOne line, for data sets of conversations',
    ]);
    await press(page, 'ArrowDown', 'ArrowDown', 'Enter');
    assert.deepEqual((await said(view)).at(-1), { type: 'exportSession', session: 's-1', format: 'claude-code' });
    assert.equal(await page.evaluate('document.activeElement?.ariaLabel'), 'Export');
    await press(page, 'Enter', 'Escape');
    assert.equal(await page.getByRole('menu').count(), 0);
    assert.equal(await page.getByRole('region', { name: 'Sessions' }).count(), 1, 'Escape closed the menu, not the list');
    // The pointer leaves the row on its way through the menu.
    await page.locator('[data-session="s-3"]').hover();
    await page.locator('[data-session="s-3"]').getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'JSON' }).first().click();
    assert.deepEqual((await said(view)).at(-1), { type: 'exportSession', session: 's-3', format: 'json' });
  });

  // shows: sessions-several
  it('says which sessions work, wait, or are held elsewhere; and in the header when it is closed', async () => {
    const view = await opened(chatStates.sessions);
    const { page } = view;
    const row = (session: string) => page.locator(`[data-session="${session}"] .session-open`);
    assert.match((await row('s-2').textContent()) ?? '', /48 messages · working/);
    assert.match((await row('s-3').textContent()) ?? '', /7 messages · waits for your answer/);
    assert.match((await row('s-4').textContent()) ?? '', /131 messages · open in vscode 1\.106\.1/);
    assert.equal(await row('s-1').getAttribute('aria-current'), 'true');
    await press(page, 'Escape');
    await view.send(delta(2, [{ op: 'head', head: { ...idle, elsewhere: { working: 1, waiting: 2 } } }]));
    await page.getByRole('button', { name: '2 other sessions wait for your answer, 1 other session works. Show sessions' }).click();
    await settled(page);
    assert.equal(await focused(view), 'Search sessions');
  });

  // shows: sessions-list
  it('holds 1,000 sessions, draws those in sight, and keeps the keyboard on its row while one looks around', async () => {
    const many = Array.from(
      { length: 1000 },
      (_, at): SessionRow => ({
        session: `m${at}`,
        title: `Session ${at}`,
        lastActiveMs: 0,
        messages: at,
        pendingApprovals: 0,
        isOpen: false,
        isWorking: false,
      }),
    );
    const view = await opened({
      messages: chatStates.sessions.messages,
      steps: [{ click: /^Sessions$/ }, { receive: sessionsList(many) }],
    });
    const { page } = view;
    assert.ok((await page.locator('.session').count()) < 40);
    await press(page, 'ArrowDown', 'End');
    assert.equal(await focused(view), 'm999');
    await page.locator('.sessions-scroller').evaluate((node) => node.scrollTo(0, 0));
    await page.getByText('Session 0', { exact: true }).waitFor();
    assert.equal(await focused(view), 'm999');
    await press(page, 'ArrowUp');
    assert.equal(await focused(view), 'm998');
    await until(page, 'document.querySelector(".sessions-scroller").scrollTop > 40000');
  });

  // shows: sessions-fork
  it('gives way when the editor puts a message into the composer', async () => {
    const view = await opened(chatStates.sessions);
    await view.send({ type: 'compose', text: 'again', mentions: [trainFile], focus: true });
    await settled(view.page);
    assert.equal(await view.page.getByRole('region', { name: 'Sessions' }).count(), 0);
    assert.equal(await view.page.getByRole('textbox', composer).inputValue(), 'again');
    await view.send({ type: 'showSessions' });
    assert.equal(await view.page.getByRole('region', { name: 'Sessions' }).count(), 1);
  });

  it('leaves the conversation where it stood', async () => {
    const items = Array.from({ length: 80 }, (_, at) => ({
      kind: 'assistant' as const,
      id: `a${at}`,
      markdown: `Paragraph ${at}.\n\n`.repeat(3),
      isStreaming: false,
    }));
    const view = await opened({ messages: [snapshot(items)] });
    const { page } = view;
    await page.locator('.transcript').evaluate((node) => node.scrollTo(0, 900));
    await settled(page);
    const top = await page.locator('.transcript').evaluate((node) => node.scrollTop);
    await page.getByRole('button', { name: 'Sessions' }).click();
    await press(page, 'Escape');
    assert.equal(await page.locator('.transcript').evaluate((node) => node.scrollTop), top);
  });
});
