import { valueText } from '../../base/valueText.ts';
import type { RunLimits } from '../run.ts';
import type { Finding } from './finding.ts';

/** Said once before the cap, so that there is time to save. */
const nearShare = 0.8;
const hourMs = 3_600_000;

/** What a run may cost or how long it may take, where its spec says so: told at four fifths, and when it is reached. */
export class CostCap {
  readonly #limits: RunLimits;
  readonly #startedMs: number;
  #told = 0;

  /** `pastMs`: for how long it ran before it was watched by this process. */
  constructor(limits: RunLimits, nowMs: number, pastMs: number) {
    this.#limits = limits;
    this.#startedMs = nowMs - pastMs;
  }

  tick(nowMs: number): Finding | undefined {
    const hours = (nowMs - this.#startedMs) / hourMs;
    const { usdPerHour, usd, hours: maxHours, isCap } = this.#limits;
    const ofMoney = usdPerHour === undefined || usd === undefined || usd <= 0 ? 0 : (hours * usdPerHour) / usd;
    const ofTime = maxHours === undefined || maxHours <= 0 ? 0 : hours / maxHours;
    const share = Math.max(ofMoney, ofTime);
    const reached = share >= 1 ? 2 : share >= nearShare ? 1 : 0;
    if (reached <= this.#told) return undefined;
    this.#told = reached;
    const evidence =
      ofMoney >= ofTime
        ? `${hours.toFixed(2)} h × $${valueText(usdPerHour ?? 0)}/h = $${(hours * (usdPerHour ?? 0)).toFixed(2)} of $${valueText(usd ?? 0)}`
        : `${hours.toFixed(2)} h of ${valueText(maxHours ?? 0)} h`;
    const isOver = reached === 2;
    return {
      rule: 'cost-cap',
      level: isOver ? 'error' : 'warning',
      title: isOver
        ? `This run has used up what it may cost (${evidence})`
        : `This run has used ${Math.floor(share * 100)} % of what it may cost (${evidence})`,
      evidence: [evidence],
      suggestion: isOver
        ? 'Stop it: it gets time to write a checkpoint and can be resumed from it.'
        : 'Let it write a checkpoint soon, or raise the cap for the next run.',
      ...(isOver ? {} : { isEarly: true as const }),
      ...(isOver && isCap === true && ofMoney >= 1 ? { isFinal: true as const } : {}),
    };
  }
}
