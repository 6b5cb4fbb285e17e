import type { Amount } from './numbers.ts';

/** Every number as `#` and lines, so that patterns see where one stands and where a sentence ends. */
export function masked(text: string, all: readonly Amount[]): string {
  let mask = text;
  for (const { start, end } of all) mask = `${mask.slice(0, start)}#${'_'.repeat(end - start - 1)}${mask.slice(end)}`;
  return mask;
}
