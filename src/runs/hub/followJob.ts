/** Supervises a run that executes on Hugging Face, as a job or as a Space: asks for it once, follows it over a line that may be cut, and fetches what it made. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { describeError, PracticumError } from '../../base/errors.ts';
import { hookFolder } from '../hook/hookEnvironment.ts';
import type { JobPlace, RunSpec } from '../run.ts';
import type { Ending } from '../script.ts';
import { executedSegment } from '../segments.ts';
import { RunLeft } from '../ssh/followSsh.ts';
import { beginProgress, type Progress, readProgress, writeProgress } from '../ssh/progress.ts';
import { passes, type Stoppable } from '../stopLadder.ts';
import { type Outcome, type Supervision, untilEnd } from '../supervision.ts';
import type { FollowedJob } from './followedJob.ts';
import { FollowingJob } from './followingJob.ts';
import { type JobAccess, jobAccess } from './jobAccess.ts';
import { jobKind } from './jobKind.ts';
import type { Ran } from './machine.ts';
import type { Asking, HubKind } from './machineKind.ts';
import { isPromised, settleJob } from './settleJob.ts';
import { spaceKind } from './space/spaceKind.ts';

/** A folder alone starts nothing that costs money. */
class NotPaidFor extends PracticumError {
  constructor() {
    super('not-paid', 'nobody agreed to pay for this job, or what was promised for it has ended', {
      hint: 'Start the script as a new run.',
    });
  }
}

export async function followJob(place: JobPlace, spec: RunSpec, supervision: Supervision): Promise<Outcome> {
  return place.kind === 'space' ? await followOn(spaceKind, place, spec, supervision) : await followOn(jobKind, place, spec, supervision);
}

async function followOn<S>(kind: HubKind<S>, place: JobPlace, spec: RunSpec, supervision: Supervision): Promise<Outcome> {
  const { paths, segment, recorder, options } = supervision;
  const part = await executedSegment(paths, segment.segment);
  let access: JobAccess;
  let progress: Progress;
  let id: string;
  try {
    access = jobAccess(place, process.env);
    progress = (await readProgress(paths, part)) ?? (await begin(supervision, part));
    const known = place.id ?? progress.job?.id ?? (await create(kind, place, spec, supervision, access, progress));
    if (known === undefined) {
      await settleUnknown(kind.noun, place, supervision, part);
      return { ending: { code: null, signal: null, reason: `stopped on request before there was a ${kind.noun}` }, status: 'stopped' };
    }
    id = known;
  } catch (error) {
    if (error instanceof RunLeft) throw error;
    await settleUnknown(kind.noun, place, supervision, part, error);
    return { ending: { code: null, signal: null, reason: `could not start: ${describeError(error)}` }, status: 'failed' };
  }
  progress = { ...progress, isKept: true, job: { ...progress.job, wasAsked: true, id } };
  await writeProgress(paths, progress);
  const machine = kind.open(id, { place, spec, access, supervision, startedMs: progress.job?.startedMs });
  await recorder.state({ atMs: options.clock.nowMs(), job: { id, page: machine.page } });
  return await followToEnd({ place, machine, access, progress, supervision });
}

