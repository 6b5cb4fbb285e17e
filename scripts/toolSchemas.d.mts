import type { Plugin } from 'esbuild';

/** The inputs of all tools as JSON Schema, by name, as they stand in the sources. */
export function declaredSchemas(): Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>>;
export declare const toolSchemas: Plugin;
