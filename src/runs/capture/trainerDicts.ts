import type { Measured } from './bars.ts';
import type { Values } from './formats.ts';
import type { StepKeeper } from './steps.ts';

interface Waiting {
  readonly values: Values;
  readonly epoch: number | undefined;
  readonly isTraining: boolean;
}

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

  onDict(values: Values, epoch: number | undefined): void {
    this.onOtherLine();
    const isTraining = values.some(([name]) => name === 'loss');
    // The bar would have been redrawn after the first of two: it counts something else.
    if (isTraining && this.#waiting.some((before) => before.isTraining)) this.#giveUpOnBar();
    this.#waiting.push({ values, epoch, isTraining });
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
    for (const { values, epoch, isTraining } of waiting) this.#add({ step: this.#steps.besideBar(epoch, isTraining), epoch, values });
  }

  end(): void {
    this.onOtherLine();
    for (const dict of this.#waiting) {
      // A log that was cut off between a dict and its frame does not tell the step.
      if (!dict.isTraining) this.#add({ step: this.#steps.besideBar(dict.epoch, false), epoch: dict.epoch, values: dict.values });
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

  #addWithoutBar(dict: Waiting): void {
    const { values, epoch } = dict;
    if (this.#isWhole && epoch !== undefined && this.#steps.newest === undefined) this.#withoutBar.push(dict);
    else this.#add({ step: this.#steps.unanchored(epoch), epoch, values });
  }
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
