import type { ContextUsage } from '../base/usage.ts';
import { estimateRequestTokens } from '../models/estimate.ts';
import { formatModelId, type LanguageModel } from '../models/model.ts';
import type { SessionEvent, SessionLog } from '../sessions/events.ts';
import { contextEntries } from './context/entries.ts';
import { notesTokens } from './context/notes.ts';
import { planContext } from './context/plan.ts';
import { ContextFull } from './context/summary.ts';
import { leastAnswerTokens, needsCompaction, TokenAccount, type WindowSize } from './context/tokens.ts';
import { leaveOut, type RoomWork, summarise } from './makeRoom.ts';
import { type EndOfTurn, failure } from './turnEnd.ts';
import { UsageAccount } from './usage.ts';

/** Up to this share of the window: services add the answer's length to a count of their own, which may be a little higher. */
const answerShare = 0.97;

/** How much room there is for a request, and when some has to be made. */
export class Room {
  readonly #log: Pick<SessionLog, 'branch' | 'events' | 'session'>;
  readonly #usage = new UsageAccount();
  /** From the first request on: what it is like without a conversation is not known before. */
  #tokens: TokenAccount | undefined;
  #fixedTokens = 0;
  #knownWindow: number | undefined;

  constructor(log: Pick<SessionLog, 'branch' | 'events' | 'session'>) {
    this.#log = log;
    for (const event of log.events) this.#usage.apply(event);
  }

  /** Requests of one session share a prefix: providers that route by a key find it again. */
  get cacheKey(): string {
    return this.#log.session;
  }

  /** Undefined before the first response. */
  get usage(): ContextUsage | undefined {
    return this.#usage.usage(this.#knownWindow);
  }

  apply(event: SessionEvent): void {
    this.#tokens?.apply(event);
    this.#usage.apply(event);
  }

  /** The branch is another one now. What was paid for stays paid. */
  reset(): void {
    this.#tokens = undefined;
  }

  /** What is left of the window for an answer, at most `most`. */
  outputTokens(model: LanguageModel, most: number): number {
    const left = Math.floor(answerShare * this.#window(model).tokens) - this.#counted().used.tokens;
    return Math.max(leastAnswerTokens, Math.min(most, left));
  }

  /** Makes the next request fit, where it would not. Answers the turn's end when nothing makes it fit. */
  async make(work: Omit<RoomWork, 'onRefused'>): Promise<EndOfTurn | undefined> {
    const { model, fixed } = work;
    this.#fixedTokens = estimateRequestTokens({ ...fixed, messages: [], maxOutputTokens: 0 });
    for (;;) {
      const window = this.#window(model);
      this.#knownWindow = window.isAssumed ? undefined : window.tokens;
      const end = await this.#makeIn(window.tokens, work);
      // What was asked on the way may have been refused: then the window is smaller than it was taken for, and more room is needed.
      if (end !== undefined || this.#window(model).tokens >= window.tokens) return end;
    }
  }

  async #makeIn(windowTokens: number, work: Omit<RoomWork, 'onRefused'>): Promise<EndOfTurn | undefined> {
    const counted = this.#counted();
    const usedTokens = counted.used.tokens;
    // Sizes are looked at only when room is short: that reads every text.
    if (!needsCompaction(windowTokens, usedTokens)) return undefined;
    const noting: RoomWork = { ...work, onRefused: (tokens, said) => counted.noteRefusal(formatModelId(work.model.id), { tokens, said }) };
    const entries = contextEntries(work.conversation);
    const use = { windowTokens, usedTokens, fixedTokens: this.#fixedTokens };
    // What is left out leaves notes behind.
    const plan = planContext(entries, { ...use, usedTokens: usedTokens + notesTokens(windowTokens) });
    switch (plan.kind) {
      case 'none':
        return undefined;
      case 'impossible':
        return failure(new ContextFull(plan.why));
      case 'prune':
        await leaveOut(noting, plan, use);
        return undefined;
      case 'compact':
        return await summarise(noting, this.#log.branch, entries, plan, use);
    }
  }

  #counted(): TokenAccount {
    this.#tokens ??= TokenAccount.of(this.#log.branch, () => this.#fixedTokens);
    return this.#tokens;
  }

  #window(model: LanguageModel): WindowSize {
    return this.#counted().window(formatModelId(model.id), model.contextTokens);
  }
}
