/** Example papers as if they had been reproduced with their reference code: plan and runs as the truth has them. */

import assert from 'node:assert/strict';
import { paperSettingsFrom } from '../../../../src/papers/sources/settings.ts';
import { formatStage, parseStage } from '../../../../src/reproduction/stages/files.ts';
import type { RunsRecord } from '../../../../src/reproduction/stages/records.ts';
import type { Report } from '../../../../src/reproduction/stages/resultRecords.ts';
import { createRuns } from '../../../../src/runs/runs.ts';
import { exampleBytes, exampleTruth } from '../../../support/examplePapers.ts';
import { systemPython } from '../../../systemPython.ts';
import { writeRun } from '../../runs/writtenRun.ts';
import { type Toolbox, useToolbox } from '../../tools/toolbox.ts';
import { planOf } from '../planOf.ts';

export const stages = '.practicum/papers/file-paper.tex';

export function useReportBox(): Toolbox {
  return useToolbox({
    papers: () => ({ userAgent: 'practicum/test', settings: () => paperSettingsFrom({}) }),
    makeRuns: ({ roots, require }) =>
      createRuns({ roots, require, supervisor: { node: process.execPath, script: '' }, interpreter: async () => systemPython() }),
  });
}

/** The plan that measures every cell that the truth knows, and one run that went through all seeds as the reference code prints them. */
export async function reproduce(box: Toolbox, name: string): Promise<Report> {
  const { cells, results } = exampleTruth(name);
  const tables = new Map(cells.map(({ table }) => [table, `file:paper.tex#${table}`]));
  const plan = planOf({
    commands: { smoke: ['python', 'train.py'], run: ['python', 'train.py', '--seed', '{seed}'] },
    seeds: results.seeds,
    cells: cells.map(({ table, row, column, metric }) => ({
      address: tables.get(table) ?? '',
      row: row + 1,
      column: column + 1,
      key: metric,
      pick: 'last',
    })),
  });
  await box.put('paper.tex', exampleBytes(name, 'paper.tex'));
  await box.put(`${stages}/plan.json`, formatStage('plan', plan));
  const run = writeRun(box.root, `r_${name}`);
  for (const [at, seed] of results.seeds.entries()) {
    const metrics = Object.fromEntries(Object.entries(results.metrics).map(([metric, { perSeed }]) => [metric, perSeed[at]]));
    run.print(`${JSON.stringify({ seed, metrics, curves: { loss: Array.from({ length: 400 }, (_, step) => 1 / (step + 1)) } })}\n`);
  }
  run.end(0);
  const runs: RunsRecord = { v: 1, stage: 'runs', runs: [{ run: run.id, purpose: 'full', register: {}, inputs: {} }] };
  await box.put(`${stages}/runs.json`, formatStage('runs', runs));
  const { content } = await box.call('write_report', { paper: 'file:paper.tex' });
  assert.match(content, /^Wrote \.practicum\/papers\/file-paper\.tex\/report\.md\./);
  assert.ok((await box.text(`${stages}/report.md`)).startsWith('# Reproduction of'));
  return parseStage('report', await box.text(`${stages}/report.json`));
}

/** Cells that were not reproduced; asserts that they are those that the reference code does not reach. */
export async function divergedIn(box: Toolbox, names: readonly string[]): Promise<readonly string[]> {
  const diverged: string[] = [];
  for (const name of names) {
    const truth = exampleTruth(name);
    const { cells } = await reproduce(box, name);
    assert.equal(cells.length, truth.cells.length, name);
    for (const [at, { verdict, measured, paper, why }] of cells.entries()) {
      const wanted = truth.cells[at];
      const isNumber = wanted?.stated.mean === paper?.value;
      assert.ok(isNumber, `${name} ${at}: ${paper?.value} for ${wanted?.stated.mean}`);
      assert.equal(measured?.values.length, truth.results.seeds.length, `${name}: ${why}`);
      if (verdict !== 'reproduced' && verdict !== 'within noise') diverged.push(`${name} ${wanted?.metric}: ${verdict}`);
      assert.equal(verdict === 'reproduced' || verdict === 'within noise', wanted?.reached, `${name} ${wanted?.metric}: ${verdict}`);
    }
  }
  return diverged;
}
