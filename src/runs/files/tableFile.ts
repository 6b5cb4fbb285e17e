/** Metrics in a table: Lightning's and Keras' CSVLogger, Ultralytics' results.csv, TensorBoard's download, any table with a step or an epoch. */
import path from 'node:path';
import type { MetricRead, MetricReader, RunFacts } from './metricReader.ts';
import { passedOver } from './passedOver.ts';
import { PointColumns } from './pointColumns.ts';
import { numberOf } from './pythonJson.ts';
import { RowMemory } from './rowMemory.ts';
import { isMetricName, type RowNames, rowNamesOf, wallMsOf } from './rowNames.ts';
import { cellsOf, separatorOf } from './tableCells.ts';
import { TextLines } from './textLines.ts';

interface Header {
  readonly separator: string;
  readonly names: readonly string[];
  readonly rowNames: RowNames;
  /** Built from its source: no table of the real package was at hand. */
  readonly isUltralytics: boolean;
  /** What each column is called as a metric; undefined: it is none. */
  readonly metrics: readonly (string | undefined)[];
}

export class TableFile implements MetricReader {
  readonly #lines: TextLines;
  readonly #points = new PointColumns();
  readonly #memory = new RowMemory();
  #header: Header | undefined;
  #rows = 0;
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
        this.#header = undefined;
        this.#rows = 0;
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
    return {
      ...(this.#changedMs === undefined ? {} : { endedMs: this.#changedMs }),
      ...(this.#header?.isUltralytics === true ? { isUnproven: true } : {}),
    };
  }

  #notes(): readonly string[] {
    if (this.#broken === 0 || this.#isSaid) return [];
    this.#isSaid = true;
    return [passedOver(this.#broken, 'row', 'rows', ` of ${this.#lines.path} could not be read as a table’s`)];
  }

  #line(line: string, isPast: boolean): void {
    if (line.trim() === '') return;
    if (this.#header === undefined) {
      this.#header = headerOf(line, this.#lines.path);
      return;
    }
    const header = this.#header;
    const cells = cellsOf(line, header.separator);
    // A header that was written again in the middle, as by a program that appends to the file of its last attempt.
    if (cells.length === header.names.length && cells.every((cell, index) => cell.trim() === header.names[index])) return;
    if (cells.length > header.names.length) this.#broken += 1;
    else if (!isPast) this.#row(header, cells);
  }

  #row({ names, rowNames, metrics }: Header, cells: readonly string[]): void {
    this.#rows += 1;
    const cellOf = (name: string | undefined): string => (name === undefined ? '' : (cells[names.indexOf(name)] ?? ''));
    const epoch = numberOf(cellOf(rowNames.epoch));
    const isOrdered = rowNames.step !== undefined || rowNames.epoch !== undefined;
    const step = numberOf(cellOf(rowNames.step)) ?? epoch ?? (isOrdered ? undefined : this.#rows);
    const values = metrics.flatMap((metric, index): (readonly [string, number])[] => {
      const value = metric === undefined ? undefined : numberOf(cells[index] ?? '');
      return metric === undefined || value === undefined ? [] : [[metric, value]];
    });
    if (step === undefined || !Number.isFinite(step)) {
      if (values.length > 0) this.#broken += 1;
      return;
    }
    if (!this.#memory.isNew([['', step], ...values])) return;
    const from = this.#points.length;
    for (const [metric, value] of values) this.#points.add(metric, step, value, wallMsOf(cellOf(rowNames.wall)), epoch);
    this.#points.setSegment(this.#memory.segment, from);
  }
}

function headerOf(line: string, file: string): Header {
  const separator = separatorOf(line) ?? ',';
  const names = cellsOf(line.replace(/^\uFEFF/, ''), separator).map((name) => name.trim());
  const rowNames = rowNamesOf(names);
  // Ultralytics: the seconds since the training began.
  const isUltralytics = names.some((name) => /^(?:train\/(?:box|cls|dfl|seg)_loss|metrics\/(?:mAP|accuracy|precision))/.test(name));
  const tag = downloadedTag(names, file);
  const metrics = names.map((name) => {
    if (!isMetricName(name, rowNames) || (isUltralytics && name === 'time')) return undefined;
    return name === 'Value' && tag !== undefined ? tag : name;
  });
  return { separator, names, rowNames, isUltralytics, metrics };
}

/** TensorBoard offers each curve as `run-<run>-tag-<tag>.csv` with the columns Wall time, Step and Value. */
function downloadedTag(names: readonly string[], file: string): string | undefined {
  return names.join() === 'Wall time,Step,Value' ? /-tag-(.+)\.csv$/i.exec(path.basename(file))?.[1] : undefined;
}
