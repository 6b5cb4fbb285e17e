/** Cells of tables of results, typeset in every way the generator knows, read with our own reader of LaTeX; beside it the obvious pattern. */

import { plainText, type Table } from '../../src/papers/document.ts';
import { readLatex } from '../../src/papers/latex/readLatex.ts';
import { parseCell } from '../../src/reproduction/cells/parseCell.ts';
import { generateCells, type TrueCell } from '../fixtures/reproduction/cells/generateCells.ts';

const count = 1_000;
let [ours, plain, otherNumbers, otherNumbersPlain] = [0, 0, 0, 0];
const seeds = [101, 102, 103, 104, 105];
for (const seed of seeds) {
  const cells = generateCells(seed, count);
  const contents = read(cells);
  cells.forEach(({ truth }, index) => {
    const content = contents[index] ?? [];
    const parsed = parseCell(content);
    const isSame =
      parsed.kind === truth.kind &&
      (parsed.kind !== 'number' ||
        truth.kind !== 'number' ||
        (parsed.value === truth.value && parsed.spread === truth.spread && parsed.unit === truth.unit)) &&
      (parsed.kind !== 'numbers' || truth.kind !== 'numbers' || parsed.numbers.every(({ value }, at) => value === truth.values[at]));
    if (isSame) ours++;
    if (parsed.kind === 'number' && (truth.kind !== 'number' || parsed.value !== truth.value)) otherNumbers++;
    const [, found, spread] = /(-?\d+(?:\.\d+)?)(?:\s*(?:±|\\pm)\s*(\d+(?:\.\d+)?))?/.exec(plainText(content)) ?? [];
    const value = found === undefined ? undefined : Number(found);
    if (
      truth.kind === 'number'
        ? value === truth.value && (spread === undefined ? undefined : Number(spread)) === truth.spread
        : value === undefined
    )
      plain++;
    if (value !== undefined && (truth.kind !== 'number' || value !== truth.value)) otherNumbersPlain++;
  });
}
const all = seeds.length * count;
const share = (part: number) => `${((100 * part) / all).toFixed(2)} %`;
console.log(`${all} cells: ${share(ours)} as meant (goal ≥ 99 %), ${otherNumbers} read as another number`);
console.log(`the first number of the text by a pattern: ${share(plain)} as meant, ${otherNumbersPlain} read as another number`);

function read(cells: readonly TrueCell[]) {
  const rows = Array.from({ length: Math.ceil(cells.length / 5) }, (_, row) =>
    ['x', ...cells.slice(row * 5, row * 5 + 5).map(({ tex }) => tex)].join(' & '),
  );
  const tex = `\\documentclass{article}\\begin{document}\\begin{table}\\begin{tabular}{llllll}${rows.join('\\\\\n')}\\end{tabular}\\end{table}\\end{document}`;
  const paper = readLatex(new Map([['main.tex', tex]]), { id: 'file:main.tex', main: 'main.tex' });
  const table = paper.nodes.find((node): node is Table => node.kind === 'table');
  return (table?.rows ?? []).flatMap((row) => row.slice(1).map(({ content }) => content));
}
