/** A model's words come in thousands of pieces, many of them at the same moment: what comes together is handed on together. */
export class TextGatherer {
  readonly #handOn: (text: string) => Promise<unknown>;
  #pieces: string[] = [];
  #isDue = false;
  /** Of what was handed on without anybody waiting for it. */
  #failure: { readonly error: unknown } | undefined;

  constructor(handOn: (text: string) => Promise<unknown>) {
    this.#handOn = handOn;
  }

  /** Handed on before the program looks at the outside world again. Throws what handing on failed with before. */
  push(text: string): void {
    this.#throwFailure();
    this.#pieces.push(text);
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      this.#flush().catch((error: unknown) => {
        this.#failure ??= { error };
      });
    });
  }

  /** Hands on what is left. To be called before anything that comes behind the text. */
  async flush(): Promise<void> {
    this.#throwFailure();
    await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#pieces.length === 0) return;
    const text = this.#pieces.join('');
    this.#pieces = [];
    await this.#handOn(text);
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