async function followToEnd<S>(followed: FollowedJob<S>): Promise<Outcome> {
  const { place, machine, supervision } = followed;
  const { recorder, options } = supervision;
  const ended = Promise.withResolvers<Ending>();
  const left = Promise.withResolvers<never>();
  left.promise.catch(() => undefined);
  const leave = (): void => left.reject(new RunLeft());
  if (supervision.stop.aborted) leave();
  supervision.stop.addEventListener('abort', leave, { once: true });
  const following = new FollowingJob(followed);
  let isCancelled = false;
  const target: Stoppable = {
    async signal(name) {
      for (let waitMs = 1_000, isAsked = false; !isAsked && !isCancelled && !following.hasEnded; waitMs = Math.min(waitMs * 2, 30_000)) {
        try {
          isCancelled = await machine.end(name);
          isAsked = true;
        } catch (error) {
          await recorder.note(`The ${machine.noun} could not be cancelled yet (${describeError(error)}). It is tried again.`);
          await options.clock.sleep(waitMs);
        }
      }
    },
    endRest: async () => undefined,
  };
  // Only a wish to stop the run stops it. Whoever ends this process, as a machine does that is switched off, ends nothing there.
  const asked: Supervision = { ...supervision, stop: new AbortController().signal };
  return await Promise.race([
    left.promise,
    untilEnd(undefined, ended.promise, target, asked, () => {
      const over = following.run(async (ending, ran) => {
        await settle(place, ran, supervision);
        ended.resolve(ending);
      });
      over.catch(async (error: unknown) => {
        await recorder.note(
          `${describeError(error)} The ${machine.noun} goes on; follow it again once that is mended: practicum runs attach.`,
        );
        leave();
      });
      return { finish: () => over };
    }),
  ]);
}

/** What an earlier part told the hook was recorded then. */
async function begin({ paths }: Supervision, part: number): Promise<Progress> {
  await rm(hookFolder(paths.folder), { recursive: true, force: true });
  return await beginProgress(paths, part);
}

/** Undefined: it was stopped before there was one. */
async function create<S>(
  kind: HubKind<S>,
  place: JobPlace,
  spec: RunSpec,
  { paths, recorder, options, stop }: Supervision,
  access: JobAccess,
  progress: Progress,
): Promise<string | undefined> {
  const { job: program, hook, home } = options;
  if (program === undefined) throw new PracticumError('not-built', 'the program for jobs is missing', { hint: 'Reinstall Practicum.' });
  if (home === undefined || !(await isPromised(home, spec.id, place))) throw new NotPaidFor();
  let wasCut = false;
  const asking: Asking = {
    place,
    spec,
    access,
    parts: { program, hook, note: (text) => recorder.note(text) },
    wasAsked: progress.job?.wasAsked ?? false,
    onAsk: () => writeProgress(paths, { ...progress, job: { wasAsked: true } }),
    onRefused: () => writeProgress(paths, progress),
    async onDoubt(error) {
      if (stop.aborted) throw new RunLeft();
      if (!wasCut) await recorder.note(`Hugging Face does not answer (${describeError(error)}). It is asked again.`);
      wasCut = true;
    },
    isStopped: () => existsSync(paths.stop),
    async wait(ms) {
      await passes(options.clock, ms, stop);
      if (stop.aborted) throw new RunLeft();
    },
  };
  const id = await kind.create(asking);
  if (wasCut) await recorder.note('Hugging Face answers again.');
  return id;
}

/**
 * One that was asked for may be there, or come late, though nobody heard of it: what was promised for it stays promised until it was looked for
 * again. Throws RunLeft where it is known.
 */
async function settleUnknown(noun: string, place: JobPlace, supervision: Supervision, part: number, error?: unknown): Promise<void> {
  const { paths, recorder } = supervision;
  const asked = (await readProgress(paths, part).catch((): Pick<Progress, 'job'> => ({ job: { wasAsked: true } })))?.job;
  if (asked?.id !== undefined) {
    await recorder.note(`${describeError(error)} The ${noun} goes on; follow it again once that is mended: practicum runs attach.`);
    throw new RunLeft();
  }
  if (asked?.wasAsked !== true) return await settle(place, undefined, supervision);
  await recorder.note(
    `Hugging Face may have made the ${noun} all the same. What was promised for it stays promised; Practicum looks for the ${noun} again and ends it.`,
  );
}

/** What nobody could write down is found out at the next start: the promise stays until then. */
async function settle(place: JobPlace, ran: Ran | undefined, { options, recorder, segment }: Supervision): Promise<void> {
  const { home, clock } = options;
  if (home === undefined) return;
  await settleJob(home, segment.spec.id, place, ran, clock.nowMs()).catch((error: unknown) =>
    recorder.note(`What it cost could not be written down yet (${describeError(error)}).`),
  );
}
