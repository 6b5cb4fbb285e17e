/** Rows and cells of a table, from where its words and rules stand. */
import type { Cell, Confidence } from '../document.ts';
import type { Float } from './floats.ts';
import { formulaSpans } from './formulaSpans.ts';
import { type InlineOptions, inlinesOf } from './inlines.ts';
import type { Line } from './lines.ts';
import { type Box, overlap } from './marks.ts';
import { tokensOf } from './tokens.ts';

export interface TableGrid {
  readonly rows: readonly (readonly Cell[])[];
  readonly confidence: Confidence;
}

/** Words that stand together within one row. */
interface Chunk {
  readonly x0: number;
  readonly x1: number;
  readonly line: Line;
}

interface Row {
  readonly y: number;
  readonly chunks: readonly Chunk[];
}

interface Interval {
  readonly x0: number;
  readonly x1: number;
}

/** Cells stand further apart than this share of the size; words do not. */
const cellGap = 0.55;

export function tableGrid(float: Float, options: InlineOptions): TableGrid {
  const rows = rowsOf(float.lines);
  const columns = columnsOfRows(rows);
  const levels = float.rules.filter((rule) => rule.x1 - rule.x0 > rule.y1 - rule.y0);
  const headEnd = headerEnd(levels, rows);
  let isCertain = columns.length > 1;
  let formulas = options.formulasBefore ?? 0;
  const cells = rows.map((row) => {
    const placed = placeChunks(row, columns, levels);
    if (placed === undefined) isCertain = false;
    return (placed ?? row.chunks.map((chunk) => ({ chunks: [chunk], columns: 1 }))).map(({ chunks, columns: span }): Cell => {
      const content = inlinesOf(
        chunks.map(({ line }) => line),
        { ...options, formulasBefore: formulas },
      );
      formulas += content.filter(({ kind }) => kind === 'math').length;
      return { content, columns: span, rows: 1, isHeader: row.y < headEnd };
    });
  });
  const wide = columns.length;
  const isEven = cells.every((row) => row.reduce((sum, cell) => sum + cell.columns, 0) === wide);
  return { rows: cells, confidence: isCertain && isEven && levels.length > 1 ? 'likely' : 'uncertain' };
}

/** Lines on one height are one row; so are the scripts and fractions beside them. */
function rowsOf(lines: readonly Line[]): readonly Row[] {
  const rows: { y: number; size: number; chunks: Chunk[] }[] = [];
  for (const line of lines.toSorted((a, b) => b.size - a.size || a.y - b.y)) {
    const row = rows.find(({ y, size }) => Math.abs(y - line.y) < 0.55 * size);
    if (row === undefined) rows.push({ y: line.y, size: line.size, chunks: [...chunksOf(line)] });
    else row.chunks.push(...chunksOf(line));
  }
  return rows.toSorted((a, b) => a.y - b.y).map(({ y, chunks }) => ({ y, chunks: chunks.toSorted((a, b) => a.x0 - b.x0) }));
}

function chunksOf(line: Line): readonly Chunk[] {
  const { formulas } = formulaSpans(line);
  const bounds: [number, number][] = [];
  for (const { start, end } of tokensOf(line)) {
    const last = bounds.at(-1);
    const [before, first] = [line.glyphs[start - 1], line.glyphs[start]];
    const gap = before === undefined || first === undefined ? Infinity : first.x0 - before.x1;
    const isWithin = formulas.some((formula) => formula.start < start && formula.end > start);
    if (last !== undefined && (gap < cellGap * line.size || (isWithin && gap < line.size))) last[1] = end;
    else bounds.push([start, end]);
  }
  return bounds.map(([start, end]) => part(line, start, end));
}

function part(line: Line, start: number, end: number): Chunk {
  const glyphs = line.glyphs.slice(start, end);
  const x0 = Math.min(...glyphs.map((glyph) => glyph.x0));
  const x1 = Math.max(...glyphs.map((glyph) => glyph.x1));
  return { x0, x1, line: { ...line, glyphs, box: { ...line.box, x0, x1 } } };
}

