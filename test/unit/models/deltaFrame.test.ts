import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnthropicReader } from '../../../src/models/anthropicEvents.ts';
import { DeltaFrame } from '../../../src/models/deltaFrame.ts';
import type { ModelEvent } from '../../../src/models/model.ts';
import { OpenAiReader } from '../../../src/models/openaiEvents.ts';

const reading = {
  service: 'a service',
  estimate: (outputTokens: number) => ({ inputTokens: 0, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: true }),
  newCallId: () => 'made',
};

/** What an OpenAI-compatible server may say in one chunk, with strings that look like the ends and keys of JSON. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('"', '\\', '"}', '","content":"', '"arguments":"', '\\"', '\u0001', '😀'),
);
const delta = fc.oneof(
  piece.map((content) => ({ content })),
  piece.map((reasoning_content) => ({ reasoning_content })),
  fc
    .tuple(piece, fc.integer({ min: 0, max: 1 }))
    .map(([written, index]) => ({ tool_calls: [{ index, function: { arguments: written } }] })),
  fc.tuple(piece, piece).map(([content, reasoning]) => ({ content, reasoning })),
);

function openAiEvents(chunks: readonly unknown[], indent: number): readonly ModelEvent[] {
  const reader = new OpenAiReader(reading);
  const out: ModelEvent[] = [];
  for (const chunk of chunks) reader.take('', JSON.stringify(chunk, undefined, indent), out);
  return out;
}

describe('an event that differs from the one before in one string', () => {
  it('means what it would mean if it were read in full, over Chat Completions', () => {
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 12 }), (deltas) => {
        const chunks = deltas.map((content) => ({ id: 'c', choices: [{ index: 0, delta: content, finish_reason: null }] }));
        // Spaces between the parts keep a chunk from being known by its frame.
        assert.deepEqual(openAiEvents(chunks, 0), openAiEvents(chunks, 1));
      }),
      { numRuns: 500 },
    );
  });

  it('means what it would mean if it were read in full, over Messages', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.integer({ min: 0, max: 1 })), { maxLength: 12 }), (pieces) => {
        const events = [
          { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
          { type: 'content_block_start', index: 1, content_block: { type: 'tool_use', id: 'c', name: 'look', input: {} } },
          ...pieces.map(([text, index]) => ({
            type: 'content_block_delta',
            index,
            delta: index === 0 ? { type: 'text_delta', text } : { type: 'input_json_delta', partial_json: text },
          })),
        ];
        const read = (indent: number): readonly ModelEvent[] => {
          const reader = new AnthropicReader(reading);
          const out: ModelEvent[] = [];
          for (const event of events) reader.take(event.type, JSON.stringify(event, undefined, indent), out);
          return out;
        };
        assert.deepEqual(read(0), read(1));
      }),
      { numRuns: 500 },
    );
  });

  it('is known by its frame, and is not when anything else differs', () => {
    const frame = new DeltaFrame<string>();
    frame.learn('{"i":0,"text":"a"}', 'text', 'learned');
    assert.deepEqual(frame.read('{"i":0,"text":"b\\n\\"c\\""}'), { meaning: 'learned', piece: 'b\n"c"' });
    for (const other of ['{"i":1,"text":"b"}', '{"i":0,"text":"b","j":1}', '{"i":0,"text":"', '{"i":0,"text":"b","text":"c"}'])
      assert.equal(frame.read(other), undefined, other);
    frame.learn('{"text":"a","in":{"text":"b"}}', 'text', 'ambiguous');
    assert.equal(frame.read('{"text":"x","in":{"text":"b"}}'), undefined);
  });
});
