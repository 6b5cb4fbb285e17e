import assert from 'node:assert/strict';
import { type ParsedCell, parseCell } from '../../../../src/reproduction/cells/parseCell.ts';
import { generateCells } from '../../../fixtures/reproduction/cells/generateCells.ts';
import { contentsOf, isAnotherNumber, isAsMeant } from '../../../support/tableCells.ts';

describe('A cell of a table of results', () => {
  // shows: table-cells
  it('is read as it was meant, in a thousand ways to typeset one', () => {
    const cells = generateCells(7, 1_000);
    const parsed = contentsOf(cells).map(parseCell);
    assert.equal(parsed.length, cells.length);
    const wrong = cells.flatMap((cell, index) => {
      const one = parsed[index];
      return one !== undefined && isAsMeant(one, cell) ? [] : [`${cell.tex} → ${JSON.stringify(one)} not ${JSON.stringify(cell.truth)}`];
    });
    assert.ok(wrong.length <= 10, `${wrong.length} wrong:\n${wrong.slice(0, 40).join('\n')}`);
    // What is read as a number and is another one would be believed.
    const otherNumbers = cells.filter((cell, index) => {
      const one = parsed[index];
      return one !== undefined && isAnotherNumber(one, cell);
    });
    assert.deepEqual(otherNumbers, []);
  });

  const texts: readonly (readonly [text: string, wanted: Partial<ParsedCell>])[] = [
    ['92.3 +/- 0.4', { kind: 'number', value: 92.3, spread: 0.4, rounding: 0.05 }],
    ['(1.2 ± 0.1) × 10^-3', { kind: 'number', value: 0.0012, spread: 0.0001 }],
    ['4.2e-3 ± 1e-4', { kind: 'number', value: 0.0042, spread: 0.0001 }],
    ['1.5 ± 0.1 (n=3)', { kind: 'number', value: 1.5, runs: 3 }],
    ['0.84 [0.81, 0.87]', { kind: 'number', interval: [0.81, 0.87] }],
    ['< 0.01', { kind: 'number', bound: '<' }],
    ['$1.20', { kind: 'number', unit: '$' }],
    ['92,3', { kind: 'number', value: 92.3 }],
    ['12,345', { kind: 'number', value: 12_345 }],
    ['256x256', { kind: 'words' }],
    ['1-3', { kind: 'words' }],
    ['5-shot', { kind: 'words' }],
    ['1.234.567', { kind: 'words' }],
    ['92.3 of 100', { kind: 'words' }],
    ['—', { kind: 'nothing' }],
  ];
  for (const [text, wanted] of texts)
    it(`reads ${text}`, () => {
      const parsed = parseCell(text);
      assert.deepEqual({ ...parsed, ...wanted }, parsed);
    });
});
