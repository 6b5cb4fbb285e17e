import type { ApprovalId, CallId } from '../base/ids.ts';
import type { BodyOf, SessionEvent, SessionLog } from '../sessions/events.ts';
import type { CallRecord } from './conversation.ts';
import type { Answer, OpenApproval } from './question.ts';

/** A question that was answered after the work had gone on without it: what came of its call is still to be told. */
export interface LateAnswer {
  readonly approval: OpenApproval;
  /** As the model made it. */
  readonly call: CallRecord;
  readonly answer: Answer;
}

/**
 * Questions that nobody answered in time under a grant: the model was told that they wait, and went on. A fold over all events of a log, so
 * they wait in the next window as well; once answered, their call is settled at the next safe point.
 */
export class LateQuestions {
  readonly #log: SessionLog;
  readonly #open = new Map<ApprovalId, OpenApproval>();
  readonly #answered = new Map<ApprovalId, LateAnswer>();

  constructor(log: SessionLog) {
    this.#log = log;
    for (const event of log.events) this.#note(event);
    // As long as the log is open.
    log.onDidAppend((event) => this.#note(event));
  }

  get open(): readonly OpenApproval[] {
    return [...this.#open.values()];
  }

  /** In the order in which they were answered. */
  get answered(): readonly LateAnswer[] {
    return [...this.#answered.values()];
  }

  find(id: ApprovalId): OpenApproval | undefined {
    return this.#open.get(id);
  }

  isAbout(call: CallId): boolean {
    return this.open.some((approval) => approval.call === call);
  }

  #note(event: SessionEvent): void {
    switch (event.type) {
      case 'approval.postponed': {
        const asked = this.#asked(event.approval);
        if (asked !== undefined) this.#open.set(event.approval, asked);
        return;
      }
      case 'approval.answered': {
        const approval = this.#open.get(event.approval);
        this.#open.delete(event.approval);
        const call = approval === undefined ? undefined : this.#call(approval.call);
        if (approval !== undefined && call !== undefined) this.#answered.set(event.approval, { approval, call, answer: answerOf(event) });
        return;
      }
      case 'approval.withdrawn':
        this.#open.delete(event.approval);
        return;
      case 'call.settled':
        for (const [id, { call }] of this.#answered) if (call.id === event.call) this.#answered.delete(id);
        return;
      default:
        return;
    }
  }

  #asked(id: ApprovalId): OpenApproval | undefined {
    const { events } = this.#log;
    const asked = events.findLast((event) => event.type === 'approval.asked' && event.approval === id);
    if (asked?.type !== 'approval.asked') return undefined;
    const proposed = events.findLast((event) => event.type === 'tool.proposed' && event.call === asked.call);
    // What could be changed before a yes was a part of the question while it was asked; late, it is yes or no.
    const { approval, script: _asItIs, ...facts } = asked;
    return { ...facts, id: approval, detail: proposed?.type === 'tool.proposed' ? proposed.detail : undefined };
  }

  #call(id: CallId): CallRecord | undefined {
    const made = this.#log.events.findLast((event) => event.type === 'response.call' && event.call === id);
    return made?.type === 'response.call' ? { id, name: made.name, argumentsJson: made.argumentsJson, result: undefined } : undefined;
  }
}

/** “For this session” would need what the policy offered then; late, a yes counts for its own call. */
function answerOf({ answer, feedback }: BodyOf<'approval.answered'>): Answer {
  return { answer, scope: 'call', feedback };
}
