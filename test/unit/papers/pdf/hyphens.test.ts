import assert from 'node:assert/strict';
import { atLineEnd, paperWords } from '../../../../src/papers/pdf/hyphens.ts';

const words = paperWords([
  'The optimization of a well-known loss with a learning rate',
  'gradient and descent, three large-scale runs of a net- ',
  'work',
]);

const cases: readonly (readonly [line: string, next: string, joint: 'blank' | 'keep' | 'drop'])[] = [
  ['of the optimi-', 'zation problem', 'drop'],
  ['a well-', 'known result', 'keep'],
  ['the state-of-the-', 'art method', 'keep'],
  ['a gradient-', 'based method', 'keep'],
  ['a two-', 'layer network', 'keep'],
  ['of a net-', 'work', 'drop'],
  ['a model like GPT-', '4 does', 'keep'],
  ['the soft\u00ad', 'ware', 'drop'],
  ['a whole word', 'and another', 'blank'],
  ['from 3–', '5 runs', 'keep'],
];

describe('a hyphen at the end of a line', () => {
  for (const [line, next, joint] of cases) {
    // shows: pdf-words
    it(`is judged by the paper’s own words: “${line}|${next}”: ${joint}`, () => {
      assert.equal(atLineEnd(line, next, words), joint);
    });
  }
});
