import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CurveRun, CurveSeries, CurvesToHost, HostToCurves } from '../../../src/protocol/curves.ts';
import { align, nearest } from '../../../webview-ui/curves/align.ts';
import { bestOf } from '../../../webview-ui/curves/bestOf.ts';
import { Board } from '../../../webview-ui/curves/board.ts';
import { GrowingSeries } from '../../../webview-ui/curves/growingSeries.ts';
import { describeChart, inPrefixOrder, isMatch } from '../../../webview-ui/curves/metrics.ts';
import { smoothed } from '../../../webview-ui/curves/smoothing.ts';
import { atOnce, fakeHost } from './fakeHost.ts';

const doubles = (...values: readonly number[]) => new Float64Array(values);

describe('A series that grows', () => {
  it('holds exactly what was appended, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.double(), { maxLength: 400 }), { maxLength: 8 }), (parts) => {
        const series = new GrowingSeries();
        for (const part of parts) series.append(Float64Array.from(part.keys()), Float64Array.from(part));
        assert.deepEqual([...series.ys], parts.flat());
        assert.equal(series.length, parts.flat().length);
      }),
    );
  });
});

describe('Smoothing', () => {
  it('keeps a constant as it is from the first point on', () => {
    assert.deepEqual(
      [...smoothed(doubles(3, 3, 3), 0.9)].map((y) => Number(y.toFixed(12))),
      [3, 3, 3],
    );
  });

  it('passes over what is not a number', () => {
    assert.deepEqual([...smoothed(doubles(1, Number.NaN, 1), 0.5)], [1, Number.NaN, 1]);
  });

  it('follows the debiased average', () => {
    assert.deepEqual(
      [...smoothed(doubles(1, 2), 0.5)].map((y) => Number(y.toFixed(12))),
      [1, Number((5 / 3).toFixed(12))],
    );
  });
});

describe('Lines over common steps', () => {
  it('tells a step without a point from a point that cannot be drawn', () => {
    const { steps, columns } = align(
      [
        { xs: doubles(1, 2, 4), ys: doubles(10, Number.NaN, 40) },
        { xs: doubles(2, 3), ys: doubles(0.2, 0.3) },
      ],
      Number.isFinite,
    );
    assert.deepEqual(steps, [1, 2, 3, 4]);
    assert.deepEqual(columns, [
      [10, null, undefined, 40],
      [undefined, 0.2, 0.3, undefined],
    ]);
  });

  it('lets the later value of a repeated step win', () => {
    const { steps, columns } = align([{ xs: doubles(1, 2, 3, 2), ys: doubles(1, 2, 3, 20) }], Number.isFinite);
    assert.deepEqual(steps, [1, 2, 3]);
    assert.deepEqual(columns, [[1, 20, 3]]);
  });

  it('finds the nearest point', () => {
    const xs = doubles(10, 20, 40);
    assert.deepEqual(
      [0, 14, 16, 31, 99].map((x) => nearest(xs, x)),
      [0, 0, 1, 2, 2],
    );
    assert.equal(nearest(doubles(), 1), undefined);
  });
});

describe('Metrics', () => {
  it('stand with their prefix, in the order of arrival', () => {
    assert.deepEqual(inPrefixOrder(['train/loss', 'eval/loss', 'train/lr', 'epoch', 'eval/accuracy']), [
      'train/loss',
      'train/lr',
      'eval/loss',
      'eval/accuracy',
      'epoch',
    ]);
  });

  it('match a filter by every word of it', () => {
    assert.equal(isMatch('train/Loss', 'loss tr'), true);
    assert.equal(isMatch('train/loss', 'loss eval'), false);
    assert.equal(isMatch('anything', ''), true);
  });

  it('are described with first, best and last', () => {
    const best = { value: 0.5, step: 2, goal: 'min' } as const;
    assert.equal(
      describeChart('loss', [{ name: 'run-1', xs: doubles(1, 2, 3), ys: doubles(2, 0.5, 0.6), best }]),
      'loss. run-1: 3 points, first 2, best 0.5 at step 2, last 0.6 at step 3',
    );
    assert.equal(describeChart('loss', []), 'loss: no points yet');
  });

  it('keep the best over points that came later', () => {
    const best = { value: 1, step: 1, goal: 'min' } as const;
    assert.deepEqual(bestOf(best, doubles(1, 2, 3), doubles(1, 0.4, Number.NaN)), { value: 0.4, step: 2, goal: 'min' });
    assert.equal(bestOf(undefined, doubles(1), doubles(1)), undefined);
  });
});

