/** Reads of runs what the rules look at: times, seeds, and the beginning of each metric. */
import { isCancellation } from '../../base/errors.ts';
import type { RunId } from '../../base/ids.ts';
import { RunNotFound } from '../../runs/runErrors.ts';
import type { Runs } from '../../runs/runs.ts';
import { printedResults } from '../report/printedResults.ts';
import type { RunsRecord } from '../stages/records.ts';
import type { CheckedRun } from './runRules.ts';

/** Values of a metric that are compared. Its last one is always among them. */
const mostValues = 2_000;
const mostMetrics = 200;
const printedLines = 400;

export async function readCheckedRuns(
  record: RunsRecord | undefined,
  runs: Pick<Runs, 'get' | 'seriesOf' | 'logPage'>,
): Promise<readonly CheckedRun[]> {
  const found: CheckedRun[] = [];
  for (const { run, purpose, seed } of record?.runs ?? [])
    found.push({ run, purpose, ...(seed === undefined ? {} : { seed }), ...(await factsOf(run as RunId, runs)) });
  return found;
}

async function factsOf(id: RunId, runs: Pick<Runs, 'get' | 'seriesOf' | 'logPage'>): Promise<Omit<CheckedRun, 'run' | 'purpose' | 'seed'>> {
  try {
    const { status, startedMs, exit } = await runs.get(id);
    const series = await runs.seriesOf(id);
    const metrics = new Map<string, readonly number[]>();
    for (const { metric, n, last } of (await series.summaries()).slice(0, mostMetrics)) {
      const values = (await series.column(metric)).read(0, mostValues).values;
      metrics.set(metric, n <= mostValues ? [...values] : [...values, last.value]);
    }
    const { lines } = await runs.logPage(id, { lines: printedLines });
    return {
      status,
      ...(startedMs === undefined ? {} : { startedMs }),
      ...(exit === undefined ? {} : { endedMs: exit.endedMs }),
      metrics,
      printed: printedResults(lines),
    };
  } catch (error) {
    if (isCancellation(error) || !(error instanceof RunNotFound)) throw error;
    return { status: 'gone', metrics: new Map(), printed: [] };
  }
}
