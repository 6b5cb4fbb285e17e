/** Where words that are quoted from a paper stand in it. */
import type { ShownNode } from '../../src/protocol/paper.ts';
import type { Item } from './item.ts';
import { escaped, type Match } from './search.ts';
import { lengthOf, runsOf, wordsOf } from './words.ts';

/** `index`: of the item. `quote`: formulas as TeX between dollar signs; of a table what heads a cell, then the cell: `Batch size: $32$`. */
export function quotedIn(item: Item, index: number, quote: string): readonly Match[] {
  const pattern = patternOf(quote);
  if (pattern === undefined) return [];
  for (const [run, text] of runsOf(item).entries()) {
    const match = pattern.exec(text);
    if (match !== null) return [{ item: index, run, start: match.index, end: match.index + match[0].length }];
  }
  return item.kind === 'node' && item.node.kind === 'table' ? cellsOf(item.node, index, quote) : [];
}

function patternOf(quote: string): RegExp | undefined {
  const words = plain(quote).split(/\s+/u);
  return words[0] === '' ? undefined : new RegExp(words.map(escaped).join('\\s*'), 'u');
}

function plain(quote: string): string {
  return quote.replaceAll(/^…|…$|(?<!\\)\$/gu, '').trim();
}

interface Placed {
  readonly row: number;
  readonly column: number;
  readonly match: Match;
  readonly words: string;
}

/** The cells that head it, and the one in their row or column that holds the rest. */
function cellsOf(table: Extract<ShownNode, { readonly kind: 'table' }>, item: number, quote: string): readonly Match[] {
  let run = 0;
  const cells = table.rows.flatMap((cellsOfRow, row) => {
    let column = 0;
    return cellsOfRow.map(({ content, columns }): Placed => {
      const at = column;
      column += columns;
      run += 1;
      return { row, column: at, words: comparable(wordsOf(content)), match: { item, run, start: 0, end: lengthOf(content) } };
    });
  });
  const pieces = plain(quote).split(/:\s+/u).map(comparable);
  const last = pieces.pop() ?? '';
  const heads = cells.filter(({ words }) => pieces.includes(words));
  const value = cells.find(
    (cell) =>
      cell.words.includes(last) && !heads.includes(cell) && heads.some(({ row, column }) => row === cell.row || column === cell.column),
  );
  return value === undefined
    ? []
    : [value, ...heads.filter(({ row, column }) => row === value.row || column === value.column)].map(({ match }) => match);
}

function comparable(words: string): string {
  return words.replaceAll(/\s+/gu, ' ').trim().toLowerCase();
}
