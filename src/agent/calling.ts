/** Tells calls that only wait that the person wants something else. */
export class Calling {
  readonly #isCalled: () => boolean;
  #controller = new AbortController();

  /** `isCalled`: whether anything waits for the agent now. */
  constructor(isCalled: () => boolean) {
    this.#isCalled = isCalled;
  }

  /** Aborts as soon as something waits for the agent, at once where something does already. */
  get signal(): AbortSignal {
    if (this.#controller.signal.aborted) this.#controller = new AbortController();
    this.look();
    return this.#controller.signal;
  }

  /** Something may wait now. */
  look(): void {
    if (this.#isCalled()) this.#controller.abort();
  }
}
