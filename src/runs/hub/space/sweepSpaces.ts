/** What became of Spaces whose follower is gone: what is over is settled and removed, what has outlived its time is ended. */

import type { HubClient } from '../../../hub/client.ts';
import { isGone } from '../../../hub/followLog.ts';
import { deleteRepo } from '../../../hub/repos.ts';
import { getSpace, isSpaceOver, listSpaces, pauseSpace, type Space, spaceFacts } from '../../../hub/spaces.ts';
import type { JobPlace, RunState } from '../../run.ts';
import { type Cost, costOfJobs } from '../settleJob.ts';
import { spaceMarginMs } from './spaceLimits.ts';
import { spaceOf, spacePrefix } from './spaceNames.ts';

/** `running`: it goes on within its time, and whoever follows it again settles it. Undefined: none is found. */
export async function sweepSpace(hub: HubClient, run: RunState, place: JobPlace, nowMs: number): Promise<Cost | 'running' | undefined> {
  const id = run.job?.id ?? spaceOf(place.payer, run.spec.id);
  const startedMs = run.startedMs ?? run.spec.createdMs;
  const isOverdue = run.exit !== undefined || nowMs - startedMs > place.timeoutMs + spaceMarginMs;
  let space: Space | undefined;
  try {
    // What is not private is none that was asked for.
    if (run.job === undefined && !(await spaceFacts(hub, id)).isPrivate) return undefined;
    space = await getSpace(hub, id);
    if (!isSpaceOver(space)) {
      if (!isOverdue) return 'running';
      await pauseSpace(hub, id);
    }
    // Of one that nobody followed to its end the log may stand there only.
    if (run.exit !== undefined) await deleteRepo(hub, { type: 'space', id });
  } catch (error) {
    if (!isGone(error)) throw error;
    if (run.job === undefined && space === undefined) return undefined;
  }
  return used(run, space, place, nowMs);
}

/** Where nobody saw it start. */
const unpaidStages: ReadonlySet<string> = new Set(['BUILDING', 'BUILD_ERROR', 'CONFIG_ERROR', 'NO_APP_FILE']);

/** As much as it can have been: the Hub does not say it. One that was found only now has run since then. */
function used({ spec, job, startedMs, exit }: RunState, space: Space | undefined, place: JobPlace, nowMs: number): Cost {
  if (startedMs === undefined && (space === undefined || unpaidStages.has(space.stage))) return { microUsd: 0, tokens: 0 };
  const endedMs = (job === undefined ? undefined : exit?.endedMs) ?? nowMs;
  const ranMs = Math.min(endedMs - (startedMs ?? spec.createdMs), place.timeoutMs + spaceMarginMs);
  return costOfJobs(place, [{ ranMs, isEstimated: true }], nowMs);
}

const rememberedMs = 7 * 24 * 3_600_000;

/** Spaces of runs that have ended here, which could not be removed then. Answers how many are gone now. */
export async function removeLeftSpaces(
  runs: readonly RunState[],
  clientFor: (hub: string) => HubClient | undefined,
  nowMs: number,
): Promise<number> {
  let removed = 0;
  for (const [place, ids] of endedLately(runs, nowMs)) {
    const hub = clientFor(place.hub);
    if (hub === undefined) continue;
    for (const { id } of await listSpaces(hub, place.payer, spacePrefix)) {
      if (!ids.has(id)) continue;
      await deleteRepo(hub, { type: 'space', id });
      removed += 1;
    }
  }
  return removed;
}

/** By who pays where. */
function endedLately(runs: readonly RunState[], nowMs: number): readonly (readonly [JobPlace, ReadonlySet<string>])[] {
  const found = new Map<string, readonly [JobPlace, Set<string>]>();
  for (const { spec, job, exit } of runs) {
    const place = spec.job;
    if (place?.kind !== 'space' || job === undefined || exit === undefined || nowMs - exit.endedMs > rememberedMs) continue;
    const key = `${place.hub} ${place.payer}`;
    const [, ids] = found.get(key) ?? [place, new Set<string>()];
    ids.add(job.id);
    found.set(key, [place, ids]);
  }
  return [...found.values()];
}
