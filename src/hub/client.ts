/** How everything here speaks to Hugging Face: one `fetch` that is handed in, answers checked at the door, retries as the official Python client's. */
import type * as z from 'zod';
import { type Clock, systemClock } from '../base/clock.ts';
import { isCancellation } from '../base/errors.ts';
import type { HubEndpoints } from './endpoints.ts';
import { HubError, hubErrorOf } from './hubErrors.ts';
import { waitFor429Ms } from './rateLimit.ts';

export interface HubOptions {
  readonly endpoints: HubEndpoints;
  /** The token, if there is one: asked for at each request, sent to the configured hosts only. */
  token(): Promise<string | undefined>;
  readonly fetch: typeof fetch;
  readonly clock?: Clock;
  /** `practicum/0.1.0`. */
  readonly userAgent: string;
}

export type QueryValue = string | number | boolean | undefined | readonly string[];

export interface HubCall {
  /** Absent: the Hub itself. */
  readonly at?: 'hub' | 'router' | 'datasetsServer';
  /** Below the origin, already encoded: `/api/models/ada/tiny`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** Another body than JSON or a form. */
  readonly body?: { readonly type: string; readonly bytes: Uint8Array | string };
  readonly headers?: Readonly<Record<string, string>>;
  /** `public`: no token goes along. */
  readonly as?: 'signed-in' | 'public';
  /** Whether it may be sent again when nobody knows if it arrived: never what costs money. Absent: only what changes nothing. */
  readonly isRepeatable?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** One thin client for all of it. Throws HubError, or the signal's reason. */
export interface HubClient {
  readonly endpoints: HubEndpoints;
  /** The answer as JSON, checked; what the schema does not know is dropped by it. */
  json<T>(call: HubCall, schema: z.ZodType<T>): Promise<T>;
  /** For calls that answer nothing of interest. */
  done(call: HubCall): Promise<void>;
  text(call: HubCall, atMostBytes: number): Promise<string>;
  /** Item by item over all pages, which follow each other by `Link: …; rel="next"`. A page that is no list throws. */
  pages<T>(call: HubCall, item: z.ZodType<T>): AsyncIterable<T>;
  /** The answer as it comes, when its status says that it is one. Redirects are followed: the token stays behind. */
  open(call: HubCall): Promise<Response>;
  /** One request to an address that the Hub handed out, such as where a file is to be put. No token goes there, nothing is tried again. */
  toStorage(url: string, init: StorageInit): Promise<Response>;
  /**
   * What is asked for seldom: the answer holds for this long, for the token of now, and whoever asks meanwhile waits for the same one. A failure is not kept.
   */
  kept<T>(name: string, forMs: number, ask: () => Promise<T>): Promise<T>;
  /** Whether a token is there at all. */
  isSignedIn(): Promise<boolean>;
}

export interface StorageInit {
  readonly method: 'PUT' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a stream the length is said, because storage takes no body of unknown length. */
  readonly body: string | { readonly stream: ReadableStream<Uint8Array>; readonly bytes: number };
  readonly signal?: AbortSignal | undefined;
}

const attempts = 5;
const firstWaitMs = 1_000;
const longestWaitMs = 8_000;
const repeatedStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const longestErrorBody = 64 * 1024;
const longestJsonBytes = 32 * 2 ** 20;
const mostRedirects = 5;

export function createHubClient(options: HubOptions): HubClient {
  return new FetchingClient(options);
}

class FetchingClient implements HubClient {
  readonly #options: HubOptions;
  readonly #clock: Clock;
  readonly #trusted: ReadonlySet<string>;
  readonly #kept = new Map<string, { readonly answer: Promise<unknown>; readonly untilMs: number }>();

  constructor(options: HubOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { hub, router, datasetsServer } = options.endpoints;
    this.#trusted = new Set([hub, router, datasetsServer].map((each) => new URL(each).origin));
  }

  get endpoints(): HubEndpoints {
    return this.#options.endpoints;
  }

