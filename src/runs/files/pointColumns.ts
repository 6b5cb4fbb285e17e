/** Measured values in columns: a log of millions of points is read without an object for each. */
import type { MetricPoint, PointSource } from '../run.ts';

const firstCapacity = 1024;

/** Rows in the order in which they were found. What a format does not tell (epoch, time) is NaN. Columns are longer than `length`. */
export class PointColumns {
  length = 0;
  /** Names by the numbers in `metric`. They stay when the rows are cleared. */
  readonly names: string[] = [];
  metric = new Int32Array(firstCapacity);
  step = new Float64Array(firstCapacity);
  value = new Float64Array(firstCapacity);
  wallMs = new Float64Array(firstCapacity);
  epoch = new Float64Array(0);
  segment = new Int32Array(0);
  readonly #numbers = new Map<string, number>();

  /** The number of a metric; a new name gets the next one. */
  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.names.push(name) - 1;
    this.#numbers.set(name, number);
    return number;
  }

  nameOf(row: number): string {
    return this.names[this.metric[row] ?? -1] ?? '';
  }

  add(name: string, step: number, value: number, wallMs = Number.NaN, epoch = Number.NaN): void {
    const row = this.length;
    if (row === this.metric.length) this.grow();
    this.metric[row] = this.numberOf(name);
    this.step[row] = step;
    this.value[row] = value;
    this.wallMs[row] = wallMs;
    if (!Number.isNaN(epoch)) this.#setEpoch(row, epoch);
    else if (row < this.epoch.length) this.epoch[row] = Number.NaN;
    if (row < this.segment.length) this.segment[row] = 0;
    this.length = row + 1;
  }

  /** The first `rows` of such columns. */
  append(rows: number, metric: Int32Array, step: Float64Array, value: Float64Array, wallMs: Float64Array): void {
    const from = this.length;
    const to = from + rows;
    while (to > this.metric.length) this.grow();
    this.metric.set(metric.subarray(0, rows), from);
    this.step.set(step.subarray(0, rows), from);
    this.value.set(value.subarray(0, rows), from);
    this.wallMs.set(wallMs.subarray(0, rows), from);
    this.epoch.fill(Number.NaN, from, to);
    this.segment.fill(0, from, to);
    this.length = to;
  }

  /** Room for twice as many rows. */
  grow(): void {
    const capacity = this.metric.length * 2;
    this.metric = copied(new Int32Array(capacity), this.metric);
    this.step = copied(new Float64Array(capacity), this.step);
    this.value = copied(new Float64Array(capacity), this.value);
    this.wallMs = copied(new Float64Array(capacity), this.wallMs);
    if (this.epoch.length > 0) this.epoch = copied(new Float64Array(capacity).fill(Number.NaN), this.epoch);
    if (this.segment.length > 0) this.segment = copied(new Int32Array(capacity), this.segment);
  }

  /** Puts the rows from `from` on into a segment. Few logs have epochs or segments, so those columns exist only where they are needed. */
  setSegment(segment: number, from: number): void {
    if (this.segment.length === 0) {
      if (segment === 0) return;
      this.segment = new Int32Array(this.metric.length);
    }
    this.segment.fill(segment, from, this.length);
  }

  segmentOf(row: number): number {
    return this.segment[row] ?? 0;
  }

  clear(): void {
    this.length = 0;
  }

  /** Without the first `count` rows. */
  dropFirst(count: number): void {
    for (const column of [this.metric, this.step, this.value, this.wallMs, this.epoch, this.segment])
      column.copyWithin(0, count, this.length);
    this.length -= count;
  }

  /** `seenMs` stands for the time of rows that tell none. */
  pointAt(row: number, seenMs: number, source?: PointSource): MetricPoint {
    const wallMs = this.wallMs[row] ?? Number.NaN;
    const epoch = this.epoch[row] ?? Number.NaN;
    const segment = this.segmentOf(row);
    return {
      metric: this.nameOf(row),
      step: this.step[row] ?? Number.NaN,
      value: this.value[row] ?? Number.NaN,
      wallMs: Number.isFinite(wallMs) ? wallMs : seenMs,
      ...(Number.isFinite(epoch) ? { epoch } : {}),
      ...(source === undefined ? {} : { source }),
      ...(segment === 0 ? {} : { segment }),
    };
  }

  #setEpoch(row: number, epoch: number): void {
    if (this.epoch.length === 0) this.epoch = new Float64Array(this.metric.length).fill(Number.NaN);
    this.epoch[row] = epoch;
  }
}

function copied<T extends Int32Array | Float64Array>(into: T, from: T): T {
  into.set(from);
  return into;
}
