import { PracticumError } from '../base/errors.ts';
import type { TurnEnd } from '../sessions/events.ts';
import { MoneyWaits, OutOfBudget } from './budget.ts';

/** Why a turn ended, for the log: in words and with the next step where it did not end well. */
export interface EndOfTurn {
  readonly end: TurnEnd;
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string;
  /** What was tried and what came of it, as Markdown. */
  readonly account?: string;
}

export function failure(error: unknown): EndOfTurn {
  if (error instanceof PracticumError) {
    // No failure: the person says how much may be spent.
    const end = error instanceof OutOfBudget || error instanceof MoneyWaits ? 'limit' : 'failed';
    return { end, code: error.code, message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  }
  return { end: 'failed', code: 'unexpected', message: error instanceof Error ? error.message : String(error) };
}
