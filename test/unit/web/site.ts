import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** A site on this machine, anew for every test; its pages by path. */
export interface Site {
  readonly url: string;
  readonly port: number;
  /** `GET /a`, in the order in which they came. */
  readonly asked: readonly string[];
  serve(path: string, answer: Serve): void;
  page(path: string, html: string, headers?: Readonly<Record<string, string>>): void;
}

export function useSite(): Site {
  const asked: string[] = [];
  const pages = new Map<string, Serve>();
  let server: Server | undefined;
  let port = 0;
  beforeEach(async () => {
    asked.length = 0;
    pages.clear();
    const opened = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const answer = pages.get((request.url ?? '').replace(/\?.*$/, ''));
      if (answer === undefined) response.writeHead(404).end('no such page');
      else answer(request, response);
    });
    server = opened;
    await new Promise<void>((done) => opened.listen(0, '127.0.0.1', done));
    port = (opened.address() as AddressInfo).port;
  });
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((done) => server?.close(done));
  });
  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get port() {
      return port;
    },
    asked,
    serve: (path, answer) => void pages.set(path, answer),
    page: (path, html, headers = {}) =>
      void pages.set(path, (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html)),
  };
}
