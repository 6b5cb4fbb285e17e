/** Supervises a run that executes on a host: sends the files, starts it there, follows it over a line that may be cut, and fetches what it made. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { describeError, PracticumError } from '../../base/errors.ts';
import { hookFolder } from '../hook/hookEnvironment.ts';
import type { RunSpec, SshPlace } from '../run.ts';
import type { Ending } from '../script.ts';
import { executedSegment } from '../segments.ts';
import type { Stoppable } from '../stopLadder.ts';
import { type Outcome, type Supervision, untilEnd } from '../supervision.ts';
import { Following } from './following.ts';
import { artifactsFolder, beginProgress, type Progress, readProgress, writeProgress } from './progress.ts';
import { readRemoteProgram } from './remoteProgram.ts';
import { RunOnHost } from './runOnHost.ts';

export async function followSsh(ssh: SshPlace, spec: RunSpec, supervision: Supervision): Promise<Outcome> {
  const { options, paths, segment } = supervision;
  if (options.remote === undefined) return failed('could not start: the program for hosts is missing. Reinstall Practicum.');
  const part = await executedSegment(paths, segment.segment);
  const remote = new RunOnHost(ssh, await readRemoteProgram(options.remote), part, supervision);
  const known = await readProgress(paths, part);
  let progress: Progress;
  try {
    progress = known ?? (await begin(supervision, part));
    // Once the host has said that it keeps the run, it is never started again, whatever became of it there.
    if (!progress.isKept && !(await remote.start(spec, options.hook)))
      return { ending: { code: null, signal: null, reason: 'stopped on request before it began' }, status: 'stopped' };
    progress = { ...progress, isKept: true };
    await writeProgress(paths, progress);
  } catch (error) {
    return failed(`could not start on ${ssh.host}: ${describeError(error)}`);
  }
  const ended = Promise.withResolvers<Ending>();
  const target: Stoppable = {
    signal: (name) => remote.signal(name, false),
    endRest: () => remote.signal('SIGKILL', true),
  };
  const following = new Following(remote, supervision, progress);
  // Only a wish to stop the run stops it. Whoever ends this process, as a machine does that is switched off, ends nothing there.
  const asked: Supervision = { ...supervision, stop: new AbortController().signal };
  const outcome = await Promise.race([
    leaving(supervision.stop),
    untilEnd(undefined, ended.promise, target, asked, () => {
      const over = following.run(ended.resolve);
      return { finish: () => over };
    }),
  ]);
  if (existsSync(paths.folder) && !remote.isGone) await remote.fetch(artifactsFolder(paths));
  return outcome;
}

/** The run goes on there without this process, which says nothing of an end. */
export class RunLeft extends PracticumError {
  constructor() {
    super('run-left', 'The run is followed here no longer.', { hint: 'Follow it again: practicum runs attach.' });
  }
}

function leaving(stop: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const leave = (): void => reject(new RunLeft());
    if (stop.aborted) leave();
    stop.addEventListener('abort', leave, { once: true });
  });
}

/** What an earlier part told the hook was recorded then. */
async function begin({ paths }: Supervision, part: number): Promise<Progress> {
  await rm(hookFolder(paths.folder), { recursive: true, force: true });
  return await beginProgress(paths, part);
}

function failed(reason: string): Outcome {
  return { ending: { code: null, signal: null, reason }, status: 'failed' };
}
