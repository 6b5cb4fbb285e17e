import * as z from 'zod';
import type { ToolDeclaration } from '../base/messages.ts';
import type { Tool } from '../base/tool.ts';

const declarations = new WeakMap<Tool, ToolDeclaration>();

/** The tool as the model is told of it. Translated once per tool, so that the bytes of a request's prefix never change. */
export function declareTool(tool: Tool): ToolDeclaration {
  const known = declarations.get(tool);
  if (known !== undefined) return known;
  const { $schema: _dialect, ...inputSchema } = z.toJSONSchema(tool.input, { io: 'input' });
  const declaration: ToolDeclaration = { name: tool.name, description: tool.description, inputSchema };
  declarations.set(tool, declaration);
  return declaration;
}
