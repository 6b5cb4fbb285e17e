import { pathToFileURL } from 'node:url';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import * as z from 'zod';
import { describeError, PracticumError, systemErrorCode } from '../base/errors.ts';
import { Emitter, type Event } from '../base/events.ts';
import { listMs, maxListed, maxPages, shownLine, startMs } from './bounds.ts';
import type { Gate } from './gate.ts';
import { isObject, type Listed, readPrompts, readResources, readTools, textOf } from './listed.ts';
import { SignInNeeded } from './mcpErrors.ts';

/** Everything that a server answers is looked at by us, part by part: one that is broken must not take the others along. */
const anyResult = z.record(z.string(), z.unknown());
type RawResult = Readonly<Record<string, unknown>>;

export interface CallOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  onProgress?(text: string): void;
}

/** One line to one server, as long as it lives. */
export interface Connection {
  /** As it calls itself. */
  readonly serverName: string;
  readonly onDidChangeLists: Event<void>;
  /** It ended by itself, or the line broke. */
  readonly onDidClose: Event<void>;
  list(signal: AbortSignal): Promise<Listed>;
  callTool(name: string, args: Readonly<Record<string, unknown>>, options: CallOptions): Promise<RawResult>;
  readResource(uri: string, options: CallOptions): Promise<RawResult>;
  getPrompt(name: string, values: Readonly<Record<string, string>>, options: CallOptions): Promise<RawResult>;
  close(): Promise<void>;
}

export interface ConnectionParts {
  readonly transport: Transport;
  readonly gate: Gate;
  /** `practicum 0.1.0`: who we are. */
  readonly version: string;
  /** Folders that the server may be told of: those of a trusted workspace. */
  roots(): readonly string[];
  note(text: string): void;
  readonly signal: AbortSignal;
}

/** Says who we are and hears who it is. Throws what the transport throws, and what the SDK makes of a time-out. */
export async function openConnection(parts: ConnectionParts): Promise<Connection> {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { transport, gate, signal, note } = parts;
  const client = new Client(
    { name: 'practicum', version: parts.version },
    // What a server says of its results is checked by us (checkValue.ts), without compiling anything of it.
    {
      capabilities: { roots: {} },
      jsonSchemaValidator: { getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }) },
    },
  );
  const closed = new Emitter<void>();
  const changed = new Emitter<void>();
  // It is asked before the client sees a message; what it throws is heard by nobody else.
  transport.onmessage = (message) => {
    const isAnswer = 'id' in message && !('method' in message);
    if (!isAnswer) gate.unasked();
  };
  client.onerror = (error) => note(shownLine(describeError(error), 500));
  client.onclose = () => closed.fire();
  client.fallbackNotificationHandler = async ({ method, params }) => {
    if (method.endsWith('/list_changed')) changed.fire();
    if (method === 'notifications/message') note(logLine(params ?? {}));
  };
  client.fallbackRequestHandler = async ({ method }) => {
    if (method === 'roots/list') return { roots: parts.roots().map((path) => ({ uri: pathToFileURL(path).href })) };
    note(`It asked for ${shownLine(method, 100)}, and was refused.`);
    throw Object.assign(new Error(refusals[method] ?? `Practicum does not do ${shownLine(method, 100)}.`), { code: methodNotFound });
  };
  await client.connect(transport, { timeout: startMs, signal });
  return {
    serverName: shownLine(client.getServerVersion()?.name ?? '', 100),
    onDidChangeLists: changed.event,
    onDidClose: closed.event,
    list: (stop) => listAll(client, stop, note),
    callTool: (name, args, options) => ask(client, 'tools/call', { name, arguments: args }, options),
    readResource: (uri, options) => ask(client, 'resources/read', { uri }, options),
    getPrompt: (name, values, options) => ask(client, 'prompts/get', { name, arguments: values }, options),
    async close() {
      closed.dispose();
      changed.dispose();
      await client.close();
    },
  };
}

const methodNotFound = -32_601;
const refusals: Readonly<Record<string, string>> = {
  'sampling/createMessage': 'Practicum does not let servers use the person’s model (sampling). Return what you have instead.',
  'elicitation/create':
    'Practicum does not ask the person on behalf of a server (elicitation). Take it as an argument of the tool instead.',
};

