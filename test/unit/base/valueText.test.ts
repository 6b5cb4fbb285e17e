import assert from 'node:assert/strict';
import { roundedText, valueText } from '../../../src/base/valueText.ts';

describe('A number that a person reads', () => {
  it('has the digits that tell it apart, and is never zero when it is small', () => {
    const cases: readonly (readonly [number, string])[] = [
      [0, '0'],
      [0.961234, '0.9612'],
      [0.09537500000000002, '0.09538'],
      [1797, '1797'],
      [0.00000123, '1.23e-6'],
      [Number.NaN, 'NaN'],
      [Number.NEGATIVE_INFINITY, '−∞'],
    ];
    for (const [value, text] of cases) assert.equal(valueText(value), text);
  });

  it('is rounded within a sentence too, while what a log says in its own words stays', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['loss = 0.09537500000000002 (step 24), the last finite value', 'loss = 0.09538 (step 24), the last finite value'],
      ['mean 1.2999999523162842 → -1.7000000000000002e-7.', 'mean 1.3 → -1.70e-7.'],
      ['Tried to allocate 22.78 GiB. torch 2.13.0 at 12:30:01.123456', 'Tried to allocate 22.78 GiB. torch 2.13.0 at 12:30:01.123456'],
      ['10.0.123456.7 and v1.234567x', '10.0.123456.7 and v1.234567x'],
    ];
    for (const [exact, shown] of cases) assert.equal(roundedText(exact), shown);
  });
});
