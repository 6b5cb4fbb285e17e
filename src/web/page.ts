/** One page of the web as Markdown: read as a person would see it, bounded, and never by way of another host. */
import { setImmediate } from 'node:timers/promises';
import type { HiddenText } from '../base/origin.ts';
import { plainHost } from './addresses.ts';
import type { GuardedFetch } from './guardedFetch.ts';
import { readablePart } from './readable.ts';
import { WebError } from './webErrors.ts';

export interface WebPage {
  /** Where it was in the end. */
  readonly url: string;
  readonly title: string;
  readonly markdown: string;
  /** What is left out because nobody would see it, or read although it is hard to see. */
  readonly hidden: readonly HiddenText[];
  /** Only the beginning was read: the page is larger than `mostBytes`. */
  readonly isCut: boolean;
}

const mostBytes = 4 * 2 ** 20;
/** Of what people read: more is never asked for, and takes seconds to translate. */
const mostReadable = 1_000_000;
const mostRedirects = 5;
const timeoutMs = 30_000;

export interface PageOptions {
  readonly fetch: GuardedFetch;
  readonly userAgent: string;
}

/** Throws WebError. */
export async function readWebPage(url: URL, { fetch, userAgent }: PageOptions, signal: AbortSignal): Promise<WebPage> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const { response, at } = await follow(url, fetch, userAgent, AbortSignal.any([signal, timeout]));
    return await pageOf(response, at, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted)
      throw new WebError('web-unreachable', `${url.host} did not answer within ${timeoutMs / 1000} s.`, 'Look elsewhere, or try again.');
    throw error;
  }
}

async function follow(
  first: URL,
  fetch: GuardedFetch,
  userAgent: string,
  signal: AbortSignal,
): Promise<{ readonly response: Response; readonly at: URL }> {
  const headers = { 'user-agent': userAgent, accept: 'text/markdown, text/html;q=0.9, text/plain;q=0.8, */*;q=0.5' };
  let at = first;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const response = await fetch(at, { headers, signal });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return { response, at };
    await response.body?.cancel();
    at = redirected(at, location);
  }
  throw new WebError('web-odd', `${first.href} redirects in a circle.`, 'Look elsewhere.');
}

/** Only within the host that was asked for, and never from a protected address to an open one. */
function redirected(from: URL, location: string): URL {
  const to = URL.parse(location, from.href);
  if (to === null || !/^https?:$/.test(to.protocol)) throw new WebError('web-odd', `${from.href} redirects to no page.`, 'Look elsewhere.');
  if (plainHost(to) !== plainHost(from) || (to.protocol === 'http:' && (from.protocol === 'https:' || to.host !== from.host)))
    throw new WebError(
      'web-elsewhere',
      `${from.href} redirects to ${to.href.slice(0, 500)}, which is elsewhere.`,
      'Read that address if it is what you want.',
    );
  return to;
}

async function pageOf(response: Response, url: URL, signal: AbortSignal): Promise<WebPage> {
  if (!response.ok) {
    await response.body?.cancel();
    throw refusal(response.status, url);
  }
  const type = (response.headers.get('content-type') ?? '').toLowerCase();
  const kind = kindOf(type, url);
  if (kind === undefined) {
    await response.body?.cancel();
    throw notText(type, url);
  }
  const { bytes, isCut } = await beginning(response);
  if (startsAsPdf(bytes)) throw notText('application/pdf', url);
  if (bytes.subarray(0, 4096).includes(0) && !/charset=["']?utf-16/.test(type)) throw notText(type, url);
  const text = decode(bytes, type);
  if (kind === 'text') return { url: url.href, title: '', markdown: text, hidden: [], isCut };
  const { title, pieces, hidden } = readablePart(text, url);
  const read = beginningOf(pieces);
  return { url: url.href, title, markdown: await translated(read, signal), hidden, isCut: isCut || read.length < pieces.length };
}

function beginningOf(pieces: readonly string[]): readonly string[] {
  let length = 0;
  const end = pieces.findIndex((piece) => {
    length += piece.length;
    return length > mostReadable;
  });
  return end < 0 ? pieces : pieces.slice(0, Math.max(1, end));
}

/** Piece by piece, so that others have their turn. */
async function translated(pieces: readonly string[], signal: AbortSignal): Promise<string> {
  const { markdownOf } = await import('./markdown.ts');
  const texts: string[] = [];
  for (const piece of pieces) {
    texts.push(markdownOf(piece.slice(0, mostReadable)));
    await setImmediate();
    signal.throwIfAborted();
  }
  return texts.filter((text) => text !== '').join('\n\n');
}

function kindOf(type: string, { pathname }: URL): 'html' | 'text' | undefined {
  if (/^(text\/html|application\/xhtml\+xml)/.test(type)) return 'html';
  if (/^(text\/|application\/(?:[\w.-]+\+)?(?:json|xml|yaml|toml|x-ndjson|javascript))/.test(type)) return 'text';
  if (type === '' || type.startsWith('application/octet-stream'))
    return /\.(md|txt|py|json|ya?ml|toml|cfg|csv)$/i.test(pathname) ? 'text' : type === '' ? 'html' : undefined;
  return undefined;
}

function notText(type: string, url: URL): WebError {
  if (type.startsWith('application/pdf')) {
    const arxiv = /arxiv\.org\/pdf\/([^/?]+?)(?:\.pdf)?$/.exec(url.href)?.[1];
    return new WebError(
      'web-not-text',
      `${url.href} is a PDF, which read_page does not read.`,
      arxiv === undefined
        ? 'Look for the same as a web page; or download it and read it with a program.'
        : `Read https://arxiv.org/abs/${arxiv} or https://arxiv.org/html/${arxiv} instead.`,
    );
  }
  return new WebError(
    'web-not-text',
    `${url.href} is no page but ${type === '' ? 'bytes' : type.slice(0, 80)}.`,
    'Only text can be read; download others in a run.',
  );
}

function refusal(status: number, url: URL): WebError {
  const where = url.href.slice(0, 300);
  switch (status) {
    case 404:
    case 410:
      return new WebError('web-not-found', `There is no page at ${where}.`, 'Check the address, or search for it.');
    case 401:
    case 403:
      return new WebError(
        'web-refused',
        `${url.host} does not show ${where} to programs or to strangers (${status}).`,
        'Look for the same elsewhere.',
      );
    case 429:
      return new WebError('web-rate-limit', `${url.host} wants fewer requests.`, 'Wait some minutes, or look elsewhere.');
    default:
      return new WebError(
        'web-refused',
        `${url.host} answered ${status} for ${where}.`,
        status >= 500 ? 'Try again in a while, or look elsewhere.' : 'Check the address.',
      );
  }
}

async function beginning(response: Response): Promise<{ readonly bytes: Uint8Array; readonly isCut: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early ends the answer.
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) return { bytes: Buffer.concat(chunks).subarray(0, mostBytes), isCut: true };
  }
  return { bytes: Buffer.concat(chunks), isCut: false };
}

function startsAsPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
}

/** By the header, else by what the page says of itself in its first kilobyte (HTML, “Determining the character encoding”), else UTF-8. */
function decode(bytes: Uint8Array, type: string): string {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const named = /charset=["']?([\w-]+)/i.exec(type)?.[1] ?? /<meta[^>]{0,200}charset=["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    // No encoding that anybody knows.
    return new TextDecoder().decode(bytes);
  }
}
