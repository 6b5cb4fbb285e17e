/** A script that Hugging Face starts by itself, on a schedule: one file, alone, in an image with uv. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PracticumError } from '../../../base/errors.ts';
import type { JobRequest } from '../../../hub/jobs.ts';
import { isSchedule } from '../../../hub/scheduledJobs.ts';
import { requireNoSecret } from '../../runSecrets.ts';
import { requireNoKey } from '../../ssh/slice.ts';
import { declaredNeeds } from '../declaredNeeds.ts';
import { packagesForJob } from '../jobPackages.ts';
import { usualImage } from '../jobQuote.ts';
import type { ScheduleWish } from './scheduleQuote.ts';

const mostBytes = 60_000;
const scheduleLabel = 'practicum-schedule';

/** What was promised holds where the money burns: what starts after its end does nothing. */
const shell = [
  'if [ "$(date +%s)" -ge "$1" ]; then echo "All starts that were agreed to are over: this one does nothing."; exit 0; fi',
  's=$2; shift 2; echo "$s" | base64 -d > /tmp/practicum-script.py && exec uv run "$@"',
].join('; ');

export interface ScheduledScript {
  /** The folder of the workspace that it is of. */
  readonly root: string;
  /** Absolute. */
  readonly script: string;
  readonly args: readonly string[];
}

export function noSchedule(words: string): PracticumError {
  return new PracticumError('schedule', `“${words}” is no schedule.`, {
    hint: 'Give @hourly, @daily, @weekly, … or five fields of cron, as 0 3 * * *.',
  });
}

/** `id` is found in its command. Throws where the script cannot go alone or a key would go with it, or the schedule is none. */
export async function scheduledRequest(
  wish: ScheduleWish,
  { root, script, args, id, untilMs }: ScheduledScript & { readonly id: string; readonly untilMs: number },
): Promise<JobRequest> {
  if (!isSchedule(wish.schedule)) throw noSchedule(wish.schedule);
  const size = (await stat(script).catch(() => undefined))?.size;
  if (size === undefined)
    throw new PracticumError('script-not-found', `There is no script ${script}.`, {
      hint: 'Give the path of a Python file in the workspace.',
    });
  if (size > mostBytes)
    throw new PracticumError(
      'script-too-large',
      `${path.basename(script)} is too large to be scheduled: it goes there inside the command.`,
      {
        hint: 'Let a short script load the rest from the Hub.',
      },
    );
  // Whoever sees the job sees its command.
  requireNoSecret({ script, args, name: undefined });
  await requireNoKey(
    root,
    script,
    'A scheduled script gets no key. Let it do without one, or start it as a job, which is handed HF_TOKEN.',
  );
  const { inline } = await declaredNeeds(root, script);
  const packages = wish.packages ?? (inline ? [] : await packagesForJob(root, script, root));
  const uv = [
    ...packages.flatMap((each) => ['--with', each]),
    ...(inline ? ['--script'] : ['--no-project', 'python']),
    '/tmp/practicum-script.py',
    ...args,
  ];
  return {
    image: wish.image ?? usualImage,
    command: ['/bin/sh', '-c', shell, id, String(Math.floor(untilMs / 1000)), (await readFile(script)).toString('base64'), ...uv],
    environment: { PYTHONUNBUFFERED: '1' },
    secrets: {},
    flavor: wish.flavor,
    timeoutSeconds: Math.floor(wish.timeoutMs / 1000),
    labels: {
      [scheduleLabel]: id,
      name:
        path
          .parse(script)
          .name.replace(/[^\w.-]+/g, '-')
          .slice(0, 100) || 'script',
    },
  };
}
