import { publishedPrice } from '../ledger/prices.ts';
import { ownServices } from '../models/choiceServices.ts';
import { type ModelChoice, parseModelId } from '../models/choose.ts';

/** What is written in place of a model: no model is asked for titles. */
const nobody = 'none';

/** A small model of each provider's own service, whose price is published. */
const small = { anthropic: 'claude-haiku-5-5', openai: 'gpt-6-luna' } as const;

/**
 * The model that gives titles, as a choice; undefined: the first line is the title. Where none was chosen (`chosen` empty) it follows from the main
 * model: the small one of the same provider, under the same key, where both are asked at the provider's own address and its price is
 * published. Nobody is billed for what they have not chosen elsewhere. `baseUrls`: as they are configured.
 */
export function titlesModel(
  chosen: string,
  main: string | undefined,
  baseUrls: { readonly anthropic: string | undefined; readonly openai: string | undefined },
): string | undefined {
  const wanted = chosen.trim();
  if (wanted !== '') return wanted.toLowerCase() === nobody ? undefined : wanted;
  const choice = main === undefined ? undefined : parsed(main);
  if (choice === undefined || choice.provider === 'editor') return undefined;
  const { provider } = choice;
  const own = ownServices[provider].baseUrl;
  const baseUrl = choice.baseUrl ?? (baseUrls[provider] || own);
  const price = publishedPrice(provider, small[provider], baseUrl);
  if (price === undefined || URL.parse(baseUrl)?.protocol !== 'https:') return undefined;
  const mains = publishedPrice(provider, choice.name, baseUrl);
  // One that costs no more does it itself.
  if (mains !== undefined && mains.output <= price.output) return main;
  return choice.baseUrl === undefined ? `${provider}/${small[provider]}` : `${provider}/${small[provider]}@${choice.baseUrl}`;
}

function parsed(text: string): ModelChoice | undefined {
  try {
    return parseModelId(text);
  } catch {
    // Said when it is asked for.
    return undefined;
  }
}
