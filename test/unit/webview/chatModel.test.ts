import assert from 'node:assert/strict';
import type { ChatDelta, ChatSnapshot, ChatToHost, HostToChat, MentionChip, TranscriptItem } from '../../../src/protocol/chat.ts';
import { ChatModel } from '../../../webview-ui/chat/model.ts';
import { restingHead as head } from '../../doubles/chatHead.ts';
import { atOnce, byHand, fakeHost } from './fakeHost.ts';

function snapshot(seq: number, items: readonly TranscriptItem[] = [], session = 's'): ChatSnapshot {
  return { type: 'snapshot', seq, session, head, items, earlier: 0 };
}

function text(seq: number, id: string, added: string): ChatDelta {
  return { type: 'delta', seq, ops: [{ op: 'text', id, text: added }] };
}

const answer: TranscriptItem = { kind: 'assistant', id: 'a', markdown: '', isStreaming: true };
const chip: MentionChip = { kind: 'file', label: 'train.py', path: '/w/train.py' };

function open(saved?: unknown) {
  const host = fakeHost<HostToChat, ChatToHost>(saved);
  return { host, model: new ChatModel(host, atOnce) };
}

function shownText(model: ChatModel, id = 'a'): string {
  const item = model.transcript.item(id);
  return item?.kind === 'assistant' ? item.markdown : '';
}

