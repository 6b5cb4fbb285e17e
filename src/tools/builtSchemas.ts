import type { ToolDeclaration } from '../base/messages.ts';

/**
 * The input of every tool as the model is told of it, by name: put in by the build (scripts/toolSchemas.mjs), because to translate them all
 * takes a tenth of the time to the first request. Run from its sources, the program translates them itself.
 */
export const builtSchemas: Readonly<Record<string, ToolDeclaration['inputSchema']>> = {};
