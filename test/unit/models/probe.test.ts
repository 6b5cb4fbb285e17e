import assert from 'node:assert/strict';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import type { Capabilities, LanguageModel } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { probeModel } from '../../../src/models/probe.ts';
import { trials } from '../../../src/models/tryOut.ts';
import { type RecordedRequest, sendJson, serve } from '../../doubles/wire.ts';
import { callChunk, chunk, done } from './frames.ts';
import { asking, collect, textOf, user } from './support.ts';

/** Answers by path; everything else is not there. */
type Paths = Readonly<Record<string, unknown>>;
type Known = Partial<Capabilities>;

async function probed(
  paths: Paths,
  { name = 'm', provider = 'openai' as 'openai' | 'anthropic' } = {},
): Promise<{ readonly capabilities: Capabilities; readonly price: unknown; readonly requests: readonly RecordedRequest[] }> {
  const server = await serve(({ request, response }) => {
    const body = paths[request.path];
    sendJson(response, body === undefined ? 404 : 200, body ?? { error: 'not found' });
  });
  try {
    const baseUrl = provider === 'openai' ? `${server.url}/v1` : server.url;
    const found = await probeModel({ provider, baseUrl, name, apiKey: 'k' }, new AbortController().signal);
    return { ...found, requests: [...server.requests] };
  } finally {
    await server.close();
  }
}

const unknown: Capabilities = { tools: undefined, images: undefined, contextTokens: undefined, efforts: undefined, source: 'unknown' };
const list = (entry: unknown): unknown => ({ object: 'list', data: [{ id: 'other', context_length: 1 }, entry] });
const yes = { supported: true };
const no = { supported: false };

const servers: readonly (readonly [string, Paths, Known, { readonly name?: string; readonly provider?: 'openai' | 'anthropic' }?])[] = [
  ['vLLM', { '/v1/models': list({ id: 'm', owned_by: 'vllm', max_model_len: 40_960 }) }, { contextTokens: 40_960 }],
  [
    'Ollama',
    {
      '/v1/models': list({ id: 'm', owned_by: 'library' }),
      '/api/show': {
        capabilities: ['completion', 'tools', 'vision', 'thinking'],
        parameters: 'temperature 0.7\nnum_ctx 16384',
        thinking: { values: ['low', 'medium', 'high'], default: 'medium' },
      },
    },
    { tools: true, images: true, contextTokens: 16_384, efforts: ['low', 'medium', 'high'] },
  ],
  [
    'Ollama, of a model that only talks',
    { '/v1/models': list({ id: 'm' }), '/api/show': { capabilities: ['completion'] } },
    { tools: false, images: false, efforts: [] },
  ],
  [
    'LM Studio before 0.4',
    {
      '/v1/models': list({ id: 'm' }),
      '/api/v0/models': list({
        id: 'm',
        type: 'vlm',
        capabilities: ['tool_use'],
        max_context_length: 131_072,
        loaded_context_length: 8_192,
      }),
    },
    { tools: true, images: true, contextTokens: 8_192 },
  ],
  [
    'LM Studio since 0.4',
    {
      '/v1/models': list({ id: 'm' }),
      '/api/v1/models': {
        models: [
          {
            key: 'm',
            type: 'llm',
            max_context_length: 131_072,
            capabilities: { vision: true, trained_for_tool_use: false },
            loaded_instances: [{ id: 'm', config: { context_length: 4_096 } }],
          },
        ],
      },
    },
    { tools: false, images: true, contextTokens: 4_096 },
  ],
  [
    'llama.cpp',
    {
      '/v1/models': list({ id: 'm', meta: { n_ctx_train: 131_072 } }),
      '/props': {
        default_generation_settings: { n_ctx: 8_192 },
        modalities: { vision: false },
        chat_template_caps: { supports_tools: true },
      },
    },
    { tools: true, images: false, contextTokens: 8_192 },
  ],
  [
    'the Hugging Face router, for one provider',
    {
      '/v1/models': list({
        id: 'org/m',
        architecture: { input_modalities: ['text', 'image'] },
        providers: [
          { provider: 'novita', status: 'live', context_length: 262_144, supports_tools: true, pricing: { input: 1, output: 2 } },
          { provider: 'small', status: 'live', context_length: 8_192, supports_tools: false },
        ],
      }),
    },
    { tools: true, images: true, contextTokens: 262_144 },
    { name: 'org/m:novita' },
  ],
  [
    'the Hugging Face router, by its own choice: what all of them do',
    {
      '/v1/models': list({
        id: 'org/m',
        providers: [
          { provider: 'novita', status: 'live', context_length: 262_144, supports_tools: true },
          { provider: 'small', status: 'live', context_length: 8_192, supports_tools: false },
        ],
      }),
    },
    { contextTokens: 8_192 },
    { name: 'org/m:cheapest' },
  ],
  [
    'OpenRouter',
    {
      '/v1/models': list({
        id: 'a/b',
        context_length: 65_536,
        supported_parameters: ['max_tokens', 'tools'],
        architecture: { input_modalities: ['text'] },
        pricing: { prompt: '0.000001', completion: '0.000002' },
      }),
    },
    { tools: true, images: false, contextTokens: 65_536, efforts: [] },
    { name: 'a/b' },
  ],
  [
    'Anthropic',
    {
      '/v1/models/m': {
        id: 'm',
        max_input_tokens: 1_000_000,
        capabilities: {
          image_input: yes,
          effort: { supported: true, low: yes, medium: yes, high: yes, max: yes, xhigh: null },
          thinking: { supported: true, types: { adaptive: yes, disabled: yes, enabled: no, between_tools: no } },
        },
      },
    },
    { images: true, contextTokens: 1_000_000, efforts: ['none', 'low', 'medium', 'high', 'max'] },
    { provider: 'anthropic' },
  ],
];

