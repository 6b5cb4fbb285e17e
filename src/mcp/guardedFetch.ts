import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { PracticumError } from '../base/errors.ts';
import { maxMessageBytes } from './bounds.ts';
import type { Gate } from './gate.ts';
import { ServerFloods, SignInNeeded } from './mcpErrors.ts';

/** What requests to one server carry, and how it is asked for. */
export interface HttpLine {
  readonly server: string;
  /** As it is configured: nothing of what follows goes to another origin. */
  readonly url: string;
  headers(): Promise<Readonly<Record<string, string>>>;
  token(signal: AbortSignal): Promise<string | undefined>;
  renewed(wwwAuthenticate: string | undefined, refused: string | undefined, signal: AbortSignal): Promise<string | undefined>;
  readonly gate: Gate;
  /** Too much came: the line is broken off. */
  onFlood(error: ServerFloods): void;
}

/** Until the first byte of an answer. */
const headersMs = 60_000;
/** Streams that the client opens again are opened so far apart, whatever the server says. */
const betweenStreamsMs = 1_000;

const none: AbortSignal = new AbortController().signal;

/** `fetch` for one server: its own origin only, with its own headers there, no redirect followed by itself, and bounds on all that comes back. */
export function createGuardedFetch(line: HttpLine): FetchLike {
  const origin = new URL(line.url).origin;
  let streamAtMs = Number.NEGATIVE_INFINITY;
  return async (target, init = {}) => {
    const url = new URL(target);
    if (url.origin !== origin)
      throw new PracticumError('mcp-other-origin', `The server “${line.server}” leads to ${url.origin}, which nobody agreed to.`, {
        hint: `Configure that address if it is meant; nothing was sent there.`,
      });
    const signal = init.signal ?? none;
    if (init.method === 'GET') {
      const waitMs = streamAtMs + betweenStreamsMs - performance.now();
      streamAtMs = performance.now() + Math.max(0, waitMs);
      if (waitMs > 0) await pause(waitMs, signal);
    }
    const configured = await line.headers();
    const isSigned = Object.keys(configured).some((name) => name.toLowerCase() === 'authorization');
    const token = isSigned ? undefined : await line.token(signal);
    const first = await send(url, init, configured, token, signal);
    if (first.status !== 401) return bounded(first, line);
    const challenge = first.headers.get('www-authenticate') ?? undefined;
    await first.body?.cancel();
    if (isSigned) throw new SignInNeeded(line.server, challenge);
    const other = await line.renewed(challenge, token, signal);
    if (other === undefined) throw new SignInNeeded(line.server, challenge);
    const second = await send(url, init, configured, other, signal);
    if (second.status !== 401) return bounded(second, line);
    await second.body?.cancel();
    throw new SignInNeeded(line.server, second.headers.get('www-authenticate') ?? undefined);
  };
}

async function send(
  url: URL,
  init: RequestInit,
  configured: Readonly<Record<string, string>>,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(configured)) headers.set(name, value);
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(`${url.host} did not answer within ${headersMs / 1000} s.`)), headersMs);
  try {
    return await fetch(url, { ...init, headers, redirect: 'manual', signal: AbortSignal.any([signal, late.signal]) });
  } finally {
    clearTimeout(timer);
  }
}

function bounded(response: Response, { gate, onFlood }: HttpLine): Response {
  if (response.body === null) return response;
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  let bytes = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, out) {
        try {
          gate.bytes(chunk.length);
          bytes = isStream ? bytesOfEvent(bytes, chunk) : bytes + chunk.length;
          if (bytes > maxMessageBytes) throw new ServerFloods(`a message of more than ${maxMessageBytes / 1024 / 1024} MB`);
        } catch (error) {
          if (error instanceof ServerFloods) onFlood(error);
          throw error;
        }
        out.enqueue(chunk);
      },
    }),
  );
  return new Response(counted, { status: response.status, statusText: response.statusText, headers: response.headers });
}

/** Since the last empty line, which ends an event. */
function bytesOfEvent(before: number, chunk: Uint8Array): number {
  const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const end = Math.max(buffer.lastIndexOf('\n\n'), buffer.lastIndexOf('\r\n\r\n'));
  return end < 0 ? before + chunk.length : chunk.length - end;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
