import type { CostForecast } from '../base/approval.ts';
import type { CapsChange } from '../base/capsChange.ts';
import { defined } from '../base/defined.ts';
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { CallId, SessionId, TurnId } from '../base/ids.ts';
import type { Usage } from '../base/messages.ts';
import { newId } from '../base/newId.ts';
import type { GrantCap } from '../ledger/entries.ts';
import type { Block } from '../ledger/fold.ts';
import type { Ledger, ReserveRequest } from '../ledger/ledger.ts';
import { modelQuote, usedByModel } from '../ledger/quote.ts';
import { forecast } from '../ledger/standing.ts';
import { estimateRequestTokens } from '../models/estimate.ts';
import { formatModelId, type LanguageModel } from '../models/model.ts';
import type { SessionLog, ToolOutcome } from '../sessions/events.ts';
import { waitsCode } from './askAbout.ts';
import type { ApprovalBroker } from './broker.ts';
import { type CapQuestion, capQuestion } from './capQuestion.ts';
import { HostGone } from './hostGone.ts';
import { type ModelPrice, priceOf } from './modelPrice.ts';
import type { Payment, Purchase } from './payment.ts';
import { type Purse, PurseEmpty, type Taken } from './purse.ts';
import type { Answer, Withdrawn } from './question.ts';
import { untilAborted } from './untilAborted.ts';

/** The person does not want more to be spent: the turn ends where it stands. */
export class OutOfBudget extends PracticumError {
  constructor(question: CapQuestion) {
    super('cap', `Stopped before the next request: ${question.rejected}`, {
      hint: 'Nothing is lost. Raise the cap or choose another model, then send “go on”.',
    });
  }
}

/** The question about money waits for itself by now: nobody was there to answer it. */
export class MoneyWaits extends PracticumError {
  constructor({ title }: CapQuestion) {
    super(waitsCode, `Stopped before the next request, which needs your answer: ${title}.`, {
      hint: 'Nothing is lost. Once it is answered with a yes, the work goes on by itself.',
    });
  }
}

/** The question about money was taken back, because the person said or changed something: it is to be seen first what they want. */
export class QuestionTakenBack extends Error {}

export interface BudgetOptions {
  /** Whose money it is: of a sub-agent, the session of the person, whose caps hold for both together. */
  readonly session: SessionId;
  /** Where the questions are written down. */
  readonly log: Pick<SessionLog, 'append'>;
  readonly broker: ApprovalBroker;
  /** Opened with the first request that costs something. */
  ledger(): Promise<Ledger>;
  grant(): GrantCap | undefined;
  /** What a model whose price is not known may use at a time, in tokens. */
  unpricedTokens(): number;
  /** After how many requests to a model whose provider counts them somebody is asked; absent or undefined: never. */
  confirmEvery?(): number | undefined;
  /** Of a sub-agent: what it may use, whatever the caps allow. Then nobody is asked: where a cap is in the way, that is the end. */
  readonly purse?: Purse;
}

/** Tokenisers differ by a third on the same text, and more on numbers: a promise must not be less than what is paid. */
const leastMargin = 1.5;
const marginOverSeen = 1.1;
/** How long what is known of a price is taken for true. */
const priceLifetimeMs = 10 * 60_000;
/** Of calls that no model made. */
const callPrefix = 'bu';

/**
 * Money before every request of a session to a model. Where a cap is in the way, the person is asked as about any call, under a call of its
 * own that the model never sees.
 */
export class Budget {
  readonly #options: BudgetOptions;
  readonly #session: SessionId;
  readonly #prices = new WeakMap<LanguageModel, { readonly price: ModelPrice; readonly untilMs: number }>();
  /** How many tokens there really were for each one that was estimated. */
  #margin = leastMargin;
  /** Calls about which a person is being asked now. */
  readonly #asking = new Set<CallId>();

  constructor(options: BudgetOptions) {
    this.#options = options;
    this.#session = options.session;
  }

  /** A person is being asked for money now: another cap may make that needless. */
  get isAsking(): boolean {
    return this.#asking.size > 0;
  }

