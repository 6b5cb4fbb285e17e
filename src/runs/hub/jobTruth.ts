/** What became of what was promised for jobs and Spaces by processes that are gone: the Hub knows. */
import type { HubClient } from '../../hub/client.ts';
import { HubError } from '../../hub/hubErrors.ts';
import { getJob, isOver, type Job } from '../../hub/jobs.ts';
import type { RunTruth } from '../../ledger/ledger.ts';
import type { RunState } from '../run.ts';
import { ownJobs } from './ownJobs.ts';
import { usedByJob } from './settleJob.ts';
import { sweepSpace } from './space/sweepSpaces.ts';

/** `runs`: of the workspaces that are open here. A run of another one is asked about where that is open. */
export function jobTruth(runs: readonly RunState[], clientFor: (hub: string) => HubClient | undefined, nowMs: () => number): RunTruth {
  return async (reserved) => {
    const run = runs.find(({ spec }) => spec.job?.reservation === reserved.id);
    if (run?.spec.job === undefined) return 'unknown';
    // Whoever follows it settles it.
    if (run.exit === undefined && run.status !== 'lost') return 'running';
    const { job: place } = run.spec;
    const hub = clientFor(place.hub);
    if (hub === undefined) return 'unknown';
    try {
      if (place.kind === 'space') return await sweepSpace(hub, run, place, nowMs());
      const job = await jobOf(hub, run);
      if (job === undefined) return { microUsd: 0, tokens: 0 };
      return isOver(job) ? usedByJob(place, job, nowMs()).used : 'running';
    } catch {
      return 'unknown';
    }
  };
}

/** Undefined: there never was one. */
async function jobOf(hub: HubClient, { spec, job }: RunState): Promise<Job | undefined> {
  const payer = spec.job?.payer ?? '';
  if (job !== undefined) {
    try {
      return await getJob(hub, { payer, id: job.id });
    } catch (error) {
      if (!(error instanceof HubError && error.code === 'hub-not-found')) throw error;
    }
  }
  return (await ownJobs(hub, payer, spec.id))[0];
}
