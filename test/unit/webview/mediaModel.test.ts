import assert from 'node:assert/strict';
import type { MediaSeries } from '../../../src/protocol/curves.ts';
import { barsOf, cardsOf, stepAt } from '../../../webview-ui/curves/media/mediaModel.ts';
import { makeRun } from './tableRuns.ts';

const drawn = [makeRun('a'), makeRun('b')];

function logged(run: string, tag: string, kind: MediaSeries['kind'], steps: readonly number[]): MediaSeries {
  return { run, tag, kind, steps };
}

describe('Pictures and tables in the curves view', () => {
  // shows: curves-media
  it('stand on one card for each tag, with the runs that are drawn and all their steps', () => {
    const media = [
      logged('b', 'samples', 'image', [0, 20]),
      logged('a', 'samples', 'image', [10]),
      logged('c', 'samples', 'image', [99]),
      logged('a', 'samples', 'histogram', [5]),
      logged('c', 'hidden', 'image', [1]),
    ];
    const cards = cardsOf(media, drawn, () => true);
    assert.deepEqual(
      cards.map(({ tag, kind, runs: its, steps }) => [kind, tag, its.map(({ run }) => run.id).join(), steps.join()]),
      [
        ['image', 'samples', 'a,b', '0,10,20'],
        ['histogram', 'samples', 'a', '5'],
      ],
    );
    assert.deepEqual(
      cardsOf(media, drawn, (tag) => tag === 'hidden'),
      [],
      'nothing of a run that is hidden',
    );
  });

  it('show of each run what it had logged by the chosen step', () => {
    assert.equal(stepAt([0, 10, 20], 15), 10);
    assert.equal(stepAt([10, 20], 5), 10, 'the first there is');
    assert.equal(stepAt([], 5), undefined);
  });

  // shows: curves-media
  it('draw histograms as densities: a bar’s area is its count', () => {
    const bars = barsOf(Float64Array.of(0, 1, 4), Float64Array.of(10, 30), 0, 4);
    assert.deepEqual(bars, [
      { x: 0, width: 0.25, height: 1 },
      { x: 0.25, width: 0.75, height: 1 },
    ]);
    assert.deepEqual(barsOf(Float64Array.of(3, 3), Float64Array.of(7), 3, 3), [{ x: 0.35, width: 0.3, height: 1 }], 'all values are one');
    assert.deepEqual(barsOf(Float64Array.of(0), new Float64Array(0), 0, 0), []);
  });
});
