/** Each request that a client may make, answered from the bench. */
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError, isCancellation, PracticumError } from '../base/errors.ts';
import { shownLine } from './bounds.ts';
import type { ServedBench, ServedCall, ServedResult } from './servedBench.ts';

type Types = typeof import('@modelcontextprotocol/sdk/types.js');
type SdkServer = import('@modelcontextprotocol/sdk/server/index.js').Server;
type Extra = Parameters<Parameters<SdkServer['setRequestHandler']>[1]>[1];

export interface Answering {
  readonly server: SdkServer;
  readonly types: Types;
  readonly bench: ServedBench;
  /** The client went away. */
  readonly ended: AbortSignal;
  /** Resolves once it is known where to work. */
  ready(): Promise<void>;
}

/** A client that counts time out of progress hears of a call that waits. */
const stillHereMs = 15_000;
/** A person may be away from the machine for a moment, and the client has a limit of its own. */
const patienceMs = 10 * 60_000;
/** Resources that change with each point of a run are told of in one go. */
const gatherMs = 1_000;
const mostCompletions = 100;

export function answerRequests(answering: Answering): Disposable {
  const owned = new DisposableList();
  answerTools(answering);
  answerResources(answering, owned);
  answerPrompts(answering);
  return owned;
}

function answerTools({ server, types, bench, ended, ready }: Answering): void {
  server.setRequestHandler(types.ListToolsRequestSchema, async () => {
    await ready();
    return { tools: (await bench.tools()).map((tool) => structuredClone(tool) as Writable<typeof tool>) };
  });
  server.setRequestHandler(types.CallToolRequestSchema, async ({ params }, extra) => {
    await ready();
    const { name, arguments: given = {} } = params;
    const result = await under({ server, types, ended }, extra, (call) => bench.call(name, given, call));
    if (result === undefined) throw new types.McpError(types.ErrorCode.InvalidParams, `There is no tool ${name}.`);
    return {
      content: [
        { type: 'text' as const, text: result.text },
        ...(result.images ?? []).map(({ data, mediaType }) => ({ type: 'image' as const, data, mimeType: mediaType })),
      ],
      ...(result.data === undefined ? {} : { structuredContent: { ...result.data } }),
      ...(result.isError === true ? { isError: true } : {}),
      ...metaOf(result),
    };
  });
}

function answerResources({ server, types, bench, ended, ready }: Answering, owned: DisposableList): void {
  server.setRequestHandler(types.ListResourcesRequestSchema, async () => {
    await ready();
    const resources = await bench.resources();
    return {
      resources: resources.map(({ changedMs, ...resource }) => ({
        ...resource,
        mimeType: 'text/plain',
        ...(changedMs === undefined ? {} : { annotations: { lastModified: new Date(changedMs).toISOString() } }),
      })),
    };
  });
  server.setRequestHandler(types.ListResourceTemplatesRequestSchema, async () => ({
    resourceTemplates: bench.templates.map((template) => ({ ...template, mimeType: 'text/plain' })),
  }));
  server.setRequestHandler(types.ReadResourceRequestSchema, async ({ params: { uri } }, extra) => {
    await ready();
    const result = await under({ server, types, ended }, extra, (call) => bench.read(uri, call));
    if (result === undefined) throw new types.McpError(notFound, `There is no resource ${uri}.`, { uri });
    if (result.isError === true) throw new types.McpError(types.ErrorCode.InternalError, result.text, { uri });
    return { contents: [{ uri, mimeType: 'text/plain', text: result.text, ...metaOf(result) }] };
  });
  const watched = new Set<string>();
  server.setRequestHandler(types.SubscribeRequestSchema, async ({ params: { uri } }) => {
    watched.add(uri);
    return {};
  });
  server.setRequestHandler(types.UnsubscribeRequestSchema, async ({ params: { uri } }) => {
    watched.delete(uri);
    return {};
  });
  const changed = owned.add(new Gathered((uris) => uris.map((uri) => server.sendResourceUpdated({ uri }))));
  const list = owned.add(new Gathered(() => [server.sendResourceListChanged()]));
  owned.add(bench.onDidChange((uri) => watched.has(uri) && changed.add(uri)));
  owned.add(bench.onDidChangeList(() => list.add('')));
}

