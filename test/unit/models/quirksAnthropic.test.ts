import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import { blockDelta, blockStart, blockStop, callBlock, frame, messageEnd, messageStart, textBlock } from './frames.ts';
import { describeQuirks, type Quirk } from './quirks.ts';

const head = { id: 'toolu_1', name: 'read_file' };
const path = '{"path":"a"}';
const one = [['read_file', path]] as const;
const hello = textBlock(0, 'Hel', 'lo');
const end = messageEnd('end_turn');
const whole = messageStart + hello + end;
const bytes = new TextEncoder().encode(messageStart + textBlock(0, 'Größe 🙂') + end);
const cut = bytes.indexOf(0xf0) + 2;

const quirks: readonly Quirk[] = [
  {
    says: 'no usage anywhere',
    raw: frame('message_start', { message: {} }) + hello + messageEnd('end_turn', null),
    text: 'Hello',
    usage: 'estimated',
  },
  { says: 'usage at the beginning only', raw: messageStart + hello + messageEnd('end_turn', null), text: 'Hello', usage: [10, 1, 0] },
  {
    says: 'all usage at the end',
    raw:
      frame('message_start', { message: { usage: { input_tokens: 0, output_tokens: 0 } } }) +
      hello +
      messageEnd('end_turn', { input_tokens: 7, output_tokens: 5, cache_read_input_tokens: 3 }),
    text: 'Hello',
    usage: [7, 5, 3],
  },
  {
    says: 'nulls in the usage',
    raw: messageStart + hello + messageEnd('end_turn', { input_tokens: null, output_tokens: 5 }),
    text: 'Hello',
    usage: [10, 5, 0],
  },
  { says: 'no message_start', raw: hello + end, text: 'Hello' },
  {
    says: 'no message_stop',
    raw: messageStart + hello + frame('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 5 } }),
    text: 'Hello',
  },
  { says: 'no content_block_stop', raw: messageStart + hello.replace(blockStop(0), '') + end, text: 'Hello' },
  { says: 'no names of events', raw: whole.replaceAll(/^event: .*\n/gm, ''), text: 'Hello' },
  {
    says: 'pings among the pieces',
    raw: messageStart + frame('ping') + hello.replace(blockStop(0), frame('ping') + blockStop(0)) + end,
    text: 'Hello',
  },
  { says: 'events that nobody knows yet', raw: messageStart + frame('message_note', { note: {} }) + hello + end, text: 'Hello' },
  {
    says: 'blocks that nobody knows yet',
    raw: messageStart + blockStart(0, { type: 'hologram' }) + blockStop(0) + textBlock(1, 'Hello') + end,
    text: 'Hello',
  },
  {
    says: 'pieces that nobody knows yet',
    raw: messageStart + hello.replace(blockStop(0), blockDelta(0, { type: 'citations_delta', citation: {} }) + blockStop(0)) + end,
    text: 'Hello',
  },
  {
    says: 'text in the start of its block',
    raw: messageStart + blockStart(0, { type: 'text', text: 'Hello' }) + blockStop(0) + end,
    text: 'Hello',
  },
  { says: 'one number for two blocks', raw: messageStart + textBlock(0, 'Hel') + textBlock(0, 'lo') + end, text: 'Hello' },
  { says: 'numbers that do not begin at 0', raw: messageStart + textBlock(3, 'Hello') + end, text: 'Hello' },
  {
    says: 'blocks that overlap',
    raw:
      messageStart +
      blockStart(0, { type: 'text', text: '' }) +
      blockStart(1, { type: 'tool_use', ...head, input: {} }) +
      blockDelta(0, { type: 'text_delta', text: 'Hello' }) +
      blockDelta(1, { type: 'input_json_delta', partial_json: path }) +
      blockStop(0) +
      blockStop(1) +
      messageEnd('tool_use'),
    text: 'Hello',
    calls: one,
  },
  { says: 'a call without pieces', raw: messageStart + callBlock(0, head) + messageEnd('tool_use'), calls: [['read_file', '{}']] },
  {
    says: 'arguments whole in the start of the call',
    raw: messageStart + blockStart(0, { type: 'tool_use', ...head, input: { path: 'a' } }) + blockStop(0) + messageEnd('tool_use'),
    calls: one,
  },
  { says: 'an empty first piece of arguments', raw: messageStart + callBlock(0, head, '', path) + messageEnd('tool_use'), calls: one },
  {
    says: 'arguments split in the middle of an escape',
    raw: messageStart + callBlock(0, head, '{"path":"a\\', 'nb"}') + messageEnd('tool_use'),
    calls: [['read_file', '{"path":"a\\nb"}']],
  },
  {
    says: 'a call without an id',
    raw: messageStart + callBlock(0, { id: '', name: 'read_file' }, path) + messageEnd('tool_use'),
    calls: one,
  },
  {
    says: 'an id that is missing',
    raw:
      messageStart +
      blockStart(0, { type: 'tool_use', name: 'read_file', input: {} }) +
      blockDelta(0, { type: 'input_json_delta', partial_json: path }) +
      blockStop(0) +
      messageEnd('tool_use'),
    calls: one,
  },
  {
    says: 'one id for two calls',
    raw: messageStart + callBlock(0, head, path) + callBlock(1, head, '{"path":"b"}') + messageEnd('tool_use'),
    calls: [...one, ['read_file', '{"path":"b"}']],
  },
  { says: 'calls that are over with “end_turn”', raw: messageStart + callBlock(0, head, path) + end, calls: one },
  { says: '“tool_use” without any', raw: messageStart + hello + messageEnd('tool_use'), text: 'Hello', stop: 'end' },
  {
    says: 'thinking without a signature',
    raw:
      messageStart +
      blockStart(0, { type: 'thinking', thinking: '' }) +
      blockDelta(0, { type: 'thinking_delta', thinking: 'Hm.' }) +
      blockStop(0) +
      textBlock(1, 'Hello') +
      end,
    thinking: 'Hm.',
    text: 'Hello',
  },
  {
    says: 'thinking that is kept secret',
    raw: messageStart + blockStart(0, { type: 'redacted_thinking', data: 'x' }) + blockStop(0) + textBlock(1, 'Hello') + end,
    text: 'Hello',
  },
  { says: 'a reason to stop that nobody knows', raw: messageStart + hello + messageEnd('out_of_tea'), text: 'Hello', stop: 'end' },
  {
    says: 'a reason to stop that is null',
    raw: messageStart + hello + frame('message_delta', { delta: { stop_reason: null } }) + frame('message_stop'),
    text: 'Hello',
  },
  {
    says: 'two reasons to stop',
    raw: messageStart + hello + frame('message_delta', { delta: { stop_reason: 'end_turn' } }) + messageEnd('max_tokens'),
    text: 'Hello',
    stop: 'limit',
  },
  {
    says: 'an answer cut by the window',
    raw: messageStart + hello + messageEnd('model_context_window_exceeded'),
    text: 'Hello',
    stop: 'limit',
  },
  { says: 'OpenAI’s mark at the end', raw: `${whole}data: [DONE]\n\n`, text: 'Hello' },
  { says: 'OpenAI’s mark instead of message_stop', raw: `${whole.replace(frame('message_stop'), '')}data: [DONE]\n\n`, text: 'Hello' },
  { says: 'data behind message_stop', raw: whole + textBlock(1, 'more') + frame('error', { error: { type: 'api_error' } }), text: 'Hello' },
  { says: 'comments that keep the connection alive', raw: `: ok\n\n${messageStart}: ok\n\n${hello}${end}`, text: 'Hello' },
  { says: 'lines that end with CR and LF', raw: whole.replaceAll('\n', '\r\n'), text: 'Hello' },
  { says: 'a byte order mark', raw: `\ufeff${whole}`, text: 'Hello' },
  { says: 'no blank behind the colons', raw: whole.replaceAll('data: ', 'data:').replaceAll('event: ', 'event:'), text: 'Hello' },
  { says: 'no blank line at the end', raw: whole.trimEnd(), text: 'Hello' },
  { says: 'bytes cut in the middle of a character', raw: [bytes.slice(0, cut), bytes.slice(cut)], text: 'Größe 🙂' },
  {
    says: 'an error inside the stream',
    raw: messageStart + frame('error', { error: { type: 'overloaded_error', message: 'Overloaded' } }),
    fails: 'overloaded',
  },
  {
    says: 'an error that is only a string',
    raw: `${messageStart}event: error\ndata: {"type":"error","error":"upstream timed out"}\n\n`,
    fails: 'server',
  },
  {
    says: 'an error in a good answer that does not stream',
    raw: '{"type":"error","error":{"type":"rate_limit_error","message":"slow"}}',
    type: 'application/json',
    fails: 'rate-limited',
  },
  { says: 'a page in place of an answer', raw: '<!doctype html><p>Sign in</p>', type: 'text/html', fails: 'unreachable' },
  { says: 'pings and nothing else', raw: frame('ping') + frame('ping'), fails: 'broken-stream' },
  {
    says: 'an end inside a block',
    raw: messageStart + blockStart(0, { type: 'text', text: '' }) + blockDelta(0, { type: 'text_delta', text: 'Hel' }),
    fails: 'broken-stream',
  },
  { says: 'a piece of no block', raw: messageStart + blockDelta(0, { type: 'text_delta', text: 'Hel' }) + end, fails: 'broken-stream' },
];

describeQuirks('the Messages API', quirks, (baseUrl) => createAnthropicModel({ name: 'm', apiKey: 'k', baseUrl, contextTokens: 8192 }));
