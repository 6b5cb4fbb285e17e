/** A text file with one measurement a line, also while it is written. What its lines look like is a format's. */
import { GrowingLines } from '../../base/growingLines.ts';
import { type MetricRead, type MetricReader, type RunFacts, readBudgetBytes } from './metricReader.ts';
import { passedOver } from './passedOver.ts';
import { PointColumns } from './pointColumns.ts';
import type { RecordRow } from './record.ts';
import { RowMemory } from './rowMemory.ts';

export interface RowFormat {
  /** What a line measures: undefined where that is nothing, `broken` where it cannot be read. `isPast`: another program wrote it. */
  rowOf(line: string, isPast: boolean): RecordRow | 'broken' | undefined;
  /** The lines that follow are those of another, or a rewritten, file. */
  beginAnew(): void;
  /** Of one broken line, of several, and what they could not be read as. */
  readonly words: readonly [one: string, many: string, rest: string];
  /** Built from its source: no file of the real program was at hand. */
  readonly isUnproven: boolean;
}

export class RowFile implements MetricReader {
  readonly #lines: GrowingLines;
  readonly #format: RowFormat;
  readonly #points = new PointColumns();
  readonly #memory = new RowMemory();
  #broken = 0;
  #isSaid = false;
  #pastBytes: number;
  #changedMs: number | undefined;
  /** All rows so far stand for epochs. */
  #stepIsEpoch: boolean | undefined;

  /** Rows within the first `pastBytes` are another program's: they were there before. */
  constructor(file: string, format: RowFormat, pastBytes: number) {
    this.#lines = new GrowingLines(file);
    this.#format = format;
    this.#pastBytes = pastBytes;
  }

  async read(isFinal = false): Promise<MetricRead> {
    this.#points.clear();
    const { behindBytes, tooLong, changedMs } = await this.#lines.read(
      (line, offset) => this.#take(this.#format.rowOf(line, offset < this.#pastBytes)),
      () => {
        this.#format.beginAnew();
        this.#memory.beginAnew();
        this.#stepIsEpoch = undefined;
        this.#pastBytes = 0;
      },
      { isFinal, maxBytes: readBudgetBytes },
    );
    this.#broken += tooLong;
    this.#changedMs = changedMs ?? this.#changedMs;
    const hasMore = behindBytes > 0;
    return { points: this.#points, notes: hasMore ? [] : this.#notes(), hasMore };
  }

  get stepIsEpoch(): boolean {
    return this.#stepIsEpoch === true;
  }

  facts(): RunFacts {
    return {
      ...(this.#changedMs === undefined ? {} : { endedMs: this.#changedMs }),
      ...(this.#format.isUnproven ? { isUnproven: true } : {}),
    };
  }

  #take(row: RecordRow | 'broken' | undefined): void {
    if (row === 'broken') this.#broken += 1;
    else if (row !== undefined && this.#memory.isNew([['', row.step], ...row.values])) {
      this.#stepIsEpoch = this.#stepIsEpoch !== false && row.isByEpoch;
      const from = this.#points.length;
      for (const [metric, value] of row.values) this.#points.add(metric, row.step, value, row.wallMs, row.epoch);
      this.#points.setSegment(this.#memory.segment, from);
    }
  }

  #notes(): readonly string[] {
    if (this.#broken === 0 || this.#isSaid) return [];
    this.#isSaid = true;
    const [one, many, rest] = this.#format.words;
    return [passedOver(this.#broken, one, many, ` of ${this.#lines.path} could not be read as ${rest}`)];
  }
}
