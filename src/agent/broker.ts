import { defined } from '../base/defined.ts';
import { Emitter } from '../base/events.ts';
import type { ApprovalId, CallId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import type { Tool } from '../base/tool.ts';
import type { ApprovalAnswer, ApprovalScope, BodyOf, SessionEvent, SessionLog } from '../sessions/events.ts';
import { HostGone } from './hostGone.ts';
import { LateQuestions } from './lateQuestions.ts';
import type { Answer, AnswerExtras, ApprovalRequest, OpenApproval, Withdrawn } from './question.ts';

interface Waiting {
  readonly approval: OpenApproval;
  isNeedless(): Promise<boolean>;
  settle(answer: Answer | Withdrawn | 'needless'): void;
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
  /** Agreed to before a restart, while another call of the same response still waited. */
  readonly #agreed = new Map<CallId, { readonly answer: Answer; readonly code: string | undefined }>();
  #lastWithdrawal: Withdrawn | undefined;
  readonly #changed = new Emitter<void>();
  readonly #answeredLate = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  /** A question was answered that the work had gone on without. */
  readonly onDidAnswerLate = this.#answeredLate.event;
  /** Those that the work has gone on without. */
  readonly late: LateQuestions;

  /** `tools`: those whose arguments a person may change before their yes, also after a restart. */
  constructor(log: SessionLog, tools: () => readonly Tool[] = () => []) {
    this.#log = log;
    for (const event of log.events) this.#remember(event);
    this.late = new LateQuestions(log, tools);
  }

  /** In the order in which the calls were made, which is that of their ids: they are asked about at once, and looked at side by side. */
  get pending(): readonly OpenApproval[] {
    const waiting = [...this.#waiting.values()].map(({ approval }) => approval);
    return [...this.late.open, ...waiting].sort((a, b) => (a.call < b.call ? -1 : 1));
  }

  /** What the log says is asked and not answered, whether or not anything works on it now. */
  get unanswered(): readonly BodyOf<'approval.asked'>[] {
    return [...this.#unanswered.values(), ...this.late.open.map(askedOf)];
  }

  /** Is a question about this call in the log that nobody has answered, or a yes that nothing has come of yet? */
  wasAsked(call: CallId): boolean {
    return this.#unanswered.has(call) || this.#agreed.has(call);
  }

  /**
   * Resolves with the person's answer. Rejects with the signal's reason when the work is stopped; the request is then withdrawn,
   * unless it is the host that goes away: then it stays open in the log. `isNeedless` is looked at when another answer may cover this one;
   * `onWaiting` is told when it is on the disk and shown.
   */
  async ask(
    request: ApprovalRequest,
    signal: AbortSignal,
    isNeedless: () => Promise<boolean> = async () => false,
    onWaiting: () => void = () => undefined,
  ): Promise<Answer | Withdrawn | 'needless'> {
    signal.throwIfAborted();
    const agreed = this.#agreed.get(request.call);
    if (agreed !== undefined) {
      this.#agreed.delete(request.call);
      if (agreed.code === request.code?.hash) return agreed.answer;
    }
    const late = this.late.about(request.call);
    if (late !== undefined) {
      this.late.takeUp(late.id);
      this.#unanswered.set(request.call, askedOf(late));
    }
    if (this.#isAboutOtherCode(request)) await this.#withdraw(request.call, 'The code that it would run is another one now.');
    const withdrawal = this.#lastWithdrawal;
    const asked = this.#unanswered.get(request.call);
    const id = asked?.approval ?? newId<ApprovalId>('ap');
    if (asked === undefined) {
      const { detail: _shown, withScript: _apply, ...facts } = request;
      // On disk before anybody is asked: what a person may answer must be there after a crash.
      const event = await this.#log.append({ type: 'approval.asked', approval: id, ...facts }, 'durable');
      this.#remember(event);
    }
    if (this.#lastWithdrawal !== undefined && this.#lastWithdrawal !== withdrawal) {
      // All were taken back while this one was being written down.
      await this.#withdraw(request.call, this.#lastWithdrawal.why);
      return this.#lastWithdrawal;
    }
    const { promise, resolve, reject } = Promise.withResolvers<Answer | Withdrawn | 'needless'>();
    this.#waiting.set(id, { approval: { ...request, id }, isNeedless, settle: resolve, fail: reject });
    const onAbort = (): void => {
      if (signal.reason instanceof HostGone) reject(signal.reason);
      else void this.#stop(id, signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    this.#changed.fire();
    if (signal.aborted) onAbort();
    onWaiting();
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#waiting.delete(id);
    }
  }

  /** Asked before a restart, and shown with other code than it would run now. */
  #isAboutOtherCode({ call, code }: ApprovalRequest): boolean {
    const asked = this.#unanswered.get(call);
    return asked !== undefined && asked.code?.hash !== code?.hash;
  }

  /** The first answer wins; false says that there was nothing left to answer. */
  async answer(id: ApprovalId, answer: ApprovalAnswer, scope: ApprovalScope, by: string, extras: AnswerExtras = {}): Promise<boolean> {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return await this.#answerLate(id, answer, by, extras);
    this.#waiting.delete(id);
    this.#unanswered.delete(waiting.approval.call);
    this.#changed.fire();
    try {
      const said = saidWith(waiting.approval, answer, extras);
      await this.#log.append({ type: 'approval.answered', approval: id, answer, scope, by, ...said }, 'durable');
      waiting.settle({ answer, scope, feedback: said.feedback, ...defined({ argumentsJson: said.argumentsJson }) });
    } catch (error) {
      // An answer that could not be written down is not acted on.
      waiting.fail(error);
    }
    return true;
  }

  async #answerLate(approval: ApprovalId, answer: ApprovalAnswer, by: string, extras: AnswerExtras): Promise<boolean> {
    const open = this.late.find(approval);
    if (open === undefined) return false;
    const said = saidWith(open, answer, extras);
    // In force before the disk has it, so that no second answer counts; acted on only after.
    const written = this.#log.append({ type: 'approval.answered', approval, answer, scope: 'call', by, ...said }, 'durable');
    this.#changed.fire();
    await written;
    this.#answeredLate.fire();
    return true;
  }

  /** The work goes on without an answer to this one; those who asked hear it. Nothing happens where it has been answered. */
  async postpone(call: CallId): Promise<void> {
    const waiting = [...this.#waiting.values()].find(({ approval }) => approval.call === call);
    if (waiting === undefined) return;
    const { approval, settle, fail } = waiting;
    this.#waiting.delete(approval.id);
    this.#unanswered.delete(call);
    try {
      await this.#log.append({ type: 'approval.postponed', approval: approval.id, call }, 'durable');
      this.#changed.fire();
      settle({ answer: 'withdrawn', why: waits, isPostponed: true });
    } catch (error) {
      fail(error);
    }
  }

  /** Takes back late questions that need no answer any more. */
  async withdrawLate(isNeedless: (call: CallId) => boolean, why: string): Promise<void> {
    for (const { id, call } of this.late.open) {
      if (!isNeedless(call)) continue;
      await this.#log.append({ type: 'approval.withdrawn', approval: id, why });
      this.#changed.fire();
    }
  }

  /** Takes back what waits: those who asked hear `why` instead of an answer. */
  async withdrawAll(why: string): Promise<void> {
    const withdrawn: Withdrawn = { answer: 'withdrawn', why };
    this.#lastWithdrawal = withdrawn;
    for (const { approval, settle, fail } of this.#waiting.values()) {
      try {
        await this.#withdraw(approval.call, why);
        settle(withdrawn);
      } catch (error) {
        fail(error);
      }
    }
  }

  /** Takes back what needs no answer any more, because another one covers it: those calls go on without. */
  async reconsider(): Promise<void> {
    for (const { approval, isNeedless, settle, fail } of this.#waiting.values()) {
      try {
        // It may be answered while this is found out.
        if (!(await isNeedless()) || !this.#waiting.has(approval.id)) continue;
        await this.#withdraw(approval.call, 'It needs no answer any more.');
        settle('needless');
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
    switch (event.type) {
      case 'approval.asked':
        this.#unanswered.set(event.call, event);
        this.#agreed.delete(event.call);
        return;
      case 'approval.answered':
      case 'approval.withdrawn':
        for (const [call, asked] of this.#unanswered) {
          if (asked.approval !== event.approval) continue;
          this.#unanswered.delete(call);
          if (event.type === 'approval.answered' && event.answer === 'approve')
            this.#agreed.set(call, { answer: yesOf(event), code: asked.code?.hash });
        }
        return;
      case 'tool.started':
      case 'tool.ended':
        this.#unanswered.delete(event.call);
        this.#agreed.delete(event.call);
        return;
      default:
        return;
    }
  }
}

const waits =
  'Not executed yet: it waits for the person, who is away. Go on with what does not depend on it; you are told as soon as they have answered. Do not ask for the same in another way.';

/** A yes for the session ends with the window in which it was given; for its own call it still counts. */
function yesOf({ feedback, argumentsJson }: BodyOf<'approval.answered'>): Answer {
  return { answer: 'approve', scope: 'call', feedback, ...(argumentsJson === undefined ? {} : { argumentsJson }) };
}

/** What goes with an answer: words, and for a yes the arguments with what the person changed. */
function saidWith(
  { script, withScript }: OpenApproval,
  answer: ApprovalAnswer,
  extras: AnswerExtras,
): { readonly feedback?: string; readonly argumentsJson?: string } {
  const feedback = plainText(extras.feedback ?? '');
  const isChanged = answer === 'approve' && extras.script !== undefined && extras.script !== script?.text;
  return {
    ...(feedback === '' ? {} : { feedback }),
    ...(isChanged && withScript !== undefined ? { argumentsJson: withScript(extras.script) } : {}),
  };
}

function askedOf({ id, detail: _shown, withScript: _apply, ...asked }: OpenApproval): BodyOf<'approval.asked'> {
  return { ...asked, approval: id, type: 'approval.asked' };
}

/** Words as they can be read: no control characters but tabs and line ends, no blanks around them. */
function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '').trim();
}