/** `warning (db): no index`. */
function logLine(params: RawResult): string {
  const { data } = params;
  const text = typeof data === 'string' ? data : (JSON.stringify(data) ?? '');
  const logger = textOf(params['logger']);
  return shownLine(
    `${textOf(params['level']) || 'info'}${logger === '' ? '' : ` (${logger.slice(0, 100)})`}: ${text.slice(0, 2_000)}`,
    1_000,
  );
}

/** One request. The client is told to stop (`notifications/cancelled`) when the time is over or the signal says so. */
async function ask(client: Client, method: string, params: RawResult, { signal, timeoutMs, onProgress }: CallOptions): Promise<RawResult> {
  // Its own: the SDK never takes back what it listens to.
  const stop = new AbortController();
  const onAbort = (): void => stop.abort(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await client.request({ method, params: { ...params } } as never, anyResult, {
      signal: stop.signal,
      timeout: timeoutMs,
      ...(onProgress === undefined ? {} : { onprogress: (progress) => onProgress(progressText(progress)) }),
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function progressText({
  progress,
  total,
  message,
}: {
  readonly progress: number;
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}): string {
  const share = total === undefined ? `${progress}` : `${progress} of ${total}`;
  return message === undefined ? share : `${share}: ${shownLine(message, 500)}`;
}

async function listAll(client: Client, signal: AbortSignal, note: (text: string) => void): Promise<Listed> {
  const has = client.getServerCapabilities() ?? {};
  const deadlineMs = performance.now() + listMs;
  const pages = (method: string, key: string): Promise<readonly unknown[]> => listPages(client, method, key, deadlineMs, signal, note);
  const optional = (method: string, key: string): Promise<readonly unknown[]> =>
    pages(method, key).catch((error: unknown) => {
      if (error instanceof SignInNeeded) throw error;
      note(`${method}: ${shownLine(describeError(error), 300)}`);
      return [];
    });
  const tools = has.tools === undefined ? [] : await pages('tools/list', 'tools');
  const prompts = has.prompts === undefined ? [] : await optional('prompts/list', 'prompts');
  const resources = has.resources === undefined ? [] : await optional('resources/list', 'resources');
  const templates = has.resources === undefined ? [] : await optional('resources/templates/list', 'resourceTemplates');
  return {
    ...readTools(tools),
    prompts: readPrompts(prompts),
    resources: [...readResources(resources, false), ...readResources(templates, true)],
  };
}

/** Page by page, up to a number of pages, of items, and to a point in time: a list may have no end. */
async function listPages(
  client: Client,
  method: string,
  key: string,
  deadlineMs: number,
  signal: AbortSignal,
  note: (text: string) => void,
): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < maxPages && items.length < maxListed; page += 1) {
    const timeoutMs = Math.max(1, deadlineMs - performance.now());
    const answer = await ask(client, method, cursor === undefined ? {} : { cursor }, { signal, timeoutMs });
    const found = answer[key];
    if (!Array.isArray(found)) throw new Error(`${method} was answered without ${key}.`);
    items.push(...found.slice(0, maxListed - items.length));
    const next = answer['nextCursor'];
    if (typeof next !== 'string' || next === '') return items;
    if (cursors.has(next)) break;
    cursors.add(next);
    cursor = next;
  }
  note(`${method} goes on without end: ${items.length} were taken.`);
  return items;
}

/** The time was over, by the SDK. */
export function isTimeout(error: unknown): boolean {
  return isObject(error) && error['code'] === -32_001;
}

/** A refusal that the server sent as an answer: its own words. */
export function refusalWords(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'McpError' || !('code' in error)) return undefined;
  return error.code === connectionClosed || isTimeout(error) ? undefined : shownLine(error.message, 4_000);
}

/** What went wrong, in our words alone: what a server says of it is for its log. */
export function failureWords(error: unknown): string {
  if (error instanceof PracticumError) return error.message;
  if (isTimeout(error)) return 'it did not answer in time';
  if (!(error instanceof Error)) return 'something unknown went wrong';
  if ('code' in error && typeof error.code === 'number' && error.code >= 100) return `it answered with HTTP status ${error.code}`;
  const system = systemErrorCode(error) ?? systemErrorCode(error.cause);
  if (system !== undefined) return `it cannot be reached (${system})`;
  if (error.message === 'fetch failed' || ('code' in error && error.code === connectionClosed)) return 'the line to it broke';
  return 'what it answered could not be read';
}

const connectionClosed = -32_000;
