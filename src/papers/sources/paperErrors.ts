import { PracticumError } from '../../base/errors.ts';

export type PaperErrorCode =
  | 'paper-not-found'
  | 'paper-refused'
  | 'paper-rate-limit'
  | 'paper-odd'
  | 'paper-elsewhere'
  | 'paper-unreachable'
  | 'paper-too-large'
  | 'paper-unsafe'
  | 'paper-slow'
  | 'paper-body-unread'
  | 'not-a-paper';

/** A paper, or one of its sources, could not be had. What else there is of it is still tried, except after a `not-a-paper`. */
export class PaperError extends PracticumError {
  constructor(code: PaperErrorCode, message: string, hint: string, cause?: unknown) {
    super(code, message, { hint, cause });
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof PaperError && (error.code === 'paper-not-found' || error.code === 'paper-elsewhere');
}