describe('The board of curves', () => {
  const run: CurveRun = { id: 'r', name: 'run-1', status: 'running', color: 0, isShown: true, points: 1, summary: '' };
  const loss: CurveSeries = {
    run: 'r',
    metric: 'loss',
    xs: doubles(1).buffer,
    ys: doubles(2.3).buffer,
    exactPoints: 1,
    last: 2.3,
    best: undefined,
  };

  function open() {
    const host = fakeHost<HostToCurves, CurvesToHost>();
    return { host, board: new Board(host, atOnce) };
  }

  function held(board: Board): readonly number[] {
    return [...(board.metrics.value[0]?.byRun.get('r')?.points.ys ?? [])];
  }

  // shows: run-curves
  it('appends points as they come, and replaces a series that is sent whole', () => {
    const { host, board } = open();
    host.send({ type: 'snapshot', seq: 3, runs: [run], series: [loss] });
    host.send({
      type: 'delta',
      seq: 4,
      runs: [],
      series: [],
      appended: [{ run: 'r', metric: 'loss', xs: doubles(2, 3).buffer, ys: doubles(2.1, 1.9).buffer }],
    });
    assert.deepEqual(held(board), [2.3, 2.1, 1.9]);
    host.send({ type: 'delta', seq: 5, runs: [{ ...run, status: 'done' }], series: [{ ...loss, ys: doubles(9).buffer }], appended: [] });
    assert.deepEqual(held(board), [9]);
    assert.equal(board.runs.value[0]?.status, 'done');
  });

  // shows: run-curves
  it('asks for a snapshot after a gap and forgets what it held', () => {
    const { host, board } = open();
    host.send({ type: 'snapshot', seq: 3, runs: [run], series: [loss] }, { type: 'delta', seq: 5, runs: [], series: [], appended: [] });
    assert.deepEqual(host.posted, [{ type: 'ready' }, { type: 'ready' }]);
    host.send({ type: 'snapshot', seq: 9, runs: [run], series: [{ ...loss, metric: 'acc' }] });
    assert.deepEqual(
      board.metrics.value.map((metric) => metric.name),
      ['acc'],
    );
  });

  it('lists a run that has just begun above those that were there', () => {
    const { host, board } = open();
    host.send({ type: 'snapshot', seq: 1, runs: [run], series: [] });
    host.send({ type: 'delta', seq: 2, runs: [{ ...run, id: 'newer' }, run], series: [], appended: [] });
    assert.deepEqual(
      board.runs.value.map(({ id }) => id),
      ['newer', 'r'],
    );
  });

  it('shows the run that is revealed', () => {
    const { host, board } = open();
    host.send({ type: 'snapshot', seq: 1, runs: [{ ...run, isShown: false }], series: [] }, { type: 'reveal', run: 'r' });
    assert.deepEqual(host.posted.at(-1), { type: 'showRun', run: 'r', isShown: true });
    assert.equal(board.runs.value[0]?.isShown, true);
  });

  it('keeps smoothing, scale and filter across a reload', () => {
    const { host, board } = open();
    board.view.value = { smoothing: 0.6, isLogY: true, filter: 'loss' };
    const again = new Board(fakeHost<HostToCurves, CurvesToHost>(host.savedState()), atOnce);
    assert.deepEqual(again.view.value, { smoothing: 0.6, isLogY: true, filter: 'loss' });
  });
});
