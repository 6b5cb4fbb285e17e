import { valueText } from '../../base/valueText.ts';
import type { Finding, SeriesRule } from './finding.ts';
import { type Block, Course, joined } from './statistics.ts';

const firstBlock = 8;
/** Points that the judged part must have, and its share of the course so far. */
const leastPoints = 200;
const judgedShare = 0.2;
/** Relative improvement over the judged part below which it stands still. */
const still = 0.002;
/** What may be hidden in the noise must be small too, or nothing is concluded. */
const maybe = 0.01;
/** How much the learning rate rises in the judged part while it warms up. */
const warmingUp = 1.05;

/** A training loss whose last fifth (at least 200 points) is no better than 0.2 %, and which noise cannot hide an improvement of 1 % in. */
export class Plateau implements SeriesRule {
  readonly #metric: string;
  readonly #course = new Course(firstBlock);
  readonly #rates: Course;
  #isTold = false;

  /** `rates`: the course of the learning rate, as far as it is logged. */
  constructor(metric: string, rates: Course) {
    this.#metric = metric;
    this.#rates = rates;
  }

  /** Told, and not over since. */
  get isTold(): boolean {
    return this.#isTold;
  }

  add(step: number, value: number): Finding | undefined {
    if (!Number.isFinite(value) || !this.#course.add(step, value)) return undefined;
    const judged = this.#judged();
    if (judged === undefined) return undefined;
    const [before, after] = judged;
    // The means of two halves lie half of the judged part apart.
    const improvement = (2 * (before.mean - after.mean)) / Math.abs(before.mean);
    const doubt = (4 * Math.sqrt(errorOf(before) + errorOf(after))) / Math.abs(before.mean);
    if (improvement > still) this.#isTold = false;
    const isStill = Math.abs(improvement) <= still && doubt <= maybe && !this.#isWarmingUp(before.firstStep);
    if (!isStill || this.#isTold) return undefined;
    this.#isTold = true;
    return {
      rule: 'plateau',
      level: 'info',
      title: `${this.#metric} has stood still since step ${before.firstStep}`,
      metric: this.#metric,
      step: after.lastStep,
      evidence: [
        `mean ${before.mean} over steps ${before.firstStep} to ${before.lastStep} (${before.n} values)`,
        `mean ${after.mean} over steps ${after.firstStep} to ${after.lastStep} (${after.n} values)`,
        `improvement ${valueText(100 * improvement)} %`,
      ],
      suggestion: 'Lower the learning rate now, or stop here if the evaluation stands still too.',
    };
  }

  /** The two halves of the newest part. */
  #judged(): readonly [Block, Block] | undefined {
    const { blocks, n } = this.#course;
    const wanted = Math.max(leastPoints, judgedShare * n);
    if (n < 2 * leastPoints || wanted > n) return undefined;
    const count = Math.ceil(wanted / (n / blocks.length));
    const part = blocks.slice(-count);
    const middle = part.length >> 1;
    const before = all(part.slice(0, middle));
    const after = all(part.slice(middle));
    return before === undefined || after === undefined || before.mean === 0 ? undefined : [before, after];
  }

  #isWarmingUp(since: number): boolean {
    const rates = this.#rates.blocks.filter(({ lastStep }) => lastStep >= since);
    const [first, last] = [rates[0], rates.at(-1)];
    return first !== undefined && last !== undefined && last.mean > warmingUp * first.mean;
  }
}

function all(blocks: readonly Block[]): Block | undefined {
  const [first, ...rest] = blocks;
  return first === undefined ? undefined : rest.reduce(joined, first);
}

/** The squared standard error of a mean. */
function errorOf({ n, sum2 }: Block): number {
  return n < 2 ? Number.POSITIVE_INFINITY : sum2 / (n - 1) / n;
}
