/** A run that is deleted is moved aside, from where it can be fetched back for thirty days. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import type { RunState } from './run.ts';
import { runTitle } from './runTitle.ts';

/** Beside the run folders; no run is called so. */
const asideName = '.deleted';
const keptMs = 30 * 24 * 3_600_000;

/** Where a deleted run lies, and where it came from. */
export interface DeletedRun {
  readonly from: string;
  readonly aside: string;
}

export class RunGoesOn extends PracticumError {
  constructor(run: RunState) {
    super('run-goes-on', `${runTitle(run)} goes on (${run.status}) and is not deleted.`, { hint: 'Stop it first.' });
  }
}

/** Throws RunGoesOn while its supervisor may write to it, PracticumError (`run-not-deleted`) where the folder cannot be moved. */
export async function deleteRun(run: RunState, nowMs: number): Promise<DeletedRun> {
  if (['queued', 'starting', 'running', 'stopping'].includes(run.status)) throw new RunGoesOn(run);
  const folder = path.join(path.dirname(run.folder), asideName);
  const aside = path.join(folder, `${nowMs}-${path.basename(run.folder)}`);
  await mkdir(folder, { recursive: true });
  await move(run.folder, aside, 'run-not-deleted', `${runTitle(run)} was not deleted`);
  await forgetOld(folder, nowMs);
  return { from: run.folder, aside };
}

/** Throws PracticumError (`run-not-restored`). */
export async function restoreRun({ from, aside }: DeletedRun): Promise<void> {
  await move(aside, from, 'run-not-restored', 'The run was not fetched back');
}

async function move(from: string, to: string, code: string, what: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const why = systemErrorCode(error) ?? 'unknown error';
    throw new PracticumError(code, `${what}: ${from} could not be moved to ${to} (${why}).`, {
      hint: 'See whether the folder is there and may be changed.',
      cause: error,
    });
  }
}

/** What was deleted long ago. Best effort: it is tried again with the next one. */
async function forgetOld(folder: string, nowMs: number): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const [, deletedMs] = /^(\d+)-/.exec(name) ?? [];
    if (deletedMs === undefined || nowMs - Number(deletedMs) < keptMs) continue;
    await rm(path.join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
