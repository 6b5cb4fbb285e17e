/** `practicum runs export`: the numbers of a run for other programs. */
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import { hideSecrets } from '../base/redact.ts';
import { exportRun } from '../runs/exportRun.ts';
import type { MetricSeries } from '../runs/store/metricSeries.ts';
import type { CommonOptions, RunExportRequest } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import type { Output } from './output.ts';
import { find, withRuns } from './runsCommands.ts';

export async function exportOneRun(options: CommonOptions, request: RunExportRequest, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const state = await find(bench, request.run);
    const series = await bench.runs.seriesOf(state.spec.id);
    const columns: MetricSeries[] = [];
    for (const metric of series.metrics) columns.push(await series.column(metric));
    const counting = columns.filter(({ count, superseded }) => count > 0 || superseded !== undefined);
    if (series.note !== undefined) output.err(`practicum: ${series.note}\n`);
    if (counting.length === 0) output.err(`practicum: Nothing was measured in ${state.spec.id}.\n`);
    const text = exportRun(state, counting, request.format);
    if (request.output === undefined) await print(text, output);
    else await write(resolve(bench.host.roots[0] ?? '', request.output), text);
    return exitCode.done;
  });
}

async function print(text: Iterable<string>, output: Output): Promise<void> {
  for (const piece of text) {
    if (output.closed.aborted) return;
    output.out(piece);
    // What was written goes out before more is made.
    await new Promise(setImmediate);
  }
}

async function write(file: string, text: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(hidden(text)), createWriteStream(file));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new PracticumError('export-failed', `${file} could not be written (${code}).`, {
      hint: 'Choose another place with --output.',
      cause: error,
    });
  }
}

/** The run's folder holds no secrets that were known when it was written; others may be known now. */
function* hidden(text: Iterable<string>): Generator<string> {
  for (const piece of text) yield hideSecrets(piece);
}
