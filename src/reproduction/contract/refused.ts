/** Thrown within the contract's parts for what has no single meaning; becomes a `NoContract` at their doors, and never leaves them. */
import { PracticumError } from '../../base/errors.ts';
import type { NoContract } from './expression.ts';

export class Refused extends PracticumError {
  /** A name that would have to be declared. */
  readonly missing: string | undefined;

  constructor(why: string, missing?: string) {
    super('no-contract', why);
    this.missing = missing;
  }
}

export function orNone<T>(work: () => T): T | NoContract {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused)
      return { kind: 'none', why: error.message, ...(error.missing === undefined ? {} : { missing: error.missing }) };
    throw error;
  }
}
