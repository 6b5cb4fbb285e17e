import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readLatex } from '../../../../src/papers/latex/readLatex.ts';
import { generateLatex } from '../../../fixtures/papers/generateLatex.ts';
import { checkGenerated } from '../../../support/paperTruth.ts';

describe('Papers that are written in many ways', () => {
  // shows: paper-latex-macros
  it('say the same, whatever macros, files and comments they are written with', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 200 }), (seed, variant) => {
        const { files, truth } = generateLatex(seed, variant);
        const { wrong, missing } = checkGenerated(readLatex(files, { id: 'file:main.tex' }), truth);
        assert.deepEqual([...wrong, ...missing], []);
      }),
      { numRuns: 12, seed: 8 },
    );
  });

  // shows: paper-latex-flagged
  it('are never read wrongly without a flag when a definition is lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 200 }), fc.nat(), (seed, variant, which) => {
        const { files, truth } = generateLatex(seed, variant);
        const lost = new Map(files);
        const file = files.has('macros.tex') ? 'macros.tex' : 'main.tex';
        const lines = (files.get(file) ?? '').split('\n');
        // Only those of formulas: a lost environment loses its formulas, which are then no formulas at all.
        const definitions = lines.flatMap((line, index) =>
          /^\\(?:newcommand|DeclareMathOperator)\{?\\(?:vect|R|loss|KL|E|grad|softmax|relu|norm)\b[^%]*$/.test(line) ? [index] : [],
        );
        if (definitions.length === 0) return;
        lines.splice(definitions[which % definitions.length] ?? 0, 1);
        lost.set(file, lines.join('\n'));
        assert.deepEqual(checkGenerated(readLatex(lost, { id: 'file:main.tex' }), truth).wrong, []);
      }),
      { numRuns: 8, seed: 8 },
    );
  });
});
