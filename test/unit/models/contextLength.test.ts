import assert from 'node:assert/strict';
import { listedModel } from '../../../src/models/listedModel.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { type LoopbackServer, sendJson, serve } from '../../doubles/wire.ts';
import { chunk, done } from './frames.ts';
import { asking, collect, textOf, user } from './support.ts';

describe('how much a model takes', () => {
  const listings: readonly (readonly [string, string, unknown, number | undefined])[] = [
    ['vLLM', 'Qwen/Qwen3-8B', { id: 'Qwen/Qwen3-8B', object: 'model', max_model_len: 40960 }, 40960],
    ['llama.cpp', 'qwen', { id: 'qwen', meta: { n_vocab: 1, n_ctx_train: 32768 } }, 32768],
    ['llama.cpp, run with less', 'qwen', { id: 'qwen', meta: { n_ctx: 8192, n_ctx_train: 32768 } }, 8192],
    ['LM Studio, loaded with less', 'qwen', { id: 'qwen', max_context_length: 32768, loaded_context_length: 4096 }, 4096],
    ['OpenRouter', 'a/b', { id: 'a/b', context_length: 131072 }, 131072],
    ['Ollama, which does not say', 'qwen3:8b', { id: 'qwen3:8b', object: 'model', owned_by: 'library' }, undefined],
    ['a server that says nonsense', 'x', { id: 'x', max_model_len: 'many', providers: 'none' }, undefined],
  ];
  for (const [server, name, entry, expected] of listings) {
    it(`is read from the list of ${server}`, () => {
      assert.equal(listedModel({ object: 'list', data: [{ id: 'another', max_model_len: 1 }, entry] }, name)?.contextTokens, expected);
    });
  }

  const providers = [
    { provider: 'novita', status: 'live', context_length: 262144 },
    { provider: 'together', status: 'live', context_length: 131072 },
    { provider: 'fireworks', status: 'error', context_length: 1024 },
  ];
  const router = { object: 'list', data: [{ id: 'moonshotai/Kimi-K2.6', providers }] };

  it('behind the Hugging Face router is that of the provider in the name, else the least of all', () => {
    assert.equal(listedModel(router, 'moonshotai/Kimi-K2.6:novita')?.contextTokens, 262144);
    assert.equal(listedModel(router, 'moonshotai/Kimi-K2.6')?.contextTokens, 131072);
    assert.equal(listedModel(router, 'moonshotai/Kimi-K2.6:fastest')?.contextTokens, 131072);
    assert.equal(listedModel(router, 'other/model')?.contextTokens, undefined);
    assert.equal(listedModel('<html>', 'x')?.contextTokens, undefined);
  });

  /** A server whose list is what the test makes it, and which answers every question. */
  async function against(
    list: (response: Parameters<Parameters<typeof serve>[0]>[0]['response']) => void,
    test: (model: ReturnType<typeof createOpenAiModel>, server: LoopbackServer) => Promise<void>,
  ): Promise<void> {
    const server = await serve(({ request, response }) => {
      if (request.method === 'GET') list(response);
      else response.writeHead(200, { 'content-type': 'text/event-stream' }).end(chunk({ content: 'ok' }, 'stop') + done);
    });
    try {
      await test(createOpenAiModel({ name: 'qwen', baseUrl: server.url }), server);
    } finally {
      await server.close();
    }
  }

  const ask = (model: ReturnType<typeof createOpenAiModel>): Promise<string> => collect(model, asking(user('go'))).then(textOf);
  const listingsOf = ({ requests }: LoopbackServer): number => requests.filter(({ method }) => method === 'GET').length;

  it('is asked for beside the first request, and known from then on', async () => {
    await against(
      (response) => sendJson(response, 200, { data: [{ id: 'qwen', max_model_len: 4096 }] }),
      async (model, server) => {
        assert.equal(model.contextTokens, undefined);
        while (model.contextTokens === undefined) assert.equal(await ask(model), 'ok');
        assert.equal(model.contextTokens, 4096);
        const before = listingsOf(server);
        await ask(model);
        assert.equal(listingsOf(server), before);
      },
    );
  });

  it('stays unknown where the list never comes, which holds up no answer and is not asked for ever', async () => {
    await against(
      () => undefined,
      async (model, server) => {
        for (let turn = 0; turn < 6; turn += 1) assert.equal(await ask(model), 'ok');
        assert.equal(model.contextTokens, undefined);
        assert.ok(listingsOf(server) <= 3);
      },
    );
  });
});
