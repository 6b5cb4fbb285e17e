import { createOpenAiModel } from '../../../src/models/openai.ts';
import { describeQuirks, type Quirk } from './quirks.ts';

type Fields = Readonly<Record<string, unknown>>;

function event(type: string, fields: Fields = {}): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

const created = event('response.created', { response: { id: 'r', status: 'in_progress', output: [] } });
const message = { type: 'message', id: 'm1', role: 'assistant', content: [] };
const said = (text: string): Fields => ({ ...message, content: [{ type: 'output_text', text, annotations: [] }] });
const delta = (piece: string, more: Fields = { output_index: 0, item_id: 'm1', content_index: 0 }): string =>
  event('response.output_text.delta', { ...more, delta: piece });
const call = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'read_file', arguments: '' };
const path = '{"path":"a"}';
const one = [['read_file', path]] as const;
const both = [...one, ['read_file', '{"path":"b"}']] as const;
const added = (item: Fields, output_index = 0): string => event('response.output_item.added', { output_index, item });
const finished = (item: Fields, output_index = 0): string => event('response.output_item.done', { output_index, item });
const args = (piece: string, output_index = 0, item_id = 'fc_1'): string =>
  event('response.function_call_arguments.delta', { output_index, item_id, delta: piece });
const completed = (more: Fields = {}): string => event('response.completed', { response: { id: 'r', status: 'completed', ...more } });
const hello = delta('Hel') + delta('lo');
const whole = created + added(message) + hello + finished(said('Hello')) + completed();
const reasoning = { type: 'reasoning', id: 'rs_1', summary: [] };
const summary = (piece: string, summary_index = 0): string =>
  event('response.reasoning_summary_text.delta', { output_index: 0, item_id: 'rs_1', summary_index, delta: piece });
const bytes = new TextEncoder().encode(created + delta('Größe 🙂') + completed());
const cut = bytes.indexOf(0xf0) + 2;

