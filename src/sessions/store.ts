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
export async function createSession(where: SessionHome & { readonly workspace: string }): Promise<FileSessionLog> {
  const workspace = await realWorkspace(where.workspace);
  const session = newId<SessionId>('se', (where.clock ?? systemClock).nowMs());
  const log = await openLog(where, session, join(folderOf(where.home, workspace), `${session}.jsonl`));
  return using(log, async () => {
    await log.append({ type: 'session.created', session, workspace, app: where.app }, 'durable');
  });
}

/**
 * Opens a session to go on with it. After a crash its log is made consistent first; approvals that were pending still are.
 * Without `workspace`, it is looked for in all. Throws SessionNotFound, SessionBusy, NotASessionLog. A log of a later version
 * opens with `readOnlyReason` set.
 */
export async function openSession(
  where: SessionHome & { readonly session: SessionId; readonly workspace?: string },
): Promise<FileSessionLog> {
  const log = await openLog(where, where.session, await findLog(where));
  return using(log, async () => {
    if (log.readOnlyReason !== undefined) return;
    const first = log.events[0];
    if (first?.type !== 'session.created') throw new NotASessionLog(log.path, 'it does not begin with session.created');
    const missing = recoverEvents(log.events);
    for (const body of missing) await log.append(body);
    await log.append({ type: 'session.opened', recovered: log.wasTorn || missing.length > 0 }, 'durable');
  });
}

/** The sessions of a workspace, the one last active first. Read from their logs alone; a file that is no log is left out. */
export async function listSessions(where: { readonly home: string; readonly workspace: string }): Promise<readonly SessionSummary[]> {
  const folder = folderOf(where.home, await realWorkspace(where.workspace));
  const summaries = await Promise.all((await logsIn(folder)).map((name) => summarize(join(folder, name))));
  return summaries.filter((summary) => summary !== undefined).sort((a, b) => b.lastActiveMs - a.lastActiveMs);
}

export async function latestSession(where: { readonly home: string; readonly workspace: string }): Promise<SessionSummary | undefined> {
  return (await listSessions(where))[0];
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

async function findLog(where: { readonly home: string; readonly session: SessionId; readonly workspace?: string }): Promise<string> {
  const { home, session, workspace } = where;
  // The id becomes part of a path, and may come from a command line.
  if (!/^[a-z]+_[a-z0-9]+$/.test(session)) throw new SessionNotFound(session);
  const sessions = join(home, 'sessions');
  const folders =
    workspace === undefined
      ? (await entriesOf(sessions)).map((name) => join(sessions, name))
      : [folderOf(home, await realWorkspace(workspace))];
  for (const folder of folders) {
    const path = join(folder, `${session}.jsonl`);
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
