import { GrowingLines } from '../../base/growingLines.ts';
import { factsSoon, readSoon } from '../../base/promptDisk.ts';

/** Of a file that is larger than this the lines are read in parts. */
const maxWholeBytes = 1 << 20;

/** What the lines of a file in a run folder say. Followed while the run goes on; of one that has ended they are read in one go. */
export class RecordLines<T> {
  readonly #file: string;
  readonly #parse: (line: string) => T | undefined;
  #followed: GrowingLines | undefined;
  #records: T[] = [];

  /** `parse`: undefined for a line that is no record. */
  constructor(file: string, parse: (line: string) => T | undefined) {
    this.#file = file;
    this.#parse = parse;
  }

  get records(): readonly T[] {
    return this.#records;
  }

  /** `isOver`: nobody appends any more. */
  async read(isOver: boolean): Promise<void> {
    if (this.#followed === undefined && isOver && (await this.#readWhole())) return;
    if (this.#followed === undefined) this.#records = [];
    this.#followed ??= new GrowingLines(this.#file);
    await this.#followed.read(
      (line) => this.#take(line),
      () => {
        this.#records = [];
      },
    );
  }

  async #readWhole(): Promise<boolean> {
    const facts = await factsSoon(this.#file);
    if (facts !== undefined && facts.size > maxWholeBytes) return false;
    const lines = facts === undefined ? [] : ((await readSoon(this.#file)) ?? '').split('\n');
    this.#records = [];
    // One that was cut by a crash is no line.
    for (const line of lines.slice(0, -1)) this.#take(line);
    return true;
  }

  #take(line: string): void {
    const record = this.#parse(line);
    if (record !== undefined) this.#records.push(record);
  }
}
