import type { ApprovalId, CallId, MessageId, TurnId } from '../base/ids.ts';
import type { BodyOf, SessionEvent, SessionEventBody, ToolOutcome } from './events.ts';

interface Call {
  readonly id: CallId;
  readonly turn: TurnId | undefined;
  readonly response: MessageId | undefined;
  isProposed: boolean;
  isStarted: boolean;
  isEnded: boolean;
  /** Answered after the work had gone on, and told. */
  isSettled: boolean;
}

interface Approval {
  readonly asked: BodyOf<'approval.asked'>;
  answer: BodyOf<'approval.answered'> | undefined;
  isWithdrawn: boolean;
  /** The work went on without it. */
  isPostponed: boolean;
}

interface OpenState {
  readonly turns: ReadonlySet<TurnId>;
  readonly responses: ReadonlySet<MessageId>;
  readonly superseded: ReadonlySet<MessageId>;
  readonly calls: ReadonlyMap<CallId, Call>;
  readonly approvals: ReadonlyMap<ApprovalId, Approval>;
}

/** How it is said that work did not come to its end. */
interface Words {
  readonly code: string;
  readonly writing: string;
  readonly started: string;
  readonly notStarted: string;
  readonly turn: string;
  readonly hint: string;
}

const crashed: Words = {
  code: 'interrupted',
  writing: 'Practicum ended while this was being written.',
  started:
    'Practicum ended while this call was running. It may or may not have had its effect, in whole or in part: look at what is there before doing it again.',
  notStarted: 'Practicum ended before this call was started: it was not executed.',
  turn: 'Practicum ended while this turn was running.',
  hint: 'Training runs that were started go on by themselves. Send a message to go on.',
};

const forked: Words = {
  code: 'forked',
  writing: 'The session was copied while this was being written.',
  started:
    'The session was copied while this call was running. What became of it is in the other session: look at what is there before doing it again.',
  notStarted: 'The session was copied before this call was started: here it was not executed.',
  turn: 'The session was copied while this turn was running; there it goes on.',
  hint: 'Send a message to go on from here.',
};

/**
 * What must be appended to the log of a process that died, so that history is consistent again: every call has ended, no response streams,
 * no turn runs. A turn that waits for a person's answer goes on waiting; whoever opens the session takes it up from there.
 * Pure, and nothing more to do after its own result was appended. `branch`: what was taken back is not open, however it stood.
 */
export function recoverEvents(branch: Iterable<SessionEvent>): readonly SessionEventBody[] {
  const state = fold(branch);
  return [...closing(state, waitingTurns(state), crashed), ...unsettled(state, crashed, ({ isStarted }) => isStarted)];
}

/** What must be appended to a copy of a session, so that nothing in it is open: what waits or is queued does so in the session that was copied. */
export function closeFork(branch: readonly SessionEvent[]): readonly SessionEventBody[] {
  const unqueued = undelivered(branch).map((message): SessionEventBody => ({ type: 'message.unqueued', message }));
  const state = fold(branch);
  return [...closing(state, new Set(), forked), ...unsettled(state, forked, () => true), ...unqueued];
}

function closing(state: OpenState, waiting: ReadonlySet<TurnId>, words: Words): readonly SessionEventBody[] {
  const superseded = [...state.responses].map(
    (response): SessionEventBody => ({ type: 'response.superseded', response, code: words.code, message: words.writing }),
  );
  const isSuperseded = (response: MessageId | undefined): boolean =>
    response !== undefined && (state.superseded.has(response) || state.responses.has(response));

  const ended: SessionEventBody[] = [];
  const stillOpen = new Set<CallId>();
  for (const call of state.calls.values()) {
    if (call.isEnded) continue;
    // A call of a response that was superseded is void with it, unless it was taken up.
    if (!call.isProposed && !call.isStarted && isSuperseded(call.response)) continue;
    // What the person has rejected is over, whatever waits beside it: they are not asked twice.
    const isOpen = !call.isStarted && rejectionOf(call, state) === undefined;
    if (isOpen && call.turn !== undefined && waiting.has(call.turn)) stillOpen.add(call.id);
    else ended.push(endOf(call, state, words));
  }
  const withdrawn = [...state.approvals.values()]
    .filter((approval) => isPending(approval) && !(approval.isPostponed && words === crashed))
    .filter((approval) => !(waiting.has(approval.asked.turn) && stillOpen.has(approval.asked.call)))
    .map(({ asked }): SessionEventBody => ({ type: 'approval.withdrawn', approval: asked.approval, why: 'Its call is over.' }));
  const turns = [...state.turns]
    .filter((turn) => !waiting.has(turn))
    .map(
      (turn): SessionEventBody => ({ type: 'turn.ended', turn, end: 'stopped', code: words.code, message: words.turn, hint: words.hint }),
    );
  return [...superseded, ...ended, ...withdrawn, ...turns];
}

