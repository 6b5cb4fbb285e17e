import type { BaseAnthropic } from '@anthropic-ai/sdk';
import { newId } from '../base/newId.ts';
import { type Batches, readAnswer } from './answer.ts';
import type { SentBlock } from './anthropicBlock.ts';
import { anyThinking, offeredEfforts, type Thinking, thinkingAfterRefusal } from './anthropicEffort.ts';
import { AnthropicReader } from './anthropicEvents.ts';
import { AnthropicRequests } from './anthropicRequest.ts';
import { firstKnown } from './capabilities.ts';
import { contextTokensOf, inCatalogue } from './catalogue.ts';
import { failureOf } from './classify.ts';
import { closeListedNames } from './closeNames.ts';
import { contain } from './contain.ts';
import { type Endpoint, hostOf } from './errors.ts';
import { estimatedUsage } from './estimate.ts';
import { fetchFor, guardedFetch, HttpRefusal } from './guardedFetch.ts';
import { type ListedEntry, listedEntry } from './listedModel.ts';
import { ListingBeside } from './listingBeside.ts';
import { type Capabilities, formatModelId, type LanguageModel, type ModelId, type ModelRequest } from './model.ts';
import { refusalOfPictures } from './pictures.ts';
import { type BodyPieces, standIn } from './requestBody.ts';
import { type SilenceLimits, silenceLimits } from './stall.ts';
import { wireErrorOfRefusal } from './wireError.ts';

/** What we use of the SDK; scripts/sdks.mjs leaves the rest out of the package. */
type Client = Pick<BaseAnthropic, 'get' | 'post'>;

const listingMs = 5000;

export const anthropicUrl = 'https://api.anthropic.com';

export interface AnthropicOptions {
  readonly name: string;
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly contextTokens?: number;
  readonly label?: string;
  readonly limits?: SilenceLimits;
  /** What was found out before, by `probeModel`. What the model learns itself goes before it. */
  readonly capabilities?: Partial<Capabilities>;
}

/** How models were found to be told how long to think, by address and model. */
const learnedThinking = new Map<string, Thinking>();

