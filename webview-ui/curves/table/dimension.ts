import type { CurveRun } from '../../../src/protocol/curves.ts';
import { logTicks, numberTicks } from '../chart/ticks.ts';
import { type Cell, type Column, cellOf, compareKeys, type SummaryOf, titleOf } from './columns.ts';

/** One column of the table as an axis, for parallel coordinates and scatter. */
export interface Dimension {
  readonly title: string;
  /** What a value over two decades or more is spread by; words stand in their order at equal distances. */
  readonly scale: 'linear' | 'log' | 'words';
  /** 0 (lowest) to 1; undefined where the run has nothing there or something that is not finite. */
  readonly placeOf: (run: CurveRun) => number | undefined;
  readonly textOf: (run: CurveRun) => string | undefined;
  readonly ticks: readonly { readonly place: number; readonly label: string }[];
}

/** From where on values are spread by their logarithm: learning rates differ by factors. */
const decadesForLog = 2;
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
  return numbersDimension(title, cells, textOf, finite, mostTicks);
}

function wordsDimension(title: string, cells: ReadonlyMap<string, Cell>, textOf: Dimension['textOf']): Dimension {
  const words = [...new Map([...cells.values()].map(({ sort, text }) => [String(sort), { sort, text }])).values()].sort((a, b) =>
    compareKeys(a.sort, b.sort),
  );
  const places = new Map(words.map(({ sort }, index) => [String(sort), words.length === 1 ? 0.5 : index / (words.length - 1)]));
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
  mostTicks: number,
): Dimension {
  const [low, high] = rangeOf(finite);
  const isLog = low > 0 && Math.log10(high / low) >= decadesForLog;
  const bent = (value: number): number => (isLog ? Math.log10(value) : value);
  const [from, to] = [bent(low), bent(high)];
  const place = (value: number): number => (to === from ? 0.5 : (bent(value) - from) / (to - from));
  const ticks = low === high ? numberTicks(low, low, 1) : isLog ? logTicks(low, high, mostTicks) : numberTicks(low, high, mostTicks);
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

function rangeOf(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
