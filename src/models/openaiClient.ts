import type { OpenAI } from 'openai';
import { fetchFor, guardedFetch } from './guardedFetch.ts';

/** What we use of the SDK; scripts/sdks.mjs leaves the rest out of the package. */
export type OpenAiClient = Pick<OpenAI, 'get' | 'post'>;

/** `timeoutMs`: until the headers; silence is watched elsewhere. Without a key no header for one is sent. */
export async function loadOpenAiClient(url: string, apiKey: string | undefined, timeoutMs: number): Promise<OpenAiClient> {
  const { OpenAI } = await import('openai');
  const hasKey = apiKey !== undefined && apiKey !== '';
  return new OpenAI({
    // The SDK wants a key in any case; without one the header is taken away again.
    apiKey: hasKey ? apiKey : 'none',
    ...(hasKey ? {} : { defaultHeaders: { Authorization: null } }),
    // Else these would be read from the environment, which needs the person's consent.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: url,
    // Retries are the loop's: it shows them, counts them and can be stopped.
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    fetch: guardedFetch(fetchFor(url)),
  });
}
