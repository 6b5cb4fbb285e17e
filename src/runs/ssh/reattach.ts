/** Follows a run on a host, or a job, again after the process here that followed it is gone: the machine was switched off, or somebody ended it. */
import { PracticumError } from '../../base/errors.ts';
import { identify, thisHost } from '../../base/processes.ts';
import { runPaths } from '../folder.ts';
import { type SupervisorProgram, startSupervisor } from '../launch.ts';
import { type RunState, runFolderVersion } from '../run.ts';
import { executedSegment, giveSegmentBack, RunGoesOn, readSegment, takeSegment } from '../segments.ts';

/** Whether it may still go on on its host, with nobody here who follows it. */
export function isUnfollowed({ spec, status }: RunState): boolean {
  return (spec.ssh ?? spec.job) !== undefined && status === 'lost';
}

/** Nothing is executed anew: where it was started, that process is followed from where its record here ends. Throws RunGoesOn. */
export async function reattachRun(run: RunState, supervisor: SupervisorProgram): Promise<void> {
  const { folder } = run;
  const place = run.spec.ssh ?? run.spec.job;
  if (place === undefined)
    throw new PracticumError('not-on-a-host', `The run ${run.spec.id} does not execute elsewhere.`, {
      hint: 'Resume it from a checkpoint instead.',
    });
  if (!isUnfollowed(run)) throw new RunGoesOn(run.spec.id);
  const paths = runPaths(folder);
  const former = run.segment ?? 0;
  const segment = former + 1;
  // That of a part which went on from a checkpoint says from which.
  const { spec } = await readSegment(paths, await executedSegment(paths, former));
  await takeSegment(paths, { v: runFolderVersion, segment, spec, launcher: { host: thisHost(), process: await identify(process.pid) } });
  try {
    await startSupervisor(folder, place.root, spec, supervisor, segment);
  } catch (error) {
    await giveSegmentBack(paths, segment);
    throw error;
  }
}
