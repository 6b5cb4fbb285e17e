/** Metrics as JSON lines: one record a line that says its step or epoch. */

import type { MetricRead, MetricReader, RunFacts } from './metricReader.ts';
import { passedOver } from './passedOver.ts';
import { PointColumns } from './pointColumns.ts';
import { parsePythonJson } from './pythonJson.ts';
import { isRecord, recordRow } from './record.ts';
import { RowMemory } from './rowMemory.ts';
import { TextLines } from './textLines.ts';

export class JsonLinesFile implements MetricReader {
  readonly #lines: TextLines;
  readonly #points = new PointColumns();
  readonly #memory = new RowMemory();
  #broken = 0;
  #isSaid = false;
  #pastBytes: number;
  #changedMs: number | undefined;

  /** Rows within the first `pastBytes` are another program's: they were there before. */
  constructor(file: string, pastBytes = 0) {
    this.#lines = new TextLines(file);
    this.#pastBytes = pastBytes;
  }

  async read(isFinal = false): Promise<MetricRead> {
    this.#points.clear();
    const { hasMore, tooLong, changedMs } = await this.#lines.read(
      (line, offset) => this.#line(line, offset < this.#pastBytes),
      () => {
        this.#memory.beginAnew();
        this.#pastBytes = 0;
      },
      isFinal,
    );
    this.#broken += tooLong;
    this.#changedMs = changedMs ?? this.#changedMs;
    return { points: this.#points, notes: hasMore ? [] : this.#notes(), hasMore };
  }

  facts(): RunFacts {
    return this.#changedMs === undefined ? {} : { endedMs: this.#changedMs };
  }

  #notes(): readonly string[] {
    if (this.#broken === 0 || this.#isSaid) return [];
    this.#isSaid = true;
    return [passedOver(this.#broken, 'line', 'lines', ` of ${this.#lines.path} could not be read as JSON`)];
  }

  #line(line: string, isPast: boolean): void {
    if (isPast || line.trim() === '') return;
    const record = parsePythonJson(line);
    if (!isRecord(record)) {
      this.#broken += 1;
      return;
    }
    const row = recordRow(record);
    if (row === undefined || !this.#memory.isNew([['', row.step], ...row.values])) return;
    const from = this.#points.length;
    for (const [metric, value] of row.values) this.#points.add(metric, row.step, value, row.wallMs, row.epoch);
    this.#points.setSegment(this.#memory.segment, from);
  }
}
