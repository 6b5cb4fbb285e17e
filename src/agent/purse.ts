import { PracticumError } from '../base/errors.ts';

/** What a request to a model costs at most in millionths of a dollar; undefined where no price is known, or nothing is paid. */
export type PriceOf = (promptTokens: number, outputTokens: number) => number | undefined;

export interface Taken {
  /** What it really came to. */
  settle(tokens: number, microUsd: number | undefined): void;
  /** Nothing was used. */
  release(): void;
}

/** A bound on what a piece of work may use, beside the person's caps. Nobody is asked to raise it. */
export interface Purse {
  /** Undefined where it does not fit any more. */
  take(promptTokens: number, outputTokens: number, priceOf: PriceOf): Taken | undefined;
}

export class PurseEmpty extends PracticumError {
  constructor() {
    super('research-budget', 'The budget of this research is used up.', { hint: 'practicum.research.budget says how much there is.' });
  }
}
