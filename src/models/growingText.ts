/** Text as UTF-8 that grows at its end: what is in it was encoded once. */
export class GrowingText {
  #bytes = new Uint8Array(0);
  #length = 0;

  add(text: string): void {
    const needed = this.#length + Buffer.byteLength(text);
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length, leastBytes));
      larger.set(this.bytes);
      this.#bytes = larger;
    }
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  /** What was added so far. These bytes never change: what is added later stands behind them, or in another place. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

const encoder = new TextEncoder();
const leastBytes = 16 * 1024;
