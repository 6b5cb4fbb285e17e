import { PracticumError } from '../base/errors.ts';
import { learnSecrets } from '../base/redact.ts';
import { type Connection, openConnection } from './connection.ts';
import type { ServerConfiguration } from './desk.ts';
import { createGate, type Gate } from './gate.ts';
import { createGuardedFetch } from './guardedFetch.ts';
import { ServerFloods, ServerNotStarted, SignInNeeded } from './mcpErrors.ts';
import { folderOf } from './question.ts';
import { resolved, serverEnvironment } from './references.ts';
import type { McpRoomParts } from './roomParts.ts';
import { type ServerProgram, StdioTransport } from './stdio.ts';
import type { Tail } from './tail.ts';

/** A server that was started or reached, and how to end it. */
export interface StartedServer {
  readonly connection: Connection;
  /** How its process ended, in words; '' where it runs, or there is none here. */
  exit(): string;
  end(): Promise<void>;
  /** At once: the window goes. */
  kill(): void;
}

/** Reconnections of the stream that the server sends by itself; after these a call finds out what is wrong. */
const reconnections = { initialReconnectionDelay: 1_000, maxReconnectionDelay: 30_000, reconnectionDelayGrowFactor: 2, maxRetries: 3 };
/** Where walls have to be put up anew. */
const maxAttempts = 5;

/** Starts or reaches it, for the first time in its life or again. Throws what stands in the way, with the next step. */
export async function startServer(
  configuration: ServerConfiguration,
  parts: McpRoomParts,
  tail: Tail,
  signal: AbortSignal,
): Promise<StartedServer> {
  if (configuration.transport.kind === 'http') return await reach(configuration, parts, tail, signal);
  for (let attempt = 1; ; attempt += 1) {
    const program = await programOf(configuration, parts);
    let wrote = '';
    const transport = new StdioTransport(program, createGate(), (text) => {
      tail.push(text);
      if (wrote.length < 10_000) wrote += text;
    });
    try {
      const connection = await openConnection({ ...clientParts(parts, tail, signal), transport, gate: transport.gate });
      return {
        connection,
        exit: () => transport.exit,
        end: () => connection.close(),
        kill: () => transport.kill(),
      };
    } catch (error) {
      const { exit } = transport;
      await transport.close();
      if (attempt < maxAttempts && program.wasOvertaken?.(wrote) === true) continue;
      throw exit === '' ? error : endedAtOnce(configuration, exit, error);
    }
  }
}

/** A shell says so of a program that it cannot find (127) or execute (126). */
function endedAtOnce({ transport }: ServerConfiguration, exit: string, error: unknown): Error {
  const command = transport.kind === 'stdio' ? transport.command : '';
  if (/exit code 12[67]$/.test(exit))
    return new ServerNotStarted(`“${command}” could not be started.`, 'Install it, or write where it lies in its configuration.', error);
  return error instanceof PracticumError ? error : new PracticumError('mcp-ended', `It could not be used: ${exit}.`, { cause: error });
}

function clientParts(parts: McpRoomParts, tail: Tail, signal: AbortSignal) {
  return {
    version: parts.app.split(' ')[1] ?? '0',
    roots: () => (parts.isTrusted() ? parts.roots : []),
    note: (text: string) => tail.note(text),
    signal,
  };
}

async function programOf(configuration: ServerConfiguration, parts: McpRoomParts): Promise<ServerProgram> {
  const { name, transport } = configuration;
  if (transport.kind !== 'stdio') throw new TypeError('It is no program.');
  const sources = { env: parts.env, ...(parts.host.input === undefined ? {} : { input: parts.host.input.bind(parts.host) }) };
  const env = await resolved(transport.env, name, sources);
  const learned = learnSecrets(env.secrets);
  const cwd = folderOf(configuration, parts);
  // Filled in where they were read, but for secrets. What looks like a reference now was put together out of others, past whoever agreed.
  const argv = [transport.command, ...transport.args];
  const plain: ServerProgram = { argv, cwd, env: serverEnvironment(parts.env, env.values), dispose: async () => learned.dispose() };
  if (configuration.from !== 'workspace') return plain;
  const confined = await parts.confine(plain);
  if (confined === undefined) return plain;
  return {
    ...confined,
    dispose: async () => {
      learned.dispose();
      await confined.dispose();
    },
  };
}

async function reach(configuration: ServerConfiguration, parts: McpRoomParts, tail: Tail, signal: AbortSignal): Promise<StartedServer> {
  const { name, transport: to } = configuration;
  if (to.kind !== 'http') throw new TypeError('It is no address.');
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const signIn = await parts.signIn();
  const sources = { env: parts.env, ...(parts.host.input === undefined ? {} : { input: parts.host.input.bind(parts.host) }) };
  const headers = await resolved(to.headers, name, sources);
  const learned = learnSecrets(headers.secrets);
  const counting = createGate();
  const onFlood = (error: ServerFloods): void => {
    tail.note(error.message);
    void transport.close();
  };
  const gate: Gate = {
    bytes: counting.bytes,
    unasked() {
      try {
        counting.unasked();
      } catch (error) {
        if (error instanceof ServerFloods) onFlood(error);
        throw error;
      }
    },
  };
  let refused: SignInNeeded | undefined;
  const fetch = createGuardedFetch({
    server: name,
    url: to.url,
    gate,
    headers: async () => headers.values,
    token: (stop) => signIn.token(to.url, stop),
    renewed: (wwwAuthenticate, token, stop) =>
      signIn.renewed({ url: to.url, ...(wwwAuthenticate === undefined ? {} : { wwwAuthenticate }) }, token, stop),
    onFlood,
  });
  const transport = new StreamableHTTPClientTransport(new URL(to.url), {
    fetch: async (url, init) => {
      try {
        return await fetch(url, init);
      } catch (error) {
        if (error instanceof SignInNeeded) refused = error;
        throw error;
      }
    },
    reconnectionOptions: reconnections,
  });
  const close = async (): Promise<void> => {
    learned.dispose();
    await transport.close();
  };
  try {
    const connection = await openConnection({ ...clientParts(parts, tail, signal), transport, gate });
    return {
      connection,
      exit: () => '',
      async end() {
        // So that the server forgets the session; whether it does is its own affair.
        await Promise.race([
          transport.terminateSession().catch(() => undefined),
          new Promise((resolve) => setTimeout(resolve, 1_000).unref()),
        ]);
        await connection.close();
        await close();
      },
      kill: () => void close(),
    };
  } catch (error) {
    await close();
    throw refused ?? error;
  }
}
