/** Generated cells of tables, as our own reader of LaTeX gives them, and whether what was made of one is what it says. */
import type { Inline, Table } from '../../src/papers/document.ts';
import type { ParsedCell } from '../../src/reproduction/cells/parseCell.ts';
import { paperOf } from '../bench/said/texts.ts';
import type { TrueCell } from '../fixtures/reproduction/cells/generateCells.ts';

/** Five to a row. */
export function contentsOf(cells: readonly TrueCell[]): readonly (readonly Inline[])[] {
  const rows = Array.from({ length: Math.ceil(cells.length / 5) }, (_, row) =>
    ['x', ...cells.slice(row * 5, row * 5 + 5).map(({ tex }) => tex)].join(' & '),
  );
  const tex = `\\documentclass{article}\\begin{document}\\begin{table}\\begin{tabular}{llllll}${rows.join('\\\\\n')}\\end{tabular}\\end{table}\\end{document}`;
  const paper = paperOf(tex);
  const table = paper.nodes.find((node): node is Table => node.kind === 'table');
  return (table?.rows ?? []).flatMap((row) => row.slice(1).map(({ content }) => content));
}

export function isAsMeant(parsed: ParsedCell, { truth }: TrueCell): boolean {
  if (parsed.kind !== truth.kind) return false;
  if (parsed.kind === 'numbers' && truth.kind === 'numbers')
    return JSON.stringify(parsed.numbers.map(({ value }) => value)) === JSON.stringify(truth.values);
  if (parsed.kind !== 'number' || truth.kind !== 'number') return true;
  return (
    parsed.value === truth.value &&
    parsed.spread === truth.spread &&
    parsed.unit === truth.unit &&
    parsed.isBest === truth.isBest &&
    JSON.stringify(parsed.interval) === JSON.stringify(truth.interval)
  );
}

/** Read as a number that is not there: the worst there is. */
export function isAnotherNumber(parsed: ParsedCell, { truth }: TrueCell): boolean {
  return parsed.kind === 'number' && (truth.kind !== 'number' || parsed.value !== truth.value);
}
