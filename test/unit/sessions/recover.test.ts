import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ApprovalId, CallId, EventId, MessageId, TurnId } from '../../../src/base/ids.ts';
import type { SessionEvent, SessionEventBody } from '../../../src/sessions/events.ts';
import { pendingApprovals, recoverEvents } from '../../../src/sessions/recover.ts';

const turn = 'tu_1' as TurnId;
const response = 're_1' as MessageId;
const call = 'ca_1' as CallId;
const other = 'ca_2' as CallId;
const approval = 'ap_1' as ApprovalId;

function logged(bodies: readonly SessionEventBody[]): readonly SessionEvent[] {
  return bodies.map((body, index) => ({ v: 1, id: `ev_${index}` as EventId, parent: null, atMs: index, ...body }));
}

const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
const asked: SessionEventBody = { type: 'approval.asked', approval, call, turn, title: 'Write', reason: 'it writes', effects: [] };
const asking: readonly SessionEventBody[] = [
  { type: 'turn.started', turn, message: response, text: 'go', mentions: [] },
  { type: 'response.started', turn, response, model: 'm' },
  { type: 'response.call', response, call, providerId: 'p', name: 'write', argumentsJson: '{}' },
  { type: 'response.call', response, call: other, providerId: 'q', name: 'read', argumentsJson: '{}' },
  { type: 'response.ended', response, stop: 'calls', usage },
  { type: 'tool.proposed', turn, call, tool: 'write', title: 'Write', effects: [] },
  asked,
];

const recovered = (bodies: readonly SessionEventBody[]): readonly SessionEventBody[] => recoverEvents(logged(bodies));

