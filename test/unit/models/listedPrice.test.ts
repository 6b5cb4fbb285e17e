import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createOpenAiModel } from '../../../src/models/openai.ts';

describe('The price that an endpoint lists', () => {
  let server: Server;
  let asked: string[];
  let body: unknown;
  const model = (name: string) => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return createOpenAiModel({ name, baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: 'k' });
  };

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(body === undefined ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  // shows: ledger-unknown
  it('is asked for before the first request, and tells how long the context is, too', async () => {
    body = {
      data: [{ id: 'org/m', providers: [{ provider: 'p', status: 'live', context_length: 32_768, pricing: { input: 0.5, output: 1.5 } }] }],
    };
    const listed = model('org/m');
    assert.deepEqual(await listed.listedPrice?.(new AbortController().signal), { input: 0.5, output: 1.5 });
    assert.equal(listed.contextTokens, 32_768);
    assert.deepEqual(asked, ['/v1/models']);
    assert.equal(await model('org/other').listedPrice?.(new AbortController().signal), undefined);
  });

  // shows: ledger-unknown
  it('is unknown, and no failure, where it cannot be had', async () => {
    body = undefined;
    assert.equal(await model('org/m').listedPrice?.(new AbortController().signal), undefined);
    const stopped = new AbortController();
    stopped.abort();
    assert.equal(await model('org/m').listedPrice?.(stopped.signal), undefined);
  });
});
