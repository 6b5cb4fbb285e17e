/** Thrown within the contract's parts for what has no single meaning; becomes a `NoContract` at their doors, and never leaves them. */
import { PracticumError } from '../../base/errors.ts';
import type { NoContract } from './expression.ts';

export class Refused extends PracticumError {
  constructor(why: string) {
    super('no-contract', why);
  }
}

export function orNone<T>(work: () => T): T | NoContract {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return { kind: 'none', why: error.message };
    throw error;
  }
}
