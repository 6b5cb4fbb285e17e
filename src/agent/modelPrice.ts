import { publishedPrice, type TokenPrice } from '../ledger/prices.ts';
import { isNearby } from '../models/errors.ts';
import type { LanguageModel } from '../models/model.ts';

/** What is known of what a model costs. */
export type ModelPrice =
  /** It runs on this machine, in its network, or for nothing. */
  | { readonly kind: 'free' }
  /** Paid for by a subscription of the editor: requests are counted. */
  | { readonly kind: 'counted' }
  | { readonly kind: 'priced'; readonly price: TokenPrice }
  | { readonly kind: 'unknown' };

/** What the endpoint itself lists goes before what its provider published; nothing is guessed. */
export async function priceOf(model: LanguageModel, signal: AbortSignal): Promise<ModelPrice> {
  const { id, endpoint } = model;
  if (id.provider === 'editor') return { kind: 'counted' };
  if (endpoint === undefined || isNearby(endpoint)) return { kind: 'free' };
  const price = (await model.listedPrice?.(signal)) ?? publishedPrice(id.provider, id.name, endpoint);
  if (price === undefined) return { kind: 'unknown' };
  return price.input === 0 && price.output === 0 ? { kind: 'free' } : { kind: 'priced', price };
}
