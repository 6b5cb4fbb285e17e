import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holdMs, meaningsOf, mergePoints, PointMerge } from '../../../../src/runs/merge.ts';
import { type MetricPoint, type PointSource, pointSources } from '../../../../src/runs/run.ts';

function point(source: PointSource, metric: string, step: number, value = 0.5): MetricPoint {
  return { metric, step, value, wallMs: 0, source };
}

const isSame = (a: string, b: string): boolean => meaningsOf(a).some((meaning) => meaningsOf(b).includes(meaning));
const keyOf = ({ metric, step, source, segment = 0 }: MetricPoint): string => `${source} ${segment} ${metric} ${step}`;

const pointOf = (...metrics: readonly string[]): fc.Arbitrary<MetricPoint> =>
  fc.record({
    metric: fc.constantFrom(...metrics),
    step: fc.integer({ min: 0, max: 6 }),
    value: fc.constantFrom(0.5, 0.25, Number.NaN),
    wallMs: fc.constant(0),
    source: fc.constantFrom(...pointSources),
    segment: fc.constantFrom(0, 1),
  });

const shared = ['train/loss', 'eval_loss', 'eval/loss', 'lr'] as const;
const arbitraryPoints = (most: number): fc.Arbitrary<MetricPoint[]> =>
  fc.array(pointOf('loss', 'train_loss', ...shared), { maxLength: most });
/** In one run a folder's name means one thing: `train/loss` is either its `loss` or its `train_loss`. */
const runOf = (most: number): fc.Arbitrary<readonly { readonly point: MetricPoint; readonly afterMs: number }[]> =>
  fc
    .constantFrom('loss', 'train_loss')
    .chain((own) =>
      fc.array(fc.record({ point: pointOf(own, ...shared), afterMs: fc.integer({ min: 0, max: 1000 }) }), { maxLength: most }),
    );

describe('Points of several sources', () => {
  // shows: capture-merge
  it('are one metric where trainers only sort names into folders, and two where they report two', () => {
    for (const [a, b] of [
      ['loss', 'train/loss'],
      ['train_loss', 'train/loss'],
      ['eval_loss', 'eval/loss'],
      ['val_loss', 'validation/epoch_loss'],
      ['loss', 'train/epoch_loss'],
      ['train_loss', 'train/train_loss'],
    ] as const)
      assert.ok(isSame(a, b), `${a} and ${b}`);
    for (const [a, b] of [
      ['loss', 'train_loss'],
      ['loss', 'eval/loss'],
      ['train/loss', 'eval/loss'],
      ['val_loss', 'eval_loss'],
      ['train/loss', 'train/grad_norm'],
    ] as const)
      assert.ok(!isSame(a, b), `${a} and ${b}`);
  });

  // shows: capture-merge
  it('count once for each segment, metric and step, in what the most precise source says', () => {
    fc.assert(
      fc.property(arbitraryPoints(40), (points) => {
        const merged = mergePoints(points);
        const kept = new Set(merged);
        for (const each of points) {
          const rank = pointSources.indexOf(each.source ?? 'console');
          const better = points.some(
            (other) =>
              pointSources.indexOf(other.source ?? 'console') < rank &&
              other.step === each.step &&
              other.segment === each.segment &&
              isSame(other.metric, each.metric),
          );
          assert.equal(kept.has(each), !better, keyOf(each));
        }
        // What merged once stays as it is.
        assert.deepEqual(mergePoints(merged), merged);
      }),
    );
  });

  it('are the very same array where only one source spoke', () => {
    const points = [point('console', 'loss', 1), point('console', 'loss', 2)];
    assert.equal(mergePoints(points), points);
  });

  // shows: capture-merge
  it('are written so that nothing of the most precise source is missing and nothing is written twice', () => {
    fc.assert(
      fc.property(runOf(60), (arrivals) => {
        const merge = new PointMerge();
        const written: MetricPoint[] = [];
        let nowMs = 0;
        for (const { point: each, afterMs } of arrivals) {
          nowMs += afterMs;
          written.push(...merge.due(nowMs), ...merge.add([each], nowMs));
        }
        written.push(...merge.rest());
        assert.equal(new Set(written).size, written.length);
        const came = arrivals.map((arrival) => arrival.point);
        for (const each of came.filter(({ source }) => source === 'hook')) assert.ok(written.some((other) => keyOf(other) === keyOf(each)));
        // Every metric that anybody measured is there, by somebody.
        for (const each of came) assert.ok(written.some((other) => other.segment === each.segment && isSame(other.metric, each.metric)));
      }),
    );
  });

  // shows: capture-merge
  it('wait a moment for the hook, which says the same exactly', () => {
    const merge = new PointMerge();
    assert.deepEqual(merge.add([point('console', 'loss', 1, 0.48)], 0), []);
    assert.deepEqual(merge.add([point('hook', 'loss', 1, 0.4777)], 300), [point('hook', 'loss', 1, 0.4777)]);
    assert.deepEqual([...merge.due(10_000), ...merge.rest()], []);
    assert.deepEqual(merge.add([point('console', 'loss', 2, 0.4)], 10_001), []);
  });

  it('of the console are written at once as soon as it is known that nobody says them better', () => {
    const merge = new PointMerge();
    merge.add([point('console', 'loss', 1)], 0);
    assert.deepEqual(merge.due(holdMs - 1), []);
    assert.deepEqual(merge.due(holdMs), [point('console', 'loss', 1)]);
    assert.deepEqual(merge.add([point('console', 'loss', 2)], holdMs + 1), [point('console', 'loss', 2)]);
  });

  it('are written in the order in which they came, those that were held back first', () => {
    const merge = new PointMerge();
    const written = [
      ...merge.add([point('console', 'loss', 1)], 0),
      ...merge.add([point('console', 'loss', 2)], 1000),
      // The first has waited long enough, the second has not.
      ...merge.due(holdMs),
      ...merge.add([point('console', 'loss', 3)], holdMs + 1),
      ...merge.rest(),
    ];
    assert.deepEqual(
      written.map(({ step }) => step),
      [1, 2, 3],
    );
  });

  it('are heard again from the console when the hook has long fallen silent, with what was said meanwhile', () => {
    const merge = new PointMerge();
    merge.add([point('hook', 'loss', 1)], 0);
    const silent = Array.from({ length: 9 }, (_, index) => merge.add([point('console', 'loss', 2 + index)], 30_000 + index * 5_000));
    assert.deepEqual(silent.flat(), []);
    const heard = merge.add([point('console', 'loss', 11)], 90_000);
    assert.deepEqual(
      heard.map(({ step }) => step),
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    );
    assert.deepEqual(merge.add([point('hook', 'loss', 12)], 90_001), [point('hook', 'loss', 12)]);
    assert.deepEqual(merge.add([point('console', 'loss', 13)], 90_002), []);
  });

  it('that one source says twice in a row are one', () => {
    const merge = new PointMerge(0);
    assert.equal(merge.add([point('console', 'loss', 1), point('console', 'loss', 1)], 0).length, 1);
    assert.equal(merge.add([point('console', 'loss', 1, 0.25)], 0).length, 1);
  });
});
