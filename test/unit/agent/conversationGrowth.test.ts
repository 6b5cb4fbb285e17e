import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Conversation } from '../../../src/agent/conversation.ts';
import type { CallId, EventId, MessageId, TurnId } from '../../../src/base/ids.ts';
import { newId } from '../../../src/base/newId.ts';
import type { SessionEvent, SessionEventBody } from '../../../src/sessions/events.ts';

const turn = newId<TurnId>('tu');
const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
const spent = { usage, tokensBefore: 2, tokensAfter: 1 };

/** What happens next in a session. Numbers choose among what there is. */
type Happening =
  | { readonly kind: 'request' | 'steering' | 'note' | 'hint'; readonly text: string }
  | {
      readonly kind: 'response';
      readonly text: string;
      readonly calls: number;
      readonly end: 'well' | 'cancelled' | 'broken' | 'not yet';
    }
  | { readonly kind: 'result'; readonly which: number }
  | { readonly kind: 'pruning'; readonly which: number; readonly notes: string }
  | { readonly kind: 'summary'; readonly text: string; readonly keepFrom: number; readonly shortened: number };

const which = fc.nat({ max: 30 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('request' as const, 'steering', 'note', 'hint'), text: fc.string() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('response' as const),
      text: fc.string(),
      calls: fc.nat({ max: 3 }),
      end: fc.constantFrom('well' as const, 'well', 'cancelled', 'broken', 'not yet'),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('result' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pruning' as const), which, notes: fc.constantFrom('', 'noted') }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('summary' as const), text: fc.constantFrom('', 'so far'), keepFrom: which, shortened: which }),
  },
);

/** The events of a session in which these things happen. */
function eventsOf(happenings: readonly Happening[]): readonly SessionEvent[] {
  const events: SessionEvent[] = [];
  const open: CallId[] = [];
  const ended: CallId[] = [];
  const add = (body: SessionEventBody): void => void events.push({ v: 1, id: newId<EventId>('ev'), parent: null, atMs: 0, ...body });
  const begun = (): readonly EventId[] =>
    events.flatMap(({ type, id }) => (type === 'turn.started' || type === 'message.steered' || type === 'response.started' ? [id] : []));
  for (const happening of happenings) {
    const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
    switch (happening.kind) {
      case 'request':
        add({ type: 'turn.started', turn, message: newId<MessageId>('me'), text: happening.text, mentions: [] });
        break;
      case 'steering':
        add({ type: 'message.steered', turn, message: newId<MessageId>('me'), text: happening.text, mentions: [] });
        break;
      case 'note':
        add({ type: 'turn.noted', turn, text: happening.text });
        break;
      case 'hint':
        add({ type: 'hint.given', turn, hint: 'identical', text: happening.text });
        break;
      case 'response': {
        const response = newId<MessageId>('re');
        add({ type: 'response.started', turn, response, model: 'anthropic/m' });
        add({ type: 'response.text', response, text: happening.text });
        if (happening.end === 'not yet') break;
        if (happening.end !== 'well') {
          add({ type: 'response.superseded', response, code: happening.end === 'cancelled' ? 'cancelled' : 'model-server', message: '' });
          break;
        }
        for (let count = 0; count < happening.calls; count += 1) {
          const call = newId<CallId>('ca');
          open.push(call);
          add({ type: 'response.call', response, call, providerId: 'x', name: 'read_file', argumentsJson: '{}' });
        }
        add({ type: 'response.ended', response, stop: happening.calls > 0 ? 'calls' : 'end', usage });
        break;
      }
      case 'result': {
        const [call] = open.splice(happening.which % Math.max(1, open.length), 1);
        if (call === undefined) break;
        ended.push(call);
        add({ type: 'tool.ended', call, outcome: 'done', content: `result of ${call}` });
        break;
      }
      case 'pruning': {
        const call = at(ended, happening.which);
        if (call === undefined) break;
        add({ type: 'context.pruned', turn, calls: [call], chars: [10], notes: happening.notes, ...spent });
        break;
      }
      case 'summary': {
        const keepFrom = at(begun(), happening.keepFrom);
        const shortened = at(begun(), happening.shortened);
        add({
          type: 'context.compacted',
          turn,
          summary: happening.text,
          state: happening.text,
          model: 'anthropic/m',
          ...(keepFrom === undefined ? {} : { keepFrom }),
          ...(shortened === undefined ? {} : { shortened: [shortened] }),
          ...spent,
        });
        break;
      }
    }
  }
  return events;
}

describe('A conversation that grows', () => {
  // shows: cache-prefix
  it('says after each event what a log that is opened then would say', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
        const events = eventsOf(happenings);
        const living = new Conversation();
        for (const [index, event] of events.entries()) {
          living.apply(event);
          assert.deepEqual(living.messages(), Conversation.of(events.slice(0, index + 1)).messages());
        }
      }),
      { numRuns: 300 },
    );
  });

  // shows: figure-growth
  it('answers the same messages again, also behind an answer that the person stopped', () => {
    const events = eventsOf([
      { kind: 'request', text: 'go' },
      { kind: 'response', text: 'one', calls: 1, end: 'well' },
      { kind: 'result', which: 0 },
      { kind: 'response', text: 'two', calls: 0, end: 'cancelled' },
      { kind: 'request', text: 'go on' },
    ]);
    const conversation = Conversation.of(events);
    const before = conversation.messages();
    for (const event of eventsOf([{ kind: 'response', text: 'three', calls: 0, end: 'well' }])) conversation.apply(event);
    const after = conversation.messages();
    assert.equal(after.length, before.length + 1);
    for (const [index, message] of before.entries()) assert.equal(after[index], message);
  });
});
