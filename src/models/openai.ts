import type { OpenAI } from 'openai';
import { newId } from '../base/newId.ts';
import { type Batches, readAnswer } from './answer.ts';
import { firstKnown } from './capabilities.ts';
import { contextTokensOf } from './catalogue.ts';
import { failureOf } from './classify.ts';
import { closeListedNames } from './closeNames.ts';
import { contain } from './contain.ts';
import { contextLengthIn } from './contextLength.ts';
import { type Endpoint, hostOf } from './errors.ts';
import { estimatedUsage } from './estimate.ts';
import { fetchFor, guardedFetch, HttpRefusal } from './guardedFetch.ts';
import { listedPriceIn } from './listedPrice.ts';
import { formatModelId, type LanguageModel, type ListedPrice, type ModelId, type ModelRequest } from './model.ts';
import { OpenAiReader } from './openaiEvents.ts';
import {
  adaptableParameters,
  adaptations,
  cacheHintOf,
  commonDialect,
  type Dialect,
  OpenAiRequests,
  openAiDialect,
} from './openaiRequest.ts';
import { holdsPictures, refusalOfPictures, saysThatItDoesNotSee } from './pictures.ts';
import { standIn } from './requestBody.ts';
import { type SilenceLimits, silenceLimits } from './stall.ts';
import { wireErrorOfRefusal } from './wireError.ts';

/** What we use of the SDK; scripts/sdks.mjs leaves the rest out of the package. */
type Client = Pick<OpenAI, 'get' | 'post'>;

const listingMs = 5000;

export const openAiUrl = 'https://api.openai.com/v1';

export interface OpenAiOptions {
  readonly name: string;
  /** Local servers need none. */
  readonly apiKey?: string;
  readonly baseUrl: string;
  readonly contextTokens?: number;
  readonly label?: string;
  readonly limits?: SilenceLimits;
  /** What the endpoint wants before it was asked; by its address where this is left out. */
  readonly dialect?: Dialect;
}

/** What endpoints were found to want, by address and model: a new session need not be refused again. */
const learnedDialects = new Map<string, Dialect>();

/** A model behind Chat Completions at any address: OpenAI, routers, Ollama, vLLM, LM Studio, llama.cpp. Loads nothing before its first stream. */
export function createOpenAiModel(options: OpenAiOptions): LanguageModel {
  const { name } = options;
  const id: ModelId = { provider: 'openai', name };
  const url = options.baseUrl.replace(/\/+$/, '');
  const isOpenAi = url === openAiUrl;
  const service = isOpenAi ? 'OpenAI' : hostOf(url);
  const hasKey = options.apiKey !== undefined && options.apiKey !== '';
  const limits = options.limits ?? silenceLimits('openai', url);
  const endpoint: Endpoint = { provider: 'openai', service, url, model: name, hasKey };
  const requests = new OpenAiRequests(name, formatModelId(id), cacheHintOf(url, name));
  const place = `${url} ${name}`;
  const firstDialect = options.dialect ?? (isOpenAi ? openAiDialect : commonDialect);
  let contextTokens = options.contextTokens ?? (isOpenAi ? contextTokensOf(id) : undefined);
  let listingsLeft = 3;
  let loading: Promise<Client> | undefined;

  const load = async (): Promise<Client> => {
    const { OpenAI } = await import('openai');
    return new OpenAI({
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
      // Silence is watched by us; the SDK's own limit must not come first.
      timeout: 2 * limits.headersMs,
      logLevel: 'off',
      fetch: guardedFetch(fetchFor(url)),
    });
  };

  /** Beside a request, which neither waits for it nor is outlived by it: answers what ends it. What cannot be had stays unknown. */
  function learnContext(client: Client, signal: AbortSignal): () => void {
    if (contextTokens !== undefined || isOpenAi || listingsLeft === 0) return () => undefined;
    listingsLeft -= 1;
    const over = new AbortController();
    const learn = async (): Promise<void> => {
      const listing: unknown = await client.get('/models', { signal: AbortSignal.any([signal, over.signal]), timeout: listingMs });
      listingsLeft = 0;
      contextTokens = contextLengthIn(listing, name);
    };
    learn().catch(() => undefined);
    return () => over.abort();
  }

  /** Before the first request: what is paid for is known first. A list that cannot be had is asked for again the next time. */
  async function listedPrice(signal: AbortSignal): Promise<ListedPrice | undefined> {
    if (isOpenAi) return undefined;
    try {
      loading ??= load();
      const listing: unknown = await (await loading).get('/models', { signal, timeout: listingMs });
      listingsLeft = 0;
      contextTokens ??= contextLengthIn(listing, name);
      return listedPriceIn(listing, name);
    } catch {
      return undefined;
    }
  }

  /** Asks again in another dialect where the endpoint refuses OpenAI's; what worked is kept. */
  async function open(client: Client, request: ModelRequest, signal: AbortSignal): Promise<Response> {
    const tried = new Set<string>();
    for (let current = learnedDialects.get(place) ?? firstDialect; ; ) {
      tried.add(JSON.stringify(current));
      try {
        const body = requests.body(request, current);
        // The SDK signs and sends the request; the stream is read by us, because it must cost little and say when bytes come.
        const response = await client.post('/chat/completions', { ...standIn(body, signal), stream: true }).asResponse();
        if (current !== firstDialect) learnedDialects.set(place, current);
        return response;
      } catch (error) {
        const refusal = refusalOfPictures(error);
        const isBlind = refusal !== undefined && current.takesImages && holdsPictures(request) && saysThatItDoesNotSee(refusal);
        if (refusal !== undefined && !isBlind && requests.leaveOutPictures(request)) continue;
        const others = isBlind ? [{ ...current, takesImages: false }] : otherDialects(error, current);
        const next = others.find((candidate) => !tried.has(JSON.stringify(candidate)));
        if (next === undefined) throw error;
        current = next;
      }
    }
  }

  async function* read(request: ModelRequest, signal: AbortSignal): Batches {
    loading ??= load();
    const reader = new OpenAiReader({
      service,
      estimate: (outputTokens) => estimatedUsage(request, outputTokens),
      newCallId: () => newId('call'),
    });
    const client = await loading;
    const endLearning = learnContext(client, signal);
    try {
      yield* readAnswer(await open(client, request, signal), reader);
    } finally {
      endLearning();
    }
  }

  return {
    id,
    label: options.label ?? name,
    endpoint: url,
    listedPrice,
    get contextTokens() {
      return contextTokens;
    },
    get capabilities() {
      const learned = learnedDialects.get(place);
      return firstKnown(learned?.takesImages === false ? { images: false, source: 'tried' } : undefined, {
        contextTokens,
        source: isOpenAi ? 'catalogue' : 'listed',
      });
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
            closeModels: () => closeListedNames(name, async () => (await loading)?.get('/models', { signal: inner, timeout: listingMs })),
          }),
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
