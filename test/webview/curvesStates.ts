import { crc32, deflateSync } from 'node:zlib';
import type { CurveRun, CurvesSnapshot } from '../../src/protocol/curves.ts';
import { type RawSeries, summaryOf } from './bruteWindow.ts';
import type { RawMedia } from './curvesHost.ts';

/** Scripted states of the curves view. */

const dayMs = 86_400_000;
const beganMs = Date.UTC(2026, 10, 20, 9, 30);

export function curveRun(part: Partial<CurveRun> & Pick<CurveRun, 'id' | 'name' | 'color'>): CurveRun {
  return {
    status: 'done',
    isShown: true,
    points: 2000,
    summary: 'exit 0 · 41 s',
    createdMs: beganMs - part.color * 3_600_000,
    startedMs: beganMs - part.color * 3_600_000,
    place: 'here',
    parameters: {},
    tags: [],
    notes: [],
    isArchived: false,
    marks: [],
    ...part,
  };
}

export const runs: readonly CurveRun[] = [
  curveRun({
    id: 'r1',
    name: 'digits-1',
    status: 'failed',
    color: 0,
    points: 400,
    summary: 'exit 1 · loss is NaN',
    parameters: { lr: '0.5', seed: '0' },
    marks: [{ kind: 'alert', title: 'train/loss is NaN at step 260', level: 'error', metric: 'train/loss', x: { step: 260 } }],
  }),
  curveRun({
    id: 'r2',
    name: 'digits-2',
    status: 'running',
    color: 1,
    points: 1200,
    summary: 'step 1,200 of 2,000',
    parameters: { lr: '0.05', seed: '0' },
  }),
  curveRun({
    id: 'r3',
    name: 'digits-3-momentum-0.9-wide',
    color: 2,
    parameters: { lr: '0.05', seed: '1' },
    tags: ['baseline'],
    marks: [
      { kind: 'checkpoint', title: 'checkpoint-500', x: { step: 500 } },
      { kind: 'checkpoint', title: 'checkpoint-1000', x: { step: 1000 } },
      { kind: 'checkpoint', title: 'checkpoint-1500', x: { step: 1500 } },
      { kind: 'resumed', title: 'resumed from checkpoint-1000', x: { step: 1000 } },
      { kind: 'alert', title: 'train/loss has not improved for 400 steps', level: 'warning', metric: 'train/loss', x: { step: 1800 } },
    ],
  }),
  curveRun({
    id: 'r4',
    name: 'digits-4',
    status: 'stopped',
    color: 3,
    isShown: false,
    points: 300,
    summary: 'stopped at step 300',
    createdMs: beganMs - dayMs,
  }),
];

/** A repeatable stand-in for noise: the same picture every time. */
export function noise(step: number, seed: number): number {
  const x = Math.sin(step * 12.9898 + seed * 78.233) * 43758.5453;
  return x - Math.floor(x) - 0.5;
}

export function measured(
  run: string,
  metric: string,
  { count, every, goal }: { readonly count: number; readonly every: number; readonly goal?: 'min' | 'max' },
  value: (step: number) => number,
): RawSeries {
  const xs = Array.from({ length: count }, (_, at) => (at + 1) * every);
  return { run, metric, xs, ys: xs.map(value), ...(goal === undefined ? {} : { goal }) };
}

const loss = (rate: number, seed: number) => (step: number) =>
  2.3 * Math.exp(-step / rate) + 0.08 + 0.12 * noise(step, seed) * Math.exp(-step / 1500);
const accuracy = (rate: number, seed: number) => (step: number) => 0.98 - 0.88 * Math.exp(-step / rate) + 0.01 * noise(step, seed);
const rate = (step: number) => 0.05 * 0.5 * (1 + Math.cos((Math.PI * step) / 2000));

