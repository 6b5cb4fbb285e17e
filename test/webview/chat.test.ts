import assert from 'node:assert/strict';
import type { TranscriptItem } from '../../src/protocol/chat.ts';
import { playChat } from './act.ts';
import { chatStates, delta, idle, snapshot, trainFile } from './chatStates.ts';
import { said, saidOf } from './posted.ts';
import { useStage } from './setup.ts';
import { press, settled, until } from './stage.ts';

const composer = { name: 'Message to Practicum' } as const;

describe('The chat view in a browser', function () {
  this.timeout(60_000);
  const setup = useStage();

  const opened = async (state: Parameters<typeof playChat>[2] = chatStates.empty) => setup.keep(await playChat(setup.stage, 'dark', state));

  // shows: chat-keyboard
  it('sends with Enter, breaks a line with Shift+Enter, and brings the last prompt back with Up', async () => {
    const view = await opened();
    const { page } = view;
    await page.getByRole('textbox', composer).focus();
    await page.keyboard.type('one');
    await press(page, 'Shift+Enter');
    await page.keyboard.type('two');
    await press(page, 'Enter');
    assert.deepEqual(await said(view), [{ type: 'send', text: 'one\ntwo', mentions: [] }]);
    assert.equal(await page.getByRole('textbox', composer).inputValue(), '');
    await view.send(delta(2, [{ op: 'add', item: { kind: 'user', id: 'u', text: 'one\ntwo', mentions: [], atMs: 0 } }]));
    await press(page, 'ArrowUp');
    assert.equal(await page.getByRole('textbox', composer).inputValue(), 'one\ntwo');
    await press(page, 'ArrowDown');
    assert.equal(await page.getByRole('textbox', composer).inputValue(), '');
  });

  // shows: chat-stop, chat-keyboard
  it('stops with Escape while it works, and never otherwise', async () => {
    const view = await opened();
    await view.page.getByRole('textbox', composer).press('Escape');
    assert.deepEqual(await said(view), []);
    await view.send(delta(2, [{ op: 'head', head: { ...idle, status: 'streaming', activity: 'Answering' } }]));
    await view.page.getByRole('textbox', composer).press('Escape');
    await view.page.getByRole('button', { name: 'Stop (Escape)' }).click();
    assert.deepEqual(await said(view), [{ type: 'stop' }, { type: 'stop' }]);
  });

  // shows: chat-mention-file, chat-keyboard
  it('attaches a file that is chosen with the keyboard from what the host found', async () => {
    const view = await opened();
    const { page } = view;
    await page.getByRole('textbox', composer).focus();
    await page.keyboard.type('look at @tr');
    assert.deepEqual((await said(view)).at(-1), { type: 'findMentions', query: 'tr' });
    const other = { kind: 'file', label: 'src/trainer.py', path: '/w/src/trainer.py' };
    await view.send({ type: 'mentionCandidates', query: 't', candidates: [other] });
    assert.equal(await page.getByRole('listbox').count(), 0, 'an answer to an older question opens nothing');
    await view.send({ type: 'mentionCandidates', query: 'tr', candidates: [trainFile, other] });
    assert.equal(await page.getByRole('option', { selected: true }).textContent(), 'train.py');
    await press(page, 'ArrowDown', 'ArrowUp', 'Enter');
    await settled(page);
    await page.keyboard.type('please');
    await press(page, 'Enter');
    assert.deepEqual((await said(view)).at(-1), { type: 'send', text: 'look at @train.py please', mentions: [trainFile] });
  });

  // shows: skills-composer, chat-keyboard
  it('lists commands after a slash at the beginning, and puts the chosen one there with what belongs behind it', async () => {
    const view = await opened(chatStates.empty);
    const field = view.page.getByRole('textbox', { name: 'Message to Practicum' });
    await field.pressSequentially('/re');
    assert.deepEqual(saidOf(await said(view), 'findCommands').at(-1), { type: 'findCommands', query: 're' });
    const command = { kind: 'prompt', label: '/review', path: '/review FILE', text: 'Review a file · this workspace' } as const;
    await view.send({ type: 'mentionCandidates', query: '/re', candidates: [command] });
    await view.page
      .getByRole('listbox', { name: 'Commands' })
      .getByRole('option', { name: /\/review FILE.*Review a file/ })
      .waitFor();
    await press(view.page, 'Enter');
    assert.equal(await field.inputValue(), '/review ');
    await field.pressSequentially('train.py');
    await press(view.page, 'Enter');
    assert.deepEqual((await said(view)).at(-1), { type: 'send', text: '/review train.py', mentions: [] });
    // A path in the middle of a message lists nothing.
    await field.pressSequentially('see /etc');
    assert.ok(!JSON.stringify(saidOf(await said(view), 'findCommands')).includes('etc'));
  });

  // shows: chat-mention-selection
  it('takes a selection that the editor adds, and lets it be removed', async () => {
    const view = await opened();
    await view.page.getByRole('button', { name: 'Add the editor selection' }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'addSelection' });
    const selection = { kind: 'selection', label: 'train.py:3-9', path: '/w/train.py', firstLine: 3, lastLine: 9 };
    await view.send({ type: 'compose', text: '', mentions: [selection], focus: true });
    assert.equal(await view.page.getByRole('textbox', composer).evaluate((node) => node === node.ownerDocument.activeElement), true);
    await view.page.getByRole('button', { name: 'Remove train.py:3-9' }).click();
    assert.equal(await view.page.getByRole('list', { name: 'Attached' }).count(), 0);
  });

  // shows: chat-draft, chat-reload
  it('keeps the draft, its chips, opened cards and the place across a reload', async () => {
    const items = Array.from(
      { length: 60 },
      (_, at): TranscriptItem => ({ kind: 'assistant', id: `a${at}`, markdown: `Paragraph ${at}.\n\n`.repeat(3), isStreaming: false }),
    );
    const thought: TranscriptItem = { kind: 'thinking', id: 'th', text: 'Deep thought', isStreaming: false };
    const view = await opened({ messages: [snapshot([thought, ...items])] });
    const { page } = view;
    await page.getByRole('textbox', composer).fill('half a thought');
    await view.send({ type: 'compose', text: '', mentions: [trainFile], focus: false });
    await page.getByRole('button', { name: /^Thought/ }).click();
    const transcript = page.locator('.transcript');
    await transcript.evaluate((node) => node.scrollTo(0, 900));
    await settled(page);
    // Rows that came into sight have their real height now.
    await transcript.evaluate((node) => node.scrollBy(0, 1));
    const top =
      "(() => { const frame = document.querySelector('.transcript'); return [...frame.querySelectorAll('article')].find((row) => row.offsetTop + row.offsetHeight > frame.scrollTop)?.dataset.id; })()";
    await until(page, `JSON.parse(sessionStorage.getItem(location.search))?.anchor?.item === ${top}`);
    const before = await page.evaluate(top);
    await page.reload();
    await view.send(snapshot([thought, ...items]));
    await settled(page);
    assert.equal(await page.getByRole('textbox', composer).inputValue(), 'half a thought');
    assert.equal(await page.getByRole('button', { name: 'Remove train.py' }).count(), 1);
    assert.equal(await page.evaluate(top), before);
    assert.equal(await page.locator('#body-th').textContent(), 'Deep thought');
  });

  // shows: chat-sync
  it('asks for everything again after a lost delta', async () => {
    const view = await opened({ messages: [snapshot([{ kind: 'assistant', id: 'a', markdown: '', isStreaming: true }])] });
    await view.send(delta(2, [{ op: 'text', id: 'a', text: 'Hello' }]), delta(4, [{ op: 'text', id: 'a', text: 'wrong' }]));
    assert.deepEqual(await said(view), [{ type: 'ready' }]);
    await view.send(snapshot([{ kind: 'assistant', id: 'a', markdown: 'Hello world', isStreaming: false }], {}, { seq: 4 }));
    assert.equal(await view.page.locator('.markdown').textContent(), 'Hello world');
  });

  // shows: chat-streaming-markdown
  it('streams 20,000 deltas without touching blocks that are finished', async () => {
    const view = await opened({ messages: [snapshot([{ kind: 'assistant', id: 'a', markdown: '# First\n\n', isStreaming: true }])] });
    const { page } = view;
    await page.evaluate(`window.touched = 0;
      new MutationObserver((records) => { window.touched += records.length; }).observe(document.querySelector('.markdown h2'), { subtree: true, childList: true, characterData: true })`);
    let seq = 2;
    for (let batch = 0; batch < 20; batch++) {
      const deltas = Array.from({ length: 1000 }, (_, at) =>
        delta(seq++, [{ op: 'text', id: 'a', text: at % 40 === 39 ? '.\n\n' : ' word' }]),
      );
      await view.send(...deltas);
    }
    await until(page, `document.querySelectorAll('.markdown p').length === 500`);
    assert.equal(await page.evaluate('window.touched'), 0);
  });

  // shows: chat-tool-cards, edit-diff
  it('opens a tool card to its diff and hands the rest to the editor', async () => {
    const view = await opened(chatStates.conversation);
    const card = view.page.getByRole('article', { name: 'Tool: Edited train.py' });
    await card.getByRole('button', { name: /Edited train.py/ }).click();
    assert.equal(await card.locator('.diff-added').count(), 3);
    assert.equal(await card.locator('.diff-removed').count(), 2);
    await card.getByRole('button', { name: 'Open diff' }).click();
    assert.deepEqual(saidOf(await said(view), 'openCallDiff'), [{ type: 'openCallDiff', call: 't4' }]);
    await view.page.getByRole('button', { name: /Started run digits-2/ }).click();
    await view.page.getByRole('button', { name: 'Show curves' }).click();
    assert.deepEqual(saidOf(await said(view), 'openRun'), [{ type: 'openRun', run: 'digits-2' }]);
  });

  // shows: approval-card, chat-keyboard
  it('answers approvals with the keyboard alone, and never leaves it on a button that a held key would press', async () => {
    const view = await opened(chatStates.twoApprovals);
    const { page } = view;
    await page.getByRole('button', { name: 'Show 2 questions' }).focus();
    await press(page, 'Enter');
    const focused = () =>
      page.evaluate('[document.activeElement?.textContent, document.activeElement?.closest("[data-approval]")?.dataset.approval]');
    const tabTo = async (name: string) => {
      for (let tabs = 0; tabs < 12 && (await page.evaluate('document.activeElement?.textContent')) !== name; tabs++)
        await press(page, 'Tab');
    };
    assert.equal(await page.evaluate('document.activeElement?.dataset.approval'), 'ap-1', 'the card, and none of its buttons');
    await press(page, 'Enter');
    assert.deepEqual(await said(view), []);
    await tabTo('Approve');
    assert.deepEqual(await focused(), ['Approve', 'ap-1']);
    await press(page, 'Enter');
    assert.deepEqual((await said(view)).at(-1), { type: 'answer', approvals: ['ap-1'], answer: 'approve', scope: 'call' });
    const asked = chatStates.twoApprovals.messages[0].items.find((item) => item.id === 'ask1');
    assert.ok(asked?.kind === 'tool');
    await view.send(delta(2, [{ op: 'replace', item: { ...asked, state: 'done' } }]));
    assert.equal(await page.evaluate('document.activeElement?.tagName'), 'TEXTAREA');
    await page.getByRole('button', { name: 'Show 2 questions' }).focus();
    await press(page, 'Enter');
    await tabTo('Approve');
    assert.deepEqual(await focused(), ['Approve', 'ap-2']);
    // Only once is offered for what the policy asks about each time.
    assert.equal(await page.locator('[data-approval="ap-2"]').getByRole('button', { name: 'Approve for session' }).count(), 0);
    await press(page, 'Tab', 'Tab');
    await page.keyboard.type('use the venv');
    await press(page, 'Enter');
    assert.deepEqual(saidOf(await said(view), 'answer').at(-1), {
      type: 'answer',
      approvals: ['ap-2'],
      answer: 'reject',
      scope: 'call',
      feedback: 'use the venv',
    });
  });

  // shows: edit-revert
  it('asks once, in place, before a turn is reverted', async () => {
    const view = await opened(chatStates.conversation);
    const changes = view.page.getByRole('region', { name: 'Changed files' });
    await changes.getByRole('button', { name: 'Revert' }).click();
    assert.deepEqual(saidOf(await said(view), 'revertTurn'), []);
    await press(view.page, 'Escape');
    assert.equal(await changes.getByRole('button', { name: 'Keep' }).count(), 0);
    await changes.getByRole('button', { name: 'Revert' }).click();
    await changes.getByRole('button', { name: 'Revert 4 files' }).click();
    assert.deepEqual(saidOf(await said(view), 'revertTurn'), [{ type: 'revertTurn', turn: 'turn-1' }]);
    await changes.getByRole('button', { name: /network\.py/ }).click();
    assert.deepEqual(saidOf(await said(view), 'openDiff').at(-1), {
      type: 'openDiff',
      turn: 'turn-1',
      path: '/home/ada/digits/src/models/network.py',
    });
    // What Practicum keeps of a reproduction stands behind one line.
    assert.equal(await changes.getByRole('button', { name: /spec\.json/ }).count(), 0);
    await changes.getByRole('button', { name: '2 files of the reproduction' }).click();
    await changes.getByRole('button', { name: /spec\.json/ }).click();
    assert.deepEqual(saidOf(await said(view), 'openDiff').at(-1), {
      type: 'openDiff',
      turn: 'turn-1',
      path: '/home/ada/digits/.practicum/papers/p/spec.json',
    });
  });

  // shows: chat-queue
  it('shows what waits and removes it', async () => {
    const view = await opened(chatStates.streaming);
    await view.page.getByRole('button', { name: 'Remove from queue' }).first().click();
    assert.deepEqual((await said(view)).at(-1), { type: 'unqueue', id: 'q0' });
  });

  // shows: chat-model-name, chat-keyboard
  it('names the model, and changes the mode with arrows and Enter', async () => {
    const view = await opened();
    const { page } = view;
    await page.getByRole('button', { name: 'anthropic/claude-sonnet-4-5' }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'chooseModel' });
    await page.getByRole('button', { name: /^Mode: Ask/ }).focus();
    await press(page, 'ArrowDown', 'ArrowDown', 'Enter');
    assert.deepEqual((await said(view)).at(-1), { type: 'setMode', mode: 'auto' });
    assert.equal(await page.evaluate('document.activeElement?.className'), 'picker');
  });

  // shows: bad-no-workspace, bad-untrusted
  it('says what is missing and names the way on', async () => {
    const noFolder = await opened(chatStates.noFolder);
    await noFolder.page.getByRole('button', { name: 'Open a folder' }).click();
    assert.deepEqual((await said(noFolder)).at(-1), { type: 'noticeAction', command: 'openFolder' });
    const untrusted = await opened(chatStates.untrusted);
    await untrusted.page.getByRole('button', { name: 'Manage trust' }).click();
    assert.deepEqual((await said(untrusted)).at(-1), { type: 'noticeAction', command: 'manageTrust' });
  });

  it('puts an example into the composer and leaves the sending to the person', async () => {
    const view = await opened();
    await view.page.getByRole('button', { name: /^Train this/ }).click();
    assert.match(await view.page.getByRole('textbox', composer).inputValue(), /^Train this/);
    assert.deepEqual(saidOf(await said(view), 'send'), []);
  });

  it('holds 5,000 items, draws the newest first, and loads what is older on the way up', async () => {
    const items = Array.from(
      { length: 5000 },
      (_, at): TranscriptItem => ({ kind: 'tool', id: `t${at}`, tool: 'read_file', title: `Read file ${at}`, state: 'done', output: 'x' }),
    );
    const view = await opened({ messages: [snapshot(items, {}, { earlier: 10 })] });
    const { page } = view;
    await page.getByText('Read file 4999').waitFor();
    assert.ok((await page.locator('article').count()) <= 200);
    const atEnd = '(node) => node.scrollHeight - node.scrollTop - node.clientHeight < 2';
    await until(page, `(${atEnd})(document.querySelector('.transcript'))`);
    await page.locator('.transcript').evaluate((node) => node.scrollTo(0, 0));
    await until(page, 'document.querySelectorAll("article").length > 200');
    assert.ok((await page.locator('.transcript').evaluate((node) => node.scrollTop)) > 1000, 'the place is held');
    await page.getByRole('button', { name: 'Jump to latest' }).click();
    await until(page, `(${atEnd})(document.querySelector('.transcript'))`);
  });

  it('follows the end while text streams in, and stays where the person reads', async () => {
    const long = 'line\n\n'.repeat(200);
    const view = await opened({ messages: [snapshot([{ kind: 'assistant', id: 'a', markdown: long, isStreaming: true }])] });
    const { page } = view;
    const transcript = page.locator('.transcript');
    const toEnd = '(node) => Math.round(node.scrollHeight - node.scrollTop - node.clientHeight)';
    await view.send(delta(2, [{ op: 'text', id: 'a', text: long }]));
    await until(page, `(${toEnd})(document.querySelector('.transcript')) < 2`);
    await transcript.evaluate((node) => node.scrollTo(0, 500));
    await page.getByRole('button', { name: 'Jump to latest' }).waitFor();
    await view.send(delta(3, [{ op: 'text', id: 'a', text: long }]));
    assert.equal(await transcript.evaluate((node) => node.scrollTop), 500);
  });

  // shows: chat-screen-reader
  it('says a finished answer and a waiting question in its live regions', async () => {
    const view = await opened({ messages: [snapshot([{ kind: 'assistant', id: 'a', markdown: 'Done: **0.97**', isStreaming: true }])] });
    await view.send(delta(2, [{ op: 'replace', item: { kind: 'assistant', id: 'a', markdown: 'Done: **0.97**', isStreaming: false } }]));
    assert.equal(await view.page.locator('[aria-live=polite]').last().textContent(), 'Done: 0.97');
    const question = chatStates.approval.messages[0].items.at(-1);
    assert.ok(question?.kind === 'tool');
    await view.send(delta(3, [{ op: 'add', item: question }]));
    assert.equal(await view.page.locator('[aria-live=polite]').last().textContent(), 'Approval needed: Edit train.py');
  });
});
