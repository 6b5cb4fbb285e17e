/** One question to a service's API: bounded, without redirects to other places, its answer checked. */
import type * as z from 'zod';
import { isCancellation } from '../base/errors.ts';
import { unreachable, WebError } from './webErrors.ts';

export interface Question {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly signal: AbortSignal;
}

const mostBytes = 8 * 2 ** 20;
const mostRedirects = 3;
const timeoutMs = 30_000;

/** Redirects within the origin are followed, as GitHub's for repositories that were renamed. Throws WebError for what is no answer at all. */
export async function askService({ url, headers, json, signal }: Question, fetch: typeof globalThis.fetch): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs);
  let at = url;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const response = await fetch(at, {
      headers: { ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
      ...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }),
    }).catch((error: unknown): never => {
      if (signal.aborted || isCancellation(error)) throw error;
      throw unreachable(at, error instanceof Error && error.cause instanceof Error ? error.cause : error);
    });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return response;
    await response.body?.cancel();
    const next = URL.parse(location, at.href);
    // The key is for this service alone.
    if (next === null || next.origin !== url.origin || json !== undefined) break;
    at = next;
  }
  throw new WebError('web-odd', `${url.host} redirects elsewhere.`, 'Check the address that is set for it.');
}

export async function jsonOf<T>(response: Response, schema: z.ZodType<T>, host: string): Promise<T> {
  let json: unknown;
  try {
    json = JSON.parse(await boundedText(response, host));
  } catch (error) {
    if (error instanceof WebError) throw error;
    throw new WebError('web-odd', `${host} answered with what is no JSON.`, 'Check the address that is set for it.', error);
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue === undefined ? '' : ` (${issue.path.join('.') || 'all of it'}: ${issue.message})`;
  throw new WebError('web-odd', `${host} answered with another shape than expected${where}.`, 'Check the address that is set for it.');
}

async function boundedText(response: Response, host: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new WebError('web-odd', `The answer of ${host} is longer than ${mostBytes / 2 ** 20} MB.`, 'Ask for less.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