export const few: readonly RawSeries[] = [
  measured('r1', 'train/loss', { count: 40, every: 10, goal: 'min' }, (step) =>
    step > 250 ? Number.NaN : 2.3 + step / 120 + noise(step, 1),
  ),
  measured('r2', 'train/loss', { count: 120, every: 10, goal: 'min' }, loss(300, 2)),
  {
    ...measured('r3', 'train/loss', { count: 200, every: 10, goal: 'min' }, loss(180, 3)),
    superseded: {
      xs: Array.from({ length: 30 }, (_, at) => 1000 + at * 10),
      ys: Array.from({ length: 30 }, (_, at) => 0.1 + at * 0.03 + 0.1 * noise(at, 9)),
    },
  },
  measured('r4', 'train/loss', { count: 30, every: 10, goal: 'min' }, loss(900, 4)),
  measured('r2', 'train/lr', { count: 120, every: 10 }, rate),
  measured('r3', 'train/lr', { count: 200, every: 10 }, rate),
  measured('r2', 'eval/accuracy', { count: 12, every: 100, goal: 'max' }, accuracy(400, 5)),
  measured('r3', 'eval/accuracy', { count: 20, every: 100, goal: 'max' }, accuracy(260, 6)),
  measured('r2', 'eval/loss', { count: 1, every: 100, goal: 'min' }, () => 0.31),
];

/** Eight runs of twenty thousand points each: columns, not points. */
export const manyRuns: readonly CurveRun[] = Array.from({ length: 8 }, (_, at) =>
  curveRun({
    id: `m${at}`,
    name: `lm-lr${at < 4 ? '3e-4' : '1e-3'}-seed${at % 4}`,
    color: at,
    points: 20_000,
    parameters: { lr: at < 4 ? '3e-4' : '1e-3', seed: String(at % 4) },
  }),
);

export const many: readonly RawSeries[] = manyRuns.flatMap(({ id }, at) => [
  measured(id, 'train/loss', { count: 20_000, every: 1, goal: 'min' }, (step) => {
    const spike = (step * 7 + at * 977) % 9001 === 0 ? 6 : 0;
    return (
      3.2 + 6.5 * Math.exp(-step / (1500 + 260 * at)) + (0.25 + 0.05 * at) * noise(step, at) + spike - 0.00003 * step + (at < 4 ? 0 : 0.35)
    );
  }),
  measured(
    id,
    'train/grad_norm',
    { count: 20_000, every: 1 },
    (step) => Math.exp(1.5 * noise(step, at + 20)) * (0.4 + 3 * Math.exp(-step / 3000)),
  ),
  measured(
    id,
    'eval/loss',
    { count: 20, every: 1000, goal: 'min' },
    (step) => 3.3 + 5 * Math.exp(-step / 2500) + 0.08 * noise(step, at + 40) + (at < 4 ? 0 : 0.3),
  ),
  measured(
    id,
    'eval/accuracy',
    { count: 20, every: 1000, goal: 'max' },
    (step) => 0.62 - 0.5 * Math.exp(-step / 5000) + 0.02 * noise(step, at + 60),
  ),
]);

export function snapshotOf(of: readonly CurveRun[], series: readonly RawSeries[], part: Partial<CurvesSnapshot> = {}): CurvesSnapshot {
  return { type: 'snapshot', seq: 1, runs: of, summaries: series.map(summaryOf), media: [], hasTensorBoard: false, ...part };
}

export interface CurvesState {
  readonly runs: readonly CurveRun[];
  readonly series: readonly RawSeries[];
  readonly media?: readonly RawMedia[];
  readonly width?: number;
  readonly height?: number;
  /** What the view had saved. */
  readonly saved?: object;
  readonly isTable?: boolean;
  /** It is what was shown last, then; the host still reads. */
  readonly keptMs?: number;
  /** The pointer on the first chart, in parts of its width. */
  readonly hoverAt?: number;
}

const comparedColumns = ['param:lr', 'param:seed', 'best:eval/loss', 'best:eval/accuracy'];
const closedTable = { table: { isOpen: false } };

