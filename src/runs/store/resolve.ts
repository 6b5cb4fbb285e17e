/** Which points of a metric count: the rule of docs/formats.md over columns instead of single points. Pure. */
import type { Column } from './column.ts';
import { ColumnIndex, rankOf } from './columnIndex.ts';
import { MetricSeries, type Part } from './metricSeries.ts';

/**
 * The points of `metric` that count, segment after segment, in each by step where several sources took part. `all` are the columns of the
 * run, at least those of the metric and their rivals.
 */
export function resolve(metric: string, all: readonly Column[]): MetricSeries {
  const index = new ColumnIndex(all);
  const own = all.filter((column) => column.metric === metric && column.count > 0);
  const segments = [...new Set(own.map(({ segment }) => segment))].sort((a, b) => a - b);
  const rivalsOf = (column: Column): readonly Column[] => {
    const rivals = new Set(index.rivals(column));
    return all.filter((other) => rivals.has(other));
  };
  const counting: Part[] = [];
  const superseded: Part[] = [];
  for (const segment of segments) {
    // What a later segment measures again begins at its first step.
    const again = Math.min(...own.filter((column) => column.segment > segment).map(firstStep));
    const mine = own.filter((column) => column.segment === segment).sort((a, b) => rankOf(a) - rankOf(b));
    const split = mine.map((column) => splitOf(column, rivalsOf(column), again));
    counting.push(...inOrder(split.map(({ counting: parts }) => parts)));
    superseded.push(...inOrder(split.map(({ superseded: parts }) => parts)));
  }
  return new MetricSeries(metric, counting, superseded);
}

function firstStep(column: Column): number {
  if (column.isSorted) return column.stepAt(0);
  let first = Number.POSITIVE_INFINITY;
  for (let index = 0; index < column.count; index++) first = Math.min(first, column.stepAt(index));
  return first;
}

interface Split {
  readonly counting: readonly Part[];
  readonly superseded: readonly Part[];
}

function splitOf(column: Column, rivals: readonly Column[], again: number): Split {
  const isMeasuredAgain = again !== Number.POSITIVE_INFINITY;
  if (rivals.length === 0 && (column.isSorted || !isMeasuredAgain)) {
    const end = isMeasuredAgain ? column.lowerBound(again) : column.count;
    return { counting: partsBetween(column, 0, end), superseded: partsBetween(column, end, column.count) };
  }
  const isSaid = rivals.map(stepLookup);
  const counting: Part[] = [];
  const superseded: Part[] = [];
  for (let index = 0; index < column.count; index++) {
    const step = column.stepAt(index);
    if (!isSaid.some((has) => has(step))) extend(step < again ? counting : superseded, column, index);
  }
  return { counting, superseded };
}

function partsBetween(column: Column, from: number, to: number): readonly Part[] {
  return from < to ? [{ column, from, to }] : [];
}

/** Neighbours become one part. */
function extend(parts: Part[], column: Column, index: number): void {
  const last = parts.at(-1);
  if (last?.to === index) parts[parts.length - 1] = { ...last, to: index + 1 };
  else parts.push({ column, from: index, to: index + 1 });
}

function stepLookup(column: Column): (step: number) => boolean {
  if (column.isSorted) return (step) => column.stepAt(column.lowerBound(step)) === step;
  const steps = new Set<number>();
  for (let index = 0; index < column.count; index++) steps.add(column.stepAt(index));
  return (step) => steps.has(step);
}

/** Points of several sources in one order: by step, the more precise first. A source alone keeps its own order. */
function inOrder(sources: readonly (readonly Part[])[]): readonly Part[] {
  const queues = sources.filter((parts) => parts.length > 0).map((parts) => ({ parts, part: 0, index: parts[0]?.from ?? 0 }));
  const [only, ...more] = queues;
  if (only === undefined || more.length === 0) return only?.parts ?? [];
  const ordered: Part[] = [];
  for (;;) {
    let next: (typeof queues)[number] | undefined;
    for (const queue of queues) if (queue.part < queue.parts.length && (next === undefined || headOf(queue) < headOf(next))) next = queue;
    const part = next?.parts[next.part];
    if (next === undefined || part === undefined) return ordered;
    const last = ordered.at(-1);
    if (last !== undefined && last.column === part.column && last.to === next.index)
      ordered[ordered.length - 1] = { ...last, to: next.index + 1 };
    else ordered.push({ column: part.column, from: next.index, to: next.index + 1 });
    next.index += 1;
    if (next.index === part.to) {
      next.part += 1;
      next.index = next.parts[next.part]?.from ?? 0;
    }
  }
}

function headOf({ parts, part, index }: { readonly parts: readonly Part[]; readonly part: number; readonly index: number }): number {
  return parts[part]?.column.stepAt(index) ?? Number.NaN;
}
