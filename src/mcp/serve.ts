import type { Readable, Writable } from 'node:stream';
import { describeError } from '../base/errors.ts';
import type { ServedBench } from './servedBench.ts';
import { type Answering, answerRequests } from './serveRequests.ts';

/** How long a client may take to say which folders it works in; calls wait for it. */
const rootsMs = 5_000;
/** Of one message. */
const maxMessageBytes = 16 * 2 ** 20;

export interface ServedOver {
  readonly input: Readable;
  /** Carries the protocol and nothing else. */
  readonly output: Writable;
  /** Ends the service. */
  readonly signal: AbortSignal;
}

/** Serves one client until it goes away or the signal ends it: calls under way are stopped then. */
export async function serveOverStdio(bench: ServedBench, { input, output, signal }: ServedOver): Promise<void> {
  const [{ Server }, { StdioServerTransport }, types] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/index.js'),
    import('@modelcontextprotocol/sdk/server/stdio.js'),
    import('@modelcontextprotocol/sdk/types.js'),
  ]);
  const ended = new AbortController();
  const end = (): void => ended.abort();
  const server = new Server(
    { name: bench.name, title: 'Practicum', version: bench.version },
    {
      instructions: bench.instructions,
      capabilities: {
        tools: {},
        resources: { listChanged: true, subscribe: true },
        prompts: {},
        completions: {},
      },
    },
  );
  const roots = rootsOf(server, bench, types.RootsListChangedNotificationSchema);
  const answering: Answering = { server, types, bench, ended: ended.signal, ready: roots.known };
  const listening = answerRequests(answering);
  server.onerror = (error) => bench.warn(`The client sent something that cannot be read: ${describeError(error)}`);
  server.onclose = end;
  for (const event of ['end', 'close', 'error'] as const) input.once(event, end);
  output.once('error', end);
  output.once('close', end);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  const untilEnded = new Promise<void>((resolve) => ended.signal.addEventListener('abort', () => resolve(), { once: true }));
  try {
    if (ended.signal.aborted) return;
    await server.connect(new StdioServerTransport(input, output, { maxBufferSize: maxMessageBytes }));
    await untilEnded;
  } finally {
    listening.dispose();
    signal.removeEventListener('abort', end);
    await server.close();
  }
}

type SdkServer = Answering['server'];

/** Asks for the client’s folders once it is ready, and again when it says that they changed. */
function rootsOf(
  server: SdkServer,
  bench: ServedBench,
  changed: typeof import('@modelcontextprotocol/sdk/types.js').RootsListChangedNotificationSchema,
): { known(): Promise<void> } {
  let known: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    const isTold = server.getClientCapabilities()?.roots !== undefined;
    const uris = isTold ? (await server.listRoots(undefined, { timeout: rootsMs })).roots.map(({ uri }) => uri) : undefined;
    await bench.setRoots(uris);
  };
  const askOrGoOn = (): Promise<void> =>
    ask().catch(async (error: unknown) => {
      bench.warn(`The client did not say which folders it works in. ${describeError(error)}`);
      await bench.setRoots(undefined);
    });
  const again = (): void => {
    known = (known ?? Promise.resolve()).then(askOrGoOn, askOrGoOn);
    // Whoever calls hears of it.
    known.catch(() => undefined);
  };
  server.oninitialized = again;
  server.setNotificationHandler(changed, again);
  return {
    known() {
      known ??= askOrGoOn();
      return known;
    },
  };
}
