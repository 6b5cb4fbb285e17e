import type { RunLimits } from './run.ts';

/**
 * What a run may cost where the person caps what one run may. What costs nothing, or what nobody knows the price of, burns no money that a cap
 * could hold. Pure.
 */
export function limitsUnder(said: RunLimits | undefined, capUsd: number | undefined): RunLimits | undefined {
  if (capUsd === undefined || said?.usdPerHour === undefined || said.usdPerHour <= 0) return said;
  const usd = Math.min(said.usd ?? capUsd, capUsd);
  return { ...said, usd, isCap: true };
}
