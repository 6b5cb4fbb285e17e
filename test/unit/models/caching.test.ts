import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelMessage } from '../../../src/base/messages.ts';
import { AnthropicRequests } from '../../../src/models/anthropicRequest.ts';
import type { ModelRequest } from '../../../src/models/model.ts';
import { commonDialect, openAiDialect } from '../../../src/models/openaiDialect.ts';
import { cacheHintOf, OpenAiRequests } from '../../../src/models/openaiRequest.ts';
import { bodyText, callsOf, collect, parsed, readFileTool, textOf, useDoubles, user, wires } from './support.ts';

const origin = 'anthropic/m';
const mark = { cache_control: { type: 'ephemeral' } };
const listFilesTool = { name: 'list_files', description: 'Lists files.', inputSchema: { type: 'object', properties: {} } };
const conversation: readonly ModelMessage[] = [
  user('Read a.'),
  {
    role: 'assistant',
    parts: [
      { type: 'thinking', text: 'A file.', signature: 'sig', origin },
      { type: 'text', text: 'Reading.' },
      { type: 'call', id: 'c1', name: 'read_file', argumentsJson: '{"path": "a"}' },
    ],
  },
  { role: 'tool', results: [{ callId: 'c1', content: 'no such file', isError: true }] },
  user('Then b.'),
];
const request: ModelRequest = {
  system: 'You are a test.',
  tools: [listFilesTool, readFileTool],
  messages: conversation,
  maxOutputTokens: 1000,
  cacheKey: 'session-1',
};

describe('the body of a request', () => {
  // shows: cache-order
  it('to Anthropic is this, with four marks: tools, system and the last two messages', () => {
    assert.deepEqual(parsed(new AnthropicRequests('m', origin).body(request)), {
      model: 'm',
      max_tokens: 1000,
      stream: true,
      tools: [
        { name: 'list_files', description: 'Lists files.', input_schema: listFilesTool.inputSchema },
        { name: 'read_file', description: 'Reads a file.', input_schema: readFileTool.inputSchema, ...mark },
      ],
      system: [{ type: 'text', text: 'You are a test.', ...mark }],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Read a.' }] },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'A file.', signature: 'sig' },
            { type: 'text', text: 'Reading.' },
            { type: 'tool_use', id: 'c1', name: 'read_file', input: { path: 'a' }, ...mark },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'c1', content: [{ type: 'text', text: 'no such file' }], is_error: true },
            { type: 'text', text: 'Then b.', ...mark },
          ],
        },
      ],
    });
  });

  // shows: cache-order
  it('to an OpenAI-compatible endpoint is this, without any mark', () => {
    assert.deepEqual(parsed(new OpenAiRequests('m', 'openai/m', 'none').body(request, commonDialect)), {
      model: 'm',
      stream: true,
      max_tokens: 1000,
      stream_options: { include_usage: true },
      tools: [
        { type: 'function', function: { name: 'list_files', description: 'Lists files.', parameters: listFilesTool.inputSchema } },
        { type: 'function', function: { name: 'read_file', description: 'Reads a file.', parameters: readFileTool.inputSchema } },
      ],
      messages: [
        { role: 'system', content: 'You are a test.' },
        { role: 'user', content: 'Read a.' },
        {
          role: 'assistant',
          content: 'Reading.',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'read_file', arguments: '{"path":"a"}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'Error: no such file' },
        { role: 'user', content: 'Then b.' },
      ],
    });
  });

  // shows: cache-order
  it('carries the session’s cache key to OpenAI itself, and to nobody else', () => {
    assert.equal(cacheHintOf('https://api.openai.com/v1', 'gpt-5.5'), 'key');
    assert.equal(cacheHintOf('http://127.0.0.1:11434/v1', 'qwen3'), 'none');
    assert.equal(cacheHintOf('https://api.openai.com.evil.example/v1', 'gpt-5.5'), 'none');
    const body = bodyText(new OpenAiRequests('m', 'openai/m', 'key').body(request, openAiDialect));
    assert.equal(JSON.parse(body).prompt_cache_key, 'session-1');
    assert.ok(!body.includes('cache_control'));
    assert.ok(!bodyText(new OpenAiRequests('m', 'openai/m', 'none').body(request, openAiDialect)).includes('prompt_cache_key'));
  });

  // shows: cache-order
  it('marks Anthropic’s models behind the Hugging Face router, and says so at the top', () => {
    const router = 'https://router.huggingface.co/v1';
    assert.equal(cacheHintOf(router, 'anthropic/claude-opus-4.8:fal-ai'), 'marks');
    assert.equal(cacheHintOf(router, 'moonshotai/Kimi-K2.6:novita'), 'none');
    const body = JSON.parse(bodyText(new OpenAiRequests('m', 'openai/m', 'marks').body(request, commonDialect)));
    assert.deepEqual(body.cache_control, mark.cache_control);
    assert.deepEqual(
      body.tools.map((tool: object) => 'cache_control' in tool),
      [false, true],
    );
    assert.deepEqual(
      body.messages.map((message: { content: unknown }) => JSON.stringify(message.content).includes('cache_control')),
      [true, false, false, true, true],
    );
  });
});

