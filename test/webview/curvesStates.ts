import type { CurveRun, CurveSeries, CurvesSnapshot, HostToCurves } from '../../src/protocol/curves.ts';

/** Scripted states of the curves view. */

export const runs: readonly CurveRun[] = [
  { id: 'r1', name: 'digits-1', status: 'failed', color: 0, isShown: true, points: 400, summary: 'exit 1 · loss is NaN' },
  { id: 'r2', name: 'digits-2', status: 'running', color: 1, isShown: true, points: 1200, summary: 'step 1,200 of 2,000' },
  { id: 'r3', name: 'digits-3-momentum-0.9-wide', status: 'done', color: 2, isShown: true, points: 2000, summary: 'exit 0 · 41 s' },
  { id: 'r4', name: 'digits-4', status: 'stopped', color: 3, isShown: false, points: 300, summary: 'stopped at step 300' },
];

export function doubles(values: readonly number[]): ArrayBuffer {
  return new Float64Array(values).buffer;
}

interface Shape {
  readonly run: string;
  readonly metric: string;
  readonly count: number;
  readonly every: number;
  readonly goal: 'min' | 'max';
  value(step: number): number;
}

/** A repeatable stand-in for noise: the same picture every time. */
function noise(step: number, seed: number): number {
  const x = Math.sin(step * 12.9898 + seed * 78.233) * 43758.5453;
  return x - Math.floor(x) - 0.5;
}

export function series({ run, metric, count, every, goal, value }: Shape): CurveSeries {
  const steps = Array.from({ length: count }, (_, at) => (at + 1) * every);
  const values = steps.map(value);
  const finite = values.filter(Number.isFinite);
  const best = goal === 'min' ? Math.min(...finite) : Math.max(...finite);
  return {
    run,
    metric,
    xs: doubles(steps),
    ys: doubles(values),
    exactPoints: count,
    last: values.at(-1),
    best: finite.length === 0 ? undefined : { value: best, step: steps[values.indexOf(best)] ?? 0, goal },
  };
}

const loss = (rate: number, seed: number) => (step: number) =>
  2.3 * Math.exp(-step / rate) + 0.08 + 0.12 * noise(step, seed) * Math.exp(-step / 1500);
const accuracy = (rate: number, seed: number) => (step: number) => 0.98 - 0.88 * Math.exp(-step / rate) + 0.01 * noise(step, seed);

const all: readonly CurveSeries[] = [
  series({
    run: 'r1',
    metric: 'train/loss',
    count: 40,
    every: 10,
    goal: 'min',
    value: (step) => (step > 250 ? Number.NaN : 2.3 + step / 120 + noise(step, 1)),
  }),
  series({ run: 'r2', metric: 'train/loss', count: 120, every: 10, goal: 'min', value: loss(300, 2) }),
  series({ run: 'r3', metric: 'train/loss', count: 200, every: 10, goal: 'min', value: loss(180, 3) }),
  series({ run: 'r4', metric: 'train/loss', count: 30, every: 10, goal: 'min', value: loss(900, 4) }),
  series({ run: 'r2', metric: 'eval/accuracy', count: 12, every: 100, goal: 'max', value: accuracy(400, 5) }),
  series({ run: 'r3', metric: 'eval/accuracy', count: 20, every: 100, goal: 'max', value: accuracy(260, 6) }),
  series({
    run: 'r2',
    metric: 'train/lr',
    count: 120,
    every: 10,
    goal: 'min',
    value: (step) => 0.05 * 0.5 * (1 + Math.cos((Math.PI * step) / 2000)),
  }),
  series({
    run: 'r3',
    metric: 'train/lr',
    count: 200,
    every: 10,
    goal: 'min',
    value: (step) => 0.05 * 0.5 * (1 + Math.cos((Math.PI * step) / 2000)),
  }),
  series({ run: 'r2', metric: 'eval/loss', count: 1, every: 100, goal: 'min', value: () => 0.31 }),
];

export function curvesSnapshot(part: Partial<CurvesSnapshot> = {}): CurvesSnapshot {
  return { type: 'snapshot', seq: 1, runs, series: all, ...part };
}

export interface CurvesState {
  readonly messages: readonly HostToCurves[];
  readonly width?: number;
  readonly height?: number;
  readonly smoothing?: number;
  readonly isTable?: boolean;
  readonly hoverAt?: number;
  readonly isLogY?: boolean;
}

export const curvesStates = {
  empty: { messages: [curvesSnapshot({ runs: [], series: [] })], height: 420 },
  noMetric: { messages: [curvesSnapshot({ runs: runs.slice(1, 2), series: [] })], height: 300 },
  curves: { messages: [curvesSnapshot()], width: 760, height: 820 },
  hover: { messages: [curvesSnapshot()], width: 760, height: 820, smoothing: 0.8, hoverAt: 0.6 },
  logTable: { messages: [curvesSnapshot()], width: 760, height: 820, isLogY: true, isTable: true },
  narrow: { messages: [curvesSnapshot()], width: 300, height: 1500 },
} as const satisfies Readonly<Record<string, CurvesState>>;
