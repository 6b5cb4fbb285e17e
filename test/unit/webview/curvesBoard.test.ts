import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {
  CurveRun,
  CurveSummary,
  CurvesSnapshot,
  CurvesToHost,
  CurveWindow,
  HostToCurves,
  WatchedChart,
} from '../../../src/protocol/curves.ts';
import { curvesViewStateSchema } from '../../../src/protocol/curvesSchema.ts';
import { Board } from '../../../webview-ui/curves/board.ts';
import { Frames } from '../../../webview-ui/curves/frames.ts';
import { readCurvesState } from '../../../webview-ui/curves/viewState.ts';
import { answersTo, type RawSeries, summaryOf } from '../../webview/bruteWindow.ts';
import { atOnce, byHand, fakeHost } from './fakeHost.ts';

const run: CurveRun = {
  id: 'r',
  name: 'run-1',
  status: 'running',
  color: 0,
  isShown: true,
  points: 1,
  summary: '',
  createdMs: 0,
  place: 'here',
  parameters: {},
  tags: [],
  notes: [],
  isArchived: false,
  marks: [],
};
const loss: RawSeries = { run: 'r', metric: 'loss', xs: [1, 2], ys: [2.3, 1.9] };
const doubles = (...values: readonly number[]) => Float64Array.from(values).buffer;

function snapshot(part: Partial<CurvesSnapshot> = {}): CurvesSnapshot {
  return { type: 'snapshot', seq: 1, runs: [run], summaries: [summaryOf(loss)], media: [], hasTensorBoard: false, ...part };
}

const chart: WatchedChart = { chart: 'loss', metric: 'loss', axis: 'step', isLogX: false, columns: 100, smoothing: 0, runs: ['r'] };

function windows(asked: WatchedChart = chart, of: RawSeries = loss): readonly CurveWindow[] {
  return answersTo([asked], [of]);
}

function open(saved?: unknown) {
  const host = fakeHost<HostToCurves, CurvesToHost>(saved);
  return { host, board: new Board(host, atOnce) };
}

function heldYs(board: Board, of = 'r'): readonly number[] {
  const line = board.dataOf('loss').windows.get(of)?.line;
  return line === undefined ? [] : Array.from({ length: line.count }, (_, row) => line.y(row));
}

function posted<Type extends CurvesToHost['type']>(host: { readonly posted: readonly CurvesToHost[] }, type: Type) {
  return host.posted.filter((message): message is Extract<CurvesToHost, { type: Type }> => message.type === type);
}

