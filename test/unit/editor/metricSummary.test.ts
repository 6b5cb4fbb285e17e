import assert from 'node:assert/strict';
import { addPoints, goalOf, headline } from '../../../src/editor/metricSummary.ts';

const point = (metric: string, step: number, value: number) => ({ metric, step, value, wallMs: 0 });

describe('what a run’s metrics came to', () => {
  it('keeps the last and the best value, and knows which way is better', () => {
    const summaries = addPoints(new Map(), [
      point('loss', 1, 2),
      point('loss', 2, 0.5),
      point('loss', 3, 0.9),
      point('test_accuracy', 3, 0.91),
    ]);
    assert.deepEqual(summaries.get('loss'), {
      metric: 'loss',
      count: 3,
      last: { value: 0.9, step: 3 },
      best: { value: 0.5, step: 2, goal: 'min' },
    });
    assert.equal(summaries.get('test_accuracy')?.best?.goal, 'max');
  });

  it('counts a loss that is no number, and never calls it the best', () => {
    const summaries = addPoints(new Map(), [point('loss', 1, Number.NaN), point('loss', 2, Number.POSITIVE_INFINITY)]);
    assert.equal(summaries.get('loss')?.count, 2);
    assert.equal(summaries.get('loss')?.best, undefined);
  });

  it('adds to what is there without changing it', () => {
    const first = addPoints(new Map(), [point('loss', 1, 2)]);
    addPoints(first, [point('loss', 2, 1)]);
    assert.equal(first.get('loss')?.count, 1);
  });

  it('takes losses and errors for small-is-good and scores for large-is-good', () => {
    for (const name of ['loss', 'train_loss', 'eval/loss', 'valloss', 'perplexity', 'rmse']) assert.equal(goalOf(name), 'min', name);
    for (const name of ['accuracy', 'eval_f1', 'bleu', 'reward']) assert.equal(goalOf(name), 'max', name);
  });

  it('shows a held-out score first, then a loss, and never a learning rate', () => {
    const summaries = addPoints(new Map(), [
      point('lr', 1, 10),
      point('loss', 1, 2),
      point('train_accuracy', 1, 0.5),
      point('test_accuracy', 1, 0.4),
    ]);
    assert.equal(headline(summaries.values())?.metric, 'test_accuracy');
    assert.equal(headline(addPoints(new Map(), [point('lr', 1, 10), point('loss', 1, 2)]).values())?.metric, 'loss');
    assert.equal(headline(addPoints(new Map(), [point('lr', 1, 10)]).values()), undefined);
  });
});
