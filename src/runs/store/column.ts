import type { MetricPoint, PointSource } from '../run.ts';
import { MetricFold, type MetricSummary } from '../series.ts';
import { bytesOf, countOf, numberAt, type Packed, pack, unpack } from './packed.ts';

/** Points are packed this many at a time. */
export const blockPoints = 1024;

/** Up to 1,024 points, packed. Epochs are absent where none of them has one; a single point without one has NaN. */
export interface Block {
  readonly steps: Packed;
  readonly values: Packed;
  /** Whole milliseconds. */
  readonly wallMs: Packed;
  readonly epochs: Packed | undefined;
}

/** What is measured at a point. */
export type PointPart = keyof Block;

export type ColumnKey = { readonly metric: string; readonly segment: number; readonly source: PointSource };

/** Points of a column as plain arrays of equal length. */
export interface Points {
  readonly steps: Float64Array;
  readonly values: Float64Array;
  readonly wallMs: Float64Array;
  /** NaN where a point has none; absent where no point has one. */
  readonly epochs?: Float64Array;
}

/**
 * The points of one metric, segment and source, in the order in which they were measured, and nothing else: no object for each point is kept.
 * All blocks but the last are full; the newest points stand in plain arrays until they fill one.
 */
export class Column {
  readonly metric: string;
  readonly segment: number;
  readonly source: PointSource;
  #blocks: Block[];
  /** Of the blocks; asked for whenever runs are looked at, and summed up once. */
  #packedBytes: number | undefined;
  #open: OpenBlock | undefined;
  #count: number;
  #isSorted: boolean;
  readonly #fold: MetricFold;

  constructor(
    { metric, segment, source }: ColumnKey,
    blocks: readonly Block[] = [],
    known?: { readonly isSorted: boolean; readonly summary: MetricSummary },
  ) {
    this.metric = metric;
    this.segment = segment;
    this.source = source;
    this.#blocks = [...blocks];
    this.#count = blocks.reduce((sum, { steps }) => sum + countOf(steps), 0);
    this.#isSorted = known?.isSorted ?? true;
    this.#fold = new MetricFold(metric, known?.summary);
  }

  get count(): number {
    return this.#count;
  }

  /** Whether no step is smaller than the one before it. */
  get isSorted(): boolean {
    return this.#isSorted;
  }

  /** Undefined while there is no point. */
  get summary(): MetricSummary | undefined {
    return this.#fold.summary;
  }

  /** How many bytes the numbers take. */
  get bytes(): number {
    this.#packedBytes ??= this.#blocks.reduce((sum, block) => sum + partsOf(block).reduce((all, part) => all + bytesOf(part), 0), 0);
    return this.#packedBytes + (this.#open?.bytes ?? 0);
  }

  add(point: MetricPoint): void {
    const open = this.#openBlock();
    const { last } = this.#fold;
    if (last !== undefined && point.step < last.step) this.#isSorted = false;
    open.add(point);
    this.#count += 1;
    this.#fold.add(point.step, point.value, point.epoch);
    if (open.count === blockPoints) this.seal();
  }