describe('The board of curves', () => {
  // shows: run-curves, curves-follow
  it('holds the window that was sent, and adds the points that come', () => {
    const { host, board } = open();
    host.send(snapshot());
    board.watch(chart);
    host.send({ type: 'delta', seq: 2, watch: 1, windows: windows() });
    host.send({ type: 'delta', seq: 3, tails: [{ chart: 'loss', run: 'r', xs: doubles(3, 4), ys: doubles(1.5, 1.2) }] });
    assert.deepEqual(heldYs(board), [2.3, 1.9, 1.5, 1.2]);
  });

  // shows: curves-archived
  it('draws what was put away only while archived runs are asked for', () => {
    const { host, board } = open();
    host.send(snapshot({ runs: [run, { ...run, id: 'away', isArchived: true }] }));
    const drawn = () => board.shown.value.map(({ id }) => id);
    assert.deepEqual(drawn(), ['r']);
    board.change({ table: { ...board.view.peek().table, hasArchived: true } });
    assert.deepEqual(drawn(), ['r', 'away']);
  });

  it('says what is drawn, once for all that came in a frame', () => {
    const hand = byHand();
    const host = fakeHost<HostToCurves, CurvesToHost>();
    const board = new Board(host, hand.schedule);
    host.send(snapshot());
    hand.frame();
    host.send({ type: 'delta', seq: 2 }, { type: 'delta', seq: 3, runs: [{ ...run, name: 'renamed' }] });
    assert.equal(board.runs.value[0]?.name, 'run-1');
    hand.frame();
    assert.equal(board.runs.value[0]?.name, 'renamed');
    assert.deepEqual(posted(host, 'drawn'), [{ type: 'drawn', seq: 3 }]);
  });

  // shows: run-curves
  it('asks for a snapshot after a gap, forgets runs that are gone, and watches anew', () => {
    const { host, board } = open();
    host.send(snapshot());
    board.watch(chart);
    host.send({ type: 'delta', seq: 2, watch: 1, windows: windows() }, { type: 'delta', seq: 5 });
    assert.equal(posted(host, 'ready').length, 2);
    host.send(snapshot({ seq: 9, runs: [{ ...run, id: 's' }], summaries: [summaryOf({ ...loss, run: 's', metric: 'acc' })] }));
    assert.deepEqual(board.metrics.value, ['acc']);
    assert.deepEqual(heldYs(board), []);
    assert.equal(posted(host, 'watch').length, 2);
  });

  // shows: curves-pyramid
  it('watches each set of charts once, numbered, and holds nothing of what is not watched', () => {
    const { host, board } = open();
    board.watch(chart);
    assert.equal(posted(host, 'watch').length, 0, 'nothing is watched before the view knows anything');
    host.send(snapshot());
    board.watch({ ...chart });
    host.send({ type: 'delta', seq: 2, watch: 1, windows: windows() });
    const held = board.dataOf('loss');
    board.unwatch('loss');
    host.send({ type: 'delta', seq: 3, windows: windows() });
    assert.deepEqual(
      posted(host, 'watch').map(({ seq, charts }) => [seq, charts.length]),
      [
        [1, 1],
        [2, 0],
      ],
    );
    assert.notEqual(board.dataOf('loss'), held);
    assert.deepEqual(heldYs(board), []);
  });

  // shows: curves-zoom
  it('asks for where a range has come to when the last answer is there, or is waited for no longer', () => {
    const host = fakeHost<HostToCurves, CurvesToHost>();
    const patience = byHand();
    const board = new Board(host, atOnce, undefined, undefined, undefined, patience.schedule);
    host.send(snapshot());
    const asked = () => posted(host, 'watch').map(({ charts }) => charts.map(({ from }) => from));
    board.watch(chart);
    for (const from of [1, 1.1, 1.2]) board.watch({ ...chart, from, to: 2 });
    assert.deepEqual(asked(), [[undefined]]);
    host.send({ type: 'delta', seq: 2, watch: 1, windows: windows() });
    assert.deepEqual(asked().slice(1), [[1.2]]);
    board.watch({ ...chart, from: 1.3, to: 2 });
    host.send({ type: 'delta', seq: 3, watch: 1, windows: windows() });
    assert.deepEqual(asked().slice(2), [], 'what comes late is no answer');
    patience.frame();
    assert.deepEqual(asked().slice(2), [[1.3]]);
    board.watch({ ...chart, from: 1.4, to: 2, runs: [] });
    assert.deepEqual(asked().slice(3), [[1.4]], 'other lines wait for nothing');
  });

  it('lets go of a run that a chart does not show any more', () => {
    const { host, board } = open();
    host.send(snapshot());
    board.watch(chart);
    host.send({ type: 'delta', seq: 2, watch: 1, windows: windows() });
    board.watch({ ...chart, runs: [] });
    assert.deepEqual(heldYs(board), []);
  });

  // shows: curves-follow
  it('asks again for a window that has grown by half', () => {
    const { host, board } = open();
    host.send(snapshot());
    board.watch(chart);
    host.send({ type: 'delta', seq: 2, watch: 1, windows: windows() });
    const more = Float64Array.from({ length: 120 }, (_, at) => 3 + at).buffer;
    host.send({ type: 'delta', seq: 3, tails: [{ chart: 'loss', run: 'r', xs: more, ys: more }] });
    assert.deepEqual(
      posted(host, 'watch').map(({ seq }) => seq),
      [1, 2],
    );
  });

  // shows: curves-follow
  it('stays where it was zoomed to while points come, unless it follows', () => {
    const { host, board } = open();
    host.send(snapshot());
    board.watch(chart);
    host.send({ type: 'delta', seq: 2, watch: 1, windows: windows() });
    board.zoomTo({ from: 1, to: 2 });
    const tail = (seq: number, x: number): HostToCurves => ({
      type: 'delta',
      seq,
      tails: [{ chart: 'loss', run: 'r', xs: doubles(x), ys: doubles(1) }],
    });
    host.send(tail(3, 3));
    assert.deepEqual(board.zoom.value, { axis: 'step', from: 1, to: 2 });
    board.follow(true);
    assert.deepEqual(board.zoom.value, { axis: 'step', from: 2, to: 3 });
    host.send(tail(4, 5));
    assert.deepEqual(board.zoom.value, { axis: 'step', from: 4, to: 5 });
  });

  it('lists a run that has just begun above those that were there, and forgets one that was removed', () => {
    const { host, board } = open();
    host.send(snapshot());
    host.send({ type: 'delta', seq: 2, runs: [{ ...run, id: 'newer' }, run] });
    assert.deepEqual(
      board.runs.value.map(({ id }) => id),
      ['newer', 'r'],
    );
    host.send({ type: 'delta', seq: 3, removed: ['r'] });
    assert.deepEqual(
      board.runs.value.map(({ id }) => id),
      ['newer'],
    );
    assert.deepEqual(board.metrics.value, []);
  });

  // shows: curves-show
  it('shows the run that is revealed, hides at once, and draws one alone', () => {
    const { host, board } = open();
    host.send(
      snapshot({
        runs: [
          { ...run, isShown: false },
          { ...run, id: 's' },
        ],
      }),
      { type: 'reveal', run: 'r' },
    );
    assert.deepEqual(host.posted.at(-1), { type: 'showRuns', runs: ['r'], isShown: true });
    board.solo(['r']);
    assert.deepEqual(
      board.shown.value.map(({ id }) => id),
      ['r'],
    );
    assert.deepEqual(host.posted.at(-1), { type: 'solo', runs: ['r'] });
  });

  // shows: curves-group
  it('groups the runs that are shown by the value of a hyper-parameter, with the colour of the oldest', () => {
    const { host, board } = open();
    const of = (id: string, color: number, lr?: string) => ({
      ...run,
      id,
      color,
      createdMs: -color,
      parameters: lr === undefined ? {} : { lr },
    });
    host.send(snapshot({ runs: [of('a', 1, '0.1'), of('b', 2, '0.1'), of('c', 3, '0.2'), of('d', 4)] }));
    assert.equal(board.groups.value.length, 0);
    board.change({ table: { ...board.view.value.table, groupBy: 'lr' } });
    assert.deepEqual(
      board.groups.value.map(({ label, color, runs }) => [label, color, runs.map(({ id }) => id).join('')]),
      [
        ['lr 0.1', 2, 'ab'],
        ['lr 0.2', 3, 'c'],
        ['lr not set', 4, 'd'],
      ],
    );
  });

  it('keeps metrics in the order in which they were first seen', () => {
    const { host, board } = open();
    const summaries = (...metrics: readonly string[]): readonly CurveSummary[] => metrics.map((metric) => summaryOf({ ...loss, metric }));
    host.send(snapshot({ summaries: summaries('b', 'a') }));
    host.send({ type: 'delta', seq: 2, summaries: summaries('0', 'a') });
    assert.deepEqual(board.metrics.value, ['b', 'a', '0']);
  });
});

