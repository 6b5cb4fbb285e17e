import type { CurveRun } from '../../../src/protocol/curves.ts';
import { logTicks, numberTicks, type Tick } from '../chart/ticks.ts';
import { type Cell, type Column, cellOf, compareKeys, type SummaryOf, titleOf } from './columns.ts';

/** One column of the table as an axis, for parallel coordinates and scatter. */
export interface Dimension {
  readonly title: string;
  /** Values over a decade or more are spread by their logarithm; words stand in their order at equal distances. */
  readonly scale: 'linear' | 'log' | 'words';
  /** 0 (lowest) to 1; undefined where the run has nothing there or something that is not finite. */
  readonly placeOf: (run: CurveRun) => number | undefined;
  readonly textOf: (run: CurveRun) => string | undefined;
  readonly ticks: readonly { readonly place: number; readonly label: string }[];
}

/** From where on values are spread by their logarithm: learning rates differ by factors. */
const decadesForLog = 1;
/** So few different values of a parameter are themselves the ticks, as they were written. */
const fewValues = 8;
/** Ticks stand no nearer to each other, in parts of the axis. */
const leastDistance = 0.07;
/** Room beyond the lowest and the highest value, in parts of the axis. */
const margin = 0.04;
const mostWords = 12;

/** Undefined where no run has anything there. */
export function dimensionOf(
  runs: readonly CurveRun[],
  column: Column,
  summaryOf: SummaryOf,
  nowMs: number,
  mostTicks = 5,
): Dimension | undefined {
  const cells = new Map<string, Cell>();
  for (const run of runs) {
    const cell = cellOf(run, column, summaryOf, nowMs);
    if (cell !== undefined) cells.set(run.id, cell);
  }
  if (cells.size === 0) return undefined;
  const title = titleOf(column);
  const textOf = (run: CurveRun): string | undefined => cells.get(run.id)?.text;
  const values = [...cells.values()].map(({ sort }) => sort);
  if (values.some((value) => typeof value === 'string')) return wordsDimension(title, cells, textOf);
  const finite = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  if (finite.length === 0) return undefined;
  return numbersDimension(title, cells, textOf, finite, { mostTicks, isGiven: column.kind === 'param' });
}

function wordsDimension(title: string, cells: ReadonlyMap<string, Cell>, textOf: Dimension['textOf']): Dimension {
  const words = [...new Map([...cells.values()].map(({ sort, text }) => [String(sort), { sort, text }])).values()].sort((a, b) =>
    compareKeys(a.sort, b.sort),
  );
  const places = new Map(
    words.map(({ sort }, index) => [String(sort), words.length === 1 ? 0.5 : margin + (1 - 2 * margin) * (index / (words.length - 1))]),
  );
  const stride = Math.ceil(words.length / mostWords);
  return {
    title,
    scale: 'words',
    textOf,
    placeOf: (run) => places.get(String(cells.get(run.id)?.sort)),
    ticks: words.flatMap(({ sort, text }, index) =>
      index % stride === 0 ? [{ place: places.get(String(sort)) ?? 0.5, label: text }] : [],
    ),
  };
}

function numbersDimension(
  title: string,
  cells: ReadonlyMap<string, Cell>,
  textOf: Dimension['textOf'],
  finite: readonly number[],
  { mostTicks, isGiven }: { readonly mostTicks: number; readonly isGiven: boolean },
): Dimension {
  const [low, high] = rangeOf(finite);
  const isLog = low > 0 && Math.log10(high / low) >= decadesForLog;
  const bent = (value: number): number => (isLog ? Math.log10(value) : value);
  const [from, to] = [bent(low), bent(high)];
  const place = (value: number): number => (to === from ? 0.5 : margin + (1 - 2 * margin) * ((bent(value) - from) / (to - from)));
  const texts = new Map(
    [...cells.values()].flatMap(({ sort, text }) => (typeof sort === 'number' && Number.isFinite(sort) ? [[sort, text]] : [])),
  );
  const ticks =
    isGiven && texts.size <= fewValues
      ? valueTicks(texts, place)
      : isLog
        ? logTicks(low, high, mostTicks)
        : numberTicks(low, high, mostTicks);
  return {
    title,
    scale: isLog ? 'log' : 'linear',
    textOf,
    placeOf(run) {
      const value = cells.get(run.id)?.sort;
      return typeof value === 'number' && Number.isFinite(value) ? place(value) : undefined;
    },
    ticks: ticks.map(({ value, label }) => ({ place: place(value), label })),
  };
}

/** The values themselves; of two that stand too near to each other only the first. */
function valueTicks(texts: ReadonlyMap<number, string>, place: (value: number) => number): readonly Tick[] {
  const ticks: Tick[] = [];
  for (const [value, label] of [...texts].sort(([a], [b]) => a - b)) {
    const before = ticks.at(-1);
    if (before === undefined || place(value) - place(before.value) >= leastDistance) ticks.push({ value, label });
  }
  return ticks;
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
