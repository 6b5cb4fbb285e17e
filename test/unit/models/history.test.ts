import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnthropicRequests } from '../../../src/models/anthropicRequest.ts';
import { type RepeatsThinking, repairHistory } from '../../../src/models/history.ts';
import type { ModelRequest } from '../../../src/models/model.ts';
import { commonDialect, openAiDialect } from '../../../src/models/openaiDialect.ts';
import { OpenAiRequests } from '../../../src/models/openaiRequest.ts';
import { ResponsesRequests } from '../../../src/models/responsesRequest.ts';
import { anthropicBody, anthropicRefusal } from '../../doubles/anthropicRules.ts';
import { openAiBody, openAiRefusal } from '../../doubles/openaiRules.ts';
import { responsesBody, responsesRefusal } from '../../doubles/responsesRules.ts';
import { holdsLoneSurrogate } from '../../doubles/wire.ts';
import { anyMessage, anyText, origin } from './anyHistory.ts';
import { asking, parsed, readFileTool, user } from './support.ts';

const repeats: RepeatsThinking = (part) => part.origin === origin;
const shows = (): boolean => true;

const anyHistory = fc.array(anyMessage, { maxLength: 12 }).map((messages) => [...messages, user('and now?')]);

describe('what is sent of a conversation', () => {
  it('is accepted by Anthropic’s rules, whatever the conversation holds', () => {
    fc.assert(
      fc.property(anyHistory, (messages) => {
        const body = anthropicBody.parse(parsed(new AnthropicRequests('one', origin).body(asking(...messages))));
        assert.equal(anthropicRefusal(body, new Set(['known'])), undefined);
        assert.equal(holdsLoneSurrogate(body), false);
      }),
      { numRuns: 400 },
    );
  });

  it('is accepted by OpenAI’s rules, whatever the conversation holds', () => {
    fc.assert(
      fc.property(anyHistory, fc.boolean(), fc.boolean(), (messages, repeatsReasoning, takesImages) => {
        const requests = new OpenAiRequests('one', origin, 'none');
        const dialect = { ...commonDialect, repeatsReasoning, takesImages };
        const body = openAiBody.parse(parsed(requests.body(asking(...messages), dialect)));
        assert.equal(openAiRefusal(body), undefined);
        assert.equal(holdsLoneSurrogate(body), false);
      }),
      { numRuns: 400 },
    );
  });

  // shows: model-responses
  it('is accepted by the rules of Responses, whatever the conversation holds', () => {
    fc.assert(
      fc.property(anyHistory, fc.boolean(), (messages, takesImages) => {
        const requests = new ResponsesRequests('one', origin, true);
        const body = responsesBody.parse(parsed(requests.body(asking(...messages), { ...openAiDialect, api: 'responses', takesImages })));
        assert.equal(responsesRefusal(body, new Set()), undefined);
        assert.equal(holdsLoneSurrogate(body), false);
      }),
      { numRuns: 400 },
    );
  });

  it('only grows: what was sent before is sent again byte for byte, so that caches hold', () => {
    fc.assert(
      fc.property(anyHistory, anyText, (messages, reply) => {
        const before = repairHistory(messages, repeats, shows);
        const grown = repairHistory(
          [...messages, { role: 'assistant', parts: [{ type: 'text', text: `answer ${reply}` }] }, user('next')],
          repeats,
          shows,
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
      repeats,
      shows,
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
      repeats,
      shows,
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
    const request: ModelRequest = {
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
    };
    const body = anthropicBody.parse(parsed(new AnthropicRequests('one', origin).body(request)));
    const isMarked = (value: unknown): boolean => JSON.stringify(value).includes('cache_control');
    assert.deepEqual((body.tools ?? []).map(isMarked), [false, true]);
    assert.ok(isMarked(body.system));
    assert.deepEqual(body.messages.map(isMarked), [false, false, false, true, true]);
  });

  it('tells OpenAI’s models in words that a call failed, since that wire has no mark for it', () => {
    const request = asking(
      user('go'),
      { role: 'assistant', parts: [{ type: 'call', id: 'i', name: 'read_file', argumentsJson: '{"path' }] },
      { role: 'tool', results: [{ callId: 'i', content: 'no such file', isError: true }] },
    );
    const { messages } = openAiBody.parse(parsed(new OpenAiRequests('one', origin, 'none').body(request, commonDialect)));
    assert.deepEqual(messages.at(-1), { role: 'tool', tool_call_id: 'i', content: 'Error: no such file' });
    const call = messages.find((message) => message.role === 'assistant')?.tool_calls?.[0];
    assert.deepEqual(JSON.parse(call?.function.arguments ?? ''), { unparsed_arguments: '{"path' });
  });
});
