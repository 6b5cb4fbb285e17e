import assert from 'node:assert/strict';
import { hasBest, shownColumns } from '../../../webview-ui/curves/table/chosen.ts';
import { columnOf, durationOf, parametersOf, sorted } from '../../../webview-ui/curves/table/columns.ts';
import { dimensionOf } from '../../../webview-ui/curves/table/dimension.ts';
import { groupCell, isUnusual, shownTable, textTable } from '../../../webview-ui/curves/table/tableModel.ts';
import { asLatex, asMarkdown } from '../../../webview-ui/curves/table/tableText.ts';
import { readCurvesState } from '../../../webview-ui/curves/viewState.ts';
import { makeRun, makeSummaries } from './tableRuns.ts';

const state = readCurvesState(undefined).table;
const runs = [
  makeRun('a', { name: 'a|1', createdMs: 3, parameters: { lr: '0.1', seed: '1', model: 'mlp' } }),
  makeRun('b', { createdMs: 2, parameters: { lr: '0.01', seed: '2', model: 'mlp' } }),
  makeRun('c', { createdMs: 1, parameters: { lr: '0.01', seed: '3', model: 'mlp' } }),
];
const summaryOf = makeSummaries({
  a: { loss: { last: Number.NaN } },
  b: { loss: { last: 0.3, best: 0.2 } },
  c: { loss: { last: 0.1, best: 0.1 } },
});

function idsOf(all: readonly { readonly id: string }[]): string {
  return all.map(({ id }) => id).join('');
}

function rounded(place: number | undefined): number | undefined {
  return place === undefined ? undefined : Number(place.toFixed(6));
}

