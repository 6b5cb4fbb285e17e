import type { Finding } from './finding.ts';
import { median } from './statistics.ts';

const leastMs = 60_000;
const timesMedian = 8;
/** Loading a model or data may take long, and nothing is known yet of how often this script speaks. */
const beforeFirstMs = 300_000;
const keptIntervals = 31;
/** What comes closer together is one sign of life: lines of one print, chunks of one line. */
const burstMs = 20;
/** When nobody looked for so long, the machine slept or the supervisor was halted, and so was the script. */
const sleptMs = 10_000;
const maxLine = 300;

/** No output and no point for longer than max(60 s, 8 × the median interval). Times are those of a clock that never jumps. */
export class Stall {
  #lastMs: number;
  #lookedMs: number;
  #intervals: number[] = [];
  #next = 0;
  #isHeard = false;
  #isTold = false;
  #point: { readonly metric: string; readonly step: number; readonly value: number } | undefined;

  constructor(nowMs: number) {
    this.#lastMs = this.#lookedMs = nowMs;
  }

  /** Told, and not over since. */
  get isTold(): boolean {
    return this.#isTold;
  }

  heard(nowMs: number, point?: { readonly metric: string; readonly step: number; readonly value: number }): void {
    const interval = nowMs - this.#lastMs;
    // The silence that was told of is not how this script usually speaks.
    if (this.#isHeard && interval > burstMs && !this.#isTold) {
      this.#intervals[this.#next] = interval;
      this.#next = (this.#next + 1) % keptIntervals;
    }
    this.#isHeard = true;
    this.#isTold = false;
    this.#lastMs = nowMs;
    if (point !== undefined) this.#point = point;
  }

  tick(nowMs: number, lastLine: () => string): Finding | undefined {
    const sinceLook = nowMs - this.#lookedMs;
    this.#lookedMs = nowMs;
    if (sinceLook > sleptMs) this.#lastMs += sinceLook;
    const quietMs = nowMs - this.#lastMs;
    if (this.#isTold || quietMs <= leastMs) return undefined;
    const usual = median(this.#intervals);
    const limitMs = this.#intervals.length === 0 ? beforeFirstMs : Math.max(leastMs, timesMedian * usual);
    if (quietMs <= limitMs) return undefined;
    this.#isTold = true;
    return this.#finding(quietMs, limitMs, usual, lastLine().trim());
  }

  #finding(quietMs: number, limitMs: number, usualMs: number, line: string): Finding {
    const point = this.#point;
    return {
      rule: 'stall',
      level: 'warning',
      title: `Nothing printed and nothing measured for ${seconds(quietMs)}${this.#isHeard ? '' : ' since it began'}`,
      ...(point === undefined ? {} : { metric: point.metric, step: point.step }),
      evidence: [
        Number.isNaN(usualMs)
          ? `allowed: ${seconds(limitMs)}, as long as too little is known of how often it speaks`
          : `usual interval: ${seconds(usualMs)} (median of ${this.#intervals.length}), allowed: ${seconds(limitMs)}`,
        ...(point === undefined ? [] : [`last point: ${point.metric} = ${point.value} (step ${point.step})`]),
        ...(line === '' ? [] : [`last line: ${line.length > maxLine ? `${line.slice(0, maxLine)}…` : line}`]),
      ],
      suggestion:
        'See where it stands with “py-spy dump --pid” (a data loader, a download, a rank that waits, a large checkpoint are usual), then stop it if it does not go on.',
    };
  }
}

function seconds(ms: number): string {
  return ms < 10_000 ? `${Number((ms / 1000).toPrecision(2))} s` : `${Math.round(ms / 1000)} s`;
}
