import { examplePaperNames } from '../../../support/examplePapers.ts';
import { useReportBox } from '../report/reproduced.ts';
import { findsNothingIn } from './findsNothing.ts';

describe('integrity of runs in their folders', function () {
  this.timeout(120_000);
  const box = useReportBox();

  // shows: integrity-runs, integrity-metric
  it('says nothing against metrics and seeds of the example papers', async () => {
    await findsNothingIn(box, examplePaperNames);
  });
});
