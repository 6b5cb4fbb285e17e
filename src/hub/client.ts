/** How everything here speaks to Hugging Face: one `fetch` that is handed in, answers checked at the door, retries as the official Python client's. */
import type * as z from 'zod';
import { type Clock, systemClock } from '../base/clock.ts';
import { learnSecrets } from '../base/redact.ts';
import { beginningOfBody, doubtful, mayHaveHappened, nextPage, parsed, unreachable, wholeText } from './answers.ts';
import type { HubCall } from './call.ts';
import type { HubEndpoints } from './endpoints.ts';
import { type Errand, follow } from './follow.ts';
import { HubError, hubErrorOf } from './hubErrors.ts';
import { waitFor429Ms } from './rateLimit.ts';
import { tokenIn } from './tokenFiles.ts';

export interface HubOptions {
  readonly endpoints: HubEndpoints;
  /** The token, if there is one: asked for at each request, sent to the configured hosts only. */
  token(): Promise<string | undefined>;
  readonly fetch: typeof fetch;
  readonly clock?: Clock;
  /** `practicum/0.1.0`. */
  readonly userAgent: string;
  /** Hears what the Hub warns of (`X-HF-Warning`), each once. */
  warn?(text: string): void;
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

/** In all. */
const attempts = 5;
const firstWaitMs = 1_000;
const longestWaitMs = 8_000;
/** Until an answer begins, where the question may be sent again. What changes something may take its time. */
const longestSilenceMs = 60_000;
const repeatedStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const longestJsonBytes = 32 * 2 ** 20;

export function createHubClient(options: HubOptions): HubClient {
  return new FetchingClient(options);
}

/** How an attempt went wrong. `status` 0: on the way, there or back. */
interface Failure {
  readonly status: number;
  readonly error: HubError;
  readonly waitMs?: number | undefined;
}

type Outcome<T> = { readonly value: T } | { readonly failure: Failure };

class FetchingClient implements HubClient {
  readonly #options: HubOptions;
  readonly #clock: Clock;
  readonly #trusted: ReadonlySet<string>;
  readonly #kept = new Map<string, { readonly answer: Promise<unknown>; readonly untilMs: number }>();
  readonly #warned = new Set<string>();

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
    // Put there under the same name, so it is the same type.
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
    return await this.#persist(this.#urlOf(call), call, async (response) => {
      return parsed(await wholeText(response, longestJsonBytes), schema, response);
    });
  }

  async done(call: HubCall): Promise<void> {
    await this.#persist(this.#urlOf(call), call, async ({ body }) => await body?.cancel());
  }

  async text(call: HubCall, atMostBytes: number): Promise<string> {
    return await this.#persist(this.#urlOf(call), call, (response) => wholeText(response, atMostBytes));
  }

  async *pages<T>(call: HubCall, item: z.ZodType<T>): AsyncIterable<T> {
    const list = item.array();
    const seen = new Set<string>();
    for (let url: string | undefined = this.#urlOf(call); url !== undefined && !seen.has(url); ) {
      seen.add(url);
      const here: string = url;
      const page: { readonly items: readonly T[]; readonly next: string | undefined } = await this.#persist(
        here,
        call,
        async (response) => {
          const items = parsed(await wholeText(response, longestJsonBytes), list, response);
          return { items, next: nextPage(response, here, this.endpoints.hub) };
        },
      );
      for (const each of page.items) {
        call.signal?.throwIfAborted();
        yield each;
      }
      url = page.next;
    }
  }

  async open(call: HubCall): Promise<Response> {
    return await this.#persist(this.#urlOf(call), call, async (response) => response);
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
      signal?.throwIfAborted();
      throw unreachable(url, error);
    }
  }

  /** Throws HubError for a path that leads elsewhere than it says: ids come from a model. */
  #urlOf({ at = 'hub', path, query = {} }: HubCall): string {
    const text = `${this.#options.endpoints[at]}${path}`;
    const url = URL.parse(text);
    if (url === null || url.pathname !== text.slice(url.origin.length).split(/[?#]/, 1)[0])
      throw new HubError('hub-invalid', `“${path.slice(0, 120)}” is no path of the Hub.`, {
        status: 0,
        said: '',
        hint: 'Check the name: no part of it may be empty, “.” or “..”.',
      });
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue;
      for (const each of typeof value === 'object' ? value : [value]) url.searchParams.append(name, String(each));
    }
    return url.href;
  }

  /** Tries again what may be: after 1, 2, 4, 8 s, or as long as a refusal for being too frequent says. An answer that breaks off counts as none. */
  async #persist<T>(url: string, call: HubCall, read: (response: Response) => Promise<T>): Promise<T> {
    const { method = 'GET', signal } = call;
    const mayRepeat = call.isRepeatable ?? (method === 'GET' || method === 'HEAD');
    for (let attempt = 1, waitMs = firstWaitMs; ; attempt++, waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      signal?.throwIfAborted();
      const outcome = await this.#attempt(url, call, mayRepeat, read);
      if ('value' in outcome) return outcome.value;
      const { status, error, waitMs: saidMs } = outcome.failure;
      // A refusal for being too frequent was not carried out, whatever it was.
      const isWorthIt = status === 429 || (mayRepeat && (status === 0 || repeatedStatuses.has(status)));
      if (!isWorthIt || attempt === attempts) throw mayRepeat || !mayHaveHappened(error) ? error : doubtful(error);
      await this.#clock.sleep(saidMs ?? waitMs, signal);
    }
  }

  async #attempt<T>(url: string, call: HubCall, mayRepeat: boolean, read: (response: Response) => Promise<T>): Promise<Outcome<T>> {
    const token = call.as === 'public' ? undefined : await this.#token();
    try {
      const response = await this.#answered({ ...call, url, token }, mayRepeat);
      this.#passOnWarning(response);
      if (response.ok) return { value: await (mayRepeat ? read(response) : readOnce(response, read)) };
      return { failure: await this.#refusal(response, call, url, token) };
    } catch (error) {
      call.signal?.throwIfAborted();
      if (error instanceof HubError) throw error;
      return { failure: { status: 0, error: unreachable(url, error) } };
    }
  }

  /** The answer, once it has begun. */
  async #answered(errand: Errand, mayRepeat: boolean): Promise<Response> {
    const { fetch, userAgent } = this.#options;
    const stop = new AbortController();
    const signals = [...(errand.signal === undefined ? [] : [errand.signal]), ...(mayRepeat ? [stop.signal] : [])];
    const signal = signals.length === 0 ? undefined : AbortSignal.any(signals);
    const begun = new AbortController();
    if (mayRepeat)
      this.#clock.sleep(longestSilenceMs, begun.signal).then(
        () => stop.abort(new Error(`no answer within ${longestSilenceMs / 1000} s`)),
        () => undefined,
      );
    try {
      return await follow({ ...errand, signal }, { fetch, userAgent, carriesToken: (origin) => this.#trusted.has(origin) });
    } finally {
      begun.abort();
    }
  }

  async #refusal(response: Response, { method = 'GET' }: HubCall, url: string, token: string | undefined): Promise<Failure> {
    const { status, headers } = response;
    const body = await beginningOfBody(response);
    const error = hubErrorOf({ status, headers, body, url, method, wasSignedIn: token !== undefined, hub: this.endpoints.hub });
    return { status, error, waitMs: status === 429 ? waitFor429Ms(headers) : undefined };
  }

  /** The token as it is now. What no header can hold would be quoted in the error of whoever tried. */
  async #token(): Promise<string | undefined> {
    const text = await this.#options.token();
    if (text === undefined) return undefined;
    learnSecrets([text]);
    const token = tokenIn(text);
    if (token !== undefined) return token;
    throw new HubError('hub-sign-in', 'The token for Hugging Face is none: it is empty, or has characters that no token has.', {
      status: 0,
      said: '',
      hint: 'Sign in again with a token from https://huggingface.co/settings/tokens.',
    });
  }

  #passOnWarning({ headers }: Response): void {
    const warning = headers.get('x-hf-warning')?.slice(0, 500);
    if (warning === undefined || this.#warned.has(warning)) return;
    this.#warned.add(warning);
    this.#options.warn?.(`Hugging Face warns: ${warning.replace(/^[^;]*;\s*/, '')}`);
  }
}

/** It was carried out, whatever becomes of its answer. */
async function readOnce<T>(response: Response, read: (response: Response) => Promise<T>): Promise<T> {
  try {
    return await read(response);
  } catch (error) {
    throw error instanceof HubError ? doubtful(error) : error;
  }
}
