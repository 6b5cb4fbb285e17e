import assert from 'node:assert/strict';
import type { CellNumber } from '../../../../src/reproduction/cells/parseCell.ts';
import { numberIn } from '../../../../src/reproduction/cells/parseCell.ts';
import { judge, type Measured, type Verdict } from '../../../../src/reproduction/cells/verdict.ts';
import { mulberry32 } from '../../../random.ts';

function cell(text: string): CellNumber {
  const number = numberIn(text);
  assert.ok(number, text);
  return number;
}

const seeds = (...values: number[]): Measured => ({ values, unit: '%' });

describe('The verdict on a reported number', () => {
  const cases: readonly (readonly [title: string, paper: string, measured: Measured | undefined, verdict: Verdict])[] = [
    ['the same within rounding', '92.3 %', seeds(92.34, 92.26), 'reproduced'],
    ['a bit off without any spread', '92.3 %', seeds(92.4), 'diverged'],
    ['within the paper’s own spread', '92.3 ± 0.4 %', seeds(92.0), 'reproduced'],
    ['within both spreads together', '92.3 ± 0.3 %', seeds(91.5, 92.3, 91.9), 'reproduced'],
    ['within twice the noise', '92.3 ± 0.3 %', seeds(91.7), 'within noise'],
    ['outside of it', '92.3 ± 0.3 %', seeds(91.5), 'diverged'],
    ['nothing measured', '92.3 %', undefined, 'not run'],
    ['no seed came to its end', '92.3 %', seeds(), 'not run'],
    ['a bound', '< 0.1 %', seeds(0.05), 'not comparable'],
    ['other data', '92.3 %', { values: [92.3], unit: '%', otherwise: 'On a tenth of the data.' }, 'not comparable'],
    ['other units', '14 ms', { values: [14], unit: 'GB' }, 'not comparable'],
    ['units of one family', '14 ms', { values: [0.014], unit: 's' }, 'reproduced'],
    ['a share and percent', '92.3 %', { values: [0.923], unit: 'fraction' }, 'reproduced'],
    ['a share of which nobody said so', '92.3 %', { values: [0.923] }, 'reproduced'],
    ['a loss, which no one calls a share', '1.8', { values: [0.018] }, 'diverged'],
    ['not a number', '1.8', { values: [Number.NaN] }, 'not comparable'],
  ];
  // shows: verdict-rule
  for (const [title, paper, measured, verdict] of cases)
    it(`is “${verdict}” for ${title}`, () => {
      assert.equal(judge(cell(paper), measured).verdict, verdict);
    });

  it('says what was assumed to compare a share with percent', () => {
    assert.match(judge(cell('92.3'), { values: [0.923], unit: 'fraction' }).compared?.assumed ?? '', /share/);
    assert.equal(judge(cell('92.3 %'), { values: [0.923], unit: 'fraction' }).compared?.assumed, undefined);
  });

  it('is a trend where every order that the paper shows was measured, and only there', () => {
    const baseline = { paper: cell('90.0 ± 0.2 %'), measured: seeds(84.0, 84.4) };
    const near = { paper: cell('92.2 ± 0.4 %'), measured: seeds(91, 93) };
    assert.equal(judge(cell('92.3 ± 0.2 %'), seeds(86.0, 86.4), [baseline]).verdict, 'trend only');
    // The other way round.
    assert.equal(judge(cell('92.3 ± 0.2 %'), seeds(82.0, 82.4), [baseline]).verdict, 'diverged');
    // The seeds cannot tell them apart.
    assert.equal(judge(cell('92.3 ± 0.2 %'), seeds(86.0, 86.4), [{ ...baseline, measured: seeds(70, 98) }]).verdict, 'diverged');
    // The paper itself cannot tell the second one apart: as long as the seeds cannot either, it says nothing.
    const alike = { ...near, measured: seeds(84, 90) };
    assert.equal(judge(cell('92.3 ± 0.2 %'), seeds(86.0, 86.4), [baseline, alike]).verdict, 'trend only');
    // What the paper calls as good as another value, and was measured far from it, keeps no trend.
    const { verdict, why } = judge(cell('92.3 ± 0.2 %'), seeds(86.0, 86.4), [baseline, near]);
    assert.equal(verdict, 'diverged');
    assert.match(why ?? '', /tells it from 1 other value by no more than the spread/);
    assert.equal(judge(cell('92.3 ± 0.2 %'), seeds(86.0, 86.4), [near]).verdict, 'diverged');
    // What was not run says nothing.
    assert.equal(judge(cell('92.3 ± 0.2 %'), seeds(86.0, 86.4), [{ paper: baseline.paper }]).verdict, 'diverged');
  });

  // shows: verdict-rule
  it('is as the rule says for a thousand pairs, worked out in whole numbers', () => {
    const random = mulberry32(11);
    for (let round = 0; round < 1_000; round++) {
      // Everything in tenths of the last printed place, so that the expected verdict is exact.
      const [paper, spread, away] = [Math.floor(random() * 1_000), Math.floor(random() * 30), Math.floor(random() * 80) - 40];
      const number: CellNumber = { value: paper / 10, rounding: 0.05, unit: '%', ...(round % 3 === 0 ? {} : { spread: spread / 10 }) };
      const noise = round % 3 === 0 ? 0 : spread;
      const distance = Math.abs(away);
      const wanted: Verdict =
        10 * distance <= 5 + 10 * noise ? 'reproduced' : 10 * distance <= 5 + 20 * noise ? 'within noise' : 'diverged';
      assert.equal(judge(number, { values: [(paper + away) / 10], unit: '%' }).verdict, wanted, JSON.stringify({ number, away }));
    }
  });
});