describe('Recovery after a crash', () => {
  it('has nothing to do for a history that is consistent', () => {
    assert.deepEqual(recovered([]), []);
    assert.deepEqual(recovered([...asking.slice(0, 1), { type: 'turn.ended', turn, end: 'done' }]), []);
  });

  // shows: approval-durable
  it('leaves a turn pending whose approval nobody has answered', () => {
    assert.deepEqual(recovered(asking), []);
    assert.deepEqual(
      pendingApprovals(logged(asking)).map((asked) => asked.approval),
      [approval],
    );
  });

  it('ends a call that was running with words that promise nothing', () => {
    const events = recovered([
      ...asking,
      { type: 'approval.answered', approval, answer: 'approve', scope: 'call', by: 'test' },
      { type: 'tool.started', call },
    ]);
    const [first, second, last] = events;
    assert.ok(first?.type === 'tool.ended' && first.call === call && first.outcome === 'abandoned');
    assert.match(first.content, /may or may not have had its effect/);
    assert.ok(second?.type === 'tool.ended' && second.call === other && second.outcome === 'abandoned');
    assert.match(second.content, /was not executed/);
    assert.ok(last?.type === 'turn.ended' && last.end === 'stopped');
    assert.equal(events.length, 3);
  });

  // shows: approval-durable
  it('ends a call that was rejected although another one still waits, and leaves one that was approved', () => {
    const second: SessionEventBody = { ...asked, approval: 'ap_2' as ApprovalId, call: other };
    const answered = (answer: 'approve' | 'reject'): SessionEventBody => ({
      type: 'approval.answered',
      approval: 'ap_2' as ApprovalId,
      answer,
      scope: 'call',
      by: 'test',
      feedback: 'not now',
    });
    assert.deepEqual(recovered([...asking, second, answered('reject')]), [
      { type: 'tool.ended', call: other, outcome: 'rejected', content: 'The person rejected this call: not now' },
    ]);
    assert.deepEqual(recovered([...asking, second, answered('approve')]), []);
  });

  it('ends what ran beside a pending approval and leaves what waits', () => {
    const events = recovered([...asking, { type: 'tool.started', call: other }]);
    assert.deepEqual(
      events.map((event) => [event.type, event.type === 'tool.ended' && event.call]),
      [['tool.ended', other]],
    );
  });

  it('keeps the person’s no and their words', () => {
    const events = recovered([
      ...asking,
      { type: 'approval.answered', approval, answer: 'reject', scope: 'call', by: 'test', feedback: 'use a copy' },
    ]);
    const ended = events.find((event) => event.type === 'tool.ended' && event.call === call);
    assert.ok(ended?.type === 'tool.ended' && ended.outcome === 'rejected');
    assert.match(ended.content, /use a copy/);
  });

  it('supersedes a response that was being written, and its calls with it', () => {
    const events = recovered(asking.slice(0, 3));
    assert.deepEqual(
      events.map(({ type }) => type),
      ['response.superseded', 'turn.ended'],
    );
  });

  it('withdraws an approval whose turn is over', () => {
    const events = recovered([...asking, { type: 'turn.ended', turn, end: 'stopped' }]);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['tool.ended', 'tool.ended', 'approval.withdrawn'],
    );
  });

  it('is idempotent, ends every call exactly once, and loses no pending approval, wherever the process died', () => {
    fc.assert(
      fc.property(history, fc.double({ min: 0, max: 1, noNaN: true }), (bodies, share) => {
        const prefix = bodies.slice(0, Math.round(bodies.length * share));
        const after = [...prefix, ...recovered(prefix)];
        assert.deepEqual(recovered(after), []);

        const waiting: ReadonlySet<string> = new Set(pendingApprovals(logged(prefix)).map((asked) => asked.turn));
        assert.deepEqual(pendingApprovals(logged(after)), pendingApprovals(logged(prefix)));
        const openTurns = difference(after, 'turn.started', 'turn.ended', (body) => ('turn' in body ? body.turn : ''));
        assert.deepEqual(openTurns, waiting);
        assert.equal(difference(after, 'response.started', 'response.ended', responseOf, 'response.superseded').size, 0);

        const superseded = new Set(after.flatMap((body) => (body.type === 'response.superseded' ? [body.response] : [])));
        for (const body of after) {
          if (body.type === 'tool.started') assert.equal(ends(after, body.call), 1);
          if (body.type !== 'response.call' || superseded.has(body.response)) continue;
          const turnOfCall = after.find((one) => one.type === 'response.started' && one.response === body.response);
          const mayWait = turnOfCall?.type === 'response.started' && waiting.has(turnOfCall.turn);
          assert.ok(
            ends(after, body.call) === 1 || (mayWait && ends(after, body.call) === 0),
            `${body.call} ended ${ends(after, body.call)} times`,
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});

function ends(bodies: readonly SessionEventBody[], id: CallId): number {
  return bodies.filter((body) => body.type === 'tool.ended' && body.call === id).length;
}

function responseOf(body: SessionEventBody): string {
  return 'response' in body ? body.response : '';
}

/** Ids of what was begun and not ended. */
function difference(
  bodies: readonly SessionEventBody[],
  begin: SessionEventBody['type'],
  end: SessionEventBody['type'],
  idOf: (body: SessionEventBody) => string,
  otherEnd: SessionEventBody['type'] = end,
): ReadonlySet<string> {
  const open = new Set<string>();
  for (const body of bodies) {
    if (body.type === begin) open.add(idOf(body));
    if (body.type === end || body.type === otherEnd) open.delete(idOf(body));
  }
  return open;
}

/** What becomes of one call, as the loop would log it. */
const fate = fc.record({
  isAsked: fc.boolean(),
  answer: fc.constantFrom('approve', 'reject', undefined),
  isExecuted: fc.boolean(),
});

/** Turns after one another, each of a few responses that end or break, with calls that run one after the other or side by side. */
const history = fc
  .array(
    fc.array(fc.record({ breaks: fc.boolean(), calls: fc.array(fate, { maxLength: 3 }), sideBySide: fc.boolean() }), { maxLength: 3 }),
    { maxLength: 3 },
  )
  .map((turns) => {
    const bodies: SessionEventBody[] = [];
    let count = 0;
    const next = (prefix: string): string => {
      count += 1;
      return `${prefix}_${count}`;
    };
    for (const responses of turns) {
      const turnId = next('tu') as TurnId;
      bodies.push({ type: 'turn.started', turn: turnId, message: next('me') as MessageId, text: 'go', mentions: [] });
      for (const { breaks, calls, sideBySide } of responses) {
        const responseId = next('re') as MessageId;
        bodies.push(
          { type: 'response.started', turn: turnId, response: responseId, model: 'm' },
          { type: 'response.text', response: responseId, text: 'x' },
        );
        const ids = calls.map(() => next('ca') as CallId);
        for (const id of ids)
          bodies.push({ type: 'response.call', response: responseId, call: id, providerId: id, name: 'tool', argumentsJson: '{}' });
        if (breaks) {
          bodies.push({ type: 'response.superseded', response: responseId, code: 'x', message: 'x' });
          continue;
        }
        bodies.push({ type: 'response.ended', response: responseId, stop: 'calls', usage });
        const paths = calls.map(({ isAsked, answer, isExecuted }, index): SessionEventBody[] => {
          const id = ids[index] ?? ('ca_none' as CallId);
          const approvalId = next('ap') as ApprovalId;
          const path: SessionEventBody[] = [{ type: 'tool.proposed', turn: turnId, call: id, tool: 'tool', title: 't', effects: [] }];
          if (isAsked) {
            path.push({ type: 'approval.asked', approval: approvalId, call: id, turn: turnId, title: 't', reason: 'r', effects: [] });
            path.push(
              answer === undefined
                ? { type: 'approval.withdrawn', approval: approvalId, why: 'stopped' }
                : { type: 'approval.answered', approval: approvalId, answer, scope: 'call', by: 'test' },
            );
          }
          const runs = isExecuted && (!isAsked || answer === 'approve');
          if (runs) path.push({ type: 'tool.started', call: id });
          path.push({ type: 'tool.ended', call: id, outcome: runs ? 'done' : 'rejected', content: '' });
          return path;
        });
        if (!sideBySide) bodies.push(...paths.flat());
        else
          for (let step = 0; paths.some((path) => path.length > step); step += 1)
            bodies.push(...paths.flatMap((path) => path.slice(step, step + 1)));
      }
      bodies.push({ type: 'turn.ended', turn: turnId, end: 'done' });
    }
    return bodies;
  });
