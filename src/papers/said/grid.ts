/** A table as a grid: every place has the text of the cell that covers it. */

import type { Table } from '../document.ts';
import { type Line, linear } from './linear.ts';

export interface GridCell {
  readonly line: Line;
  readonly text: string;
  readonly column: number;
  readonly columns: number;
  readonly row: number;
  readonly isCited: boolean;
}

export interface Grid {
  readonly width: number;
  readonly rows: readonly (readonly (GridCell | undefined)[])[];
}

/** Spans beyond this are mistakes or mischief. */
const widest = 200;

export function gridOf(table: Table): Grid {
  const rows: (GridCell | undefined)[][] = table.rows.map(() => []);
  table.rows.forEach((cells, row) => {
    const line = rows[row] ?? [];
    let column = 0;
    for (const { content, columns, rows: span } of cells) {
      while (line[column] !== undefined) column++;
      const read = linear(content);
      const cell: GridCell = {
        line: read,
        text: read.text.replaceAll('⟦cite⟧', '').replaceAll(/\s+/g, ' ').trim(),
        column,
        columns: Math.min(columns, widest),
        row,
        isCited: read.text.includes('⟦cite⟧'),
      };
      for (let below = row; below < Math.min(row + span, rows.length); below++)
        for (let beside = column; beside < column + cell.columns; beside++) (rows[below] ?? [])[beside] = cell;
      column += cell.columns;
    }
  });
  return { width: rows.reduce((most, row) => Math.max(most, row.length), 0), rows };
}

/** All that stands above a column. */
export function headings(rows: Grid['rows'], until: number, column: number): string {
  return rows
    .slice(0, until + 1)
    .map((row) => row[column]?.text ?? '')
    .join(' ');
}
