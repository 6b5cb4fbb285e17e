import { checkPaperCode } from './checkedCode.ts';

describe('code of the example papers and their equations', () => {
  // shows: contract-check, contract-papers
  it('agree as they stand, and differ once the code is edited to be wrong', async () => {
    await checkPaperCode(({ edits }) => edits.slice(0, 1), 0.3);
  }).timeout(120_000);
});
