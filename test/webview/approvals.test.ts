import assert from 'node:assert/strict';
import type { TranscriptItem } from '../../src/protocol/chat.ts';
import { playChat } from './act.ts';
import { chatStates, delta } from './chatStates.ts';
import { said, saidOf } from './posted.ts';
import { useStage } from './setup.ts';
import { press, type View } from './stage.ts';
import { type AskedItem, alikeRuns, askedAll, askedScript } from './trustStates.ts';

function answered({ approval: _answered, ...item }: AskedItem): TranscriptItem {
  return { ...item, state: 'done' };
}

describe('A question of the policy, in a browser', function () {
  this.timeout(60_000);
  const setup = useStage();

  const opened = async (state: Parameters<typeof playChat>[2]) => setup.keep(await playChat(setup.stage, 'dark', state));
  const card = ({ page }: View, approval: string) => page.locator(`[data-approval~="${approval}"]`);
  const focused = ({ page }: View) =>
    page.evaluate(
      `(() => { const at = document.activeElement; return at.dataset.approval ?? at.getAttribute('aria-label') ?? at.textContent.trim(); })()`,
    );
  const answers = async (view: View) => saidOf(await said(view), 'answer');

  // shows: approval-facts
  it('says why, what in each part of the command, how confined and at what cost', async () => {
    const view = await opened({ messages: chatStates.approvalFull.messages });
    const asked = card(view, 'ap-all');
    await asked.getByText('Two parts of this command are not known to be harmless.').waitFor();
    const parts = asked.getByRole('list', { name: 'The command, part by part' }).getByRole('listitem');
    assert.deepEqual(
      (await parts.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()),
      [
        'cd runs',
        "&& grep -c 'loss nan' lr-0.1/log.txt",
        '| sort -n > counts.txt It writes counts.txt: a redirection into a file is asked about.',
        '&& python -m pip install -q trackio pip install runs code from the network.',
      ],
    );
    assert.deepEqual(await asked.getByRole('list', { name: 'What it would do' }).getByRole('listitem').allInnerTexts(), [
      'run in digits',
      'reach pypi.org',
      'write runs/counts.txt',
    ]);
    await asked.getByText('bubblewrap: writes only in digits; reaches only pypi.org').waitFor();
    await asked.getByText('at most $3.20: 90 min × a10g-small $1.00/h + model ≤ $1.70').waitFor();
    await asked.getByText('$6.80 of $10.00 left').waitFor();
    await asked.getByRole('button', { name: 'Copy command' }).click();
    assert.deepEqual(saidOf(await said(view), 'copy'), [{ type: 'copy', text: askedAll.approval.script?.text }]);
  });

  // shows: approval-facts
  it('shows the diff of an edit with the question', async () => {
    const view = await opened({ messages: chatStates.approval.messages });
    assert.equal(await card(view, 'ap-1').locator('.diff-added').count(), 3);
    assert.equal(await card(view, 'ap-1').locator('.diff-removed').count(), 2);
  });

  // shows: approval-facts
  it('writes out, in a command, what a reader would not see', async () => {
    const view = await opened({ messages: chatStates.approvalLong.messages });
    await card(view, 'ap-long').getByText("'safe⟨U+202E⟩txt.exe'").waitFor();
    await card(view, 'ap-long').getByText("'⟨U+200B⟩'").waitFor();
  });

  // shows: approval-changes
  it('lists what changed without anybody having said so, with what it was and since when', async () => {
    const view = await opened({ messages: chatStates.approvalFull.messages });
    const table = card(view, 'ap-all').getByRole('table', { name: 'Changed without anybody having said so' });
    const rows = await table.getByRole('row').allInnerTexts();
    assert.deepEqual(
      rows.slice(1).map((row) => row.replace(/\s+/g, ' ')),
      [
        'seed 42 → is now 0, since the run lr-0.1',
        'model Qwen/Qwen3-1.7B → is now Qwen/Qwen3-0.6B, since your request',
        'PEFT method not given → is now lora, since the run lr-0.1',
      ],
    );
  });

  // shows: approval-script, chat-keyboard
  it('runs what the person wrote in place of the command, once, and brings the old text back with Escape', async () => {
    const view = await opened({ messages: chatStates.approvalFull.messages });
    const { page } = view;
    const field = page.getByRole('textbox', { name: 'Command to approve' });
    await page.getByRole('button', { name: 'Edit before approving' }).focus();
    await press(page, 'Enter');
    assert.equal(await focused(view), 'Command to approve');
    await page.keyboard.type('nice ');
    const written = `nice ${askedAll.approval.script?.text}`;
    assert.equal(await field.inputValue(), written);
    await press(page, 'Escape');
    assert.equal(await field.inputValue(), askedAll.approval.script?.text);
    assert.equal(await page.getByRole('button', { name: 'Approve', exact: true }).count(), 1);
    await press(page, 'Escape');
    assert.equal(await focused(view), 'Edit before approving');
    assert.deepEqual(await said(view), [], 'Escape in the field does not stop the turn');

    await press(page, 'Enter');
    await page.keyboard.type('nice ');
    assert.equal(await page.getByRole('button', { name: 'Approve for session' }).isDisabled(), true);
    assert.equal(await page.getByRole('button', { name: /^Always allow/ }).isDisabled(), true);
    await page.getByRole('button', { name: 'Edit before approving' }).click();
    await page.getByRole('button', { name: 'Edit before approving changed' }).waitFor();
    await page.getByRole('button', { name: 'Approve changed' }).click();
    assert.deepEqual(await answers(view), [{ type: 'answer', approvals: ['ap-all'], answer: 'approve', scope: 'call', script: written }]);
  });

  // shows: approval-script
  it('keeps what was written into a card, and not sent, across a reload', async () => {
    const view = await opened({ messages: chatStates.approvalScript.messages });
    const { page } = view;
    await page.getByRole('button', { name: 'Edit before approving' }).click();
    await page.getByRole('textbox', { name: 'Python script to approve' }).fill('print("one epoch")\n');
    await page.reload();
    await view.send(...chatStates.approvalScript.messages);
    assert.equal(await page.getByRole('textbox', { name: 'Python script to approve' }).inputValue(), 'print("one epoch")\n');
    await page.getByRole('button', { name: 'Approve changed' }).click();
    const script = 'print("one epoch")\n';
    assert.deepEqual(await answers(view), [{ type: 'answer', approvals: ['ap-script'], answer: 'approve', scope: 'call', script }]);
  });

  // shows: approval-script
  it('shows a script where it is edited, resets it, and approves no empty one', async () => {
    const view = await opened({ messages: chatStates.approvalScript.messages });
    const { page } = view;
    await page.getByText('Two epochs are enough').waitFor();
    await page.getByRole('button', { name: 'Edit before approving' }).click();
    const field = page.getByRole('textbox', { name: 'Python script to approve' });
    await field.fill('  \n');
    assert.equal(await page.getByRole('button', { name: 'Approve changed' }).isDisabled(), true);
    await page.getByText('Nothing is left to run.').waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    assert.equal(await field.inputValue(), askedScript.approval.script?.text);
    assert.equal(await focused(view), 'Python script to approve');
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    assert.deepEqual(await answers(view), [{ type: 'answer', approvals: ['ap-script'], answer: 'approve', scope: 'call' }]);
  });

  // shows: approval-facts
  it('offers the narrowest rule with what it would have matched', async () => {
    const view = await opened({ messages: chatStates.approvalFull.messages });
    const { page } = view;
    await page.getByRole('button', { name: 'Would match 7 earlier calls' }).click();
    const list = page.getByRole('list', { name: 'Calls that it would have matched' });
    assert.deepEqual(await list.getByRole('listitem').allInnerTexts(), askedAll.approval.rule?.matched);
    await page.getByText('and 4 more').waitFor();
    await page.getByRole('button', { name: /^Always allow “python -m pip install”/ }).click();
    assert.deepEqual(await answers(view), [{ type: 'answer', approvals: ['ap-all'], answer: 'approve', scope: 'rule' }]);
  });

  // shows: approval-alike
  it('asks once for what is alike, with what differs, and answers all of it at once', async () => {
    const view = await opened({ messages: chatStates.approvalAlike.messages });
    const { page } = view;
    assert.equal(await page.getByRole('group', { name: 'Approval needed: 3 similar requests' }).count(), 1);
    assert.equal(await page.getByRole('button', { name: /^Approve/ }).count(), 1);
    const rows = page.getByRole('list', { name: 'Requests' }).locator(':scope > li');
    assert.equal(await rows.count(), 3);
    assert.match((await rows.allInnerTexts())[1] ?? '', /lr 0\.03[\s\S]*run train\.py --lr 0\.03[\s\S]*seed\s+42/);
    await page.getByText('together at most $3.00').waitFor();
    assert.equal(await page.getByText('asked above').count(), 2);
    await page.getByRole('button', { name: 'All for session' }).click();
    const approvals = alikeRuns.map(({ approval }) => approval.id);
    assert.deepEqual(await answers(view), [{ type: 'answer', approvals, answer: 'approve', scope: 'session' }]);
  });

  // shows: approval-alike, approval-first-wins, chat-keyboard
  it('shrinks when one is answered elsewhere, and keeps the words and the keyboard where they are', async () => {
    const view = await opened({ messages: chatStates.approvalAlike.messages });
    const { page } = view;
    const feedback = page.getByRole('textbox', { name: /What to do instead/ });
    await feedback.focus();
    await page.keyboard.type('one at ');
    const [first, second, third] = alikeRuns;
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    await view.send(delta(2, [{ op: 'replace', item: answered(first) }]));
    await page.keyboard.type('a time');
    await page.getByRole('button', { name: 'Reject all 2' }).waitFor();
    await view.send(delta(3, [{ op: 'replace', item: answered(third) }]));
    assert.equal(await feedback.inputValue(), 'one at a time');
    assert.equal(await feedback.evaluate((node) => node === node.ownerDocument.activeElement), true);
    await press(page, 'Enter');
    assert.deepEqual(await answers(view), [
      { type: 'answer', approvals: ['ap-run2'], answer: 'reject', scope: 'call', feedback: 'one at a time' },
    ]);
    await view.send(delta(4, [{ op: 'replace', item: answered(second) }]));
    assert.equal(await focused(view), 'Message to Practicum');
  });

  // shows: approval-alike
  it('takes the keyboard from nobody who has gone to another part of the window when a request is answered', async () => {
    for (const isPressed of [true, false]) {
      const view = await opened({ messages: chatStates.approvalAlike.messages });
      const button = view.page.getByRole('button', { name: 'Reject all 3' });
      await button.focus();
      if (isPressed) await press(view.page, 'Enter');
      // As in a frame beside which something else has the keyboard.
      await view.page.evaluate('document.hasFocus = () => false');
      await view.send(
        delta(
          2,
          alikeRuns.map((run) => ({ op: 'replace', item: answered(run) }) as const),
        ),
      );
      await button.waitFor({ state: 'detached' });
      assert.notEqual(await focused(view), 'Message to Practicum');
    }
  });

  // shows: approval-alike, chat-keyboard
  it('lets one be answered on its own: its card has the keyboard, and none of its buttons', async () => {
    const view = await opened({ messages: chatStates.approvalAlike.messages });
    const { page } = view;
    await page.getByRole('button', { name: 'Answer separately: Train with train.py, lr 0.03' }).focus();
    await press(page, 'Enter');
    assert.equal(await focused(view), 'ap-run2');
    await press(page, 'Enter', ' ');
    assert.deepEqual(await answers(view), []);
    await card(view, 'ap-run2').getByRole('button', { name: 'Reject', exact: true }).click();
    await page.getByRole('button', { name: 'Approve all 2' }).click();
    assert.deepEqual(await answers(view), [
      { type: 'answer', approvals: ['ap-run2'], answer: 'reject', scope: 'call' },
      { type: 'answer', approvals: ['ap-run1', 'ap-run3'], answer: 'approve', scope: 'call' },
    ]);
  });

  // shows: approval-card, chat-keyboard
  it('is not answered by a key that was held from before, and is by one that is pressed anew', async () => {
    const view = await opened({ messages: chatStates.approval.messages });
    const { page } = view;
    const approve = page.getByRole('button', { name: 'Approve', exact: true });
    await page.getByRole('textbox', { name: 'Message to Practicum' }).focus();
    await page.keyboard.down('Enter');
    await approve.focus();
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    assert.deepEqual(await answers(view), []);
    await page.keyboard.up('Enter');
    await press(page, 'Enter');
    assert.deepEqual(await answers(view), [{ type: 'answer', approvals: ['ap-1'], answer: 'approve', scope: 'call' }]);
  });

  it('gives the keyboard to the composer when it is answered elsewhere while one is in it', async () => {
    const view = await opened({ messages: chatStates.approvalScript.messages });
    await view.page.getByRole('button', { name: 'Reject' }).focus();
    await view.send(delta(2, [{ op: 'replace', item: answered(askedScript) }]));
    assert.equal(await focused(view), 'Message to Practicum');
  });

  it('is drawn, however much came after it', async () => {
    const later = Array.from(
      { length: 400 },
      (_, at): TranscriptItem => ({ kind: 'tool', id: `t${at}`, tool: 'read_file', title: `Read file ${at}`, state: 'done', output: 'x' }),
    );
    const view = await opened({ messages: chatStates.approvalScript.messages });
    await view.send(
      delta(
        2,
        later.map((item) => ({ op: 'add', item })),
      ),
    );
    await view.page.getByRole('button', { name: 'Show the question' }).click();
    assert.equal(await focused(view), 'ap-script');
  });
});
