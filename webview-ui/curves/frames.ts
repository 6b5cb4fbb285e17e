import type { Schedule } from '../shared/line.ts';

/** What is done in a frame, in this order. */
export type Stage = 'apply' | 'tell' | 'draw' | 'after';
const stages: readonly Stage[] = ['apply', 'tell', 'draw', 'after'];

/**
 * Work for the next frame. Work under the same key replaces what waits under it, so that it is done once, however often it is asked for.
 * Drawing that would make the frame long goes on in the next one; what comes after drawing waits for it.
 */
export class Frames {
  readonly #schedule: Schedule;
  readonly #now: () => number;
  readonly #waiting: Readonly<Record<Stage, Map<unknown, () => void>>> = {
    apply: new Map(),
    tell: new Map(),
    draw: new Map(),
    after: new Map(),
  };
  #isAsked = false;

  constructor(schedule: Schedule, now: () => number = () => performance.now()) {
    this.#schedule = schedule;
    this.#now = now;
  }

  once(stage: Stage, key: unknown, work: () => void): void {
    this.#waiting[stage].set(key, work);
    this.#ask();
  }

  forget(key: unknown): void {
    for (const stage of stages) this.#waiting[stage].delete(key);
  }

  #ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#schedule(() => {
      this.#run();
      this.#isAsked = false;
      if (stages.some((stage) => this.#waiting[stage].size > 0)) this.#ask();
    });
  }

  #run(): void {
    const endMs = this.#now() + frameBudgetMs;
    for (const stage of stages) {
      const waiting = this.#waiting[stage];
      // What work asks for in a later stage belongs to this frame, in its own or an earlier one to the next.
      for (const [key, work] of [...waiting]) {
        if (stage === 'draw' && this.#now() > endMs) return;
        waiting.delete(key);
        work();
      }
    }
  }
}

/** Half of a frame at 60 Hz and a little: the rest belongs to the browser. */
const frameBudgetMs = 12;
