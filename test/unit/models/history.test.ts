import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AssistantPart, ModelMessage } from '../../../src/base/messages.ts';
import { anthropicRequest } from '../../../src/models/anthropicRequest.ts';
import { repairHistory } from '../../../src/models/history.ts';
import { commonDialect, openAiRequest } from '../../../src/models/openaiRequest.ts';
import { anthropicBody, anthropicRefusal } from '../../doubles/anthropicRules.ts';
import { openAiBody, openAiRefusal } from '../../doubles/openaiRules.ts';
import { holdsLoneSurrogate } from '../../doubles/wire.ts';
import { asking, readFileTool, user } from './support.ts';

const origin = 'anthropic/one';

/** Texts and ids as they really come: empty, blank, with halves of characters, too long, repeated, in other alphabets. */
const anyText = fc.oneof(fc.string(), fc.constantFrom('', ' \n', '\ud83d', 'a\ude00b', '🙂', 'call'));
const anyId = fc.oneof(fc.constantFrom('a', 'b', 'call|1', 'call_1', '', 'x'.repeat(500)), fc.string());
const anyPart: fc.Arbitrary<AssistantPart> = fc.oneof(
  anyText.map((text): AssistantPart => ({ type: 'text', text })),
  fc.record({ text: anyText, signed: fc.boolean(), origin: fc.constantFrom(origin, 'openai/two') }).map(
    ({ text, signed, origin: from }): AssistantPart => ({
      type: 'thinking',
      text,
      origin: from,
      ...(signed ? { signature: 'known' } : {}),
    }),
  ),
  fc
    .record({
      id: anyId,
      name: fc.constantFrom('read_file', 'functions.read file', '', 'x'.repeat(200)),
      argumentsJson: fc.oneof(fc.constantFrom('{}', '{"path":"a"}', '', '{"path', '[1]', '"text"', '{"path":"\\ud83d"}'), anyText),
    })
    .map((call): AssistantPart => ({ type: 'call', ...call })),
);
const anyMessage: fc.Arbitrary<ModelMessage> = fc.oneof(
  fc
    .array(anyText, { maxLength: 3 })
    .map((texts): ModelMessage => ({ role: 'user', parts: texts.map((text) => ({ type: 'text', text })) })),
  fc.array(anyPart, { maxLength: 5 }).map((parts): ModelMessage => ({ role: 'assistant', parts })),
  fc
    .array(fc.record({ callId: anyId, content: anyText, isError: fc.boolean() }), { maxLength: 4 })
    .map((results): ModelMessage => ({ role: 'tool', results })),
);
const anyHistory = fc.array(anyMessage, { maxLength: 12 }).map((messages) => [...messages, user('and now?')]);

