/** Tables in which a setting goes through its values and something is measured at each: `d | 16 | 32 | 64` over `Recall | 27.0 | …`. */
import type { Table } from '../document.ts';
import { type GridCell, gridOf } from './grid.ts';
import { amountOf } from './numbers.ts';

export interface Sweep {
  readonly label: GridCell;
  readonly values: readonly number[];
}

/** `isResult`: what names a measure. A row or column of at least three numbers, all different, beside measures. */
export function sweepsIn(table: Table, isSetting: (text: string) => boolean, isResult: (text: string) => boolean): Sweep[] {
  const { rows, width } = gridOf(table);
  const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column]));
  // `Epochs | 100 | 200 | 400` over ` | 81.9 | 83.8 | 84.6`: each setting over a row of its own that has no name.
  const stacked = rows.flatMap((row, at): Sweep[] => {
    const [label, ...cells] = row;
    const [unnamed, ...measured] = rows[at + 1] ?? [];
    const isMeasured =
      (unnamed === undefined || unnamed.text === '') &&
      measured.length >= 3 &&
      measured.every((cell) => amountOf(cell?.text ?? '') !== undefined);
    return label !== undefined && isMeasured && isSetting(label.text) ? sweepOf(label, cells) : [];
  });
  if (stacked.length >= 2) return stacked;
  return [
    [rows[0] ?? [], columns[0] ?? []],
    [columns[0] ?? [], rows[0] ?? []],
  ].flatMap(([line = [], heads = []]): Sweep[] => {
    const [label, ...cells] = line;
    if (label === undefined || !isSetting(label.text) || !heads.slice(1).some((head) => head !== undefined && isResult(head.text)))
      return [];
    return sweepOf(label, cells);
  });
}

function sweepOf(label: GridCell, cells: readonly (GridCell | undefined)[]): Sweep[] {
  const values = cells.flatMap((cell) => (cell === undefined ? [] : [amountOf(cell.text)]));
  const numbers = values.filter((value) => value !== undefined);
  return numbers.length >= 3 && numbers.length === values.length && new Set(numbers).size === numbers.length
    ? [{ label, values: numbers }]
    : [];
}
