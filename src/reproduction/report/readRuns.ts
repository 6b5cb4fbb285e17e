/** Reads what a report wants of the runs of a reproduction: numbers, state, cost, environment. A run that is gone is said to be gone. */
import { defined } from '../../base/defined.ts';
import { isCancellation } from '../../base/errors.ts';
import type { RunId } from '../../base/ids.ts';
import { readEnvironment } from '../../runs/environmentRecord.ts';
import type { RunState } from '../../runs/run.ts';
import { RunNotFound } from '../../runs/runErrors.ts';
import type { Runs } from '../../runs/runs.ts';
import type { RunsRecord } from '../stages/records.ts';
import type { ReportRun } from '../stages/resultRecords.ts';
import type { MeasuredRun, MetricNumbers } from './measurements.ts';
import { printedResults } from './printedResults.ts';

export type ReadableRuns = Pick<Runs, 'get' | 'seriesOf' | 'logPage'>;

/** What the ledger settled for a run, in US dollars; undefined: nothing was, or nobody can look. */
export type SettledUsd = (run: RunId) => Promise<{ readonly usd: number; readonly isEstimated: boolean } | undefined>;

/** A metric with fewer values than this may be one result for each seed. */
const mostKept = 100;
/** Where lines with results are looked for: the newest. */
const printedLines = 400;

export async function readMeasuredRuns(
  record: RunsRecord | undefined,
  runs: ReadableRuns,
  settledUsd?: SettledUsd,
): Promise<readonly MeasuredRun[]> {
  const found: MeasuredRun[] = [];
  for (const { run, purpose, seed, register } of record?.runs ?? []) {
    const head = { run, purpose, register, ...defined({ seed }) };
    found.push({ ...head, ...(await factsOf(run as RunId, runs, settledUsd)) });
  }
  return found;
}

type Facts = Omit<MeasuredRun, 'run' | 'purpose' | 'seed' | 'register'>;

async function factsOf(id: RunId, runs: ReadableRuns, settledUsd: SettledUsd | undefined): Promise<Facts> {
  try {
    const state = await runs.get(id);
    const { code } = state.spec;
    const environment = await readEnvironment(state.folder);
    const { lines } = await runs.logPage(id, { lines: printedLines });
    return {
      status: state.status,
      isDirty: code.isDirty,
      cost: await costOfRun(state, settledUsd),
      metrics: await metricsOf(id, runs),
      printed: printedResults(lines),
      ...defined({
        commit: code.commit,
        environment:
          environment === undefined
            ? undefined
            : {
                gpu: environment.hardware.gpus.map(({ name }) => name),
                packages: environment.interpreter.packages ?? {},
                ...defined({ python: environment.interpreter.version }),
              },
      }),
    };
  } catch (error) {
    if (isCancellation(error) || !(error instanceof RunNotFound)) throw error;
    return { status: 'gone', cost: { usd: null, basis: 'unknown', hours: null }, metrics: new Map(), printed: [] };
  }
}

async function metricsOf(id: RunId, runs: ReadableRuns): Promise<ReadonlyMap<string, MetricNumbers>> {
  const series = await runs.seriesOf(id);
  const metrics = new Map<string, MetricNumbers>();
  for (const { metric, n, last, lowest, highest } of await series.summaries()) {
    const all = n > 1 && n <= mostKept ? [...(await series.column(metric)).read().values] : undefined;
    metrics.set(metric, { n, last: last.value, min: lowest?.value, max: highest?.value, ...defined({ all }) });
  }
  return metrics;
}

const msPerHour = 3_600_000;

async function costOfRun(state: RunState, settledUsd: SettledUsd | undefined): Promise<ReportRun['cost']> {
  const { spec, startedMs, exit, pausedMs = 0 } = state;
  const hours = startedMs === undefined || exit === undefined ? null : Math.max(0, exit.endedMs - startedMs - pausedMs) / msPerHour;
  if (spec.job === undefined) return { usd: null, basis: 'own machine', hours };
  const settled = await settledUsd?.(spec.id);
  if (settled !== undefined) return { usd: settled.usd, basis: settled.isEstimated ? 'estimated' : 'settled', hours };
  const { microUsdPerHour } = spec.job;
  if (microUsdPerHour === undefined || hours === null) return { usd: null, basis: 'unknown', hours };
  return { usd: (microUsdPerHour * hours) / 1e6, basis: 'estimated', hours };
}
