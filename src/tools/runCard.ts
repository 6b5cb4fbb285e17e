import type { ToolDetail } from '../base/tool.ts';
import { causeOf, diagnosedLines } from '../runs/diagnose.ts';
import type { RunState, RunStatus } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';

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

/** Why a failed run failed, in one line; undefined for every other one. */
export async function errorOf(runs: Pick<Runs, 'logPage'>, { spec, status, exit }: RunState): Promise<string | undefined> {
  if (status !== 'failed') return undefined;
  if (exit?.reason !== undefined) return exit.reason;
  const { lines } = await runs.logPage(spec.id, { lines: diagnosedLines });
  return causeOf(lines) ?? (typeof exit?.signal === 'string' ? `ended by ${exit.signal}` : `exit code ${exit?.code ?? 'unknown'}`);
}
