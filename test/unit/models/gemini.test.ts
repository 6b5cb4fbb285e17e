import assert from 'node:assert/strict';
import type { AssistantPart, ModelMessage } from '../../../src/base/messages.ts';
import { listedModel } from '../../../src/models/listedModel.ts';
import type { ModelEvent } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { sendJson, serve } from '../../doubles/wire.ts';
import { callChunk, chunk, done } from './frames.ts';
import { asking, callsOf, collect, endOf, failureIn, textOf, user } from './support.ts';

/** What a conversation keeps of an answer. */
function assistant(events: readonly ModelEvent[], origin: string): ModelMessage {
  const calls = callsOf(events);
  const parts = events.flatMap((event): AssistantPart[] => {
    if (event.type === 'thinking') return [{ ...event, origin }];
    const call = event.type === 'call' ? calls[event.index] : undefined;
    return call === undefined ? [] : [{ type: 'call', ...call }];
  });
  return { role: 'assistant', parts };
}

describe('Gemini at its OpenAI-compatible endpoint', () => {
  type Body = { readonly messages: readonly { readonly tool_calls?: readonly Readonly<Record<string, unknown>>[] }[] };
  let names = 0;

  async function against(
    answer: (body: Body, turn: number) => { readonly stream: string } | { readonly status: number; readonly error: unknown },
    test: (model: ReturnType<typeof createOpenAiModel>, bodies: () => readonly Body[]) => Promise<void>,
  ): Promise<void> {
    let turn = 0;
    const server = await serve(({ request, response }) => {
      const answered = answer(request.body as Body, turn++);
      if ('stream' in answered) response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answered.stream);
      else sendJson(response, answered.status, answered.error);
    });
    try {
      const model = createOpenAiModel({ name: `gemini-${++names}`, baseUrl: server.url, contextTokens: 8192 });
      await test(model, () => server.requests.map(({ body }) => body as Body));
    } finally {
      await server.close();
    }
  }

  const signed = { google: { thought_signature: 'c2lnbmVk' } };
  const call = { function: { name: 'read_file', arguments: '{"path":"a"}' }, type: 'function', id: '', extra_content: signed };
  const other = { ...call, function: { name: 'read_file', arguments: '{"path":"b"}' }, extra_content: undefined };

  // shows: model-gemini
  it('gets the signatures of its calls back, each on its call, and calls without ids have their own', async () => {
    await against(
      (_, turn) => ({ stream: turn === 0 ? callChunk(call, other) + chunk({}, 'stop') + done : chunk({ content: 'ok' }, 'stop') + done }),
      async (model, bodies) => {
        const events = await collect(model, asking(user('go')));
        assert.equal(endOf(events).stop, 'calls');
        const calls = callsOf(events);
        assert.equal(new Set(calls.map(({ id }) => id)).size, 2);
        const results = calls.map(({ id }) => ({ callId: id, content: 'x', isError: false }));
        const history = [user('go'), assistant(events, `openai/${model.id.name}`), { role: 'tool' as const, results }];
        assert.equal(textOf(await collect(model, asking(...history))), 'ok');
        const sent = bodies()[1]?.messages.find(({ tool_calls }) => tool_calls !== undefined)?.tool_calls;
        assert.deepEqual(
          sent?.map(({ extra_content }) => extra_content),
          [signed, undefined],
        );
        const elsewhere = [user('go'), assistant(events, 'openai/another'), { role: 'tool' as const, results }];
        await collect(model, asking(...elsewhere));
        assert.ok(!JSON.stringify(bodies()[2]).includes('c2lnbmVk'));
      },
    );
  });

  it('is told that calls of another model bear none, when it misses them', async () => {
    const message = 'Function call is missing a thought_signature in functionCall parts.';
    await against(
      (body) =>
        JSON.stringify(body).includes('skip_thought_signature_validator')
          ? { stream: chunk({ content: 'ok' }, 'stop') + done }
          : { status: 400, error: [{ error: { code: 400, message, status: 'INVALID_ARGUMENT' } }] },
      async (model) => {
        const parts: AssistantPart[] = [{ type: 'call', id: 'c', name: 'read_file', argumentsJson: '{}' }];
        const history: ModelMessage[] = [
          user('go'),
          { role: 'assistant', parts },
          { role: 'tool', results: [{ callId: 'c', content: 'x', isError: false }] },
        ];
        assert.equal(textOf(await collect(model, asking(...history))), 'ok');
      },
    );
  });

  it('says in a list why it refuses, and is quoted', async () => {
    await against(
      () => ({
        status: 400,
        error: [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' } }],
      }),
      async (model) => assert.match(failureIn(await collect(model, asking(user('go')))).message, /API key/),
    );
  });

  it('lists its models under a prefix that their names do not need', () => {
    const body = { object: 'list', data: [{ id: 'models/gemini-x', context_length: 1_048_576 }] };
    assert.equal(listedModel(body, 'gemini-x')?.contextTokens, 1_048_576);
    assert.equal(listedModel(body, 'models/gemini-x')?.contextTokens, 1_048_576);
  });
});
