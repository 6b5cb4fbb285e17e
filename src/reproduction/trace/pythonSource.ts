import { inLfSpace } from '../../workspace/lines.ts';
import { isNotebookPath, parseNotebook } from '../../workspace/notebookFormat.ts';
import { type Comment, type LogicalLine, tokenizeAnyway } from '../../workspace/pythonTokens.ts';
import { shapeOf, statementsOf, withoutHints, wordsOf } from './normalForm.ts';

/** Python text as trace links look at it: statements in the words that formatting leaves alone, and the symbols they stand in. Never fails. */

export interface Statement {
  /** From 1. */
  readonly line: number;
  readonly endLine: number;
  /** Blocks around it. */
  readonly depth: number;
  /** With its type hints. */
  readonly words: readonly string[];
  /** Without type hints, joined by blanks. */
  readonly core: string;
  readonly shape: string;
  /** Only strings: documentation. */
  readonly isText: boolean;
}

export interface CodeSymbol {
  /** `['Attention', 'forward']`. */
  readonly path: readonly string[];
  readonly kind: 'class' | 'function';
  /** Indexes of statements, `end` exclusive; decorators are its own. */
  readonly first: number;
  readonly head: number;
  readonly end: number;
  readonly line: number;
  readonly endLine: number;
  /** Index of the symbol around it. */
  readonly parent: number | undefined;
  /** Names of the symbols before and after it in the same block. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A code cell of a notebook: `line` is the first of its lines in the source. */
export interface CellSpan {
  readonly cell: number;
  readonly line: number;
}

export interface Source {
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  readonly lines: readonly string[];
  readonly statements: readonly Statement[];
  readonly symbols: readonly CodeSymbol[];
  readonly comments: readonly Comment[];
  /** Somebody is typing: what stands behind the first of these lines may have been misread. */
  readonly slips: readonly number[];
  /** Of a notebook. */
  readonly cells?: readonly CellSpan[];
}

/** What is in a file. A notebook that cannot be read holds nothing, and says so in `slips`. */
export function readSource(path: string, text: string): Source {
  if (!isNotebookPath(path)) return sourceOf(path, inLfSpace(text).replace(/^\ufeff/, ''));
  try {
    const parts: string[] = [];
    const cells: CellSpan[] = [];
    let line = 1;
    for (const [cell, { type, source }] of parseNotebook(text, path).cells.entries()) {
      if (type !== 'code') continue;
      const code = withoutMagic(inLfSpace(source));
      cells.push({ cell, line });
      parts.push(code);
      line += code.split('\n').length;
    }
    return { ...sourceOf(path, parts.join('\n')), cells };
  } catch {
    return { ...sourceOf(path, ''), slips: [1] };
  }
}

/** Cells as one text, in the order in which they stand. */
export function readCells(path: string, sources: readonly { readonly cell: number; readonly source: string }[]): Source {
  const parts = sources.map(({ source }) => withoutMagic(inLfSpace(source)));
  let line = 1;
  const cells = sources.map(({ cell }, at) => {
    const span = { cell, line };
    line += (parts[at] ?? '').split('\n').length;
    return span;
  });
  return { ...sourceOf(path, parts.join('\n')), cells };
}

/** `%matplotlib inline` and `!pip install` are no Python. */
function withoutMagic(code: string): string {
  if (/^\s*%%(?!time|capture)/.test(code)) return code.replaceAll(/^/gm, '# ');
  return code.replaceAll(/^(?=[ \t]*[%!?])/gm, '# ');
}

function sourceOf(path: string, text: string): Source {
  const { lines, comments, slips } = tokenizeAnyway(text);
  const statements = [...readStatements(lines)];
  return { path, lines: text.split('\n'), statements, symbols: readSymbols(statements), comments, slips: slips.map(({ line }) => line) };
}

function* readStatements(lines: readonly LogicalLine[]): Generator<Statement> {
  const levels: number[] = [0];
  for (const { indent, tokens } of lines) {
    const width = widthOf(indent);
    while (levels.length > 1 && (levels.at(-1) ?? 0) > width) levels.pop();
    if ((levels.at(-1) ?? 0) < width) levels.push(width);
    const depth = levels.length - 1;
    for (const statement of statementsOf(tokens)) {
      const words = wordsOf(statement.tokens);
      const core = withoutHints(words);
      const last = statement.tokens.at(-1);
      yield {
        line: statement.tokens[0]?.line ?? 1,
        endLine: last === undefined ? 1 : last.line + last.text.split('\n').length - 1,
        depth: depth + statement.below,
        words,
        core: core.join(' '),
        shape: shapeOf(core),
        isText: statement.tokens.every(({ kind }) => kind === 'string'),
      };
    }
  }
}

function widthOf(indent: string): number {
  let width = 0;
  for (const char of indent) width = char === '\t' ? (Math.floor(width / 8) + 1) * 8 : width + 1;
  return width;
}

interface OpenSymbol {
  readonly index: number;
  readonly depth: number;
}

function readSymbols(statements: readonly Statement[]): readonly CodeSymbol[] {
  const found: (Omit<CodeSymbol, 'before' | 'after' | 'end' | 'endLine'> & { end: number })[] = [];
  const open: OpenSymbol[] = [];
  let first: number | undefined;
  const close = (depth: number, at: number): void => {
    while ((open.at(-1)?.depth ?? Number.NEGATIVE_INFINITY) >= depth) {
      const symbol = found[open.pop()?.index ?? 0];
      if (symbol !== undefined) symbol.end = at;
    }
  };
  for (const [at, { words, depth }] of statements.entries()) {
    close(depth, first ?? at);
    if (words[0] === '@') {
      first ??= at;
      continue;
    }
    const keyword = words[0] === 'async' ? words[1] : words[0];
    const name = words[0] === 'async' ? words[2] : words[1];
    if ((keyword === 'def' || keyword === 'class') && name !== undefined) {
      const parent = open.at(-1)?.index;
      const path = [...(parent === undefined ? [] : (found[parent]?.path ?? [])), name];
      const start = first ?? at;
      const line = statements[start]?.line ?? 1;
      found.push({ path, kind: keyword === 'def' ? 'function' : 'class', first: start, head: at, end: at + 1, line, parent });
      open.push({ index: found.length - 1, depth });
    }
    first = undefined;
  }
  close(-1, statements.length);
  return withNeighbours(found.map((symbol) => ({ ...symbol, endLine: lastLine(statements, symbol.first, symbol.end) })));
}

function lastLine(statements: readonly Statement[], first: number, end: number): number {
  let line = 1;
  for (let at = first; at < end; at++) line = Math.max(line, statements[at]?.endLine ?? 1);
  return line;
}

function withNeighbours(symbols: readonly Omit<CodeSymbol, 'before' | 'after'>[]): readonly CodeSymbol[] {
  const siblings = Map.groupBy(symbols, ({ parent }) => parent);
  const places = new Map([...siblings.values()].flatMap((group) => group.map((symbol, at) => [symbol, { group, at }] as const)));
  return symbols.map((symbol) => {
    const { group, at } = places.get(symbol) ?? { group: [], at: 0 };
    return { ...symbol, before: group[at - 1]?.path.at(-1), after: group[at + 1]?.path.at(-1) };
  });
}

export function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}
