import * as z from 'zod';
import { whenUsed } from '../base/whenUsed.ts';
import { contextLengthIn } from './contextLength.ts';
import { listedPriceIn } from './listedPrice.ts';
import type { ListedPrice, ProviderId } from './model.ts';

/** A model as its endpoint lists it. What the endpoint does not say is undefined. */
export interface ListedModel {
  readonly name: string;
  readonly label?: string;
  /** Tokens of request and answer together. */
  readonly contextTokens: number | undefined;
  /** US dollars for a million tokens. */
  readonly price: ListedPrice | undefined;
  readonly tools: boolean | undefined;
  readonly images: boolean | undefined;
  /** A router’s providers of it that answer now. */
  readonly providers: readonly ListedProvider[];
}

/** One of those among which a router chooses. */
export interface ListedProvider {
  readonly name: string;
  readonly contextTokens: number | undefined;
  readonly price: ListedPrice | undefined;
  readonly tools: boolean | undefined;
}

/** `refused`: it shows its list only to whoever has a key, or another key. `none`: it has no list, or cannot be reached. */
export type Listing = { readonly kind: 'listed'; readonly models: readonly ListedModel[] } | { readonly kind: 'refused' | 'none' };

const patienceMs = 8_000;
/** A list of thousands of models is a few megabytes. */
const mostBytes = 16 * 1024 * 1024;

const words = z.array(z.string()).optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
/** Of several services: Anthropic’s `display_name`, OpenRouter’s `architecture`, the Hugging Face router’s `providers`, LM Studio’s `capabilities`. */
const entrySchema = whenUsed(() =>
  z.looseObject({
    id: z
      .string()
      .min(1)
      .max(200)
      // What is shown as a name and written into a setting is one line that a person can read.
      .regex(/^[^\s\p{C}]+$/u),
    name: z.string().max(200).optional().catch(undefined),
    display_name: z.string().max(200).optional().catch(undefined),
    max_input_tokens: z.number().int().positive().optional().catch(undefined),
    supported_parameters: words,
    capabilities: z
      .union([z.array(z.string()), z.looseObject({ image_input: z.looseObject({ supported: flag }).optional() })])
      .optional()
      .catch(undefined),
    type: z.string().optional().catch(undefined),
    architecture: z.looseObject({ input_modalities: words }).nullish().catch(undefined),
    providers: z
      .array(z.looseObject({ provider: z.string().max(80), status: z.string().optional(), supports_tools: flag }))
      .nullish()
      .catch(undefined),
  }),
);
type Entry = z.infer<typeof entrySchema>;
const listSchema = z.object({ data: z.array(z.unknown()).max(10_000) });

/** The models in what `GET /models` answered; entries that are none are left out. */
export function modelsIn(body: unknown): readonly ListedModel[] | undefined {
  const list = listSchema.safeParse(body);
  if (!list.success) return undefined;
  const models = new Map<string, ListedModel>();
  for (const raw of list.data.data) {
    const entry = entrySchema.safeParse(raw);
    if (entry.success && !isEmbedding(entry.data)) models.set(entry.data.id, modelOf(raw, entry.data));
  }
  return [...models.values()];
}

function modelOf(raw: unknown, entry: Entry): ListedModel {
  const alone = { data: [raw] };
  const label = entry.display_name ?? entry.name;
  const live = (entry.providers ?? []).filter(({ status }) => status === undefined || status === 'live');
  const capabilities = Array.isArray(entry.capabilities) ? entry.capabilities : undefined;
  const asked = entry.supported_parameters?.includes('tools') ?? capabilities?.includes('tool_use');
  return {
    name: entry.id,
    ...(label === undefined || label === entry.id ? {} : { label: oneLine(label) }),
    contextTokens: contextLengthIn(alone, entry.id) ?? entry.max_input_tokens,
    price: listedPriceIn(alone, entry.id),
    // A router’s choice among several is sure of what all of them can do.
    tools: live.length > 0 ? agreed(live.map(({ supports_tools }) => supports_tools)) : asked,
    images: seesImages(entry),
    providers: live.map(({ provider, supports_tools }) => ({
      name: provider,
      contextTokens: contextLengthIn(alone, `${entry.id}:${provider}`),
      price: listedPriceIn(alone, `${entry.id}:${provider}`),
      tools: supports_tools,
    })),
  };
}

function agreed(said: readonly (boolean | undefined)[]): boolean | undefined {
  if (said.every((each) => each === true)) return true;
  return said.every((each) => each === false) ? false : undefined;
}

function seesImages({ architecture, type, capabilities }: Entry): boolean | undefined {
  const modalities = architecture?.input_modalities;
  if (modalities !== undefined) return modalities.includes('image');
  if (type === 'vlm') return true;
  if (type === 'llm') return false;
  return Array.isArray(capabilities) ? undefined : capabilities?.image_input?.supported;
}

function isEmbedding({ type }: Entry): boolean {
  return type === 'embeddings' || type === 'embedding';
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
  const headers = provider === 'openai' ? openAiHeaders(key) : anthropicHeaders(key);
  try {
    const body = await readJson(url, headers, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]));
    if (body === 'refused') return { kind: 'refused' };
    const models = modelsIn(body);
    return models === undefined ? { kind: 'none' } : { kind: 'listed', models: models.map((model) => namedAt(baseUrl, model)) };
  } catch {
    return { kind: 'none' };
  }
}

function openAiHeaders(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
}

function anthropicHeaders(key: string | undefined): Record<string, string> {
  return { 'anthropic-version': '2023-06-01', ...(key === undefined ? {} : { 'x-api-key': key }) };
}

/** Gemini lists `models/NAME` and takes `NAME`. */
function namedAt(baseUrl: string, model: ListedModel): ListedModel {
  const isGemini = URL.parse(baseUrl)?.host === 'generativelanguage.googleapis.com';
  return isGemini && model.name.startsWith('models/') ? { ...model, name: model.name.slice('models/'.length) } : model;
}

/** Rejects where nothing, no JSON or too much of it comes. A redirect is not followed: it could carry the key to another host. */
export async function readJson(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { headers, redirect: 'error', signal });
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