describe('what a model can do', () => {
  for (const [server, paths, expected, of] of servers) {
    // shows: model-probe
    it(`is read from what ${server} says`, async () => {
      const { capabilities } = await probed(paths, of);
      assert.deepEqual(capabilities, { ...unknown, source: 'listed', ...expected });
    });
  }

  it('is unknown where nobody says anything, or says nonsense', async () => {
    assert.deepEqual((await probed({})).capabilities, unknown);
    const nonsense = { '/v1/models': { data: 'none' }, '/api/show': [], '/props': { default_generation_settings: null } };
    assert.deepEqual((await probed(nonsense)).capabilities, unknown);
  });

  it('is asked with the key only of the address that was given', async () => {
    const { requests } = await probed({ '/v1/models': list({ id: 'm' }) });
    assert.ok(requests.every(({ headers }) => headers['authorization'] === 'Bearer k'));
    const moved = await serve(({ response }) => void response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end());
    try {
      const found = await probeModel({ provider: 'openai', baseUrl: moved.url, name: 'm', apiKey: 'k' }, new AbortController().signal);
      assert.deepEqual(found.capabilities, unknown);
    } finally {
      await moved.close();
    }
  });

  /** A server that calls a tool and names a colour as it is told to. */
  async function tried(
    answer: (request: RecordedRequest) => { readonly stream: string } | { readonly refusal: string },
    test: (probe: () => Promise<Capabilities>, requests: readonly RecordedRequest[], model: LanguageModel) => Promise<void>,
  ): Promise<void> {
    const server = await serve(
      ({ request, response }) => {
        if (request.path !== '/chat/completions') return sendJson(response, 404, {});
        const answered = answer(request);
        if ('refusal' in answered) return sendJson(response, 400, { error: { message: answered.refusal } });
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answered.stream);
      },
      0,
      ({ path }) => path === '/chat/completions',
    );
    try {
      const of = { name: `tried-${server.port}`, baseUrl: server.url };
      const model = createOpenAiModel({ ...of, contextTokens: 8192 });
      const probe = (): Promise<Capabilities> =>
        probeModel({ provider: 'openai', ...of }, new AbortController().signal, { tried: model }).then(({ capabilities }) => capabilities);
      await test(probe, server.requests, model);
    } finally {
      await server.close();
    }
  }
  const call = callChunk({ index: 0, id: 'x', function: { name: 'ready', arguments: '{"word":"yes"}' } }) + chunk({}, 'tool_calls') + done;
  const says = (content: string): string => chunk({ content }, 'stop') + done;
  const hasTools = ({ body }: RecordedRequest): boolean => (body as { readonly tools?: unknown }).tools !== undefined;

  // shows: model-probe
  it('of a server nearby is known with its first request, from where the server says it', async () => {
    const paths: Paths = {
      '/v1/models': list({ id: 'm', owned_by: 'library' }),
      '/api/show': { capabilities: ['completion', 'tools'], parameters: 'num_ctx 16384' },
    };
    let model: LanguageModel | undefined;
    const server = await serve(async ({ request, response }) => {
      const body = paths[request.path];
      if (request.path !== '/v1/chat/completions') return sendJson(response, body === undefined ? 404 : 200, body ?? {});
      // The list is asked for beside the first request, and has come before its answer.
      while (model?.capabilities?.source !== 'listed') await new Promise((resolve) => setImmediate(resolve));
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(says('ok'));
    });
    try {
      model = createOpenAiModel({ name: 'm', baseUrl: `${server.url}/v1` });
      assert.equal(textOf(await collect(model, asking(user('go')))), 'ok');
      assert.deepEqual(model.capabilities, { tools: true, images: false, contextTokens: 16_384, efforts: [], source: 'listed' });
      const beside = server.requests.map(({ path }) => path).filter((path) => !path.endsWith('completions'));
      assert.deepEqual(beside, ['/v1/models', '/api/show']);
    } finally {
      await server.close();
    }
  });

  // shows: model-probe
  it('is tried only when asked for, with as many requests as were announced', async () => {
    await tried(
      (request) => ({ stream: hasTools(request) ? call : says('Red.') }),
      async (probe, requests) => {
        assert.deepEqual(await probe(), { ...unknown, tools: true, images: true, source: 'tried' });
        assert.equal(requests.length, trials.length);
      },
    );
  });

  it('is not what a model says without showing it', async () => {
    await tried(
      () => ({ stream: says('I can do that, and it is blue!') }),
      async (probe) => assert.deepEqual(await probe(), { ...unknown, tools: false, images: false, source: 'tried' }),
    );
  });

  it('is learned from what is refused', async () => {
    await tried(
      (request) => {
        if (hasTools(request)) return { refusal: 'm does not support tools' };
        return request.bodyText.includes('image_url')
          ? { refusal: 'this model does not support images' }
          : { stream: says('red, I guess') };
      },
      async (probe) => {
        const { tools, images } = await probe();
        assert.deepEqual([tools, images], [false, false]);
      },
    );
  });

  it('cannot be tried where the model cannot be asked: that is said as it is', async () => {
    const model = createAnthropicModel({ name: 'm', apiKey: 'k', baseUrl: 'http://127.0.0.1:9' });
    const of = { provider: 'anthropic', name: 'm', baseUrl: 'http://127.0.0.1:9' } as const;
    await assert.rejects(probeModel(of, new AbortController().signal, { tried: model }), { kind: 'unreachable' });
  });
});
