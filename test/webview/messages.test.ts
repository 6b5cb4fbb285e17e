import assert from 'node:assert/strict';
import { playChat } from './act.ts';
import { chatStates, delta, idle, snapshot } from './chatStates.ts';
import { said, saidOf } from './posted.ts';
import { useStage } from './setup.ts';
import { press, type View } from './stage.ts';

const composer = { name: 'Message to Practicum' } as const;

describe('What was said and what can be said, in a browser', function () {
  this.timeout(60_000);
  const setup = useStage();

  const opened = async (state: Parameters<typeof playChat>[2]) => setup.keep(await playChat(setup.stage, 'dark', state));
  const toolbar = ({ page }: View) => page.getByRole('toolbar', { name: 'Message actions' }).first();
  const [question] = chatStates.approval.messages[0].items;

  // shows: sessions-edit, chat-keyboard
  it('writes a message anew in its place: Escape leaves it, Enter sends it with what is attached', async () => {
    const view = await opened(chatStates.editing);
    const { page } = view;
    const field = page.getByRole('textbox', { name: 'Edit message' });
    assert.match(await field.inputValue(), /^Train this, .*\nLook at @train\.py first\.$/);
    assert.equal(await field.evaluate((node) => node === node.ownerDocument.activeElement), true);
    await page.getByText('What follows is taken out of the conversation and stays in the log.').waitFor();
    await press(page, 'Escape');
    assert.equal(await field.count(), 0);
    assert.equal(await page.getByRole('textbox', composer).evaluate((node) => node === node.ownerDocument.activeElement), true);
    await toolbar(view).getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: 'Remove train.py' }).last().click();
    await field.fill('Only read @train.py');
    await press(page, 'Enter');
    const sent = (await said(view)).at(-1);
    assert.deepEqual(sent, {
      type: 'editMessage',
      message: 'u1',
      text: 'Only read @train.py',
      mentions: [{ kind: 'file', label: 'train.py', path: '/home/ada/digits/train.py' }],
    });
    assert.equal(await field.count(), 0);
  });

  // shows: sessions-edit
  it('does not send a message anew while the agent works', async () => {
    const view = await opened(chatStates.editing);
    const { page } = view;
    await view.send(delta(2, [{ op: 'head', head: { ...idle, status: 'running' } }]));
    await page.getByText('It can be sent once the agent has finished.').waitFor();
    await press(page, 'Enter');
    assert.deepEqual(saidOf(await said(view), 'editMessage'), []);
    assert.equal(await page.getByRole('textbox', { name: 'Edit message' }).count(), 1);
  });

  // shows: sessions-edit, sessions-fork, checkpoint-restore, chat-keyboard
  it('sends a message again, forks from it and restores to before it, from one toolbar with the arrows', async () => {
    const view = await opened({ messages: [snapshot(question === undefined ? [] : [question])] });
    const { page } = view;
    await toolbar(view).getByRole('button', { name: 'Edit', exact: true }).focus();
    await press(page, 'ArrowRight', 'Enter', 'ArrowRight', 'Enter', 'ArrowRight', 'Enter');
    assert.deepEqual(await said(view), [
      { type: 'regenerate', message: 'u1' },
      { type: 'fork', message: 'u1' },
    ]);
    assert.equal(await page.getByRole('menuitem').count(), 3);
    for (const what of ['files', 'conversation', 'both']) {
      if ((await page.getByRole('menu').count()) === 0) await press(page, 'Enter');
      await page.getByRole('menuitem', { name: new RegExp(`^Restore ${what}`) }).click();
      assert.deepEqual((await said(view)).at(-1), { type: 'restore', message: 'u1', what });
    }
  });

  // shows: sessions-fork
  it('offers, while the agent works, only what does not disturb it', async () => {
    const view = await opened(chatStates.running);
    const enabled = await toolbar(view)
      .getByRole('button')
      .evaluateAll((buttons) =>
        buttons.filter((button) => !button.matches(':disabled')).map((button) => button.getAttribute('aria-label')),
      );
    assert.deepEqual(enabled, ['Fork from here']);
    assert.equal(await toolbar(view).getByRole('button', { name: 'Fork from here' }).getAttribute('tabindex'), '0');
  });

  // shows: loop-steer, sessions-fork
  it('marks a message that was delivered in the middle of a turn, which can be gone back to as well', async () => {
    const view = await opened(chatStates.longWork);
    const message = view.page.getByRole('article', { name: 'You' }).last();
    assert.equal(await message.getByText('Delivered while it worked').count(), 1);
    await message.getByRole('button', { name: 'Fork from here' }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'fork', message: 'u2' });
  });

  it('moves nothing when the actions of a message appear', async () => {
    const view = await opened({ messages: [snapshot(chatStates.longWork.messages[0].items)], width: 300 });
    const { page } = view;
    const places = () =>
      page.locator('article').evaluateAll((rows) => rows.map((row) => JSON.stringify(row.getBoundingClientRect())).join('\n'));
    await page.mouse.move(0, 0);
    const before = await places();
    await page.getByRole('article', { name: 'You' }).first().hover();
    assert.equal(await places(), before);
    await toolbar(view).getByRole('button', { name: 'Fork from here' }).focus();
    assert.equal(await places(), before);
  });

  // shows: loop-steer, loop-queue, chat-keyboard
  it('sends while it works as the setting says with Enter, and the other way with Alt+Enter', async () => {
    const view = await opened(chatStates.steering);
    const { page } = view;
    await page.getByRole('textbox', composer).focus();
    await press(page, 'Enter');
    await page.keyboard.type('later');
    await press(page, 'Alt+Enter');
    assert.deepEqual(await said(view), [
      { type: 'send', text: 'Stop after ten epochs.', mentions: [], delivery: 'steer' },
      { type: 'send', text: 'later', mentions: [], delivery: 'queue' },
    ]);
    assert.equal(await page.getByRole('group', { name: 'Send while it works' }).count(), 0, 'there is nothing to send');
    await page.keyboard.type('now');
    assert.deepEqual(await page.getByRole('group', { name: 'Send while it works' }).getByRole('button').allTextContents(), [
      'Send now',
      'Queue',
    ]);
    await page.getByRole('button', { name: 'Queue', exact: true }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'send', text: 'now', mentions: [], delivery: 'queue' });
  });

  // shows: loop-steer, loop-queue
  it('shows which messages wait for the next step and which for the end, and hurries one', async () => {
    const view = await opened(chatStates.streaming);
    const queue = view.page.getByRole('region', { name: 'Queue' });
    assert.deepEqual(await queue.locator('.queue-when').allTextContents(), ['next step', 'after this turn', 'after this turn']);
    assert.equal(await queue.getByRole('button', { name: /^Send now/ }).count(), 2);
    await queue.getByRole('button', { name: 'Send now: Also plot the confusion matrix.' }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'sendNow', id: 'q1' });
  });

  // shows: loop-abandon
  it('says, while a question waits, that sending now takes it back', async () => {
    const view = await opened(chatStates.questionAndDraft);
    const hint = view.page.locator('#composer-hint');
    assert.equal(await hint.textContent(), 'Sending now takes the question back');
    assert.equal(await view.page.getByRole('textbox', composer).getAttribute('aria-describedby'), 'composer-hint');
    await view.page.getByRole('textbox', composer).press('Enter');
    assert.deepEqual((await said(view)).at(-1), {
      type: 'send',
      text: 'No, use the environment that is there.',
      mentions: [],
      delivery: 'steer',
    });
    await view.send(delta(2, [{ op: 'head', head: idle }]));
    assert.equal(await hint.textContent(), '');
  });

  // shows: doom-hints
  it('shows what the loop told the model as a quiet line that opens', async () => {
    const view = await opened({ messages: chatStates.longWork.messages });
    const card = view.page.getByRole('article', { name: 'Hint: The same call gave the same result three times' });
    await card.getByRole('button', { expanded: false }).click();
    assert.match((await card.locator('.disclosure-body').textContent()) ?? '', /^You have called read_file/);
  });

  // shows: context-compact, context-prune
  it('draws a line where the conversation was shortened, and keeps the summary behind it', async () => {
    const view = await opened({ messages: chatStates.longWork.messages });
    const { page } = view;
    await page.getByText('12 old results left out').waitFor();
    const card = page.getByRole('article', { name: /^Context: Conversation summarised/ });
    await card.getByRole('button', { expanded: false }).click();
    assert.equal(await card.getByRole('listitem').count(), 3);
    assert.equal(await card.locator('strong').textContent(), 'Request');
  });

  it('brings what a card left in the log', async () => {
    const view = await opened({ messages: chatStates.longWork.messages, open: ['cold1'] });
    const { page } = view;
    await page.getByRole('button', { name: 'Load output' }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'loadOutput', call: 'cold1' });
    assert.equal(await page.getByRole('button', { name: 'Loading…' }).isDisabled(), true);
    const cold = chatStates.longWork.messages[0].items.find((item) => item.id === 'cold1');
    assert.ok(cold?.kind === 'tool');
    const { isCold: _, ...warm } = cold;
    await view.send(delta(2, [{ op: 'replace', item: { ...warm, output: 'epoch 20 loss 0.11' } }]));
    assert.equal(await page.getByRole('group', { name: 'Output of Ran python train.py --epochs 20' }).textContent(), 'epoch 20 loss 0.11');
  });

  // shows: loop-300
  it('offers to go on where a request has had all its answers', async () => {
    const view = await opened(chatStates.conversation);
    await view.page.getByRole('button', { name: 'Go on' }).click();
    assert.deepEqual((await said(view)).at(-1), { type: 'noticeAction', command: 'goOn' });
  });

  // shows: cache-share, context-tokens
  it('says how much of the window is in use and what came from the cache, also to a screen reader', async () => {
    const view = await opened({ messages: [snapshot([])] });
    const { page } = view;
    const meter = page.getByRole('meter', { name: /62 % of everything sent was read from the provider’s cache/ });
    assert.equal(await meter.textContent(), '18.2k / 200k');
    assert.match((await meter.getAttribute('title')) ?? '', /9 % of the model’s window of 200,000/);
    const fill = await meter.locator('.usage-fill').evaluate((node) => node.getBoundingClientRect().width);
    assert.ok(fill > 3 && fill < 5, `${fill} of 44 px`);
    const usage = {
      promptTokens: 950,
      contextTokens: undefined,
      cacheShare: undefined,
      inputTokens: 950,
      outputTokens: 9,
      isEstimated: true,
    };
    await view.send(delta(2, [{ op: 'head', head: { ...idle, usage } }]));
    assert.equal(await page.getByRole('img', { name: /estimates/ }).textContent(), '≈ 950 tokens');
    await view.send(delta(3, [{ op: 'head', head: { ...idle, usage: undefined } }]));
    assert.equal(await page.locator('.usage').count(), 0);
  });

  // shows: plan-live
  it('shows the plan while it changes: what is being done, how far it is, and every item when it is opened', async () => {
    const view = await opened({ messages: [snapshot([], { status: 'running' })] });
    const { page } = view;
    const head = (first: 'open' | 'doing' | 'done', second: 'open' | 'doing') => ({
      op: 'head' as const,
      head: {
        ...idle,
        status: 'running' as const,
        plan: [
          { text: 'Read the script', status: first },
          { text: 'Train it', status: second },
        ],
      },
    });
    await view.send(delta(2, [head('doing', 'open')]));
    const plan = page.getByRole('region', { name: 'Plan' });
    assert.match((await plan.textContent()) ?? '', /Plan\s*Read the script\s*0 of 2/);
    await view.send(delta(3, [head('done', 'doing')]));
    assert.match((await plan.textContent()) ?? '', /Plan\s*Train it\s*1 of 2/);
    await plan.getByRole('button').click();
    assert.deepEqual(await plan.getByRole('listitem').allTextContents(), ['Read the script (done)', 'Train it (in progress)']);
  });

  // shows: context-compact
  it('names what it does while the conversation is summarised', async () => {
    const view = await opened(chatStates.compacting);
    assert.equal(await view.page.getByRole('status').filter({ hasText: 'Summarising the conversation' }).count(), 1);
  });
});
