import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Clock, systemClock } from '../base/clock.ts';
import { writeFailure } from '../base/diskErrors.ts';
import { systemErrorCode } from '../base/errors.ts';
import type { SessionId } from '../base/ids.ts';
import { childrenEnding } from './children.ts';
import { allFolders, deletedFolder, findLog, folderFor, logPath, type SessionsOf } from './places.ts';
import { SessionNotFound } from './sessionErrors.ts';
import { leaseSession } from './sessionLease.ts';

/** How long a deleted session can be brought back. */
const keptDays = 30;
const dayMs = 24 * 60 * 60 * 1000;
/** What belongs to a session besides its log: the ends of cut-off writes, and the logs of its sub-agents. */
const sideEndings = ['.torn', childrenEnding] as const;

interface Deletion extends SessionsOf {
  /** Shown to whoever finds the session busy meanwhile. */
  readonly app: string;
  readonly session: SessionId;
  readonly clock?: Clock;
}

/**
 * Puts a session aside, from where `undeleteSession` brings it back. Throws SessionNotFound, and SessionBusy while anybody has it open, this
 * process too: close its log first.
 */
export async function deleteSession({ app, clock = systemClock, ...where }: Deletion): Promise<void> {
  const path = await findLog(where);
  const lease = await leaseSession(path, app);
  try {
    // The time of the file is the time of its deletion from now on: renaming it sets none everywhere.
    const now = new Date(clock.nowMs());
    await utimes(path, now, now);
    const folder = join(dirname(path), deletedFolder);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await move(path, join(folder, basename(path)));
  } catch (error) {
    // Somebody else was quicker.
    throw systemErrorCode(error) === 'ENOENT' ? new SessionNotFound(where.session) : writeFailure(path, error);
  } finally {
    await lease.release();
  }
}

/** Throws SessionNotFound when it was never deleted, or too long ago. */
export async function undeleteSession({ session, ...where }: SessionsOf & { readonly session: SessionId }): Promise<void> {
  const folder = await folderFor(where);
  const path = logPath(folder, session);
  try {
    await move(logPath(join(folder, deletedFolder), session), path);
  } catch (error) {
    throw systemErrorCode(error) === 'ENOENT' ? new SessionNotFound(session) : writeFailure(path, error);
  }
}

/** Removes for good what was deleted more than 30 days ago, in all workspaces. Answers how many sessions. What cannot be removed stays. */
export async function sweepDeleted({ home, clock = systemClock }: { readonly home: string; readonly clock?: Clock }): Promise<number> {
  let swept = 0;
  for (const parent of await allFolders(home)) {
    const folder = join(parent, deletedFolder);
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      const path = join(folder, name);
      const deletedMs = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => Number.POSITIVE_INFINITY,
      );
      if (!name.endsWith('.jsonl') || clock.nowMs() - deletedMs <= keptDays * dayMs) continue;
      for (const side of sidesOf(path)) await rm(side, { force: true, recursive: true }).catch(() => undefined);
      await rm(path, { force: true }).then(
        () => {
          swept += 1;
        },
        () => undefined,
      );
    }
  }
  return swept;
}

/** The log last, so that a session is never found in its new place without what belongs to it. */
async function move(from: string, to: string): Promise<void> {
  await stat(from);
  const sides = sidesOf(to);
  for (const [index, side] of sidesOf(from).entries()) {
    try {
      await rename(side, sides[index] ?? side);
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
    }
  }
  await rename(from, to);
}

function sidesOf(path: string): readonly string[] {
  return sideEndings.map((ending) => path.replace(/\.jsonl$/, ending));
}
