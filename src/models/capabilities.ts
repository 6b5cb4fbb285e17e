import type { Capabilities } from './model.ts';

export const nothingKnown: Capabilities = {
  tools: undefined,
  images: undefined,
  contextTokens: undefined,
  efforts: undefined,
  source: 'unknown',
};

/** Of each ability what the first of those says that says something; the source is that of the first that says anything. */
export function firstKnown(...said: readonly (Partial<Capabilities> | undefined)[]): Capabilities {
  const known = said.flatMap((one) => one ?? []);
  const saying = known.find((one) => Object.entries(one).some(([name, value]) => name !== 'source' && value !== undefined));
  return {
    tools: known.find(({ tools }) => tools !== undefined)?.tools,
    images: known.find(({ images }) => images !== undefined)?.images,
    contextTokens: known.find(({ contextTokens }) => contextTokens !== undefined)?.contextTokens,
    efforts: known.find(({ efforts }) => efforts !== undefined)?.efforts,
    source: saying?.source ?? 'unknown',
  };
}
