import { odd } from './answers.ts';
import type { HubCall } from './call.ts';
import { HubError } from './hubErrors.ts';

/** One request with all that goes along. */
export type Errand = HubCall & { readonly url: string; readonly token: string | undefined };

export interface Way {
  readonly fetch: typeof fetch;
  readonly userAgent: string;
  /** Whether the token may go to this origin. */
  carriesToken(origin: string): boolean;
}

const mostRedirects = 5;
/** What another host may know of a request that began elsewhere. */
const harmlessHeaders: ReadonlySet<string> = new Set(['accept', 'accept-encoding', 'range', 'if-none-match', 'if-range', 'user-agent']);

/**
 * Redirects are followed by hand: the token goes to the origin that was asked, if it is one of the configured ones, and nowhere else; once the
 * way has left that origin, not back to it either. Throws HubError where the way makes no sense, and what `fetch` throws.
 */
export async function follow(errand: Errand, { fetch, userAgent, carriesToken }: Way): Promise<Response> {
  const { method = 'GET', signal } = errand;
  const first = new URL(errand.url);
  let token = carriesToken(first.origin) ? errand.token : undefined;
  const headers = new Headers(errand.headers);
  headers.set('user-agent', userAgent);
  const body = bodyOf(errand, headers);
  for (let hop = 0, url = first; hop <= mostRedirects; hop++) {
    if (url.origin !== first.origin) {
      token = undefined;
      for (const name of [...headers.keys()]) if (!harmlessHeaders.has(name)) headers.delete(name);
    }
    const sent = new Headers(headers);
    if (token !== undefined) sent.set('authorization', `Bearer ${token}`);
    const response = await fetch(url.href, {
      method,
      headers: sent,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return response;
    await response.body?.cancel();
    url = nextHop(location, url, first, method);
  }
  throw odd(first.href, 'it redirects in a circle');
}

function nextHop(location: string, from: URL, first: URL, method: string): URL {
  const target = URL.parse(location, from.href);
  if (target === null || !/^https?:$/.test(target.protocol)) throw odd(from.href, `it redirects to ${location.slice(0, 200)}`);
  // What is changed was asked of what was named, and agreed to under that name.
  if (method !== 'GET' && method !== 'HEAD')
    throw new HubError('hub-moved', `${from.host} says that this has moved to ${target.origin}${target.pathname.slice(0, 200)}.`, {
      status: 0,
      said: '',
      hint: 'Use the new name.',
    });
  if (target.protocol !== 'https:' && first.protocol === 'https:') throw odd(from.href, 'it redirects to an unprotected address');
  return target;
}

function bodyOf({ json, form, body }: HubCall, headers: Headers): Uint8Array<ArrayBuffer> | string | undefined {
  if (json !== undefined) {
    headers.set('content-type', 'application/json');
    return JSON.stringify(json);
  }
  if (form !== undefined) {
    headers.set('content-type', 'application/x-www-form-urlencoded');
    return new URLSearchParams(form).toString();
  }
  if (body === undefined) return undefined;
  headers.set('content-type', body.type);
  return typeof body.bytes === 'string' ? body.bytes : new Uint8Array(body.bytes);
}
