import assert from 'node:assert/strict';
import { AnthropicReader } from '../../../src/models/anthropicEvents.ts';
import type { ModelEvent } from '../../../src/models/model.ts';
import { callsOf, endOf, textOf } from './support.ts';

type Event = Readonly<Record<string, unknown>>;

const start: Event = { type: 'message_start', message: { usage: { input_tokens: 10, output_tokens: 1, cache_read_input_tokens: 3 } } };
const stop: Event = { type: 'message_stop' };

function open(index: number, content_block: Event): Event {
  return { type: 'content_block_start', index, content_block };
}

function piece(index: number, delta: Event): Event {
  return { type: 'content_block_delta', index, delta };
}

function close(index: number): Event {
  return { type: 'content_block_stop', index };
}

function ending(stop_reason: string | null, usage: Event | null = { output_tokens: 5 }): Event {
  return { type: 'message_delta', delta: { stop_reason }, usage };
}

function text(index: number, ...texts: readonly string[]): readonly Event[] {
  return [open(index, { type: 'text', text: '' }), ...texts.map((part) => piece(index, { type: 'text_delta', text: part })), close(index)];
}

function read(...events: readonly Event[]): readonly ModelEvent[] {
  const result: ModelEvent[] = [];
  const reader = new AnthropicReader({
    service: 'a service',
    estimate: (outputTokens) => ({ inputTokens: 7, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: true }),
    newCallId: () => 'made',
  });
  for (const event of events) reader.take(String(event['type']), JSON.stringify(event), result);
  reader.end(result);
  return result;
}

describe('the events of a Messages stream', () => {
  it('give usage per field: the newest that is not null', () => {
    const { usage } = endOf(
      read(start, ...text(0, 'a'), ending('end_turn', { input_tokens: null, output_tokens: 9, cache_creation_input_tokens: 2 }), stop),
    );
    assert.deepEqual(usage, { inputTokens: 10, outputTokens: 9, cacheReadTokens: 3, cacheWriteTokens: 2, isEstimated: false });
  });

  it('without usage are estimated, and say so', () => {
    const { usage } = endOf(read({ type: 'message_start', message: {} }, ...text(0, 'eight ch'), ending('end_turn', null), stop));
    assert.equal(usage.isEstimated, true);
    assert.equal(usage.outputTokens, 2);
  });

  it('may start twice: it is one message, with the later usage', () => {
    const again = { type: 'message_start', message: { usage: { input_tokens: 20, output_tokens: 1 } } };
    const events = read(start, again, ...text(0, 'one'), ending('end_turn'), stop);
    assert.equal(textOf(events), 'one');
    assert.equal(endOf(events).usage.inputTokens, 20);
  });

  it('may lack message_stop when the answer is whole', () => {
    assert.equal(endOf(read(start, ...text(0, 'whole'), ending('end_turn'))).stop, 'end');
  });

  it('are broken without message_stop when a block is open or no reason was given', () => {
    assert.throws(
      () => read(start, open(0, { type: 'text', text: '' }), piece(0, { type: 'text_delta', text: 'ha' }), ending('end_turn')),
      { kind: 'broken-stream' },
    );
    assert.throws(() => read(start, ...text(0, 'half')), { kind: 'broken-stream' });
    assert.throws(() => read(), { kind: 'broken-stream' });
  });

  it('are broken when a piece is of another kind than its block, or of none', () => {
    const call = open(0, { type: 'tool_use', id: 'x', name: 'read_file', input: {} });
    assert.throws(() => read(start, call, piece(0, { type: 'text_delta', text: 'a' })), { kind: 'broken-stream' });
    assert.throws(() => read(start, piece(3, { type: 'text_delta', text: 'a' })), { kind: 'broken-stream' });
    assert.throws(() => read(start, { type: 'content_block_start', index: 'one' }), { kind: 'broken-stream' });
  });

  it('route interleaved pieces to their calls', () => {
    const events = read(
      start,
      open(0, { type: 'tool_use', id: 'x', name: 'read_file', input: {} }),
      open(1, { type: 'tool_use', id: 'y', name: 'read_file', input: {} }),
      piece(0, { type: 'input_json_delta', partial_json: '{"path":' }),
      piece(1, { type: 'input_json_delta', partial_json: '{"path":' }),
      piece(0, { type: 'input_json_delta', partial_json: '"a"}' }),
      piece(1, { type: 'input_json_delta', partial_json: '"b"}' }),
      close(1),
      close(0),
      ending('tool_use'),
      stop,
    );
    assert.deepEqual(
      callsOf(events).map(({ argumentsJson }) => argumentsJson),
      ['{"path":"a"}', '{"path":"b"}'],
    );
  });

  it('give a repeated call id a new one, and arguments that came whole their place', () => {
    const events = read(
      start,
      open(0, { type: 'tool_use', id: 'x', name: 'read_file', input: { path: 'a' } }),
      close(0),
      open(1, { type: 'tool_use', id: 'x', name: 'list_files', input: {} }),
      close(1),
      ending('end_turn'),
      stop,
    );
    assert.deepEqual(callsOf(events), [
      { id: 'x', name: 'read_file', argumentsJson: '{"path":"a"}' },
      { id: 'made', name: 'list_files', argumentsJson: '{}' },
    ]);
    assert.equal(endOf(events).stop, 'calls');
  });

  it('say that they end when there is no call, whatever the reason says', () => {
    assert.equal(endOf(read(start, ...text(0, 'a'), ending('tool_use'), stop)).stop, 'end');
    assert.equal(endOf(read(start, ...text(0, 'a'), ending('model_context_window_exceeded'), stop)).stop, 'limit');
  });

  it('join a signature from its pieces, keep opaque thinking, and pass over what is not known', () => {
    const events = read(
      start,
      { type: 'something_new', index: 0 },
      open(0, { type: 'thinking', thinking: '', signature: '' }),
      piece(0, { type: 'thinking_delta', thinking: 'hm' }),
      piece(0, { type: 'signature_delta', signature: 'ab' }),
      piece(0, { type: 'signature_delta', signature: 'cd' }),
      close(0),
      open(1, { type: 'redacted_thinking', data: 'opaque' }),
      close(1),
      open(2, { type: 'server_thing' }),
      piece(2, { type: 'text_delta', text: 'not ours' }),
      close(2),
      ...text(3, 'a\ud83d', '\ude42'),
      ending('end_turn'),
      stop,
    );
    assert.deepEqual(events.slice(0, -1), [
      { type: 'thinking', text: 'hm' },
      { type: 'thinking', text: '', signature: 'abcd' },
      { type: 'thinking', text: '', signature: 'redacted:opaque' },
      { type: 'text', text: 'a' },
      { type: 'text', text: '🙂' },
    ]);
  });
});
