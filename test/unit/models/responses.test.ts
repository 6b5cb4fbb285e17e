import assert from 'node:assert/strict';
import type { ModelMessage } from '../../../src/base/messages.ts';
import type { ModelEvent } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { openAiDialect } from '../../../src/models/openaiDialect.ts';
import { ResponsesReader } from '../../../src/models/responsesEvents.ts';
import { ResponsesRequests } from '../../../src/models/responsesRequest.ts';
import { sendJson, serve } from '../../doubles/wire.ts';
import { picture } from './anyHistory.ts';
import { asking, collect, parsed, readFileTool, textOf, user } from './support.ts';

const origin = 'openai/m';
const item = '{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm."}],"encrypted_content":"gAAA"}';
const conversation: readonly ModelMessage[] = [
  { role: 'user', parts: [{ type: 'text', text: 'Look at' }, picture] },
  {
    role: 'assistant',
    parts: [
      { type: 'thinking', text: 'Hm.', signature: item, origin },
      { type: 'thinking', text: 'of another model', signature: item, origin: 'openai/other' },
      { type: 'thinking', text: 'of another protocol', signature: 'sig', origin },
      { type: 'thinking', text: '', signature: '{"type":"phase","phase":"commentary"}', origin },
      { type: 'text', text: 'I look.' },
      { type: 'call', id: 'c1', name: 'read_file', argumentsJson: '{"path":"a"}' },
    ],
  },
  { role: 'tool', results: [{ callId: 'c1', content: 'gone', isError: true, images: [picture] }] },
];

describe('a request of the Responses API', () => {
  // shows: model-responses
  it('holds the whole conversation as items, keeps nothing at the service, and has reasoning come back encrypted', () => {
    const request = { ...asking(...conversation), cacheKey: 'session', effort: 'low' as const };
    const body = parsed(new ResponsesRequests('m', origin, true).body(request, { ...openAiDialect, api: 'responses' }));
    const image = { type: 'input_image', detail: 'auto', image_url: `data:image/png;base64,${picture.data}` };
    assert.deepEqual(body, {
      model: 'm',
      stream: true,
      instructions: 'You are a test.',
      store: false,
      include: ['reasoning.encrypted_content'],
      reasoning: { effort: 'low', summary: 'auto' },
      prompt_cache_key: 'session',
      max_output_tokens: 1000,
      tools: [{ type: 'function', name: 'read_file', description: 'Reads a file.', parameters: readFileTool.inputSchema, strict: false }],
      input: [
        {
          role: 'user',
          content: [{ type: 'input_text', text: 'Look at' }, { type: 'input_text', text: '[Picture: Figure 2]' }, image],
        },
        JSON.parse(item),
        { role: 'assistant', content: 'I look.', phase: 'commentary' },
        { type: 'function_call', call_id: 'c1', name: 'read_file', arguments: '{"path":"a"}' },
        {
          type: 'function_call_output',
          call_id: 'c1',
          output: [{ type: 'input_text', text: 'Error: gone' }, { type: 'input_text', text: '[Picture: Figure 2]' }, image],
        },
      ],
    });
  });

  // shows: model-responses
  it('is written otherwise where an endpoint refuses a part of it, in the same turn and from then on', async () => {
    const refusals: readonly (readonly [string, string, string])[] = [
      ['"summary"', 'reasoning.summary', 'Your organization must be verified to generate reasoning summaries.'],
      ['"include"', 'include', 'Encrypted content is not supported with this model.'],
      ['"max_output_tokens"', 'max_output_tokens', 'max_output_tokens is too large: 1000.'],
      ['"reasoning"', 'reasoning.effort', "Unsupported parameter: 'reasoning.effort' is not supported with this model."],
    ];
    const server = await serve(({ request, response }) => {
      const refused = refusals.find(([part]) => request.bodyText.includes(part));
      if (refused !== undefined) {
        sendJson(response, 400, { error: { message: refused[2], param: refused[1] } });
        return;
      }
      const said = {
        type: 'response.completed',
        response: { output: [{ type: 'message', content: [{ type: 'output_text', text: 'ok' }] }] },
      };
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${JSON.stringify(said)}\n\n`);
    });
    try {
      const model = createOpenAiModel({ name: `less-${server.port}`, baseUrl: server.url, contextTokens: 8192, api: 'responses' });
      const request = { ...asking(user('go')), effort: 'high' as const };
      assert.equal(textOf(await collect(model, request)), 'ok');
      const asked = server.requests.length;
      assert.equal(asked, refusals.length + 1);
      assert.equal(textOf(await collect(model, request)), 'ok');
      assert.equal(server.requests.length, asked + 1);
      assert.deepEqual(model.capabilities?.efforts, []);
    } finally {
      await server.close();
    }
  });

  it('repeats what the model said with what it was for', () => {
    const events: ModelEvent[] = [];
    const reader = new ResponsesReader({
      service: 'a server',
      estimate: (outputTokens) => ({ inputTokens: 7, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: true }),
      newCallId: () => 'made',
    });
    const item = { type: 'message', id: 'm', phase: 'final_answer', content: [] };
    reader.take('', JSON.stringify({ type: 'response.output_item.added', output_index: 0, item }), events);
    reader.take('', JSON.stringify({ type: 'response.output_text.delta', output_index: 0, delta: 'Done.' }), events);
    reader.take('', JSON.stringify({ type: 'response.output_item.done', output_index: 0, item }), events);
    assert.deepEqual(events, [
      { type: 'thinking', text: '', signature: '{"type":"phase","phase":"final_answer"}' },
      { type: 'text', text: 'Done.' },
    ]);
  });

  it('says less to an endpoint that knows less', () => {
    const dialect = { ...openAiDialect, api: 'responses', encryptsReasoning: false, summarizes: false, tokenLimit: 'none' } as const;
    const body = parsed(new ResponsesRequests('m', origin, false).body({ ...asking(user('go')), tools: [], cacheKey: 's' }, dialect));
    assert.deepEqual(body, { model: 'm', stream: true, instructions: 'You are a test.', input: [{ role: 'user', content: 'go' }] });
  });
});