function answerPrompts({ server, types, bench, ready }: Answering): void {
  server.setRequestHandler(types.ListPromptsRequestSchema, async () => ({
    prompts: bench.prompts.map(({ arguments: given, ...prompt }) => ({ ...prompt, arguments: [...given] })),
  }));
  server.setRequestHandler(types.GetPromptRequestSchema, async ({ params: { name, arguments: given = {} } }) => {
    const text = spoken(types, () => bench.prompt(name, given));
    if (text === undefined) throw new types.McpError(types.ErrorCode.InvalidParams, `There is no prompt ${name}.`);
    return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
  });
  server.setRequestHandler(types.CompleteRequestSchema, async ({ params: { argument } }) => {
    await ready();
    const all = await bench.complete(argument.name, argument.value);
    return { completion: { values: all.slice(0, mostCompletions), total: all.length, hasMore: all.length > mostCompletions } };
  });
}

/** -32002, as the specification has it for a resource that is not there. */
const notFound = -32_002;

/** What the person’s or the client’s mistake was is said in words, as the error that the protocol has for it. */
function spoken<T>(types: Types, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof PracticumError) throw new types.McpError(types.ErrorCode.InvalidParams, describeError(error));
    throw error;
  }
}

function metaOf({ origin }: ServedResult): { _meta?: Record<string, unknown> } {
  // Whose words the text holds, for clients that heed it; the text itself is fenced, too.
  return origin === undefined ? {} : { _meta: { 'practicum/origin': { ...origin } } };
}

async function under<T>(
  { server, types, ended }: Pick<Answering, 'server' | 'types' | 'ended'>,
  { signal, _meta: meta, sendNotification }: Extra,
  work: (call: ServedCall) => Promise<T>,
): Promise<T> {
  const stopped = AbortSignal.any([signal, ended]);
  const token = meta?.progressToken;
  let [count, said] = [0, ''];
  const tell = (): void => {
    if (token === undefined || stopped.aborted) return;
    count += 1;
    const params = { progressToken: token, progress: count, ...(said === '' ? {} : { message: said }) };
    sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
  };
  const beat = token === undefined ? undefined : setInterval(tell, stillHereMs).unref();
  try {
    return await work({
      signal: stopped,
      progress(text) {
        said = text;
        tell();
      },
      client: clientName(server),
      ask: (question, until) => askThrough(server, question, AbortSignal.any([stopped, until])),
    });
  } catch (error) {
    if (isCancellation(error)) throw new types.McpError(types.ErrorCode.ConnectionClosed, 'The call was cancelled.');
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/** One line, and never so long that it crowds out what is asked. */
function clientName(server: SdkServer): string {
  const { title, name = '' } = server.getClientVersion() ?? {};
  return shownLine(title ?? name, 60).trim() || 'an agent';
}

const doIt = 'Do it';
const doNot = 'Do not do it';

/** Only the one word is a yes: a form that was closed, passed over or filled in otherwise is none. */
async function askThrough(server: SdkServer, question: string, signal: AbortSignal): Promise<boolean | undefined> {
  if (server.getClientCapabilities()?.elicitation?.form === undefined) return undefined;
  const { action, content } = await server.elicitInput(
    {
      mode: 'form',
      message: question,
      requestedSchema: {
        type: 'object',
        properties: { answer: { type: 'string', title: 'Your answer', enum: [doIt, doNot] } },
        required: ['answer'],
      },
    },
    { signal, timeout: patienceMs },
  );
  return action === 'accept' && content?.['answer'] === doIt;
}

type Writable<T> = T extends readonly (infer Item)[]
  ? Writable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Writable<T[Key]> }
    : T;

/** What comes in quick succession is told once. */
class Gathered implements Disposable {
  readonly #tell: (names: readonly string[]) => readonly Promise<void>[];
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (names: readonly string[]) => readonly Promise<void>[]) {
    this.#tell = tell;
  }

  add(name: string): void {
    this.#waiting.add(name);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const names = [...this.#waiting];
      this.#waiting.clear();
      // The client may be gone.
      Promise.all(this.#tell(names)).catch(() => undefined);
    }, gatherMs).unref();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
