/** How long an endpoint may stay silent. Local models read a long prompt for minutes before their first byte. */
export interface SilenceLimits {
  readonly firstByteMs: number;
  readonly betweenBytesMs: number;
}

export const defaultSilenceLimits: SilenceLimits = { firstByteMs: 300_000, betweenBytesMs: 120_000 };

/** The endpoint answered, and not with a response: its status and body, before anybody interprets them. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly isPage: boolean;

  constructor(response: Response, body: string, isPage: boolean) {
    // The SDKs look for "timed out" in an error's text, so nothing from the wire may stand here.
    super(`status ${response.status}`);
    this.name = 'HttpRefusal';
    this.status = response.status;
    this.headers = response.headers;
    this.body = body;
    this.isPage = isPage;
  }
}

/** The endpoint took the request and then said nothing for too long. */
export class EndpointSilent extends Error {
  readonly silentMs: number;

  constructor(silentMs: number) {
    super(`silent for ${silentMs} ms`);
    this.name = 'EndpointSilent';
    this.silentMs = silentMs;
  }
}

const longestErrorBody = 64 * 1024;

/**
 * `fetch` for the SDKs: an answer that is no response is thrown whole (the SDKs keep only the error shapes that they know, and
 * local servers have others), and a body that falls silent fails. Bytes are watched rather than events, because the SDKs swallow
 * the pings that say that the service is still thinking.
 */
export function guardedFetch(limits: SilenceLimits): typeof fetch {
  return async (input, init) => {
    const response = await globalThis.fetch(input, init);
    const isPage = /^\s*text\/html/i.test(response.headers.get('content-type') ?? '');
    if (!response.ok || isPage) throw new HttpRefusal(response, (await response.text()).slice(0, longestErrorBody), isPage);
    if (response.body === null) return response;
    return new Response(watchSilence(response.body, limits), {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
  };
}

function watchSilence(body: ReadableStream<Uint8Array>, limits: SilenceLimits): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let limitMs = limits.firstByteMs;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const silent = Promise.withResolvers<never>();
      const timer = setTimeout(() => silent.reject(new EndpointSilent(limitMs)), limitMs);
      try {
        const { done, value } = await Promise.race([reader.read(), silent.promise]);
        limitMs = limits.betweenBytesMs;
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
        // A reader that failed has nothing more to say about being cancelled.
        reader.cancel(error).catch(() => undefined);
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
