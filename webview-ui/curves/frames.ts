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
    let drawn = 0;
    for (const stage of stages) {
      const done = this.#do(stage, now());
      if (stage === 'pointed' || stage === 'draw') drawn += done;
      if (stage !== 'draw') continue;
      this.#lateFrames = this.#waiting.draw.size === 0 ? 0 : this.#lateFrames + 1;
      // A gesture asks for every chart in every frame: what comes after drawing must not wait until it ends.
      if (this.#lateFrames > 0 && this.#lateFrames < mostLateFrames) break;
      this.#lateFrames = 0;
    }
    const scriptMs = now() - startMs;
    if (drawn > 0) painted(() => this.#pace.learn(drawn, now() - startMs - scriptMs));
  }

  /** How much was done. */
  #do(stage: Stage, startMs: number): number {
    const waiting = this.#waiting[stage];
    let done = 0;
    // What work asks for in a later stage belongs to this frame, in its own or an earlier one to the next.
    for (const [key, work] of [...waiting]) {
      if (stage === 'draw' && done > 0 && this.#pace.isOver(done, this.#clock.now() - startMs)) return done;
      waiting.delete(key);
      work();
      done += 1;
    }
    return done;
  }
}

const mostLateFrames = 4;

/** All of a frame is to take about this long: a person's hand is not held up, and half of what is called a long task. */
const frameMs = 20;
const mostDrawingMs = 8;

/**
 * How much a frame may draw. Painting what was drawn takes the browser next to nothing where there is a graphics card, and a millisecond or
 * more for each chart where there is none: what the frames before took says how many charts the next one has time for.
 */
class Pace {
  /** Milliseconds of painting, whatever was drawn. */
  #anyway = 4;
  /** Milliseconds of painting for each chart. */
  #each = 4;

  /** `charts` were drawn in this frame, in so many milliseconds. */
  isOver(charts: number, drawMs: number): boolean {
    return drawMs > mostDrawingMs || drawMs + this.#anyway + this.#each * (charts + 1) > frameMs;
  }

  /** Slower at once, faster little by little: one long frame is worse than a few short ones. */
  learn(charts: number, paintMs: number): void {
    this.#anyway = Math.min(paintMs, this.#anyway + (paintMs - this.#anyway) * 0.02);
    const each = (paintMs - this.#anyway) / charts;
    this.#each += (each - this.#each) * (each > this.#each ? 0.5 : 0.1);
  }
}
