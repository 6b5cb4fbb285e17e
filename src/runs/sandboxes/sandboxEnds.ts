/** Whether a sandbox has ended, and how, in words. */
import { PracticumError } from '../../base/errors.ts';
import type { HubClient } from '../../hub/client.ts';
import { HubError } from '../../hub/hubErrors.ts';
import { getJob, type Job } from '../../hub/jobs.ts';
import { endingOf, minutesText } from '../hub/jobEnding.ts';
import type { SandboxRecord, SandboxWithJob } from './record.ts';

/** Nobody has used it for so long: it ends by itself. As the official clients have it. */
export const idleMs = 10 * 60_000;

/** It was there, and is no more. */
export class SandboxEnded extends PracticumError {
  constructor(id: string, why: string) {
    super('sandbox-ended', `The sandbox ${id} has ended: ${why}. What was on its disk is gone.`, {
      hint: 'Start another one if it is still needed.',
    });
  }
}

export function noSandbox(name: string): PracticumError {
  return new PracticumError('no-sandbox', `There is no sandbox ${name}.`, { hint: 'Start one, or list those that there are.' });
}

/** Undefined: the Hub knows of none. */
export async function jobOfSandbox(
  hub: HubClient,
  { payer, job: id }: Pick<SandboxWithJob, 'payer' | 'job'>,
  signal?: AbortSignal,
): Promise<Job | undefined> {
  try {
    return await getJob(hub, { payer, id }, signal);
  } catch (error) {
    if (error instanceof HubError && error.code === 'hub-not-found') return undefined;
    throw error;
  }
}

/** A clause, for people. */
export function whyEnded(place: Pick<SandboxRecord, 'payer' | 'timeoutMs'>, job: Job | undefined): string {
  if (job === undefined) return 'Hugging Face knows it no more';
  if (job.stage === 'COMPLETED') return `it ended by itself, as it does when nobody has used it for ${minutesText(idleMs)}`;
  return (endingOf(job, undefined, place).reason ?? job.stage.toLowerCase()).replace(/: start it again with more time.*$/, '');
}
