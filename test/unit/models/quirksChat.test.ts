import { createOpenAiModel } from '../../../src/models/openai.ts';
import { callChunk, chunk, done, line } from './frames.ts';
import { describeQuirks, type Quirk } from './quirks.ts';

const a = { name: 'read_file', arguments: '{"path":"a"}' };
const b = { name: 'read_file', arguments: '{"path":"b"}' };
const one = [['read_file', '{"path":"a"}']] as const;
const both = [...one, ['read_file', '{"path":"b"}']] as const;
const hello = chunk({ content: 'Hel' }) + chunk({ content: 'lo' });
const stop = chunk({}, 'stop');
const whole = hello + stop + done;
const usage = (prompt_tokens: number, completion_tokens: number, more: object = {}): Readonly<Record<string, unknown>> => ({
  usage: { prompt_tokens, completion_tokens, ...more },
});
const bytes = new TextEncoder().encode(chunk({ content: 'Größe 🙂' }) + stop + done);

const quirks: readonly Quirk[] = [
  { says: 'no usage at all', raw: whole, text: 'Hello', usage: 'estimated' },
  { says: 'usage null in every chunk', raw: chunk({ content: 'a' }, null, { usage: null }) + stop + done, text: 'a', usage: 'estimated' },
  {
    says: 'a running total in every chunk',
    raw: chunk({ content: 'a' }, null, usage(10, 1)) + chunk({ content: 'b' }, 'stop', usage(10, 2)) + done,
    text: 'ab',
    usage: [10, 2, 0],
  },
  {
    says: 'usage behind the end, with cached tokens among the prompt',
    raw: hello + stop + line({ choices: [], ...usage(10, 2, { prompt_tokens_details: { cached_tokens: 4 } }) }) + done,
    text: 'Hello',
    usage: [6, 2, 4],
  },
  {
    says: 'usage with nulls in it',
    raw: hello + chunk({}, 'stop', { usage: { prompt_tokens: 3, completion_tokens: 2, prompt_tokens_details: null } }),
    text: 'Hello',
    usage: [3, 2, 0],
  },
  {
    says: 'content null beside a call',
    raw: chunk({ content: null, tool_calls: [{ index: 0, id: 'x', function: a }] }) + stop + done,
    calls: one,
  },
  { says: 'calls that are over with “stop”', raw: callChunk({ index: 0, id: 'x', function: a }) + stop + done, calls: one },
  { says: '“tool_calls” without any', raw: hello + chunk({}, 'tool_calls') + done, text: 'Hello', stop: 'end' },
  {
    says: '“function_call” as the reason',
    raw: callChunk({ index: 0, id: 'x', function: a }) + chunk({}, 'function_call') + done,
    calls: one,
  },
  {
    says: 'two calls whole in one chunk',
    raw: callChunk({ index: 0, id: 'x', function: a }, { index: 1, id: 'y', function: b }) + stop,
    calls: both,
  },
  {
    says: 'the same number for every call',
    raw: callChunk({ index: 0, id: 'x', function: a }) + callChunk({ index: 0, id: 'y', function: b }) + stop,
    calls: both,
  },
  { says: 'no numbers', raw: callChunk({ id: 'x', function: a }) + callChunk({ id: 'y', function: b }) + stop, calls: both },
  {
    says: 'numbers that begin at 1',
    raw: callChunk({ index: 1, id: 'x', function: a }) + callChunk({ index: 2, id: 'y', function: b }) + stop,
    calls: both,
  },
  { says: 'calls without ids', raw: callChunk({ index: 0, function: a }) + callChunk({ index: 1, function: b }) + stop, calls: both },
  { says: 'empty ids', raw: callChunk({ index: 0, id: '', function: a }, { index: 1, id: '', function: b }) + stop, calls: both },
  {
    says: 'one id for two calls',
    raw: callChunk({ index: 0, id: 'x', function: a }, { index: 1, id: 'x', function: b }) + stop,
    calls: both,
  },
  {
    says: 'the name and id repeated in each piece',
    raw:
      callChunk({ index: 0, id: 'x', function: { name: 'read_file', arguments: '{"path"' } }) +
      callChunk({ index: 0, id: 'x', function: { name: 'read_file', arguments: ':"a"}' } }) +
      stop,
    calls: one,
  },
  {
    says: 'arguments split in the middle of an escape',
    raw:
      callChunk({ index: 0, id: 'x', function: { name: 'read_file', arguments: '{"path":"a\\' } }) +
      callChunk({ index: 0, function: { arguments: 'nb"}' } }) +
      stop,
    calls: [['read_file', '{"path":"a\\nb"}']],
  },
  {
    says: 'empty arguments',
    raw: callChunk({ index: 0, id: 'x', function: { name: 'list', arguments: '' } }) + stop,
    calls: [['list', '{}']],
  },
  {
    says: 'arguments null',
    raw: callChunk({ index: 0, id: 'x', function: { name: 'list', arguments: null } }) + stop,
    calls: [['list', '{}']],
  },
  {
    says: 'arguments as an object',
    raw: callChunk({ index: 0, id: 'x', function: { name: 'read_file', arguments: { path: 'a' } } }) + stop,
    calls: one,
  },
  { says: 'a type that is empty', raw: callChunk({ index: 0, id: 'x', type: '', function: a }) + stop, calls: one },
  { says: 'reasoning_content', raw: chunk({ reasoning_content: 'Hm.' }) + whole, thinking: 'Hm.', text: 'Hello' },
  { says: 'reasoning', raw: chunk({ reasoning: 'Hm.' }) + whole, thinking: 'Hm.', text: 'Hello' },
  {
    says: 'reasoning under both names',
    raw: chunk({ reasoning: 'Hm.', reasoning_content: 'Hm.' }) + whole,
    thinking: 'Hm.',
    text: 'Hello',
  },
  { says: 'reasoning_text', raw: chunk({ reasoning_text: 'Hm.' }) + whole, thinking: 'Hm.', text: 'Hello' },
  {
    says: 'reasoning in details only',
    raw: chunk({ reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }] }) + whole,
    thinking: 'Hm.',
    text: 'Hello',
  },
  { says: 'content as a list of parts', raw: chunk({ content: [{ type: 'text', text: 'Hello' }] }) + stop, text: 'Hello' },
  {
    says: 'comments that keep the connection alive',
    raw: `: keep-alive\n\n${hello}: OPENROUTER PROCESSING\n\n${stop}${done}`,
    text: 'Hello',
  },
  { says: 'events without data', raw: `event: ping\n\n${hello}event: ping\ndata: {}\n\n${stop}${done}`, text: 'Hello' },
  { says: 'a chunk without choices at the beginning', raw: line({ choices: [], prompt_filter_results: [] }) + whole, text: 'Hello' },
  { says: 'a delta that is null', raw: line({ choices: [{ index: 0, delta: null, finish_reason: null }] }) + whole, text: 'Hello' },
  { says: 'lines that end with CR and LF', raw: whole.replaceAll('\n', '\r\n'), text: 'Hello' },
  { says: 'lines that end with CR', raw: whole.replaceAll('\n', '\r'), text: 'Hello' },
  { says: 'a byte order mark', raw: `\ufeff${whole}`, text: 'Hello' },
  { says: 'no blank behind the colon', raw: whole.replaceAll('data: ', 'data:'), text: 'Hello' },
  { says: 'no [DONE]', raw: hello + stop, text: 'Hello' },
  { says: 'no blank line at the end', raw: (hello + stop).trimEnd(), text: 'Hello' },
  { says: 'two reasons to stop', raw: hello + stop + chunk({ content: '' }, 'stop') + done, text: 'Hello' },
  { says: 'data behind [DONE]', raw: whole + chunk({ content: 'more' }) + line({ error: { message: 'late' } }), text: 'Hello' },
  { says: 'bytes cut in the middle of a character', raw: [bytes.slice(0, 70), bytes.slice(70, 97), bytes.slice(97)], text: 'Größe 🙂' },
  { says: 'a second choice', raw: line({ choices: [{ index: 1, delta: { content: 'other' } }] }) + whole, text: 'Hello' },
  { says: 'a refusal in a field of its own', raw: chunk({ refusal: 'No.' }) + stop + done, text: 'No.', stop: 'refusal' },
  { says: 'an answer cut by its limit', raw: hello + chunk({}, 'length') + done, text: 'Hello', stop: 'limit' },
  { says: 'the last words beside the reason to stop', raw: chunk({ content: 'Hello' }, 'stop') + done, text: 'Hello' },
  {
    says: 'an error inside the stream',
    raw: hello + line({ error: { message: 'Overloaded', type: 'overloaded_error' } }),
    fails: 'overloaded',
  },
  {
    says: 'an error with its status as a number',
    raw: hello + line({ error: { message: 'slow down', code: 429 } }),
    fails: 'rate-limited',
  },
  { says: 'an error that is only a string', raw: hello + line({ error: 'model runner has unexpectedly stopped' }), fails: 'server' },
  {
    says: 'an error as an event with a name',
    raw: `${hello}event: error\ndata: {"message":"Overloaded","type":"overloaded_error"}\n\n`,
    fails: 'overloaded',
  },
  {
    says: 'an error in a good answer that does not stream',
    raw: '{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}',
    type: 'application/json',
    fails: 'rate-limited',
  },
  { says: '“error” as the reason to stop', raw: hello + chunk({}, 'error') + done, fails: 'broken-stream' },
  { says: 'pings and nothing else', raw: ': ping\n\n: ping\n\n', fails: 'broken-stream' },
  { says: '[DONE] and nothing else', raw: done, fails: 'broken-stream' },
  { says: 'an end in the middle', raw: hello, fails: 'broken-stream' },
];

describeQuirks('Chat Completions', quirks, (baseUrl) => createOpenAiModel({ name: 'm', baseUrl, contextTokens: 8192 }));
