import type { Place } from './pairs.ts';

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
  #told: Place | undefined;
  /** What the newest heading said (`Epoch 2/5`). */
  #headedEpoch: number | undefined;
  #index = 0;

  get hasBar(): boolean {
    return this.#bar !== undefined;
  }

  get isBarComplete(): boolean {
    return this.#bar !== undefined && this.#bar.n >= this.#bar.total;
  }

  /**
   * Whether a dict that no frame followed can be placed by the newest bar: a full one that no dict was seen beside may have counted
   * the bytes of a download.
   */
  mayTellStep(isTraining: boolean): boolean {
    if (!this.isBarComplete || this.#bar?.total === this.#trainingTotal) return true;
    return !isTraining && this.#lastTraining !== undefined;
  }

  get newest(): number | undefined {
    return this.#lastStep;
  }

  /** A line of its own says which epoch begins. */
  onEpoch(epoch: number): void {
    this.#headedEpoch = epoch;
  }

  onBar(n: number, total: number): void {
    // A loop over batches draws a new bar each epoch; steps go on counting.
    const before = this.#bars.get(total);
    if (before?.n === n && this.#bar?.total === total) return;
    const offset = before === undefined ? 0 : n < before.n ? before.offset + before.n : before.offset;
    if (this.#bars.size >= 32 && before === undefined) this.#bars.clear();
    this.#bars.set(total, { n, offset });
    this.#bar = { n: n + offset, total };
  }

  /** A step that something else has worked out. */
  onStep(step: number): void {
    this.#lastStep = step;
  }

  /**
   * The line names its step. Where the count begins anew with each epoch (`Epoch [2/5], Step [1/600]`), steps go on counting.
   * An evaluation's own count says nothing about training.
   */
  explicit(place: Place, isEvaluation = false): number {
    const raw = place.step ?? 0;
    if (isEvaluation) return place.total === undefined ? raw + this.#offset : (this.#lastStep ?? raw);
    const epoch = place.epoch ?? this.#headedEpoch;
    const before = this.#told;
    // Training began anew.
    if (before?.epoch !== undefined && epoch !== undefined && epoch < before.epoch) this.#offset = 0;
    if (before?.step !== undefined && before.epoch !== undefined && epoch !== undefined && epoch > before.epoch && raw < before.step)
      this.#offset += before.total ?? before.step;
    this.#told = epoch === place.epoch ? place : { ...place, epoch };
    this.#lastStep = raw + this.#offset;
    return this.#lastStep;
  }

  /** The format counts the steps of each epoch from the beginning, and its epochs from a known number. */
  within(place: Place, firstEpoch: number): number {
    const { step = 0, total = 0, epoch = firstEpoch } = place;
    this.#lastStep = (epoch - firstEpoch) * total + step;
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
