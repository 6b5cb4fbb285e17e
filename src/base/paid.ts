/** What something came to. */
export interface Paid {
  readonly usd: number;
  /** By our own measurement: whoever is paid did not say it, and bills by theirs. */
  readonly isEstimated: boolean;
}

/** `$0.0334`, `$0.07, estimated`. */
export function paidText({ usd, isEstimated }: Paid, digits = 4): string {
  return `$${usd.toFixed(digits)}${isEstimated ? ', estimated' : ''}`;
}
