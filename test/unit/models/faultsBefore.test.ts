import assert from 'node:assert/strict';
import { failureOf } from '../../../src/models/classify.ts';
import type { ModelError, ModelErrorKind, ModelEvent } from '../../../src/models/model.ts';
import type { NeutralReply } from '../../doubles/script.ts';
import { serve } from '../../doubles/wire.ts';
import { asking, collect, failureIn, modelAt, textOf, useFaults, user, type Wire, wires } from './support.ts';

type Status = Omit<Extract<NonNullable<NeutralReply['fault']>, { kind: 'status' }>, 'kind'>;

function refusal(status: Status): NeutralReply {
  return { fault: { kind: 'status', ...status } };
}

/** The faults that come instead of a stream. Titles begin with the ids of the fault list. */
describe('a fault before the stream', () => {
  const bench = useFaults();

  async function refused(wire: Wire, status: Status): Promise<ModelError> {
    bench.answer(refusal(status));
    return failureIn(await bench.ask(wire));
  }

  for (const wire of wires) {
    describe(`over ${wire}`, () => {
      // shows: stream-faults, stream-classified
      it('fa-001 overloaded before the stream is asked once, and may be asked again', async () => {
        bench.answer(refusal({ status: wire === 'anthropic' ? 529 : 503, type: 'overloaded_error' }), { text: 'fine' });
        const error = failureIn(await bench.ask(wire));
        assert.deepEqual([error.kind, error.isTransient, bench.asked], ['overloaded', true, 1]);
        assert.equal(textOf(await bench.ask(wire)), 'fine');
      });

      // shows: stream-faults, stream-retry-after
      it('fa-003 429 with retry-after: 600 says how long the service wants to be left alone', async () => {
        const error = await refused(wire, { status: 429, type: 'rate_limit_error', headers: { 'retry-after': '600' } });
        assert.deepEqual([error.kind, error.isTransient, error.waitMs], ['rate-limited', true, 600_000]);
        assert.match(error.message, /10 min/);
        assert.equal(bench.asked, 1);
      });

      // shows: stream-faults, stream-retry-after
      it('fa-005 429 with retry-after-ms is read in milliseconds', async () => {
        const error = await refused(wire, { status: 429, type: 'rate_limit_error', headers: { 'retry-after-ms': '250' } });
        assert.equal(error.waitMs, 250);
      });

      // shows: stream-faults
      it('fa-008 404 model not found is asked once, and close names are listed', async () => {
        bench.answer({ text: 'fine' });
        const error = failureIn(await bench.ask(wire, { name: 'demo-digit' }));
        assert.deepEqual([error.kind, error.isTransient, bench.asked], ['wrong-model', false, 1]);
        assert.match(error.hint ?? '', /demo-digits/);
      });

      // shows: stream-faults
      it('fa-010 400 invalid request (other) shows the provider’s words and the request’s id, and leaves the session usable', async () => {
        bench.answer(refusal({ status: 400, type: 'invalid_request_error', message: 'tools.0: the shape is odd' }), { text: 'fine' });
        const error = failureIn(await bench.ask(wire));
        assert.deepEqual([error.kind, error.isTransient, bench.asked], ['bad-request', false, 1]);
        assert.match(error.message, /the shape is odd.*\(request req_\w+\)/);
        assert.equal(textOf(await bench.ask(wire)), 'fine');
      });

      // shows: stream-faults
      it('fa-012 HTML error page is a transient failure of the server, without its markup', async () => {
        const error = await refused(wire, { status: 502, html: '<!doctype html><html><h1>502 Bad Gateway</h1></html>' });
        assert.deepEqual([error.kind, error.isTransient], ['server', true]);
        assert.doesNotMatch(`${error.message} ${error.hint}`, /[<>]/);
      });

      // shows: stream-faults
      it('fa-014 connection refused may be asked again', async () => {
        const gone = await serve(() => undefined);
        await gone.close();
        const error = failureIn(await collect(modelAt(wire, gone.url), asking(user('go'))));
        assert.deepEqual([error.kind, error.isTransient], ['unreachable', true]);
      });

      // shows: stream-faults, stream-stall
      it('fa-016 slow headers are given up after their limit, and may be asked for again', async () => {
        bench.answer({ fault: { kind: 'silence' } });
        const error = failureIn(await bench.ask(wire, { limits: { headersMs: 40, bytesMs: 60_000 } }));
        assert.deepEqual([error.kind, error.isTransient], ['silent', true]);
        assert.equal(await bench.doubles.requests.at(-1)?.hungUp, true);
      });

      // shows: stream-faults, model-cancel
      it('fa-016 slow headers hold up no stop', async () => {
        bench.answer({ fault: { kind: 'silence' } });
        const stop = new AbortController();
        const events = collect(bench.model(wire), asking(user('go')), stop.signal);
        while (bench.asked === 0) await new Promise((resolve) => setImmediate(resolve));
        stop.abort();
        assert.equal(failureIn(await events).kind, 'cancelled');
        assert.equal(await bench.doubles.requests.at(-1)?.hungUp, true);
      });

      const others: readonly (readonly [string, Status, ModelErrorKind, boolean])[] = [
        ['401', { status: 401, type: 'authentication_error' }, 'wrong-key', false],
        ['403', { status: 403, type: 'permission_error' }, 'wrong-key', false],
        ['a firewall’s page with 403', { status: 403, html: '<html>Blocked</html>' }, 'unreachable', false],
        ['402', { status: 402, type: 'billing_error' }, 'no-credit', false],
        ['408', { status: 408 }, 'server', true],
        ['409', { status: 409 }, 'server', true],
        ['413', { status: 413, type: 'request_too_large' }, 'too-long', false],
        ['500', { status: 500, type: 'api_error' }, 'server', true],
        [
          '500 whose words say that the prompt is too long',
          { status: 500, message: 'the request exceeds the available context size' },
          'too-long',
          false,
        ],
        ['504', { status: 504, html: '' }, 'server', true],
        ['520', { status: 520 }, 'server', true],
        ['400 of a content filter', { status: 400, type: 'content_filter' }, 'refused', false],
        [
          '400 that mentions a context window',
          { status: 400, message: 'Choose the context window of your choice, max 5000 tokens' },
          'bad-request',
          false,
        ],
        [
          '429 about the plan, with a time to come back',
          { status: 429, type: 'x', message: 'exceeded your quota: billing limit', headers: { 'retry-after': '20' } },
          'rate-limited',
          true,
        ],
      ];
      for (const [what, status, kind, isTransient] of others) {
        // shows: stream-classified
        it(`${what} is ${kind}, asked for once`, async () => {
          const error = await refused(wire, status);
          assert.deepEqual([error.kind, error.isTransient, bench.asked], [kind, isTransient, 1]);
        });
      }

      it('reads a date in retry-after, and never waits a negative time', async () => {
        const past = await refused(wire, { status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } });
        assert.equal(past.waitMs, 0);
      });

      it('takes a connection that is closed instead of an answer for one that may be asked again', async () => {
        bench.answer({ fault: { kind: 'hangUp' } });
        const error = failureIn(await bench.ask(wire));
        assert.equal(error.isTransient, true);
      });

      it('finds the failure in a good status whose body is no stream', async () => {
        const body = JSON.stringify({ error: { type: 'overloaded_error', message: 'Overloaded' } });
        const server = await serve(({ response }) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body));
        try {
          assert.equal(failureIn(await collect(modelAt(wire, server.url), asking(user('go')))).kind, 'overloaded');
        } finally {
          await server.close();
        }
      });
    });
  }

  // shows: stream-faults
  it('fa-006 429 insufficient_quota is never retried: the account has no quota', async () => {
    const error = await refused('openai', { status: 429, type: 'insufficient_quota', message: 'You exceeded your current quota.' });
    assert.deepEqual([error.kind, error.isTransient, bench.asked], ['no-credit', false, 1]);
    assert.match(error.hint ?? '', /billing/);
  });

  // shows: stream-faults
  it('fa-014 DNS failure says that there is no such host', async () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND models.invalid'), { code: 'ENOTFOUND' });
    const endpoint = {
      provider: 'openai',
      service: 'models.invalid',
      url: 'https://models.invalid/v1',
      model: 'm',
      hasKey: false,
    } as const;
    const error = await failureOf(new TypeError('fetch failed', { cause }), { endpoint, nowMs: 0, closeModels: async () => [] });
    assert.deepEqual([error.kind, error.isTransient], ['unreachable', true]);
    assert.match(error.message, /no such host/);
  });

  // shows: stream-stall
  it('counts headers, pings and parts of events as signs of life', async () => {
    bench.answer({ raw: [': keep-alive\n\n', 'event: ping\ndata: {"type":"ping"}\n\n'] });
    const events: ModelEvent[] = [];
    for await (const event of bench.model('anthropic').stream(asking(user('go')), new AbortController().signal)) events.push(event);
    assert.ok(events.filter(({ type }) => type === 'alive').length >= 2);
  });
});
