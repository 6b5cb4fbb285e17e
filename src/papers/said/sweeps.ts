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
  return [
    [rows[0] ?? [], columns[0] ?? []],
    [columns[0] ?? [], rows[0] ?? []],
  ].flatMap(([line = [], heads = []]): Sweep[] => {
    const [label, ...cells] = line;
    if (label === undefined || !isSetting(label.text) || !heads.slice(1).some((head) => head !== undefined && isResult(head.text)))
      return [];
    const values = cells.flatMap((cell) => (cell === undefined ? [] : [amountOf(cell.text)]));
    const numbers = values.filter((value) => value !== undefined);
    return numbers.length >= 3 && numbers.length === values.length && new Set(numbers).size === numbers.length
      ? [{ label, values: numbers }]
      : [];
  });
}
