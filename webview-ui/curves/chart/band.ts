import type { HeldWindow } from './held.ts';
import type { Rows } from './rows.ts';

/** Mean and standard deviation (0 for one run) over runs, one row for each column in which any of them has a point. */
export interface Band {
  readonly rows: readonly BandRow[];
}

export interface BandRow {
  readonly x: number;
  readonly mean: number;
  readonly deviation: number;
  readonly runs: number;
}

/**
 * Over the lines as they are drawn: where a run was not measured in a column, but before and after it, its line between the two counts.
 * Otherwise runs that were measured at other steps would make the mean jump from one to the other.
 */
export function bandOf(windows: readonly HeldWindow[]): Band {
  const first = windows[0];
  if (first === undefined) return { rows: [] };
  const lines = windows.map((window) => meansByColumn(first, window.smooth ?? window.line));
  const columns = [...new Set(lines.flatMap((line) => [...line.keys()]))].sort((a, b) => a - b);
  const filled = lines.map((line) => between(line, columns));
  const rows = columns.flatMap((column, at): BandRow[] => {
    const values = filled.flatMap((line) => {
      const value = line[at];
      return value === undefined ? [] : [value];
    });
    if (values.length === 0) return [];
    const xs = lines.flatMap((line) => line.get(column)?.x ?? []);
    return [{ x: mean(xs), mean: mean(values), deviation: deviation(values), runs: values.length }];
  });
  return { rows };
}

interface ColumnMean {
  readonly x: number;
  readonly y: number;
}

/** Of columns, what the host says; of points, their mean in the same columns. */
function meansByColumn(grid: HeldWindow, rows: Rows): ReadonlyMap<number, ColumnMean> {
  const sums = new Map<number, { x: number; y: number; count: number }>();
  for (let row = 0; row < rows.count; row++) {
    const x = rows.x(row);
    const y = rows.data[row * rows.width + rows.width - 1] ?? Number.NaN;
    if (!Number.isFinite(y)) continue;
    const column = grid.columnWidth > 0 ? grid.columnOf(x) : x;
    const sum = sums.get(column);
    if (sum === undefined) sums.set(column, { x, y, count: 1 });
    else {
      sum.x += x;
      sum.y += y;
      sum.count++;
    }
  }
  return new Map([...sums].map(([column, { x, y, count }]) => [column, { x: x / count, y: y / count }]));
}

function between(line: ReadonlyMap<number, ColumnMean>, columns: readonly number[]): readonly (number | undefined)[] {
  const values: (number | undefined)[] = columns.map((column) => line.get(column)?.y);
  let before: number | undefined;
  for (let at = 0; at < columns.length; at++) {
    if (values[at] === undefined) continue;
    if (before !== undefined && at - before > 1) fill(values, columns, before, at);
    before = at;
  }
  return values;
}

function fill(values: (number | undefined)[], columns: readonly number[], from: number, to: number): void {
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 0] = [columns[from], columns[to], values[from], values[to]];
  for (let at = from + 1; at < to; at++) values[at] = y0 + ((y1 - y0) * ((columns[at] ?? x0) - x0)) / (x1 - x0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of a sample: over n − 1. */
function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
