import fc from 'fast-check';
import type { ApprovalId, BlobHash, CallId, EventId, MessageId, RunId, TurnId } from '../../../src/base/ids.ts';
import type { Picture } from '../../../src/base/picture.ts';
import type { BodyOf, Mention, SessionEventBody, SessionEventType } from '../../../src/sessions/events.ts';

/** Few different ids, so that events often, and often wrongly, belong together. */
const idOf = <Id extends string>(kind: string): fc.Arbitrary<Id> =>
  fc.integer({ min: 1, max: 4 }).map((number) => `${kind}_${number}` as Id);
const turn = idOf<TurnId>('tu');
const message = idOf<MessageId>('me');
const response = idOf<MessageId>('re');
const call = idOf<CallId>('ca');
const approval = idOf<ApprovalId>('ap');
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', '```', '{"a":1}', '{broken', '</details>', '\n\n# x'),
);
const count = fc.nat(1000);
const usage = fc.record({
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  isEstimated: fc.boolean(),
});
const picture: fc.Arbitrary<Picture> = fc.record({
  blob: fc.constantFrom('a', 'b').map((letter) => letter.repeat(64) as BlobHash),
  mediaType: fc.constantFrom('image/png', 'image/jpeg'),
  label: text,
  bytes: count,
  width: count,
  height: count,
});
const mention: fc.Arbitrary<Mention> = fc.record(
  { kind: fc.constantFrom('file', 'selection', 'paper'), path: text, firstLine: count, lastLine: count, text, picture },
  { requiredKeys: ['kind', 'path'] },
);
const mentions = fc.array(mention, { maxLength: 2 });

type Arbitraries = { readonly [T in SessionEventType]?: fc.Arbitrary<Omit<BodyOf<T>, 'type'>> };

const bodies: Arbitraries = {
  'session.titled': fc.record({ title: text }),
  'message.queued': fc.record({ message, text, mentions, delivery: fc.constantFrom('steer', 'queue') }),
  'message.hurried': fc.record({ message }),
  'message.unqueued': fc.record({ message }),
  'message.steered': fc.record({ turn, message, text, mentions }),
  'turn.noted': fc.record({ turn, text }),
  'hint.given': fc.record({ turn, hint: fc.constantFrom('identical', 'plan'), text }),
  'turn.started': fc.record({ turn, message, text, mentions }),
  'turn.ended': fc.record({ turn, end: fc.constantFrom('done', 'stopped', 'failed', 'stuck'), message: text, account: text }),
  'response.started': fc.record({ turn, response, model: text }),
  'response.text': fc.record({ response, text }),
  'response.thinking': fc.record({ response, text }),
  'response.call': fc.record({ response, call, providerId: text, name: text, argumentsJson: text }),
  'response.ended': fc.record({ response, stop: fc.constantFrom('end', 'calls', 'limit', 'refusal'), usage }),
  'response.superseded': fc.record({ response, code: fc.constantFrom('cancelled', 'overloaded'), message: text }),
  'tool.proposed': fc.record({ turn, call, tool: text, title: text, effects: fc.constant([]) }),
  'approval.asked': fc.record({ approval, call, turn, title: text, reason: text, effects: fc.constant([]) }),
  'approval.answered': fc.record({
    approval,
    answer: fc.constantFrom('approve', 'reject'),
    scope: fc.constant('call' as const),
    by: text,
  }),
  'approval.withdrawn': fc.record({ approval, why: text }),
  'tool.started': fc.record({ call }),
  'tool.ended': fc.record(
    {
      call,
      outcome: fc.constantFrom('done', 'failed', 'rejected', 'abandoned'),
      content: text,
      pictures: fc.array(picture, { maxLength: 2 }),
    },
    { requiredKeys: ['call', 'outcome', 'content'] },
  ),
  'context.compacted': fc.record({
    turn,
    summary: text,
    state: text,
    keepFrom: idOf<EventId>('ev'),
    model: text,
    usage,
    tokensBefore: count,
    tokensAfter: count,
  }),
  'plan.changed': fc.record({ turn, items: fc.array(fc.record({ text, status: fc.constantFrom('open', 'doing', 'done', 'dropped') })) }),
  'file.changed': fc.record({ turn, call, path: text, before: fc.constant('b1' as BlobHash) }),
  'run.linked': fc.record({ turn, call, run: idOf<RunId>('run') }),
  'sandbox.changed': fc.record({
    place: text,
    job: text,
    flavor: text,
    change: fc.constantFrom('started', 'used', 'ended'),
    paid: fc.record({ usd: count, isEstimated: fc.boolean() }),
  }),
  notice: fc.record({ level: fc.constantFrom('info', 'warning', 'error'), text }),
};

/** Any event that a log may hold, in no sensible order with others. */
export const anyBody: fc.Arbitrary<SessionEventBody> = fc.oneof(
  ...Object.entries(bodies).map(([type, fields]) =>
    (fields as fc.Arbitrary<object>).map((body) => ({ type, ...body }) as SessionEventBody),
  ),
);