describe('What is set in the curves view', () => {
  // shows: curves-state
  it('is kept across a reload', () => {
    const { host, board } = open();
    board.change({ smoothing: 0.6, isLogY: true, search: 'loss', axis: 'wall', pinned: ['a'], closed: ['eval'] });
    board.zoomTo({ from: 3, to: 4 });
    board.isFollowing.value = true;
    board.toggleWide('loss');
    const again = new Board(fakeHost<HostToCurves, CurvesToHost>(host.savedState()), atOnce);
    assert.deepEqual(again.state(), board.state());
    assert.deepEqual(again.zoom.value, { axis: 'wall', from: 3, to: 4 });
    assert.deepEqual([again.isFollowing.value, again.view.value.wide], [true, ['loss']]);
  });

  // shows: curves-state
  it('is a state in every case, whatever was saved', () => {
    const minusZeros = { axis: 'step', zoom: { axis: 'step', from: -0, to: 5 }, pinned: [], table: {}, smoothing: -0 };
    fc.assert(
      fc.property(
        fc.anything(),
        fc.record({ axis: fc.anything(), zoom: fc.anything(), pinned: fc.anything(), table: fc.anything(), smoothing: fc.anything() }),
        (any, fields) => {
          for (const saved of [any, fields]) {
            const state = readCurvesState(saved);
            assert.deepEqual(readCurvesState(JSON.parse(JSON.stringify(state))), state);
            curvesViewStateSchema.parse(state);
          }
        },
      ),
      { examples: [[null, minusZeros]] }, // JSON has no minus zero.
    );
  });

  it('loses its zoom when x becomes something else', () => {
    const { board } = open();
    board.zoomTo({ from: 3, to: 4 });
    board.change({ isLogY: true });
    assert.notEqual(board.zoom.value, undefined);
    board.change({ axis: 'wall' });
    assert.equal(board.zoom.value, undefined);
  });
});

