import assert from 'node:assert/strict';
import { fetchFor } from '../../../src/models/guardedFetch.ts';
import { type BodyPieces, standIn } from '../../../src/models/requestBody.ts';
import { type LoopbackServer, sendJson, serve } from '../../doubles/wire.ts';

const pieces: BodyPieces = [Buffer.from('{"Größe":'), Buffer.from('"🙂'.repeat(3)), new Uint8Array(), Buffer.from('"}')];
const whole = Buffer.concat(pieces).toString();

describe('a body in pieces', () => {
  let server: LoopbackServer;
  let arrived = (): void => undefined;
  before(async () => {
    server = await serve(({ request, response }) => {
      if (request.path === '/never') arrived();
      else if (request.path === '/moved') response.writeHead(307, { location: '/echo' }).end();
      else sendJson(response, 200, { said: request.bodyText, length: request.headers['content-length'] });
    });
  });
  after(() => server.close());

  for (const [where, url] of [
    ['nearby', 'http://127.0.0.1/v1'],
    ['far away', 'https://api.example.com/v1'],
  ] as const) {
    const send = fetchFor(url);
    const post = (signal: AbortSignal): RequestInit => ({ method: 'POST', ...standIn(pieces, signal) });

    it(`arrives ${where} as one, with its length, also behind a redirect`, async () => {
      for (const path of ['/echo', '/moved']) {
        const response = await send(`${server.url}${path}`, post(new AbortController().signal));
        assert.deepEqual(await response.json(), { said: whole, length: String(Buffer.byteLength(whole)) });
      }
    });

    it(`is sent to a service ${where} until its own signal ends that`, async () => {
      const stop = new AbortController();
      arrived = () => stop.abort();
      await assert.rejects(send(`${server.url}/never`, post(stop.signal)), { name: 'AbortError' });
      assert.equal(await server.requests.at(-1)?.hungUp, true);
      await assert.rejects(send(`${server.url}/never`, post(stop.signal)), { name: 'AbortError' });
    });
  }
});
