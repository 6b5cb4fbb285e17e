import type { Anchor } from './keyValueLine.ts';

/** Finds the step of a measurement from what the log said so far. */
export class StepKeeper {
  readonly #bars = new Map<number, { readonly n: number; readonly offset: number }>();
  /** The newest frame of a progress bar that is not drawn below another one. */
  #bar: { readonly n: number; readonly total: number } | undefined;
  /** The total of the bar that training goes by: an evaluation's own bar has another. */
  #trainingTotal: number | undefined;
  #lastStep: number | undefined;
  #lastTraining: { readonly step: number; readonly epoch: number | undefined } | undefined;
  #offset = 0;
  #raw: Anchor | undefined;
  #index = 0;

  get hasBar(): boolean {
    return this.#bar !== undefined;
  }

  onBar(n: number, total: number): void {
    // A loop over batches draws a new bar each epoch; steps go on counting.
    const before = this.#bars.get(total);
    const offset = before === undefined ? 0 : n < before.n ? before.offset + before.n : before.offset;
    if (this.#bars.size >= 32 && before === undefined) this.#bars.clear();
    this.#bars.set(total, { n, offset });
    this.#bar = { n: n + offset, total };
  }

  /**
   * The line names its step. Where the count begins anew with each epoch (`Epoch [2/5], Step [1/600]`), steps go on counting.
   * An evaluation's own count says nothing about training.
   */
  explicit(anchor: Anchor, isEvaluation = false): number {
    const raw = anchor.step ?? 0;
    if (isEvaluation) return raw + this.#offset;
    const before = this.#raw;
    if (before?.step !== undefined && before.epoch !== undefined && anchor.epoch !== undefined) {
      const isNewEpoch = anchor.epoch > before.epoch;
      if (isNewEpoch && raw < before.step) this.#offset += before.total ?? before.step;
    }
    this.#raw = anchor;
    this.#lastStep = raw + this.#offset;
    return this.#lastStep;
  }

  /** The line names only its epoch: the newest step where steps are counted, else the epoch itself. */
  ofEpoch(epoch: number): number {
    return this.#lastStep ?? epoch;
  }

  /** A printed dict beside a progress bar. The bar is redrawn right after the dict, and that frame tells the step exactly. */
  besideBar(epoch: number | undefined, isTraining: boolean): number {
    const last = this.#lastTraining;
    if (!isTraining && last !== undefined) {
      // An evaluation at the epoch of the last training line was made at its step, whatever bar it drew.
      if (epoch !== undefined && epoch === last.epoch) return last.step;
      const bar = this.#bar;
      return bar !== undefined && bar.total === this.#trainingTotal ? Math.max(bar.n, last.step) : last.step;
    }
    const step = this.#bar?.n ?? this.unanchored(epoch);
    if (isTraining) {
      this.#trainingTotal = this.#bar?.total;
      this.#lastTraining = { step, epoch };
      this.#lastStep = step;
    }
    return step;
  }

  /** No step anywhere: the newest one, else the epoch, else a running number. */
  unanchored(epoch: number | undefined): number {
    if (this.#lastStep !== undefined) return this.#lastStep;
    if (epoch !== undefined) return epoch;
    this.#index += 1;
    return this.#index;
  }
}
