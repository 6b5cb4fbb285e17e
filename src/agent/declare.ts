import * as z from 'zod';
import type { ToolDeclaration } from '../base/messages.ts';
import type { Tool } from '../base/tool.ts';

const declarations = new WeakMap<Tool, ToolDeclaration>();

/** The tool as the model is told of it. Translated once per tool, so that the bytes of a request's prefix never change. */
export function declareTool(tool: Tool): ToolDeclaration {
  const known = declarations.get(tool);
  if (known !== undefined) return known;
  const { $schema: _dialect, ...inputSchema } = z.toJSONSchema(tool.input, {
    io: 'input',
    override: ({ jsonSchema }) => withoutFarBounds(jsonSchema),
  });
  const declaration: ToolDeclaration = { name: tool.name, description: tool.description, inputSchema };
  declarations.set(tool, declaration);
  return declaration;
}

const farBound = 100_000;

/** Bounds that no sensible call comes near: every request would carry them, and what goes beyond is refused in words all the same. */
function withoutFarBounds(schema: z.core.JSONSchema.BaseSchema): void {
  delete schema.maxLength;
  if (schema.minLength === 1) delete schema.minLength;
  if ((schema.maximum ?? 0) >= farBound) delete schema.maximum;
  if ((schema.minimum ?? 0) <= -farBound) delete schema.minimum;
}
