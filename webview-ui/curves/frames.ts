import type { Schedule } from '../shared/line.ts';

/** What is done in a frame, in this order. */
export type Stage = 'apply' | 'tell' | 'draw' | 'after';
const stages: readonly Stage[] = ['apply', 'tell', 'draw', 'after'];

/**
 * Work for the next frame. Work under the same key replaces what waits under it, so that it is done once, however often it is asked for.
 * Drawing that would make the frame long goes on in the next one; what comes after drawing waits for it, but not for long.
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
  /** Frames in a row that ended before all was drawn. */
  #lateFrames = 0;

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
        if (stage === 'draw' && this.#now() > endMs) break;
        waiting.delete(key);
        work();
      }
      if (stage !== 'draw') continue;
      this.#lateFrames = waiting.size === 0 ? 0 : this.#lateFrames + 1;
      // A gesture asks for every chart in every frame: what comes after drawing must not wait until it ends.
      if (this.#lateFrames > 0 && this.#lateFrames < mostLateFrames) return;
      this.#lateFrames = 0;
    }
  }
}

const mostLateFrames = 4;

/** What is drawn here in a millisecond takes the browser several to paint, where there is no graphics card. */
const frameBudgetMs = 5;
