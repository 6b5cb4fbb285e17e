/** Bytes from the services that papers come from: bounded, polite, and never by way of a host that was not meant. */
import { PracticumError } from '../../base/errors.ts';
import { PaperError } from './paperErrors.ts';
import { isThisMachine } from './settings.ts';
import type { Sleep } from './sleep.ts';
import type { Turn } from './turn.ts';
import { isPage, isPdf } from './unpack.ts';

export interface PaperWeb {
  /** One GET, redirects left to the caller. Asks first whether it may. */
  get(url: URL, init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal }): Promise<Response>;
  readonly userAgent: string;
  /** Whose turn has to be waited for; undefined: nobody’s. */
  turnFor(url: URL): Turn | undefined;
  readonly sleep: Sleep;
}

export interface Asked {
  readonly url: string;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly mostBytes?: number;
  /** Hosts beside that of the address that redirects may lead to; `anywhere`: the person gave the address themself. */
  readonly also?: readonly string[] | 'anywhere';
}

export interface Got {
  readonly bytes: Uint8Array;
  /** Where it was in the end. */
  readonly url: URL;
  /** `text/html`: without parameters. */
  readonly type: string;
  readonly headers: Headers;
}

const usualMostBytes = 64 * 2 ** 20;
const mostRedirects = 5;
const mostAttempts = 3;
const timeoutMs = 60_000;
/** A service that wants us to wait longer is told of instead. */
const longestWaitMs = 30_000;

/** Throws PaperError, and what the signal says. */
export async function getBytes(web: PaperWeb, asked: Asked, signal: AbortSignal): Promise<Got> {
  for (let attempt = 1; ; attempt++) {
    const answer = await oneAttempt(web, asked, signal);
    if ('bytes' in answer) return answer;
    const { waitMs = 1000 * 2 ** (attempt - 1), error } = answer;
    if (attempt >= mostAttempts || waitMs > longestWaitMs) throw error;
    await web.sleep(waitMs, signal);
  }
}

/** Whether it may be worth another try, and after how long. */
interface TryAgain {
  readonly error: PaperError;
  readonly waitMs?: number;
}

async function oneAttempt(web: PaperWeb, asked: Asked, signal: AbortSignal): Promise<Got | TryAgain> {
  let url = new URL(asked.url);
  const first = url;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const at = url;
    const ask = (): Promise<Got | TryAgain | URL> => oneRequest(web, at, asked, signal);
    const turn = web.turnFor(at);
    const answer = await (turn === undefined ? ask() : turn.take(ask, signal));
    if (!(answer instanceof URL)) return answer;
    requireMeant(first, at, answer, asked.also ?? []);
    url = answer;
  }
  throw new PaperError('paper-odd', `${shown(first)} redirects in a circle.`, 'Try again later, or give another address of the paper.');
}

async function oneRequest(web: PaperWeb, url: URL, asked: Asked, signal: AbortSignal): Promise<Got | TryAgain | URL> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const both = AbortSignal.any([signal, timeout]);
  let isBegun = false;
  try {
    const headers = { accept: asked.accept ?? '*/*', 'user-agent': web.userAgent, ...asked.headers };
    const response = await web.get(url, { headers, signal: both });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location !== null) {
      await response.body?.cancel();
      const to = URL.parse(location, url.href);
      if (to !== null && /^https?:$/.test(to.protocol)) return to;
      throw new PaperError('paper-odd', `${shown(url)} redirects to no address.`, 'Give another address of the paper.');
    }
    if (response.ok) {
      isBegun = true;
      return await gotOf(response, url, asked.mostBytes ?? usualMostBytes);
    }
    await response.body?.cancel();
    const error = refusal(response.status, url);
    if (![429, 500, 502, 503, 504].includes(response.status)) throw error;
    const waitMs = retryAfterMs(response.headers);
    return { error, ...(waitMs === undefined ? {} : { waitMs }) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PracticumError) throw error;
    if (isBegun && !timeout.aborted) {
      const broken = new PaperError('paper-odd', `The answer of ${url.host} broke off.`, 'Try again in a while.', error);
      return { error: broken };
    }
    const why = timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : causeOf(error);
    return {
      error: new PaperError(
        'paper-unreachable',
        `${url.host} cannot be reached (${why}).`,
        'Check the network; papers that were opened before open without it.',
        error,
      ),
    };
  }
}

async function gotOf(response: Response, url: URL, mostBytes: number): Promise<Got> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes)
      throw new PaperError(
        'paper-too-large',
        `${shown(url)} has more than ${Math.round(mostBytes / 2 ** 20)} MB, so it was not read.`,
        'Give another source of the paper, or a file of it.',
      );
  }
  const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return { bytes: Buffer.concat(chunks), url, type, headers: response.headers };
}

/** Throws `paper-odd` for what is sent in its place: a page to sign in at, a landing page, a question whether one is a robot. */
export function requirePdf({ bytes, url }: Got): void {
  if (isPdf(bytes)) return;
  const what = isPage(bytes) ? 'a web page' : 'something else';
  throw new PaperError('paper-odd', `${url.host} sent ${what} in place of the PDF.`, 'Download it in a browser and open the file.');
}

/** Services stay where they are, apart from the hosts that they are known to send on to. */
function requireMeant(first: URL, from: URL, to: URL, also: Exclude<Asked['also'], undefined>): void {
  const isDowngrade = from.protocol === 'https:' && to.protocol === 'http:' && !isThisMachine(to.hostname);
  const isMeant = also === 'anywhere' || to.hostname === first.hostname || also.includes(to.hostname);
  if (isMeant && !isDowngrade) return;
  throw new PaperError(
    'paper-elsewhere',
    `${shown(first)} redirects to ${shown(to)}, which is elsewhere.`,
    'Give that address if it is what you want.',
  );
}

function refusal(status: number, url: URL): PaperError {
  switch (status) {
    case 404:
    case 410:
      return new PaperError('paper-not-found', `There is nothing at ${shown(url)} (${status}).`, 'Check the identifier or the address.');
    case 401:
    case 403:
      return new PaperError(
        'paper-refused',
        `${url.host} gives nothing to programs or strangers (${status}).`,
        'Download it in a browser and open the file.',
      );
    case 429:
      return new PaperError('paper-rate-limit', `${url.host} wants fewer requests (429).`, 'Wait some minutes, then try again.');
    default:
      return new PaperError('paper-odd', `${url.host} answered ${status}.`, 'Try again in a while.');
  }
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(headers: Headers): number | undefined {
  const said = headers.get('retry-after')?.trim();
  if (said === undefined || said === '') return undefined;
  const ms = /^\d+$/.test(said) ? 1000 * Number(said) : Date.parse(said) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function shown({ href }: URL): string {
  return href.length <= 300 ? href : `${href.slice(0, 299)}…`;
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
