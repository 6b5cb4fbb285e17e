import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '../base/clock.ts';
import { writeFailure } from '../base/diskErrors.ts';
import type { SessionId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { createRedactor, type Redactor } from '../base/redact.ts';
import { createBlobs } from './blobs.ts';
import type { SessionEventBody } from './events.ts';
import { FileSessionLog, type SessionLogOptions } from './log.ts';
import { findLog, folderFor, folderOf, logPath, realWorkspace, type SessionsOf } from './places.ts';
import { recoverEvents } from './recover.ts';
import { NotASessionLog } from './sessionErrors.ts';
import { readSummaries } from './sessionIndex.ts';
import { leaseSession } from './sessionLease.ts';
import type { SessionSummary } from './summary.ts';

/** Where sessions live, and who writes them. */
export interface SessionHome {
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  /** Shown in the log, and to whoever finds the session busy: `vscode 1.106.1`. */
  readonly app: string;
  readonly redact?: Redactor;
  readonly clock?: Clock;
  /** For tests: how the log's file is written. */
  readonly writer?: SessionLogOptions['writer'];
}

/** Another body in the place of what recovery would append, or undefined. */
export type AmendRecovery = (body: SessionEventBody, log: FileSessionLog) => Promise<SessionEventBody | undefined>;

/** A new, empty session of a workspace, on the disk and leased to this process. `workspace`: its folder, or '' when none is open. */
export async function createSession(where: SessionHome & { readonly workspace: string }): Promise<FileSessionLog> {
  const workspace = await realWorkspace(where.workspace);
  const session = newId<SessionId>('se', (where.clock ?? systemClock).nowMs());
  const log = await openLog(where, session, logPath(folderOf(where.home, workspace), session));
  return using(log, async () => {
    await log.append({ type: 'session.created', session, workspace, app: where.app }, 'durable');
  });
}

/**
 * Opens a session to go on with it. After a crash its log is made consistent first; approvals that were pending still are.
 * Without `workspace`, it is looked for in all. Throws SessionNotFound, SessionBusy, NotASessionLog. A log of a later version
 * opens with `readOnlyReason` set. `amend`: says more of what a crash interrupted, where more is known of it.
 */
export async function openSession(
  where: SessionHome & { readonly session: SessionId; readonly workspace?: string; readonly amend?: AmendRecovery },
): Promise<FileSessionLog> {
  const log = await openLog(where, where.session, await findLog(where));
  return using(log, async () => {
    if (log.readOnlyReason !== undefined) return;
    const first = log.events[0];
    if (first?.type !== 'session.created') throw new NotASessionLog(log.path, 'it does not begin with session.created');
    const missing = recoverEvents(log.branch);
    for (const body of missing) await log.append((await where.amend?.(body, log)) ?? body);
    await log.append({ type: 'session.opened', recovered: log.wasTorn || missing.length > 0 }, 'durable');
  });
}

/** Gives a session a title without going on with it. Throws SessionNotFound, SessionBusy, NewerLog. Of a session that is open here, append to its log. */
export async function renameSession(
  where: SessionHome & { readonly session: SessionId; readonly workspace?: string; readonly title: string },
): Promise<void> {
  const log = await openLog(where, where.session, await findLog(where));
  await using(log, async () => {
    await log.append({ type: 'session.titled', title: where.title }, 'durable');
  });
  await log.close();
}

/** The sessions of a workspace, the one last active first. A file that is no log is left out. */
export async function listSessions(where: SessionsOf): Promise<readonly SessionSummary[]> {
  return (await readSummaries(await folderFor(where))).toSorted((a, b) => b.lastActiveMs - a.lastActiveMs);
}

export async function latestSession(where: SessionsOf): Promise<SessionSummary | undefined> {
  return (await listSessions(where))[0];
}

/** Leased to this process, and not looked at yet. */
export async function openLog(where: SessionHome, session: SessionId, path: string): Promise<FileSessionLog> {
  const folder = join(path, '..');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw writeFailure(folder, error);
  }
  const lease = await leaseSession(path, where.app);
  try {
    return await FileSessionLog.open({
      path,
      session,
      lease,
      blobs: createBlobs(where.home),
      redact: where.redact ?? createRedactor(),
      ...(where.clock === undefined ? {} : { clock: where.clock }),
      ...(where.writer === undefined ? {} : { writer: where.writer }),
    });
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/** Does what opening needs, and lets go of the log when that fails. */
async function using(log: FileSessionLog, work: () => Promise<void>): Promise<FileSessionLog> {
  try {
    await work();
    return log;
  } catch (error) {
    await log.abandon();
    throw error;
  }
}
