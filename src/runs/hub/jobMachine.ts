import { followJobLog, followJobMetrics } from '../../hub/jobLogs.ts';
import { cancelJob, type Job, type JobAddress, jobPage } from '../../hub/jobs.ts';
import type { JobPlace } from '../run.ts';
import type { JobAccess } from './jobAccess.ts';
import { endingOf } from './jobEnding.ts';
import type { HubMachine } from './machine.ts';

export function jobMachine(place: JobPlace, address: JobAddress, { hub }: JobAccess): HubMachine<Job> {
  return {
    noun: 'job',
    page: jobPage(place.hub, address),
    lines: (follow) => followJobLog(hub, address, follow),
    metrics: (signal) => followJobMetrics(hub, address, signal),
    waitsFor: ({ stage }) => (stage === 'SCHEDULING' ? `${place.flavor === '' ? 'hardware' : place.flavor} on Hugging Face` : undefined),
    isRunning: ({ stage }) => stage === 'RUNNING',
    ending: (job, exit) =>
      job === undefined
        ? { code: null, signal: null, reason: 'its job is not there any more', outcome: 'failed' }
        : endingOf(job, exit, place),
    ran: (job) => job,
    // The Hub has one way to end a job; our program there asks the script kindly first.
    async end() {
      await cancelJob(hub, address);
      return true;
    },
  };
}