  /** Packs what stands in plain arrays: there will hardly be more. */
  seal(): void {
    if (this.#open === undefined) return;
    this.#blocks.push(this.#open.packed());
    this.#packedBytes = undefined;
    this.#open = undefined;
  }

  stepAt(index: number): number {
    return this.numberAt('steps', index);
  }

  /** NaN for an epoch that the point does not have. */
  numberAt(part: PointPart, index: number): number {
    const block = this.#blocks[Math.floor(index / blockPoints)];
    if (block === undefined) return this.#open?.[part]?.[index % blockPoints] ?? Number.NaN;
    const packed = block[part];
    return packed === undefined ? Number.NaN : numberAt(packed, index % blockPoints);
  }

  /** The points `from` to `to` (excluded). */
  read(from: number, to: number): Points {
    const [first, end] = [Math.max(0, from), Math.min(this.#count, to)];
    const n = Math.max(0, end - first);
    const [steps, values, wallMs, epochs] = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    let hasEpochs = false;
    for (let index = first; index < end; ) {
      const start = index % blockPoints;
      const stop = Math.min(blockPoints, start + end - index);
      const block = this.#blocks[Math.floor(index / blockPoints)] ?? this.#open?.packedAs('double');
      if (block === undefined) break;
      const at = index - first;
      unpack(block.steps, start, stop, steps, at);
      unpack(block.values, start, stop, values, at);
      unpack(block.wallMs, start, stop, wallMs, at);
      if (block.epochs === undefined) epochs.fill(Number.NaN, at, at + stop - start);
      else unpack(block.epochs, start, stop, epochs, at);
      hasEpochs ||= block.epochs !== undefined;
      index += stop - start;
    }
    return hasEpochs ? { steps, values, wallMs, epochs } : { steps, values, wallMs };
  }

  /** Writes one part of the points `from` to `to` (excluded) into `target`, beginning at `at`; NaN for an epoch that a point does not have. */
  readPart(part: PointPart, from: number, to: number, target: Float64Array, at: number): void {
    const end = Math.min(this.#count, to);
    for (let index = from; index < end; ) {
      const start = index % blockPoints;
      const stop = Math.min(blockPoints, start + end - index);
      const place = at + index - from;
      const block = this.#blocks[Math.floor(index / blockPoints)];
      const packed = block?.[part];
      if (packed !== undefined) unpack(packed, start, stop, target, place);
      else {
        const open = block === undefined ? this.#open?.[part] : undefined;
        if (open === undefined) target.fill(Number.NaN, place, place + stop - start);
        else target.set(open.subarray(start, stop), place);
      }
      index += stop - start;
    }
  }

  /** All points, packed; those that still stand in plain arrays too. */
  blocks(): readonly Block[] {
    return this.#open === undefined ? this.#blocks : [...this.#blocks, this.#open.packed()];
  }

  /** The first index whose step is not below `step`. Only for sorted columns. */
  lowerBound(step: number): number {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.stepAt(middle) < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #openBlock(): OpenBlock {
    if (this.#open !== undefined) return this.#open;
    const last = this.#blocks.at(-1);
    const isPartial = last !== undefined && countOf(last.steps) < blockPoints;
    this.#open = new OpenBlock(isPartial ? last : undefined);
    if (isPartial) {
      this.#blocks.pop();
      this.#packedBytes = undefined;
    }
    return this.#open;
  }
}

function partsOf({ steps, values, wallMs, epochs }: Block): readonly Packed[] {
  return epochs === undefined ? [steps, values, wallMs] : [steps, values, wallMs, epochs];
}

/** The newest points of a column. Its arrays grow with it: there are many short series. */
class OpenBlock {
  count = 0;
  steps: Float64Array = new Float64Array(16);
  values: Float64Array = new Float64Array(16);
  wallMs: Float64Array = new Float64Array(16);
  epochs: Float64Array | undefined;

  constructor(block: Block | undefined) {
    if (block === undefined) return;
    this.count = countOf(block.steps);
    while (this.steps.length < this.count) this.#grow();
    unpack(block.steps, 0, this.count, this.steps, 0);
    unpack(block.values, 0, this.count, this.values, 0);
    unpack(block.wallMs, 0, this.count, this.wallMs, 0);
    if (block.epochs !== undefined) unpack(block.epochs, 0, this.count, this.#withEpochs(), 0);
  }

  get bytes(): number {
    return this.steps.byteLength * (this.epochs === undefined ? 3 : 4);
  }

  add({ step, value, wallMs, epoch }: MetricPoint): void {
    if (this.count === this.steps.length) this.#grow();
    this.steps[this.count] = step;
    this.values[this.count] = value;
    this.wallMs[this.count] = Math.round(wallMs);
    if (epoch !== undefined) this.#withEpochs()[this.count] = epoch;
    this.count += 1;
  }

  packed(): Block {
    return this.#as(pack);
  }

  /** Without looking for the smallest form: to be read once. */
  packedAs(kind: 'double'): Block {
    return this.#as((data) => ({ kind, data }));
  }

  #as(form: (numbers: Float64Array) => Packed): Block {
    const part = (numbers: Float64Array): Packed => form(numbers.subarray(0, this.count));
    const epochs = this.epochs === undefined ? undefined : part(this.epochs);
    return { steps: part(this.steps), values: part(this.values), wallMs: part(this.wallMs), epochs };
  }

  #withEpochs(): Float64Array {
    this.epochs ??= new Float64Array(this.steps.length).fill(Number.NaN);
    return this.epochs;
  }

  #grow(): void {
    const length = Math.min(blockPoints, this.steps.length * 4);
    const longer = (numbers: Float64Array): Float64Array => {
      const grown = new Float64Array(length).fill(Number.NaN);
      grown.set(numbers);
      return grown;
    };
    [this.steps, this.values, this.wallMs] = [longer(this.steps), longer(this.values), longer(this.wallMs)];
    if (this.epochs !== undefined) this.epochs = longer(this.epochs);
  }
}
