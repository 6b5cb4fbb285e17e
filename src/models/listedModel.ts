import * as z from 'zod';
import { whenUsed } from '../base/whenUsed.ts';
import { efforts } from './choiceEffort.ts';
import type { Effort, ListedPrice } from './model.ts';

/** What an endpoint says of a model itself. What it does not say is undefined. */
export interface Listed {
  /** Tokens of request and answer together. */
  readonly contextTokens: number | undefined;
  /** US dollars for a million tokens. */
  readonly price: ListedPrice | undefined;
  readonly tools: boolean | undefined;
  readonly images: boolean | undefined;
  /** Empty: it cannot be told how long to think. */
  readonly efforts: readonly Effort[] | undefined;
}

/** One of the services among which a router chooses. */
export interface ListedProvider extends Omit<Listed, 'images' | 'efforts'> {
  readonly name: string;
}

export interface ListedEntry extends Listed {
  readonly id: string;
  readonly label: string | undefined;
  /** Whose it is, in words by which local servers can be told apart. */
  readonly owner: string | undefined;
  readonly isEmbedding: boolean;
  /** Anthropic’s: the kinds of `thinking` that a request may ask for. */
  readonly thinking: readonly string[] | undefined;
  /** Those that answer now. */
  readonly providers: readonly ListedProvider[];
}

const length = z.number().int().positive().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const words = z.array(z.string()).optional().catch(undefined);
const support = z.looseObject({ supported: flag }).nullish().catch(undefined);
const perMillion = z.number().nonnegative();
/** OpenRouter: US dollars for one token, as text. */
const perToken = z.string().regex(/^\d+(\.\d+)?(e-?\d+)?$/i);
const tokenPrice = z.object({
  prompt: perToken,
  completion: perToken,
  input_cache_read: perToken.optional(),
  input_cache_write: perToken.optional(),
});

/**
 * An entry of `GET /models` in the words of many servers. Lengths: vLLM and SGLang (`max_model_len`), the Hugging Face router and OpenRouter
 * (`context_length`), Groq (`context_window`), LM Studio (`loaded_context_length`: as it is loaded, which may be less than it takes), llama.cpp
 * (`meta.n_ctx`: as the server runs it), Anthropic (`max_input_tokens`).
 */
const entrySchema = whenUsed(() =>
  z.looseObject({
    id: z.string(),
    name: z.string().optional().catch(undefined),
    display_name: z.string().optional().catch(undefined),
    type: z.string().optional().catch(undefined),
    owned_by: z.string().optional().catch(undefined),
    max_model_len: length,
    context_length: length,
    context_window: length,
    max_context_length: length,
    loaded_context_length: length,
    max_input_tokens: length,
    meta: z.object({ n_ctx: length, n_ctx_train: length }).nullish().catch(undefined),
    pricing: tokenPrice.nullish().catch(undefined),
    supported_parameters: words,
    architecture: z.looseObject({ input_modalities: words }).nullish().catch(undefined),
    capabilities: z
      .union([
        z.array(z.string()),
        z.looseObject({
          image_input: support,
          effort: z.record(z.string(), z.unknown()).nullish().catch(undefined),
          thinking: z
            .looseObject({ types: z.record(z.string(), support).nullish() })
            .nullish()
            .catch(undefined),
        }),
      ])
      .nullish()
      .catch(undefined),
    providers: z
      .array(
        z.looseObject({
          provider: z.string(),
          status: z.string().optional(),
          context_length: length,
          is_free: flag,
          supports_tools: flag,
          pricing: z.object({ input: perMillion, output: perMillion }).optional().catch(undefined),
        }),
      )
      .nullish()
      .catch(undefined),
  }),
);
type Entry = z.infer<typeof entrySchema>;
const listSchema = z.object({ data: z.array(z.unknown()) });

/** One entry of a list; undefined where it is none. */
export function listedEntry(raw: unknown): ListedEntry | undefined {
  const entry = entrySchema.safeParse(raw).data;
  if (entry === undefined) return undefined;
  const providers = (entry.providers ?? [])
    .filter(({ status }) => status === undefined || status === 'live')
    .map(({ provider, context_length, is_free, supports_tools, pricing }) => ({
      name: provider,
      contextTokens: context_length,
      price: is_free === true ? { input: 0, output: 0 } : pricing,
      tools: supports_tools,
    }));
  return {
    id: entry.id,
    label: entry.display_name ?? entry.name,
    owner: entry.owned_by,
    isEmbedding: entry.type === 'embeddings' || entry.type === 'embedding',
    ...ofAll(entry, providers),
    images: imagesOf(entry),
    efforts: effortsOf(entry),
    thinking: thinkingOf(entry),
    providers,
  };
}

