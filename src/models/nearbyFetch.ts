import { request as httpRequest, type IncomingMessage } from 'node:http';

/**
 * `fetch` for a model server on this machine or in its network, over plain HTTP. Node's own gives up after five minutes without headers or
 * without a byte, and such a server may read a long prompt for longer; how long silence is borne is decided elsewhere. Only as much of
 * `fetch` as the SDKs use: text or bytes as body, no redirects but by asking Node's own, no compression, since none is asked for.
 */
export async function nearbyFetch(url: string, init: RequestInit): Promise<Response> {
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(url, {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      // A connection that was kept may be gone by the next request, which would look like a failure.
      agent: false,
      ...(init.signal === null || init.signal === undefined ? {} : { signal: init.signal }),
    });
    request.once('response', resolve);
    // Stays: an error after the response would else end the process.
    request.on('error', reject);
    request.end(typeof init.body === 'string' || init.body instanceof Uint8Array ? init.body : undefined);
  });
  incoming.on('error', () => undefined);
  const status = incoming.statusCode ?? 0;
  if (status >= 300 && status < 400 && incoming.headers.location !== undefined) {
    incoming.destroy();
    return await fetch(url, init);
  }
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) for (const value of values ?? []) headers.append(name, value);
  const hasBody = status !== 204 && status !== 205 && status !== 304;
  return new Response(hasBody ? bodyOf(incoming) : null, { status, headers });
}

function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void incoming.destroy(),
  });
}
