import type { Measured } from './bars.ts';
import type { Values } from './formats.ts';
import type { StepKeeper } from './steps.ts';

interface Waiting {
  readonly values: Values;
  readonly epoch: number | undefined;
  readonly isTraining: boolean;
  readonly sinceMs: number;
}

/** A bar that is redrawn after a dict is redrawn at once, in a write of its own. */
export const frameWaitMs = 2000;

/**
 * Dicts that are printed without their step (transformers’ Trainer). The bar is redrawn right after one, and that frame tells the step
 * exactly; the frame before may lag. Where no bar is drawn, the epoch says where it was, and only the end of the log knows how many
 * steps an epoch has.
 */
export class TrainerDicts {
  readonly #steps: StepKeeper;
  readonly #add: (measured: Measured) => void;
  readonly #isWhole: boolean;
  #waiting: Waiting[] = [];
  #withoutBar: Waiting[] = [];

  constructor(steps: StepKeeper, isWhole: boolean, add: (measured: Measured) => void) {
    this.#steps = steps;
    this.#isWhole = isWhole;
    this.#add = add;
  }

  /** How many have not told their values yet. */
  get waiting(): number {
    return this.#waiting.length + this.#withoutBar.length;
  }

  /** Whether the next frame tells a step. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  onDict(values: Values, epoch: number | undefined, wallMs: number): void {
    this.onOtherLine();
    const isTraining = values.some(([name]) => name === 'loss');
    // The bar would have been redrawn after the first of two: it counts something else.
    if (isTraining && this.#waiting.some((before) => before.isTraining)) this.#giveUpOnBar();
    this.#waiting.push({ values, epoch, isTraining, sinceMs: wallMs });
  }

  /** Something else was printed, where no bar was seen so far: none is redrawn. */
  onOtherLine(): void {
    if (this.#waiting.length > 0 && !this.#steps.hasBar) this.#giveUpOnBar();
  }

  /** The frame after: the newest bar of the step keeper is the one to go by. */
  onBar(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    for (const dict of waiting) this.#addBesideBar(dict);
  }

  /** Whether one has waited so long that its frame is not to be expected any more. */
  isOverdue(wallMs: number): boolean {
    return this.#waiting.some((dict) => isOverdue(dict, wallMs));
  }

  /**
   * Hands over what is overdue: a loss that is NaN must not wait for the end of a long evaluation. Where a bar was seen, its newest frame
   * tells the step; it is never ahead, and may be behind by the few steps that tqdm did not draw. A frame that comes later after all
   * corrects nothing: the point is written and watchdogs have seen it, and a second one would stand beside it as a second
   * measurement. Where the bar may count something else, a late point is better than a wrong one.
   */
  settle(wallMs: number): void {
    if (!this.isOverdue(wallMs)) return;
    if (!this.#steps.hasBar) {
      this.#giveUpOnBar();
      return;
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const dict of waiting) {
      if (isOverdue(dict, wallMs) && this.#steps.mayTellStep(dict.isTraining)) this.#addBesideBar(dict);
      else this.#waiting.push(dict);
    }
  }

  end(): void {
    this.onOtherLine();
    for (const dict of this.#waiting) {
      // A log that was cut off between a dict and its frame does not tell the step.
      if (!dict.isTraining) this.#addBesideBar(dict);
      else if (this.#steps.isBarComplete) this.#addWithoutBar(dict);
    }
    this.#waiting = [];
    const dicts = this.#withoutBar;
    this.#withoutBar = [];
    const perEpoch = stepsPerEpoch(dicts);
    for (const { values, epoch } of dicts) {
      const step = perEpoch === undefined || epoch === undefined ? this.#steps.unanchored(epoch) : Math.round(epoch * perEpoch);
      this.#add({ step, epoch, values });
    }
  }

  #giveUpOnBar(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const dict of waiting) this.#addWithoutBar(dict);
  }

  #addBesideBar({ values, epoch, isTraining }: Waiting): void {
    this.#add({ step: this.#steps.besideBar(epoch, isTraining), epoch, values });
  }

  #addWithoutBar(dict: Waiting): void {
    const { values, epoch } = dict;
    if (this.#isWhole && epoch !== undefined && this.#steps.newest === undefined) this.#withoutBar.push(dict);
    else this.#add({ step: this.#steps.unanchored(epoch), epoch, values });
  }
}

/** A clock that was set back must not keep a dict for ever. */
function isOverdue({ sinceMs }: Waiting, wallMs: number): boolean {
  return Math.abs(wallMs - sinceMs) >= frameWaitMs;
}

const maxStepsPerEpoch = 1_000_000;

/**
 * The last dict says how long training took and how many steps a second it made: their product is the number of steps, but for rounding.
 * Of the numbers of steps per epoch within it exactly one must put every dict at a whole step.
 */
function stepsPerEpoch(dicts: readonly Waiting[]): number | undefined {
  const end = dicts.findLast(({ values }) => values.some(([name]) => name === 'train_runtime'));
  const told = (wanted: string): number => end?.values.find(([name]) => name === wanted)?.[1] ?? Number.NaN;
  const steps = told('train_runtime') * told('train_steps_per_second');
  const estimate = steps / (end?.epoch ?? Number.NaN);
  if (!(estimate >= 0.5 && estimate <= maxStepsPerEpoch)) return undefined;
  const fitting: number[] = [];
  for (let perEpoch = Math.max(1, Math.ceil(estimate * 0.997)); perEpoch <= Math.max(1, Math.floor(estimate * 1.003)); perEpoch++) {
    if (dicts.every(({ epoch }) => epoch === undefined || isWholeStep(epoch, perEpoch))) fitting.push(perEpoch);
  }
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Epochs are printed with four significant digits. */
function isWholeStep(epoch: number, perEpoch: number): boolean {
  const halfUlp = 0.5 * 10 ** (Math.floor(Math.log10(Math.max(epoch, 1e-6))) - 3);
  const steps = epoch * perEpoch;
  return Math.abs(steps - Math.round(steps)) <= halfUlp * perEpoch + 1e-9;
}
