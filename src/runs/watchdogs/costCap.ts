import { usedOf, usedText } from '../limits.ts';
import type { RunLimits } from '../run.ts';
import type { Finding } from './finding.ts';

/** Said once before the cap, so that there is time to save. */
const nearShare = 0.8;

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
    const used = usedOf(this.#limits, nowMs - this.#startedMs);
    const share = Math.max(used.ofMoney, used.ofTime);
    const reached = share >= 1 ? 2 : share >= nearShare ? 1 : 0;
    if (reached <= this.#told) return undefined;
    this.#told = reached;
    const evidence = usedText(this.#limits, used);
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
      ...(isOver && this.#limits.isCap === true && used.ofMoney >= 1 ? { isFinal: true as const } : {}),
    };
  }
}
