import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import type { Brain } from '../../doubles/script.ts';
import { type Doubles, startDoubles } from '../../doubles/server.ts';

const brain: Brain = ({ messages, toolNames }) => {
  const last = messages.at(-1);
  if (last?.role === 'tool') return { text: `It says: ${last.results[0]?.content}` };
  if (toolNames.length > 0)
    return { thinking: 'A tool is needed.', text: 'I look.', calls: [{ name: 'read_file', input: { path: 'ä 🙂.py' } }], chunkChars: 3 };
  return { text: 'Hello 🙂, whole and in pieces.', chunkChars: 2 };
};

/** The doubles are judged by clients that were written by others. */
describe('the doubles, as the official SDKs see them', () => {
  let doubles: Doubles;
  before(async () => {
    doubles = await startDoubles({ brain });
  });
  after(() => doubles.close());

  const anthropic = (apiKey = doubles.key): Anthropic => new Anthropic({ apiKey, baseURL: doubles.anthropicUrl, maxRetries: 0 });
  const openai = (apiKey = doubles.key): OpenAI => new OpenAI({ apiKey, baseURL: doubles.openaiUrl, maxRetries: 0 });
  const tool = { type: 'object' as const, properties: { path: { type: 'string' } } };

  it('Anthropic’s helper puts the streamed message together, and gets the same unstreamed', async () => {
    const ask = { model: 'demo-digits', max_tokens: 50, messages: [{ role: 'user' as const, content: 'hi' }] };
    const streamed = await anthropic().messages.stream(ask).finalMessage();
    const whole = await anthropic().messages.create(ask);
    for (const message of [streamed, whole]) {
      assert.deepEqual(
        message.content.map((block) => (block.type === 'text' ? block.text : block.type)),
        ['Hello 🙂, whole and in pieces.'],
      );
      assert.equal(message.stop_reason, 'end_turn');
      assert.ok(message.usage.output_tokens > 1);
    }
  });

  it('Anthropic’s helper reads calls and thinking, whose signature is taken back with the result', async () => {
    const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'look' }];
    const ask = { model: 'demo-digits', max_tokens: 50, tools: [{ name: 'read_file', input_schema: tool }] };
    const message = await anthropic()
      .messages.stream({ ...ask, messages })
      .finalMessage();
    assert.equal(message.stop_reason, 'tool_use');
    const call = message.content.find((block) => block.type === 'tool_use');
    assert.deepEqual(call?.input, { path: 'ä 🙂.py' });
    messages.push(
      { role: 'assistant', content: message.content },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: call?.id ?? '', content: 'seven' }] },
    );
    const next = await anthropic()
      .messages.stream({ ...ask, messages })
      .finalText();
    assert.equal(next, 'It says: seven');
  });

  it('OpenAI’s helper puts streamed text and calls together, and gets the same unstreamed', async () => {
    const ask = {
      model: 'demo-digits',
      messages: [{ role: 'user' as const, content: 'look' }],
      tools: [{ type: 'function' as const, function: { name: 'read_file', parameters: tool } }],
    };
    const streamed = await openai()
      .chat.completions.stream({ ...ask, stream_options: { include_usage: true } })
      .finalChatCompletion();
    const whole = await openai().chat.completions.create(ask);
    for (const { choices, usage } of [streamed, whole]) {
      const message = choices[0]?.message;
      const call = message?.tool_calls?.[0];
      assert.equal(message?.content, 'I look.');
      assert.deepEqual(call?.type === 'function' ? JSON.parse(call.function.arguments) : undefined, { path: 'ä 🙂.py' });
      assert.equal(choices[0]?.finish_reason, 'tool_calls');
      assert.ok((usage?.total_tokens ?? 0) > 0);
    }
  });

  it('OpenAI’s helper puts a streamed response together, gets the same unstreamed, and its items are taken back', async () => {
    const tools = [{ type: 'function' as const, name: 'read_file', parameters: tool, strict: false }];
    const ask = { model: 'demo-digits', input: [{ role: 'user' as const, content: 'look' }], tools, store: false };
    const streamed = await openai().responses.stream(ask).finalResponse();
    const whole = await openai().responses.create(ask);
    for (const { output, output_text, status, usage } of [streamed, whole]) {
      assert.deepEqual(
        output.map(({ type }) => type),
        ['reasoning', 'message', 'function_call'],
      );
      assert.equal(output_text, 'I look.');
      assert.equal(status, 'completed');
      const call = output.find((item) => item.type === 'function_call');
      assert.deepEqual(call?.type === 'function_call' ? JSON.parse(call.arguments) : undefined, { path: 'ä 🙂.py' });
      assert.ok((usage?.total_tokens ?? 0) > 0);
    }
    const call = whole.output.find((item) => item.type === 'function_call');
    assert.ok(call?.type === 'function_call');
    const { call_id, name, arguments: json } = call;
    const reasoning = whole.output.filter((item) => item.type === 'reasoning');
    const next = await openai().responses.create({
      ...ask,
      input: [
        ...ask.input,
        ...reasoning,
        { type: 'function_call', call_id, name, arguments: json },
        { type: 'function_call_output', call_id, output: 'seven' },
      ],
    });
    assert.equal(next.output_text, 'It says: seven');
    const orphan = { type: 'function_call_output' as const, call_id: 'x', output: 'y' };
    await assert.rejects(openai().responses.create({ ...ask, input: [...ask.input, orphan] }), /No tool call found/);
    await assert.rejects(openai('no').responses.create(ask), OpenAI.AuthenticationError);
  });

  it('both list their models', async () => {
    const ids: string[] = [];
    for await (const { id } of anthropic().models.list()) ids.push(id);
    for await (const { id } of openai().models.list()) ids.push(id);
    assert.deepEqual(ids, [...doubles.models, ...doubles.models]);
  });

  it('both refuse as the services do: wrong key, wrong model, no limit, a result without a call, turns of one role', async () => {
    const user = { role: 'user' as const, content: 'hi' };
    const ask = { model: 'demo-digits', max_tokens: 5, messages: [user] };
    await assert.rejects(anthropic('no').messages.create(ask), Anthropic.AuthenticationError);
    await assert.rejects(openai('no').chat.completions.create(ask), OpenAI.AuthenticationError);
    await assert.rejects(anthropic().messages.create({ ...ask, model: 'gone' }), Anthropic.NotFoundError);
    await assert.rejects(openai().chat.completions.create({ ...ask, model: 'gone' }), { status: 404, code: 'model_not_found' });
    await assert.rejects(anthropic().post('/v1/messages', { body: { model: 'demo-digits', messages: [user] } }), Anthropic.BadRequestError);
    await assert.rejects(anthropic().messages.create({ ...ask, messages: [user, user] }), /alternate/);
    await assert.rejects(anthropic().messages.create({ ...ask, messages: [{ role: 'user', content: '' }] }), /non-whitespace/);
    const orphan = { role: 'user' as const, content: [{ type: 'tool_result' as const, tool_use_id: 'x', content: 'y' }] };
    await assert.rejects(anthropic().messages.create({ ...ask, messages: [orphan] }), /unexpected `tool_use_id`/);
    await assert.rejects(
      openai().chat.completions.create({ ...ask, messages: [user, { role: 'tool', tool_call_id: 'x', content: 'y' }] }),
      /must be a response/,
    );
    const call = { id: 'x', type: 'function' as const, function: { name: 'read_file', arguments: '{}' } };
    await assert.rejects(
      openai().chat.completions.create({ ...ask, messages: [user, { role: 'assistant', tool_calls: [call] }, user] }),
      /did not have response messages: x/,
    );
  });

  it('OpenAI’s routes names by rule or provider where it is a router, and refuses efforts that it does not take', async () => {
    const live = { provider: 'nebius', status: 'live', context_length: 32_768 } as const;
    const router = await startDoubles({ brain, key: 'none', models: ['org/m'], providers: [live], efforts: ['low', 'high'] });
    try {
      const client = new OpenAI({ apiKey: 'none', baseURL: router.openaiUrl, maxRetries: 0 });
      const { data } = await client.models.list();
      assert.deepEqual(Reflect.get(data[0] ?? {}, 'providers'), [live]);
      const ask = (model: string, reasoning_effort?: 'low' | 'medium'): Promise<OpenAI.ChatCompletion> =>
        client.chat.completions.create({
          model,
          messages: [{ role: 'user', content: 'hi' }],
          ...(reasoning_effort === undefined ? {} : { reasoning_effort }),
        });
      for (const model of ['org/m', 'org/m:nebius', 'org/m:cheapest']) assert.equal((await ask(model, 'low')).model, model);
      await assert.rejects(ask('org/m:groq'), { status: 400, code: 'model_not_supported' });
      await assert.rejects(ask('org/other:nebius'), { status: 404, code: 'model_not_found' });
      await assert.rejects(ask('org/m', 'medium'), { status: 400, param: 'reasoning_effort' });
    } finally {
      await router.close();
    }
  });

  it('record what they were asked', () => {
    const last = doubles.requests.findLast(({ path }) => path.endsWith('/v1/messages'));
    assert.equal(last?.method, 'POST');
    assert.ok(last.headers['anthropic-version']);
  });
});
