import assert from 'node:assert/strict';
import fc from 'fast-check';
import { headline, joinSummaries } from '../../../src/editor/metricSummary.ts';
import type { MetricPoint } from '../../../src/runs/run.ts';
import { summarise } from '../../../src/runs/series.ts';

const point = (metric: string, step: number, value: number): MetricPoint => ({ metric, step, value, wallMs: 0 });

describe('what a run’s metrics came to', () => {
  it('is the same whether its points are read at once or bit by bit', () => {
    const points = fc.array(
      fc.record({
        metric: fc.constantFrom('loss', 'test_accuracy', 'lr'),
        step: fc.nat(100),
        value: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)),
        wallMs: fc.constant(0),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(points, fc.nat(20), (all, cut) => {
        assert.deepEqual(joinSummaries(summarise(all.slice(0, cut)), summarise(all.slice(cut))), summarise(all));
      }),
    );
  });

  it('is headed by a held-out score, then a loss, and never by a learning rate', () => {
    const all = summarise([point('lr', 1, 10), point('loss', 1, 2), point('train_accuracy', 1, 0.5), point('test_accuracy', 1, 0.4)]);
    assert.equal(headline(all)?.metric, 'test_accuracy');
    assert.equal(headline(summarise([point('lr', 1, 10), point('loss', 1, 2)]))?.metric, 'loss');
    assert.equal(headline(summarise([point('lr', 1, 10)])), undefined);
  });
});
