import { createHash } from 'node:crypto';
import { mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Clock, systemClock } from '../base/clock.ts';
import { writeFailure } from '../base/diskErrors.ts';
import { systemErrorCode } from '../base/errors.ts';
import type { SessionId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { createRedactor, type Redactor } from '../base/redact.ts';
import { createBlobs } from './blobs.ts';
import { acquireLease } from './lease.ts';
import { FileSessionLog, type SessionLogOptions } from './log.ts';
import { recoverEvents } from './recover.ts';
import { NotASessionLog, SessionNotFound } from './sessionErrors.ts';
import { type SessionSummary, summarize } from './summary.ts';

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

/** A new, empty session of a workspace, on the disk and leased to this process. `workspace`: its folder, or '' when none is open. */
export async function createSession(where: SessionHome, workspace: string): Promise<FileSessionLog> {
  const real = await realWorkspace(workspace);
  const session = newId<SessionId>('se', (where.clock ?? systemClock).nowMs());
  const path = join(folderOf(where.home, real), `${session}.jsonl`);
  const log = await openLog(where, session, path);
  return using(log, async () => {
    await log.append({ type: 'session.created', session, workspace: real, app: where.app }, 'durable');
  });
}

/**
 * Opens a session to go on with it. After a crash its log is made consistent first; approvals that were pending still are.
 * Throws SessionNotFound, SessionBusy, NotASessionLog. A log of a later version opens with `readOnlyReason` set.
 */
export async function openSession(where: SessionHome, session: SessionId): Promise<FileSessionLog> {
  const log = await openLog(where, session, await findLog(where.home, session));
  return using(log, async () => {
    if (log.readOnlyReason !== undefined) return;
    const first = log.events[0];
    if (first?.type !== 'session.created') throw new NotASessionLog(log.path, 'it does not begin with session.created');
    const missing = recoverEvents(log.events);
    for (const body of missing) await log.append(body);
    await log.append({ type: 'session.opened', recovered: log.wasTorn || missing.length > 0 }, 'durable');
  });
}

/** The sessions of a workspace, the one last active first. Read from their logs alone; a log that is none is left out. */
export async function listSessions(home: string, workspace: string): Promise<readonly SessionSummary[]> {
  const folder = folderOf(home, await realWorkspace(workspace));
  const summaries = await Promise.all((await logsIn(folder)).map((name) => summarize(join(folder, name))));
  return summaries.filter((summary) => summary !== undefined).sort((a, b) => b.lastActiveMs - a.lastActiveMs);
}

export async function latestSession(home: string, workspace: string): Promise<SessionSummary | undefined> {
  return (await listSessions(home, workspace))[0];
}

/** A folder's name under `sessions/`: readable, and different for different paths. */
export function workspaceKey(realPath: string): string {
  const slug = basename(realPath)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const hash = createHash('sha256').update(realPath).digest('hex').slice(0, 12);
  return `${slug === '' ? 'workspace' : slug}-${hash}`;
}

function folderOf(home: string, realPath: string): string {
  return join(home, 'sessions', realPath === '' ? 'no-workspace' : workspaceKey(realPath));
}

/** The same folder, however it was reached. */
async function realWorkspace(workspace: string): Promise<string> {
  if (workspace === '') return '';
  try {
    return await realpath(workspace);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return workspace; // deleted meanwhile; its sessions are still there
    throw error;
  }
}

async function openLog(where: SessionHome, session: SessionId, path: string): Promise<FileSessionLog> {
  const folder = join(path, '..');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw writeFailure(folder, error);
  }
  const lease = await acquireLease(path.replace(/\.jsonl$/, '.lock'), where.app);
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

async function findLog(home: string, session: SessionId): Promise<string> {
  // The id becomes part of a path, and comes from a command line.
  if (!/^[a-z]+_[a-z0-9]+$/.test(session)) throw new SessionNotFound(session);
  const folders = await entriesOf(join(home, 'sessions'));
  for (const folder of folders) {
    const path = join(home, 'sessions', folder, `${session}.jsonl`);
    if (await isFile(path)) return path;
  }
  throw new SessionNotFound(session);
}

async function logsIn(folder: string): Promise<readonly string[]> {
  return (await entriesOf(folder)).filter((name) => name.endsWith('.jsonl'));
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
