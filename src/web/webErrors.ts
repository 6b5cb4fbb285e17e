import { PracticumError } from '../base/errors.ts';

export type WebErrorCode =
  | 'web-address'
  /** The address leads into a network that is not public. */
  | 'web-private'
  /** It leads to another host, which is asked only when it is named. */
  | 'web-elsewhere'
  | 'web-unreachable'
  | 'web-refused'
  | 'web-not-text'
  | 'web-not-found'
  | 'web-sign-in'
  | 'web-rate-limit'
  /** What it answered is not understood. */
  | 'web-odd'
  | 'web-search-unset'
  | 'web-search-key';

/** What a web server refused or answered, in words that say what to do. */
export class WebError extends PracticumError {
  declare readonly code: WebErrorCode;

  constructor(code: WebErrorCode, message: string, hint: string, cause?: unknown) {
    super(code, message, { hint, cause });
  }
}

export function unreachable({ host }: URL, cause: unknown): WebError {
  const why = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new WebError('web-unreachable', `${host} cannot be reached (${why}).`, 'Check the address, or look elsewhere.', cause);
}

export function noSearch(): WebError {
  return new WebError(
    'web-search-unset',
    'No web search is set up.',
    'Go on with search_docs, search_hub and search_github. The person can choose one in the setting practicum.webSearch.provider.',
  );
}
