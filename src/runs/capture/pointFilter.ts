import type { MetricPoint } from '../run.ts';
import type { Measured } from './bars.ts';

interface Seen {
  /** The newest steps, the newest last. */
  readonly recent: number[];
  last: number;
}

/** Ranks that print unmarked lag behind each other by a line or two; what goes back further was trained again. */
const recentSteps = 3;

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
    for (const [metric, value] of values) {
      if (!this.#isNew(metric, step)) continue;
      this.#count += 1;
      if (Number.isFinite(value)) this.#finite += 1;
      this.#points.push(epoch === undefined ? { metric, step, value, wallMs } : { metric, step, value, wallMs, epoch });
    }
  }

  #isNew(metric: string, step: number): boolean {
    const seen = this.#seen.get(metric);
    if (seen === undefined) {
      this.#seen.set(metric, { recent: [step], last: step });
      return true;
    }
    const { recent, last } = seen;
    if (recent.includes(step)) return false;
    const isBack = step < last;
    if (isBack && step < (recent[0] ?? step)) {
      this.#note(`Steps went back from ${last} to ${step}: what was measured again from there stands beside what was measured first.`);
      recent.length = 0;
    }
    recent.push(step);
    if (recent.length > recentSteps) recent.shift();
    seen.last = step;
    return true;
  }
}
