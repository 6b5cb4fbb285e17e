import type { Missing } from './said.ts';

/** Of what may stand in words that were not understood nobody claims that the paper does not say it. */
export function whyMissing({ why, perhaps = [] }: Missing): string {
  if (perhaps.length === 0) return why;
  const anchors = perhaps.map((address) => address.slice(address.indexOf('#')));
  return `It was not found; ${anchors.join(', ')} may say it in words that were not understood: read ${anchors.length === 1 ? 'that' : 'those'} before a value is chosen.`;
}
