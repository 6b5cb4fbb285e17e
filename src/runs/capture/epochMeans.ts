import type { Measured } from './bars.ts';

/**
 * Bars that show running means over an epoch (Keras, Ultralytics): only their last value is one of the epoch, and it counts when
 * the epoch is over. One that was cut off is none.
 */
export class EpochMeans {
  readonly #add: (measured: Measured) => void;
  #held: { readonly measured: () => Measured; readonly step: number; readonly isWhole: boolean } | undefined;

  constructor(add: (measured: Measured) => void) {
    this.#add = add;
  }

  hold(step: number, isWhole: boolean, measured: () => Measured): void {
    if (this.#held !== undefined && this.#held.step !== step) this.settle();
    this.#held = { measured, step, isWhole };
  }

  /** The epoch is over. */
  settle(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held?.isWhole === true) this.#add(held.measured());
  }
}
