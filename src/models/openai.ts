import { newId } from '../base/newId.ts';
import { type Batches, readAnswer } from './answer.ts';
import { firstKnown } from './capabilities.ts';
import { contextTokensOf, inCatalogue } from './catalogue.ts';
import { failureOf } from './classify.ts';
import { closeListedNames } from './closeNames.ts';
import { contain } from './contain.ts';
import { type Endpoint, hostOf, isNearby } from './errors.ts';
import { estimatedUsage } from './estimate.ts';
import { HttpRefusal } from './guardedFetch.ts';
import { listedModel } from './listedModel.ts';
import { ListingBeside } from './listingBeside.ts';
import {
  type Capabilities,
  formatModelId,
  type LanguageModel,
  type ListedPrice,
  type ModelEvent,
  type ModelId,
  type ModelRequest,
} from './model.ts';
import { loadOpenAiClient, type OpenAiClient } from './openaiClient.ts';
import { commonDialect, type Dialect, openAiDialect, otherDialects } from './openaiDialect.ts';
import { chatCompletions, type Protocol } from './openaiProtocol.ts';
import { cacheHintOf } from './openaiRequest.ts';
import { refusalOfPictures, saysThatItDoesNotSee } from './pictures.ts';
import { standIn } from './requestBody.ts';
import { type SilenceLimits, silenceLimits } from './stall.ts';
import { wireErrorOfRefusal } from './wireError.ts';

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
  /** Chat Completions or Responses; `auto` (the default): the first, until the endpoint asks for the other one. */
  readonly api?: 'chat' | 'responses' | 'auto';
  /** What was found out before, by `probeModel`. What the model learns itself goes before it. */
  readonly capabilities?: Partial<Capabilities>;
}

/** What endpoints were found to want, by address and model: a new session need not be refused again. */
const learnedDialects = new Map<string, Dialect>();

