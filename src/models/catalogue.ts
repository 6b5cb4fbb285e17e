import type { ModelId, ProviderId } from './model.ts';

export interface CatalogueEntry {
  readonly provider: ProviderId;
  readonly name: string;
  /** Undefined where the provider’s documentation was not seen to say it. */
  readonly contextTokens: number | undefined;
}

/**
 * Well-known models, to offer and to know the context of. Ids from the types of `@anthropic-ai/sdk` 1.11 and `openai` 7.55; contexts from
 * platform.claude.com and developers.openai.com. A model that is not here works just as well; its context is unknown. No prices.
 */
export const catalogueDate = '2026-11-21';

export const catalogue: readonly CatalogueEntry[] = [
  { provider: 'anthropic', name: 'claude-opus-5-5', contextTokens: 1_000_000 },
  { provider: 'anthropic', name: 'claude-sonnet-5-5', contextTokens: 1_000_000 },
  { provider: 'anthropic', name: 'claude-haiku-5-5', contextTokens: 1_000_000 },
  { provider: 'anthropic', name: 'claude-fable-5-1', contextTokens: 1_000_000 },
  { provider: 'anthropic', name: 'claude-opus-5', contextTokens: 1_000_000 },
  { provider: 'anthropic', name: 'claude-sonnet-5', contextTokens: 1_000_000 },
  { provider: 'anthropic', name: 'claude-opus-4-6', contextTokens: 1_000_000 },
  { provider: 'anthropic', name: 'claude-sonnet-4-6', contextTokens: 1_000_000 },
  { provider: 'anthropic', name: 'claude-haiku-4-5', contextTokens: 200_000 },
  { provider: 'openai', name: 'gpt-6.1-sol', contextTokens: 1_050_000 },
  { provider: 'openai', name: 'gpt-6-sol', contextTokens: 1_050_000 },
  { provider: 'openai', name: 'gpt-6-luna', contextTokens: 1_050_000 },
  { provider: 'openai', name: 'gpt-6-astra', contextTokens: undefined },
  { provider: 'openai', name: 'gpt-5.5', contextTokens: undefined },
  { provider: 'openai', name: 'gpt-5.2', contextTokens: 400_000 },
  { provider: 'openai', name: 'gpt-5-mini', contextTokens: 400_000 },
  { provider: 'openai', name: 'gpt-4.1', contextTokens: 1_047_576 },
  { provider: 'openai', name: 'gpt-4o', contextTokens: 128_000 },
];

/** Tokens of request and answer together, by exact name; undefined when unknown. */
export function contextTokensOf(id: ModelId): number | undefined {
  return catalogue.find(({ provider, name }) => provider === id.provider && name === id.name)?.contextTokens;
}