/** What the rows with the most cells agree on: where no cell of theirs stands is between two columns. */
function columnsOfRows(rows: readonly Row[]): readonly Interval[] {
  const counts = new Map<number, number>();
  for (const { chunks } of rows) counts.set(chunks.length, (counts.get(chunks.length) ?? 0) + 1);
  const [common = 0] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  const typical = rows.filter(({ chunks }) => chunks.length >= common);
  let columns: Interval[] = [];
  for (const chunk of typical.flatMap(({ chunks }) => chunks)) {
    const touching = columns.filter((column) => overlap(column.x0, column.x1, chunk.x0, chunk.x1) > -1);
    const joined = { x0: Math.min(chunk.x0, ...touching.map(({ x0 }) => x0)), x1: Math.max(chunk.x1, ...touching.map(({ x1 }) => x1)) };
    columns = [...columns.filter((column) => !touching.includes(column)), joined];
  }
  return columns.toSorted((a, b) => a.x0 - b.x0);
}

/** Every column gets what stands in it; what stands over several spans them. Undefined where words lie between columns. */
function placeChunks(
  { y, chunks }: Row,
  columns: readonly Interval[],
  rules: readonly Box[],
): readonly { chunks: readonly Chunk[]; columns: number }[] | undefined {
  const cells: { chunks: Chunk[]; columns: number }[] = [];
  let next = 0;
  for (const chunk of chunks.flatMap((one) => parted(one, columns))) {
    // A short rule under a heading shows how far it reaches.
    const under = rules.find(
      (rule) =>
        rule.y0 > y && rule.y0 < y + 12 && rule.x0 < chunk.x0 + 2 && rule.x1 > chunk.x1 - 2 && rule.x1 - rule.x0 < 0.9 * widthOf(columns),
    );
    const reach = under ?? chunk;
    const own = columns.flatMap((column, index) => (overlap(column.x0, column.x1, reach.x0, reach.x1) > 0 ? [index] : []));
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    const cell = cells.at(-1);
    if (cell !== undefined && first < next) {
      if (last >= next) return undefined;
      cell.chunks.push(chunk);
      continue;
    }
    for (; next < first; next++) cells.push({ chunks: [], columns: 1 });
    cells.push({ chunks: [chunk], columns: last - first + 1 });
    next = last + 1;
  }
  for (; next < columns.length; next++) cells.push({ chunks: [], columns: 1 });
  return cells;
}

/** Cells that stand as close as words do: each word lies in a column of its own and is aligned with it. */
function parted(chunk: Chunk, columns: readonly Interval[]): readonly Chunk[] {
  const touched = columns.filter((column) => overlap(column.x0, column.x1, chunk.x0, chunk.x1) > 0);
  if (touched.length < 2) return [chunk];
  const words = tokensOf(chunk.line).map(({ start, end }) => part(chunk.line, start, end));
  const groups = touched.map((column) => words.filter((word) => overlap(column.x0, column.x1, word.x0, word.x1) > 0));
  if (groups.flat().length !== words.length) return [chunk];
  const cells = groups.flatMap((group) => {
    const [first, last] = [group[0]?.line.glyphs[0], group.at(-1)?.line.glyphs.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { glyphs } = chunk.line;
    return [part(chunk.line, glyphs.indexOf(first), glyphs.indexOf(last) + 1)];
  });
  const nearly = 0.15 * chunk.line.size;
  const areAligned = cells.every((cell, index) => {
    const column = touched[index];
    if (column === undefined) return false;
    const [left, right] = [cell.x0 - column.x0, cell.x1 - column.x1];
    return Math.abs(left) < nearly || Math.abs(right) < nearly || Math.abs(left + right) / 2 < nearly;
  });
  return cells.length === touched.length && areAligned ? cells : [chunk];
}

function widthOf(columns: readonly Interval[]): number {
  return (columns.at(-1)?.x1 ?? 0) - (columns[0]?.x0 ?? 0);
}

/** Headings stand over the second of the long rules. */
function headerEnd(rules: readonly Box[], rows: readonly Row[]): number {
  const widest = Math.max(0, ...rules.map(({ x0, x1 }) => x1 - x0));
  const long = rules
    .filter(({ x0, x1 }) => x1 - x0 > 0.9 * widest)
    .map(({ y0 }) => y0)
    .toSorted((a, b) => a - b);
  const first = rows[0]?.y ?? 0;
  const [under, after] = [long.find((y) => y > first), long.filter((y) => y > first)];
  return under !== undefined && after.length > 1 ? under : -Infinity;
}
