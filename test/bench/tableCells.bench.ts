/** Cells of tables of results, typeset in every way the generator knows, read with our own reader of LaTeX; beside it the obvious pattern. */
import { plainText } from '../../src/papers/document.ts';
import { parseCell } from '../../src/reproduction/cells/parseCell.ts';
import { generateCells } from '../fixtures/reproduction/cells/generateCells.ts';
import { contentsOf, isAnotherNumber, isAsMeant } from '../support/tableCells.ts';

const count = 1_000;
const seeds = [101, 102, 103, 104, 105];
const [ours, plain] = [
  { right: 0, other: 0 },
  { right: 0, other: 0 },
];
for (const seed of seeds) {
  const cells = generateCells(seed, count);
  const contents = contentsOf(cells);
  cells.forEach((cell, index) => {
    const content = contents[index] ?? [];
    const parsed = parseCell(content);
    if (isAsMeant(parsed, cell)) ours.right++;
    if (isAnotherNumber(parsed, cell)) ours.other++;
    const [, found, spread] = /(-?\d+(?:\.\d+)?)(?:\s*(?:±|\\pm)\s*(\d+(?:\.\d+)?))?/.exec(plainText(content)) ?? [];
    const value = found === undefined ? undefined : Number(found);
    const { truth } = cell;
    const isRight =
      truth.kind === 'number'
        ? value === truth.value && (spread === undefined ? undefined : Number(spread)) === truth.spread
        : value === undefined;
    if (isRight) plain.right++;
    if (value !== undefined && (truth.kind !== 'number' || value !== truth.value)) plain.other++;
  });
}
const all = seeds.length * count;
const share = (part: number) => `${((100 * part) / all).toFixed(2)} %`;
console.log(`${all} cells: ${share(ours.right)} as meant (goal ≥ 99 %), ${ours.other} read as another number`);
console.log(`the first number of the text by a pattern: ${share(plain.right)} as meant, ${plain.other} read as another number`);
