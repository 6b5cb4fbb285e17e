import type { Effect } from '../base/effects.ts';
import { Emitter } from '../base/events.ts';
import type { ApprovalId, CallId, TurnId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { ApprovalAnswer, ApprovalScope, BodyOf, SessionEvent, SessionLog } from '../sessions/events.ts';
import { HostGone } from './hostGone.ts';

export interface ApprovalRequest {
  readonly call: CallId;
  readonly turn: TurnId;
  readonly title: string;
  readonly reason: string;
  readonly effects: readonly Effect[];
  /** What a yes for the session would cover, in words; absent where only once is offered. */
  readonly sessionScope?: string;
  readonly detail: ToolDetail | undefined;
}

export interface OpenApproval extends ApprovalRequest {
  readonly id: ApprovalId;
}

export interface Answer {
  readonly answer: ApprovalAnswer;
  readonly scope: ApprovalScope;
  readonly feedback: string | undefined;
  /** What runs in place of what the model wrote: the person changed it before they approved. */
  readonly argumentsJson?: string;
}

/** What a person says with an answer. */
export interface AnswerExtras {
  readonly feedback?: string | undefined;
  readonly argumentsJson?: string | undefined;
}

/** The question was taken back before anybody answered it. */
export interface Withdrawn {
  readonly answer: 'withdrawn';
  readonly why: string;
}

interface Waiting {
  readonly approval: OpenApproval;
  settle(answer: Answer | Withdrawn): void;
  fail(reason: unknown): void;
}

/**
 * Holds what waits for a person. The request lives in the session log: a toast that is dismissed, a window that is reloaded or a host
 * that dies changes nothing, because the same question is found in the log and asked again under the same id.
 */
export class ApprovalBroker {
  readonly #log: SessionLog;
  readonly #waiting = new Map<ApprovalId, Waiting>();
  /** Asked in the log and not answered: found again after a restart. */
  readonly #unanswered = new Map<CallId, BodyOf<'approval.asked'>>();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(log: SessionLog) {
    this.#log = log;
    for (const event of log.events) this.#remember(event);
  }

  get pending(): readonly OpenApproval[] {
    return [...this.#waiting.values()].map((waiting) => waiting.approval);
  }

  /** What the log says is asked and not answered, whether or not anything works on it now. */
  get unanswered(): readonly BodyOf<'approval.asked'>[] {
    return [...this.#unanswered.values()];
  }

  /** Is there a question about this call that nobody has answered? */
  isAsked(call: CallId): boolean {
    return this.#unanswered.has(call);
  }

  /**
   * Resolves with the person's answer. Rejects with the signal's reason when the work is stopped; the request is then withdrawn,
   * unless it is the host that goes away: then it stays open in the log.
   */
  async ask(request: ApprovalRequest, signal: AbortSignal): Promise<Answer | Withdrawn> {
    signal.throwIfAborted();
    const asked = this.#unanswered.get(request.call);
    const id = asked?.approval ?? newId<ApprovalId>('ap');
    if (asked === undefined) {
      const { call, turn, title, reason, effects, sessionScope } = request;
      const scope = sessionScope === undefined ? {} : { sessionScope };
      // On disk before anybody is asked: what a person may answer must be there after a crash.
      const event = await this.#log.append(
        { type: 'approval.asked', approval: id, call, turn, title, reason, effects, ...scope },
        'durable',
      );
      this.#remember(event);
    }
    const { promise, resolve, reject } = Promise.withResolvers<Answer | Withdrawn>();
    this.#waiting.set(id, { approval: { ...request, id }, settle: resolve, fail: reject });
    const onAbort = (): void => {
      if (signal.reason instanceof HostGone) reject(signal.reason);
      else void this.#stop(id, signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    this.#changed.fire();
    if (signal.aborted) onAbort();
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#waiting.delete(id);
    }
  }

  /** The first answer wins; false says that there was nothing left to answer. */
  async answer(id: ApprovalId, answer: ApprovalAnswer, scope: ApprovalScope, by: string, extras: AnswerExtras = {}): Promise<boolean> {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return false;
    this.#waiting.delete(id);
    this.#unanswered.delete(waiting.approval.call);
    this.#changed.fire();
    const feedback = plainText(extras.feedback ?? '');
    const said = feedback === '' ? {} : { feedback };
    const changed = extras.argumentsJson === undefined ? {} : { argumentsJson: extras.argumentsJson };
    try {
      await this.#log.append({ type: 'approval.answered', approval: id, answer, scope, by, ...said, ...changed }, 'durable');
      waiting.settle({ answer, scope, feedback: said.feedback, ...changed });
    } catch (error) {
      // An answer that could not be written down is not acted on.
      waiting.fail(error);
    }
    return true;
  }

  /** Takes back what waits: those who asked hear `why` instead of an answer. */
  async withdrawAll(why: string): Promise<void> {
    for (const { approval, settle, fail } of this.#waiting.values()) {
      try {
        await this.#withdraw(approval.call, why);
        settle({ answer: 'withdrawn', why });
      } catch (error) {
        fail(error);
      }
    }
  }

  /** Takes back a question about a call that needs no answer any more, if there is one. */
  async withdraw(call: CallId, why: string): Promise<void> {
    if (this.#unanswered.has(call)) await this.#withdraw(call, why);
  }

  async #stop(id: ApprovalId, reason: unknown): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    try {
      await this.#withdraw(waiting.approval.call, 'The work was stopped.');
      waiting.fail(reason);
    } catch (error) {
      waiting.fail(error);
    }
  }

  async #withdraw(call: CallId, why: string): Promise<void> {
    const asked = this.#unanswered.get(call);
    if (asked === undefined) return;
    this.#waiting.delete(asked.approval);
    this.#unanswered.delete(call);
    this.#changed.fire();
    await this.#log.append({ type: 'approval.withdrawn', approval: asked.approval, why });
  }

  #remember(event: SessionEvent): void {
    if (event.type === 'approval.asked') this.#unanswered.set(event.call, event);
    if (event.type === 'approval.answered' || event.type === 'approval.withdrawn') {
      for (const [call, asked] of this.#unanswered) if (asked.approval === event.approval) this.#unanswered.delete(call);
    }
    if (event.type === 'tool.ended') this.#unanswered.delete(event.call);
  }
}

/** Words as they can be read: no control characters but tabs and line ends, no blanks around them. */
function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '').trim();
}
