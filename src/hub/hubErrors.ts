import { PracticumError } from '../base/errors.ts';

/** What the Hub refused, in words that say what to do. `status` 0: no answer came. */
export class HubError extends PracticumError {
  declare readonly code: HubErrorCode;
  readonly status: number;
  readonly requestId: string | undefined;
  /** What it said itself; words from outside. */
  readonly said: string;
  /** `X-Error-Code`, where it gave one. */
  readonly errorCode: string | undefined;

  constructor(
    code: HubErrorCode,
    message: string,
    options: {
      readonly status: number;
      readonly said: string;
      readonly hint: string;
      readonly requestId?: string;
      readonly errorCode?: string | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(code, message, { hint: options.hint, cause: options.cause });
    this.status = options.status;
    this.said = options.said;
    this.requestId = options.requestId;
    this.errorCode = options.errorCode;
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
  /** It has another name now. */
  | 'hub-moved'
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
  /** The Hub's own address, for the pages that a hint names. */
  readonly hub: string;
}

/** Codes are those of `X-Error-Code`, as the official Python client reads them. */
export function hubErrorOf(refusal: Refusal): HubError {
  const said = saidBy(refusal);
  const requestId = refusal.headers.get('x-request-id') ?? undefined;
  const [code, message, hint] = wordsFor(refusal, said, said === '' ? '' : ` It says: ${said}${/[.!?…]$/.test(said) ? '' : '.'}`);
  const errorCode = refusal.headers.get('x-error-code') ?? undefined;
  return new HubError(code, message, { status: refusal.status, said, hint, errorCode, ...(requestId === undefined ? {} : { requestId }) });
}

type Words = readonly [code: HubErrorCode, message: string, hint: string];

function wordsFor(refusal: Refusal, said: string, quoted: string): Words {
  const about = whatOf(refusal);
  switch (refusal.headers.get('x-error-code')) {
    case 'GatedRepo':
      return gated(refusal, about, said, quoted);
    case 'RepoNotFound':
      return repoNotFound(refusal, about);
    case 'RevisionNotFound':
      return ['hub-revision-not-found', `${about} has no such revision.`, 'List its branches and tags first, or leave the revision out.'];
    case 'EntryNotFound':
      return ['hub-entry-not-found', `${about} has no such file.`, 'List its files first.'];
    default:
      return wordsForStatus(refusal, about, said, quoted);
  }
}

function wordsForStatus(refusal: Refusal, about: string, said: string, quoted: string): Words {
  const { status, hub } = refusal;
  switch (status) {
    case 401:
      return notSignedIn(refusal, about, said, quoted);
    case 402:
      return [
        'hub-payment',
        `The payer has not enough credits for this.${quoted}`,
        `Add credits at ${hub}/settings/billing, or let another user or organisation of yours pay.`,
      ];
    case 403:
      return forbidden(refusal, about, said, quoted);
    case 404:
      return ['hub-not-found', `${about} is not there.${quoted}`, 'Check the name.'];
    case 407:
      return [
        'hub-unreachable',
        'A proxy in between wants to know who you are.',
        'Set a proxy with a name and a password, then try again.',
      ];
    case 409:
      return /already/i.test(said)
        ? ['hub-exists', `${about} exists already.${quoted}`, 'Choose another name, or use what is there.']
        : ['hub-conflict', `Something else changed ${about} at the same time.${quoted}`, 'Look at it again, then try once more.'];
    case 412:
      return ['hub-conflict', `${about} was changed since it was looked at.${quoted}`, 'Look at it again, then try once more.'];
    case 429:
      return ['hub-rate-limit', `The Hub wants fewer requests.${quoted}`, 'Wait some minutes; signed in, more are allowed.'];
    default:
      return status >= 500
        ? [
            'hub-server',
            `The Hub failed (${status}).${quoted}`,
            'Nothing is wrong here. Try again in a while; see https://status.huggingface.co.',
          ]
        : ['hub-invalid', `The Hub refused this (${status}).${quoted}`, 'Change what it complains of.'];
  }
}

function gated({ hub, url }: Refusal, about: string, said: string, quoted: string): Words {
  const page = pageOf(url, hub);
  if (/awaiting|pending|review/i.test(said))
    return [
      'hub-gated',
      `${about} is gated, and its owner has not answered yet.${quoted}`,
      `Wait for the answer, or use another one. ${page}`,
    ];
  return [
    'hub-gated',
    `${about} is gated: its owner wants conditions to be accepted first.${quoted}`,
    `Open its page in a browser, accept them as the user whose token is used, and try again. ${page}`,
  ];
}

function repoNotFound({ wasSignedIn }: Refusal, about: string): Words {
  return [
    'hub-repo-not-found',
    `${about} is not there, or is private and ${wasSignedIn ? 'this token may not see it' : 'nobody is signed in'}.`,
    wasSignedIn ? 'Check its name; for a private one use a token that may read it.' : 'Check its name; for a private one sign in first.',
  ];
}

/** The Hub answers 401 for a repository that is missing or private, whoever asks, unless it is the token itself that it does not know. */
function notSignedIn(refusal: Refusal, about: string, said: string, quoted: string): Words {
  const { wasSignedIn, url, hub } = refusal;
  const isAboutToken = wasSignedIn && /invalid credentials|invalid user token|expired|revoked/i.test(said);
  const isAboutRepo = repoIn(url) !== undefined;
  if (!isAboutToken && isAboutRepo) return repoNotFound(refusal, about);
  if (!wasSignedIn) return ['hub-sign-in', `${isAboutRepo ? about : 'This'} needs a token.${quoted}`, 'Sign in to Hugging Face first.'];
  return [
    'hub-sign-in',
    `The Hub does not accept this token${isAboutRepo ? ` for ${about}` : ''}.${quoted}`,
    `Sign in again with a token that is valid and has the scope that this needs (${hub}/settings/tokens).`,
  ];
}

function forbidden({ hub }: Refusal, about: string, said: string, quoted: string): Words {
  if (/payment|billing|credit|subscri|upgrade|paid plan|\bPRO\b/i.test(said))
    return [
      'hub-payment',
      `This needs a payment method or a paid plan.${quoted}`,
      `See ${hub}/settings/billing and https://huggingface.co/pricing.`,
    ];
  return [
    'hub-scope',
    `This token may not do that with ${about}.${quoted}`,
    `Use a token with this permission (${hub}/settings/tokens); an organisation may also forbid it.`,
  ];
}

const longestSaid = 500;

function saidBy({ body, headers }: Refusal): string {
  return plain(fromJson(body) ?? headers.get('x-error-message') ?? (/^\s*</.test(body) ? '' : body));
}

function fromJson(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    for (const name of ['error', 'message', 'error_description'] as const) {
      const value: unknown = Reflect.get(parsed, name);
      if (typeof value === 'string' && value !== '') return value;
    }
  } catch {
    // A page of a proxy, or plain words.
  }
  return undefined;
}

/** One line without characters that nobody sees. */
function plain(text: string): string {
  return text
    .slice(0, longestSaid * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, longestSaid);
}

const wordsOf: Readonly<Record<string, string>> = { model: 'model', dataset: 'data set', space: 'Space' };

/** What stands behind the name of a repository in the API: models of the first days have no owner in front. */
const parts: ReadonlySet<string> = new Set(
  'revision tree treesize paths-info commits refs branch tag settings discussions preupload commit auth-check super-squash duplicate'.split(
    ' ',
  ),
);

/** The repository that an address is about, where it is one: of the API, of its git server, or a file of it. */
function repoIn(url: string): { readonly type: string; readonly id: string } | undefined {
  const path = pathIn(url);
  const [, kind, owner, name] = /\/api\/(model|dataset|space)s\/([^/]+)(?:\/([^/]+))?/.exec(path) ?? [];
  if (kind !== undefined && owner !== undefined)
    return { type: kind, id: name === undefined || parts.has(name) ? owner : `${owner}/${name}` };
  const [, type, id] = /\/(?:(dataset|space)s\/)?([^/]+\/[^/]+?)(?:\.git\/|\/(?:resolve|raw)\/)/.exec(path) ?? [];
  return id === undefined ? undefined : { type: type ?? 'model', id };
}

function pathIn(url: string): string {
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function pageOf(url: string, hub: string): string {
  const repo = repoIn(url);
  return repo === undefined ? '' : `${hub}/${repo.type === 'model' ? '' : `${repo.type}s/`}${repo.id}`;
}

/** `The model ada/tiny`, `The job 67ab…`, or the path. */
function whatOf({ url }: Refusal): string {
  const repo = repoIn(url);
  if (repo !== undefined) return `The ${wordsOf[repo.type] ?? 'model'} ${repo.id}`;
  const path = pathIn(url);
  const job = /\/api\/jobs\/[^/]+\/([^/]+)/.exec(path)?.[1];
  return job === undefined ? `${new URL(url).hostname}${path.length > 80 ? `${path.slice(0, 80)}…` : path}` : `The job ${job}`;
}
