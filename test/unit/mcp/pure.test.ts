import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maxMessageBytes, shownLine, shownWords } from '../../../src/mcp/bounds.ts';
import { mismatch } from '../../../src/mcp/checkValue.ts';
import { createGate } from '../../../src/mcp/gate.ts';
import { readInputSchema } from '../../../src/mcp/inputSchema.ts';
import { LineCutter } from '../../../src/mcp/lines.ts';
import { orderedJson, readPrompts, readResources, readTools } from '../../../src/mcp/listed.ts';
import { toolResult } from '../../../src/mcp/result.ts';
import { toolNameOf } from '../../../src/mcp/toolNames.ts';

const listed = { name: 't', title: '', description: '', argumentsJson: '', resultJson: '', annotationsJson: '' };

describe('what a server sends', () => {
  // shows: mcp-lies
  it('whatever it lists or answers, it is read or left out', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const { tools, leftOut } = readTools([value, { name: 'a', inputSchema: value, outputSchema: value, annotations: value }]);
        assert.ok(tools.length + leftOut.length >= 2);
        for (const { schema } of tools) if (schema !== undefined) assert.equal(schema['type'], 'object');
        readPrompts([value, { name: 'p', arguments: value }]);
        readResources([value], false);
        mismatch(value, value);
        const raw = { content: value, structuredContent: value, isError: value };
        assert.ok(toolResult('s', { ...listed, resultSchema: value }, raw).content.length > 0);
        assert.ok(toolResult('s', listed, { content: [value, { type: 'resource', resource: value }] }).content.length > 0);
      }),
    );
  });

  it('a schema keeps what tells a model what to write, and nothing that a provider refuses', () => {
    const read = readInputSchema({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      anyOf: [{}],
      properties: {
        path: { type: ['string', 'null'], description: 'Which\u200b one', pattern: '^(a+)+$', minLength: 3 },
        mode: { enum: ['r', 'w'], default: 'r' },
        one: { const: 1 },
        items: { type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'integer' }] } },
      },
      required: ['path', 'gone', 7],
      additionalProperties: false,
    });
    assert.deepEqual('schema' in read ? read.schema : read, {
      type: 'object',
      properties: {
        path: { type: ['string', 'null'], description: 'Which one' },
        mode: { enum: ['r', 'w'], default: 'r' },
        one: { enum: [1] },
        items: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] } },
      },
      required: ['path'],
    });
  });

  it('is the same list in whatever order its fields come, and another one by any difference', () => {
    assert.equal(orderedJson({ b: [1, { d: 2, c: 3 }], a: null }), orderedJson({ a: null, b: [1, { c: 3, d: 2 }] }));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const isSame = orderedJson(a) === orderedJson(b);
        // Zero and its negative are one number in JSON.
        const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        assert.equal(isSame, isDeepEqual(plain(a), plain(b)));
      }),
    );
  });

  it('gets names that every provider takes, and no two tools the same', () => {
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.string({ minLength: 1 }), (server, tool) => {
        const name = toolNameOf(server, tool);
        assert.match(name, /^mcp__[a-zA-Z0-9_-]{1,59}$/);
        const key = JSON.stringify([server, tool]);
        assert.equal(seen.get(name) ?? key, key);
        seen.set(name, key);
      }),
    );
    assert.equal(toolNameOf('files', 'read_file'), 'mcp__files__read_file');
    assert.notEqual(toolNameOf('a', 'b__c'), toolNameOf('a__b', 'c'));
    assert.notEqual(toolNameOf('a', '_b'), toolNameOf('a_', 'b'));
  });

  it('is cut into the same lines in whatever pieces it comes, up to a length', () => {
    fc.assert(
      fc.property(fc.array(fc.string().map((line) => line.replaceAll(/[\r\n]/g, ''))), fc.array(fc.nat(20)), (lines, cuts) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const cutter = new LineCutter();
        const found: string[] = [];
        let at = 0;
        for (const cut of [...cuts, bytes.length]) {
          found.push(...cutter.push(bytes.subarray(at, at + cut)));
          at += cut;
        }
        assert.deepEqual(found, lines);
      }),
    );
    const cutter = new LineCutter();
    const piece = Buffer.alloc(1024 * 1024, 'x');
    assert.throws(
      () => {
        for (let size = 0; size <= maxMessageBytes; size += piece.length) for (const _ of cutter.push(piece)) assert.fail();
      },
      { code: 'mcp-floods' },
    );
  });

  // shows: mcp-floods
  it('is counted anew in each stretch of time', () => {
    let nowMs = 0;
    const gate = createGate(() => nowMs);
    for (let count = 0; count < 5_000; count++) gate.unasked();
    assert.throws(() => gate.unasked(), { code: 'mcp-floods' });
    nowMs = 10_000;
    gate.unasked();
    gate.bytes(60 * 1024 * 1024);
    assert.throws(() => gate.bytes(10 * 1024 * 1024), { code: 'mcp-floods' });
  });

  // shows: mcp-lies
  it('is no tool where two of its names would look the same', () => {
    const schema = { inputSchema: { type: 'object' } };
    const names = ['read', 'read\u3164', 'read\u034f', 'read\u200b', 'read\u2800', ' read', 'read\u00a0now'];
    const { tools, leftOut } = readTools(names.map((name) => ({ name, ...schema })));
    assert.deepEqual([tools.map(({ name }) => name), leftOut.length], [['read'], names.length - 1]);
  });

  it('is shown without what nobody sees, in one line, and at most so long', () => {
    assert.equal(shownWords('a\u200bb\u202ec\u{E0041}d\u0007\n', 10), 'abcd');
    // Letters, marks and a symbol that have no shape.
    assert.equal(shownWords('a\u3164b\u034fc\u2800d\u115f', 10), 'abcd');
    assert.equal(shownLine('one\n two\tthree', 20), 'one two three');
    assert.equal(shownWords('𝔸𝔹ℂ𝔻', 4), '𝔸…');
  });
});

function isDeepEqual(a: unknown, b: unknown): boolean {
  try {
    assert.deepStrictEqual(a, b);
    return true;
  } catch {
    return false;
  }
}
