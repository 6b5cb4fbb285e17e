/** Searching the web through whichever service the person set up. Each speaks its own wire; what comes back is the same. */
import * as z from 'zod';
import { askService, jsonOf, type Question } from './askJson.ts';
import type { SearchProviderName, WebSettings } from './settings.ts';
import { noSearch, WebError } from './webErrors.ts';

export interface WebQuery {
  readonly query: string;
  readonly limit: number;
}

export interface FoundPage {
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
  readonly age?: string;
}

type Asked = Omit<Question, 'signal'>;

interface SearchProvider {
  readonly needsKey: boolean;
  question(endpoint: string, query: WebQuery, key: string): Asked;
  found(response: Response, host: string): Promise<readonly FoundPage[]>;
}

const text = z.string().nullish();

const braveAnswer = z.object({
  web: z.object({ results: z.array(z.object({ title: text, url: z.string(), description: text, age: text })).nullish() }).nullish(),
});
const tavilyAnswer = z.object({ results: z.array(z.object({ title: text, url: z.string(), content: text, published_date: text })) });
const searxngAnswer = z.object({ results: z.array(z.object({ title: text, url: z.string(), content: text, publishedDate: text })) });

const providers: Readonly<Record<SearchProviderName, SearchProvider>> = {
  brave: {
    needsKey: true,
    question: (endpoint, { query, limit }, key) => ({
      url: withQuery(endpoint, { q: query, count: String(Math.min(limit, 20)) }),
      headers: { accept: 'application/json', 'x-subscription-token': key },
    }),
    found: async (response, host) =>
      ((await jsonOf(response, braveAnswer, host)).web?.results ?? []).map(({ title, url, description, age }) =>
        page(title, url, description, age),
      ),
  },
  tavily: {
    needsKey: true,
    question: (endpoint, { query, limit }, key) => ({
      url: new URL(endpoint),
      headers: { accept: 'application/json', authorization: `Bearer ${key}` },
      json: { query, max_results: Math.min(limit, 20) },
    }),
    found: async (response, host) =>
      (await jsonOf(response, tavilyAnswer, host)).results.map(({ title, url, content, published_date }) =>
        page(title, url, content, published_date),
      ),
  },
  searxng: {
    needsKey: false,
    question: (endpoint, { query }, key) => ({
      url: withQuery(endpoint.endsWith('/search') ? endpoint : `${endpoint}/search`, { q: query, format: 'json' }),
      headers: { accept: 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) },
    }),
    found: async (response, host) =>
      (await jsonOf(response, searxngAnswer, host)).results.map(({ title, url, content, publishedDate }) =>
        page(title, url, content, publishedDate),
      ),
  },
};

export interface SearchParts {
  readonly settings: WebSettings;
  readonly key: string | undefined;
  readonly fetch: typeof globalThis.fetch;
}

/** Throws WebError; `web-search-unset` where there is none. */
export async function searchTheWeb(
  { settings, key = '', fetch }: SearchParts,
  query: WebQuery,
  signal: AbortSignal,
): Promise<readonly FoundPage[]> {
  if (settings.search === undefined) throw noSearch();
  const provider = providers[settings.search.provider];
  if (provider.needsKey && key === '')
    throw new WebError(
      'web-search-key',
      `The web search (${settings.search.provider}) has no key.`,
      'The person gives it with the command “Practicum: Set Web Search Key”, or in PRACTICUM_WEB_SEARCH_KEY.',
    );
  const asked = provider.question(settings.search.endpoint, query, key);
  const { host } = asked.url;
  const response = await askService({ ...asked, signal }, fetch);
  if (!response.ok) {
    await response.body?.cancel();
    throw refusal(response.status, host);
  }
  const found = await provider.found(response, host);
  return found.filter(({ url }) => /^https?:/.test(url)).slice(0, query.limit);
}

function refusal(status: number, host: string): WebError {
  if (status === 401 || status === 403)
    return new WebError(
      'web-search-key',
      `${host} does not accept the key for the web search (${status}).`,
      'The person can set another with “Practicum: Set Web Search Key”; a SearXNG must allow JSON.',
    );
  if (status === 429 || status === 432 || status === 433)
    return new WebError(
      'web-rate-limit',
      `${host} wants fewer searches, or the plan is used up.`,
      'Wait, or look with search_docs, search_hub and search_github.',
    );
  return new WebError('web-refused', `${host} answered ${status} to the search.`, 'Use other words, or try again in a while.');
}

function withQuery(endpoint: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(endpoint);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

function page(
  title: string | null | undefined,
  url: string,
  snippet: string | null | undefined,
  age: string | null | undefined,
): FoundPage {
  // Some mark the words that were found.
  const plain = (words: string | null | undefined): string =>
    (words ?? '')
      .replaceAll(/<\/?(?:strong|b|em)>/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim();
  return { title: plain(title), url, snippet: plain(snippet), ...(typeof age === 'string' && age !== '' ? { age } : {}) };
}
