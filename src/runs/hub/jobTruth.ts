/** What became of what was promised for jobs and Spaces and settled by nobody: the Hub knows. */
import type { HubClient } from '../../hub/client.ts';
import { HubError } from '../../hub/hubErrors.ts';
import { cancelJob, getJob, isOver, type Job } from '../../hub/jobs.ts';
import type { RunTruth } from '../../ledger/ledger.ts';
import type { JobPlace, RunState } from '../run.ts';
import { lateMs, ownJobs } from './ownJobs.ts';
import { type Cost, costOfJobs } from './settleJob.ts';
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
      const truth = await (place.kind === 'space' ? sweepSpace : sweepJob)(hub, run, place, nowMs());
      if (truth !== undefined) return truth;
      return nowMs() - (run.exit?.endedMs ?? run.spec.createdMs) < lateMs ? 'running' : { microUsd: 0, tokens: 0 };
    } catch {
      return 'unknown';
    }
  };
}

/** Undefined: none is found. */
async function sweepJob(hub: HubClient, run: RunState, place: JobPlace, nowMs: number): Promise<Cost | 'running' | undefined> {
  const jobs = await jobsOf(hub, run);
  if (jobs.length === 0) return undefined;
  const left = jobs.filter((job) => !isOver(job));
  if (left.length > 0) {
    // It ended here before anybody knew of its job: nobody will follow it.
    if (run.exit === undefined || run.job !== undefined) return 'running';
    for (const { id } of left) await cancelJob(hub, { payer: place.payer, id });
  }
  return costOfJobs(place, jobs, nowMs);
}

async function jobsOf(hub: HubClient, { spec, job }: RunState): Promise<readonly Job[]> {
  const payer = spec.job?.payer ?? '';
  if (job !== undefined) {
    try {
      return [await getJob(hub, { payer, id: job.id })];
    } catch (error) {
      if (!(error instanceof HubError && error.code === 'hub-not-found')) throw error;
    }
  }
  return await ownJobs(hub, payer, spec.id);
}
