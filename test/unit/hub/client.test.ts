import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import * as z from 'zod';
import { describeError } from '../../../src/base/errors.ts';
import { HubError } from '../../../src/hub/hubErrors.ts';
import { breaksOff, clientAt, hangsUp, json, status, token, unhurried, useLoopback } from './loopback.ts';

const shape = z.object({ a: z.number() });

async function refusal(promise: Promise<unknown>): Promise<HubError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof HubError, `a HubError, not ${String(error)}`);
    return error;
  }
  return assert.fail('it was not refused');
}

/** An address of this machine at which nobody listens any more. */
async function addressOfNobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

describe('the client of the Hub', () => {
  const hub = useLoopback();
  const stranger = useLoopback();

  describe('sends the token', () => {
    // shows: hub-bearer
    it('to the Hub, and to the other services that are set', async () => {
      const client = clientAt(hub.url);
      await client.done({ path: '/api/models' });
      await client.done({ at: 'datasetsServer', path: '/rows' });
      assert.deepEqual(
        hub.asked.map(({ url, headers }) => [url, headers.authorization]),
        [
          ['/api/models', `Bearer ${token}`],
          ['/datasets-server/rows', `Bearer ${token}`],
        ],
      );
    });

    // shows: hub-bearer
    it('along a redirect within the Hub, but to no other host or port, and not back from there either', async () => {
      hub.answers(
        status(307, { location: '/api/resolve-cache/x' }),
        (_, response) => response.writeHead(302, { location: `${stranger.url}/file?X-Amz-Signature=1` }).end(),
        json({ a: 1 }),
      );
      stranger.answers((_, response) => response.writeHead(302, { location: `${hub.url}/api/back` }).end());
      const headers = { range: 'bytes=0-9', 'x-sandbox-token': 'secret', cookie: 'a=b' };
      assert.deepEqual(await clientAt(hub.url).json({ path: '/ada/tiny/resolve/main/x', headers }, shape), { a: 1 });
      assert.deepEqual(
        hub.asked.map(({ headers: { authorization } }) => authorization),
        [`Bearer ${token}`, `Bearer ${token}`, undefined],
      );
      const [there] = stranger.asked;
      assert.equal(there?.headers.authorization, undefined);
      assert.equal(there?.headers['x-sandbox-token'], undefined);
      assert.equal(there?.headers.cookie, undefined);
      assert.equal(there?.headers.range, 'bytes=0-9');
    });

    // shows: hub-bearer
    it('never to where a file is put', async () => {
      const response = await clientAt(hub.url).toStorage(`${stranger.url}/bucket/part?X-Amz-Signature=1`, { method: 'PUT', body: 'bytes' });
      assert.equal(response.status, 200);
      assert.deepEqual([stranger.asked[0]?.headers.authorization, stranger.asked[0]?.body], [undefined, 'bytes']);
      stranger.answers(status(307, { location: `${hub.url}/elsewhere` }));
      await refusal(clientAt(hub.url).toStorage(`${stranger.url}/bucket/part`, { method: 'PUT', body: 'bytes' }));
      assert.equal(hub.asked.length, 0);
    });

    // shows: hub-bearer
    it('nowhere when the call is public, and never one that a header cannot hold, which is not quoted either', async () => {
      await clientAt(hub.url).done({ path: '/api/jobs/hardware', as: 'public' });
      assert.equal(hub.asked[0]?.headers.authorization, undefined);
      for (const bad of ['', 'hf_abc\ndef_ghijklmnop', 'hf abc defghijkl', 'ключ_от_квартиры']) {
        const error = await refusal(clientAt(hub.url, { token: async () => bad }).done({ path: '/api/models' }));
        assert.equal(error.code, 'hub-sign-in');
        if (bad !== '') assert.ok(!`${describeError(error)}${String(error.cause)}`.includes(bad.slice(0, 9)), error.message);
      }
      assert.equal(hub.asked.length, 1);
    });

    // shows: hub-bearer
    it('as it is at that moment', async () => {
      const tokens = ['hf_aaaaaaaaaaaaaaaaaaaa', 'hf_bbbbbbbbbbbbbbbbbbbb'];
      const client = clientAt(hub.url, { token: async () => tokens.shift() });
      await client.done({ path: '/a' });
      await client.done({ path: '/b' });
      await client.done({ path: '/c' });
      assert.deepEqual(
        hub.asked.map(({ headers }) => headers.authorization),
        ['Bearer hf_aaaaaaaaaaaaaaaaaaaa', 'Bearer hf_bbbbbbbbbbbbbbbbbbbb', undefined],
      );
    });
  });

  describe('does not follow', () => {
    // shows: hub-bearer
    it('what would change something to another name: the person agreed to the old one', async () => {
      hub.answers(status(307, { location: '/api/models/ada/new/commit/main' }));
      const error = await refusal(clientAt(hub.url).done({ path: '/api/models/ada/old/commit/main', method: 'POST', json: {} }));
      assert.equal(error.code, 'hub-moved');
      assert.match(error.message, /has moved to .*\/api\/models\/ada\/new/);
      assert.equal(hub.asked.length, 1);
    });

    // shows: hub-client
    it('a circle, or an address that is none', async () => {
      hub.answers(status(302, { location: '/again' }));
      assert.match((await refusal(clientAt(hub.url).done({ path: '/again' }))).message, /in a circle/);
      hub.answers(status(302, { location: 'file:///etc/passwd' }));
      assert.match((await refusal(clientAt(hub.url).done({ path: '/x' }))).message, /redirects to file:/);
    });

    // shows: hub-client
    it('a path that leads elsewhere than it says', async () => {
      for (const path of ['/api/models/ada/../../whoami-v2', '/api/models/ada/%2e%2e/x', '/api/models/ada\\..\\x', '/api/models/a\tb'])
        assert.equal((await refusal(clientAt(hub.url).done({ path }))).code, 'hub-invalid', path);
      assert.equal(hub.asked.length, 0);
    });
  });

  describe('tries again', () => {
    for (const code of [408, 500, 502, 503, 504]) {
      // shows: hub-retries
      it(`after ${code}, five times in all, at growing distances`, async () => {
        const clock = unhurried();
        hub.answers(status(code));
        assert.equal((await refusal(clientAt(hub.url, { clock }).done({ path: '/x' }))).status, code);
        assert.equal(hub.asked.length, 5);
        assert.deepEqual(clock.slept, [1000, 2000, 4000, 8000]);
      });
    }

    // shows: hub-retries
    it('after a line that broke, before the answer or in the middle of it', async () => {
      hub.answers(hangsUp, breaksOff, json({ a: 1 }));
      assert.deepEqual(await clientAt(hub.url).json({ path: '/x' }, shape), { a: 1 });
      assert.equal(hub.asked.length, 3);
    });

    // shows: hub-retries
    it('but never what changes something, unless it says that it may', async () => {
      for (const broken of [status(500), hangsUp, breaksOff]) {
        hub.answers(broken);
        await refusal(clientAt(hub.url).json({ path: '/api/jobs/ada', method: 'POST', json: {} }, shape));
      }
      assert.equal(hub.asked.length, 3);
      hub.answers(status(500), json({ a: 1 }));
      await clientAt(hub.url).json({ path: '/api/x', method: 'POST', json: {}, isRepeatable: true }, shape);
      assert.equal(hub.asked.length, 5);
    });

    // shows: hub-retries
    it('and says of what is not sent again that it may have happened, where it may have', async () => {
      const ask = (): Promise<HubError> => refusal(clientAt(hub.url).json({ path: '/api/jobs/ada', method: 'POST', json: {} }, shape));
      for (const broken of [status(500), hangsUp, breaksOff, status(200, {}, '<html>')]) {
        hub.answers(broken);
        assert.match((await ask()).hint ?? '', /look at what is there/);
      }
      hub.answers(status(400));
      assert.doesNotMatch((await ask()).hint ?? '', /look at what is there/);
      const nobody = await refusal(clientAt(await addressOfNobody()).done({ path: '/x', method: 'POST', json: {} }));
      assert.doesNotMatch(nobody.hint ?? '', /look at what is there/);
    });

    // shows: hub-retries
    it('when it was too frequent, as long after as the Hub says, whatever it was', async () => {
      const clock = unhurried();
      const client = clientAt(hub.url, { clock });
      hub.answers(
        status(429, { ratelimit: '"api";r=0;t=42', 'ratelimit-policy': '"fixed window";"api";q=500;w=300' }),
        status(429, { ratelimit: '"pages";r=7;t=3, "api";r=0;t=9' }),
        status(429, { 'retry-after': '5' }),
        status(429, { ratelimit: '"api";r=0;t=86400' }),
        json({ a: 1 }),
      );
      assert.deepEqual(await client.json({ path: '/api/jobs/ada', method: 'POST', json: { b: 2 } }, shape), { a: 1 });
      assert.deepEqual(clock.slept, [43_000, 10_000, 6_000, 300_000]);
      assert.deepEqual(
        hub.asked.map(({ body }) => body),
        Array.from({ length: 5 }, () => '{"b":2}'),
      );
    });

    // shows: hub-retries
    it('what nobody answers for a minute', async () => {
      const clock = unhurried();
      hub.answers(() => clock.passSilence(), json({ a: 1 }));
      assert.deepEqual(await clientAt(hub.url, { clock }).json({ path: '/x' }, shape), { a: 1 });
    });

    // shows: hub-retries
    it('nothing that is refused for good', async () => {
      for (const code of [400, 401, 402, 403, 404, 409, 412, 422]) {
        hub.answers(status(code));
        await refusal(clientAt(hub.url).done({ path: '/x' }));
      }
      assert.equal(hub.asked.length, 8);
    });
  });

  describe('stops when its signal says so', () => {
    const reason = new Error('enough');
    const cases: Readonly<Record<string, (stop: AbortController) => Promise<unknown>>> = {
      async 'before it begins'(stop) {
        stop.abort(reason);
        return await clientAt(hub.url).done({ path: '/x', signal: stop.signal });
      },
      async 'while the token is looked for'(stop) {
        const find = async (): Promise<string> => {
          stop.abort(reason);
          return token;
        };
        return await clientAt(hub.url, { token: find }).done({ path: '/x', signal: stop.signal });
      },
      async 'while it waits for an answer'(stop) {
        hub.answers(() => stop.abort(reason));
        return await clientAt(hub.url).done({ path: '/x', signal: stop.signal });
      },
      async 'in the middle of an answer'(stop) {
        hub.answers((_, response) => {
          response.writeHead(200);
          response.write('{', () => stop.abort(reason));
        });
        return await clientAt(hub.url).json({ path: '/x', signal: stop.signal }, shape);
      },
      async 'in the middle of a refusal'(stop) {
        hub.answers((_, response) => {
          response.writeHead(404);
          response.write('{', () => stop.abort(reason));
        });
        return await clientAt(hub.url).done({ path: '/x', signal: stop.signal });
      },
      async 'between two tries'(stop) {
        hub.answers(status(500));
        const clock = unhurried();
        const sleep: typeof clock.sleep = (ms, signal) => {
          if (ms === 1000) stop.abort(reason);
          return clock.sleep(ms, signal);
        };
        return await clientAt(hub.url, { clock: { ...clock, sleep } }).done({ path: '/x', signal: stop.signal });
      },
      async 'between two items of a list'(stop) {
        hub.answers(json([{ a: 1 }, { a: 2 }]));
        for await (const each of clientAt(hub.url).pages({ path: '/x', signal: stop.signal }, shape)) {
          assert.equal(each.a, 1);
          stop.abort(reason);
        }
        return undefined;
      },
    };
    for (const [when, act] of Object.entries(cases)) {
      // shows: hub-client
      it(when, async () => {
        await assert.rejects(act(new AbortController()), (error) => error === reason);
      });
    }
  });

  describe('reads', () => {
    // shows: hub-client
    it('lists page by page, and no page twice', async () => {
      hub.answers(
        json([{ a: 1 }, { a: 2, unknown: true }], 200, { link: `<${hub.url}/list?cursor=2>; rel="next", <${hub.url}/list>; rel="first"` }),
        json([{ a: 3 }], 200, { link: '</list?limit=2>; rel="next"' }),
      );
      const found: unknown[] = [];
      for await (const each of clientAt(hub.url).pages({ path: '/list', query: { limit: 2 } }, shape)) found.push(each);
      assert.deepEqual(found, [{ a: 1 }, { a: 2 }, { a: 3 }]);
      assert.deepEqual(
        hub.asked.map(({ url }) => url),
        ['/list?limit=2', '/list?cursor=2'],
      );
    });

    // shows: hub-client
    it('the next page of a mirror from the mirror, and none from a stranger', async () => {
      hub.answers(json([{ a: 1 }], 200, { link: '<https://huggingface.co/api/models?cursor=2>; rel="next"' }), json([{ a: 2 }]));
      const found: unknown[] = [];
      for await (const each of clientAt(hub.url).pages({ path: '/api/models' }, shape)) found.push(each);
      assert.deepEqual(found, [{ a: 1 }, { a: 2 }]);
      hub.answers(json([{ a: 1 }], 200, { link: `<${stranger.url}/more>; rel="next"` }));
      const pages = clientAt(hub.url).pages({ path: '/api/models' }, shape)[Symbol.asyncIterator]();
      assert.match((await refusal(pages.next())).message, /next page/);
      assert.equal(stranger.asked.length, 0);
    });

    // shows: hub-client
    it('lists of values as repeated words, and leaves out what is not said', async () => {
      await clientAt(hub.url).done({
        path: '/x',
        query: { expand: ['a', 'b'], full: true, limit: 3, search: 'tiny llama', none: undefined },
      });
      assert.equal(hub.asked[0]?.url, '/x?expand=a&expand=b&full=true&limit=3&search=tiny+llama');
    });

    // shows: hub-client
    it('no more than it may', async () => {
      hub.answers((_, response) => {
        response.writeHead(200);
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
          if (!response.destroyed) response.once('drain', more);
        };
        more();
      });
      assert.match((await refusal(clientAt(hub.url).text({ path: '/x' }, 100_000))).message, /longer than 98 KB/);
      hub.answers((_, response) => {
        response.writeHead(404, { 'content-type': 'text/plain' });
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
          if (!response.destroyed) response.once('drain', more);
        };
        more();
      });
      const error = await refusal(clientAt(hub.url).done({ path: '/x' }));
      assert.equal(error.code, 'hub-not-found');
      assert.equal(error.said.length, 500);
    });

    // shows: hub-errors-in-words
    it('a page of a proxy as what it is', async () => {
      const page = '<html><title>Sign in to the network</title>';
      hub.answers(status(200, { 'content-type': 'text/html; charset=utf-8' }, page));
      const error = await refusal(clientAt(hub.url).json({ path: '/api/models' }, shape));
      assert.match(error.message, /answered 200 with a web page, not JSON/);
      assert.match(error.hint ?? '', /proxy/);
      hub.answers(status(403, { 'content-type': 'text/html' }, page));
      assert.equal((await refusal(clientAt(hub.url).json({ path: '/api/models' }, shape))).said, '');
    });

    // shows: hub-client
    it('another shape than it knows as a failure that says where', async () => {
      hub.answers(json({ a: 'one' }));
      assert.match((await refusal(clientAt(hub.url).json({ path: '/x' }, shape))).message, /another shape than expected \(a: /);
    });

    // shows: hub-errors-in-words
    it('what the Hub warns of, and passes it on once', async () => {
      const heard: string[] = [];
      const client = clientAt(hub.url, { warn: (text) => void heard.push(text) });
      hub.answers(json({}, 200, { 'x-hf-warning': 'token; Your token expires in 3 days.' }));
      await client.done({ path: '/x' });
      await client.done({ path: '/y' });
      assert.deepEqual(heard, ['Hugging Face warns: Your token expires in 3 days.']);
    });
  });

  describe('keeps an answer', () => {
    // shows: hub-client
    it('for as long as was said, for the token of now, and a failure not at all', async () => {
      const now = { ms: 0, token: 'hf_aaaaaaaaaaaaaaaaaaaa' };
      const client = clientAt(hub.url, { clock: { ...unhurried(), nowMs: () => now.ms }, token: async () => now.token });
      const ask = (): Promise<unknown> => client.kept('whoami', 1000, () => client.json({ path: '/x' }, shape));
      hub.answers(status(404), json({ a: 1 }));
      await refusal(ask());
      await Promise.all([ask(), ask(), ask()]);
      assert.equal(hub.asked.length, 2);
      now.ms = 1001;
      await ask();
      assert.equal(hub.asked.length, 3);
      now.token = 'hf_bbbbbbbbbbbbbbbbbbbb';
      await ask();
      assert.equal(hub.asked.length, 4);
    });
  });
});
