import { stat } from 'node:fs/promises';
import type { RunPaths } from '../folder.ts';
import { PointsStore } from './pointsStore.ts';

/** Fewer lines are read as fast as they are. */
const worthBytes = 32 * 1024;

/**
 * Writes `points.columns` beside the lines of a run that has ended, so that nobody has to read them all again. It never fails: what is
 * derived can be made by any reader.
 */
export async function writeColumns({ points, columns }: Pick<RunPaths, 'points' | 'columns'>): Promise<void> {
  try {
    if ((await stat(points)).size < worthBytes) return;
    const store = new PointsStore({ points, columns: [columns] });
    await store.refresh();
    await store.write(columns);
  } catch {
    // No room, or the folder was removed.
  }
}
