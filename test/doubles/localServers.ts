/**
 * Doubles of the four model servers that run on one's own machine: what each of them lists, in its own words, on 127.0.0.1. From
 * ollama/docs/api.md and docs/openai.md, docs.vllm.ai (openai_compatible_server), lmstudio.ai/docs/app/api/endpoints/rest and llama.cpp's
 * tools/server/README.md. The chat itself is the OpenAI double's.
 */
import { type Exchange, type LoopbackServer, sendJson, serve } from './wire.ts';

export type LocalDouble = 'ollama' | 'vllm' | 'lmstudio' | 'llamacpp';

export interface LocalModel {
  readonly name: string;
  readonly contextTokens?: number;
  readonly tools?: boolean;
  readonly images?: boolean;
}

export interface LocalServer extends LoopbackServer {
  readonly kind: LocalDouble;
}

/** `port` 0 takes a free one. */
export async function startLocalServer(kind: LocalDouble, models: readonly LocalModel[], port = 0): Promise<LocalServer> {
  const server = await serve((exchange) => answers[kind](exchange, models), port);
  return { ...server, kind };
}

/** Listens as a model server would, and is another program: it answers each request with a page. */
export async function startOtherProgram(port = 0): Promise<LoopbackServer> {
  return await serve(
    ({ response }) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Wiki</title>'),
    port,
  );
}

/** Takes connections and never answers. */
export async function startSilentProgram(port = 0): Promise<LoopbackServer> {
  return await serve(() => new Promise<void>(() => undefined), port);
}

const created = 1_767_225_600;
const missing = ({ response }: Exchange): void => sendJson(response, 404, { error: 'not found' });

const answers: Readonly<Record<LocalDouble, (exchange: Exchange, models: readonly LocalModel[]) => void>> = {
  ollama(exchange, models) {
    const { request, response } = exchange;
    if (request.path === '/api/version') return sendJson(response, 200, { version: '0.13.5' });
    if (request.path === '/api/tags')
      return sendJson(response, 200, {
        models: models.map(({ name }) => ({
          name,
          model: name,
          modified_at: '2026-10-01T10:00:00Z',
          size: 5_225_388_164,
          digest: '0'.repeat(64),
          details: {
            parent_model: '',
            format: 'gguf',
            family: 'qwen3',
            families: ['qwen3'],
            parameter_size: '8.2B',
            quantization_level: 'Q4_K_M',
          },
        })),
      });
    if (request.path === '/v1/models')
      return sendJson(response, 200, {
        object: 'list',
        data: models.map(({ name }) => ({ id: name, object: 'model', created, owned_by: 'library' })),
      });
    if (request.path === '/api/show' && request.method === 'POST') {
      const asked = models.find(({ name }) => name === (request.body as { readonly model?: string } | undefined)?.model);
      if (asked === undefined) return sendJson(response, 404, { error: 'model not found' });
      return sendJson(response, 200, {
        parameters:
          asked.contextTokens === undefined ? 'temperature 0.6' : `num_ctx                        ${asked.contextTokens}\ntemperature 0.6`,
        details: { format: 'gguf', family: 'qwen3' },
        model_info: { 'general.architecture': 'qwen3', 'qwen3.context_length': 262_144 },
        capabilities: ['completion', ...(asked.tools === true ? ['tools'] : []), ...(asked.images === true ? ['vision'] : [])],
      });
    }
    return missing(exchange);
  },
  vllm(exchange, models) {
    const { request, response } = exchange;
    if (request.path === '/version') return sendJson(response, 200, { version: '0.13.0' });
    if (request.path !== '/v1/models') return sendJson(response, 404, { detail: 'Not Found' });
    return sendJson(response, 200, {
      object: 'list',
      data: models.map(({ name, contextTokens }) => ({
        id: name,
        object: 'model',
        created,
        owned_by: 'vllm',
        root: name,
        parent: null,
        max_model_len: contextTokens ?? null,
        permission: [],
      })),
    });
  },
  lmstudio(exchange, models) {
    const { request, response } = exchange;
    if (request.path === '/v1/models')
      return sendJson(response, 200, {
        object: 'list',
        data: models.map(({ name }) => ({ id: name, object: 'model', owned_by: 'organization_owner' })),
      });
    if (request.path === '/api/v0/models')
      return sendJson(response, 200, {
        object: 'list',
        data: [
          ...models.map(({ name, contextTokens, tools, images }) => ({
            id: name,
            object: 'model',
            type: images === true ? 'vlm' : 'llm',
            publisher: 'lmstudio-community',
            arch: 'qwen3',
            compatibility_type: 'gguf',
            quantization: 'Q4_K_M',
            state: 'loaded',
            max_context_length: 262_144,
            ...(contextTokens === undefined ? {} : { loaded_context_length: contextTokens }),
            ...(tools === undefined ? {} : { capabilities: tools ? ['tool_use'] : [] }),
          })),
          { id: 'text-embedding-nomic', object: 'model', type: 'embeddings', state: 'not-loaded', max_context_length: 2_048 },
        ],
      });
    // It answers every path that it does not know with 200 and a word about it.
    return sendJson(response, 200, { error: `Unexpected endpoint or method. (${request.method} ${request.path})` });
  },
  llamacpp(exchange, models) {
    const { request, response } = exchange;
    const [model] = models;
    if (request.path === '/v1/models')
      return sendJson(response, 200, {
        models: [],
        object: 'list',
        data: models.map(({ name }) => ({
          id: name,
          object: 'model',
          created,
          owned_by: 'llamacpp',
          meta: { vocab_type: 2, n_vocab: 151_936, n_ctx_train: 40_960, n_embd: 4_096, n_params: 8_190_735_360, size: 5_000_000_000 },
        })),
      });
    if (request.path === '/props')
      return sendJson(response, 200, {
        default_generation_settings: { id: 0, n_ctx: model?.contextTokens ?? 4_096, params: {} },
        total_slots: 1,
        model_path: '/models/model.gguf',
        modalities: { vision: model?.images === true, audio: false },
        build_info: 'b7000-abcdef',
      });
    return sendJson(response, 404, { error: { code: 404, message: 'File Not Found', type: 'not_found_error' } });
  },
};
