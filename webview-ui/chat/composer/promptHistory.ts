/** Up in an empty composer brings back earlier prompts; typing leaves the history. */
export class PromptHistory {
  /** How many prompts back; 0 when nothing is recalled. */
  #back = 0;

  get isRecalling(): boolean {
    return this.#back > 0;
  }

  canRecall(draft: string): boolean {
    return draft === '' || this.isRecalling;
  }

  older(prompts: readonly string[]): string | undefined {
    if (this.#back >= prompts.length) return undefined;
    this.#back++;
    return prompts.at(-this.#back);
  }

  /** One step towards now; after the newest prompt the composer is empty again. */
  newer(prompts: readonly string[]): string | undefined {
    if (this.#back === 0) return undefined;
    this.#back--;
    return this.#back === 0 ? '' : prompts.at(-this.#back);
  }

  reset(): void {
    this.#back = 0;
  }
}
