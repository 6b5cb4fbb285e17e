/** Writes the points of an imported log, and says which earlier import of it the log begins with. */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { formatPoint } from '../folderSchema.ts';
import type { KnownImport } from './knownImports.ts';
import type { PointColumns } from './pointColumns.ts';

const linesPerWrite = 10_000;

export interface WrittenPoints {
  readonly pointCount: number;
  readonly sha256: string;
  readonly metrics: readonly string[];
  readonly firstMs: number;
  readonly lastMs: number;
  /** Of the known imports those whose points the log begins with. */
  readonly continued: readonly KnownImport[];
}

export class PointsWriter {
  readonly #handle: FileHandle;
  readonly #former: readonly KnownImport[];
  readonly #hash = createHash('sha256');
  readonly #metrics = new Set<string>();
  readonly #continued: KnownImport[] = [];
  #count = 0;
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(handle: FileHandle, former: readonly KnownImport[]) {
    this.#handle = handle;
    this.#former = former;
  }

  async add(points: PointColumns, names: readonly (string | undefined)[], seenMs: number): Promise<void> {
    let lines = '';
    let measured = '';
    for (let row = 0; row < points.length; row++) {
      const metric = names[points.metric[row] ?? -1];
      if (metric === undefined || !Number.isFinite(points.step[row])) continue;
      const point = { ...points.pointAt(row, seenMs, 'file'), metric };
      this.#metrics.add(metric);
      this.#firstMs = Math.min(this.#firstMs, point.wallMs);
      this.#lastMs = Math.max(this.#lastMs, point.wallMs);
      lines += formatPoint(point);
      measured += `${metric}\0${point.step}\0${point.value}\0${point.segment ?? 0}\n`;
      this.#count += 1;
      if (this.#former.some(({ record }) => record.pointCount === this.#count)) {
        this.#hash.update(measured);
        measured = '';
        this.#compare();
      }
      if (this.#count % linesPerWrite !== 0) continue;
      this.#hash.update(measured);
      measured = '';
      await this.#handle.write(lines);
      lines = '';
    }
    this.#hash.update(measured);
    if (lines !== '') await this.#handle.write(lines);
  }

  async finish(): Promise<WrittenPoints> {
    await this.#handle.sync();
    return {
      pointCount: this.#count,
      sha256: this.#hash.digest('hex'),
      metrics: [...this.#metrics],
      firstMs: this.#firstMs,
      lastMs: this.#lastMs,
      continued: this.#continued,
    };
  }

  #compare(): void {
    const soFar = this.#hash.copy().digest('hex');
    for (const known of this.#former) {
      if (known.record.pointCount === this.#count && known.record.pointsSha256 === soFar) this.#continued.push(known);
    }
  }
}
