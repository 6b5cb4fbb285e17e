import assert from 'node:assert/strict';
import { recipeOf } from '../../../../src/reproduction/literature/recipe.ts';
import { type Random, randomOf } from '../../../soak/random.ts';
import { readTex } from '../../../support/readExample.ts';

interface Drawn {
  readonly tex: string;
  /** What is printed at each place, as its reader would see it; what a span covers has what stands at its beginning nowhere else. */
  readonly grid: readonly (readonly string[])[];
}

const headings = [
  'Accuracy (\\%)',
  'F1',
  'Error',
  'SST-2',
  'CIFAR-10',
  'Params (M)',
  'Time (h)',
  'BLEU',
  'Method',
  '',
  'Test',
  'Validation',
  'Learning rate',
];
const labels = ['Ours', 'HaloNorm (ours)', 'ResNet-18', 'Adam et al.', '+ gates', '', 'Baseline', 'Dropout', 'Proposed'];

function cell(random: Random): { readonly tex: string; readonly text: string } {
  const value = (random.next() * 100).toFixed(random.int(0, 3));
  const spread = random.next().toFixed(1);
  return random.pick([
    { tex: value, text: value },
    { tex: value, text: value },
    { tex: `\\textbf{${value}}`, text: value },
    { tex: `${value} $\\pm$ ${spread}`, text: `${value}±${spread}` },
    { tex: '--', text: '–' },
    { tex: '', text: '' },
    { tex: `${value}\\%`, text: `${value}%` },
    { tex: 'n/a', text: 'n/a' },
    { tex: `\\underline{${value}}`, text: value },
  ]);
}

function draw(random: Random): Drawn {
  const width = random.int(1, 6);
  const grid: string[][] = [];
  const lines: string[] = [];
  const put = (cells: readonly { readonly tex: string; readonly text: string; readonly span?: number }[]): void => {
    grid.push(cells.flatMap(({ text, span = 1 }) => [text, ...Array.from({ length: span - 1 }, () => '')]));
    lines.push(`${cells.map(({ tex, span }) => (span === undefined ? tex : `\\multicolumn{${span}}{c}{${tex}}`)).join(' & ')} \\\\`);
  };
  for (let rows = random.int(0, 2); rows > 0; rows--) {
    const isSpanned = width > 2 && random.chance(0.3);
    const heading = (): { readonly tex: string; readonly text: string } => {
      const tex = random.pick(headings);
      return { tex, text: tex.replaceAll('\\', '') };
    };
    put(isSpanned ? [heading(), { ...heading(), span: width - 1 }] : Array.from({ length: width }, heading));
  }
  for (let rows = random.int(0, 7); rows > 0; rows--) {
    const label = random.pick(labels);
    put([{ tex: label, text: label }, ...Array.from({ length: width - 1 }, () => cell(random))]);
  }
  const caption = random.pick([
    'Accuracy on the test set.',
    'Results.',
    'Main results on SST-2 (validation).',
    'Accuracy and F1.',
    'Settings.',
    '',
  ]);
  return {
    tex: `\\begin{table}\\caption{${caption}}\\begin{tabular}{${'c'.repeat(width)}}${lines.join('\n')}\\end{tabular}\\end{table}`,
    grid,
  };
}

describe('Results of random tables', function () {
  this.timeout(60_000);

  // shows: literature-not-said
  it('are what is printed at the row and column that they name, in the table that they name', () => {
    const random = randomOf('tables of results');
    let seen = 0;
    for (let round = 0; round < 250; round++) {
      const tables = Array.from({ length: random.int(1, 3) }, () => draw(random));
      const body = tables.map(({ tex }) => tex).join('\n\n');
      const { results } = recipeOf(
        readTex(
          `\\documentclass{article}\\title{T}\\begin{document}\\maketitle\\section{Results} We train on SST-2.\n\n${body}\n\\end{document}`,
        ),
      );
      for (const { address, row, column, text, metric, split } of results) {
        seen++;
        const number = Number(/#S1\.T(\d+)$/.exec(address)?.[1]);
        const printed = tables[number - 1]?.grid[row - 1]?.[column - 1];
        assert.equal(text.replaceAll(/\s/g, ''), printed?.replaceAll(/\s/g, ''), `round ${round}: ${address} ${row}/${column}`);
        // What is said of a number stands in its table.
        const words = tables[number - 1]?.tex.toLowerCase() ?? '';
        assert.ok(metric === undefined || words.includes(metric.toLowerCase().replaceAll('%', '\\%')), metric);
        assert.ok(split === undefined || words.includes(split.text), `${split?.text} in ${words}`);
      }
    }
    assert.ok(seen > 200, `${seen} results`);
  });
});
