import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Transcript } from '../../src/app/transcript.ts';
import type { ChatDelta, ChatOp, ChatSnapshot, ChatToHost, HostToChat, TranscriptItem } from '../../src/protocol/chat.ts';
import { ChatModel } from '../../webview-ui/chat/model.ts';
import { restingHead as head } from '../doubles/chatHead.ts';
import { atOnce, byHand, fakeHost } from '../unit/webview/fakeHost.ts';
import { EventSource } from './chat/events.ts';
import { eachRound, type Random, tell } from './soak.ts';

const manyItems = 5000;
/** The host's side of the line, with a line that loses messages as one to a hidden webview does. */
class Host {
  readonly transcript = new Transcript(['/w']);
  readonly #shown: number;
  #waiting: ChatOp[] = [];
  #seq = 0;

  constructor(shown: number) {
    this.#shown = shown;
  }

  queue(ops: readonly ChatOp[]): void {
    this.#waiting.push(...ops);
  }

  delta(): ChatDelta | undefined {
    if (this.#waiting.length === 0) return undefined;
    const ops = this.#waiting;
    this.#waiting = [];
    this.#seq += 1;
    // What crosses to a webview is a copy.
    return structuredClone({ type: 'delta', seq: this.#seq, ops });
  }

  snapshot(): ChatSnapshot {
    this.delta();
    const { items } = this.transcript;
    const first = Math.max(0, items.length - this.#shown);
    return structuredClone({ type: 'snapshot', seq: this.#seq, session: 's', head, items: items.slice(first), earlier: first });
  }
}

function shownItems(model: ChatModel): readonly TranscriptItem[] {
  return model.transcript.entries.value.map(({ item }) => item.value);
}

function usedMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 1e6;
}

interface Followed {
  readonly events: number;
  readonly items: number;
  readonly lost: number;
}

/** A view follows a session of random events over a line that loses `loss` of its messages; at the end it must show what the host has. */
function follow(random: Random, items: number, loss: number): Followed {
  const source = new EventSource(random);
  const host = new Host(random.pick([400, Number.POSITIVE_INFINITY]));
  const line = fakeHost<HostToChat, ChatToHost>();
  const frames = byHand();
  const model = new ChatModel(line, random.chance(0.5) ? atOnce : frames.schedule);
  let answered = 0;
  let lost = 0;
  let events = 0;
  const answer = (): void => {
    // However often it asked since, one snapshot tells all.
    if (line.posted.slice(answered).some(({ type }) => type === 'ready')) line.send(host.snapshot());
    answered = line.posted.length;
  };
  const deliver = (isLost: boolean): void => {
    const delta = host.delta();
    if (delta === undefined) return;
    if (isLost) lost += 1;
    else line.send(delta);
  };
  answer();
  while (host.transcript.items.length < items) {
    events += 1;
    host.queue(host.transcript.apply(source.next()));
    if (random.chance(0.2)) deliver(random.chance(loss));
    if (random.chance(0.1)) frames.frame();
    if (random.chance(0.1)) answer();
  }
  // After a loss the gap shows with the next message that comes through.
  host.queue([{ op: 'head', head }]);
  deliver(false);
  frames.frame();
  answer();
  frames.frame();
  const shown = shownItems(model);
  const wanted = host.transcript.items.slice(host.transcript.items.length - shown.length);
  assert.ok(shown.length >= Math.min(400, host.transcript.items.length));
  assert.equal(model.transcript.earlier.value + shown.length, host.transcript.items.length, 'items are missing or doubled');
  assert.deepEqual(shown, wanted, 'the view shows something else than the host has');
  return { events, items: host.transcript.items.length, lost };
}

describe('A view that follows a session of random events', () => {
  // shows: chat-sync
  it('shows what a snapshot would show, whatever was lost on the way', async () => {
    const sum = { events: 0, items: 0, lost: 0 };
    const sessions = await eachRound({ name: 'chat', atLeast: 100, share: 0.04 }, ({ random }) => {
      const followed = follow(random, random.int(1, 400), random.pick([0, 0.02, 0.3]));
      sum.events += followed.events;
      sum.items += followed.items;
      sum.lost += followed.lost;
    });
    tell('chat', { sessions, ...sum });
    assert.ok(sum.lost > 0);
  });

  // shows: chat-sync
  it(`shows ${manyItems.toLocaleString('en')} items as a snapshot would, and gives their memory back`, async () => {
    await eachRound({ name: 'long chat', atLeast: 3 }, ({ random }) => {
      const beforeMb = usedMb();
      const { events, items } = follow(random, manyItems, 0.01);
      const kept = Math.round(usedMb() - beforeMb);
      tell('long chat', { events, items, 'MB kept afterwards': Math.max(0, kept) });
      assert.ok(kept < 50, `${kept} MB are still held after the session and its view are gone`);
    });
  });
});
