/** `practicum metrics parse`: the points of any log, one JSON line each, or a table of what is in it. */

import { resolve } from 'node:path';
import { describeError, PracticumError } from '../base/errors.ts';
import { valueText } from '../base/valueText.ts';
import { type MetricPattern, metricPattern } from '../runs/capture/patterns.ts';
import { type MetricsOptions, metricsOf, metricsOfConsole, type ToldPoint } from '../runs/metricsOf.ts';
import type { CommonOptions, MetricsRequest } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import type { Output } from './output.ts';

/** What one file cannot give is said, and the others are read. */
export async function parseMetrics(
  options: CommonOptions,
  { files, patterns }: MetricsRequest,
  output: Output,
  input: AsyncIterable<Buffer>,
): Promise<ExitCode> {
  const expressions = patterns.map(metricPattern);
  const summary = new Summary();
  let hasFailed = false;
  for (const file of files) {
    const notes = new Set<string>();
    const reading = { patterns: expressions, onNote: (note: string) => notes.add(note) };
    try {
      let count = 0;
      for await (const points of pointsOf(file, options, reading, input)) {
        if (output.closed.aborted) return exitCode.done;
        count += points.length;
        if (options.json) output.out(points.map(lineOf).join(''));
        else for (const point of points) summary.add(point);
        // What was written goes out before more is read.
        await new Promise(setImmediate);
      }
      if (count === 0) notes.add(`No metrics were found in ${file === '-' ? 'the input' : file}.`);
    } catch (error) {
      if (!(error instanceof PracticumError)) throw error;
      hasFailed = true;
      notes.add(describeError(error));
    }
    for (const note of notes) output.err(`practicum: ${note}\n`);
  }
  if (!options.json) output.out(summary.text());
  return hasFailed ? exitCode.failed : exitCode.done;
}

function pointsOf(
  file: string,
  { cwd }: CommonOptions,
  reading: MetricsOptions & { readonly patterns: readonly MetricPattern[] },
  input: AsyncIterable<Buffer>,
): AsyncGenerator<readonly ToldPoint[]> {
  return file === '-' ? metricsOfConsole('stdin', input, reading) : metricsOf(resolve(cwd ?? '.', file), reading);
}

/** JSON has no NaN: it is spelt as in `points.jsonl`. `wall` is in seconds since 1970, as TensorBoard counts. */
function lineOf({ run, metric, step, value, wallMs }: ToldPoint): string {
  const spelt = Number.isFinite(value) ? value : String(value);
  return `${JSON.stringify({ run, metric, step, value: spelt, wall: wallMs === undefined ? undefined : wallMs / 1000 })}\n`;
}

interface Row {
  readonly run: string;
  readonly metric: string;
  points: number;
  firstStep: number;
  lastStep: number;
  least: number;
  most: number;
  last: number;
}

/** One row for each metric of each run. */
class Summary {
  readonly #rows = new Map<string, Row>();

  add({ run, metric, step, value }: ToldPoint): void {
    const key = `${run}\n${metric}`;
    const row = this.#rows.get(key);
    if (row === undefined) {
      this.#rows.set(key, { run, metric, points: 1, firstStep: step, lastStep: step, least: value, most: value, last: value });
      return;
    }
    row.points += 1;
    row.lastStep = step;
    row.last = value;
    if (!(row.least <= value)) row.least = Number.isNaN(value) ? row.least : value;
    if (!(row.most >= value)) row.most = Number.isNaN(value) ? row.most : value;
  }

  text(): string {
    if (this.#rows.size === 0) return '';
    const cells = [
      ['run', 'metric', 'points', 'steps', 'least', 'most', 'last'],
      ...[...this.#rows.values()].map(({ run, metric, points, firstStep, lastStep, least, most, last }) => [
        run,
        metric,
        String(points),
        firstStep === lastStep ? String(firstStep) : `${firstStep} to ${lastStep}`,
        valueText(least),
        valueText(most),
        valueText(last),
      ]),
    ];
    const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
    return cells
      .map(
        (row) =>
          `${row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join('  ')
            .trimEnd()}\n`,
      )
      .join('');
  }
}
