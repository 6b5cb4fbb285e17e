import type { PriceOf, Purse, Taken } from './purse.ts';

/** What one research call may use at most. `microUsd`: null where only tokens are counted. */
export interface ResearchCap {
  readonly tokens: number;
  readonly microUsd: number | null;
}

interface Amount {
  tokens: number;
  microUsd: number;
}

/** What is kept for the last call of a sub-agent, so that it can always report. */
const mostReportPrompt = 16_000;
const mostReportTokens = 4_096;

/**
 * The budget of one research call. Each sub-agent gets an equal share of what is left when it begins; what it leaves goes back. Shares together
 * never exceed the cap, and within its share a sub-agent never promises more than is left.
 */
export class ResearchPurse {
  readonly #free: Amount;
  #unopened: number;

  /** `agents`: how many will draw from it. */
  constructor({ tokens, microUsd }: ResearchCap, agents: number) {
    this.#free = { tokens, microUsd: microUsd ?? Number.POSITIVE_INFINITY };
    this.#unopened = agents;
  }

  open(): SubPurse {
    const parts = Math.max(1, this.#unopened);
    this.#unopened -= 1;
    const share = { tokens: Math.floor(this.#free.tokens / parts), microUsd: floorOf(this.#free.microUsd / parts) };
    this.#free.tokens -= share.tokens;
    this.#free.microUsd = less(this.#free.microUsd, share.microUsd);
    return new SubPurse(share, (rest) => {
      this.#free.tokens += rest.tokens;
      this.#free.microUsd += rest.microUsd;
    });
  }
}

/** The share of one sub-agent. */
export class SubPurse implements Purse {
  readonly #share: Amount;
  readonly #giveBack: (rest: Amount) => void;
  readonly #used: Amount = { tokens: 0, microUsd: 0 };
  readonly #promised: Amount = { tokens: 0, microUsd: 0 };
  /** The most that one report may read and say, in tokens. */
  readonly report: { readonly promptTokens: number; readonly outputTokens: number };
  #isLast = false;
  #isClosed = false;
  #isPriced = false;

  constructor(share: Amount, giveBack: (rest: Amount) => void) {
    this.#share = share;
    this.#giveBack = giveBack;
    this.report = {
      promptTokens: Math.min(mostReportPrompt, Math.floor(share.tokens / 3)),
      outputTokens: Math.min(mostReportTokens, Math.floor(share.tokens / 6)),
    };
  }

  /** In millionths of a dollar; undefined where nothing of it had a price. */
  get usedMicroUsd(): number | undefined {
    return this.#isPriced ? this.#used.microUsd : undefined;
  }

  /** From now on what was kept for the report may be used. */
  beginReport(): void {
    this.#isLast = true;
  }

  take(promptTokens: number, outputTokens: number, priceOf: PriceOf): Taken | undefined {
    if (this.#isClosed) return undefined;
    const price = priceOf(promptTokens, outputTokens);
    const wanted = { tokens: promptTokens + outputTokens, microUsd: price ?? 0 };
    const { report } = this;
    const kept = this.#isLast
      ? { tokens: 0, microUsd: 0 }
      : { tokens: report.promptTokens + report.outputTokens, microUsd: priceOf(report.promptTokens, report.outputTokens) ?? 0 };
    const fits = (of: keyof Amount): boolean => this.#used[of] + this.#promised[of] + wanted[of] + kept[of] <= this.#share[of];
    if (!fits('tokens') || !fits('microUsd')) return undefined;
    this.#isPriced ||= price !== undefined;
    this.#add(this.#promised, wanted, 1);
    let isOpen = true;
    const end = (used: Amount): void => {
      if (!isOpen) return;
      isOpen = false;
      this.#add(this.#promised, wanted, -1);
      this.#add(this.#used, used, 1);
    };
    return {
      settle: (tokens, microUsd) => end({ tokens, microUsd: microUsd ?? 0 }),
      release: () => end({ tokens: 0, microUsd: 0 }),
    };
  }

  /** What is left goes to those that have not begun. What was promised and is not over counts as used. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const rest = (of: keyof Amount): number => Math.max(0, less(this.#share[of], this.#used[of] + this.#promised[of]));
    this.#giveBack({ tokens: rest('tokens'), microUsd: rest('microUsd') });
  }

  #add(to: Amount, amount: Amount, sign: 1 | -1): void {
    to.tokens += sign * amount.tokens;
    to.microUsd += sign * amount.microUsd;
  }
}

function floorOf(amount: number): number {
  return Number.isFinite(amount) ? Math.floor(amount) : amount;
}

/** Without a cap there is always as much left. */
function less(from: number, amount: number): number {
  return Number.isFinite(from) ? from - amount : from;
}