  /**
   * Promises what the request costs at most; undefined where it costs nothing. Rejects with OutOfBudget when the person says no, with
   * QuestionTakenBack, with the signal's reason, and when the ledger cannot be relied on.
   */
  async promise(purchase: Purchase, signal: AbortSignal): Promise<Payment | undefined> {
    const { model, request } = purchase;
    const price = await this.#priceOf(model, signal);
    const { purse } = this.#options;
    if (price.kind === 'free' && purse === undefined) return undefined;
    const estimated = estimateRequestTokens(request);
    const promptTokens = Math.ceil(estimated * this.#margin);
    const taken = purse === undefined ? undefined : takenFrom(purse, price, promptTokens, request.maxOutputTokens);
    if (price.kind === 'free') {
      return taken && { release: async () => taken.release(), settle: async (usage) => taken.settle(tokensOf(usage), undefined) };
    }
    try {
      return await this.#reserve(purchase, price, { promptTokens, estimated, taken }, signal);
    } catch (error) {
      taken?.release();
      throw error;
    }
  }

  async #reserve(
    purchase: Purchase,
    price: Exclude<ModelPrice, { kind: 'free' }>,
    { promptTokens, estimated, taken }: { readonly promptTokens: number; readonly estimated: number; readonly taken: Taken | undefined },
    signal: AbortSignal,
  ): Promise<Payment> {
    const ledger = await this.#options.ledger();
    const wanted = this.#wanted(purchase, price, promptTokens);
    for (;;) {
      const attempt = await ledger.tryToReserve(wanted);
      if (attempt.kind === 'blocked') {
        if (this.#options.purse !== undefined) throw new OutOfBudget(capQuestion(wanted, attempt.blocks, this.#options.unpricedTokens()));
        await this.#ask(ledger, wanted, attempt.blocks, purchase, signal);
        continue;
      }
      await this.#forget(purchase.turn, 'It is needed no more.');
      const { reservation } = attempt;
      return {
        release: () => {
          taken?.release();
          return reservation.release();
        },
        settle: (usage) => {
          this.#learn(estimated, usage);
          const used = usedByModel(price.kind === 'priced' ? price.price : undefined, usage);
          taken?.settle(used.tokens, price.kind === 'priced' ? used.microUsd : undefined);
          return reservation.settle(used, { isEstimated: usage.isEstimated });
        },
      };
    }
  }

  #wanted({ model, purpose, request }: Purchase, price: Exclude<ModelPrice, { kind: 'free' }>, promptTokens: number): ReserveRequest {
    const { maxOutputTokens } = request;
    const tokens = promptTokens + maxOutputTokens;
    const grant = this.#options.grant();
    const wanted = { purpose, session: this.#session, on: nameOf(model), ...(grant === undefined ? {} : { grant }) };
    switch (price.kind) {
      case 'priced':
        return { ...wanted, quote: modelQuote(price.price, promptTokens, maxOutputTokens) };
      case 'unknown':
        return { ...wanted, quote: { kind: 'unpriced', tokens } };
      case 'counted':
        return { ...wanted, quote: { kind: 'counted', tokens, ...defined({ every: this.#options.confirmEvery?.() }) } };
    }
  }

  async #priceOf(model: LanguageModel, signal: AbortSignal): Promise<ModelPrice> {
    const known = this.#prices.get(model);
    if (known !== undefined && Date.now() < known.untilMs) return known.price;
    const price = await untilAborted(priceOf(model, signal), signal);
    this.#prices.set(model, { price, untilMs: Date.now() + priceLifetimeMs });
    return price;
  }

  #learn(estimated: number, { isEstimated, inputTokens, cacheReadTokens, cacheWriteTokens }: Usage): void {
    if (isEstimated || estimated === 0) return;
    const seen = (inputTokens + cacheReadTokens + cacheWriteTokens) / estimated;
    // A service that miscounts must not make the next request unaffordable.
    this.#margin = Math.max(leastMargin, Math.min(4, seen * marginOverSeen));
  }

  /** A yes that came after the work had gone on. */
  async raise(change: CapsChange): Promise<void> {
    await (await this.#options.ledger()).changeCaps(this.#session, change, 'approval');
  }

  /** Resolves when the caps may be other ones now. */
  async #ask(ledger: Ledger, wanted: ReserveRequest, blocks: readonly Block[], purchase: Purchase, signal: AbortSignal): Promise<void> {
    const { turn } = purchase;
    const question = capQuestion(wanted, blocks, this.#options.unpricedTokens());
    const cost = forecast([question.effect], ledger.lastStanding(this.#session, wanted.grant));
    const call = await this.#propose(turn, question);
    purchase.onAsk(question.title);
    this.#asking.add(call);
    const isNeedless = async (): Promise<boolean> => (await ledger.blocks(wanted)).length === 0;
    try {
      const answer = await this.#answer(call, purchase, question, cost, signal, isNeedless);
      if (answer === 'needless') return await this.#end(call, 'done', 'It fits under the caps now.');
      if (answer.answer === 'reject') {
        await this.#end(call, 'rejected', 'The person did not want more to be spent.');
        throw new OutOfBudget(question);
      }
      if (answer.answer === 'withdrawn') {
        await this.#end(call, 'abandoned', answer.why, answer.isPostponed === true ? { code: waitsCode } : {});
        // What else was agreed to meanwhile is done first; then this question is taken up again.
        if (answer.isPostponed === true && this.#options.broker.late.answered.length === 0) throw new MoneyWaits(question);
        throw new QuestionTakenBack();
      }
      await this.#options.log.append({ type: 'tool.started', call }, 'durable');
      await ledger.changeCaps(this.#session, question.change, 'approval');
      await this.#end(call, 'done', question.agreed);
    } catch (error) {
      if (signal.aborted && !(signal.reason instanceof HostGone)) await this.#end(call, 'abandoned', 'The work was stopped.');
      throw error;
    } finally {
      this.#asking.delete(call);
    }
  }

  async #answer(
    call: CallId,
    { turn, leaveInTime }: Purchase,
    { title, reason, effect, change }: CapQuestion,
    cost: CostForecast | undefined,
    signal: AbortSignal,
    isNeedless: () => Promise<boolean>,
  ): Promise<Answer | Withdrawn | 'needless'> {
    const effects: readonly Effect[] = [effect];
    const facts = { reason, effects, raises: change, ...(cost === undefined ? {} : { cost }) };
    const answered = new AbortController();
    const onWaiting = (): void => leaveInTime(call, answered.signal);
    try {
      return await this.#options.broker.ask({ call, turn, title, detail: undefined, ...facts }, signal, isNeedless, onWaiting);
    } finally {
      answered.abort('answered');
    }
  }

  /** The question that waits already, after a restart, where it is the same; else a new one. */
  async #propose(turn: TurnId, { title, effect }: CapQuestion): Promise<CallId> {
    const same = this.#waiting(turn).find((asked) => asked.title === title);
    if (same !== undefined) return same.call;
    await this.#forget(turn, 'It is asked anew.');
    const call = newId<CallId>(callPrefix);
    await this.#options.log.append({ type: 'tool.proposed', turn, call, tool: 'budget', title, effects: [effect] });
    return call;
  }

  /** Asked before a restart, or left to itself, and not taken up again since. */
  #waiting(turn: TurnId): readonly { readonly call: CallId; readonly title: string }[] {
    const { broker } = this.#options;
    const isOurs = (call: CallId): boolean => call.startsWith(`${callPrefix}_`) && !this.#asking.has(call);
    return broker.unanswered.filter((asked) => isOurs(asked.call) && (asked.turn === turn || broker.late.about(asked.call) !== undefined));
  }

  /** Questions of before a restart that need no answer any more. */
  async #forget(turn: TurnId, why: string): Promise<void> {
    const { broker } = this.#options;
    for (const { call } of this.#waiting(turn)) {
      await broker.withdraw(call, why);
      await broker.withdrawLate((late) => late === call, why);
      await this.#end(call, 'abandoned', why);
    }
  }

  async #end(call: CallId, outcome: ToolOutcome, content: string, more: { readonly code?: string } = {}): Promise<void> {
    await this.#options.log.append({ type: 'tool.ended', call, outcome, content, ...more });
  }
}

/** Throws PurseEmpty. */
function takenFrom(purse: Purse, price: ModelPrice, promptTokens: number, outputTokens: number): Taken {
  const priceOf = (prompt: number, output: number): number | undefined => {
    if (price.kind !== 'priced') return undefined;
    const quote = modelQuote(price.price, prompt, output);
    return quote.kind === 'priced' ? quote.microUsd : undefined;
  };
  const taken = purse.take(promptTokens, outputTokens, priceOf);
  if (taken === undefined) throw new PurseEmpty();
  return taken;
}

function tokensOf({ inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens }: Usage): number {
  return inputTokens + cacheReadTokens + cacheWriteTokens + outputTokens;
}

/** With its address where it is not its provider's own: the same name may cost something else there. */
function nameOf({ id, endpoint }: LanguageModel): string {
  const host = endpoint === undefined ? '' : (URL.parse(endpoint)?.host ?? endpoint);
  const isOwn = host === '' || host === 'api.anthropic.com' || host === 'api.openai.com';
  return isOwn ? formatModelId(id) : `${formatModelId(id)}@${host}`;
}
