/** Which rows stand for all. Deterministic, so that two audits of the same data answer the same. */

/** `every 210th row` and the like. */
export function everyNth(total: number, wanted: number): { readonly step: number; readonly rule: string } {
  const step = Math.max(1, Math.ceil(total / Math.max(1, wanted)));
  return { step, rule: ruleOf(step) };
}

export function ruleOf(step: number): string {
  return step === 1 ? 'every row' : `every ${ordinal(step)} row`;
}

export function ordinal(n: number): string {
  const tens = n % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n.toLocaleString('en-US')}${ending}`;
}

/** `count` numbers below `total`, spread evenly, the first one included. */
export function spread(total: number, count: number): readonly number[] {
  if (count >= total) return Array.from({ length: total }, (_, index) => index);
  return Array.from({ length: count }, (_, index) => Math.floor((index * total) / count));
}
