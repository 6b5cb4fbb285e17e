/** `tabular` and its kin as rows of cells, with what spans columns and rows. */
import { type Cell, plainText } from '../../document.ts';
import type { Gullet } from '../gullet.ts';
import type { Handler, Reader } from '../reader.ts';
import { isCommand, type Token } from '../token.ts';
import { floatsOf } from './floats.ts';

interface OpenCell {
  columns: number;
  rows: number;
}

const open = new WeakMap<Reader, OpenCell[]>();

function cellsOf(reader: Reader): OpenCell[] {
  const cells = open.get(reader) ?? [];
  open.set(reader, cells);
  return cells;
}

interface Row {
  readonly cells: readonly Cell[];
  readonly isRuledBefore: boolean;
}

/** Rules between rows, and what belongs to them. */
function rules(gullet: Gullet): 'rule' | 'partial' | undefined {
  let found: 'rule' | 'partial' | undefined;
  for (;;) {
    gullet.skipSpaces();
    const token = gullet.nextExpanded();
    if (token === undefined) return found;
    if (token.kind === 'space' || isCommand(token, 'par')) continue;
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
    case 'rowcolor':
    case 'arrayrulecolor':
    case 'rowfont':
    case 'noindent':
    case 'centering':
      gullet.bracketed();
      if (name === 'noalign' || name === 'rowcolor' || name === 'arrayrulecolor' || name === 'rowfont') gullet.argument();
      if (name === 'rowcolor') {
        gullet.bracketed();
        gullet.bracketed();
      }
      return 'none';
    case 'endhead':
    case 'endfirsthead':
    case 'endfoot':
    case 'endlastfoot':
      return 'none';
    default:
      return undefined;
  }
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
    gullet.argument();
    const rows = readRows(reader, name);
    const float = floatsOf(reader).at(-1);
    const cells = headed(rows);
    if (cellsOf(reader).length > 0) {
      nested(reader, cells);
      return;
    }
    if (float !== undefined) {
      float.tables.push(cells);
      return;
    }
    if (reader.captured !== undefined) return nested(reader, cells);
    const { record } = reader;
    const para = record.para(reader.place());
    record.add(record.unique(`${para}.t${record.count(para, 't')}`), { kind: 'table', caption: [], rows: cells }, reader.place());
  };
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

function readRows(reader: Reader, name: string): readonly Row[] {
  const { gullet } = reader;
  const rows: Row[] = [];
  const cells = cellsOf(reader);
  /** Rows that a cell above still covers, by column. */
  const covered: number[] = [];
  const id = reader.captured ?? reader.context;
  gullet.meanings.openGroup();
  for (let isLast = false; !isLast; ) {
    const rule = rules(gullet);
    const row: { readonly cell: Cell; readonly column: number }[] = [];
    let column = 0;
    for (;;) {
      const cell: OpenCell = { columns: 1, rows: 1 };
      cells.push(cell);
      gullet.meanings.openGroup();
      const { content, stopped } = reader.captureUntil(
        (token, ended) => ended === name || ended === 'document' || token.kind === 'align' || isRowEnd(token),
        id,
      );
      gullet.meanings.closeGroup();
      cells.pop();
      row.push({ cell: { content, columns: cell.columns, rows: cell.rows, isHeader: false }, column });
      column += cell.columns;
      if (stopped?.kind === 'align') continue;
      if (stopped !== undefined && isRowEnd(stopped)) {
        gullet.star();
        if (gullet.peek()?.text === '[') gullet.bracketed();
        break;
      }
      isLast = true;
      break;
    }
    const isEmpty = isLast && row.every(({ cell }) => cell.content.length === 0);
    if (!isEmpty) rows.push({ cells: uncovered(row, covered), isRuledBefore: rule === 'rule' });
    else if (rule === 'rule') rows.push({ cells: [], isRuledBefore: true });
  }
  gullet.meanings.closeGroup();
  return rows;
}

/** Without the empty cells that a `\multirow` above covers. */
function uncovered(row: readonly { readonly cell: Cell; readonly column: number }[], covered: number[]): readonly Cell[] {
  const kept: Cell[] = [];
  const starting: [number, number][] = [];
  for (const { cell, column } of row) {
    const isCovered = (covered[column] ?? 0) > 0 && cell.content.length === 0;
    if (!isCovered) kept.push(cell);
    if (!isCovered && cell.rows > 1) for (let at = column; at < column + cell.columns; at++) starting.push([at, cell.rows]);
  }
  for (const [at, left] of covered.entries()) covered[at] = Math.max(0, (left ?? 0) - 1);
  for (const [at, rows] of starting) covered[at] = rows - 1;
  return kept;
}

/** Rows above the first rule between rows are heads, where there is one further down than the top. */
function headed(rows: readonly Row[]): readonly (readonly Cell[])[] {
  const ruled = rows.findIndex(({ isRuledBefore }, index) => index > 0 && isRuledBefore);
  const filled = rows.filter(({ cells }) => cells.length > 0);
  const isFramed = rows[0]?.isRuledBefore ?? false;
  const heads = isFramed && ruled > 0 && rows.slice(ruled).some(({ cells }) => cells.length > 0) ? ruled : 0;
  return filled.map(({ cells }, index) => (index < heads ? cells.map((cell) => ({ ...cell, isHeader: true })) : cells));
}

function multicolumn(reader: Reader): void {
  const { gullet } = reader;
  const columns = Number.parseInt(gullet.word(), 10);
  gullet.argument();
  const cell = cellsOf(reader).at(-1);
  if (cell !== undefined && columns > 0) cell.columns = columns;
  gullet.push(gullet.argument());
}

/** `\multirow[c]{2}[0]{*}[0pt]{…}`. A negative number counts upwards: the cell stands in the last of its rows. */
function multirow(reader: Reader): void {
  const { gullet } = reader;
  gullet.bracketed();
  const rows = Number.parseInt(gullet.word(), 10);
  gullet.bracketed();
  gullet.argument();
  gullet.bracketed();
  const cell = cellsOf(reader).at(-1);
  if (cell !== undefined && rows > 1) cell.rows = rows;
  else if (rows < 0) reader.record.doubt('A cell that spans rows upwards is shown in its last row.', reader.captured);
  gullet.push(gullet.argument());
}

/** A mark of a note below the table: no part of what the cell says. */
function noteMark(reader: Reader, tokens: readonly Token[]): void {
  const text = plainText(reader.capture(tokens, reader.context)).replaceAll('$', '').trim();
  if (text !== '') reader.inline({ kind: 'footnote-mark', to: text, text });
}

export const tableCommands: Readonly<Record<string, Handler>> = {
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
