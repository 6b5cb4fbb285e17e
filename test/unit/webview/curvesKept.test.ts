import assert from 'node:assert/strict';
import type { CurveRun, CurvesKept, CurvesSnapshot, CurvesToHost, HostToCurves, WatchedChart } from '../../../src/protocol/curves.ts';
import { Board } from '../../../webview-ui/curves/board.ts';
import { answersTo, type RawSeries, summaryOf } from '../../webview/bruteWindow.ts';
import { atOnce, fakeHost } from './fakeHost.ts';

const row: Omit<CurveRun, 'id'> = {
  name: 'run-1',
  status: 'done',
  color: 0,
  isShown: true,
  points: 2,
  summary: '',
  createdMs: 0,
  place: 'here',
  parameters: {},
  tags: [],
  notes: [],
  isArchived: false,
  marks: [],
};
const old: readonly RawSeries[] = ['r', 's'].map((run) => ({ run, metric: 'loss', xs: [1, 2], ys: [2.3, 1.9] }));
const now: readonly RawSeries[] = ['r', 's'].map((run) => ({ run, metric: 'loss', xs: [1, 2, 3], ys: [2.3, 1.9, 1.5] }));
const chart: WatchedChart = {
  chart: 'loss',
  metric: 'loss',
  axis: 'step',
  isLogX: false,
  columns: 100,
  smoothing: 0,
  runs: ['r', 's'],
};

function told(series: readonly RawSeries[]) {
  return { runs: series.map(({ run: id }): CurveRun => ({ ...row, id })), summaries: series.map(summaryOf) };
}

function kept(part: Partial<CurvesKept> = {}): CurvesKept {
  return { type: 'kept', atMs: 5, isSame: true, ...told(old), charts: [{ chart, windows: answersTo([chart], old) }], ...part };
}

function snapshot(series: readonly RawSeries[] = now): CurvesSnapshot {
  return { type: 'snapshot', seq: 1, ...told(series), media: [], hasTensorBoard: false };
}

function open() {
  const host = fakeHost<HostToCurves, CurvesToHost>();
  const board = new Board(host, atOnce);
  const ys = (run = 'r'): readonly number[] => {
    const line = board.dataOf('loss').windows.get(run)?.line;
    return line === undefined ? [] : Array.from({ length: line.count }, (_, at) => line.y(at));
  };
  return { host, board, ys, asked: () => host.posted.filter(({ type }) => type === 'watch').length };
}

describe('What the curves view showed last', () => {
  // shows: curves-kept
  it('stands there before the host knows of any run, and asks it for nothing', () => {
    const { host, board, ys, asked } = open();
    host.send(kept());
    board.watch(chart);
    assert.deepEqual([board.isReady.value, board.runs.value.length, ys('r'), ys('s')], [true, 2, [2.3, 1.9], [2.3, 1.9]]);
    assert.deepEqual([board.summariesOf('loss').value.get('r')?.last, asked()], [1.9, 0]);
  });

  // shows: curves-kept
  it('is replaced line by line by what the host tells, and stays until then', () => {
    const { host, board, ys, asked } = open();
    host.send(kept());
    board.watch(chart);
    host.send(snapshot());
    assert.deepEqual([asked(), ys('r'), board.summariesOf('loss').value.get('r')?.last], [1, [2.3, 1.9], 1.5]);
    const windows = answersTo([chart], now);
    host.send({ type: 'delta', seq: 2, watch: 1, windows: windows.slice(0, 1) });
    assert.deepEqual(
      [ys('r'), ys('s')],
      [
        [2.3, 1.9, 1.5],
        [2.3, 1.9],
      ],
    );
    host.send({ type: 'delta', seq: 3, watch: 1, windows: windows.slice(1) });
    assert.deepEqual(ys('s'), [2.3, 1.9, 1.5]);
  });

  // shows: curves-kept
  it('says from when it is where something changed: numbers until they are told, each chart until its last line is', () => {
    const { host, board } = open();
    host.send(kept({ isSame: false }));
    board.watch(chart);
    assert.deepEqual([board.asOf.value, board.oldOf('loss')], [5, 5]);
    host.send(snapshot());
    assert.deepEqual([board.asOf.value, board.oldOf('loss')], [undefined, 5]);
    const [first, second] = answersTo([chart], now);
    host.send({ type: 'delta', seq: 2, watch: 1, windows: first === undefined ? [] : [first] });
    assert.equal(board.oldOf('loss'), 5);
    host.send({ type: 'delta', seq: 3, watch: 1, windows: second === undefined ? [] : [second] });
    assert.equal(board.oldOf('loss'), undefined);
  });

  it('says nothing where it is what will be told', () => {
    const { host, board } = open();
    host.send(kept());
    board.watch(chart);
    assert.deepEqual([board.asOf.value, board.oldOf('loss')], [undefined, undefined]);
  });

  it('loses the runs that are gone as soon as the host says which there are', () => {
    const { host, board, ys } = open();
    host.send(kept({ isSame: false }));
    board.watch(chart);
    host.send(snapshot(now.slice(0, 1)));
    assert.deepEqual([ys('s'), board.runs.value.map(({ id }) => id)], [[], ['r']]);
    host.send({ type: 'delta', seq: 2, watch: 1, windows: answersTo([chart], now.slice(0, 1)) });
    assert.equal(board.oldOf('loss'), undefined);
  });

  it('is drawn only where the same is looked at, in however many columns', () => {
    const others: readonly Partial<WatchedChart>[] = [
      { axis: 'wall' },
      { isLogX: true },
      { smoothing: 0.6 },
      { from: 1, to: 2 },
      { from: 1 },
    ];
    for (const other of others) {
      const { host, board, ys } = open();
      host.send(kept());
      board.watch({ ...chart, ...other });
      assert.deepEqual(ys(), [], JSON.stringify(other));
    }
    const { host, board, ys } = open();
    host.send(kept());
    board.watch({ ...chart, columns: 50, runs: ['r'] });
    assert.deepEqual([ys('r'), ys('s')], [[2.3, 1.9], []]);
  });

  it('comes too late behind a snapshot', () => {
    const { host, board, ys } = open();
    host.send(snapshot(), kept({ isSame: false, runs: [] }));
    board.watch(chart);
    assert.deepEqual([board.runs.value.length, board.asOf.value, ys()], [2, undefined, []]);
  });
});
