import assert from 'node:assert/strict';
import type { ChatSnapshot, ChatToHost, HostToChat, TranscriptItem } from '../../../src/protocol/chat.ts';
import { arrange, type Card } from '../../../webview-ui/chat/approvals/cards.ts';
import { costTogether, effectsToSay, sharedLines } from '../../../webview-ui/chat/approvals/requestText.ts';
import { ChatModel } from '../../../webview-ui/chat/model.ts';
import { restingHead as head } from '../../doubles/chatHead.ts';
import { type AskedItem, alikeRuns, askedAll, askedRun, grantForm } from '../../webview/trustStates.ts';
import { atOnce, fakeHost } from './fakeHost.ts';

const said = { kind: 'assistant', id: 'said', markdown: 'Three rates.', isStreaming: false } as const;

function open(items: readonly TranscriptItem[]) {
  const host = fakeHost<HostToChat, ChatToHost>();
  const model = new ChatModel(host, atOnce);
  let seq = 1;
  const snapshot: ChatSnapshot = { type: 'snapshot', seq, session: 's', head, items, earlier: 0 };
  host.send(snapshot);
  return {
    host,
    model,
    replace: (item: TranscriptItem) => host.send({ type: 'delta', seq: ++seq, ops: [{ op: 'replace', item }] }),
    cards: () => model.approvals.cards.value.map(({ anchor, items: asked }) => [anchor, ...asked.map(({ id }) => id)]),
  };
}

function answered({ approval: _answered, ...item }: AskedItem): TranscriptItem {
  return { ...item, state: 'running' };
}

const [run1, run2, run3] = [askedRun(1, '0.1'), askedRun(2, '0.03'), askedRun(3, '0.01')];

describe('What waits for an answer', () => {
  // shows: approval-alike
  it('stands in one card where it is alike, also with other things between, and alone where it is not', () => {
    const { cards } = open([run1, said, run2, askedAll, run3]);
    assert.deepEqual(cards(), [
      ['run1', 'run1', 'run2', 'run3'],
      ['all', 'all'],
    ]);
  });

  // shows: approval-alike
  it('leaves the card when it is answered elsewhere; the card stays where it stands until nothing in it waits', () => {
    const { cards, replace } = open([run1, run2, run3]);
    replace(answered(run1));
    assert.deepEqual(cards(), [['run1', 'run2', 'run3']]);
    replace(answered(run3));
    assert.deepEqual(cards(), [['run1', 'run2']]);
    replace(answered(run2));
    assert.deepEqual(cards(), []);
  });

  // shows: approval-alike
  it('gets a card of its own when it is singled out, and what was written into the other card stays there', () => {
    const { cards, model } = open([run1, run2, run3]);
    model.approvals.draft('alike runs of train.py').feedback.value = 'use the small model';
    model.approvals.separate('ap-run1');
    assert.deepEqual(cards(), [
      ['run1', 'run1'],
      ['run1', 'run2', 'run3'],
    ]);
    assert.equal(model.approvals.draft('alike runs of train.py').feedback.value, 'use the small model');
    assert.equal(model.approvals.draft('one ap-run1').feedback.value, '');
  });

  it('moves to a row that is there when the row of its card is no longer shown', () => {
    const before: readonly Card[] = [{ key: 'alike runs of train.py', anchor: 'gone', items: [run1] }];
    const [card] = arrange(before, [run2, run3], new Set(), (item) => item !== 'gone');
    assert.equal(card?.anchor, 'run2');
  });

  it('forgets what was written when another conversation is shown', () => {
    const { host, model } = open([run1]);
    model.approvals.draft('one ap-run1').script.value = 'rm -rf /';
    host.send({ type: 'snapshot', seq: 1, session: 'other', head, items: [run1], earlier: 0 });
    assert.equal(model.approvals.draft('one ap-run1').script.value, undefined);
  });

  // shows: grant-form
  it('does not take a form for one conversation into another', () => {
    const { host, model } = open([]);
    host.send(grantForm);
    assert.deepEqual(model.grantForm.value, grantForm);
    host.send({ type: 'snapshot', seq: 2, session: 's', head, items: [], earlier: 0 });
    assert.deepEqual(model.grantForm.value, grantForm, 'the same one, sent anew');
    host.send({ type: 'snapshot', seq: 1, session: 'other', head, items: [], earlier: 0 });
    assert.equal(model.grantForm.value, undefined);
  });

  // shows: approval-alike
  it('is answered in as many messages as the host takes, each request once', () => {
    const { host, model } = open([]);
    const many = Array.from({ length: 230 }, (_, at) => `ap-${at}`);
    model.answer(many, 'approve', 'call');
    model.answer(many.slice(0, 3), 'reject', 'call');
    const sent = host.posted.filter((message) => message.type === 'answer');
    assert.deepEqual(
      sent.map(({ approvals }) => approvals.length),
      [100, 100, 30],
    );
    assert.deepEqual(
      sent.flatMap(({ approvals }) => approvals),
      many,
    );
  });
});

describe('The words of requests that are alike', () => {
  it('say what all would do once, and what each would do in its own row', () => {
    assert.deepEqual(sharedLines(alikeRuns.map(effectsToSay)), {
      shared: ['spend $1.00 on a10g-small'],
      own: [['run train.py --lr 0.1'], ['run train.py --lr 0.03'], ['run train.py --lr 0.01']],
    });
  });

  // shows: ledger-forecast
  it('say what all of them cost together, and never a sum that leaves an unknown price out', () => {
    const one = { usd: 1.1, text: 'at most $1.10', left: '$6.80 of $10.00 left' };
    assert.deepEqual(costTogether([one, undefined, one]), { usd: 2.2, text: 'together at most $2.20', left: '$6.80 of $10.00 left' });
    assert.equal(costTogether([one, { usd: undefined, text: 'an unknown amount' }])?.usd, undefined);
    assert.equal(costTogether([undefined, undefined]), undefined);
  });

  it('name only the place where the command itself stands beside them', () => {
    assert.deepEqual(effectsToSay(askedAll), ['run in digits', 'reach pypi.org', 'write runs/counts.txt']);
  });
});