describe('The work of a frame', () => {
  it('is done once for each key, in the order of its stages', () => {
    const hand = byHand();
    const frames = new Frames(hand.schedule, { now: () => 0, painted: () => undefined });
    const done: string[] = [];
    frames.once('after', 'a', () => done.push('after'));
    frames.once('draw', 'b', () => done.push('never'));
    frames.once('draw', 'b', () => done.push('draw'));
    frames.once('apply', 'c', () => {
      done.push('apply');
      frames.once('tell', 'd', () => done.push('tell'));
    });
    hand.frame();
    assert.deepEqual(done, ['apply', 'tell', 'draw', 'after']);
  });

  it('goes on in the next frame after one that failed', () => {
    const hand = byHand();
    const frames = new Frames(hand.schedule);
    const done: string[] = [];
    frames.once('draw', 'a', () => {
      throw new Error('cannot be drawn');
    });
    frames.once('draw', 'b', () => done.push('b'));
    assert.throws(() => hand.frame(), /cannot be drawn/);
    hand.frame();
    assert.deepEqual(done, ['b']);
  });

  // shows: curves-live
  it('goes on in the next frame when drawing takes too long, and only then says that all is drawn', () => {
    const hand = byHand();
    let nowMs = 0;
    const frames = new Frames(hand.schedule, { now: () => nowMs, painted: () => undefined });
    const done: number[] = [];
    for (let chartAt = 0; chartAt < 5; chartAt++) {
      frames.once('draw', chartAt, () => {
        nowMs += 3;
        done.push(chartAt);
      });
    }
    frames.once('after', 'ack', () => done.push(-1));
    hand.frame();
    assert.deepEqual(done, [0, 1]);
    hand.frame();
    hand.frame();
    assert.deepEqual(done, [0, 1, 2, 3, 4, -1]);
  });

  // shows: curves-live
  it('draws less in a frame where painting takes long, and more where it does not', () => {
    const drawnWith = (paintMs: number): number => {
      const hand = byHand();
      let nowMs = 0;
      let drawn = 0;
      const painted = (tell: () => void): void => {
        nowMs += drawn * paintMs;
        tell();
      };
      const frames = new Frames(hand.schedule, { now: () => nowMs, painted });
      for (let frame = 0; frame < 20; frame++) {
        drawn = 0;
        for (let chartAt = 0; chartAt < 60; chartAt++) {
          frames.once('draw', chartAt, () => {
            nowMs += 1;
            drawn += 1;
          });
        }
        hand.frame();
      }
      return drawn;
    };
    assert.deepEqual([drawnWith(20), drawnWith(10), drawnWith(0.2)], [1, 2, 9]);
  });

  it('draws what somebody points at in every frame, before all else', () => {
    const hand = byHand();
    let nowMs = 0;
    const frames = new Frames(hand.schedule, { now: () => nowMs, painted: () => undefined });
    const done: string[] = [];
    const chart = (stage: 'draw' | 'pointed', name: string): void =>
      frames.once(stage, name, () => {
        nowMs += 20;
        done.push(name);
      });
    chart('draw', 'a');
    chart('draw', 'b');
    chart('draw', 'pointed');
    chart('pointed', 'pointed');
    hand.frame();
    assert.deepEqual(done, ['pointed', 'a']);
    hand.frame();
    assert.deepEqual(done, ['pointed', 'a', 'b']);
  });

  it('says that all is drawn after a few frames, even while everything has to be drawn again in each', () => {
    const hand = byHand();
    let nowMs = 0;
    const frames = new Frames(hand.schedule, { now: () => nowMs, painted: () => undefined });
    let isSaid = false;
    frames.once('after', 'ack', () => {
      isSaid = true;
    });
    for (let frame = 0; frame < 4; frame++) {
      assert.equal(isSaid, false);
      for (let chartAt = 0; chartAt < 5; chartAt++) {
        frames.once('draw', chartAt, () => {
          nowMs += 3;
        });
      }
      hand.frame();
    }
    assert.equal(isSaid, true);
  });
});
