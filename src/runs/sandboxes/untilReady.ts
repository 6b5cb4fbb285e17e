/** Waits until the server of a new sandbox answers, with an eye on its job meanwhile. */
import type { Clock } from '../../base/clock.ts';
import { PracticumError } from '../../base/errors.ts';
import type { HubClient } from '../../hub/client.ts';
import { isOver, type Job } from '../../hub/jobs.ts';
import type { SandboxServer } from '../../hub/sandboxServer.ts';
import { minutesText } from '../hub/jobEnding.ts';
import { readLogTail } from '../hub/jobLogTail.ts';
import type { SandboxWithJob } from './record.ts';
import { ownFolder, workFolder } from './runThere.ts';
import { whyEnded } from './sandboxEnds.ts';
import type { Starting } from './startSandbox.ts';

const longestStartMs = 15 * 60_000;
const readyPollMs = 300;
const jobPollMs = 2_000;
const shownLogChars = 2_000;

export interface ReadyParts {
  readonly server: SandboxServer;
  readonly client: HubClient;
  readonly clock: Clock;
  /** Undefined: the Hub knows of none. */
  jobOf(): Promise<Job | undefined>;
}

/** Throws `sandbox-ended`, `sandbox-unreachable`, or the signal’s reason. */
export async function untilReady(
  { server, client, clock, jobOf }: ReadyParts,
  record: SandboxWithJob,
  { signal, progress }: Pick<Starting, 'signal' | 'progress'>,
): Promise<void> {
  const startedMs = clock.nowMs();
  const limitMs = Math.min(longestStartMs, record.timeoutMs);
  for (let lookedMs = Number.NEGATIVE_INFINITY; ; ) {
    signal.throwIfAborted();
    if (await server.isReady(signal)) break;
    const nowMs = clock.nowMs();
    if (nowMs - lookedMs >= jobPollMs) {
      lookedMs = nowMs;
      const job = await jobOf();
      if (job === undefined || isOver(job)) throw await endedAtStart(client, record, job);
      progress?.(`The machine (${record.flavor}) is ${job.stage === 'RUNNING' ? 'up, and its server starts' : 'being made ready'}.`);
    }
    if (nowMs - startedMs >= limitMs)
      throw new PracticumError('sandbox-unreachable', `The sandbox did not answer within ${minutesText(limitMs)}.`, {
        hint: 'It was ended. Try again, or other hardware: hub_jobs lists it.',
      });
    await clock.sleep(readyPollMs, signal);
  }
  for (const folder of [workFolder, ownFolder]) await server.makeFolder(folder, signal);
}

async function endedAtStart(client: HubClient, record: SandboxWithJob, job: Job | undefined): Promise<PracticumError> {
  const log = await readLogTail(client, { payer: record.payer, id: record.job }, shownLogChars).catch(() => '');
  const said = log.trim() === '' ? '' : ` Its log ends: ${log.trim()}`;
  return new PracticumError('sandbox-ended', `The sandbox ended while it started: ${whyEnded(record, job)}.${said}`, {
    hint: 'Check the image: it needs /bin/sh, wget or curl, and sha256sum or openssl.',
  });
}
