import { rm } from 'node:fs/promises';
import { replaceFile } from '../runs/store/replaceFile.ts';
import { type KeptCurves, packKept } from './keptCurves.ts';

/** What is told together is kept together. */
const settleMs = 300;

export interface KeepingPlace {
  readonly file: string;
  /** Of the program. */
  readonly version: string;
  /** Which folders are open, and where their runs are. */
  readonly place: () => string;
}

/** Answers undefined while there is nothing whole to be kept. */
type Make = () => Promise<Omit<KeptCurves, 'place'> | undefined>;

/** Keeps what a curves view shows for the next time that it is opened, after a moment in which it rested. What goes wrong costs only time then. */
export class CurvesKeeper {
  readonly #place: KeepingPlace;
  readonly #onError: (error: unknown) => void;
  #waiting: { readonly timer: NodeJS.Timeout; readonly dueMs: number; readonly make: Make } | undefined;
  #keptMs = Number.NEGATIVE_INFINITY;
  #work: Promise<void> = Promise.resolve();

  constructor(place: KeepingPlace, onError: (error: unknown) => void) {
    this.#place = place;
    this.#onError = onError;
  }

  /** Something else is shown: kept soon, but not before `gapMs` after it was kept last. */
  soon(make: Make, gapMs: number): void {
    const nowMs = performance.now();
    const dueMs = Math.max(nowMs + settleMs, this.#keptMs + gapMs);
    if (this.#waiting !== undefined && this.#waiting.dueMs <= dueMs) return;
    clearTimeout(this.#waiting?.timer);
    this.#waiting = { timer: setTimeout(() => void this.flush(), dueMs - nowMs), dueMs, make };
  }

  /** What is due is kept now. Never rejects. */
  flush(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting === undefined) return this.#work;
    clearTimeout(waiting.timer);
    this.#waiting = undefined;
    const made = waiting.make();
    this.#work = Promise.all([made, this.#work])
      .then(async ([kept]) => {
        if (kept === undefined) return;
        this.#keptMs = performance.now();
        await this.#write(kept);
      })
      .catch(this.#onError);
    return this.#work;
  }

  async #write(kept: Omit<KeptCurves, 'place'>): Promise<void> {
    const packed = packKept({ ...kept, place: this.#place.place() }, this.#place.version);
    // What is not kept must not be shown as the last either.
    if (packed === undefined) await rm(this.#place.file, { force: true });
    else await replaceFile(this.#place.file, packed);
  }
}
