import * as z from 'zod';
import type { Endpoint } from './endpoints.ts';

/** `GET /models` answers alike in both protocols: https://docs.anthropic.com/en/api/models-list, https://platform.openai.com/docs/api-reference/models/list */
const listSchema = z.object({ data: z.array(z.object({ id: z.string().min(1).max(200) })).max(5_000) });
const patienceMs = 8_000;

/**
 * The names that an endpoint lists; none when it has no list, cannot be reached, or takes too long: the person then types one.
 * `refused`: it shows its list only to whoever has a key, or another key.
 */
export async function listModelNames(
  endpoint: Endpoint,
  key: string | undefined,
  signal: AbortSignal,
): Promise<readonly string[] | 'refused'> {
  try {
    const { url, headers } = listRequest(endpoint, key);
    // A redirect could carry the key to another host.
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) });
    if (response.status === 401 || response.status === 403) return 'refused';
    const parsed = listSchema.safeParse(await response.json());
    return response.ok && parsed.success ? [...new Set(parsed.data.data.map(({ id }) => id))] : [];
  } catch {
    return [];
  }
}

function listRequest(
  { provider, baseUrl }: Endpoint,
  key: string | undefined,
): { readonly url: string; readonly headers: Record<string, string> } {
  if (provider === 'openai') return { url: `${baseUrl}/models`, headers: key === undefined ? {} : { authorization: `Bearer ${key}` } };
  return {
    url: `${baseUrl}/v1/models?limit=100`,
    headers: { 'anthropic-version': '2023-06-01', ...(key === undefined ? {} : { 'x-api-key': key }) },
  };
}
