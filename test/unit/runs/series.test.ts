import assert from 'node:assert/strict';
import type { MetricPoint } from '../../../src/runs/run.ts';
import { summarise } from '../../../src/runs/series.ts';

const point = (metric: string, step: number, value: number): MetricPoint => ({ metric, step, value, wallMs: 0 });

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
