/** `tabular` and its kin as rows of cells, with what spans columns and rows. */
import { defined } from '../../../base/defined.ts';
import { type Cell, plainText } from '../../document.ts';
import { endOfSpan } from '../../tableSpans.ts';
import type { Gullet } from '../gullet.ts';
import type { Handler, Reader } from '../reader.ts';
import { isCommand, type Token, texOf } from '../token.ts';
import { groundBehind, groundHere, inkOfCell, setInk } from './colours.ts';
import { type Column, columnsOf, surround } from './columns.ts';
import { floatsOf, openFloat, readFloat } from './floats.ts';

interface OpenCell {
  columns: number;
  rows: number;
  /** Its row has a ground of its own. */
  readonly hasGround: boolean;
}

const open = new WeakMap<Reader, OpenCell[]>();

function cellsOf(reader: Reader): OpenCell[] {
  const cells = open.get(reader) ?? [];
  open.set(reader, cells);
  return cells;
}

/** `rows` below 0: the cell spans rows upwards, from the last of them. */
interface Placed {
  readonly cell: Cell;
  readonly column: number;
}

interface Row {
  readonly placed: Placed[];
  readonly isRuledBefore: boolean;
}

interface LaidRow {
  readonly cells: readonly Cell[];
  readonly isRuledBefore: boolean;
}

/** Parts of a table that goes on over pages: what stands above it first, above each page, below each, and at its end. */
type Part = 'endfirsthead' | 'endhead' | 'endfoot' | 'endlastfoot';

/** Rules between rows, and what belongs to them. */
function rules(reader: Reader, partEnds: (part: Part) => void): 'rule' | 'partial' | undefined {
  const { gullet } = reader;
  let found: 'rule' | 'partial' | undefined;
  for (;;) {
    gullet.skipSpaces();
    const token = gullet.nextExpanded();
    if (token === undefined) return found;
    if (token.kind === 'command' && isPartEnd(token.text)) {
      partEnds(token.text);
      found = undefined;
      continue;
    }
    if (token.kind === 'space' || isCommand(token, 'par')) continue;
    if (isCommand(token, 'rowcolor')) {
      groundHere(reader);
      continue;
    }
    const kind = token.kind === 'command' ? ruleKind(gullet, token.text) : undefined;
    if (kind === undefined) {
      gullet.push([token]);
      return found;
    }
    if (kind === 'rule' || (kind === 'partial' && found === undefined)) found = kind;
  }
}

function ruleKind(gullet: Gullet, name: string): 'rule' | 'partial' | 'none' | undefined {
  switch (name) {
    case 'hline':
    case 'toprule':
    case 'midrule':
    case 'bottomrule':
    case 'heavyrule':
    case 'hdashline':
    case 'Xhline':
    case 'specialrule':
    case 'thickhline':
    case 'colrule':
    case 'botrule':
    case 'firsthline':
    case 'lasthline':
      gullet.bracketed();
      if (name === 'Xhline') gullet.argument();
      if (name === 'specialrule') for (let left = 3; left > 0; left--) gullet.argument();
      return 'rule';
    case 'cmidrule':
    case 'cline':
    case 'cdashline':
    case 'cmidrulekern':
      gullet.bracketed();
      if (name === 'cmidrule') gullet.bracketed('(', ')');
      gullet.argument();
      return 'partial';
    case 'addlinespace':
    case 'morecmidrules':
    case 'noalign':
    case 'arrayrulecolor':
    case 'rowfont':
    case 'noindent':
    case 'centering':
      gullet.bracketed();
      if (name === 'noalign' || name === 'arrayrulecolor' || name === 'rowfont') gullet.argument();
      return 'none';
    default:
      return undefined;
  }
}

function isPartEnd(name: string): name is Part {
  return name === 'endfirsthead' || name === 'endhead' || name === 'endfoot' || name === 'endlastfoot';
}

