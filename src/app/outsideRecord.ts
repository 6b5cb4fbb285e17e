/**
 * Questions of other agents that wait for a person: each program that serves this folder keeps them in a log of its own, in the format of a
 * session's, below `outside/` of the home. Whoever answers from another process leaves the answer beside the logs; the program that has the log
 * writes it down before it acts on it. Nothing here is a conversation, so no view of sessions lists it.
 */
import { systemErrorCode } from '../base/errors.ts';
import type { ApprovalId, CallId, SessionId } from '../base/ids.ts';
import type { LeaseHolder } from '../base/lease.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { BodyOf, SessionEvent } from '../sessions/events.ts';
import { readLog } from '../sessions/readLog.ts';
import { sessionHolder } from '../sessions/sessionLease.ts';
import { answeredIn } from './outsideAnswers.ts';
import { logOf, markedLogs } from './outsideFolder.ts';

/** One question of another agent, as its log says. */
export interface OutsideMatter {
  readonly approval: ApprovalId;
  readonly call: CallId;
  /** Equal for equal calls: tool, arguments, what they would do, and the code that they would run. */
  readonly key: string;
  readonly asked: BodyOf<'approval.asked'>;
  readonly askedMs: number;
  /** Who asks, as the client named itself. */
  readonly from: string;
  /** Whoever asked has gone on without the answer. */
  readonly isPostponed: boolean;
  /** What the call itself says of what it would do: a price, a term. */
  readonly detail: ToolDetail | undefined;
  readonly state: 'open' | 'approved' | 'rejected' | 'over';
  /** When it was answered, in milliseconds since 1970. */
  readonly answeredMs?: number;
}

/** A question is put to a person for a day; an answer counts for the same call for an hour. */
export const openMs = 24 * 60 * 60_000;
export const answerMs = 60 * 60_000;

/** Those that still matter: open, or answered and not made use of. */
export function mattersOf(events: Iterable<SessionEvent>, nowMs: number): readonly OutsideMatter[] {
  const keys = new Map<CallId, string>();
  const details = new Map<CallId, ToolDetail>();
  const matters = new Map<ApprovalId, OutsideMatter>();
  let from = '';
  const change = (id: ApprovalId, by: Partial<OutsideMatter>): void => {
    const matter = matters.get(id);
    if (matter !== undefined) matters.set(id, { ...matter, ...by });
  };
  for (const event of events) {
    if (event.type === 'session.titled') from = event.title;
    else if (event.type === 'response.call') keys.set(event.call, event.providerId);
    else if (event.type === 'tool.proposed' && event.detail !== undefined) details.set(event.call, event.detail);
    else if (event.type === 'approval.asked') {
      const { approval, call, atMs: askedMs } = event;
      const key = keys.get(call) ?? '';
      matters.set(approval, {
        approval,
        call,
        key,
        asked: event,
        askedMs,
        from,
        isPostponed: false,
        detail: details.get(call),
        state: 'open',
      });
    } else if (event.type === 'approval.postponed') change(event.approval, { isPostponed: true });
    else if (event.type === 'approval.withdrawn') change(event.approval, { state: 'over' });
    else if (event.type === 'approval.answered')
      change(event.approval, { state: event.answer === 'approve' ? 'approved' : 'rejected', answeredMs: event.atMs });
    else if (event.type === 'tool.started' || event.type === 'tool.ended')
      for (const { approval, call } of matters.values()) if (call === event.call) change(approval, { state: 'over' });
  }
  return [...matters.values()].filter((matter) => isAlive(matter, nowMs));
}

function isAlive({ state, askedMs, answeredMs = 0 }: OutsideMatter, nowMs: number): boolean {
  if (state === 'over') return false;
  return state === 'open' ? nowMs - askedMs < openMs : nowMs - answeredMs < answerMs;
}

export interface WaitingOutside {
  readonly session: SessionId;
  readonly matter: OutsideMatter;
}

/** What waits for a person, oldest first; what was answered and not written down yet waits no more. */
export async function waitingOutside(folder: string, nowMs: number): Promise<readonly WaitingOutside[]> {
  const found: WaitingOutside[] = [];
  const answered = new Set(await answeredIn(folder));
  for (const session of await markedLogs(folder)) {
    try {
      const { events } = await readLog(logOf(folder, session), { leaveCold: true });
      for (const matter of mattersOf(events, nowMs))
        if (matter.state === 'open' && !answered.has(matter.approval)) found.push({ session, matter });
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
    }
  }
  return found.toSorted((a, b) => a.matter.askedMs - b.matter.askedMs);
}

/** The program that asked, as long as it runs. */
export function askerOf(folder: string, session: SessionId): Promise<LeaseHolder | undefined> {
  return sessionHolder(logOf(folder, session));
}
