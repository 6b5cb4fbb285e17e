import type OpenAI from 'openai';
import { newId } from '../base/newId.ts';
import { contextTokensOf } from './catalogue.ts';
import { failureOf } from './classify.ts';
import { closeNames } from './closeNames.ts';
import { contain } from './contain.ts';
import { type Endpoint, hostOf } from './errors.ts';
import { estimatedUsage } from './estimate.ts';
import { defaultSilenceLimits, guardedFetch, HttpRefusal, type SilenceLimits } from './guardedFetch.ts';
import { formatModelId, type LanguageModel, type ModelEvent, type ModelId, type ModelRequest } from './model.ts';
import { readOpenAiChunks } from './openaiEvents.ts';
import { adaptableParameters, adaptations, commonDialect, type Dialect, openAiDialect, openAiRequest } from './openaiRequest.ts';
import { type WireError, wireErrorOfEvent, wireErrorOfRefusal } from './wireError.ts';

export const openAiUrl = 'https://api.openai.com/v1';

export interface OpenAiOptions {
  readonly name: string;
  /** Local servers need none. */
  readonly apiKey?: string;
  readonly baseUrl: string;
  readonly contextTokens?: number;
  readonly label?: string;
  readonly silence?: SilenceLimits;
}

/** A model behind Chat Completions at any address: OpenAI, routers, Ollama, vLLM, LM Studio, llama.cpp. Loads nothing before its first stream. */
export function createOpenAiModel(options: OpenAiOptions): LanguageModel {
  const { name } = options;
  const id: ModelId = { provider: 'openai', name };
  const url = options.baseUrl.replace(/\/+$/, '');
  const service = url === openAiUrl ? 'OpenAI' : hostOf(url);
  const hasKey = options.apiKey !== undefined && options.apiKey !== '';
  const endpoint: Endpoint = { provider: 'openai', service, url, model: name, hasKey };
  let dialect: Dialect = url === openAiUrl ? openAiDialect : commonDialect;
  let loading: Promise<{ readonly client: OpenAI; readonly sdk: typeof OpenAI }> | undefined;

  const load = async (): Promise<{ readonly client: OpenAI; readonly sdk: typeof OpenAI }> => {
    const { default: sdk } = await import('openai');
    const limits = options.silence ?? defaultSilenceLimits;
    const client = new sdk({
      // The SDK wants a key in any case; without one the header is taken away again.
      apiKey: hasKey ? (options.apiKey ?? '') : 'none',
      ...(hasKey ? {} : { defaultHeaders: { Authorization: null } }),
      // Else these would be read from the environment, which needs the person's consent.
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      baseURL: url,
      // Retries are the loop's: it shows them, counts them and can be stopped.
      maxRetries: 0,
      timeout: limits.firstByteMs,
      logLevel: 'off',
      fetch: guardedFetch(limits),
    });
    return { client, sdk };
  };

  /** Asks again in another dialect where the endpoint refuses OpenAI's; what worked is kept. */
  async function open(client: OpenAI, request: ModelRequest, signal: AbortSignal): Promise<AsyncIterable<unknown>> {
    const tried = new Set<string>();
    for (let current = dialect; ; ) {
      tried.add(JSON.stringify(current));
      try {
        const chunks = await client.chat.completions.create(openAiRequest(name, formatModelId(id), request, current), { signal });
        dialect = current;
        return chunks;
      } catch (error) {
        const next = otherDialects(error, current).find((candidate) => !tried.has(JSON.stringify(candidate)));
        if (next === undefined) throw error;
        current = next;
      }
    }
  }

  async function* read(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    loading ??= load();
    const { client } = await loading;
    yield* readOpenAiChunks(await open(client, request, signal), {
      service,
      estimate: (outputTokens) => estimatedUsage(request, outputTokens),
      newCallId: () => newId('call'),
    });
  }

  return {
    id,
    label: options.label ?? name,
    contextTokens: options.contextTokens ?? (url === openAiUrl ? contextTokensOf(id) : undefined),
    stream: (request, signal) =>
      contain(signal, {
        service,
        read: (inner) => read(request, inner),
        failureOf: async (error, inner) => {
          const loaded = await loading?.catch(() => undefined);
          return failureOf(error, loaded === undefined ? undefined : errorInStream(error, loaded.sdk), {
            endpoint,
            nowMs: Date.now(),
            closeModels: async () => (loaded === undefined ? [] : closeModels(loaded.client, name, inner)),
          });
        },
      }),
  };
}

/** By the parameter that the refusal names, or, since most servers name none, by the ones in its text. */
function otherDialects(error: unknown, dialect: Dialect): readonly Dialect[] {
  const refusal = error instanceof Error ? error.cause : undefined;
  if (!(refusal instanceof HttpRefusal) || (refusal.status !== 400 && refusal.status !== 422)) return [];
  const { param, text } = wireErrorOfRefusal(refusal, 0);
  const named = param === undefined ? [] : [param.split('.')[0] ?? param];
  const inText = adaptableParameters.filter((parameter) => text?.includes(parameter) === true);
  return [...named, ...inText].flatMap((parameter) => adaptations(dialect, parameter));
}

/** The SDK throws an error object in the stream as an error without a status. */
function errorInStream(error: unknown, sdk: typeof OpenAI): WireError | undefined {
  const isEvent = error instanceof sdk.APIError && !(error instanceof sdk.APIConnectionError) && error.status === undefined;
  return isEvent ? wireErrorOfEvent(error.error) : undefined;
}

const listingMs = 5000;

async function closeModels(client: OpenAI, name: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const page = await client.models.list({ signal, timeout: listingMs });
    return closeNames(
      name,
      page.data.map((model) => model.id),
    );
  } catch {
    // A list that cannot be had is no news beside the failure that it should explain.
    return [];
  }
}