describe('what is sent of a conversation', () => {
  it('is accepted by Anthropic’s rules, whatever the conversation holds', () => {
    fc.assert(
      fc.property(anyHistory, (messages) => {
        const body = anthropicBody.parse(JSON.parse(JSON.stringify(anthropicRequest('one', origin, asking(...messages)))));
        assert.equal(anthropicRefusal(body, new Set(['known'])), undefined);
        assert.equal(holdsLoneSurrogate(body), false);
      }),
      { numRuns: 400 },
    );
  });

  it('is accepted by OpenAI’s rules, whatever the conversation holds', () => {
    fc.assert(
      fc.property(anyHistory, fc.boolean(), (messages, repeatsReasoning) => {
        const request = openAiRequest('one', origin, asking(...messages), { ...commonDialect, repeatsReasoning }, 'none');
        const body = openAiBody.parse(JSON.parse(JSON.stringify(request)));
        assert.equal(openAiRefusal(body), undefined);
        assert.equal(holdsLoneSurrogate(body), false);
      }),
      { numRuns: 400 },
    );
  });

  it('only grows: what was sent before is sent again byte for byte, so that caches hold', () => {
    fc.assert(
      fc.property(anyHistory, anyText, (messages, reply) => {
        const before = repairHistory(messages, origin);
        const grown = repairHistory(
          [...messages, { role: 'assistant', parts: [{ type: 'text', text: `answer ${reply}` }] }, user('next')],
          origin,
        );
        assert.deepEqual(grown.slice(0, before.length), before);
      }),
      { numRuns: 300 },
    );
  });

  it('puts a result behind every call, and says of a call without one that it was interrupted', () => {
    const turns = repairHistory(
      [
        user('go'),
        {
          role: 'assistant',
          parts: [
            { type: 'call', id: 'a', name: 'read_file', argumentsJson: '{}' },
            { type: 'call', id: 'b', name: 'read_file', argumentsJson: '{}' },
          ],
        },
        user('wait'),
        { role: 'tool', results: [{ callId: 'b', content: 'late', isError: false }] },
        { role: 'tool', results: [{ callId: 'nobody', content: 'orphan', isError: false }] },
      ],
      origin,
    );
    assert.deepEqual(
      turns.map(({ role }) => role),
      ['user', 'assistant', 'tool', 'user'],
    );
    const results = turns[2]?.role === 'tool' ? turns[2].results : [];
    assert.deepEqual(
      results.map(({ callId, isError }) => [callId, isError]),
      [
        ['a', true],
        ['b', false],
      ],
    );
    assert.match(results[0]?.content ?? '', /interrupted/);
    assert.equal(results[1]?.content, 'late');
  });

  it('gives two calls of one id two ids, and each its own result', () => {
    const call = { type: 'call', id: 'same', name: 'read_file', argumentsJson: '{}' } as const;
    const turns = repairHistory(
      [
        user('go'),
        { role: 'assistant', parts: [call, call] },
        {
          role: 'tool',
          results: [
            { callId: 'same', content: 'first', isError: false },
            { callId: 'same', content: 'second', isError: false },
          ],
        },
      ],
      origin,
    );
    const results = turns[2]?.role === 'tool' ? turns[2].results : [];
    assert.deepEqual(
      results.map(({ callId, content }) => [callId, content]),
      [
        ['same', 'first'],
        ['same_2', 'second'],
      ],
    );
  });

  it('marks exactly tools, system and the last two messages for Anthropic’s cache', () => {
    const body = anthropicRequest('one', origin, {
      system: 'S',
      tools: [readFileTool, { ...readFileTool, name: 'list_files' }],
      maxOutputTokens: 10,
      messages: [
        user('a'),
        { role: 'assistant', parts: [{ type: 'text', text: 'b' }] },
        user('c'),
        { role: 'assistant', parts: [{ type: 'call', id: 'i', name: 'read_file', argumentsJson: '{}' }] },
        { role: 'tool', results: [{ callId: 'i', content: 'd', isError: false }] },
      ],
    });
    const isMarked = (value: unknown): boolean => JSON.stringify(value).includes('cache_control');
    assert.deepEqual((body.tools ?? []).map(isMarked), [false, true]);
    assert.ok(isMarked(body.system));
    assert.deepEqual(body.messages.map(isMarked), [false, false, false, true, true]);
  });

  it('tells OpenAI’s models in words that a call failed, since that wire has no mark for it', () => {
    const { messages } = openAiRequest(
      'one',
      origin,
      asking(
        user('go'),
        { role: 'assistant', parts: [{ type: 'call', id: 'i', name: 'read_file', argumentsJson: '{"path' }] },
        { role: 'tool', results: [{ callId: 'i', content: 'no such file', isError: true }] },
      ),
      commonDialect,
      'none',
    );
    assert.deepEqual(messages.at(-1), { role: 'tool', tool_call_id: 'i', content: 'Error: no such file' });
    const call = messages.find((message) => message.role === 'assistant')?.tool_calls?.[0];
    assert.deepEqual(call?.type === 'function' ? JSON.parse(call.function.arguments) : undefined, { unparsed_arguments: '{"path' });
  });
});