/** Calls that were answered after the work had gone on without them, and of which nothing was told yet. */
function unsettled(state: OpenState, words: Words, isOver: (call: Call) => boolean): readonly SessionEventBody[] {
  return [...state.approvals.values()].flatMap(({ asked, answer, isPostponed }): readonly SessionEventBody[] => {
    const call = state.calls.get(asked.call);
    if (!isPostponed || answer === undefined || call === undefined || call.isSettled || !isOver(call)) return [];
    return [{ type: 'call.settled', call: call.id, outcome: 'abandoned', content: call.isStarted ? words.started : words.notStarted }];
  });
}

/** Queued messages that no turn has taken up. */
function undelivered(branch: readonly SessionEvent[]): readonly MessageId[] {
  const queued = new Set<MessageId>();
  for (const event of branch) {
    if (event.type === 'message.queued') queued.add(event.message);
    if (event.type === 'message.unqueued' || event.type === 'message.steered' || event.type === 'turn.started')
      queued.delete(event.message);
  }
  return [...queued];
}

/** Approvals that nobody has answered yet, of turns that have not ended, or that the work went on without. */
export function pendingApprovals(branch: Iterable<SessionEvent>): readonly BodyOf<'approval.asked'>[] {
  const { approvals, turns } = fold(branch);
  return [...approvals.values()]
    .filter((approval) => isPending(approval) && (approval.isPostponed || turns.has(approval.asked.turn)))
    .map(({ asked }) => asked);
}

function isPending({ answer, isWithdrawn }: Approval): boolean {
  return answer === undefined && !isWithdrawn;
}

/** Open turns in which a call that has not begun waits for its approval. */
function waitingTurns({ approvals, calls, turns }: OpenState): ReadonlySet<TurnId> {
  const waiting = new Set<TurnId>();
  for (const approval of approvals.values()) {
    const call = calls.get(approval.asked.call);
    const canStillRun = call !== undefined && !call.isStarted && !call.isEnded;
    if (isPending(approval) && canStillRun && turns.has(approval.asked.turn)) waiting.add(approval.asked.turn);
  }
  return waiting;
}

function rejectionOf(call: Call, { approvals }: OpenState): BodyOf<'approval.answered'> | undefined {
  return [...approvals.values()].find(({ asked, answer }) => asked.call === call.id && answer?.answer === 'reject')?.answer;
}

function endOf(call: Call, state: OpenState, words: Words): SessionEventBody {
  const end = (outcome: ToolOutcome, content: string): SessionEventBody => ({ type: 'tool.ended', call: call.id, outcome, content });
  if (call.isStarted) return end('abandoned', words.started);
  const rejection = rejectionOf(call, state);
  if (rejection !== undefined) {
    return end(
      'rejected',
      rejection.feedback === undefined ? 'The person rejected this call.' : `The person rejected this call: ${rejection.feedback}`,
    );
  }
  return end('abandoned', words.notStarted);
}

function fold(events: Iterable<SessionEvent>): OpenState {
  const turns = new Set<TurnId>();
  const responses = new Set<MessageId>();
  const superseded = new Set<MessageId>();
  const turnOfResponse = new Map<MessageId, TurnId>();
  const calls = new Map<CallId, Call>();
  const approvals = new Map<ApprovalId, Approval>();
  const callOf = (id: CallId, turn?: TurnId, response?: MessageId): Call => {
    const call = calls.get(id) ?? { id, turn, response, isProposed: false, isStarted: false, isEnded: false, isSettled: false };
    calls.set(id, call);
    return call;
  };
  for (const event of events) {
    switch (event.type) {
      case 'turn.started':
        turns.add(event.turn);
        break;
      case 'turn.ended':
        turns.delete(event.turn);
        break;
      case 'response.started':
        responses.add(event.response);
        turnOfResponse.set(event.response, event.turn);
        break;
      case 'response.ended':
        responses.delete(event.response);
        break;
      case 'response.superseded':
        responses.delete(event.response);
        superseded.add(event.response);
        break;
      case 'response.call':
        callOf(event.call, turnOfResponse.get(event.response), event.response);
        break;
      case 'tool.proposed':
        callOf(event.call, event.turn).isProposed = true;
        break;
      case 'approval.asked':
        callOf(event.call, event.turn).isProposed = true;
        approvals.set(event.approval, { asked: event, answer: undefined, isWithdrawn: false, isPostponed: false });
        break;
      case 'approval.answered': {
        const approval = approvals.get(event.approval);
        if (approval !== undefined && approval.answer === undefined) approval.answer = event;
        break;
      }
      case 'approval.withdrawn': {
        const approval = approvals.get(event.approval);
        if (approval !== undefined) approval.isWithdrawn = true;
        break;
      }
      case 'approval.postponed': {
        const approval = approvals.get(event.approval);
        if (approval !== undefined) approval.isPostponed = true;
        break;
      }
      case 'call.settled':
        callOf(event.call).isSettled = true;
        break;
      case 'tool.started':
        callOf(event.call).isStarted = true;
        break;
      case 'tool.ended':
        callOf(event.call).isEnded = true;
        break;
      default:
        break;
    }
  }
  return { turns, responses, superseded, calls, approvals };
}
