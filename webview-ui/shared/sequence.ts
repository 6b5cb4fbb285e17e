/** What to do with a delta: apply it, drop it (already seen, or a snapshot is on its way), or ask for a snapshot. */
export type Verdict = 'apply' | 'drop' | 'resync';

/** Follows the sequence numbers of one view. Messages to a hidden webview are lost silently, so every gap must end in a snapshot. */
export class Sequence {
  #last: number | undefined;

  get isWaiting(): boolean {
    return this.#last === undefined;
  }

  snapshot(seq: number): void {
    this.#last = seq;
  }

  delta(seq: number): Verdict {
    if (this.#last === undefined || seq <= this.#last) return 'drop';
    if (seq === this.#last + 1) {
      this.#last = seq;
      return 'apply';
    }
    this.#last = undefined;
    return 'resync';
  }
}
