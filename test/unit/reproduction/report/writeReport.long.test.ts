import assert from 'node:assert/strict';
import { examplePaperNames } from '../../../support/examplePapers.ts';
import { divergedIn, useReportBox } from './reproduced.ts';

describe('write_report', () => {
  const box = useReportBox();

  // shows: report-examples
  it('gives all example papers the verdicts that their reference code earns: one planted divergence, everything else reproduced', async () => {
    const diverged = await divergedIn(box, examplePaperNames);
    assert.deepEqual(diverged, ['distillation T=4/accuracy: diverged']);
  });
});
