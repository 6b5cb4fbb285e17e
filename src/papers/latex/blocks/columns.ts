/** What the columns of a table put around their cells: `>{$}c<{$}`, `r@{.}l`, and types of the paper’s own. */
import { plainText } from '../../document.ts';
import type { Handler, Reader } from '../reader.ts';
import { isCommand, type Token } from '../token.ts';

export interface Column {
  readonly before: readonly Token[];
  readonly after: readonly Token[];
  /** Colours of its cells. */
  readonly ink: readonly Token[];
}

interface ColumnType {
  readonly count: number;
  readonly body: readonly Token[];
}

const types = new WeakMap<Reader, Map<string, ColumnType>>();

function typesOf(reader: Reader): Map<string, ColumnType> {
  const known = types.get(reader) ?? new Map<string, ColumnType>();
  types.set(reader, known);
  return known;
}

/** `\\newcolumntype{C}[1]{>{$}p{#1}<{$}}`. */
export const newColumnType: Handler = (reader) => {
  const { gullet } = reader;
  const name = gullet.word();
  const count = Number(gullet.bracketed()?.[0]?.text ?? 0);
  gullet.bracketed();
  typesOf(reader).set(name, { count, body: gullet.argument() });
};

const maxColumns = 400;
/** How many arguments stand behind a kind of column. */
const argumentsOf: Readonly<Record<string, number>> = { p: 1, m: 1, b: 1, w: 2, W: 2, D: 3 };

/** Only what its columns print counts; undefined where none prints anything. */
export function columnsOf(reader: Reader, specification: readonly Token[]): readonly Column[] | undefined {
  const columns: { before: Token[]; after: Token[]; ink: readonly Token[] }[] = [];
  let before: Token[] = [];
  const list = [...specification];
  const argument = (): readonly Token[] => {
    while (list[0]?.kind === 'space') list.shift();
    const first = list.shift();
    if (first === undefined) return [];
    if (first.kind !== 'begin') return [first];
    const read: Token[] = [];
    for (let depth = 1; list.length > 0; ) {
      const token = list.shift();
      if (token?.kind === 'begin') depth++;
      if (token?.kind === 'end' && --depth === 0) break;
      if (token !== undefined) read.push(token);
    }
    return read;
  };
  for (let steps = 0; list.length > 0 && columns.length < maxColumns && steps < 10 * maxColumns; steps++) {
    const token = list.shift();
    if (token === undefined || token.kind === 'space') continue;
    const own = token.kind === 'letter' ? typesOf(reader).get(token.text) : undefined;
    const last = columns.at(-1);
    if (own !== undefined) {
      const given = Array.from({ length: own.count }, argument);
      list.unshift(...substituted(own.body, given));
    } else if (token.text === '*') {
      const times = Number.parseInt(
        argument()
          .map(({ text }) => text)
          .join(''),
        10,
      );
      const repeated = argument();
      for (let left = Math.min(times || 0, maxColumns); left > 0; left--) list.unshift(...repeated);
    } else if (token.text === '>') before.push(...argument());
    else if (token.text === '<') last?.after.push(...argument());
    else if (token.text === '@' || token.text === '!') {
      const between = printed(reader, argument());
      if (last !== undefined) last.after.push(...between);
    } else if (token.kind === 'letter') {
      if (list[0]?.text === '[') while (list.length > 0 && list.shift()?.text !== ']');
      for (let left = argumentsOf[token.text] ?? 0; left > 0; left--) argument();
      columns.push({ before: before.some(({ kind }) => kind === 'math') ? before : [], after: [], ink: before });
      before = [];
    }
  }
  const read = columns.map((column) => ({
    ...column,
    after: column.before.length > 0 || !column.after.some(({ kind }) => kind === 'command') ? column.after : printed(reader, column.after),
  }));
  return read.some((column) => column.before.length > 0 || column.after.length > 0 || column.ink.length > 0) ? read : undefined;
}

function substituted(body: readonly Token[], given: readonly (readonly Token[])[]): readonly Token[] {
  return body.flatMap((token, at) => {
    if (token.kind === 'parameter') return given[Number(body[at + 1]?.text) - 1] ?? [];
    return body[at - 1]?.kind === 'parameter' ? [] : [token];
  });
}

/** Signs and formulas between columns; space and rules are about looks. */
function printed(reader: Reader, tokens: readonly Token[]): readonly Token[] {
  if (tokens.every(({ kind }) => kind === 'command' || kind === 'space')) return [];
  const said = reader.capture(tokens, 'columns');
  const isSign = said.length > 0 && (said.some(({ kind }) => kind === 'math') || /^[^\p{L}\p{N}]+$/u.test(plainText(said)));
  return isSign ? tokens : [];
}

/** Puts what the column prints around the cell that follows; one that spans columns has its own. */
export function surround(reader: Reader, { before, after }: Column, isRowEnd: (token: Token) => boolean): void {
  const { gullet } = reader;
  if (before.length === 0 && after.length === 0) return;
  const cell: Token[] = [];
  let depth = 0;
  for (let token = gullet.next(); token !== undefined; token = gullet.next()) {
    const isEnd = depth === 0 && (token.kind === 'align' || isRowEnd(token) || isCommand(token, 'end'));
    if (token.kind === 'begin' || isCommand(token, 'begin')) depth++;
    if (token.kind === 'end' || isCommand(token, 'end')) depth--;
    if (isEnd) {
      gullet.push([token]);
      break;
    }
    cell.push(token);
  }
  const first = cell.find(({ kind }) => kind !== 'space');
  const isAlone = first === undefined || isCommand(first, 'multicolumn');
  gullet.push(isAlone ? cell : [...before, ...cell, ...after]);
}
