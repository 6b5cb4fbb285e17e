import type { MetricPoint } from '../run.ts';
import type { Measured } from './bars.ts';

/**
 * The newest step of a metric and the two before it: ranks that print unmarked lag behind each other by a line or two; what goes back
 * further was trained again.
 */
interface Seen {
  last: number;
  before: number;
  first: number;
}

/** One point for each metric and step: what several ranks, a last redrawing or a final summary say again is left out. */
export class PointFilter {
  readonly #seen = new Map<string, Seen>();
  readonly #note: (text: string) => void;
  #points: MetricPoint[] = [];
  #finite = 0;
  #count = 0;

  constructor(note: (text: string) => void) {
    this.#note = note;
  }

  /** How many there were so far. */
  get count(): number {
    return this.#count;
  }

  get hasOnlyNaN(): boolean {
    return this.#count > 0 && this.#finite === 0;
  }

  take(): readonly MetricPoint[] {
    const points = this.#points;
    if (points.length > 0) this.#points = [];
    return points;
  }

  add({ step, epoch, values }: Measured, wallMs: number): void {
    if (!Number.isFinite(step) || step < 0) return;
    for (const measured of values) {
      const metric = measured[0];
      const value = measured[1];
      if (!this.#isNew(metric, step)) continue;
      this.#count += 1;
      if (Number.isFinite(value)) this.#finite += 1;
      this.#points.push(epoch === undefined ? { metric, step, value, wallMs } : { metric, step, value, wallMs, epoch });
    }
  }

  #isNew(metric: string, step: number): boolean {
    const seen = this.#seen.get(metric);
    if (seen === undefined) {
      this.#seen.set(metric, { last: step, before: step, first: step });
      return true;
    }
    const { last, before, first } = seen;
    if (step === last || step === before || step === first) return false;
    if (step < Math.min(last, before, first)) {
      this.#note(`Steps went back from ${last} to ${step}: what was measured again from there stands beside what was measured first.`);
      seen.before = step;
      seen.first = step;
    } else {
      seen.first = before;
      seen.before = last;
    }
    seen.last = step;
    return true;
  }
}