function isRowEnd(token: Token): boolean {
  return isCommand(token, '\\') || isCommand(token, 'tabularnewline') || isCommand(token, 'cr');
}

/** How often each column is set before its cells: `>{\bfseries}` does not change what they say, `*{3}{c}` how many there are. */
export function tabular(argumentsBefore: number): Handler {
  return (reader, name) => {
    const { gullet } = reader;
    gullet.bracketed();
    for (let left = argumentsBefore; left > 0; left--) gullet.argument();
    gullet.bracketed();
    const specification = gullet.argument();
    const columns = columnsOf(reader, specification);
    const options = [...specification, ...(name.startsWith('Nice') ? (gullet.bracketed() ?? []) : [])];
    const before = reader.style;
    if (/color|\bbg\b|background/.test(texOf(options)) && !/^[a-z]*tabular/.test(name))
      reader.setStyle({ ...before, hasColouredRows: true });
    readTable(reader, name, columns);
    reader.setStyle(before);
  };
}

function readTable(reader: Reader, name: string, columns: readonly Column[] | undefined): void {
  const float = floatsOf(reader).at(-1);
  if (float === undefined && reader.captured === undefined && isLong.test(name)) {
    long(reader, name, columns);
    return;
  }
  const cells = headed(readRows(reader, name, columns));
  if (cellsOf(reader).length > 0 || (reader.captured !== undefined && float === undefined)) {
    nested(reader, cells);
    return;
  }
  if (float !== undefined) {
    float.tables.push(cells);
    return;
  }
  const { record } = reader;
  const para = record.para(reader.place());
  record.add(record.unique(`${para}.t${record.count(para, 't')}`), { kind: 'table', caption: [], rows: cells }, reader.place());
}

const isLong = /^(?:longtable|xltabular|longtblr|supertabular|mpsupertabular|tabularlongx?)$/;

/** A table over pages is a float of its own, with a caption among its rows. */
function long(reader: Reader, name: string, columns: readonly Column[] | undefined): void {
  const start = reader.place();
  const float = openFloat(reader, 'table', name);
  const before = reader.target;
  reader.target = { anchor: float.anchor, number: float.number ?? '', kind: 'table' };
  let rows: readonly (readonly Cell[])[] = [];
  readFloat(reader, float, () => {
    rows = headed(readRows(reader, name, columns)).filter((row) => row.some(({ content }) => content.length > 0));
  });
  reader.target = before;
  reader.record.addBeside(
    float.anchor,
    { kind: 'table', caption: float.caption, rows, ...defined({ number: float.number }) },
    reader.placeFrom(start),
  );
}

/** A table within a cell or a note is its words, row by row. */
function nested(reader: Reader, rows: readonly (readonly Cell[])[]): void {
  for (const [at, row] of rows.entries()) {
    if (at > 0) reader.space();
    for (const [index, cell] of row.entries()) {
      if (index > 0) reader.space();
      for (const inline of cell.content) reader.inline(inline);
    }
  }
}

