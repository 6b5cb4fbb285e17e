import assert from 'node:assert/strict';
import { type KeptCurves, mostKeptBytes, packKept, unpackKept } from '../../../src/editor/keptCurves.ts';
import type { CurveRun, CurveSummary, CurveWindow, WatchedChart } from '../../../src/protocol/curves.ts';

const row: CurveRun = {
  id: 'run_1',
  name: 'größer',
  status: 'done',
  color: 3,
  isShown: true,
  points: 2,
  summary: '',
  createdMs: 1,
  place: 'here',
  parameters: { $bytes: '[0, 8]', $number: 'NaN' },
  tags: [],
  notes: [],
  isArchived: false,
  marks: [],
};
const chart: WatchedChart = { chart: 'loss', metric: 'loss', axis: 'step', isLogX: false, columns: 100, smoothing: 0, runs: ['run_1'] };
const summary: CurveSummary = {
  run: 'run_1',
  metric: 'loss',
  points: 2,
  nonFinite: 1,
  last: Number.NaN,
  lastStep: 2,
  hasEpochs: false,
  hasSuperseded: false,
  kind: 'metric',
};

function windowOf(doubles: readonly number[]): CurveWindow {
  const { columns, isLogX } = chart;
  const line = { kind: 'points', data: Float64Array.from(doubles).buffer } as const;
  return { chart: 'loss', run: 'run_1', axis: 'step', from: 1, to: 2, columns, isLogX, line, nonFinite: new ArrayBuffer(0), points: 2 };
}

function kept(...lines: readonly (readonly number[])[]): KeptCurves {
  return {
    atMs: 5,
    place: '["file:///work",null]',
    choice: 'def',
    lists: { '/work/.practicum/runs': 'abc' },
    runs: [{ row, folder: '/work/.practicum/runs/run_1', stamp: '1 2 3' }],
    summaries: [summary, { ...summary, metric: 'top', last: Number.NEGATIVE_INFINITY }],
    olderRuns: 0,
    charts: [{ chart, windows: lines.map(windowOf) }],
  };
}

function packed(what: KeptCurves, version = '1.2.3'): Uint8Array {
  const file = packKept(what, version);
  assert.ok(file !== undefined);
  return file;
}

describe('the file with what the curves showed last', () => {
  // shows: curves-kept
  it('gives back what was put into it, bit for bit', () => {
    const whole = kept([1, 0.1 + 0.2, 2, Number.NaN], [], [1, Number.POSITIVE_INFINITY, 2, -0]);
    assert.deepEqual(unpackKept(packed(whole), '1.2.3'), whole);
    const [first] = unpackKept(packed(whole), '1.2.3')?.charts[0]?.windows ?? [];
    assert.equal(first?.line.data.byteLength, 32, 'a buffer of its own');
  });

  it('is none where another version wrote it', () => {
    assert.equal(unpackKept(packed(kept([1, 2])), '1.2.4'), undefined);
    const other = Buffer.from(packed(kept([1, 2])));
    other.write('practicum-curves 9');
    assert.equal(unpackKept(other, '1.2.3'), undefined);
  });

  it('is none where it ends too soon, goes on too long, or is other by one bit, wherever that is', () => {
    const file = packed(kept([1, 2, 2, 3]));
    for (let end = 0; end < file.length; end++) assert.equal(unpackKept(file.subarray(0, end), '1.2.3'), undefined, `${end} bytes`);
    assert.equal(unpackKept(Buffer.concat([file, Buffer.of(0)]), '1.2.3'), undefined);
    for (let at = 0; at < file.length; at++) {
      const other = Uint8Array.from(file);
      other[at] = (other[at] ?? 0) ^ 1;
      assert.equal(unpackKept(other, '1.2.3'), undefined, `byte ${at}`);
    }
  });

  it('is none where something else lies in its place', () => {
    for (const text of ['', '\n', '{}', 'practicum-curves 1 1.2.3\n{}', `${'x'.repeat(5000)}\n`])
      assert.equal(unpackKept(Buffer.from(text), '1.2.3'), undefined, text.slice(0, 40));
  });

  it('is not written when it would be too large, and not read when it is', () => {
    const tooMuch = Array.from({ length: 100 }, () => Array.from({ length: 10_000 }, () => 1));
    assert.equal(packKept(kept(...tooMuch), '1.2.3'), undefined);
    assert.equal(unpackKept(new Uint8Array(mostKeptBytes + 1), '1.2.3'), undefined);
  });
});
