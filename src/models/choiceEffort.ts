import type { Effort } from './model.ts';

/** From the least to the most. */
export const efforts: readonly Effort[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** Undefined for '' and for a word that is none. */
export function effortOf(text: string | undefined): Effort | undefined {
  const word = text?.trim().toLowerCase();
  return efforts.find((effort) => effort === word);
}
