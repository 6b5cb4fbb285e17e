import assert from 'node:assert/strict';
import { headline } from '../../../src/runs/headline.ts';
import type { MetricPoint } from '../../../src/runs/run.ts';
import { summarise } from '../../../src/runs/series.ts';

const point = (metric: string, step: number, value: number): MetricPoint => ({ metric, step, value, wallMs: 0 });

describe('what a run’s metrics came to', () => {
  it('is headed by a held-out score, then a loss, and never by a learning rate', () => {
    const all = summarise([point('lr', 1, 10), point('loss', 1, 2), point('train_accuracy', 1, 0.5), point('test_accuracy', 1, 0.4)]);
    assert.equal(headline(all)?.metric, 'test_accuracy');
    assert.equal(headline(summarise([point('lr', 1, 10), point('loss', 1, 2)]))?.metric, 'loss');
    assert.equal(headline(summarise([point('lr', 1, 10)])), undefined);
  });
});
