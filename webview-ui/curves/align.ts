/** One line to draw. */
export interface Line {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** `undefined`: this line has no point at this step (drawn through); `null`: it has one that cannot be drawn (a gap). */
export type Cell = number | null | undefined;

/** All steps of all lines once, ascending, and each line's value there: the form that uPlot draws. */
export interface Aligned {
  readonly steps: number[];
  readonly columns: Cell[][];
}

export function align(lines: readonly Line[], isDrawable: (y: number) => boolean): Aligned {
  const sorted = lines.map(inOrder);
  const steps = mergedSteps(sorted.map((line) => line.xs));
  const columns = sorted.map((line) => {
    const column: Cell[] = new Array<Cell>(steps.length).fill(undefined);
    let at = 0;
    for (let point = 0; point < line.xs.length; point++) {
      const x = line.xs[point] ?? 0;
      while ((steps[at] ?? x) < x) at++;
      const y = line.ys[point] ?? Number.NaN;
      column[at] = isDrawable(y) ? y : null;
    }
    return column;
  });
  return { steps, columns };
}

/** A run that was resumed from a checkpoint goes back in steps; the later value of a step stands last and wins. */
function inOrder(line: Line): Line {
  let isSorted = true;
  for (let at = 1; at < line.xs.length && isSorted; at++) isSorted = (line.xs[at] ?? 0) >= (line.xs[at - 1] ?? 0);
  if (isSorted) return line;
  const order = Array.from(line.xs.keys()).sort((a, b) => (line.xs[a] ?? 0) - (line.xs[b] ?? 0) || a - b);
  return {
    xs: Float64Array.from(order, (at) => line.xs[at] ?? 0),
    ys: Float64Array.from(order, (at) => line.ys[at] ?? Number.NaN),
  };
}

function mergedSteps(all: readonly Float64Array[]): number[] {
  if (all.length === 1) return distinct(all[0] ?? new Float64Array());
  const total = all.reduce((sum, xs) => sum + xs.length, 0);
  const joined = new Float64Array(total);
  let offset = 0;
  for (const xs of all) {
    joined.set(xs, offset);
    offset += xs.length;
  }
  return distinct(joined.sort());
}

function distinct(sorted: Float64Array): number[] {
  const steps: number[] = [];
  for (const x of sorted) if (x !== steps.at(-1)) steps.push(x);
  return steps;
}

/** Index of the point nearest to `x`, or undefined when there is none. `xs` ascends. */
export function nearest(xs: Float64Array, x: number): number | undefined {
  if (xs.length === 0) return undefined;
  let low = 0;
  let high = xs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const before = low - 1;
  return before >= 0 && x - (xs[before] ?? 0) <= (xs[low] ?? 0) - x ? before : low;
}
