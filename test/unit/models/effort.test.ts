import assert from 'node:assert/strict';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import { nearestEffort, openAfterRefusal } from '../../../src/models/effort.ts';
import type { Effort, LanguageModel } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { type Exchange, sendJson, serve } from '../../doubles/wire.ts';
import { chunk, done, messageEnd, messageStart, textBlock } from './frames.ts';
import { type AnyWire, allWires, asking, collect, textOf, user } from './support.ts';

type Body = Readonly<Record<string, unknown>>;

const answers: Readonly<Record<AnyWire, string>> = {
  anthropic: messageStart + textBlock(0, 'ok') + messageEnd('end_turn'),
  openai: chunk({ content: 'ok' }, 'stop') + done,
  responses: `data: ${JSON.stringify({
    type: 'response.completed',
    response: { status: 'completed', output: [{ type: 'message', id: 'm', content: [{ type: 'output_text', text: 'ok' }] }] },
  })}\n\n`,
};

let names = 0;

interface Asked {
  readonly bodies: readonly Body[];
  readonly paths: readonly string[];
  readonly model: LanguageModel;
  readonly texts: readonly string[];
}

/** Asks twice with an effort. `refusal`: what the service says to a request that it does not take. `listing`: what it lists of the model. */
async function ask(
  wire: AnyWire,
  effort: Effort | undefined,
  refusal: (body: Body, path: string) => string | undefined = () => undefined,
  { listing, api }: { readonly listing?: unknown; readonly api?: 'auto' | 'chat' } = {},
): Promise<Asked> {
  const paths: string[] = [];
  const bodies: Body[] = [];
  const server = await serve(({ request, response }) => {
    if (request.method === 'GET') return sendJson(response, listing === undefined ? 404 : 200, listing ?? {});
    answer({ request, response });
  });
  let model: LanguageModel | undefined;
  const answer = ({ request, response }: Exchange): void => {
    // The list is asked for beside the first request, and has come before its answer.
    if (listing !== undefined && model?.capabilities?.source !== 'listed') {
      setImmediate(() => answer({ request, response }));
      return;
    }
    const body = request.body as Body;
    bodies.push(body);
    paths.push(request.path);
    const refused = refusal(body, request.path);
    if (refused !== undefined) {
      sendJson(response, 400, { error: { message: refused, type: 'invalid_request_error' } });
      return;
    }
    const spoken = request.path.endsWith('/responses') ? 'responses' : wire === 'responses' ? 'openai' : wire;
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answers[spoken]);
  };
  try {
    const shared = {
      name: `m-${++names}`,
      apiKey: 'k',
      baseUrl: server.url,
      ...(listing === undefined ? { contextTokens: 8192 } : {}),
    };
    model =
      wire === 'anthropic'
        ? createAnthropicModel(shared)
        : createOpenAiModel({ ...shared, api: wire === 'responses' ? 'responses' : (api ?? 'auto') });
    const request = { ...asking(user('go')), maxOutputTokens: 20_000, ...(effort === undefined ? {} : { effort }) };
    const texts: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      texts.push(textOf(await collect(model, request)));
    }
    return { bodies, paths, model, texts };
  } finally {
    await server.close();
  }
}

function sent(wire: AnyWire, body: Body): unknown {
  if (wire === 'anthropic') return { thinking: body['thinking'], output_config: body['output_config'] };
  return wire === 'openai' ? body['reasoning_effort'] : body['reasoning'];
}

