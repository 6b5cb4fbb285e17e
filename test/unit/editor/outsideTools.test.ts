import assert from 'node:assert/strict';
import { z } from 'zod';
import { outsideTools } from '../../../src/editor/outsideTools.ts';
import { useToolbox } from '../tools/toolbox.ts';

type Schema = { readonly properties: Readonly<Record<string, Record<string, unknown>>>; readonly required?: readonly string[] };

/** What a value must be, without the words about it. */
function constraint({ description: _, minLength: __, maxLength: ___, ...rest }: Record<string, unknown>): unknown {
  const items = rest['items'];
  return typeof items === 'object' && items !== null ? { ...rest, items: { type: 'string' } } : rest;
}

describe('The tools for the editor’s own chat', () => {
  const box = useToolbox();

  // shows: copilot-tools
  it('are Practicum’s own, and take nothing that those would not', () => {
    assert.equal(new Set(outsideTools.map(({ name }) => name)).size, outsideTools.length);
    for (const { name, tool, inputSchema } of outsideTools) {
      const own = z.toJSONSchema(box.tool(tool).input) as unknown as Schema;
      const declared = inputSchema as unknown as Schema;
      // They may ask for more than those: what is outside does without some ways to call a tool.
      const required = declared.required ?? [];
      assert.deepEqual(
        (own.required ?? []).filter((key) => !required.includes(key)),
        [],
        name,
      );
      for (const [key, value] of Object.entries(declared.properties)) {
        const expected = own.properties[key] ?? assert.fail(`${name}: ${key}`);
        const { maximum: _, ...plain } = constraint(expected) as Record<string, unknown>;
        const { maximum: __, ...said } = constraint(value) as Record<string, unknown>;
        assert.deepEqual(said, plain, `${name}: ${key}`);
      }
    }
  });
});
