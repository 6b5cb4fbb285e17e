/** Metrics as JSON lines: one record a line that says its step or epoch. */

import type { MetricRead, MetricReader, RunFacts } from './metricReader.ts';
import { PointColumns } from './pointColumns.ts';
import { parsePythonJson } from './pythonJson.ts';
import { isRecord, numbersIn } from './record.ts';
import { RowMemory } from './rowMemory.ts';
import { isMetricName, rowNamesOf, wallMsOf } from './rowNames.ts';
import { TextLines } from './textLines.ts';

export class JsonLinesFile implements MetricReader {
  readonly #lines: TextLines;
  readonly #points = new PointColumns();
  readonly #memory = new RowMemory();
  #broken = 0;
  #isSaid = false;
  #changedMs: number | undefined;

  constructor(file: string) {
    this.#lines = new TextLines(file);
  }

  async read(isFinal = false): Promise<MetricRead> {
    this.#points.clear();
    const { hasMore, tooLong, changedMs } = await this.#lines.read(
      (line) => this.#line(line),
      () => this.#memory.beginAnew(),
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
    return [
      `${this.#broken} ${this.#broken === 1 ? 'line' : 'lines'} of ${this.#lines.path} could not be read as JSON and were passed over.`,
    ];
  }

  #line(line: string): void {
    if (line.trim() === '') return;
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

export interface RecordRow {
  readonly step: number;
  readonly epoch: number | undefined;
  readonly wallMs: number;
  readonly values: readonly (readonly [string, number])[];
}

/** Undefined where the record says no step or epoch: it is no measurement. */
export function recordRow(record: Readonly<Record<string, unknown>>): RecordRow | undefined {
  const names = rowNamesOf(Object.keys(record));
  const numberAt = (name: string | undefined): number | undefined => {
    const value = name === undefined ? undefined : record[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  };
  const epoch = numberAt(names.epoch);
  const step = numberAt(names.step) ?? epoch;
  if (step === undefined) return undefined;
  const values = [...numbersIn(record)].filter(([name]) => isMetricName(name, names));
  return { step, epoch, wallMs: wallMsOf(names.wall === undefined ? undefined : record[names.wall]), values };
}
