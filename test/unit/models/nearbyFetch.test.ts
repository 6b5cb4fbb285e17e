import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { nearbyFetch } from '../../../src/models/nearbyFetch.ts';
import { type LoopbackServer, sendJson, serve } from '../../doubles/wire.ts';

describe('the fetch for a server nearby', () => {
  let server: LoopbackServer;
  before(async () => {
    server = await serve(({ request, response }) => {
      switch (request.path) {
        case '/moved':
          response.writeHead(307, { location: '/echo' }).end();
          return;
        case '/nothing':
          response.writeHead(204).end();
          return;
        case '/half':
          response.writeHead(200);
          response.write('half');
          return;
        default:
          sendJson(
            response,
            418,
            { method: request.method, said: request.bodyText, kind: request.headers['x-kind'] },
            { 'x-answer': 'yes' },
          );
      }
    });
  });
  after(() => server.close());

  const post = { method: 'POST', body: 'Größe 🙂', headers: { 'x-kind': 'test' } };

  it('brings method, headers and body there, and status, headers and body back', async () => {
    const response = await nearbyFetch(`${server.url}/echo`, post);
    assert.deepEqual([response.status, response.ok, response.headers.get('x-answer')], [418, false, 'yes']);
    assert.deepEqual(await response.json(), { method: 'POST', said: 'Größe 🙂', kind: 'test' });
    assert.equal((await nearbyFetch(`${server.url}/nothing`, {})).status, 204);
  });

  it('follows a redirect with the same question', async () => {
    const response = await nearbyFetch(`${server.url}/moved`, post);
    assert.deepEqual(await response.json(), { method: 'POST', said: 'Größe 🙂', kind: 'test' });
  });

  it('ends with its signal, before and within the body, and closes the connection', async () => {
    const stop = new AbortController();
    const response = await nearbyFetch(`${server.url}/half`, { signal: stop.signal });
    const reader = response.body?.getReader();
    assert.equal(new TextDecoder().decode((await reader?.read())?.value), 'half');
    const more = reader?.read();
    stop.abort();
    await assert.rejects(async () => more);
    assert.equal(await server.requests.at(-1)?.hungUp, true);
    await assert.rejects(nearbyFetch(`${server.url}/half`, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });

  it('closes the connection when its body is not wanted any more', async () => {
    const response = await nearbyFetch(`${server.url}/half`, {});
    await response.body?.cancel();
    assert.equal(await server.requests.at(-1)?.hungUp, true);
  });

  // shows: figure-growth
  it('asks again over the connection that it has, also where an answer was not read to its end', async () => {
    const ports = new Set<number | undefined>();
    const counting = createServer((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('x'.repeat(1_000));
    });
    counting.listen(0, '127.0.0.1');
    await once(counting, 'listening');
    const address = counting.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    const ask = async (): Promise<ReadableStreamDefaultReader<Uint8Array> | undefined> => (await nearbyFetch(url, {})).body?.getReader();
    for (let count = 0; count < 5; count += 1) {
      const reader = await ask();
      await reader?.read();
      await reader?.cancel();
      await (await nearbyFetch(url, {})).text();
    }
    // A new one each time would be six; a second one may be needed while the first is read out.
    assert.ok(ports.size <= 2, `${ports.size} connections`);
    counting.close();
    counting.closeAllConnections();
  });

  it('fails with the system’s own code', async () => {
    await assert.rejects(nearbyFetch('http://127.0.0.1:1/', {}), { code: 'ECONNREFUSED' });
  });
});
