import { PracticumError } from '../base/errors.ts';

/** What the Hub refused, in words that say what to do. `status` 0: no answer came. */
export class HubError extends PracticumError {
  readonly status: number;
  readonly requestId: string | undefined;
  /** What it said itself; words from outside. */
  readonly said: string;

  constructor(
    code: HubErrorCode,
    message: string,
    options: {
      readonly status: number;
      readonly said: string;
      readonly hint: string;
      readonly requestId?: string;
      readonly cause?: unknown;
    },
  ) {
    super(code, message, { hint: options.hint, cause: options.cause });
    this.status = options.status;
    this.said = options.said;
    this.requestId = options.requestId;
  }
}

export type HubErrorCode =
  /** No token, or one that is not valid any more. */
  | 'hub-sign-in'
  /** The token may not do this. */
  | 'hub-scope'
  /** The repository asks for its conditions to be accepted first. */
  | 'hub-gated'
  /** Credits, a payment method or a plan are missing. */
  | 'hub-payment'
  | 'hub-repo-not-found'
  | 'hub-revision-not-found'
  | 'hub-entry-not-found'
  | 'hub-not-found'
  | 'hub-exists'
  | 'hub-conflict'
  | 'hub-rate-limit'
  | 'hub-invalid'
  /** It broke, or answered what nobody understands. */
  | 'hub-server'
  /** No line to it. */
  | 'hub-unreachable';

/** What is known of a refusal. */
export interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly url: string;
  readonly method: string;
  /** Whether a token went along. */
  readonly wasSignedIn: boolean;
}

/** Codes are those of `X-Error-Code`, as the official Python client reads them. */
export function hubErrorOf(refusal: Refusal): HubError {
  const { status, headers, wasSignedIn } = refusal;
  const said = saidBy(refusal);
  const requestId = headers.get('x-request-id') ?? undefined;
  const make = (code: HubErrorCode, message: string, hint: string): HubError =>
    new HubError(code, message, { status, said, hint, ...(requestId === undefined ? {} : { requestId }) });
  const errorCode = headers.get('x-error-code');
  const about = whatOf(refusal);
  const quoted = said === '' ? '' : ` It says: ${said}`;
  if (errorCode === 'GatedRepo')
    return make(
      'hub-gated',
      `${about} is gated: its owner wants conditions to be accepted first.${quoted}`,
      `Open its page in a browser, accept them as the user whose token is used, and try again.`,
    );
  if (errorCode === 'RepoNotFound')
    return make(
      'hub-repo-not-found',
      `${about} is not there, or is private and this token may not see it.`,
      wasSignedIn ? 'Check its name; for a private one use a token that may read it.' : 'Check its name; for a private one sign in first.',
    );
  if (errorCode === 'RevisionNotFound')
    return make('hub-revision-not-found', `${about} has no such revision.`, 'List its branches and tags first, or leave the revision out.');
  if (errorCode === 'EntryNotFound') return make('hub-entry-not-found', `${about} has no such file.`, 'List its files first.');
  switch (status) {
    case 401:
      return /invalid (credentials|username or password|user token)/i.test(said) || wasSignedIn
        ? make(
            'hub-sign-in',
            `The Hub does not accept this token for ${about}.${quoted}`,
            'Sign in again with a token that is valid and has the scope that this needs.',
          )
        : make('hub-sign-in', `${about} needs a token.${quoted}`, 'Sign in to Hugging Face first.');
    case 402:
      return make(
        'hub-payment',
        `The payer has not enough credits for this.${quoted}`,
        'Add credits at https://huggingface.co/settings/billing, or let another user or organisation of yours pay.',
      );
    case 403:
      return /payment|billing|credit|subscri|upgrade|paid plan|\bPRO\b/i.test(said)
        ? make(
            'hub-payment',
            `This needs a payment method or a paid plan.${quoted}`,
            'See https://huggingface.co/settings/billing and https://huggingface.co/pricing.',
          )
        : make(
            'hub-scope',
            `This token may not do that with ${about}.${quoted}`,
            'Use a token with this permission (https://huggingface.co/settings/tokens); an organisation may also forbid it.',
          );
    case 404:
      return make('hub-not-found', `${about} is not there.${quoted}`, 'Check the name.');
    case 409:
      return /already/i.test(said)
        ? make('hub-exists', `${about} exists already.${quoted}`, 'Choose another name, or use what is there.')
        : make('hub-conflict', `Something else changed ${about} at the same time.${quoted}`, 'Look at it again, then try once more.');
    case 412:
      return make('hub-conflict', `${about} was changed since it was looked at.${quoted}`, 'Look at it again, then try once more.');
    case 429:
      return make('hub-rate-limit', `The Hub wants fewer requests.${quoted}`, 'Wait some minutes; signed in, more are allowed.');
    default:
      return status >= 500
        ? make(
            'hub-server',
            `The Hub failed (${status}).${quoted}`,
            'Nothing is wrong here. Try again in a while; see https://status.huggingface.co.',
          )
        : make('hub-invalid', `The Hub refused this (${status}).${quoted}`, 'Change what it complains of.');
  }
}

const longestSaid = 500;

function saidBy({ body, headers }: Refusal): string {
  const fromHeader = headers.get('x-error-message') ?? '';
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null)
      for (const name of ['error', 'message', 'error_description'] as const) {
        const value: unknown = Reflect.get(parsed, name);
        if (typeof value === 'string' && value !== '') return value.slice(0, longestSaid);
      }
  } catch {
    // A page of a proxy, or plain words.
  }
  if (fromHeader !== '') return fromHeader.slice(0, longestSaid);
  return /^\s*</.test(body) ? '' : body.trim().slice(0, longestSaid);
}

/** `the model ada/tiny`, `the job 67ab…`, or the path. */
function whatOf({ url }: Refusal): string {
  const { pathname, hostname } = new URL(url);
  const [, kind, name] = /^\/api\/(model|dataset|space)s\/([^/]+\/[^/]+)/.exec(decodeURIComponent(pathname)) ?? [];
  if (kind !== undefined && name !== undefined)
    return `The ${kind === 'dataset' ? 'data set' : kind === 'space' ? 'Space' : 'model'} ${name}`;
  const job = /^\/api\/jobs\/[^/]+\/([^/]+)/.exec(pathname)?.[1];
  return job === undefined ? `${hostname}${pathname.length > 80 ? `${pathname.slice(0, 80)}…` : pathname}` : `The job ${job}`;
}