describe('The model of the chat view', () => {
  // shows: chat-sync
  it('asks for a snapshot when it starts, and again after a gap, once', () => {
    const { host, model } = open();
    assert.deepEqual(host.posted, [{ type: 'ready' }]);
    host.send(snapshot(7, [answer]), text(8, 'a', 'one'), text(10, 'a', 'lost'), text(11, 'a', 'lost too'));
    assert.deepEqual(host.posted, [{ type: 'ready' }, { type: 'ready' }]);
    assert.equal(shownText(model), 'one');
    host.send(snapshot(11, [{ ...answer, markdown: 'one two three' }]), text(12, 'a', ' four'));
    assert.equal(shownText(model), 'one two three four');
  });

  // shows: chat-sync
  it('drops a delta that the snapshot already holds', () => {
    const { host, model } = open();
    host.send(snapshot(5, [{ ...answer, markdown: 'all' }]), text(4, 'a', ' again'), text(5, 'a', ' again'));
    assert.equal(shownText(model), 'all');
    assert.equal(host.posted.length, 1);
  });

  // shows: chat-hide-show
  it('asks once more when it is shown while a snapshot is still missing', () => {
    const { host, model } = open();
    model.resume();
    assert.equal(host.posted.length, 2);
    host.send(snapshot(1));
    model.resume();
    assert.equal(host.posted.length, 2);
  });

  // shows: chat-streaming-markdown
  it('applies 20,000 deltas of one frame as one change', () => {
    const host = fakeHost<HostToChat, ChatToHost>();
    const clock = byHand();
    const model = new ChatModel(host, clock.schedule);
    host.send(snapshot(0, [answer]));
    clock.frame();
    let changes = 0;
    model.transcript.entries.value[0]?.item.subscribe(() => changes++);
    for (let seq = 1; seq <= 20_000; seq++) host.send(text(seq, 'a', 'x'));
    assert.equal(clock.frame(), 1);
    assert.equal(shownText(model).length, 20_000);
    assert.equal(changes, 2, 'the subscription itself and one change');
  });

  it('does not double text that a replaced item already holds', () => {
    const { host, model } = open();
    host.send(snapshot(0, [answer]), {
      type: 'delta',
      seq: 1,
      ops: [
        { op: 'text', id: 'a', text: 'Hello' },
        { op: 'replace', item: { ...answer, markdown: 'Hello', isStreaming: false } },
      ],
    });
    assert.equal(shownText(model), 'Hello');
  });

  // shows: chat-sync
  it('does not put a change of an earlier item, which the snapshot left out, behind the newest', () => {
    const { host, model } = open();
    const earlier: TranscriptItem = { kind: 'notice', id: 'n', level: 'info', text: 'changed' };
    host.send({ ...snapshot(0, [answer]), earlier: 1 }, { type: 'delta', seq: 1, ops: [{ op: 'replace', item: earlier }] });
    assert.deepEqual(
      model.transcript.entries.value.map(({ id }) => id),
      ['a'],
    );
    host.send({ type: 'earlierItems', items: [earlier], earlier: 0 });
    assert.deepEqual(
      model.transcript.entries.value.map(({ item }) => item.value),
      [earlier, answer],
    );
  });

  // shows: chat-draft, chat-reload
  it('finds draft, chips, opened cards and place again after a reload', () => {
    const first = open();
    first.model.draft.text.value = 'half a thought about @train.py ';
    first.model.draft.attach(chip);
    first.model.setOpen('t1', true);
    first.model.setOpen('t2', false);
    first.model.saveScroll({ scrollTop: 120, anchor: { item: 't1', offsetPx: 4 } });
    const { model } = open(first.host.savedState());
    assert.equal(model.draft.text.value, 'half a thought about @train.py ');
    assert.deepEqual(model.draft.mentions.value, [chip]);
    assert.equal(model.isOpen('t1', false), true);
    assert.equal(model.isOpen('t2', true), false);
    assert.deepEqual(model.scroll, { scrollTop: 120, anchor: { item: 't1', offsetPx: 4 } });
  });

  it('starts empty when what was saved is of another shape', () => {
    const { model } = open({ draft: 7, mentions: [{ kind: 'planet' }], scrollTop: 'middle', expanded: [1, 'x'], anchor: { item: 2 } });
    assert.equal(model.draft.text.value, '');
    assert.deepEqual(model.draft.mentions.value, []);
    assert.deepEqual(model.scroll, { scrollTop: 'end' });
    assert.equal(model.isOpen('x', false), true);
  });

  it('sends the draft with its chips and empties both', () => {
    const { host, model } = open();
    assert.equal(model.send(), false);
    model.draft.text.value = '  fix @train.py  ';
    model.draft.attach(chip);
    model.draft.attach({ ...chip });
    assert.equal(model.send(), true);
    assert.deepEqual(host.posted.at(-1), { type: 'send', text: 'fix @train.py', mentions: [chip] });
    assert.equal(model.draft.text.value, '');
    assert.deepEqual(model.draft.mentions.value, []);
  });

  // shows: loop-steer, loop-queue
  it('says how a message is to be delivered while the agent works: as the setting says, or the other way', () => {
    const { host, model } = open();
    const say = (delivery?: 'steer' | 'queue') => {
      model.draft.text.value = 'faster';
      model.send(delivery);
      return host.posted.at(-1);
    };
    host.send({ ...snapshot(1), head: { ...head, status: 'running', delivery: 'steer' } });
    assert.deepEqual(say(), { type: 'send', text: 'faster', mentions: [], delivery: 'steer' });
    assert.deepEqual(say('queue'), { type: 'send', text: 'faster', mentions: [], delivery: 'queue' });
    host.send(snapshot(2));
    assert.deepEqual(say('steer'), { type: 'send', text: 'faster', mentions: [] });
  });

  // shows: sessions-edit
  it('sends a message that was written anew in place of the old one, and not while the agent works', () => {
    const { host, model } = open();
    const asked: TranscriptItem = { kind: 'user', id: 'u', text: 'hi', mentions: [chip], atMs: 0, turn: 't' };
    host.send({ ...snapshot(1, [asked]), head: { ...head, status: 'running' } });
    model.edit('u', 'hi', [chip]);
    assert.equal(model.sendEdited(), false);
    host.send(snapshot(2, [asked]));
    const draft = model.editing.value?.draft;
    assert.ok(draft !== undefined, 'a new state of the same conversation keeps what is being written');
    draft.text.value = 'hello';
    assert.equal(model.sendEdited(), true);
    assert.deepEqual(host.posted.at(-1), { type: 'editMessage', message: 'u', text: 'hello', mentions: [chip] });
    assert.equal(model.editing.value, undefined);
    model.edit('u', 'hi', []);
    host.send(snapshot(3, [], 'other'));
    assert.equal(model.editing.value, undefined, 'a message that is gone is not edited any more');
  });

  it('adds what the editor composes to what is being written', () => {
    const { host, model } = open();
    model.draft.text.value = 'Compare with this:';
    host.send({ type: 'compose', text: 'Implement §3', mentions: [chip], focus: true });
    assert.equal(model.draft.text.value, 'Compare with this:\n\nImplement §3');
    assert.deepEqual(model.draft.mentions.value, [chip]);
    assert.equal(model.focusRequests.value, 1);
  });

  it('answers an approval once, with the feedback only where there is some', () => {
    const { host, model } = open();
    model.answer(['p1'], 'approve', 'session', { feedback: '' });
    model.answer(['p1'], 'reject', 'call', { feedback: 'no' });
    model.answer(['p1', 'p2'], 'reject', 'call', { feedback: '  keep the data ' });
    assert.deepEqual(host.posted.slice(1), [
      { type: 'answer', approvals: ['p1'], answer: 'approve', scope: 'session' },
      { type: 'answer', approvals: ['p2'], answer: 'reject', scope: 'call', feedback: 'keep the data' },
    ]);
  });

  it('puts earlier items before the others and asks for them once at a time', () => {
    const { host, model } = open();
    host.send({ ...snapshot(1, [answer]), earlier: 2 });
    model.loadEarlier();
    model.loadEarlier();
    assert.equal(host.posted.filter((message) => message.type === 'loadEarlier').length, 1);
    host.send({ type: 'earlierItems', items: [{ kind: 'user', id: 'u', text: 'hi', mentions: [], atMs: 0 }, answer], earlier: 1 });
    assert.deepEqual(
      model.transcript.entries.value.map((entry) => entry.id),
      ['u', 'a'],
    );
    assert.equal(model.transcript.earlier.value, 1);
  });

  it('goes to the end when another session takes this one’s place', () => {
    const { host, model } = open({ scrollTop: 50, anchor: { item: 'a', offsetPx: 0 } });
    host.send(snapshot(1, [answer]));
    assert.equal(model.scroll.scrollTop, 50);
    host.send(snapshot(1, [], 'other'));
    assert.deepEqual(model.scroll, { scrollTop: 'end' });
  });
});
