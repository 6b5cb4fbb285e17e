/**
 * Millionths of a US dollar, whole, so that sums are exact and the same for every reader. A price of $3 per million tokens is three of
 * these per token.
 */
export type MicroUsd = number;

const perUsd = 1_000_000;

export function microUsdOf(usd: number): MicroUsd {
  return Math.round(usd * perUsd);
}

export function usdOf(microUsd: MicroUsd): number {
  return microUsd / perUsd;
}

/** `$1.20`; what is less than a cent and more than nothing is said to be so. */
export function dollars(microUsd: MicroUsd): string {
  return microUsd > 0 && microUsd < perUsd / 200 ? '< $0.01' : `$${usdOf(microUsd).toFixed(2)}`;
}

/** Rounded up to a cent, for what it may cost at most. */
export function dollarsAtMost(microUsd: MicroUsd): string {
  return `$${(Math.ceil(microUsd / 10_000) / 100).toFixed(2)}`;
}

/** Rounded down to a cent, for what is left. */
export function dollarsLeft(microUsd: MicroUsd): string {
  return `$${(Math.floor(Math.max(0, microUsd) / 10_000) / 100).toFixed(2)}`;
}

/** The calendar day where the person is, as `2026-11-21`. */
export function localDay(atMs: number): string {
  const date = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
