/** An HTTP server on the loopback that keeps what arrived and answers by a table of routes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Exchange, type RecordedRequest } from './exchange.ts';
import { Refusal } from './refusal.ts';
import { Router } from './routes.ts';

const mostKept = 20_000;

export class Origin {
  readonly requests: RecordedRequest[] = [];
  readonly router = new Router();
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #before: (exchange: Exchange) => Promise<void> | void = () => {};
  /** Connections are accepted and dropped. */
  isDropping: () => boolean = () => false;

  constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
    // Uploads may take as long as they like.
    this.#server.requestTimeout = 0;
    this.#server.on('connection', (socket) => {
      if (this.isDropping()) return void socket.destroy();
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  before(look: (exchange: Exchange) => Promise<void> | void): void {
    this.#before = look;
  }

  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (!isInet(address)) throw new Error('The server has no port');
    return `http://127.0.0.1:${address.port}`;
  }

  dropAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.dropAll();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = new Exchange(request, response);
    this.requests.push(exchange.record);
    if (this.requests.length > mostKept) this.requests.shift();
    // A client that goes away is no fault of anybody’s.
    request.on('error', () => {});
    response.on('error', () => {});
    response.setHeader('x-request-id', `Root=1-${this.requests.length}`);
    try {
      await this.#before(exchange);
      const found = this.router.find(exchange.method, exchange.url.pathname);
      if (found === undefined)
        throw new Refusal(404, `Sorry, we can't find the page you are looking for: ${exchange.method} ${exchange.record.path}`);
      exchange.params = found.params;
      await found.handle(exchange);
    } catch (error) {
      refuse(exchange, error);
    }
  }
}

function refuse(exchange: Exchange, error: unknown): void {
  const { request, response } = exchange;
  // A request whose body was read to its end is destroyed by that, and waits for its answer.
  if (response.destroyed || (request.destroyed && !request.complete)) return;
  if (response.headersSent) return void response.destroy();
  if (error instanceof Refusal) {
    // What is left of the body is not read: the connection cannot be used again.
    const close = request.complete ? {} : { connection: 'close' };
    exchange.send(error.status, error.body, { ...error.headers, ...close });
    if (!request.complete) request.resume();
    return;
  }
  console.error('hub double:', exchange.record.method, exchange.record.url, error);
  exchange.send(500, { error: `The stand-in failed: ${String(error)}` });
}

function isInet(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