/** A picture of 12 × 12 grey squares (https://www.w3.org/TR/png-3/). */
function picture(shade: (x: number, y: number) => number): Uint8Array {
  const size = 12;
  const rows = Buffer.alloc(size * (size + 1));
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) rows[y * (size + 1) + 1 + x] = shade(x, y);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, size, 0, 0, 0, size, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const media: readonly RawMedia[] = [
  ...['r2', 'r3'].map(
    (run, at): RawMedia => ({
      series: { run, tag: 'samples/digit', kind: 'image', steps: [0, 100, 200] },
      item: (step) => ({
        kind: 'image',
        mime: 'image/png',
        bytes: picture((x, y) => (Math.hypot(x - 6, y - 6) < 2 + step / 60 + at ? 230 : 20)),
      }),
    }),
  ),
  ...['r2', 'r3'].map(
    (run, at): RawMedia => ({
      series: { run, tag: 'weights/layer1', kind: 'histogram', steps: [0, 200] },
      item: (step) => ({
        kind: 'histogram',
        edges: Float64Array.from({ length: 31 }, (_, edge) => (edge - 15) / 10).buffer,
        counts: Float64Array.from({ length: 30 }, (_, bar) => Math.round(900 * Math.exp(-(((bar - 15) / (3 + step / 60 + at)) ** 2))))
          .buffer,
      }),
    }),
  ),
  {
    series: { run: 'r3', tag: 'confusion', kind: 'table', steps: [0] },
    item: () => ({
      kind: 'table',
      columns: ['true', 'predicted', 'n'],
      rows: [
        ['3', '8', '14'],
        ['4', '9', '11'],
        ['7', '1', '2'],
      ],
      allRows: 41,
    }),
  },
  {
    series: { run: 'r2', tag: 'sample text', kind: 'text', steps: [10] },
    item: () => ({ kind: 'text', text: 'Once upon a time\nthere was a **loss**.' }),
  },
];

export const curvesStates = {
  empty: { runs: [], series: [], height: 420 },
  noMetric: { runs: runs.slice(1, 2), series: [], height: 300 },
  curves: { runs, series: few, width: 760, height: 900 },
  one: { runs: runs.slice(1, 2), series: few.filter(({ run }) => run === 'r2'), width: 760, height: 700 },
  hover: { runs, series: few, width: 760, height: 900, saved: { smoothing: 0.8, ...closedTable }, hoverAt: 0.5 },
  logTable: { runs, series: few, width: 760, height: 900, saved: { isLogY: true, isLogX: true, ...closedTable }, isTable: true },
  narrow: { runs, series: few, width: 300, height: 1700 },
  many: { runs: manyRuns, series: many, width: 1400, height: 900, saved: closedTable, hoverAt: 0.4 },
  smooth: {
    runs: manyRuns,
    series: many,
    width: 1400,
    height: 700,
    saved: { smoothing: 0.98, isClipped: true, pinned: ['eval/loss'], ...closedTable },
  },
  bands: { runs: manyRuns, series: many, width: 1000, height: 700, saved: { table: { isOpen: false, groupBy: 'lr' } }, hoverAt: 0.6 },
  grouped: { runs: manyRuns, series: many, width: 900, height: 620, saved: { table: { groupBy: 'lr', filter: 'eval/loss.best < 4' } } },
  parallel: { runs: manyRuns, series: many, width: 900, height: 620, saved: { table: { view: 'parallel', columns: comparedColumns } } },
  scatter: { runs: manyRuns, series: many, width: 560, height: 620, saved: { table: { view: 'scatter', columns: comparedColumns } } },
  media: { runs, series: few.slice(0, 1), media, width: 760, height: 1150, saved: closedTable },
  kept: { runs, series: few, width: 760, height: 900, keptMs: beganMs + 5 * dayMs },
  filterFault: { runs, series: few, width: 420, height: 420, saved: { table: { filter: 'lr <' } } },
} as const satisfies Readonly<Record<string, CurvesState>>;
