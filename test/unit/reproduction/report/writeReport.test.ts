import assert from 'node:assert/strict';
import { formatStage, parseStage } from '../../../../src/reproduction/stages/files.ts';
import type { RunsRecord } from '../../../../src/reproduction/stages/records.ts';
import { exampleBytes } from '../../../support/examplePapers.ts';
import { divergedIn, reproduce, stages, useReportBox } from './reproduced.ts';

describe('write_report', () => {
  const box = useReportBox();
  const write = async (): Promise<string> => (await box.call('write_report', { paper: 'file:paper.tex' })).content;

  // shows: report-examples
  it('gives an example paper the verdicts that its reference code earns', async () => {
    assert.deepEqual(await divergedIn(box, ['lora-toy']), []);
  });

  // shows: report-examples
  it('says what is missing where there is no plan, and that a run is gone', async () => {
    await box.put('paper.tex', exampleBytes('toy-attention', 'paper.tex'));
    await assert.rejects(write(), { code: 'no-plan' });
    await reproduce(box, 'toy-attention');
    const runs: RunsRecord = { v: 1, stage: 'runs', runs: [{ run: 'r_gone', purpose: 'full', register: {}, inputs: {} }] };
    await box.put(`${stages}/runs.json`, formatStage('runs', runs));
    assert.match(await write(), /No full run came to its end: 1 gone\./);
    const report = parseStage('report', await box.text(`${stages}/report.json`));
    assert.ok(report.cells.every(({ verdict }) => verdict === 'not run'));
    assert.equal(report.cost.basis, 'unknown');
  });
});
