import type { ToolDeclaration } from '../base/messages.ts';

/**
 * The offered tool that a name can only mean: white space and case aside (`Read ` for `read`) there is exactly one. Any other name stays as
 * it is, for the loop to answer that there is no such tool.
 */
export function meantTool(name: string, tools: readonly ToolDeclaration[]): string {
  if (tools.some((tool) => tool.name === name)) return name;
  const wanted = name.trim().toLowerCase();
  const [meant, ...others] = tools.filter((tool) => tool.name.toLowerCase() === wanted);
  return meant !== undefined && others.length === 0 ? meant.name : name;
}
