import { defined } from '../base/defined.ts';
import { valueText } from '../base/valueText.ts';
import type { RunLimits } from './run.ts';

const hourMs = 3_600_000;

/**
 * What a run may cost where the person caps what one run may. What costs nothing, or what nobody knows the price of, burns no money that a cap
 * could hold. Pure.
 */
export function limitsUnder(said: RunLimits | undefined, capUsd: number | undefined): RunLimits | undefined {
  if (capUsd === undefined || said?.usdPerHour === undefined || said.usdPerHour <= 0) return said;
  return { ...said, usd: Math.min(said.usd ?? capUsd, capUsd), isCap: true, ...defined({ saidUsd: said.usd }) };
}

/** For a run that goes on: what was said of it, under the cap that holds now. */
export function limitsAgain(former: RunLimits | undefined, capUsd: number | undefined): RunLimits | undefined {
  if (former?.isCap !== true) return limitsUnder(former, capUsd);
  const { usd: _usd, isCap: _isCap, saidUsd, ...said } = former;
  return limitsUnder({ ...said, ...defined({ usd: saidUsd }) }, capUsd);
}

export interface Used {
  readonly hours: number;
  /** 1: all of it. 0 where nothing was said. */
  readonly ofMoney: number;
  readonly ofTime: number;
}

/** How much of its limits a run has used that executed for so long, all its segments together. */
export function usedOf({ usdPerHour, usd, hours: maxHours }: RunLimits, executedMs: number): Used {
  const hours = executedMs / hourMs;
  return {
    hours,
    ofMoney: usdPerHour === undefined || usd === undefined || usd <= 0 ? 0 : (hours * usdPerHour) / usd,
    ofTime: maxHours === undefined || maxHours <= 0 ? 0 : hours / maxHours,
  };
}

/** In numbers: `0.50 h × $2/h = $1.00 of $1`. */
export function usedText({ usdPerHour = 0, usd = 0, hours: maxHours = 0 }: RunLimits, { hours, ofMoney, ofTime }: Used): string {
  return ofMoney >= ofTime
    ? `${hours.toFixed(2)} h × $${valueText(usdPerHour)}/h = $${(hours * usdPerHour).toFixed(2)} of $${valueText(usd)}`
    : `${hours.toFixed(2)} h of ${valueText(maxHours)} h`;
}
