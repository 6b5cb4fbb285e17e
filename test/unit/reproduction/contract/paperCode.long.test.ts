import { checkPaperCode } from './checkedCode.ts';

describe('code of the example papers and their equations', () => {
  // shows: contract-papers
  it('agree as they stand, and differ whichever edit makes the code wrong', async () => {
    await checkPaperCode(({ edits }) => edits, 0.5);
  }).timeout(240_000);
});
