import type { ToolDetail } from '../base/tool.ts';
import { type Diagnosis, diagnose, diagnosedLines } from '../runs/diagnose.ts';
import { headline } from '../runs/headline.ts';
import type { RunState, RunStatus } from '../runs/run.ts';
import type { RunSeries, Runs } from '../runs/runs.ts';
import { sparkOf } from '../runs/spark.ts';

type RunDetail = Extract<ToolDetail, { readonly kind: 'run' }>;

/** What a call found of a run, as data, so that nobody has to read it out of the text. Nothing is said of a run of which nobody knows how it ended. */
export function cardState(status: RunStatus): Pick<RunDetail, 'state'> {
  switch (status) {
    case 'queued':
    case 'starting':
    case 'running':
    case 'stopping':
      return { state: 'running' };
    case 'done':
    case 'failed':
    case 'stopped':
      return { state: status };
    case 'lost':
      return {};
  }
}

/** The course of the metric that says most; nothing where there is none to be seen. */
export async function curveOf(series: Pick<RunSeries, 'summaries' | 'column'>): Promise<Pick<RunDetail, 'curve'>> {
  const metric = headline(await series.summaries())?.metric;
  const values = metric === undefined ? [] : sparkOf(await series.column(metric));
  return metric === undefined || values.length < 2 ? {} : { curve: { metric, values } };
}

/** Why a failed run failed; undefined for every other one. `error` is its own words where it has any, in one line. */
export async function failureOf(
  runs: Pick<Runs, 'logPage'>,
  { spec, status, exit }: RunState,
  roots: readonly string[],
): Promise<(Diagnosis & { readonly error: string }) | undefined> {
  if (status !== 'failed') return undefined;
  const { lines } = await runs.logPage(spec.id, { lines: diagnosedLines });
  const found = diagnose({ lines, roots, exit });
  const ending = typeof exit?.signal === 'string' ? `ended by ${exit.signal}` : `exit code ${exit?.code ?? 'unknown'}`;
  const error = exit?.reason ?? found?.error ?? found?.cause ?? ending;
  return found === undefined ? { cause: error, error, lines: [] } : { ...found, error };
}

/** For the model: cause and fix beyond the error's own words, and where in the person's code. */
export function failureLines({ cause, fix, error, rank, place }: Diagnosis & { readonly error: string }): readonly string[] {
  return [
    `error: ${error}`,
    ...(cause === error ? [] : [`cause: ${cause}`]),
    ...(fix === undefined ? [] : [`what helps: ${fix}`]),
    ...(place === undefined ? [] : [`at: ${place.file}:${place.line} in ${place.function}${rank === undefined ? '' : ` (rank ${rank})`}`]),
  ];
}
