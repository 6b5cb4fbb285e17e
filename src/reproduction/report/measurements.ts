/** What the runs of a reproduction measured for a cell: one value for each seed, and which runs they stand on. */
import type { Plan, RunsRecord } from '../stages/records.ts';
import type { ReportRun } from '../stages/resultRecords.ts';
import type { PrintedResult } from './printedResults.ts';

type Purpose = RunsRecord['runs'][number]['purpose'];
type Value = RunsRecord['runs'][number]['register'][string];

/** One metric of a run in the numbers that a plan may pick from. */
export interface MetricNumbers {
  readonly n: number;
  readonly last: number;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** All of them, in the order in which they were measured, where they are few. */
  readonly all?: readonly number[];
}

/** A run as a report looks at it. */
export interface MeasuredRun {
  readonly run: string;
  readonly purpose: Purpose;
  readonly seed?: number;
  readonly register: Readonly<Record<string, Value>>;
  /** `done`, `failed`, `running`, … as its folder says; `gone`: there is no such run any more. */
  readonly status: string;
  readonly commit?: string;
  readonly isDirty?: boolean;
  readonly cost: ReportRun['cost'];
  readonly environment?: { readonly python?: string; readonly gpu: readonly string[]; readonly packages: Readonly<Record<string, string>> };
  readonly metrics: ReadonlyMap<string, MetricNumbers>;
  /** Lines of JSON that it printed, one for each seed. */
  readonly printed: readonly PrintedResult[];
}

export interface SeedValue {
  readonly run: string;
  readonly seed: number | null;
  readonly value: number;
}

export type CellMeasured =
  | { readonly kind: 'measured'; readonly values: readonly SeedValue[] }
  /** For people. */
  | { readonly kind: 'nothing'; readonly why: string };

type PlanCell = Plan['cells'][number];

/**
 * Of the runs that came to their end: those for the paper's numbers, and where none of them has the metric the baseline's. Of two runs with one seed
 * the later one counts. A run that went through several seeds gives a value for each.
 */
export function measuredFor(
  { key, pick }: Pick<PlanCell, 'key' | 'pick'>,
  runs: readonly MeasuredRun[],
  seeds: readonly number[],
): CellMeasured {
  const ended = runs.filter(({ status }) => status === 'done');
  const full = ended.filter(({ purpose }) => purpose === 'full');
  const baseline = ended.filter(({ purpose }) => purpose === 'baseline');
  if (full.length + baseline.length === 0) return { kind: 'nothing', why: whyNone(runs) };
  for (const group of [full, baseline]) {
    const values = newestOfEach(group.flatMap((run) => valuesOf(run, key, pick, seeds)));
    if (values.length > 0) return { kind: 'measured', values };
  }
  const known = [...new Set([...full, ...baseline].flatMap(namesOf))];
  const said =
    known.length === 0 ? 'they measured nothing' : `they measured ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}`;
  return { kind: 'nothing', why: `No run that came to its end measured “${key}”; ${said}.` };
}

function whyNone(runs: readonly MeasuredRun[]): string {
  const wanted = runs.filter(({ purpose }) => purpose === 'full' || purpose === 'baseline');
  if (wanted.length === 0) return 'No full run was made.';
  const counts = Map.groupBy(wanted, ({ status }) => status);
  return `No full run came to its end: ${[...counts].map(([status, these]) => `${these.length} ${status}`).join(', ')}.`;
}

function newestOfEach(values: readonly SeedValue[]): readonly SeedValue[] {
  const bySeed = new Map<string, SeedValue>();
  // Runs without a known seed are each one of their own.
  for (const value of values) bySeed.set(value.seed === null ? value.run : `seed ${value.seed}`, value);
  return [...bySeed.values()];
}

function valuesOf(run: MeasuredRun, key: string, pick: PlanCell['pick'], seeds: readonly number[]): readonly SeedValue[] {
  const printed = run.printed.flatMap(({ seed, values }) => {
    const name = nameOf(key, [...values.keys()]);
    const value = name === undefined ? undefined : values.get(name);
    return value === undefined ? [] : [{ seed, value }];
  });
  const name = nameOf(key, [...run.metrics.keys()]);
  const metric = name === undefined ? undefined : run.metrics.get(name);
  if (printed.length > 0 && (metric === undefined || printed.some(({ seed }) => seed !== undefined))) return perSeed(run, printed, pick);
  if (metric === undefined) return [];
  // One run that went through all seeds logs its result once for each.
  const all = metric.all ?? [];
  if (run.seed === undefined && seeds.length > 1 && metric.n === seeds.length && all.length === seeds.length)
    return all.map((value, at) => ({ run: run.run, seed: seeds[at] ?? null, value }));
  return [{ run: run.run, seed: run.seed ?? null, value: picked(metric, pick) }];
}

function perSeed(
  run: MeasuredRun,
  printed: readonly { readonly seed: number | undefined; readonly value: number }[],
  pick: PlanCell['pick'],
): readonly SeedValue[] {
  const groups = Map.groupBy(printed, ({ seed }) => seed ?? run.seed);
  return [...groups].map(([seed, of]) => {
    const values = of.map(({ value }) => value);
    const value = pick === 'min' ? Math.min(...values) : pick === 'max' ? Math.max(...values) : (values.at(-1) ?? Number.NaN);
    return { run: run.run, seed: seed ?? null, value };
  });
}

function picked({ last, min, max }: MetricNumbers, pick: PlanCell['pick']): number {
  return (pick === 'min' ? min : pick === 'max' ? max : last) ?? Number.NaN;
}

/** As it is, or the one name that ends with it: a logger puts `metrics.` or `test/` before what a script calls `accuracy`. */
function nameOf(key: string, names: readonly string[]): string | undefined {
  if (names.includes(key)) return key;
  const [only, ...more] = names.filter((name) => name.endsWith(`.${key}`) || name.endsWith(`/${key}`));
  return more.length === 0 ? only : undefined;
}

/** As a plan may name them: what a result line puts before all of its metrics is left away. */
export function metricNames(runs: readonly MeasuredRun[]): readonly string[] {
  return [...new Set(runs.flatMap(namesOf).map((name) => name.replace(/^metrics\./, '')))].filter((name) => name !== 'seed');
}

function namesOf({ metrics, printed }: MeasuredRun): readonly string[] {
  return [...metrics.keys(), ...printed.flatMap(({ values }) => [...values.keys()])];
}
