import type Anthropic from '@anthropic-ai/sdk';
import { newId } from '../base/newId.ts';
import { readAnthropicEvents } from './anthropicEvents.ts';
import { anthropicRequest, repeatsThinking } from './anthropicRequest.ts';
import { contextTokensOf } from './catalogue.ts';
import { failureOf } from './classify.ts';
import { closeNames } from './closeNames.ts';
import { contain } from './contain.ts';
import { type Endpoint, hostOf } from './errors.ts';
import { estimatedUsage } from './estimate.ts';
import { defaultSilenceLimits, guardedFetch, HttpRefusal, type SilenceLimits } from './guardedFetch.ts';
import { formatModelId, type LanguageModel, type ModelEvent, type ModelId, type ModelRequest } from './model.ts';
import { type WireError, wireErrorOfEvent, wireErrorOfRefusal } from './wireError.ts';

export const anthropicUrl = 'https://api.anthropic.com';

export interface AnthropicOptions {
  readonly name: string;
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly contextTokens?: number;
  readonly label?: string;
  readonly silence?: SilenceLimits;
}

/** A model behind the Anthropic Messages API. Opens nothing and loads nothing before its first stream. */
export function createAnthropicModel(options: AnthropicOptions): LanguageModel {
  const { name, apiKey } = options;
  const id: ModelId = { provider: 'anthropic', name };
  const url = options.baseUrl ?? anthropicUrl;
  const service = url === anthropicUrl ? 'Anthropic' : hostOf(url);
  const endpoint: Endpoint = { provider: 'anthropic', service, url, model: name, hasKey: apiKey !== '' };
  let loading: Promise<{ readonly client: Anthropic; readonly sdk: typeof Anthropic }> | undefined;

  const load = async (): Promise<{ readonly client: Anthropic; readonly sdk: typeof Anthropic }> => {
    const { default: sdk } = await import('@anthropic-ai/sdk');
    const limits = options.silence ?? defaultSilenceLimits;
    const client = new sdk({
      apiKey,
      baseURL: url,
      // Retries are the loop's: it shows them, counts them and can be stopped.
      maxRetries: 0,
      timeout: limits.firstByteMs,
      logLevel: 'off',
      fetch: guardedFetch(limits),
    });
    return { client, sdk };
  };

  /** Once more without old thinking when the service refuses its signatures (another account, a rotated key). */
  async function open(client: Anthropic, request: ModelRequest, signal: AbortSignal): Promise<AsyncIterable<unknown>> {
    const origin = formatModelId(id);
    try {
      return await client.messages.create(anthropicRequest(name, origin, request), { signal });
    } catch (error) {
      if (!refusesThinking(error) || !repeatsThinking(request, origin)) throw error;
      return client.messages.create(anthropicRequest(name, undefined, request), { signal });
    }
  }

  async function* read(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    loading ??= load();
    const { client } = await loading;
    const events = await open(client, request, signal);
    yield* readAnthropicEvents(events, {
      service,
      estimate: (outputTokens) => estimatedUsage(request, outputTokens),
      newCallId: () => newId('call'),
    });
  }

  return {
    id,
    label: options.label ?? name,
    contextTokens: options.contextTokens ?? contextTokensOf(id),
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

/** The service has no code for this, so its words must do. */
function refusesThinking(error: unknown): boolean {
  const refusal = error instanceof Error ? error.cause : undefined;
  if (!(refusal instanceof HttpRefusal) || refusal.status !== 400) return false;
  return /thinking/i.test(wireErrorOfRefusal(refusal, 0).text ?? '');
}

/** The SDK throws an `error` event of the stream as an error without a status. */
function errorInStream(error: unknown, sdk: typeof Anthropic): WireError | undefined {
  const isEvent = error instanceof sdk.APIError && !(error instanceof sdk.APIConnectionError) && error.status === undefined;
  return isEvent ? wireErrorOfEvent(error.error) : undefined;
}

const listingMs = 5000;

async function closeModels(client: Anthropic, name: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const page = await client.models.list({ limit: 100 }, { signal, timeout: listingMs });
    return closeNames(
      name,
      page.data.map((model) => model.id),
    );
  } catch {
    // A list that cannot be had is no news beside the failure that it should explain.
    return [];
  }
}
