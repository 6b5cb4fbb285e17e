import * as z from 'zod';
import type { ToolDeclaration } from '../base/messages.ts';
import type { Tool } from '../base/tool.ts';

const declarations = new WeakMap<Tool, ToolDeclaration>();

/** The tool as the model is told of it. Translated once per tool, so that the bytes of a request's prefix never change. */
export function declareTool(tool: Tool): ToolDeclaration {
  const known = declarations.get(tool);
  if (known !== undefined) return known;
  const { name, description, inputSchema = translated(tool) } = tool;
  const declaration: ToolDeclaration = { name, description, inputSchema };
  declarations.set(tool, declaration);
  return declaration;
}

function translated({ input }: Tool): ToolDeclaration['inputSchema'] {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, {
    io: 'input',
    override: ({ jsonSchema }) => withoutRefusals(jsonSchema),
  });
  return schema;
}

const farBound = 100_000;

/**
 * What only refuses, and no sensible call comes near: every request would carry it, and what goes beyond is refused in words all the same. A near
 * maximum stays, because it says how much there is to be had.
 */
function withoutRefusals(schema: z.core.JSONSchema.BaseSchema): void {
  for (const bound of ['minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'exclusiveMinimum', 'pattern'] as const)
    delete schema[bound];
  if ((schema.maximum ?? 0) >= farBound) delete schema.maximum;
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  for (const [name, field] of Object.entries(schema.properties ?? {}))
    if (typeof field === 'object' && field['isRare'] === true) delete schema.properties?.[name];
}