/** What stands before the answer to a conversation that grows: everything but the marks, which move. */
function unmarked(body: string): string {
  return body.replaceAll(/,?"cache_control":\{"type":"ephemeral"\}/g, '');
}

/** Whether a request begins with all of an earlier one: only what is open at its end, a bracket or a text, may be closed later. */
function extendsFrom(later: string, earlier: string): boolean {
  return later.startsWith(earlier.replace(/["\]}]+$/, ''));
}

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const step: fc.Arbitrary<readonly ModelMessage[]> = fc.oneof(
  fc
    .tuple(words, words)
    .map(([said, next]): readonly ModelMessage[] => [{ role: 'assistant', parts: [{ type: 'text', text: said }] }, user(next)]),
  fc
    .tuple(words, fc.array(fc.tuple(fc.uuid(), words, words, fc.boolean()), { minLength: 1, maxLength: 3 }))
    .map(([thought, calls]): readonly ModelMessage[] => [
      {
        role: 'assistant',
        parts: [
          { type: 'thinking', text: thought, signature: thought, origin },
          ...calls.map(([id, path]) => ({ type: 'call' as const, id, name: 'read_file', argumentsJson: JSON.stringify({ path }) })),
        ],
      },
      { role: 'tool', results: calls.map(([callId, , content, isError]) => ({ callId, content, isError })) },
    ]),
);

describe('the requests of a conversation that grows', () => {
  // shows: cache-prefix
  it('begin with the bytes of the one before, on every wire', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
        const all: ModelMessage[] = [user('go')];
        let before: readonly string[] = [];
        for (const messages of steps) {
          const asked = { ...request, messages: [...all] };
          const now = [
            unmarked(bodyText(new AnthropicRequests('m', origin).body(asked))),
            unmarked(bodyText(new OpenAiRequests('m', origin, 'none').body(asked, commonDialect))),
            unmarked(bodyText(new OpenAiRequests('m', origin, 'key').body(asked, { ...openAiDialect, repeatsReasoning: true }))),
          ];
          for (const [wire, earlier] of before.entries()) assert.ok(extendsFrom(now[wire] ?? '', earlier), `${earlier}\n${now[wire]}`);
          before = now;
          all.push(...messages);
        }
      }),
      { numRuns: 200 },
    );
  });

  const bench = useDoubles({
    brain: ({ messages }) =>
      messages.length > 8
        ? { text: 'Done.' }
        : { thinking: 'Hm.', text: 'Next.', calls: [{ name: 'read_file', input: { path: `f${messages.length}` } }] },
  });

  for (const wire of wires) {
    // shows: cache-prefix
    it(`begin with the bytes of the one before as they go over ${wire}`, async () => {
      const model = bench.model(wire);
      const messages: ModelMessage[] = [user('go')];
      const first = bench.doubles.requests.length;
      for (;;) {
        const events = await collect(model, { ...request, messages });
        const calls = callsOf(events);
        if (calls.length === 0) break;
        messages.push(
          {
            role: 'assistant',
            parts: [{ type: 'text', text: textOf(events) }, ...calls.map((call) => ({ type: 'call' as const, ...call }))],
          },
          { role: 'tool', results: calls.map(({ id }) => ({ callId: id, content: `content of ${id}`, isError: false })) },
        );
      }
      const sent = bench.doubles.requests.slice(first).map(({ bodyText }) => unmarked(bodyText));
      assert.ok(sent.length > 3);
      for (const [index, body] of sent.slice(1).entries()) assert.ok(extendsFrom(body, sent[index] ?? ''));
    });
  }
});
