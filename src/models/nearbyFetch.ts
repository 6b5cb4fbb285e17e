import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { type BodyPieces, outgoing, withWholeBody } from './requestBody.ts';

/**
 * A connection is kept for a moment, in which most tools have their result. One that was kept for as long as its server keeps it could be gone
 * by the next request, which would look like a failure.
 */
const connections = new Agent({ keepAlive: true, timeout: 1_000 });

/**
 * `fetch` for a model server on this machine or in its network, over plain HTTP. Node's own gives up after five minutes without headers or
 * without a byte, and such a server may read a long prompt for longer; how long silence is borne is decided elsewhere. Only as much of
 * `fetch` as the SDKs use: a text as body, or a request's pieces, no redirects but by asking Node's own, no compression, since none is
 * asked for.
 */
export async function nearbyFetch(url: string, init: RequestInit): Promise<Response> {
  const incoming = await ask(url, init);
  incoming.on('error', () => undefined);
  const status = incoming.statusCode ?? 0;
  if (status >= 300 && status < 400 && incoming.headers.location !== undefined) {
    incoming.destroy();
    return await fetch(url, withWholeBody(init));
  }
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) for (const value of values ?? []) headers.append(name, value);
  const hasBody = status !== 204 && status !== 205 && status !== 304;
  return new Response(hasBody ? bodyOf(incoming) : null, { status, headers });
}

function ask(url: string, init: RequestInit): Promise<IncomingMessage> {
  const sent = outgoing(init);
  const body = sent?.pieces ?? (typeof init.body === 'string' ? [Buffer.from(init.body)] : []);
  const signal = sent?.signal ?? init.signal;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const given = init.headers instanceof Headers ? init.headers : new Headers(init.headers);
    const headers = { ...Object.fromEntries(given), ...lengthOf(body) };
    const request = httpRequest(url, { method: init.method ?? 'GET', headers, agent: connections });
    let incoming: IncomingMessage | undefined;
    const stop = (): void => {
      // What is here as a whole holds nothing up, and its connection may belong to another request by now.
      if (incoming?.complete !== true) request.destroy(signal?.reason instanceof Error ? signal.reason : undefined);
    };
    signal?.addEventListener('abort', stop, { once: true });
    request.once('close', () => signal?.removeEventListener('abort', stop));
    request.once('response', (response) => {
      incoming = response;
      resolve(response);
    });
    // Stays: an error after the response would else end the process.
    request.on('error', reject);
    request.cork();
    for (const piece of body) request.write(piece);
    request.end();
  });
}

/** Without it the body would be sent in chunks, which not every server takes. */
function lengthOf(body: BodyPieces): { readonly 'content-length'?: number } {
  return body.length === 0 ? {} : { 'content-length': body.reduce((sum, piece) => sum + piece.length, 0) };
}

function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]();
  let isCancelled = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (isCancelled) return;
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      isCancelled = true;
      if (incoming.complete) readOut(chunks).catch(() => undefined);
      else incoming.destroy();
    },
  });
}

/** What has arrived as a whole is read to its end, so that its connection can be used again. */
async function readOut(chunks: AsyncIterator<unknown>): Promise<void> {
  while ((await chunks.next()).done !== true);
}
