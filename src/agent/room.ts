import type { TurnId } from '../base/ids.ts';
import { estimateRequestTokens } from '../models/estimate.ts';
import { formatModelId, type LanguageModel, type ModelRequest } from '../models/model.ts';
import type { SessionEvent, SessionLog } from '../sessions/events.ts';
import { TokenAccount, type WindowSize } from './context/tokens.ts';
import type { EndOfTurn } from './turnEnd.ts';
import { type ContextUsage, UsageAccount } from './usage.ts';

export type { ContextUsage };

/** The part of every request that is the same for the whole session. */
export type FixedPart = Pick<ModelRequest, 'system' | 'tools'>;

export interface RoomWork {
  readonly model: LanguageModel;
  readonly fixed: FixedPart;
  readonly turn: TurnId;
  readonly signal: AbortSignal;
}

const leastOutputTokens = 1_024;

/** How much room there is for a request, and how it is made. */
export class Room {
  readonly #log: Pick<SessionLog, 'branch' | 'events' | 'session'>;
  readonly #usage = new UsageAccount();
  #tokens: TokenAccount;
  #windowTokens: number | undefined;
  #fixedTokens = 0;

  constructor(log: Pick<SessionLog, 'branch' | 'events' | 'session'>) {
    this.#log = log;
    this.#tokens = this.#counted();
    for (const event of log.events) this.#usage.apply(event);
  }

  /** Requests of one session share a prefix: providers that route by a key find it again. */
  get cacheKey(): string {
    return this.#log.session;
  }

  get usage(): ContextUsage | undefined {
    return this.#usage.usage(this.#windowTokens);
  }

  apply(event: SessionEvent): void {
    this.#tokens.apply(event);
    this.#usage.apply(event);
  }

  reset(): void {
    this.#tokens = this.#counted();
  }

  /** What is left of the window for an answer, at most `most`. */
  outputTokens(model: LanguageModel, most: number): number {
    const { tokens } = this.#window(model);
    return Math.max(leastOutputTokens, Math.min(most, tokens - this.#tokens.used.tokens));
  }

  async make({ model, fixed }: RoomWork): Promise<EndOfTurn | undefined> {
    const window = this.#window(model);
    this.#windowTokens = window.isAssumed ? undefined : window.tokens;
    this.#fixedTokens = estimateRequestTokens({ ...fixed, messages: [], maxOutputTokens: 0 });
    return undefined;
  }

  #counted(): TokenAccount {
    return TokenAccount.of(this.#log.branch, () => this.#fixedTokens);
  }

  #window(model: LanguageModel): WindowSize {
    return this.#tokens.window(formatModelId(model.id), model.contextTokens);
  }
}