/** A model behind an OpenAI-compatible endpoint: OpenAI, routers, Gemini, Ollama, vLLM, LM Studio, llama.cpp. Loads nothing before its first stream. */
export function createOpenAiModel(options: OpenAiOptions): LanguageModel {
  const { name, api = 'auto' } = options;
  const id: ModelId = { provider: 'openai', name };
  const url = options.baseUrl.replace(/\/+$/, '');
  const isOpenAi = url === openAiUrl;
  const service = isOpenAi ? 'OpenAI' : hostOf(url);
  const hasKey = options.apiKey !== undefined && options.apiKey !== '';
  const limits = options.limits ?? silenceLimits('openai', url);
  const endpoint: Endpoint = { provider: 'openai', service, url, model: name, hasKey };
  const place = `${url} ${name} ${api}`;
  const usualDialect = options.dialect ?? (isOpenAi ? openAiDialect : commonDialect);
  const givenDialect: Dialect = api === 'auto' ? usualDialect : { ...usualDialect, api };
  const protocols = protocolsOf(name, formatModelId(id), url);
  let loading: Promise<OpenAiClient> | undefined;

  const load = (): Promise<OpenAiClient> => {
    // The SDK's own limit must not come before ours.
    loading ??= loadOpenAiClient(url, options.apiKey, 2 * limits.headersMs);
    return loading;
  };
  const listing = new ListingBeside(async (signal) => {
    const client = await load();
    const limit = { signal, timeout: listingMs };
    const listed = listedModel(await client.get('/models', limit), name);
    if (listed?.owner === undefined || !isNearby(url)) return listed;
    const { withDetails } = await import('./serverDetails.ts');
    return await withDetails(listed, name, (path, body) => askBeside(client, `${url.replace(/\/v1$/, '')}${path}`, limit, body));
  });

  /** Before the first request: what is paid for is known first. */
  async function listedPrice(signal: AbortSignal): Promise<ListedPrice | undefined> {
    return isOpenAi ? undefined : (await listing.now(signal))?.price;
  }

  /** Where nothing was refused yet, what was found out or is listed says what to begin with. */
  function firstDialect(): Dialect {
    const { images, efforts } = firstKnown(listing.listed, options.capabilities);
    return { ...givenDialect, takesImages: givenDialect.takesImages && images !== false, efforts: givenDialect.efforts ?? efforts };
  }

  function contextTokens(): number | undefined {
    const found = options.contextTokens ?? listing.listed?.contextTokens ?? options.capabilities?.contextTokens;
    return found ?? (isOpenAi ? contextTokensOf(id) : undefined);
  }

  /** Asks again in another dialect where the endpoint refuses the first one; what worked is kept. */
  async function open(client: OpenAiClient, request: ModelRequest, signal: AbortSignal): Promise<readonly [Protocol, Response]> {
    const tried = new Set<string>();
    let left: readonly Dialect[] = [];
    for (let current = learnedDialects.get(place) ?? firstDialect(); ; ) {
      tried.add(JSON.stringify(current));
      const protocol = await protocols[current.api]();
      try {
        const body = protocol.body(request, current);
        // The SDK signs and sends the request; the stream is read by us, because it must cost little and say when bytes come.
        const response = await client.post(protocol.path, { ...standIn(body, signal), stream: true }).asResponse();
        if (tried.size > 1) learnedDialects.set(place, current);
        return [protocol, response];
      } catch (error) {
        const refusal = refusalOfPictures(error);
        if (refusal !== undefined && !saysThatItDoesNotSee(refusal) && protocol.leaveOutPictures(request)) continue;
        if (refusesReasoning(error) && protocol.leaveOutReasoning(request)) continue;
        const others = otherDialects(error, request, current, api === 'auto');
        // What an earlier refusal left open is tried only where this one, too, is about the request.
        if (others.length === 0 && !isAboutRequest(error)) throw error;
        left = [...others, ...left].filter((other) => !tried.has(JSON.stringify(other)));
        const next = left[0];
        if (next === undefined) throw error;
        current = next;
      }
    }
  }

  /** Answers whether to ask again: a picture was refused in the place of an answer. */
  async function* readOnce(
    client: OpenAiClient,
    request: ModelRequest,
    signal: AbortSignal,
  ): AsyncGenerator<readonly ModelEvent[], boolean> {
    const [protocol, response] = await open(client, request, signal);
    const reader = protocol.reader({
      service,
      estimate: (outputTokens) => estimatedUsage(request, outputTokens),
      newCallId: () => newId('call'),
    });
    let hasSaid = false;
    try {
      for await (const batch of readAnswer(response, reader)) {
        hasSaid ||= batch.length > 0;
        yield batch;
      }
      return false;
    } catch (error) {
      if (hasSaid || refusalOfPictures(error) === undefined || !protocol.leaveOutPictures(request)) throw error;
      return true;
    }
  }

  async function* read(request: ModelRequest, signal: AbortSignal): Batches {
    const client = await load();
    // OpenAI's own list holds names only.
    const endLearning = isOpenAi || options.contextTokens !== undefined ? () => undefined : listing.begin(signal);
    try {
      while (yield* readOnce(client, request, signal));
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
      return contextTokens();
    },
    get capabilities() {
      const learned = learnedDialects.get(place);
      return firstKnown(
        { images: learned?.takesImages === false ? false : undefined, efforts: learned?.efforts, source: 'tried' },
        listing.listed === undefined ? undefined : { ...listing.listed, source: 'listed' },
        options.capabilities,
        { ...inCatalogue({ ...id, baseUrl: url }), contextTokens: contextTokens(), source: isOpenAi ? 'catalogue' : 'listed' },
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
            closeModels: () => closeListedNames(name, async () => (await loading)?.get('/models', { signal: inner, timeout: listingMs })),
          }),
      }),
  };
}

function protocolsOf(name: string, origin: string, url: string): Readonly<Record<Dialect['api'], () => Protocol | Promise<Protocol>>> {
  const hint = cacheHintOf(url, name);
  const chat = chatCompletions(name, origin, hint);
  let responses: Promise<Protocol> | undefined;
  const load = async (): Promise<Protocol> => (await import('./responses.ts')).responsesApi(name, origin, hint === 'key');
  return { chat: () => chat, responses: () => (responses ??= load()) };
}

interface AskLimit {
  readonly signal: AbortSignal;
  readonly timeout: number;
}

function askBeside(client: OpenAiClient, at: string, limit: AskLimit, body: unknown): Promise<unknown> {
  return body === undefined ? client.get(at, limit) : client.post(at, { ...limit, body });
}

function refusalIn(error: unknown): HttpRefusal | undefined {
  const refusal = error instanceof Error ? error.cause : undefined;
  return refusal instanceof HttpRefusal ? refusal : undefined;
}

function isAboutRequest(error: unknown): boolean {
  return [400, 404, 405, 422].includes(refusalIn(error)?.status ?? 0);
}

/** “The encrypted content … could not be verified”: reasoning of another account, or from before a key was rotated. */
function refusesReasoning(error: unknown): boolean {
  const refusal = refusalIn(error);
  if (refusal?.status !== 400) return false;
  const { names, text = '' } = wireErrorOfRefusal(refusal, 0);
  return names.includes('invalid_encrypted_content') || /encrypted.{0,40}(verif|decrypt|pars)|of type 'reasoning'/i.test(text);
}