  async kept<T>(name: string, forMs: number, ask: () => Promise<T>): Promise<T> {
    const key = JSON.stringify([name, await this.#options.token()]);
    const found = this.#kept.get(key);
    // Put there by the same name, so it is the same type.
    if (found !== undefined && found.untilMs > this.#clock.nowMs()) return (await found.answer) as T;
    const answer = ask();
    this.#kept.set(key, { answer, untilMs: this.#clock.nowMs() + forMs });
    answer.catch(() => {
      if (this.#kept.get(key)?.answer === answer) this.#kept.delete(key);
    });
    return await answer;
  }

  async isSignedIn(): Promise<boolean> {
    return (await this.#options.token()) !== undefined;
  }

  async json<T>(call: HubCall, schema: z.ZodType<T>): Promise<T> {
    const response = await this.open(call);
    return parsed(await wholeText(response, longestJsonBytes), schema, response);
  }

  async done(call: HubCall): Promise<void> {
    await (await this.open(call)).body?.cancel();
  }

  async text(call: HubCall, atMostBytes: number): Promise<string> {
    return await wholeText(await this.open(call), atMostBytes);
  }

  async *pages<T>(call: HubCall, item: z.ZodType<T>): AsyncIterable<T> {
    const { array } = await import('zod');
    const list = array(item);
    let next: string | undefined = this.#urlOf(call);
    while (next !== undefined) {
      const response: Response = await this.#persist(next, call);
      for (const each of parsed(await wholeText(response, longestJsonBytes), list, response)) yield each;
      const link: string | undefined = nextPage(response.headers.get('link'));
      const following: URL | null = link === undefined ? null : URL.parse(link, next);
      // A page elsewhere would be asked for without the token, and nobody offers one.
      next = following !== null && this.#trusted.has(following.origin) && following.href !== next ? following.href : undefined;
    }
  }

  async open(call: HubCall): Promise<Response> {
    return await this.#persist(this.#urlOf(call), call);
  }

  async toStorage(url: string, { method, headers = {}, body, signal }: StorageInit): Promise<Response> {
    const isStream = typeof body !== 'string';
    const sent = isStream ? { body: body.stream, duplex: 'half' as const } : { body };
    const length = isStream ? { 'content-length': String(body.bytes) } : {};
    try {
      const all = { ...headers, ...length, 'user-agent': this.#options.userAgent };
      return await this.#options.fetch(url, {
        method,
        headers: all,
        redirect: 'error',
        ...sent,
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      if (signal?.aborted === true || isCancellation(error)) throw error;
      throw unreachable(url, error);
    }
  }

  #urlOf({ at = 'hub', path, query = {} }: HubCall): string {
    const url = new URL(`${this.#options.endpoints[at]}${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue;
      for (const each of typeof value === 'object' ? value : [value]) url.searchParams.append(name, String(each));
    }
    return url.href;
  }

  /** Tries again what may be: after 1, 2, 4, 8 s, or as long as a refusal for being too frequent says. */
  async #persist(url: string, call: HubCall): Promise<Response> {
    const { method = 'GET', signal } = call;
    const mayRepeat = call.isRepeatable ?? (method === 'GET' || method === 'HEAD');
    for (let attempt = 1, waitMs = firstWaitMs; ; attempt++, waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      signal?.throwIfAborted();
      const tried = await this.#attempt(url, call);
      if (tried instanceof Response) return tried;
      // A refusal for being too frequent was not carried out, whatever it was.
      const isWorthIt = tried.status === 429 || (mayRepeat && (tried.status === 0 || repeatedStatuses.has(tried.status)));
      if (!isWorthIt || attempt === attempts) throw tried.error;
      await this.#clock.sleep(tried.waitMs ?? waitMs, signal);
    }
  }

  async #attempt(
    url: string,
    call: HubCall,
  ): Promise<Response | { readonly status: number; readonly error: HubError; readonly waitMs?: number }> {
    const token = call.as === 'public' ? undefined : await this.#options.token();
    let response: Response;
    try {
      response = await this.#follow(url, call, token);
    } catch (error) {
      if (call.signal?.aborted === true || isCancellation(error) || error instanceof HubError) throw error;
      return { status: 0, error: unreachable(url, error) };
    }
    if (response.ok) return response;
    const body = (await response.text().catch(() => '')).slice(0, longestErrorBody);
    const { status, headers } = response;
    const error = hubErrorOf({ status, headers, body, url, method: call.method ?? 'GET', wasSignedIn: token !== undefined });
    const waitMs = status === 429 ? waitFor429Ms(headers) : undefined;
    return { status, error, ...(waitMs === undefined ? {} : { waitMs }) };
  }

  /** Redirects are followed by hand, so that the token goes to the configured hosts and nowhere else. */
  async #follow(first: string, call: HubCall, token: string | undefined): Promise<Response> {
    const { method = 'GET', signal } = call;
    let url = first;
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const headers = new Headers(call.headers);
      headers.set('user-agent', this.#options.userAgent);
      if (token !== undefined && this.#trusted.has(new URL(url).origin)) headers.set('authorization', `Bearer ${token}`);
      const body = bodyOf(call, headers);
      const response = await this.#options.fetch(url, {
        method,
        headers,
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null) return response;
      await response.body?.cancel();
      const target = URL.parse(location, url);
      // A body is never carried along: what it changes was asked of the host that was named.
      if (target === null || (method !== 'GET' && method !== 'HEAD')) throw odd(url, `it redirects ${method} to ${location.slice(0, 200)}`);
      if (target.protocol !== 'https:' && new URL(first).protocol === 'https:') throw odd(url, 'it redirects to an unprotected address');
      url = target.href;
    }
    throw odd(first, 'it redirects in a circle');
  }
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

/** The text of an answer, and never more than that of it. */
async function wholeText(response: Response, atMostBytes: number): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > atMostBytes) throw odd(response.url, `its answer is longer than ${Math.round(atMostBytes / 1024)} KB`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parsed<T>(text: string, schema: z.ZodType<T>, { url, status }: Response): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw odd(url, `it answered ${status} with what is no JSON`, error);
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw odd(
    url,
    `its answer has another shape than expected${issue === undefined ? '' : ` (${issue.path.join('.') || 'all of it'}: ${issue.message})`}`,
  );
}

function odd(url: string, why: string, cause?: unknown): HubError {
  const host = URL.parse(url)?.host ?? 'the Hub';
  return new HubError('hub-server', `${host} is not understood: ${why}.`, {
    status: 0,
    said: '',
    hint: 'Check the address that is set for it; a proxy in between may answer in its place.',
    cause,
  });
}

function unreachable(url: string, cause: unknown): HubError {
  const { host } = new URL(url);
  const why =
    cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause instanceof Error ? cause.message : cause);
  return new HubError('hub-unreachable', `${host} cannot be reached (${why}).`, {
    status: 0,
    said: '',
    hint: 'Check the network, then try again.',
    cause,
  });
}

/** RFC 8288, as much of it as the Hub uses. */
function nextPage(link: string | null): string | undefined {
  for (const part of link?.split(/,(?=\s*<)/) ?? []) {
    const [, target, parameters] = /^\s*<([^>]*)>(.*)$/.exec(part) ?? [];
    if (target !== undefined && /;\s*rel="?next"?/i.test(parameters ?? '')) return target;
  }
  return undefined;
}
