/**
 * Keras prints its epochs from 1 (“Epoch 1/5”) and names its checkpoints by that number, but its CSVLogger and its event files count them from 0.
 * Within one run an epoch has one number, the one that is printed; the hook tells the same.
 */
import type { MetricPoint } from '../run.ts';

/** So often it is looked whether somebody has told the first epoch: it is printed before its row is written, but read by another way. */
const patience = 3;

/** Of one file whose rows stand for epochs. */
export class EpochStart {
  readonly #told: (() => number | undefined) | undefined;
  #waiting: MetricPoint[] = [];
  #looks = 0;
  /** What is added to the file's epochs; undefined while that is not known. */
  #shift: 0 | 1 | undefined;

  /** `told`: the first epoch that the console or the hook told of, undefined while there is none. Absent: there is nobody who could. */
  constructor(told?: () => number | undefined) {
    this.#told = told;
  }

  add(point: MetricPoint): void {
    this.#waiting.push(point);
  }

  /** What has its number now. Where nobody tells of epochs the file's own stand. */
  take(isLast: boolean): readonly MetricPoint[] {
    const first = this.#waiting[0]?.step;
    if (first === undefined) return [];
    this.#looks += 1;
    const told = this.#told?.();
    if (told !== undefined) this.#shift ??= told - first === 1 ? 1 : 0;
    else if (isLast || this.#told === undefined || this.#looks > patience) this.#shift ??= 0;
    if (this.#shift === undefined) return [];
    const points = this.#waiting;
    this.#waiting = [];
    return this.#shift === 0 ? points : points.map(next);
  }
}

function next({ step, epoch, ...point }: MetricPoint): MetricPoint {
  return { ...point, step: step + 1, ...(epoch === undefined ? {} : { epoch: epoch + 1 }) };
}

/** Keras’ callback writes means over an epoch under these names, with the epoch as their step. */
export function isEpochTag(metric: string): boolean {
  return /(?:^|\/)epoch_/.test(metric);
}
