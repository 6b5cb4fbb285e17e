import { stat } from 'node:fs/promises';
import { runPaths } from './folder.ts';
import type { RunState } from './run.ts';
import { executedSegment, readSegment } from './segments.ts';

/** For how long a run that does not go on has executed, all its segments together: what its limits count. */
export async function executedMs({ folder, segment = 0, exit }: RunState): Promise<number> {
  const paths = runPaths(folder);
  const { spec } = await readSegment(paths, await executedSegment(paths, segment));
  // Nobody saw the end of one that was lost: it lived as long as its supervisor did.
  const endedMs = exit?.endedMs ?? (await stat(paths.heartbeat).catch(() => undefined))?.mtimeMs ?? spec.createdMs;
  return Math.round((spec.pastMs ?? 0) + Math.max(0, endedMs - spec.createdMs));
}