const quirks: readonly Quirk[] = [
  { says: 'no usage', raw: whole, text: 'Hello', usage: 'estimated' },
  { says: 'usage null', raw: created + hello + completed({ usage: null }), text: 'Hello', usage: 'estimated' },
  {
    says: 'cached tokens among those of the input',
    raw: created + hello + completed({ usage: { input_tokens: 10, input_tokens_details: { cached_tokens: 4 }, output_tokens: 2 } }),
    text: 'Hello',
    usage: [6, 2, 4],
  },
  {
    says: 'usage without details',
    raw: created + hello + completed({ usage: { input_tokens: 10, output_tokens: 2, input_tokens_details: null } }),
    text: 'Hello',
    usage: [10, 2, 0],
  },
  { says: 'no response.created', raw: hello + completed(), text: 'Hello' },
  { says: 'no item before its pieces', raw: created + hello + completed(), text: 'Hello' },
  {
    says: 'no numbers of items',
    raw: created + delta('Hel', { item_id: 'm1' }) + delta('lo', { item_id: 'm1' }) + completed(),
    text: 'Hello',
  },
  { says: 'neither numbers nor ids of items', raw: created + delta('Hel', {}) + delta('lo', {}) + completed(), text: 'Hello' },
  { says: 'no pieces, only whole items', raw: created + finished(said('Hello')) + completed(), text: 'Hello' },
  {
    says: 'nothing but the whole response',
    raw: completed({ output: [said('Hello'), { ...call, arguments: path }] }),
    text: 'Hello',
    calls: one,
  },
  {
    says: 'everything twice: pieces, item and response',
    raw: created + added(message) + hello + finished(said('Hello')) + completed({ output: [said('Hello')] }),
    text: 'Hello',
  },
  { says: 'content null', raw: created + finished({ ...message, content: null }) + completed({ output: [] }), text: '' },
  {
    says: 'a call in pieces',
    raw: created + added(call) + args('{"path"') + args(':"a"}') + finished({ ...call, arguments: path }) + completed(),
    calls: one,
  },
  { says: 'a call that was never begun', raw: created + finished({ ...call, arguments: path }) + completed(), calls: one },
  { says: 'a call that is never finished', raw: created + added(call) + args(path) + completed(), calls: one },
  {
    says: 'arguments that come with their end',
    raw:
      created +
      added(call) +
      event('response.function_call_arguments.done', { output_index: 0, item_id: 'fc_1', arguments: path }) +
      completed(),
    calls: one,
  },
  {
    says: 'arguments three times: in pieces, at their end, and in the item',
    raw:
      created +
      added(call) +
      args(path) +
      event('response.function_call_arguments.done', { output_index: 0, arguments: path }) +
      finished({ ...call, arguments: path }) +
      completed(),
    calls: one,
  },
  {
    says: 'arguments at the beginning',
    raw: created + added({ ...call, arguments: path }) + finished({ ...call, arguments: path }) + completed(),
    calls: one,
  },
  { says: 'empty arguments', raw: created + added(call) + finished(call) + completed(), calls: [['read_file', '{}']] },
  { says: 'arguments null', raw: created + added({ ...call, arguments: null }) + completed(), calls: [['read_file', '{}']] },
  { says: 'arguments as an object', raw: created + finished({ ...call, arguments: { path: 'a' } }) + completed(), calls: one },
  {
    says: 'arguments split in the middle of an escape',
    raw: created + added(call) + args('{"path":"a\\') + args('nb"}') + completed(),
    calls: [['read_file', '{"path":"a\\nb"}']],
  },
  { says: 'a call without call_id', raw: created + finished({ ...call, call_id: undefined, arguments: path }) + completed(), calls: one },
  {
    says: 'one call_id for two calls',
    raw: created + finished({ ...call, arguments: path }) + finished({ ...call, id: 'fc_2', arguments: '{"path":"b"}' }, 1) + completed(),
    calls: both,
  },
  {
    says: 'pieces of two calls among each other',
    raw:
      created +
      added(call) +
      added({ ...call, id: 'fc_2', call_id: 'call_2' }, 1) +
      args('{"path"') +
      args('{"path"', 1, 'fc_2') +
      args(':"a"}') +
      args(':"b"}', 1, 'fc_2') +
      completed(),
    calls: both,
  },
  { says: 'reasoning in summaries', raw: created + added(reasoning) + summary('Hm.') + completed(), thinking: 'Hm.' },
  {
    says: 'two parts of a summary',
    raw:
      created +
      added(reasoning) +
      summary('Hm.') +
      event('response.reasoning_summary_part.added', { output_index: 0, summary_index: 1 }) +
      summary('So.', 1) +
      completed(),
    thinking: 'Hm.\n\nSo.',
  },
  {
    says: 'reasoning as text',
    raw:
      created +
      event('response.reasoning_text.delta', { output_index: 0, delta: 'Hm.' }) +
      delta('Hello', { output_index: 1 }) +
      completed(),
    thinking: 'Hm.',
    text: 'Hello',
  },
  {
    says: 'reasoning in the item only',
    raw: created + finished({ ...reasoning, content: [{ type: 'reasoning_text', text: 'Hm.' }] }) + completed(),
    thinking: 'Hm.',
  },
  {
    says: 'reasoning without anything to keep',
    raw: created + finished({ ...reasoning, encrypted_content: null }) + delta('Hello', { output_index: 1 }) + completed(),
    text: 'Hello',
  },
  {
    says: 'a refusal in pieces',
    raw: created + event('response.refusal.delta', { output_index: 0, delta: 'No.' }) + completed(),
    text: 'No.',
    stop: 'refusal',
  },
  {
    says: 'a refusal in the item',
    raw: created + finished({ ...message, content: [{ type: 'refusal', refusal: 'No.' }] }) + completed(),
    text: 'No.',
    stop: 'refusal',
  },
  {
    says: 'an answer cut by its limit',
    raw:
      created +
      hello +
      event('response.incomplete', { response: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } } }),
    text: 'Hello',
    stop: 'limit',
  },
  {
    says: 'an answer cut by a filter',
    raw:
      created +
      hello +
      event('response.incomplete', { response: { status: 'incomplete', incomplete_details: { reason: 'content_filter' } } }),
    text: 'Hello',
    stop: 'refusal',
  },
  {
    says: 'response.done for response.completed',
    raw: created + hello + event('response.done', { response: { status: 'completed' } }),
    text: 'Hello',
  },
  {
    says: 'items and events that nobody knows yet',
    raw:
      created +
      added({ type: 'hologram' }) +
      event('response.hologram.delta', { delta: 'x' }) +
      delta('Hello', { output_index: 1 }) +
      completed(),
    text: 'Hello',
  },
  { says: 'no names of events', raw: whole.replaceAll(/^event: .*\n/gm, ''), text: 'Hello' },
  {
    says: 'types in the names of events only',
    raw: `event: response.output_text.delta\ndata: {"delta":"Hello"}\n\nevent: response.completed\ndata: {"response":{"status":"completed"}}\n\n`,
    text: 'Hello',
  },
  { says: 'OpenAI’s older mark at the end', raw: `${whole}data: [DONE]\n\n`, text: 'Hello' },
  { says: 'data behind the end', raw: whole + delta('more') + event('error', { message: 'late' }), text: 'Hello' },
  { says: 'comments that keep the connection alive', raw: `: ok\n\n${created}: ok\n\n${hello}${completed()}`, text: 'Hello' },
  {
    says: 'events to keep the connection alive',
    raw: created + event('keepalive', { sequence_number: 3 }) + hello + completed(),
    text: 'Hello',
  },
  { says: 'lines that end with CR and LF', raw: whole.replaceAll('\n', '\r\n'), text: 'Hello' },
  { says: 'a byte order mark', raw: `\ufeff${whole}`, text: 'Hello' },
  { says: 'bytes cut in the middle of a character', raw: [bytes.slice(0, cut), bytes.slice(cut)], text: 'Größe 🙂' },
  {
    says: 'an error inside the stream',
    raw: created + event('error', { code: 'rate_limit_exceeded', message: 'slow', param: null }),
    fails: 'rate-limited',
  },
  {
    says: 'an error as an object inside the event',
    raw: created + event('error', { error: { type: 'server_error', code: 'overloaded_error', message: 'x' } }),
    fails: 'overloaded',
  },
  {
    says: 'a response that failed',
    raw: created + event('response.failed', { response: { status: 'failed', error: { code: 'server_error', message: 'x' } } }),
    fails: 'server',
  },
  {
    says: 'a response that failed without a reason',
    raw: created + event('response.failed', { response: { status: 'failed', error: null } }),
    fails: 'broken-stream',
  },
  {
    says: 'a prompt that is declined',
    raw: created + event('response.failed', { response: { error: { code: 'invalid_prompt', message: 'flagged' } } }),
    fails: 'refused',
  },
  {
    says: 'an error in a good answer that does not stream',
    raw: '{"error":{"code":"insufficient_quota","message":"no"}}',
    type: 'application/json',
    fails: 'no-credit',
  },
  { says: 'an end in the middle', raw: created + hello, fails: 'broken-stream' },
  { says: '[DONE] in the middle', raw: `${created}${hello}data: [DONE]\n\n`, fails: 'broken-stream' },
  { says: 'pings and nothing else', raw: ': ping\n\n: ping\n\n', fails: 'broken-stream' },
];

describeQuirks('the Responses API', quirks, (baseUrl) => createOpenAiModel({ name: 'm', baseUrl, contextTokens: 8192, api: 'responses' }));
