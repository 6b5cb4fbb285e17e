import type { Schedule } from '../shared/line.ts';

/** What is done in a frame, in this order. `pointed`: drawing what the person points at, in every frame that asks for it. */
export type Stage = 'apply' | 'tell' | 'pointed' | 'draw' | 'after';
const stages: readonly Stage[] = ['apply', 'tell', 'pointed', 'draw', 'after'];

/** How long a frame takes. */
export interface FrameClock {
  readonly now: () => number;
  /** Calls back when what the frame drew is painted. */
  readonly painted: Schedule;
}

/** Without a page nothing is painted. */
const plainClock: FrameClock = { now: () => performance.now(), painted: () => undefined };

/**
 * Work for the next frame. Work under the same key replaces what waits under it, so that it is done once, however often it is asked for.
 * Drawing that would make the frame long goes on in the next one; what comes after drawing waits for it, but not for long.
 */
export class Frames {
  readonly #schedule: Schedule;
  readonly #clock: FrameClock;
  readonly #waiting: Readonly<Record<Stage, Map<unknown, () => void>>> = {
    apply: new Map(),
    tell: new Map(),
    pointed: new Map(),
    draw: new Map(),
    after: new Map(),
  };
  readonly #pace = new Pace();
  #isAsked = false;
  /** Frames in a row that ended before all was drawn. */
  #lateFrames = 0;

  constructor(schedule: Schedule, clock: FrameClock = plainClock) {
    this.#schedule = schedule;
    this.#clock = clock;
  }

  once(stage: Stage, key: unknown, work: () => void): void {
    if (stage === 'pointed') this.#waiting.draw.delete(key);
    else if (stage === 'draw' && this.#waiting.pointed.has(key)) return;
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
      try {
        this.#run();
      } finally {
        // One chart that cannot be drawn must not hold up the others.
        this.#isAsked = false;
        if (stages.some((stage) => this.#waiting[stage].size > 0)) this.#ask();
      }
    });
  }

  #run(): void {
    const { now, painted } = this.#clock;
    const startMs = now();
    let drawMs = 0;
    for (const stage of stages) {
      const stageMs = now();
      this.#do(stage, stageMs);
      if (stage === 'pointed' || stage === 'draw') drawMs += now() - stageMs;
      if (stage !== 'draw') continue;
      this.#lateFrames = this.#waiting.draw.size === 0 ? 0 : this.#lateFrames + 1;
      // A gesture asks for every chart in every frame: what comes after drawing must not wait until it ends.
      if (this.#lateFrames > 0 && this.#lateFrames < mostLateFrames) break;
      this.#lateFrames = 0;
    }
    const scriptMs = now() - startMs;
    if (drawMs > leastTellingMs) painted(() => this.#pace.learn(drawMs, now() - startMs - scriptMs));
  }

  #do(stage: Stage, startMs: number): void {
    const waiting = this.#waiting[stage];
    // What work asks for in a later stage belongs to this frame, in its own or an earlier one to the next.
    for (const [key, work] of [...waiting]) {
      if (stage === 'draw' && this.#clock.now() - startMs > this.#pace.budgetMs) return;
      waiting.delete(key);
      work();
    }
  }
}

/** Less than this says nothing about how long painting takes. */
const leastTellingMs = 0.5;

const mostLateFrames = 4;

/** All of a frame is to take about this long: a person's hand is not held up, and half of what is called a long task. */
const frameMs = 20;
const [leastBudgetMs, mostBudgetMs] = [0.5, 8];

/**
 * How long a frame may draw. What is drawn in a millisecond takes the browser less than another one to paint where there is a graphics card,
 * and ten where there is none: what painting took says how much the next frame may draw.
 */
class Pace {
  /** Milliseconds of painting for each of drawing. */
  #painting = 4;

  get budgetMs(): number {
    return Math.min(mostBudgetMs, Math.max(leastBudgetMs, frameMs / (1 + this.#painting)));
  }

  /** Slower at once, faster little by little: one long frame is worse than a few short ones. */
  learn(drawMs: number, paintMs: number): void {
    const painting = paintMs / drawMs;
    this.#painting += (painting - this.#painting) * (painting > this.#painting ? 0.5 : 0.1);
  }
}
