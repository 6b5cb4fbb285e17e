import type { Effect } from '../base/effects.ts';
import { describeError } from '../base/errors.ts';
import type { CallId, TurnId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import type { LanguageModel, ModelError, ModelErrorKind } from '../models/model.ts';
import type { SessionLog, ToolOutcome, WorkLog } from '../sessions/events.ts';
import type { ApprovalBroker } from './broker.ts';
import { QuestionTakenBack } from './budget.ts';
import { HostGone } from './hostGone.ts';

export interface FallbackOptions {
  readonly log: Pick<SessionLog, 'events'>;
  readonly broker: ApprovalBroker;
  /** The one that the person chose; absent or undefined: none. */
  fallbackModel?(): Promise<LanguageModel | undefined>;
  /** What the person has granted for while they are away; absent or undefined: nothing, somebody is there. */
  granted?(): string | undefined;
}

/** What says that a service is down, once its retries are used up. */
const outages: ReadonlySet<ModelErrorKind> = new Set<ModelErrorKind>(['unreachable', 'server', 'overloaded', 'silent']);

/** The name under which its question stands in the log. */
const tool = 'fallback_model';

/**
 * Goes on with another model while the main one's service is down: once the person has agreed to it in this session, and until the turn ends.
 * The conversation goes to another service with it, so nobody is asked in the person's absence: only a yes of before holds then.
 */
export class Fallback {
  readonly #options: FallbackOptions;
  readonly #log: WorkLog;
  #use: { readonly turn: TurnId; readonly model: LanguageModel } | undefined;

  /** `log`: where its question and what came of it are written down. */
  constructor(options: FallbackOptions, log: WorkLog) {
    this.#options = options;
    this.#log = log;
  }

  /** The model that goes on in this turn; undefined: the main one. */
  in(turn: TurnId): LanguageModel | undefined {
    return this.#use?.turn === turn ? this.#use.model : undefined;
  }

  /**
   * Whether the turn goes on with the other model after this failure. Rejects with QuestionTakenBack when the person said something instead
   * of answering, and with the signal's reason.
   */
  async takesOver(
    error: ModelError,
    failed: LanguageModel,
    turn: TurnId,
    onAsk: (title: string) => void,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (!outages.has(error.kind) || this.in(turn) !== undefined) return false;
    const model = await this.#model();
    if (model === undefined || isSame(model, failed)) return false;
    const title = `Go on with ${model.label} while ${failed.label} cannot be reached`;
    const said = this.#saidOf(title);
    if (said === 'no' || (said === undefined && this.#options.granted?.() !== undefined)) return false;
    if (said === undefined && !(await this.#ask(title, error, model, turn, onAsk, signal))) return false;
    this.#use = { turn, model };
    return true;
  }

  /** The main model has answered: what was asked about it before a restart needs no answer. */
  async forget(): Promise<void> {
    for (const { call } of this.#options.broker.unanswered.filter((asked) => this.#isOurs(asked.call))) {
      await this.#options.broker.withdraw(call, 'The service answers again.');
      await this.#end(call, 'abandoned', 'The service answers again.');
    }
  }

  async #model(): Promise<LanguageModel | undefined> {
    try {
      return await this.#options.fallbackModel?.();
    } catch (error) {
      await this.#log.append({
        type: 'notice',
        level: 'warning',
        text: `The fall-back model cannot be used. ${describeError(error)}`,
      });
      return undefined;
    }
  }

  async #ask(
    title: string,
    error: ModelError,
    model: LanguageModel,
    turn: TurnId,
    onAsk: (title: string) => void,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { broker } = this.#options;
    const effects: readonly Effect[] = [{ kind: 'reach', host: hostOf(model) }];
    const reason = `${error.message} The conversation would be sent to ${hostOf(model)} until this turn ends; the next one begins with the usual model again. A yes holds for this session.`;
    const call = this.#open(turn, title) ?? newId<CallId>('fb');
    if (!this.#isKnown(call)) await this.#log.append({ type: 'tool.proposed', turn, call, tool, title, effects });
    onAsk(title);
    try {
      const answer = await broker.ask({ call, turn, title, detail: undefined, reason, effects }, signal);
      if (answer === 'needless' || answer.answer === 'withdrawn') {
        await this.#end(call, 'abandoned', answer === 'needless' ? 'It needs no answer any more.' : answer.why);
        throw new QuestionTakenBack();
      }
      const isAgreed = answer.answer === 'approve';
      await this.#end(
        call,
        isAgreed ? 'done' : 'rejected',
        isAgreed ? 'Agreed for this session.' : 'The person did not want another model.',
      );
      return isAgreed;
    } catch (failure) {
      if (signal.aborted && !(signal.reason instanceof HostGone)) await this.#end(call, 'abandoned', 'The work was stopped.');
      throw failure;
    }
  }

  /** What the person said to the same question in this session. */
  #saidOf(title: string): 'yes' | 'no' | undefined {
    const { events } = this.#options.log;
    const asked = new Set(
      events.flatMap((event) => (event.type === 'tool.proposed' && event.tool === tool && event.title === title ? [event.call] : [])),
    );
    const ended = events.findLast(
      (event) => event.type === 'tool.ended' && asked.has(event.call) && (event.outcome === 'done' || event.outcome === 'rejected'),
    );
    if (ended?.type !== 'tool.ended') return undefined;
    return ended.outcome === 'done' ? 'yes' : 'no';
  }

  /** The same question of before a restart. */
  #open(turn: TurnId, title: string): CallId | undefined {
    const { events } = this.#options.log;
    const ended = new Set(events.flatMap((event) => (event.type === 'tool.ended' ? [event.call] : [])));
    const proposed = events.findLast(
      (event) =>
        event.type === 'tool.proposed' && event.tool === tool && event.turn === turn && event.title === title && !ended.has(event.call),
    );
    return proposed?.type === 'tool.proposed' ? proposed.call : undefined;
  }

  #isKnown(call: CallId): boolean {
    return this.#options.log.events.some((event) => event.type === 'tool.proposed' && event.call === call);
  }

  #isOurs(call: CallId): boolean {
    return this.#options.log.events.some((event) => event.type === 'tool.proposed' && event.call === call && event.tool === tool);
  }

  async #end(call: CallId, outcome: ToolOutcome, content: string): Promise<void> {
    await this.#log.append({ type: 'tool.ended', call, outcome, content });
  }
}

function isSame(a: LanguageModel, b: LanguageModel): boolean {
  return a === b || (a.id.name === b.id.name && a.id.provider === b.id.provider && a.endpoint === b.endpoint);
}

function hostOf({ endpoint }: LanguageModel): string {
  return endpoint === undefined ? 'the editor’s own models' : (URL.parse(endpoint)?.host ?? endpoint);
}
