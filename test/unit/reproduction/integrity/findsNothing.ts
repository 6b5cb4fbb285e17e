import assert from 'node:assert/strict';
import { parseStage } from '../../../../src/reproduction/stages/files.ts';
import type { Integrity } from '../../../../src/reproduction/stages/records.ts';
import type { Toolbox } from '../../tools/toolbox.ts';
import { reproduce, stages } from '../report/reproduced.ts';

export async function integrityOf(box: Toolbox): Promise<Integrity> {
  await box.call('check_integrity', { paper: 'file:paper.tex' });
  return parseStage('integrity', await box.text(`${stages}/integrity.json`));
}

/** Asserts of example papers, as if their reference code had been run, that nothing is found against their runs. */
export async function findsNothingIn(box: Toolbox, papers: readonly string[]): Promise<void> {
  for (const name of papers) {
    await reproduce(box, name);
    const { findings, checks } = await integrityOf(box);
    assert.deepEqual(findings, [], name);
    assert.deepEqual(
      checks.flatMap((each) => (each.state === 'clean' ? [each.name] : [])),
      [
        'as many seeds as planned',
        'other seeds give other numbers',
        'metric and split that the paper reports',
        'no choice by the test data',
      ],
      name,
    );
  }
}
