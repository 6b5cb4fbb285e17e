import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Fault, NeutralReply } from './script.ts';

/** A request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly bodyText: string;
  /** Resolves with true when the client hung up before the answer was finished, with false when it was. */
  readonly hungUp: Promise<boolean>;
}

export interface Exchange {
  readonly request: RecordedRequest;
  readonly response: ServerResponse;
}

export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** Drops the requests that were recorded. */
  forget(): void;
  close(): Promise<void>;
}

/** A real HTTP server on 127.0.0.1. `port` 0 takes a free one. `isKept`: whether a request is recorded. */
export async function serve(
  handle: (exchange: Exchange) => Promise<void> | void,
  port = 0,
  isKept: (request: RecordedRequest) => boolean = () => true,
): Promise<LoopbackServer> {
  const requests: RecordedRequest[] = [];
  const keep = (request: RecordedRequest): void => void (isKept(request) && requests.push(request));
  const server: Server = createServer((incoming, response) => {
    answer(incoming, response, keep, handle).catch((error: unknown) => {
      // A fault of the double itself must not look like one of the product.
      console.error('double:', error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    requests,
    forget: () => void requests.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  keep: (request: RecordedRequest) => void,
  handle: (exchange: Exchange) => Promise<void> | void,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const bodyText = Buffer.concat(chunks).toString('utf8');
  const hungUp = new Promise<boolean>((resolve) => response.once('close', () => resolve(!response.writableFinished)));
  const request: RecordedRequest = {
    method: incoming.method ?? '',
    path: new URL(incoming.url ?? '/', 'http://loopback').pathname,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: parseOr(bodyText),
    bodyText,
    hungUp,
  };
  keep(request);
  await handle({ request, response });
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** What both protocols share: headers, pacing, and the faults that cut a stream anywhere. */
export interface StreamPlan {
  readonly requestId: Readonly<Record<string, string>>;
  /** Everything before, between and after the deltas, as it goes onto the wire. */
  readonly opening: string;
  readonly deltas: readonly string[];
  readonly closing: string;
  errorEvent(type: string, message: string): string;
  readonly garbage: string;
}

const writtenAtOnce = 64 * 1024;

export async function stream(response: ServerResponse, reply: NeutralReply, plan: StreamPlan): Promise<void> {
  const { fault } = reply;
  if (fault?.kind === 'silence') return;
  if (fault?.kind === 'hangUp') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...plan.requestId });
  response.flushHeaders();
  if (fault?.kind === 'empty') {
    response.end();
    return;
  }
  if (reply.raw !== undefined) {
    response.socket?.setNoDelay(true);
    for (const piece of reply.raw) {
      await write(response, piece);
      await nextTurn();
    }
    response.end();
    return;
  }
  const cutAt = fault !== undefined && 'afterDeltas' in fault ? Math.min(fault.afterDeltas, plan.deltas.length) : undefined;
  const deltas = cutAt === undefined ? plan.deltas : plan.deltas.slice(0, cutAt);
  const delayMs = reply.delayMs ?? 0;
  let pending = plan.opening;
  for (const delta of deltas) {
    if (delayMs > 0 || reply.hold !== undefined) {
      await write(response, pending);
      pending = '';
      await reply.hold?.();
      if (delayMs > 0) await sleep(delayMs);
    }
    pending += delta;
    if (pending.length >= writtenAtOnce) {
      await write(response, pending);
      pending = '';
    }
    if (response.destroyed) return;
  }
  if (fault === undefined || cutAt === undefined) {
    await write(response, pending + plan.closing);
    response.end();
    return;
  }
  await write(response, pending);
  await breakOff(response, fault, plan);
}

async function breakOff(response: ServerResponse, fault: Fault, plan: StreamPlan): Promise<void> {
  switch (fault.kind) {
    case 'cut':
      response.end();
      return;
    case 'reset':
      // The client must have seen what came before, so that the reset is one in the middle.
      await sleep(20);
      response.socket?.resetAndDestroy();
      return;
    case 'stall':
      return;
    case 'errorEvent':
      await write(response, plan.errorEvent(fault.type, fault.message));
      response.end();
      return;
    case 'garbage':
      await write(response, plan.garbage);
      response.end();
      return;
    case 'status':
    case 'empty':
    case 'hangUp':
    case 'silence':
      return;
  }
}

async function write(response: ServerResponse, text: string | Uint8Array): Promise<void> {
  if (text.length === 0 || response.destroyed) return;
  if (response.write(text)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
}

/** Whether some string in a request holds half a character: services refuse it as invalid JSON. */
export function holdsLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value);
  if (Array.isArray(value)) return value.some(holdsLoneSurrogate);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsLoneSurrogate);
}
