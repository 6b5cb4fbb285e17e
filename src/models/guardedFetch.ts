import { isNearby } from './errors.ts';
import { nearbyFetch } from './nearbyFetch.ts';
import { withWholeBody } from './requestBody.ts';

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

type FetchOne = (url: string, init: RequestInit) => Promise<Response>;

/** A server nearby is borne with for longer, and costs less to ask. */
export function fetchFor(url: string): FetchOne {
  return url.startsWith('http:') && isNearby(url) ? nearbyFetch : (input, init) => fetch(input, withWholeBody(init));
}

const longestErrorBody = 64 * 1024;

/**
 * `fetch` for the SDKs: an answer that is no response is thrown whole, because the SDKs keep only the error shapes that they know, and
 * local servers have others.
 */
export function guardedFetch(fetchOne: FetchOne): typeof fetch {
  return async (input, init) => {
    const response = await fetchOne(input instanceof Request ? input.url : String(input), init ?? {});
    const isPage = /^\s*text\/html/i.test(response.headers.get('content-type') ?? '');
    if (!response.ok || isPage) throw new HttpRefusal(response, (await response.text()).slice(0, longestErrorBody), isPage);
    return response;
  };
}
