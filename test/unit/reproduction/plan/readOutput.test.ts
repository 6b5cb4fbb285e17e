import assert from 'node:assert/strict';
import * as z from 'zod';
import { readLooseJson } from '../../../../src/reproduction/plan/looseJson.ts';
import { readOutput } from '../../../../src/reproduction/plan/readOutput.ts';
import { brokenOutputs } from '../../../fixtures/reproduction/brokenOutputs.ts';

const schema = z.strictObject({
  summary: z.string(),
  files: z.array(z.strictObject({ path: z.string(), purpose: z.string(), needs: z.array(z.string()), lines: z.int() })).min(1),
  settings: z.array(z.strictObject({ name: z.string(), value: z.string(), status: z.enum(['stated', 'derived', 'assumed', 'open']) })),
  isComplete: z.boolean(),
});
const shape = z.toJSONSchema(schema);

describe('What a model answered', () => {
  // shows: plan-output
  it('is accepted as meant or explained, for five hundred broken answers, and never another plan', () => {
    const outputs = brokenOutputs(3, 510);
    const lost: string[] = [];
    let repairable = 0;
    for (const { how, text, meant } of outputs) {
      const result = readOutput(text, schema, shape);
      if (meant === undefined) {
        // What is accepted of an answer that was cut is marked as cut.
        if (result.kind === 'accepted') assert.ok(result.isCut, how);
        else assert.ok(result.problems.length > 0 && result.problems.every((problem) => problem.length > 0), how);
        continue;
      }
      repairable++;
      if (result.kind === 'accepted') {
        // The plan that was meant, and not a nearly right one.
        assert.deepEqual(result.value, meant, `${how}\n${text}`);
        if (how !== 'as asked') assert.ok(how === 'in a fence' || result.repairs.length > 0 || readsAsJson(text), how);
      } else lost.push(`${how}: ${result.problems.join('; ')}\n${text.slice(0, 600)}`);
    }
    assert.ok(lost.length <= 0.05 * repairable, `${lost.length} of ${repairable}:\n${lost.slice(0, 5).join('\n\n')}`);
  });

  const texts: readonly (readonly [text: string, value: unknown, repair: RegExp | undefined])[] = [
    ['{"a": 1e-5}', { a: 0.00001 }, undefined],
    ["{'a': None, 'b': (1, 2)}", { a: null, b: [1, 2] }, /parentheses/],
    ['{"tex": "\\frac{1}{2} \\beta \\theta"}', { tex: '\\frac{1}{2} \\beta \\theta' }, /backslash/],
    ['{"tex": "line\\nand \\"quoted\\""}', { tex: 'line\nand "quoted"' }, undefined],
    ['{"a": [1, 2, 3', { a: [1, 2] }, /cut off/],
    ['{"a": "unfinish', { a: 'unfinish' }, /cut off/],
    ['{"a": 1, "a": 2 }x', { a: 2 }, /twice/],
    ['{"__proto__": 1, x: 2}', JSON.parse('{"__proto__": 1, "x": 2}'), /quotes/],
    ['{a: steps of 10, b: yes}', { a: 'steps of 10', b: 'yes' }, /without quotes/],
    ['{"a": [1, 2, ...]}', { a: [1, 2] }, /…/],
  ];
  for (const [text, value, repair] of texts)
    it(`is read: ${text}`, () => {
      const read = readLooseJson(text);
      assert.ok(read.kind === 'read');
      assert.deepEqual(read.value, value);
      if (repair === undefined) assert.deepEqual(read.repairs, []);
      else assert.match(read.repairs.join('; '), repair);
    });

  it('is not guessed at where two names could be meant by one', () => {
    const two = z.strictObject({ rate: z.number(), rates: z.array(z.number()) });
    const result = readOutput('{"Rate_s": 3, "rat": 1}', two, z.toJSONSchema(two));
    assert.equal(result.kind, 'explained');
  });

  it('is explained with places that a model can find', () => {
    const result = readOutput(
      '{"summary": "x", "files": [{"path": 3, "purpose": "y", "needs": [], "lines": "many"}], "settings": [], "isComplete": true}',
      schema,
      shape,
    );
    assert.ok(result.kind === 'explained');
    assert.match(result.problems.join('\n'), /^files\[0\]\.lines: /m);
  });
});

function readsAsJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
