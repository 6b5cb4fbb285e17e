import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSurelyAnEvent, quickTypes } from '../../../src/sessions/quickCheck.ts';
import { readBySchema } from '../../../src/sessions/schema.ts';

const usage = { inputTokens: 1, outputTokens: 2, cacheReadTokens: 3, cacheWriteTokens: 4, isEstimated: false };
const samples: Readonly<Record<string, object>> = {
  'response.started': { turn: 't', response: 'r', model: 'm' },
  'response.text': { response: 'r', text: 'x' },
  'response.thinking': { response: 'r', text: 'x', signature: 's' },
  'response.call': { response: 'r', call: 'c', providerId: 'p', name: 'n', argumentsJson: '{}' },
  'response.ended': { response: 'r', stop: 'calls', usage },
  'tool.proposed': { turn: 't', call: 'c', tool: 'n', title: 'T', effects: [{ kind: 'read' }], detail: { kind: 'text', text: 'x' } },
  'tool.started': { call: 'c' },
  'tool.ended': { call: 'c', outcome: 'failed', code: 'k', blob: 'b', content: 'x', detail: { kind: 'shell' } },
};
const sampleOf = (type: string): Record<string, unknown> => ({ v: 1, id: 'e', parent: null, atMs: 1, type, ...samples[type] });

/** Values that a field may have by mistake, and some that are right for some field. */
const anyValue = fc.oneof(
  fc.constantFrom(null, '', 'x', 'done', 'end', 0, 1, 2, -1, 1.5, 2 ** 60, true, false, [], {}, [null], [{ kind: 'read' }, {}], {
    kind: 1,
  }),
  fc.constantFrom({ kind: 'text' }, [{ kind: 'x' }], usage, { ...usage, inputTokens: -1 }, { ...usage, isEstimated: 'no' }, [usage]),
  fc.jsonValue({ maxDepth: 2 }),
);

describe('The quick check of events', () => {
  it('knows an example of each of its types', () => {
    assert.deepEqual(Object.keys(samples).toSorted(), quickTypes.toSorted());
    for (const type of quickTypes) assert.ok(isSurelyAnEvent(sampleOf(type)), type);
  });

  it('answers as the schema does, whichever field is missing, wrong or added', () => {
    const change = fc.record({ field: fc.nat(), value: fc.option(anyValue, { nil: undefined }) });
    fc.assert(
      fc.property(fc.constantFrom(...quickTypes), fc.array(change, { maxLength: 2 }), (type, changes) => {
        const event = sampleOf(type);
        const names = [...Object.keys(event), 'extra', 'detail', 'code', 'blob', 'signature'];
        for (const { field, value } of changes) {
          const name = names[field % names.length] ?? 'extra';
          if (value === undefined) delete event[name];
          else event[name] = value;
        }
        const quick = isSurelyAnEvent(event);
        const schema = readBySchema(event).kind === 'event';
        if (quickTypes.includes(String(event['type'])) && event['v'] === 1) assert.equal(quick, schema, JSON.stringify(event));
        else assert.ok(!quick || schema, JSON.stringify(event));
      }),
      { numRuns: 20_000 },
    );
  });

  it('leaves whatever is no event to the schema', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => !isSurelyAnEvent(value) || readBySchema(value).kind === 'event'));
  });
});
