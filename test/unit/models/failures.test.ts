import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import type { ModelErrorKind } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { waitOf } from '../../../src/models/wireError.ts';
import type { Brain, Fault } from '../../doubles/script.ts';
import { sendJson, serve } from '../../doubles/wire.ts';
import { allWires, asking, collect, failureIn, useDoubles, user } from './support.ts';

type Refused = Extract<Fault, { kind: 'status' }>;
interface Case {
  readonly says: string;
  readonly fault: Omit<Refused, 'kind'>;
  readonly kind: ModelErrorKind;
  readonly isTransient: boolean;
}

const cases: readonly Case[] = [
  { says: 'overloaded', fault: { status: 529, type: 'overloaded_error' }, kind: 'overloaded', isTransient: true },
  { says: 'unavailable', fault: { status: 503 }, kind: 'overloaded', isTransient: true },
  { says: 'too many requests', fault: { status: 429, type: 'rate_limit_error' }, kind: 'rate-limited', isTransient: true },
  { says: 'a quota that is used up', fault: { status: 429, type: 'insufficient_quota' }, kind: 'no-credit', isTransient: false },
  { says: 'payment required', fault: { status: 402 }, kind: 'no-credit', isTransient: false },
  {
    says: 'an empty account, which Anthropic calls an invalid request',
    fault: { status: 400, type: 'invalid_request_error', message: 'Your credit balance is too low to access the API.' },
    kind: 'no-credit',
    isTransient: false,
  },
  {
    says: 'a prompt that is too long, in words only',
    fault: { status: 400, type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' },
    kind: 'too-long',
    isTransient: false,
  },
  {
    says: 'a prompt that is too long, by its code',
    fault: { status: 400, type: 'context_length_exceeded' },
    kind: 'too-long',
    isTransient: false,
  },
  { says: 'a body that is too large', fault: { status: 413, type: 'request_too_large' }, kind: 'too-long', isTransient: false },
  { says: 'a key without the right', fault: { status: 403, type: 'permission_error' }, kind: 'wrong-key', isTransient: false },
  {
    says: 'an invalid request',
    fault: { status: 400, type: 'invalid_request_error', message: 'max 5000 tokens, status 529' },
    kind: 'bad-request',
    isTransient: false,
  },
  { says: 'an internal error', fault: { status: 500, type: 'api_error' }, kind: 'server', isTransient: true },
  { says: 'a gateway’s web page', fault: { status: 502, html: '<html><h1>Bad gateway</h1></html>' }, kind: 'server', isTransient: true },
  { says: 'a sign-in page', fault: { status: 200, html: '<!doctype html><p>Sign in</p>' }, kind: 'unreachable', isTransient: false },
];

const brain: Brain = ({ messages }) => {
  const asked = messages.at(-1);
  const found = cases.find(({ says }) => asked?.role === 'user' && asked.text === says);
  return found === undefined ? { text: 'fine' } : { fault: { kind: 'status', ...found.fault } };
};

describe('a failed response', () => {
  const bench = useDoubles({ brain });

  for (const wire of allWires) {
    for (const { says, kind, isTransient } of cases) {
      // shows: model-retry
      it(`over ${wire} that says ${says} is ${kind}, asked for once`, async () => {
        const before = bench.doubles.requests.length;
        const error = failureIn(await collect(bench.model(wire), asking(user(says))));
        assert.deepEqual([error.kind, error.isTransient], [kind, isTransient]);
        assert.ok((error.hint ?? '').length > 10);
        assert.ok(!/<[a-z/!]/i.test(error.message + error.hint), error.message);
        assert.equal(bench.doubles.requests.length, before + 1);
      });
    }

    // shows: bad-wrong-key
    it(`over ${wire} names the command that sets the key when the key is wrong`, async () => {
      const error = failureIn(await collect(bench.model(wire, { apiKey: 'sk-wrong-key-of-mine' }), asking(user('hello'))));
      assert.equal(error.kind, 'wrong-key');
      assert.match(error.hint ?? '', /Practicum: Set API Key/);
      assert.ok(!error.message.includes('sk-wrong'));
    });

    // shows: bad-wrong-model
    it(`over ${wire} names close models when the name is wrong`, async () => {
      const error = failureIn(await collect(bench.model(wire, { name: 'demo-digit' }), asking(user('hello'))));
      assert.equal(error.kind, 'wrong-model');
      assert.match(error.message, /“demo-digit”/);
      assert.match(error.hint ?? '', /demo-digits/);
      assert.match(error.hint ?? '', /Practicum: Choose Model/);
    });

    // shows: bad-endpoint-down
    it(`over ${wire} names the address and asks whether the server runs when nothing answers there`, async () => {
      const baseUrl = `http://127.0.0.1:${await freePort()}`;
      const model =
        wire === 'anthropic' ? createAnthropicModel({ name: 'm', apiKey: 'k', baseUrl }) : createOpenAiModel({ name: 'm', baseUrl });
      const error = failureIn(await collect(model, asking(user('hello'))));
      assert.equal(error.kind, 'unreachable');
      assert.equal(error.isTransient, true);
      assert.ok(error.message.includes(baseUrl));
      assert.match(error.message, /connection refused/);
      assert.match(error.hint ?? '', /Is the server running/);
    });

    it(`over ${wire} says that there is no model service where the path is wrong`, async () => {
      const baseUrl = `${bench.doubles.url}/elsewhere`;
      const model =
        wire === 'anthropic' ? createAnthropicModel({ name: 'm', apiKey: 'k', baseUrl }) : createOpenAiModel({ name: 'm', baseUrl });
      const error = failureIn(await collect(model, asking(user('hello'))));
      assert.deepEqual([error.kind, error.isTransient], ['unreachable', false]);
    });
  }

  it('says that a key is missing where none was given', async () => {
    const error = failureIn(
      await collect(createOpenAiModel({ name: 'demo-digits', baseUrl: bench.doubles.openaiUrl }), asking(user('hello'))),
    );
    assert.equal(error.kind, 'wrong-key');
    assert.match(error.message, /none is set/);
  });

  const now = Date.UTC(2026, 10, 21, 12, 0, 0);
  const waits: readonly (readonly [Readonly<Record<string, string>>, number | undefined])[] = [
    [{ 'retry-after': '600' }, 600_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ];
  for (const [headers, expected] of waits) {
    it(`reads ${JSON.stringify(headers)} as a wait of ${expected} ms`, () => {
      assert.equal(waitOf(new Headers(headers), now), expected);
    });
  }

  const dialects: readonly (readonly [string, number, unknown, ModelErrorKind])[] = [
    [
      'Ollama',
      404,
      { error: { message: 'model "x" not found, try pulling it first', type: 'api_error', param: null, code: null } },
      'wrong-model',
    ],
    ['an older Ollama', 404, { error: "model 'x' not found" }, 'wrong-model'],
    [
      'vLLM',
      404,
      { object: 'error', message: 'The model `x` does not exist.', type: 'NotFoundError', param: null, code: 404 },
      'wrong-model',
    ],
    [
      'vLLM’s overflow',
      400,
      {
        object: 'error',
        message: "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.",
        type: 'BadRequestError',
        code: 400,
      },
      'too-long',
    ],
    [
      'llama.cpp’s overflow',
      400,
      { error: { code: 400, message: 'the request exceeds the available context size', type: 'exceed_context_size_error' } },
      'too-long',
    ],
    [
      'the Hugging Face router',
      400,
      { error: { message: 'The requested model does not exist', type: 'invalid_request_error', param: 'model', code: 'model_not_found' } },
      'wrong-model',
    ],
    ['FastAPI', 404, { detail: 'Not Found' }, 'unreachable'],
    [
      'OpenAI’s wrong path',
      404,
      { error: { message: 'Invalid URL (POST /chat/completions)', type: 'invalid_request_error', param: null, code: null } },
      'unreachable',
    ],
  ];
  for (const [server, status, body, kind] of dialects) {
    // shows: model-openai-base-url
    it(`in the words of ${server} is ${kind}`, async () => {
      const service = await serve(({ response }) => sendJson(response, status, body));
      try {
        assert.equal(failureIn(await collect(createOpenAiModel({ name: 'x', baseUrl: service.url }), asking(user('hello')))).kind, kind);
      } finally {
        await service.close();
      }
    });
  }
});

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