/**
 * What a list says of the model with this name. The name may end in the provider that the Hugging Face router shall ask (`org/model:novita`), or
 * in the rule by which it chooses (`:fastest`): what is promised then is what all of those do that answer now.
 */
export function listedModel(body: unknown, name: string): ListedEntry | undefined {
  const entries = (listSchema.safeParse(body).data?.data ?? []).flatMap((raw) => listedEntry(raw) ?? []);
  const [base = name, chosen] = name.split(/:(?=[^:/]*$)/);
  // Gemini lists `models/NAME` and takes both.
  const ids = [name, `models/${name}`, name.replace(/^models\//, '')];
  const entry = entries.find(({ id }) => ids.includes(id)) ?? entries.find(({ id }) => id === base);
  const provider = entry?.providers.find((one) => one.name === chosen);
  if (entry === undefined || provider === undefined) return entry;
  const { contextTokens, price, tools } = provider;
  return { ...entry, contextTokens: contextTokens ?? entry.contextTokens, price, tools, providers: [provider] };
}

/** Of several among which a router chooses, the shortest context and the dearest price count; when one names none, no price is known. */
function ofAll(entry: Entry, providers: readonly ListedProvider[]): Pick<Listed, 'contextTokens' | 'price' | 'tools'> {
  const own = entry.loaded_context_length ?? entry.max_model_len ?? entry.meta?.n_ctx ?? entry.context_length ?? entry.context_window;
  const lengths = providers.flatMap(({ contextTokens }) => contextTokens ?? []);
  const least = lengths.length > 0 ? Math.min(...lengths) : (entry.max_context_length ?? entry.meta?.n_ctx_train ?? entry.max_input_tokens);
  return {
    contextTokens: own ?? least,
    price: entry.pricing ? priceOfTokens(entry.pricing) : dearest(providers.map(({ price }) => price)),
    tools: providers.length > 0 ? agreed(providers.map(({ tools }) => tools)) : toolsOf(entry),
  };
}

function toolsOf({ supported_parameters, capabilities }: Entry): boolean | undefined {
  if (supported_parameters !== undefined) return supported_parameters.includes('tools');
  return Array.isArray(capabilities) ? capabilities.some((one) => one === 'tool_use' || one === 'tools') : undefined;
}

function imagesOf({ architecture, type, capabilities }: Entry): boolean | undefined {
  const modalities = architecture?.input_modalities;
  if (modalities !== undefined) return modalities.includes('image');
  if (type === 'vlm') return true;
  // LM Studio, where `vlm` is what sees; others call everything `model`.
  if (type === 'llm') return false;
  return Array.isArray(capabilities) ? capabilities.includes('vision') || undefined : capabilities?.image_input?.supported;
}

/** Anthropic lists them one by one; OpenRouter says whether there are any. */
function effortsOf({ supported_parameters, capabilities }: Entry): readonly Effort[] | undefined {
  if (supported_parameters !== undefined) return supported_parameters.some((one) => /^reasoning(_effort)?$/.test(one)) ? undefined : [];
  if (Array.isArray(capabilities) || !capabilities?.effort) return undefined;
  const { effort, thinking } = capabilities;
  const levels = efforts.filter((one) => support.safeParse(effort[one]).data?.supported === true);
  const canBeOff = levels.length > 0 && thinking?.types?.['disabled']?.supported === true;
  return canBeOff ? ['none', ...levels] : levels;
}

function thinkingOf({ capabilities }: Entry): readonly string[] | undefined {
  if (Array.isArray(capabilities) || !capabilities?.thinking?.types) return undefined;
  return Object.entries(capabilities.thinking.types).flatMap(([type, one]) => (one?.supported === true ? [type] : []));
}

function agreed(said: readonly (boolean | undefined)[]): boolean | undefined {
  if (said.every((each) => each === true)) return true;
  return said.every((each) => each === false) ? false : undefined;
}

function dearest(prices: readonly (ListedPrice | undefined)[]): ListedPrice | undefined {
  const known = prices.flatMap((price) => price ?? []);
  if (known.length === 0 || known.length < prices.length) return undefined;
  return { input: Math.max(...known.map(({ input }) => input)), output: Math.max(...known.map(({ output }) => output)) };
}

const tokensInMillion = 1_000_000;

function priceOfTokens({ prompt, completion, input_cache_read: read, input_cache_write: write }: z.infer<typeof tokenPrice>): ListedPrice {
  return {
    input: Number(prompt) * tokensInMillion,
    output: Number(completion) * tokensInMillion,
    ...(read === undefined ? {} : { cacheRead: Number(read) * tokensInMillion }),
    ...(write === undefined ? {} : { cacheWrite: Number(write) * tokensInMillion }),
  };
}
