import assert from 'node:assert/strict';
import type { Table } from '../../../../src/papers/document.ts';
import { reportedCells, scaled } from '../../../../src/reproduction/cells/reported.ts';
import { paperOf } from '../../../bench/said/texts.ts';

function tableOf(body: string, caption = ''): Table {
  const tex = `\\documentclass{article}\\usepackage{booktabs,multirow}\\begin{document}\\begin{table}\\caption{${caption}}${body}\\end{table}\\end{document}`;
  const table = paperOf(tex).nodes.find((node): node is Table => node.kind === 'table');
  assert.ok(table);
  return table;
}

const numbers = (table: Table) =>
  reportedCells(table).flatMap(({ rowPath, columnPath, words, cell }) =>
    cell.kind === 'number'
      ? [[rowPath.join(' › '), columnPath.join(' › '), scaled(cell, words).value, words.better, scaled(cell, words).unit]]
      : [],
  );

describe('A table of results', () => {
  // shows: table-headings
  it('gives each number the headings above and before it, over spans, with metric, direction and unit', () => {
    const table = tableOf(String.raw`\begin{tabular}{lcccc}\toprule
      & \multicolumn{2}{c}{CIFAR-10} & \multicolumn{2}{c}{SVHN}\\ \cmidrule{2-5}
      Method & Acc.\ (\%) $\uparrow$ & NLL $\downarrow$ & Acc.\ (\%) $\uparrow$ & NLL $\downarrow$\\ \midrule
      Baseline & 91.2 & 0.31 & 94.0 & 0.25\\
      Ours & \textbf{92.3} & 0.28 & 95.1 & -- \\ \bottomrule\end{tabular}`);
    assert.deepEqual(numbers(table), [
      ['Baseline', 'CIFAR-10 › Acc. (%) ↑', 91.2, 'higher', '%'],
      ['Baseline', 'CIFAR-10 › NLL ↓', 0.31, 'lower', undefined],
      ['Baseline', 'SVHN › Acc. (%) ↑', 94, 'higher', '%'],
      ['Baseline', 'SVHN › NLL ↓', 0.25, 'lower', undefined],
      ['Ours', 'CIFAR-10 › Acc. (%) ↑', 92.3, 'higher', '%'],
      ['Ours', 'CIFAR-10 › NLL ↓', 0.28, 'lower', undefined],
      ['Ours', 'SVHN › Acc. (%) ↑', 95.1, 'higher', '%'],
    ]);
  });

  it('takes a row of one heading for what the rows below are of, and a multirow for all that it covers', () => {
    const grouped = tableOf(String.raw`\begin{tabular}{lc} Method & Error ($\times10^{-2}$)\\ \midrule
      \multicolumn{2}{c}{\emph{Small}}\\ A & 3.1\\ B & 2.9\\ \multicolumn{2}{c}{\emph{Large}}\\ A & 2.5\\ \end{tabular}`);
    assert.deepEqual(numbers(grouped), [
      ['Small › A', 'Error (×10^-2)', 0.031, 'lower', undefined],
      ['Small › B', 'Error (×10^-2)', 0.029, 'lower', undefined],
      ['Large › A', 'Error (×10^-2)', 0.025, 'lower', undefined],
    ]);
    const covered = tableOf(String.raw`\begin{tabular}{llc} Data & Rank & Return\\ \midrule
      \multirow{2}{*}{Hopper} & 4 & 310.5\\ & 8 & 322.0\\ \end{tabular}`);
    assert.deepEqual(
      numbers(covered).map(([row, column, value]) => [row, column, value]),
      [
        ['Hopper', 'Rank', 4],
        ['Hopper', 'Return', 310.5],
        ['Hopper', 'Rank', 8],
        ['Hopper', 'Return', 322],
      ],
    );
  });

  it('takes the metric from the caption where no heading names one', () => {
    const table = tableOf(
      String.raw`\begin{tabular}{lcc} & Books & News\\ \midrule GRU & 88.1 & 90.2\\ \end{tabular}`,
      'Test perplexity after ten epochs.',
    );
    assert.deepEqual(
      reportedCells(table).map(({ words }) => words.better),
      ['lower', 'lower'],
    );
  });
});
