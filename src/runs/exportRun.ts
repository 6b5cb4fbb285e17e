/** The numbers of a run for other programs, piece by piece: a long run is never one string. Pure. */
import type { RunState } from './run.ts';
import type { MetricSeries } from './store/metricSeries.ts';

export const runExportFormats = ['csv', 'csv-long', 'jsonl', 'json'] as const;
/** `csv`: a row for each step, a column for each metric. `csv-long`: a row for each value. `jsonl`: a line for each, as `metrics parse` writes it. */
export type RunExportFormat = (typeof runExportFormats)[number];

/** Points that make one piece. */
const pieceSize = 2000;

export function exportRun(state: RunState, series: readonly MetricSeries[], format: RunExportFormat): Iterable<string> {
  switch (format) {
    case 'csv':
      return wideTable(series);
    case 'csv-long':
      return longTable(series);
    case 'jsonl':
      return pointLines(state, series);
    case 'json':
      return wholeRun(state, series);
  }
}

/** Where a metric has several values at one step, the step has as many rows: nothing is left out. Steps ascend. */
function* wideTable(series: readonly MetricSeries[]): Generator<string> {
  const columns = series.map(sortedByStep);
  const next = columns.map(() => 0);
  yield row(['step', ...series.map(({ metric }) => metric)]);
  let rows = '';
  for (let count = 1; ; count++) {
    const step = Math.min(...columns.map(({ steps }, at) => steps[next[at] ?? 0] ?? Number.POSITIVE_INFINITY));
    if (step === Number.POSITIVE_INFINITY) break;
    const cells = columns.map(({ steps, values }, at) => {
      const index = next[at] ?? 0;
      if (steps[index] !== step) return '';
      next[at] = index + 1;
      return String(values[index]);
    });
    rows += row([String(step), ...cells]);
    if (count % pieceSize !== 0) continue;
    yield rows;
    rows = '';
  }
  yield rows;
}

function sortedByStep(series: MetricSeries): { readonly steps: Float64Array; readonly values: Float64Array } {
  const { steps, values } = series.read();
  if (series.isSorted) return { steps, values };
  // Sorting keeps the order of values at the same step.
  const order = [...steps.keys()].sort((a, b) => (steps[a] ?? 0) - (steps[b] ?? 0));
  const sorted = (numbers: Float64Array): Float64Array => Float64Array.from(order, (index) => numbers[index] ?? Number.NaN);
  return { steps: sorted(steps), values: sorted(values) };
}

export interface RunWithSeries {
  readonly state: RunState;
  readonly series: readonly MetricSeries[];
}

/** Several runs in one file: `csv` a row for each value, which names its run; `jsonl` as of one run. */
export function* exportRuns(all: readonly RunWithSeries[], format: 'csv' | 'jsonl'): Generator<string> {
  if (format === 'csv') yield row(['run', 'metric', 'step', 'value', 'wall', 'epoch']);
  for (const { state, series } of all) yield* format === 'csv' ? longRows(series, [state.spec.id]) : pointLines(state, series);
}

function* longTable(series: readonly MetricSeries[]): Generator<string> {
  yield row(['metric', 'step', 'value', 'wall', 'epoch']);
  yield* longRows(series, []);
}

/** `before`: what stands first in every row. */
function* longRows(series: readonly MetricSeries[], before: readonly string[]): Generator<string> {
  for (const { metric, points } of pieces(series))
    yield points
      .map(({ step, value, wallMs, epoch }) =>
        row([...before, metric, String(step), String(value), String(wallMs / 1000), epoch === undefined ? '' : String(epoch)]),
      )
      .join('');
}

function* pointLines({ spec }: RunState, series: readonly MetricSeries[]): Generator<string> {
  for (const { metric, points } of pieces(series))
    yield points
      .map(({ step, value, wallMs }) => `${JSON.stringify({ run: spec.id, metric, step, value: spelt(value), wall: wallMs / 1000 })}\n`)
      .join('');
}

/** Everything: what was launched, how it went, what the person wrote on it, and what an earlier segment measured in vain. */
function* wholeRun({ folder: _, ...run }: RunState, series: readonly MetricSeries[]): Generator<string> {
  yield `{"run":${JSON.stringify(run)},"metrics":[`;
  for (const [index, one] of series.entries()) {
    const superseded = one.superseded === undefined ? '' : `,"superseded":${numbersOf(one.superseded)}`;
    const numbers = numbersOf(one).slice(1, -1);
    yield `${index === 0 ? '' : ','}\n{"metric":${JSON.stringify(one.metric)},${numbers}${superseded}}`;
  }
  yield '\n]}\n';
}

function numbersOf(series: MetricSeries): string {
  const { steps, values, wallMs, epochs } = series.read();
  const walls = Array.from(wallMs, (ms) => ms / 1000);
  const known = epochs === undefined ? undefined : Array.from(epochs, (epoch) => (Number.isNaN(epoch) ? null : epoch));
  return JSON.stringify({ steps: [...steps], values: Array.from(values, spelt), wall: walls, epochs: known });
}

interface ExportedPoint {
  readonly step: number;
  readonly value: number;
  readonly wallMs: number;
  readonly epoch: number | undefined;
}

function* pieces(series: readonly MetricSeries[]): Generator<{ readonly metric: string; readonly points: readonly ExportedPoint[] }> {
  for (const one of series) {
    for (let from = 0; from < one.count; from += pieceSize) {
      const { steps, values, wallMs, epochs } = one.read(from, from + pieceSize);
      const points = Array.from(steps, (step, index): ExportedPoint => {
        const epoch = epochs?.[index];
        return {
          step,
          value: values[index] ?? Number.NaN,
          wallMs: wallMs[index] ?? Number.NaN,
          epoch: epoch === undefined || Number.isNaN(epoch) ? undefined : epoch,
        };
      });
      yield { metric: one.metric, points };
    }
  }
}

/** JSON has no NaN: it is spelt as in `points.jsonl`. */
function spelt(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** RFC 4180, with line feeds alone. */
function row(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
