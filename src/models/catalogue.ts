import type { Effort, ModelId, ProviderId } from './model.ts';

export interface CatalogueEntry {
  readonly provider: ProviderId;
  readonly name: string;
  /** Undefined, as all that follows, where the provider’s documentation was not seen to say it. */
  readonly contextTokens: number | undefined;
  readonly tools?: boolean;
  readonly images?: boolean;
  readonly efforts?: readonly Effort[];
  /** The page that says so, without `https://`. */
  readonly source: string;
  /** When it was looked at. */
  readonly date: string;
}

/**
 * Well-known models, to offer, and to know what their endpoint does not list. Ids from the types of `@anthropic-ai/sdk` 1.11 and `openai` 7.55.
 * What an endpoint lists goes before it. A model that is not here works just as well. Prices are the ledger’s (`ledger/prices.ts`).
 */
export const catalogueDate = '2026-11-21';

const claude = (name: string, contextTokens: number): CatalogueEntry => ({
  provider: 'anthropic',
  name,
  contextTokens,
  source: 'platform.claude.com/docs/en/about-claude/models/overview',
  date: catalogueDate,
});
/** “All current models support text and image input, text output, multilingual capabilities, vision, and tool use.” */
const currentClaude = (name: string): CatalogueEntry => ({ ...claude(name, 1_000_000), tools: true, images: true, date: '2026-11-22' });
const gpt = (name: string, contextTokens?: number): CatalogueEntry => ({
  provider: 'openai',
  name,
  contextTokens,
  source: `developers.openai.com/api/docs/models/${name}`,
  date: catalogueDate,
});

export const catalogue: readonly CatalogueEntry[] = [
  currentClaude('claude-opus-5-5'),
  currentClaude('claude-sonnet-5-5'),
  currentClaude('claude-haiku-5-5'),
  currentClaude('claude-fable-5-1'),
  claude('claude-opus-5', 1_000_000),
  claude('claude-sonnet-5', 1_000_000),
  claude('claude-opus-4-6', 1_000_000),
  claude('claude-sonnet-4-6', 1_000_000),
  claude('claude-haiku-4-5', 200_000),
  gpt('gpt-6.1-sol', 1_050_000),
  gpt('gpt-6-sol', 1_050_000),
  gpt('gpt-6-luna', 1_050_000),
  gpt('gpt-6-astra'),
  gpt('gpt-5.5'),
  gpt('gpt-5.2', 400_000),
  gpt('gpt-5-mini', 400_000),
  gpt('gpt-4.1', 1_047_576),
  gpt('gpt-4o', 128_000),
];

/** Where the models of the catalogue are served. */
const hosts: Readonly<Record<ProviderId, string>> = { anthropic: 'api.anthropic.com', openai: 'api.openai.com', editor: '' };

/** By exact name; undefined for a model that is not in it, and `at` another address than the provider’s own. */
export function inCatalogue(id: ModelId & { readonly baseUrl?: string }): CatalogueEntry | undefined {
  if (id.baseUrl !== undefined && URL.parse(id.baseUrl)?.host !== hosts[id.provider]) return undefined;
  return catalogue.find(({ provider, name }) => provider === id.provider && name === id.name);
}

/** Tokens of request and answer together, by exact name; undefined when unknown. */
export function contextTokensOf(id: ModelId): number | undefined {
  return inCatalogue(id)?.contextTokens;
}
