import { lookup } from 'node:dns/promises';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { isPublicAddress } from '../base/publicAddress.ts';
import { isListedHere, whyRefused } from './hostRules.ts';

/** Lets confined programs reach the hosts of a list, and no others: an HTTP proxy (CONNECT, and absolute addresses: RFC 9110 §9.3.6, RFC 9112 §3.2.2). */
export interface HostProxy {
  /** What was asked for and refused so far: `evil.example`, each once. */
  refused(): readonly string[];
  /** The port, where it listens on loopback. */
  readonly port: number | undefined;
  close(): Promise<void>;
}

export interface HostProxyOptions {
  readonly hosts: readonly string[];
  /** A socket in the file system, or `loopback` where the program shares this machine's network. */
  readonly at: { readonly socket: string } | 'loopback';
  /** All addresses of a name, as the system resolves it. */
  resolve?(host: string): Promise<readonly string[]>;
}

type Way = { readonly address: string } | { readonly refusal: string; readonly status: 403 | 502 };

/** Looked at only, so a program that asks for many does not fill the memory. */
const maxRefused = 50;
const idleMs = 300_000;

export async function openHostProxy({ hosts, at, resolve = resolveAll }: HostProxyOptions): Promise<HostProxy> {
  const refused = new Set<string>();
  const open = new Set<Duplex>();
  const track = <T extends Duplex>(socket: T): T => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };

  const wayTo = async (host: string, port: number): Promise<Way> => {
    const why = whyRefused(host, port, hosts);
    if (why !== undefined) {
      if (refused.size < maxRefused) refused.add(host);
      return { status: 403, refusal: `Refused by Practicum: ${host} ${why}` };
    }
    if (host === '127.0.0.1') return { address: host };
    const addresses = await resolve(host).catch((): readonly string[] => []);
    if (addresses.length === 0) return { status: 502, refusal: `${host} has no address` };
    // Connected to at exactly the address that was looked at: a second look-up could answer another one.
    const address = isListedHere(host, port, hosts) ? addresses[0] : addresses.find(isPublicAddress);
    if (address !== undefined) return { address };
    if (refused.size < maxRefused) refused.add(host);
    return { status: 403, refusal: `Refused by Practicum: ${host} leads into a private network` };
  };

  const server = createServer((request, response) => {
    void forward(request, response, wayTo, track);
  });
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    void tunnel(request, track(client), head, wayTo, track);
  });
  server.on('connection', track);
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    if (at === 'loopback') server.listen(0, '127.0.0.1', done);
    else server.listen(at.socket, done);
  });
  server.unref();
  const address = server.address();
  return {
    refused: () => [...refused],
    port: typeof address === 'object' && address !== null ? address.port : undefined,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

async function tunnel(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  wayTo: (host: string, port: number) => Promise<Way>,
  track: (socket: Socket) => Socket,
): Promise<void> {
  const target = parseUrl(`https://${request.url ?? ''}`);
  const [, port = '443'] = /:(\d+)$/.exec(request.url ?? '') ?? [];
  const way: Way =
    target === undefined ? { status: 403, refusal: 'Refused by Practicum: no host is named' } : await wayTo(target.hostname, Number(port));
  if ('refusal' in way) {
    // Programs show the reason and not the body: `Tunnel connection failed: 403 …`.
    client.end(`HTTP/1.1 ${way.status} ${way.refusal}\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n${way.refusal}.\n`);
    return;
  }
  const upstream = track(connect({ host: way.address, port: Number(port) }));
  upstream.setTimeout(idleMs, () => upstream.destroy());
  let isOpen = false;
  upstream.once('connect', () => {
    isOpen = true;
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) upstream.write(head);
    upstream.pipe(client);
    client.pipe(upstream);
  });
  upstream.once('close', () => {
    if (isOpen) client.end();
    else client.end('HTTP/1.1 502 The host does not answer\r\nconnection: close\r\n\r\n');
  });
  client.once('close', () => upstream.destroy());
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  wayTo: (host: string, port: number) => Promise<Way>,
  track: (socket: Socket) => Socket,
): Promise<void> {
  const target = parseUrl(request.url ?? '');
  const port = Number(target?.port === '' ? '80' : target?.port);
  const way: Way =
    target?.protocol !== 'http:' ? { status: 403, refusal: 'Refused by Practicum: no host is named' } : await wayTo(target.hostname, port);
  if ('refusal' in way || target === undefined) {
    const said = 'refusal' in way ? way : { status: 403, refusal: '' };
    response.writeHead(said.status, said.refusal, { 'content-type': 'text/plain', connection: 'close' }).end(`${said.refusal}.\n`);
    return;
  }
  const upstream = httpRequest({
    host: way.address,
    port,
    method: request.method,
    path: `${target.pathname}${target.search}`,
    // What the request line says is what was allowed; another Host header would ask a shared server for something else.
    headers: { ...withoutHopByHop(request.headers), host: target.host, connection: 'close' },
    timeout: idleMs,
  });
  upstream.on('socket', track);
  upstream.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, withoutHopByHop(answer.headers));
    answer.pipe(response);
  });
  upstream.on('error', () => {
    if (!response.headersSent) response.writeHead(502, 'The host does not answer', { connection: 'close' });
    response.end();
  });
  request.pipe(upstream);
}

function withoutHopByHop(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const kept = { ...headers };
  for (const name of ['connection', 'proxy-connection', 'proxy-authorization', 'keep-alive', 'te', 'upgrade']) delete kept[name];
  return kept;
}

function parseUrl(text: string): URL | undefined {
  return URL.parse(text) ?? undefined;
}

async function resolveAll(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}
