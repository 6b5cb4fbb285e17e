import assert from 'node:assert/strict';
import type { ContractResult } from '../../../../src/reproduction/contract/harness.ts';
import { besideFormula, wordsOfResult } from '../../../../src/reproduction/contract/words.ts';

describe('What is said of an equation that differs', () => {
  // shows: reproduction-view-contracts
  it('does not spell the part that is drawn beside it', () => {
    const tex = String.raw`\frac{qK^\top}{\sqrt{d}}`;
    const at = { index: [0, 2], code: 0.41, equation: 0.1 };
    const named = { id: '1', kind: 'mismatch', at, diverges: { tex: ` ${tex}`, says: 'The code leaves out the division by √d.' } };
    assert.equal(
      besideFormula(wordsOfResult(named as unknown as ContractResult) ?? '', tex),
      'The code leaves out the division by √d. At [0, 2] the code has 0.41 and the equation 0.1.',
    );
    const traced = { id: '1', kind: 'mismatch', at, traced: { tex, factor: 2 } };
    assert.equal(
      besideFormula(wordsOfResult(traced as unknown as ContractResult) ?? '', tex),
      'The value differs by the factor 2 everywhere. At [0, 2] the code has 0.41 and the equation 0.1.',
    );
  });
});
