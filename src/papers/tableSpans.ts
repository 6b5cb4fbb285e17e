/**
 * Spans of cells, held to the table that they stand in: a few bytes can claim a billion places, and everybody who lays the table out
 * would fill them.
 */
import type { Cell, Paper, PaperWarning, Table } from './document.ts';

/** As HTML bounds them; here no span reaches beyond this column either. */
const mostColumns = 1_000;
const mostRows = 65_534;
/** Places of a table for each of its cells; real tables have a few, and the widest headings over the emptiest rows some twenty. */
const mostPlacesPerCell = 64;
/** Places of a whole paper that have no cell of their own. */
const mostCovered = 2_000_000;

type Rows = Table['rows'];

/** Where a cell ends that begins at the column `left`, exclusive. */
export function endOfSpan(left: number, columns: number): number {
  return Math.max(left + 1, Math.min(left + columns, mostColumns));
}

/** Whether a grid of this size may be filled up for a table of so many cells. */
export function isWorthFilling(places: number, cells: number): boolean {
  return places - cells <= mostCovered && places <= mostPlacesPerCell * cells;
}

/** No span goes beyond the rows and columns that its table has; where that would still be a grid of almost nothing, none is kept. */
export function withBoundedSpans(paper: Paper): Paper {
  let left = mostCovered;
  const warnings: PaperWarning[] = [];
  const nodes = paper.nodes.map((node) => {
    if (node.kind !== 'table' || !hasSpans(node.rows)) return node;
    const laid = laidOut(node.rows);
    const isGrid = ({ places, cells }: Laid): boolean => places - cells <= left && isWorthFilling(places, cells);
    const kept = [laid, withoutEmpty(laid)].find(isGrid);
    if (kept !== undefined) left -= kept.places - kept.cells;
    if (kept !== laid || claimsTooMuch(node.rows))
      warnings.push({ kind: 'doubt', message: kept === undefined ? noSpans : fewer, anchor: node.anchor });
    return {
      ...node,
      rows: kept === undefined ? node.rows.map((row) => row.map((cell) => ({ ...cell, columns: 1, rows: 1 }))) : spansOf(kept),
    };
  });
  return { ...paper, nodes, warnings: warnings.length === 0 ? paper.warnings : [...paper.warnings, ...warnings] };
}

const fewer = 'A cell of this table claims more columns or rows than the table has; it was given those that the table has.';
const noSpans =
  'The cells of this table claim far more columns and rows than it has cells, so each was read as one place. Look at the table itself for what stands below which heading.';

function hasSpans(rows: Rows): boolean {
  return rows.some((row) => row.some(({ columns, rows: down }) => columns !== 1 || down !== 1));
}

function claimsTooMuch(rows: Rows): boolean {
  return rows.some((row) => row.some(({ columns, rows: down }) => columns > mostColumns || down > mostRows));
}

interface Laid {
  /** Columns from `start` to `end`, exclusive. */
  readonly rows: readonly (readonly { readonly cell: Cell; readonly start: number; readonly end: number; readonly down: number }[])[];
  readonly width: number;
  readonly places: number;
  readonly cells: number;
}

function laidOut(rows: Rows): Laid {
  /** By column: the row in which it is free again. */
  const freeAt: number[] = [];
  let width = 0;
  let cells = 0;
  const placed = rows.map((row, top) => {
    let left = 0;
    return row.map((cell) => {
      while ((freeAt[left] ?? 0) > top) left++;
      const start = left;
      const down = Math.max(1, Math.min(cell.rows, mostRows, rows.length - top));
      const end = endOfSpan(start, cell.columns);
      for (; left < end; left++) freeAt[left] = top + down;
      width = Math.max(width, start + 1);
      cells++;
      return { cell, start, end, down };
    });
  });
  return { rows: placed, width, places: width * rows.length, cells };
}

/** Columns in which no cell begins are one with the column before. */
function withoutEmpty({ rows, width, cells }: Laid): Laid {
  const begins = new Set(rows.flatMap((row) => row.map(({ start }) => start)));
  const before = [0];
  for (let column = 0; column < width; column++) before.push((before[column] ?? 0) + (begins.has(column) ? 1 : 0));
  const narrow = rows.map((row) =>
    row.map((one) => ({ ...one, start: before[one.start] ?? 0, end: before[Math.min(one.end, width)] ?? begins.size })),
  );
  return { rows: narrow, width: begins.size, places: begins.size * rows.length, cells };
}

function spansOf({ rows, width }: Laid): Rows {
  return rows.map((row) => row.map(({ cell, start, end, down }): Cell => ({ ...cell, columns: Math.min(end, width) - start, rows: down })));
}