/** A model behind the Anthropic Messages API. Opens nothing and loads nothing before its first stream. */
export function createAnthropicModel(options: AnthropicOptions): LanguageModel {
  const { name, apiKey } = options;
  const id: ModelId = { provider: 'anthropic', name };
  const url = options.baseUrl ?? anthropicUrl;
  const service = url === anthropicUrl ? 'Anthropic' : hostOf(url);
  const limits = options.limits ?? silenceLimits('anthropic', url);
  const endpoint: Endpoint = { provider: 'anthropic', service, url, model: name, hasKey: apiKey !== '' };
  const requests = new AnthropicRequests(name, formatModelId(id), options.capabilities?.images !== false);
  const place = `${url} ${name}`;
  let loading: Promise<Client> | undefined;

  const start = async (): Promise<Client> => {
    const { BaseAnthropic } = await import('@anthropic-ai/sdk');
    return new BaseAnthropic({
      apiKey,
      baseURL: url,
      // Retries are the loop's: it shows them, counts them and can be stopped.
      maxRetries: 0,
      // Silence is watched by us; the SDK's own limit must not come first.
      timeout: 2 * limits.headersMs,
      logLevel: 'off',
      fetch: guardedFetch(fetchFor(url)),
    });
  };

  const load = (): Promise<Client> => {
    loading ??= start();
    return loading;
  };
  const listing = new ListingBeside(async (signal) =>
    listedEntry(await (await load()).get(`/v1/models/${encodeURIComponent(name)}`, { signal, timeout: listingMs })),
  );

  function contextTokens(): number | undefined {
    return options.contextTokens ?? listing.listed?.contextTokens ?? options.capabilities?.contextTokens ?? contextTokensOf(id);
  }

  function thinking(): Thinking {
    const listed = thinkingListed(listing.listed);
    return learnedThinking.get(place) ?? listed ?? { ...anyThinking, efforts: options.capabilities?.efforts };
  }

  /** Once more without old thinking when the service refuses its signatures, and with words for pictures that it does not take. */
  async function open(client: Client, request: ModelRequest, said: readonly SentBlock[], signal: AbortSignal): Promise<Response> {
    for (;;) {
      try {
        return await send(client, requests.body(request, said, thinking()), signal);
      } catch (error) {
        if (!canBeAskedOtherwise(error, request)) throw error;
      }
    }
  }

  function canBeAskedOtherwise(error: unknown, request: ModelRequest): boolean {
    const text = badRequestText(error) ?? '';
    // What is said of a message is said of the thinking in it, and not of how much of it is asked for.
    const ways = /^messages[.[]/.test(text) ? [leaveOutThinking, thinkOtherwise] : [thinkOtherwise, leaveOutThinking];
    if (ways.some((tryWay) => tryWay(text, request))) return true;
    const refusal = refusalOfPictures(error);
    return refusal !== undefined && requests.leaveOutPictures(request, refusal);
  }

  function thinkOtherwise(text: string, request: ModelRequest): boolean {
    const other = thinkingAfterRefusal(text, request, thinking());
    if (other !== undefined) learnedThinking.set(place, other);
    return other !== undefined;
  }

  /** The service has no code for this, so its words must do. */
  function leaveOutThinking(text: string, request: ModelRequest): boolean {
    return /thinking/i.test(text) && requests.leaveOutThinking(request);
  }

  /** The SDK signs and sends the request; the stream is read by us, because it must cost little and say when bytes come. */
  function send(client: Client, body: BodyPieces, signal: AbortSignal): Promise<Response> {
    return client.post('/v1/messages', { ...standIn(body, signal), stream: true }).asResponse();
  }

  async function* read(request: ModelRequest, signal: AbortSignal): Batches {
    const client = await load();
    const endListing = options.contextTokens === undefined ? listing.begin(signal) : () => undefined;
    const reader = new AnthropicReader({
      service,
      estimate: (outputTokens) => estimatedUsage(request, outputTokens),
      newCallId: () => newId('call'),
    });
    try {
      yield* readAnswer(await open(client, request, [], signal), reader);
      while (reader.isPaused) yield* readAnswer(await open(client, request, reader.goOn(), signal), reader);
    } finally {
      endListing();
    }
  }

  return {
    id,
    label: options.label ?? name,
    endpoint: url,
    get contextTokens() {
      return contextTokens();
    },
    get capabilities() {
      const learned = learnedThinking.get(place);
      return firstKnown(
        {
          images: requests.takesImages ? undefined : false,
          efforts: learned === undefined ? undefined : offeredEfforts(learned),
          source: 'tried',
        },
        listing.listed === undefined ? undefined : { ...listing.listed, source: 'listed' },
        options.capabilities,
        { ...inCatalogue({ ...id, baseUrl: url }), contextTokens: contextTokens(), source: 'catalogue' },
      );
    },
    stream: (request, signal) =>
      contain(signal, {
        service,
        limits,
        read: (inner) => read(request, inner),
        failureOf: (error, inner) =>
          failureOf(error, {
            endpoint,
            nowMs: Date.now(),
            closeModels: () =>
              closeListedNames(name, async () =>
                (await loading)?.get('/v1/models', { query: { limit: 100 }, signal: inner, timeout: listingMs }),
              ),
          }),
      }),
  };
}

function badRequestText(error: unknown): string | undefined {
  const refusal = error instanceof Error ? error.cause : undefined;
  return refusal instanceof HttpRefusal && refusal.status === 400 ? wireErrorOfRefusal(refusal, 0).text : undefined;
}

/** How a model is told how long to think, as the service lists it. */
function thinkingListed(listed: ListedEntry | undefined): Thinking | undefined {
  if (listed?.thinking === undefined) return undefined;
  const { thinking: types, efforts = [] } = listed;
  if (efforts.some((effort) => effort !== 'none')) return { way: types.includes('adaptive') ? 'adaptive' : 'effort', efforts };
  return types.includes('enabled') ? { way: 'budget', efforts: undefined } : { way: 'none', efforts: [] };
}