describe('The runs table', () => {
  // shows: curves-table
  it('sorts by any column; runs that have nothing there, or NaN, stand last in both directions', () => {
    assert.equal(idsOf(sorted(runs, 'param:lr', false, summaryOf, 0)), 'bca');
    assert.equal(idsOf(sorted(runs, 'last:loss', false, summaryOf, 0)), 'cba');
    assert.equal(idsOf(sorted(runs, 'last:loss', true, summaryOf, 0)), 'bca');
    assert.equal(idsOf(sorted(runs, 'best:loss', true, summaryOf, 0)), 'bca');
    assert.equal(idsOf(sorted(runs, 'created', true, summaryOf, 0)), 'abc');
    assert.equal(idsOf(sorted(runs, 'param:of-an-older-view', true, summaryOf, 0)), 'abc');
  });

  // shows: curves-table
  it('shows first what the runs differ in, and emphasises what most of them do not have', () => {
    assert.deepEqual(parametersOf(runs), [
      { name: 'lr', differs: true },
      { name: 'seed', differs: true },
      { name: 'model', differs: false },
    ]);
    const words = shownColumns([], runs, ['lr_schedule', 'loss'], (metric) => metric === 'loss');
    assert.deepEqual(words, ['duration', 'param:lr', 'param:seed', 'best:loss', 'last:loss']);
    assert.deepEqual(
      shownColumns(['place', 'gone:x'], runs, [], () => false),
      ['place'],
      'a word of another version is passed over',
    );
    const byPlace = runs.map((run, at) => ({ ...run, parameters: { 'argument 1': `config-${at}.yaml` } }));
    assert.deepEqual(
      shownColumns([], byPlace, ['loss'], () => false),
      ['duration', 'last:loss'],
      'what has no name is shown to those who choose it',
    );
    const { columns } = shownTable(runs, state, words, summaryOf, 0);
    const lr = columns.find(({ word }) => word === 'param:lr');
    assert.ok(lr !== undefined);
    assert.equal(lr.usual, '0.01');
    assert.deepEqual(
      runs.map((run) => isUnusual(lr, run)),
      [true, false, false],
    );
    assert.equal(columns.find(({ word }) => word === 'param:seed')?.usual, undefined, 'where all differ nothing is usual');
    assert.equal(hasBest(new Map()), false);
  });

  it('knows no duration of a run that was lost: nobody saw its end', () => {
    assert.equal(durationOf(makeRun('a', { status: 'running', startedMs: 1000 }), 4000), 3000);
    assert.equal(durationOf(makeRun('a', { status: 'done', startedMs: 1000, pausedMs: 5000, endedMs: 9000 }), 99_000), 3000);
    assert.equal(durationOf(makeRun('a', { status: 'lost', startedMs: 1000 }), 4000), undefined);
  });

  // shows: curves-table
  it('lists all runs where the filter cannot be read, says why, and keeps archived runs back', () => {
    const broken = shownTable(runs, { ...state, filter: 'lr <' }, [], summaryOf, 0);
    assert.equal(broken.runs.length, 3);
    assert.equal(broken.fault, 'A value is missing after “lr <”.');
    const unknown = shownTable(runs, { ...state, filter: 'lrr < 1' }, [], summaryOf, 0);
    assert.match(unknown.fault ?? '', /^No run has “lrr”\./);
    const archived = [...runs, makeRun('d', { isArchived: true })];
    assert.equal(idsOf(shownTable(archived, state, [], summaryOf, 0).runs), 'abc');
    assert.equal(shownTable(archived, { ...state, hasArchived: true }, [], summaryOf, 0).runs.length, 4);
  });

  // shows: curves-group
  it('says of a group what its runs share, and mean and standard deviation of what they measured', () => {
    const group = runs.slice(1);
    const cell = (word: string) => {
      const column = columnOf(word);
      return column === undefined ? undefined : groupCell(group, column, summaryOf, 0);
    };
    assert.deepEqual(cell('param:lr'), { kind: 'same', cell: { text: '0.01', sort: 0.01, isNumber: true } });
    assert.equal(cell('param:seed'), undefined);
    const spread = cell('last:loss');
    assert.ok(spread?.kind === 'spread');
    assert.ok(Math.abs(spread.mean - 0.2) < 1e-12 && Math.abs(spread.deviation - Math.SQRT2 / 10) < 1e-12);
    assert.equal(spread.count, 2);
  });

  // shows: curves-copy
  it('is copied as Markdown and as LaTeX, with what each of them needs escaped', () => {
    const shown = shownTable(runs, state, ['param:lr', 'last:loss'], summaryOf, 0);
    const table = textTable({ ...shown, runs: shown.runs.slice(0, 2) }, summaryOf, 0);
    assert.equal(asMarkdown(table), '| run | lr | loss |\n| --- | ---: | ---: |\n| a\\|1 | 0.1 | NaN |\n| b | 0.01 | 0.3 |');
    const latex = asLatex({
      titles: ['run_1', '50 %'],
      isNumber: [false, true],
      rows: [
        ['a & b', '1.20e−5'],
        ['x^2', '0.3 ± 0.1'],
      ],
    });
    assert.ok(latex.includes('\\begin{tabular}{lr}\n\\toprule\nrun\\_1 & 50 \\% \\\\'), latex);
    assert.ok(latex.includes('a \\& b & $1.20 \\times 10^{-5}$ \\\\\nx\\textasciicircum{}2 & 0.3 $\\pm$ 0.1 \\\\\n\\bottomrule'), latex);
  });

  // shows: curves-compare-drawings
  it('spreads what differs by factors over a logarithm, words in their order, and leaves out what is not finite', () => {
    const many = ['0.1', '0.001', '0.01'].map((lr, at) =>
      makeRun(String(at), { parameters: { lr, act: ['relu', 'gelu', 'relu'][at] ?? '' } }),
    );
    const places = (word: string) => {
      const column = columnOf(word);
      const dimension = column === undefined ? undefined : dimensionOf(many, column, () => undefined, 0);
      return {
        scale: dimension?.scale,
        places: many.map((run) => rounded(dimension?.placeOf(run))),
        ticks: dimension?.ticks.map(({ label }) => label),
      };
    };
    assert.deepEqual(places('param:lr'), { scale: 'log', places: [0.96, 0.04, 0.5], ticks: ['0.001', '0.01', '0.1'] });
    assert.deepEqual(places('param:act'), { scale: 'words', places: [0.96, 0.04, 0.96], ticks: ['gelu', 'relu'] });
    const loss = columnOf('last:loss');
    assert.ok(loss !== undefined);
    const dimension = dimensionOf(runs, loss, summaryOf, 0);
    assert.deepEqual(
      runs.map((run) => rounded(dimension?.placeOf(run))),
      [undefined, 0.96, 0.04],
    );
    assert.equal(dimensionOf([], loss, summaryOf, 0), undefined);
  });
});
