import type { CapsChange } from '../base/capsChange.ts';
import { defined } from '../base/defined.ts';
import type { ApprovalId, CallId } from '../base/ids.ts';
import type { Tool } from '../base/tool.ts';
import type { BodyOf, SessionEvent, SessionLog } from '../sessions/events.ts';
import type { CallRecord } from './conversation.ts';
import { prepareCall } from './prepareCall.ts';
import { type Answer, type OpenApproval, withEditable } from './question.ts';

/** A question that was answered after the work had gone on without it: what is to come of that is still to be done. */
export type LateAnswer =
  /** `call`: as the model made it. */
  | { readonly kind: 'call'; readonly approval: OpenApproval; readonly call: CallRecord; readonly answer: Answer }
  /** A yes about money, which no model asked for. A no changes nothing, so nothing is to come of it. */
  | { readonly kind: 'raise'; readonly approval: OpenApproval; readonly change: CapsChange; readonly answer: Answer };

/**
 * Questions that nobody answered in time under a grant: the work went on without them. A fold over all events of a log, so
 * they wait in the next window as well; once answered, their call is settled at the next safe point.
 */
export class LateQuestions {
  readonly #log: SessionLog;
  readonly #tools: () => readonly Tool[];
  readonly #open = new Map<ApprovalId, OpenApproval>();
  readonly #answered = new Map<ApprovalId, LateAnswer>();

  /** `tools`: those whose arguments a person may change before their yes. */
  constructor(log: SessionLog, tools: () => readonly Tool[]) {
    this.#log = log;
    this.#tools = tools;
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

  about(call: CallId): OpenApproval | undefined {
    return this.open.find((approval) => approval.call === call);
  }

  /** The work waits for it again, as for one that was never left to itself. */
  takeUp(id: ApprovalId): void {
    this.#open.delete(id);
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
        const late = approval === undefined ? undefined : this.#answer(approval, answerOf(event));
        if (late !== undefined) this.#answered.set(event.approval, late);
        return;
      }
      case 'approval.withdrawn':
        this.#open.delete(event.approval);
        return;
      case 'call.settled':
      case 'tool.ended':
        for (const [id, { approval }] of this.#answered) if (approval.call === event.call) this.#answered.delete(id);
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
    const { approval, ...facts } = asked;
    const open = { ...facts, id: approval, detail: proposed?.type === 'tool.proposed' ? proposed.detail : undefined };
    const call = this.#call(asked.call);
    if (open.script === undefined || call === undefined) return open;
    return { ...open, withScript: (text) => this.#withScript(call, text) };
  }

  #withScript(call: CallRecord, text: string): string {
    const ready = prepareCall(this.#tools(), call);
    // It will be said then why it cannot run.
    return ready.kind === 'void' ? call.argumentsJson : withEditable(ready, text);
  }

  #answer(approval: OpenApproval, answer: Answer): LateAnswer | undefined {
    const { raises: change } = approval;
    if (change !== undefined) return answer.answer === 'approve' ? { kind: 'raise', approval, change, answer } : undefined;
    const call = this.#call(approval.call);
    return call === undefined ? undefined : { kind: 'call', approval, call, answer };
  }

  #call(id: CallId): CallRecord | undefined {
    const made = this.#log.events.findLast((event) => event.type === 'response.call' && event.call === id);
    return made?.type === 'response.call' ? { id, name: made.name, argumentsJson: made.argumentsJson, result: undefined } : undefined;
  }
}

/** “For this session” would need what the policy offered then; late, a yes counts for its own call. */
function answerOf({ answer, feedback, argumentsJson }: BodyOf<'approval.answered'>): Answer {
  return { answer, scope: 'call', feedback, ...defined({ argumentsJson }) };
}
