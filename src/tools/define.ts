import type { z } from 'zod';
import type { Effect, EffectKind } from '../base/effects.ts';
import type { Tool, ToolCall, ToolDetail, ToolResult } from '../base/tool.ts';
import type { ReadMemory } from './readMemory.ts';
import type { ToolServices } from './services.ts';

/** A tool before it is bound to a session. */
export interface ToolDefinition<Input> {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  readonly effectKinds: readonly EffectKind[];
  title(input: Input, context: EffectContext): string;
  /** Pure: of the input and of what does not change during a session. */
  effects(input: Input, context: EffectContext): readonly Effect[];
  preview?(input: Input, services: BoundServices, signal: AbortSignal): Promise<ToolDetail | undefined>;
  run(input: Input, services: BoundServices, call: ToolCall): Promise<ToolResult>;
}

export type EffectContext = Pick<ToolServices, 'roots' | 'environments'>;

/** The services with what the tools of one session remember among themselves. */
export interface BoundServices extends ToolServices {
  readonly seen: ReadMemory;
}

/** Lets the types of `effects` and `run` follow from the schema. */
export function defineTool<Input>(definition: ToolDefinition<Input>): ToolDefinition<Input> {
  return definition;
}

export function bindTool<Input>(definition: ToolDefinition<Input>, services: BoundServices): Tool<Input> {
  const { name, description, input, effectKinds, preview } = definition;
  return {
    name,
    description,
    input,
    effectKinds,
    title: (given) => definition.title(given, services),
    effects: (given) => definition.effects(given, services),
    ...(preview === undefined ? {} : { preview: (given: Input, signal: AbortSignal) => preview.call(definition, given, services, signal) }),
    run: (given, call) => definition.run(given, services, call),
  };
}
