import assert from 'node:assert/strict';
import { sparkOf, sparkSvg } from '../../../src/runs/spark.ts';

function series(values: readonly number[]): Parameters<typeof sparkOf>[0] {
  const part = (from = 0, to = values.length) => Float64Array.from(values.slice(from, to));
  return { count: values.length, read: (from, to) => ({ steps: part(from, to), values: part(from, to), wallMs: part(from, to) }) };
}

describe('A sparkline', () => {
  // shows: curves-sparklines
  it('has the last value of each stretch, the newest always, and no value that is not finite', () => {
    assert.deepEqual(sparkOf(series([1, 2, 3])), [1, 2, 3]);
    assert.deepEqual(sparkOf(series([1, 2, 3, 4, 5, 6]), 3), [2, 4, 6]);
    assert.deepEqual(sparkOf(series([1, Number.NaN, 3, Number.POSITIVE_INFINITY]), 4), [1, 3]);
    assert.deepEqual(sparkOf(series([])), []);
    const long = sparkOf(series(Array.from({ length: 1001 }, (_, index) => index)));
    assert.deepEqual([long.length, long.at(-1)], [60, 1000]);
  });

  // shows: curves-sparklines
  it('is drawn from the lowest to the highest value, and not at all of one point', () => {
    assert.match(sparkSvg([0, 10, 5], 'gray', 102, 22) ?? '', /points="2\.0,20\.0 51\.0,2\.0 100\.0,11\.0".*stroke="gray"/);
    assert.match(sparkSvg([3, 3], 'gray', 10, 20) ?? '', /points="2\.0,10\.0 8\.0,10\.0"/);
    assert.equal(sparkSvg([1], 'gray'), undefined);
  });
});
