import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../src/base/clock.ts';
import { createHubClient, type HubClient, type HubOptions } from '../../../src/hub/client.ts';
import { endpointsFrom } from '../../../src/hub/endpoints.ts';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (asked: Asked, response: ServerResponse) => void;

/** A server that says what the test says, one answer after the other; the last one again and again. */
export interface Loopback {
  readonly url: string;
  readonly asked: readonly Asked[];
  answers(...answers: readonly Answer[]): void;
}

/** As many servers as there are names, anew for every test. */
export function useLoopback(): Loopback {
  const asked: Asked[] = [];
  let queue: Answer[] = [];
  let server: Server | undefined;
  let url = '';
  beforeEach(async () => {
    asked.length = 0;
    queue = [json({})];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const seen = {
          method: request.method ?? '',
          url: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        };
        asked.push(seen);
        const answer = queue.length > 1 ? queue.shift() : queue[0];
        answer?.(seen, response);
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    url = `http://127.0.0.1:${port}`;
  });
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  });
  return {
    get url() {
      return url;
    },
    asked,
    answers: (...answers) => {
      queue = [...answers];
    },
  };
}

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

export function status(code: number, headers: Readonly<Record<string, string>> = {}, body = ''): Answer {
  return (_, response) => response.writeHead(code, headers).end(body);
}

/** Says that there is more than it sends, and hangs up. */
export const breaksOff: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"a":', () => response.destroy());
};

export const hangsUp: Answer = (_, response) => void response.destroy();

export const token = 'hf_abcdefghijklmnopqrstuvwxyz012345';

/** A clock that does not wait: it notes for how long one would have. The limit on silence passes when the test says so. */
export function unhurried(): Clock & { readonly slept: number[]; passSilence(): void } {
  const slept: number[] = [];
  let pass: () => void = () => undefined;
  return {
    slept,
    nowMs: () => 0,
    sleep(ms, signal) {
      if (ms !== 60_000) {
        slept.push(ms);
        return signal?.aborted === true ? Promise.reject(signal.reason) : Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        pass = resolve;
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
    passSilence: () => pass(),
  };
}

export function clientAt(hub: string, options: Partial<HubOptions> = {}): HubClient {
  return createHubClient({
    endpoints: endpointsFrom({ hub, router: `${hub}/router`, datasetsServer: `${hub}/datasets-server` }, {}),
    token: async () => token,
    fetch,
    clock: unhurried(),
    userAgent: 'practicum/test',
    ...options,
  });
}