function readRows(reader: Reader, name: string, columns: readonly Column[] | undefined): readonly LaidRow[] {
  const { gullet } = reader;
  let rows: Row[] = [];
  const parts = new Map<Part, Row[]>();
  const partEnds = (part: Part): void => {
    parts.set(part, rows);
    rows = [];
  };
  const cells = cellsOf(reader);
  const id = reader.captured ?? reader.context;
  gullet.meanings.openGroup();
  for (let isLast = false; !isLast; ) {
    const style = reader.style;
    if (style.hasColouredRows === true) setInk(reader, { ground: 'unknown' });
    const { ground } = reader.style;
    const rule = rules(reader, partEnds);
    const hasGround = reader.style.ground !== ground;
    const row: Placed[] = [];
    let column = 0;
    for (;;) {
      const cell: OpenCell = { columns: 1, rows: 1, hasGround };
      cells.push(cell);
      gullet.meanings.openGroup();
      const around = columns?.[column];
      if (around !== undefined) surround(reader, around, isRowEnd);
      const behind = groundBehind(reader, (token) => token.kind === 'align' || isRowEnd(token) || isCommand(token, 'end'));
      const ink = isCommand(gullet.peek(), 'multicolumn') ? [] : inkOfCell(around?.ink ?? [], hasGround);
      gullet.push([...ink, ...behind]);
      const { content, stopped } = reader.captureUntil((token, ended) => ended === name || token.kind === 'align' || isRowEnd(token), id);
      gullet.meanings.closeGroup();
      cells.pop();
      row.push({ cell: { content, columns: cell.columns, rows: cell.rows, isHeader: false }, column });
      column = endOfSpan(column, cell.columns);
      if (stopped?.kind === 'align') continue;
      if (stopped !== undefined && isRowEnd(stopped)) {
        gullet.star();
        if (gullet.peek()?.text === '[') gullet.bracketed();
        break;
      }
      isLast = true;
      break;
    }
    reader.setStyle(style);
    const isEmpty = isLast && row.every(({ cell }) => cell.content.length === 0);
    if (!isEmpty || rule === 'rule') rows.push({ placed: isEmpty ? [] : row, isRuledBefore: rule === 'rule' });
  }
  gullet.meanings.closeGroup();
  return laid(parts.size === 0 ? rows : assembled(parts, rows));
}

/** As the table stands on one page: its first head, its rows, and what stands at its end. */
function assembled(parts: ReadonlyMap<Part, readonly Row[]>, rows: readonly Row[]): readonly Row[] {
  const isFilled = ({ placed }: Row): boolean => placed.some(({ cell }) => cell.content.length > 0);
  const head = (parts.get('endfirsthead') ?? parts.get('endhead') ?? []).filter(isFilled);
  const ruled = (some: readonly Row[]): readonly Row[] => some.map((row, index) => (index === 0 ? { ...row, isRuledBefore: true } : row));
  return [...ruled(head), ...ruled(rows), ...(parts.get('endlastfoot') ?? []).filter(isFilled)];
}

/** With cells in the first of the rows that they span, and without the empty ones that they cover. */
function laid(rows: readonly Row[]): readonly LaidRow[] {
  for (const [at, { placed }] of rows.entries()) for (const one of placed.filter(({ cell }) => cell.rows < 0)) raise(rows, at, one);
  /** Rows that a cell above still covers, by column. */
  const left: number[] = [];
  return rows.map(({ placed, isRuledBefore }) => ({ cells: placed.length === 0 ? [] : uncovered(placed, left), isRuledBefore }));
}

/** Where something stands in its way above, the cell stays in its row. */
function raise(rows: readonly Row[], at: number, { cell, column }: Placed): void {
  const from = Math.max(0, at + cell.rows + 1);
  const above = rows.slice(from, at).map(({ placed }) => ({ placed, index: placed.findIndex((one) => one.column === column) }));
  // What another cell has covered is empty, and not free.
  const isFree = above.every(({ placed, index }) => placed[index]?.cell.content.length === 0 && placed[index]?.cell.rows === 1);
  const here = rows[at]?.placed;
  const index = here?.findIndex((one) => one.column === column) ?? -1;
  if (here === undefined || index < 0) return;
  const [top] = above;
  if (!isFree || top === undefined) {
    here[index] = { cell: { ...cell, rows: 1 }, column };
    return;
  }
  top.placed[top.index] = { cell: { ...cell, rows: at - from + 1 }, column };
  for (const { placed, index: empty } of above.slice(1)) placed[empty] = covered(column);
  here[index] = covered(column);
}

function covered(column: number): Placed {
  return { cell: { content: [], columns: 1, rows: 0, isHeader: false }, column };
}

