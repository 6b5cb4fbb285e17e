import * as z from 'zod';
import { type Listed, type ListedEntry, type ListedProvider, listedEntry } from './listedModel.ts';
import type { Effort, ProviderId } from './model.ts';

/** A model as its endpoint lists it. What the endpoint does not say is undefined. */
export interface ListedModel extends Omit<Listed, 'efforts'> {
  readonly name: string;
  readonly label?: string;
  readonly efforts?: readonly Effort[] | undefined;
  /** A router’s providers of it that answer now. */
  readonly providers: readonly ListedProvider[];
}

/** `refused`: it shows its list only to whoever has a key, or another key. `none`: it has no list, or cannot be reached. */
export type Listing = { readonly kind: 'listed'; readonly models: readonly ListedModel[] } | { readonly kind: 'refused' | 'none' };

const patienceMs = 8_000;
/** A list of thousands of models is a few megabytes. */
const mostBytes = 16 * 1024 * 1024;

// What is shown as a name and written into a setting is one line that a person can read.
const nameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\s\p{C}]+$/u);
const listSchema = z.object({ data: z.array(z.unknown()).max(10_000) });

/** The models in what `GET /models` answered; entries that are none are left out. */
export function modelsIn(body: unknown): readonly ListedModel[] | undefined {
  const list = listSchema.safeParse(body);
  if (!list.success) return undefined;
  const models = new Map<string, ListedModel>();
  for (const raw of list.data.data) {
    const entry = listedEntry(raw);
    if (entry !== undefined && nameSchema.safeParse(entry.id).success && !entry.isEmbedding) models.set(entry.id, modelOf(entry));
  }
  return [...models.values()];
}

function modelOf({ id, label, contextTokens, price, tools, images, efforts, providers }: ListedEntry): ListedModel {
  const shown = label === undefined || label === id ? {} : { label: oneLine(label).slice(0, 200) };
  return { name: id, ...shown, contextTokens, price, tools, images, efforts, providers };
}

function oneLine(text: string): string {
  return text.replace(/\p{C}/gu, '').replace(/\s+/g, ' ').trim();
}

/** Where a list is asked for. */
export interface ListedAt {
  readonly provider: Exclude<ProviderId, 'editor'>;
  readonly baseUrl: string;
}

/**
 * What an endpoint lists; never rejects. The two protocols answer alike: https://docs.anthropic.com/en/api/models-list,
 * https://platform.openai.com/docs/api-reference/models/list.
 */
export async function listModels({ provider, baseUrl }: ListedAt, key: string | undefined, signal: AbortSignal): Promise<Listing> {
  const url = provider === 'openai' ? `${baseUrl}/models` : `${baseUrl}/v1/models?limit=1000`;
  try {
    const body = await readJson(url, keyHeaders(provider, key), AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]));
    if (body === 'refused') return { kind: 'refused' };
    const models = modelsIn(body);
    return models === undefined ? { kind: 'none' } : { kind: 'listed', models: models.map((model) => namedAt(baseUrl, model)) };
  } catch {
    return { kind: 'none' };
  }
}

/** The key as each of the two protocols wants it. */
export function keyHeaders(provider: ListedAt['provider'], key: string | undefined): Record<string, string> {
  if (provider === 'openai') return key === undefined ? {} : { authorization: `Bearer ${key}` };
  return { 'anthropic-version': '2023-06-01', ...(key === undefined ? {} : { 'x-api-key': key }) };
}

/** Gemini lists `models/NAME` and takes `NAME`. */
function namedAt(baseUrl: string, model: ListedModel): ListedModel {
  const isGemini = URL.parse(baseUrl)?.host === 'generativelanguage.googleapis.com';
  return isGemini && model.name.startsWith('models/') ? { ...model, name: model.name.slice('models/'.length) } : model;
}

/** `body`: posted, where there is one. Rejects where nothing, no JSON or too much of it comes. A redirect is not followed: it could carry the key to another host. */
export async function readJson(url: string, headers: Record<string, string>, signal: AbortSignal, body?: unknown): Promise<unknown> {
  const asked =
    body === undefined
      ? { headers }
      : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, { ...asked, redirect: 'error', signal });
  if (response.status === 401 || response.status === 403) {
    await response.body?.cancel();
    return 'refused';
  }
  const text = await boundedText(response);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return JSON.parse(text);
}

async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > mostBytes) throw new Error('too much');
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
