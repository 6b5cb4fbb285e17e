import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MetricPoint } from '../../../src/runs/run.ts';
import { type CurveSource, downsample, summarise } from '../../../src/runs/series.ts';

const point = (metric: string, step: number, value: number): MetricPoint => ({ metric, step, value, wallMs: 0 });
/** Points in memory, read as a store would give them. */
function curve(xs: readonly number[], ys: readonly number[]): CurveSource {
  const [steps, values] = [Float64Array.from(xs), Float64Array.from(ys)];
  return {
    count: xs.length,
    isSorted: xs.every((x, index) => index === 0 || (xs[index - 1] ?? x) <= x),
    read: (from, to) => ({ steps: steps.slice(from, to), values: values.slice(from, to) }),
  };
}

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity) },
);

describe('A downsampled curve', () => {
  it('keeps the ends and every peak, in order, within its size', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 6000 }),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (ys, buckets, isSorted) => {
          const xs = ys.map((_, index) => (isSorted ? index * 3 : index % 50));
          const { xs: keptX, ys: keptY } = downsample(curve(xs, ys), buckets);
          assert.ok(keptX.length === keptY.length && keptX.length <= Math.max(buckets * 5, buckets * 4));
          assert.deepEqual([keptX[0], keptY[0]], [xs[0], ys[0]]);
          assert.deepEqual([keptX.at(-1), keptY.at(-1)], [xs.at(-1), ys.at(-1)]);
          const finite = ys.filter(Number.isFinite);
          if (finite.length > 0) {
            assert.equal(Math.max(...keptY.filter(Number.isFinite)), Math.max(...finite));
            assert.equal(Math.min(...keptY.filter(Number.isFinite)), Math.min(...finite));
          }
          assert.equal(keptY.some(Number.isNaN) || keptY.some((y) => Math.abs(y) === Infinity), finite.length < ys.length);
          // A subsequence of what was measured: nothing is averaged or invented.
          let at = 0;
          for (const [index, x] of keptX.entries()) {
            while (at < ys.length && !(xs[at] === x && Object.is(ys[at], keptY[index]))) at += 1;
            assert.ok(at < ys.length);
            at += 1;
          }
        },
      ),
    );
  });

  it('of few points is the curve itself', () => {
    assert.deepEqual(downsample(curve([1, 2, 3], [9, 8, 7]), 100), {
      xs: Float64Array.of(1, 2, 3),
      ys: Float64Array.of(9, 8, 7),
    });
  });
});

describe('A summary', () => {
  it('holds first, last, best and how many, exactly', () => {
    const points = [
      point('loss', 1, 2),
      point('acc', 1, 0.5),
      point('loss', 2, 0.125),
      point('acc', 2, 0.9),
      point('loss', 3, 0.5),
      point('acc', 3, 0.7),
    ];
    assert.deepEqual(summarise(points), [
      {
        metric: 'loss',
        n: 3,
        nonFinite: 0,
        first: { step: 1, value: 2 },
        last: { step: 3, value: 0.5 },
        best: { step: 2, value: 0.125, goal: 'min' },
        lowest: { step: 2, value: 0.125 },
        highest: { step: 1, value: 2 },
      },
      {
        metric: 'acc',
        n: 3,
        nonFinite: 0,
        first: { step: 1, value: 0.5 },
        last: { step: 3, value: 0.7 },
        best: { step: 2, value: 0.9, goal: 'max' },
        lowest: { step: 1, value: 0.5 },
        highest: { step: 2, value: 0.9 },
      },
    ]);
  });

  it('never calls NaN the best, and names no best where no direction is known', () => {
    const [loss, lr, dead] = summarise([
      point('loss', 1, 3),
      point('loss', 2, Number.NaN),
      point('lr', 1, 0.1),
      point('val_loss', 1, Number.NaN),
    ]);
    assert.equal(loss?.best?.value, 3);
    assert.equal(loss?.nonFinite, 1);
    assert.equal(loss?.firstNonFinite?.step, 2);
    assert.equal(lr?.best, undefined);
    assert.equal(dead?.best, undefined);
  });
});
