/** Metrics in a table: Lightning's and Keras' CSVLogger, Ultralytics' results.csv, TensorBoard's download, any table with a step or an epoch. */
import path from 'node:path';
import type { MetricReader } from './metricReader.ts';
import { numberOf } from './pythonJson.ts';
import type { RecordRow } from './record.ts';
import { RowFile, type RowFormat } from './rowFile.ts';
import { isMetricName, type RowNames, rowNamesOf, wallMsOf } from './rowNames.ts';
import { cellsOf, separatorOf } from './tableCells.ts';

interface Header {
  readonly separator: string;
  readonly names: readonly string[];
  readonly rowNames: RowNames;
  /** Built from its source: no table of the real package was at hand. */
  readonly isUltralytics: boolean;
  /** What each column is called as a metric; undefined: it is none. */
  readonly metrics: readonly (string | undefined)[];
}

/** Rows within the first `pastBytes` are another program's: they were there before. */
export function tableFile(file: string, pastBytes = 0): MetricReader {
  return new RowFile(file, new TableRows(file), pastBytes);
}

class TableRows implements RowFormat {
  readonly words = ['row', 'rows', 'a table’s'] as const;
  readonly #file: string;
  #header: Header | undefined;
  #rows = 0;

  constructor(file: string) {
    this.#file = file;
  }

  get isUnproven(): boolean {
    return this.#header?.isUltralytics === true;
  }

  beginAnew(): void {
    this.#header = undefined;
    this.#rows = 0;
  }

  rowOf(line: string, isPast: boolean): RecordRow | 'broken' | undefined {
    if (line.trim() === '') return undefined;
    if (this.#header === undefined) {
      this.#header = headerOf(line, this.#file);
      return undefined;
    }
    const header = this.#header;
    const cells = cellsOf(line, header.separator);
    // A header that was written again in the middle, as by a program that appends to the file of its last attempt.
    if (cells.length === header.names.length && cells.every((cell, index) => cell.trim() === header.names[index])) return undefined;
    if (cells.length > header.names.length) return 'broken';
    return isPast ? undefined : this.#measured(header, cells);
  }

  #measured({ names, rowNames, metrics }: Header, cells: readonly string[]): RecordRow | 'broken' | undefined {
    this.#rows += 1;
    const cellOf = (name: string | undefined): string => (name === undefined ? '' : (cells[names.indexOf(name)] ?? ''));
    const epoch = numberOf(cellOf(rowNames.epoch));
    const isOrdered = rowNames.step !== undefined || rowNames.epoch !== undefined;
    const ownStep = numberOf(cellOf(rowNames.step));
    const step = ownStep ?? epoch ?? (isOrdered ? undefined : this.#rows);
    const values = metrics.flatMap((metric, index): (readonly [string, number])[] => {
      const value = metric === undefined ? undefined : numberOf(cells[index] ?? '');
      return metric === undefined || value === undefined ? [] : [[metric, value]];
    });
    if (step === undefined || !Number.isFinite(step)) return values.length > 0 ? 'broken' : undefined;
    return { step, epoch, isByEpoch: ownStep === undefined && epoch !== undefined, wallMs: wallMsOf(cellOf(rowNames.wall)), values };
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
