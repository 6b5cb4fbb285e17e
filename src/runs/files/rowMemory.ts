/**
 * Which rows of a file were given out already. Some programs write their file anew to add a column (Lightning's CSVLogger), so the
 * same rows come again; others overwrite the file of the last attempt, and what they measure stands for what was measured before.
 */
export class RowMemory {
  readonly #hashes: number[] = [];
  #next = 0;
  /** Raised when rows come that differ from those that stood there before. */
  segment = 0;

  beginAnew(): void {
    this.#next = 0;
  }

  /** Whether the row at this place is another than the one that was there. `row` leaves out what is missing in it. */
  isNew(row: readonly (readonly [string, number])[]): boolean {
    const hash = hashOf(row);
    const place = this.#next;
    this.#next += 1;
    if (place >= this.#hashes.length) {
      this.#hashes.push(hash);
      return true;
    }
    if (this.#hashes[place] === hash) return false;
    this.#hashes.length = place;
    this.#hashes.push(hash);
    this.segment += 1;
    return true;
  }
}

/** FNV-1a over the names in their order and the texts of the values. */
function hashOf(row: readonly (readonly [string, number])[]): number {
  let hash = 0x811c9dc5;
  for (const [name, value] of row) {
    const text = `${name}=${value};`;
    for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