describe('how long a model shall think', () => {
  const asked: Readonly<Record<AnyWire, unknown>> = {
    anthropic: { thinking: { type: 'adaptive' }, output_config: { effort: 'high' } },
    openai: 'high',
    responses: { effort: 'high', summary: 'auto' },
  };
  const unasked: Readonly<Record<AnyWire, unknown>> = {
    anthropic: { thinking: undefined, output_config: undefined },
    openai: undefined,
    responses: { summary: 'auto' },
  };
  for (const wire of allWires) {
    // shows: model-effort
    it(`is said over ${wire} when the person asked for it, and not otherwise`, async () => {
      assert.deepEqual(
        (await ask(wire, 'high')).bodies.map((body) => sent(wire, body)),
        [asked[wire], asked[wire]],
      );
      assert.deepEqual(
        (await ask(wire, undefined)).bodies.map((body) => sent(wire, body)),
        [unasked[wire], unasked[wire]],
      );
    });

    // shows: model-effort
    it(`is learned from a refusal over ${wire}: the nearest that is left, from then on`, async () => {
      const { bodies, model, texts } = await ask(wire, 'max', (body) =>
        JSON.stringify(body).includes('"max"')
          ? "Unsupported value: 'reasoning.effort' does not support 'max' with this model. Supported values are: 'low', 'medium', and 'high'."
          : undefined,
      );
      assert.deepEqual(texts, ['ok', 'ok']);
      assert.deepEqual(
        bodies.slice(1).map((body) => sent(wire, body)),
        [asked[wire], asked[wire]],
      );
      assert.deepEqual(model.capabilities?.efforts, ['low', 'medium', 'high']);
      assert.equal(model.capabilities?.source, 'tried');
    });

    it(`is not said any more over ${wire} to a model that cannot be told`, async () => {
      const { bodies, model, texts } = await ask(wire, 'low', (body) =>
        /effort|"thinking"/.test(JSON.stringify(body)) ? 'This model does not support reasoning effort or thinking.' : undefined,
      );
      assert.deepEqual(texts, ['ok', 'ok']);
      assert.deepEqual(sent(wire, bodies.at(-1) ?? {}), unasked[wire]);
      assert.deepEqual(model.capabilities?.efforts, []);
    });
  }

  it('is given to older models of Anthropic’s as a budget of tokens', async () => {
    const { bodies, texts } = await ask('anthropic', 'high', (body) =>
      JSON.stringify(body).includes('adaptive') ? 'adaptive thinking is not supported on this model' : undefined,
    );
    assert.deepEqual(texts, ['ok', 'ok']);
    assert.deepEqual(bodies.at(-1)?.['thinking'], { type: 'enabled', budget_tokens: 10_000 });
  });

  // shows: model-effort
  it('is taken from what Anthropic lists of the model', async () => {
    const yes = { supported: true };
    const no = { supported: false };
    const listing = {
      id: 'x',
      max_input_tokens: 400_000,
      capabilities: {
        image_input: yes,
        effort: { supported: true, low: yes, medium: yes, high: yes, max: no, xhigh: null },
        thinking: { supported: true, types: { adaptive: yes, enabled: no, disabled: no, between_tools: no } },
      },
    };
    const { bodies, model } = await ask('anthropic', 'max', undefined, { listing });
    assert.deepEqual(bodies.at(-1)?.['output_config'], { effort: 'high' });
    assert.deepEqual(model.capabilities, {
      tools: undefined,
      images: true,
      contextTokens: 400_000,
      efforts: ['low', 'medium', 'high'],
      source: 'listed',
    });
  });

  // shows: model-responses
  it('brings a model to the Responses API that takes tools with reasoning only there, and it stays with it', async () => {
    const words =
      "Function tools with reasoning_effort are not supported for gpt-5.6-sol in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.";
    const refuse = (_: Body, path: string): string | undefined => (path.endsWith('/chat/completions') ? words : undefined);
    const { paths, bodies, texts } = await ask('openai', 'high', refuse);
    assert.deepEqual(texts, ['ok', 'ok']);
    assert.deepEqual(paths, ['/chat/completions', '/responses', '/responses']);
    assert.deepEqual(bodies.at(-1)?.['reasoning'], { effort: 'high', summary: 'auto' });
  });

  it('is none at all where the person chose Chat Completions and it takes tools only so', async () => {
    const { paths, bodies, texts } = await ask(
      'openai',
      'high',
      (body) =>
        body['reasoning_effort'] === 'none'
          ? undefined
          : 'Function tools with reasoning_effort are not supported for m in /v1/chat/completions. Please use /v1/responses instead.',
      { api: 'chat' },
    );
    assert.deepEqual(texts, ['ok', 'ok']);
    assert.ok(paths.every((path) => path === '/chat/completions'));
    assert.equal(bodies.at(-1)?.['reasoning_effort'], 'none');
  });

  it('is asked as near as can be, and rather too little than too much', () => {
    assert.equal(nearestEffort('high', undefined), 'high');
    assert.equal(nearestEffort('max', ['low', 'medium', 'high']), 'high');
    assert.equal(nearestEffort('medium', ['low', 'high']), 'low');
    assert.equal(nearestEffort('none', ['low', 'high']), 'low');
    assert.equal(nearestEffort('low', []), undefined);
  });

  const refusals: readonly (readonly [string, Effort, readonly Effort[]])[] = [
    [
      "Unsupported value: 'reasoning_effort' does not support 'minimal' with this model. Supported values are: 'none', 'low', 'medium', 'high', and 'xhigh'.",
      'minimal',
      ['none', 'low', 'medium', 'high', 'xhigh'],
    ],
    [
      "Unsupported value: 'reasoning_effort' does not support 'xhigh' with this model.",
      'xhigh',
      ['none', 'minimal', 'low', 'medium', 'high', 'max'],
    ],
    ['Input should be "low", "medium" or "high"', 'max', ['low', 'medium', 'high']],
    ['reasoning_effort: unknown variant `minimal`, expected one of `low`, `medium`, `high`', 'minimal', ['low', 'medium', 'high']],
    ['invalid think value: "xhigh" (must be "high", "medium", "low", true, or false)', 'xhigh', ['low', 'medium', 'high']],
    ['reasoning_effort must be one of low, medium, high', 'none', ['low', 'medium', 'high']],
    ['"qwen2.5:7b" does not support thinking', 'high', []],
    ['Unrecognized request argument supplied: reasoning_effort', 'high', []],
    ['reasoning_effort: Extra inputs are not permitted', 'low', []],
    ["Unsupported parameter: 'reasoning.effort' is not supported with this model.", 'low', []],
  ];
  for (const [words, effort, left] of refusals) {
    it(`leaves ${left.join(', ') || 'none'} after “${words.slice(0, 70)}”`, () => {
      assert.deepEqual(openAfterRefusal(words, effort, undefined), left);
    });
  }
});
