/** Answers of the Hub, read no further than they may go and believed no further than they were checked. */
import type * as z from 'zod';
import { systemErrorCode } from '../base/errors.ts';
import { usualEndpoints } from './endpoints.ts';
import { HubError } from './hubErrors.ts';

const longestErrorBody = 64 * 1024;

/** The text of an answer, and never more than that of it. */
export async function wholeText({ body, url }: Response, atMostBytes: number): Promise<string> {
  let text = '';
  for await (const piece of piecesOf(body, atMostBytes)) {
    if (piece === undefined) throw odd(url, `its answer is longer than ${Math.round(atMostBytes / 1024)} KB`);
    text += piece;
  }
  return text;
}

/** As much of a refusal as is worth reading; '' where it breaks off. */
export async function beginningOfBody({ body }: Response): Promise<string> {
  let text = '';
  try {
    for await (const piece of piecesOf(body, longestErrorBody)) text += piece ?? '';
  } catch {
    // The status says enough.
  }
  return text;
}

/** Undefined: there is more, which is not read. */
async function* piecesOf(body: Response['body'], atMostBytes: number): AsyncIterable<string | undefined> {
  if (body === null) return;
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > atMostBytes) {
      yield decoder.decode(chunk.subarray(0, chunk.length - (bytes - atMostBytes)));
      yield undefined;
      return;
    }
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

export function parsed<T>(text: string, schema: z.ZodType<T>, { url, status, headers }: Response): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw odd(url, `it answered ${status} with ${kindOf(headers)}, not JSON`, error);
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue === undefined ? '' : ` (${issue.path.join('.') || 'all of it'}: ${issue.message})`;
  throw odd(url, `its answer has another shape than expected${where}`);
}

function kindOf(headers: Headers): string {
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim() ?? '';
  if (type === 'text/html') return 'a web page';
  return type === '' || type === 'application/json' ? 'something broken' : type.slice(0, 60);
}

/**
 * RFC 8288, as much of it as the Hub uses. A mirror passes on the addresses of the Hub that it mirrors: those are asked of the mirror.
 * Throws HubError where the next page would be asked of a stranger.
 */
export function nextPage({ headers }: Response, here: string, hub: string): string | undefined {
  for (const part of headers.get('link')?.split(/,(?=\s*<)/) ?? []) {
    const [, target, parameters] = /^\s*<([^>]*)>(.*)$/.exec(part) ?? [];
    if (target === undefined || !/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters ?? '')) continue;
    const next = URL.parse(target, here);
    if (next?.origin === new URL(here).origin) return next.href;
    if (next?.origin === usualEndpoints.hub) return `${hub}${next.pathname}${next.search}`;
    throw odd(here, `its next page is said to be at ${target.slice(0, 200)}`);
  }
  return undefined;
}

export function odd(url: string, why: string, cause?: unknown): HubError {
  const host = URL.parse(url)?.host ?? 'the Hub';
  return new HubError('hub-server', `${host} is not understood: ${why}.`, {
    status: 0,
    said: '',
    hint: 'Check the address that is set for it; a proxy in between may answer in its place.',
    cause,
  });
}

export function unreachable(url: string, cause: unknown): HubError {
  const { host } = new URL(url);
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = systemErrorCode(inner);
  const words = inner instanceof Error ? inner.message : String(inner);
  const isCertificate = /CERT|SELF_SIGNED|ISSUER|ERR_TLS/.test(code ?? '');
  return new HubError('hub-unreachable', `${host} cannot be reached (${words === '' ? (code ?? 'no reason is known') : words}).`, {
    status: 0,
    said: '',
    hint: isCertificate
      ? 'Its certificate is not trusted here: a proxy may stand in between, whose certificate NODE_EXTRA_CA_CERTS can name.'
      : 'Check the network, then try again.',
    cause,
  });
}

/** Codes of a request that never left. */
const neverSent = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/** Whether what was asked for may have been carried out although there is no answer that says so. */
export function mayHaveHappened({ status, cause }: HubError): boolean {
  if (status >= 500) return true;
  return status === 0 && !neverSent.test(systemErrorCode(cause instanceof Error ? (cause.cause ?? cause) : cause) ?? '');
}

/** The same failure of a call that cannot simply be sent again. */
export function doubtful({ code, message, status, said, requestId, errorCode, cause }: HubError): HubError {
  const hint = 'Nobody knows whether it was carried out: look at what is there before you try again.';
  return new HubError(code, message, { status, said, hint, errorCode, cause, ...(requestId === undefined ? {} : { requestId }) });
}