/** Without the empty cells that a `\multirow` above covers. */
function uncovered(row: readonly Placed[], covered: number[]): readonly Cell[] {
  const kept: Cell[] = [];
  const starting: [number, number][] = [];
  for (const { cell, column } of row) {
    const isCovered = (covered[column] ?? 0) > 0 && cell.content.length === 0;
    if (!isCovered) kept.push(cell);
    if (!isCovered && cell.rows > 1) for (let at = column; at < endOfSpan(column, cell.columns); at++) starting.push([at, cell.rows]);
  }
  for (const [at, left] of covered.entries()) covered[at] = Math.max(0, (left ?? 0) - 1);
  for (const [at, rows] of starting) covered[at] = rows - 1;
  return kept;
}

/** Rows above the first rule between rows are heads, where there is one further down than the top. */
function headed(rows: readonly LaidRow[]): readonly (readonly Cell[])[] {
  const ruled = rows.findIndex(({ isRuledBefore }, index) => index > 0 && isRuledBefore);
  const filled = rows.filter(({ cells }) => cells.length > 0);
  const isFramed = rows[0]?.isRuledBefore ?? false;
  const heads = isFramed && ruled > 0 && rows.slice(ruled).some(({ cells }) => cells.length > 0) ? ruled : 0;
  return filled.map(({ cells }, index) => (index < heads ? cells.map((cell) => ({ ...cell, isHeader: true })) : cells));
}

function multicolumn(reader: Reader): void {
  const { gullet } = reader;
  const columns = Number.parseInt(gullet.word(), 10);
  const [own] = columnsOf(reader, gullet.argument()) ?? [];
  const cell = cellsOf(reader).at(-1);
  if (cell !== undefined && columns > 0) cell.columns = columns;
  gullet.passOn(inkOfCell(own?.ink ?? [], cell?.hasGround ?? false));
}

/** `\multirow[c]{2}[0]{*}[0pt]{…}`. A negative number counts upwards. */
function multirow(reader: Reader): void {
  const { gullet } = reader;
  gullet.bracketed();
  const rows = Number.parseInt(gullet.word(), 10);
  gullet.bracketed();
  gullet.argument();
  gullet.bracketed();
  const cell = cellsOf(reader).at(-1);
  if (cell !== undefined && Math.abs(rows) > 1) cell.rows = rows;
  gullet.passOn();
}

/** A mark of a note below the table: no part of what the cell says. */
function noteMark(reader: Reader, tokens: readonly Token[]): void {
  const text = plainText(reader.capture(tokens, reader.context)).replaceAll('$', '').trim();
  if (text !== '') reader.inline({ kind: 'footnote-mark', to: text, text });
}

/** `\SetCell[r=2,c=3]{bg=black}` of tabularray. */
function setCell(reader: Reader): void {
  const spans = texOf(reader.gullet.bracketed() ?? []);
  const cell = cellsOf(reader).at(-1);
  const span = (name: string): number => Number(new RegExp(`\\b${name}=(\\d+)`).exec(spans)?.[1] ?? 1);
  if (cell !== undefined) [cell.rows, cell.columns] = [span('r'), span('c')];
  if (/bg|back/.test(texOf(reader.gullet.argument()))) setInk(reader, { ground: 'unknown' });
}

export const tableCommands: Readonly<Record<string, Handler>> = {
  SetCell: setCell,
  multicolumn,
  multirow,
  tablenotemark: (reader) => {
    const mark = reader.gullet.bracketed();
    if (mark !== undefined) noteMark(reader, mark);
  },
  tnote: (reader) => noteMark(reader, reader.gullet.argument()),
};

export const tableEnvironments: Readonly<Record<string, Handler>> = {
  tabular: tabular(0),
  'tabular*': tabular(1),
  tabularx: tabular(1),
  tabulary: tabular(1),
  tblr: tabular(0),
  longtable: tabular(0),
  longtblr: tabular(0),
  supertabular: tabular(0),
  xltabular: tabular(1),
  NiceTabular: tabular(0),
  array: tabular(0),
};
