import assert from 'node:assert/strict';
import type { ApprovalId, CallId, EventId, MessageId, SessionId, TurnId } from '../../../src/base/ids.ts';
import type { SessionEvent, SessionEventBody } from '../../../src/sessions/events.ts';
import { closeFork, pendingApprovals, recoverEvents } from '../../../src/sessions/recover.ts';

const turn = 'tu_1' as TurnId;
const response = 're_1' as MessageId;
const call = 'ca_1' as CallId;
const approval = 'ap_1' as ApprovalId;

function logged(bodies: readonly SessionEventBody[]): readonly SessionEvent[] {
  return bodies.map((body, index) => ({ v: 1, id: `ev_${index}` as EventId, parent: null, atMs: index, ...body }));
}

const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
/** Asked, left to itself, and the turn came to its end without it. */
const postponed: readonly SessionEventBody[] = [
  { type: 'session.created', session: 'se_1' as SessionId, workspace: '/w', app: 'test' },
  { type: 'turn.started', turn, message: response, text: 'go', mentions: [] },
  { type: 'response.started', turn, response, model: 'm' },
  { type: 'response.call', response, call, providerId: 'p', name: 'write', argumentsJson: '{}' },
  { type: 'response.ended', response, stop: 'calls', usage },
  { type: 'tool.proposed', turn, call, tool: 'write', title: 'Write', effects: [] },
  { type: 'approval.asked', approval, call, turn, title: 'Write', reason: 'it writes', effects: [] },
  { type: 'approval.postponed', approval, call },
  { type: 'tool.ended', call, outcome: 'abandoned', code: 'waits', content: 'It waits.' },
  { type: 'turn.ended', turn, end: 'done' },
];
const approved: SessionEventBody = { type: 'approval.answered', approval, answer: 'approve', scope: 'call', by: 'test' };
const started: SessionEventBody = { type: 'tool.started', call };
const settled: SessionEventBody = { type: 'call.settled', call, outcome: 'done', content: 'Written.' };

describe('A question that the work went on without', () => {
  // shows: grant-goes-on
  it('outlives the turn and the program', () => {
    assert.deepEqual(recoverEvents(logged(postponed)), []);
    assert.deepEqual(
      pendingApprovals(logged(postponed)).map((asked) => asked.approval),
      [approval],
    );
    assert.deepEqual(pendingApprovals(logged([...postponed, approved])), []);
  });

  // shows: grant-goes-on
  it('is carried out by the next program where this one died before it began, and told as unknown where it died while it ran', () => {
    assert.deepEqual(recoverEvents(logged([...postponed, approved])), []);
    const [end, ...more] = recoverEvents(logged([...postponed, approved, started]));
    assert.deepEqual(more, []);
    assert.ok(end?.type === 'call.settled' && end.outcome === 'abandoned');
    assert.match(end.content, /may or may not have had its effect/);
    assert.deepEqual(recoverEvents(logged([...postponed, approved, started, end])), []);
    assert.deepEqual(recoverEvents(logged([...postponed, approved, started, settled])), []);
  });

  it('is not asked in a copy of the session, and nothing is carried out there', () => {
    assert.deepEqual(
      closeFork(logged(postponed)).map(({ type }) => type),
      ['approval.withdrawn'],
    );
    assert.deepEqual(
      closeFork(logged([...postponed, approved])).map(({ type }) => type),
      ['call.settled'],
    );
    assert.deepEqual(closeFork(logged([...postponed, approved, started, settled])), []);
  });
});
