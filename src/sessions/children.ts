import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeFailure } from '../base/diskErrors.ts';
import { systemErrorCode } from '../base/errors.ts';
import type { CallId, SessionId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { createRedactor, type Redactor } from '../base/redact.ts';
import { createBlobs } from './blobs.ts';
import type { SessionEvent, SessionLog } from './events.ts';
import { FileSessionLog } from './log.ts';
import { readLog } from './readLog.ts';
import { recoverEvents } from './recover.ts';

/** Logs of sub-agents lie beside the log of the session that sent them out, and go where it goes. */
export const childrenEnding = '.children';

/** Of a session's log `<session>.jsonl`: the folder `<session>.children`. */
export function childrenOf(path: string): string {
  return path.replace(/\.jsonl$/, childrenEnding);
}

export interface ChildOf {
  readonly home: string;
  readonly app: string;
  /** The log of the session that sends it out, which this process holds. */
  readonly parent: Pick<SessionLog, 'session'> & { readonly path: string };
  readonly workspace: string;
  readonly call: CallId;
  readonly question: string;
  readonly redact?: Redactor;
}

/** A new log of a sub-agent, on the disk. It has no lease of its own: whoever holds the session holds its children. */
export async function createChildLog(of: ChildOf): Promise<FileSessionLog> {
  const { home, app, parent, workspace, call, question } = of;
  const folder = childrenOf(parent.path);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw writeFailure(folder, error);
  }
  const session = newId<SessionId>('su');
  const redact = of.redact ?? createRedactor();
  const log = await FileSessionLog.open({ path: join(folder, `${session}.jsonl`), session, blobs: createBlobs(home), redact });
  try {
    const childOf = { session: parent.session, call, question };
    await log.append({ type: 'session.created', session, workspace, app, childOf }, 'durable');
    return log;
  } catch (error) {
    await log.abandon();
    throw error;
  }
}

/**
 * A new log of a sub-agent that begins with all that another one had read and written when it was cut off, made consistent as after a crash.
 * Events keep their ids. Throws DiskFull or CannotWrite, of which nothing is left.
 */
export async function goOnFromChild(of: ChildOf, before: ChildLog): Promise<FileSessionLog> {
  const { home, app, parent, workspace, call, question } = of;
  const folder = childrenOf(parent.path);
  const session = newId<SessionId>('su');
  const path = join(folder, `${session}.jsonl`);
  const [first, ...rest] = before.events;
  const temporary = `${path}.new`;
  try {
    const childOf = { session: parent.session, call, question };
    const created = { ...first, type: 'session.created', session, workspace, app, childOf };
    const lines = [created, ...rest].map((event) => `${JSON.stringify(event)}\n`).join('');
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(lines);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeFailure(path, error);
  }
  const log = await FileSessionLog.open({ path, session, blobs: createBlobs(home), redact: of.redact ?? createRedactor() });
  try {
    for (const body of recoverEvents(log.branch)) await log.append(body);
    await log.flush();
    return log;
  } catch (error) {
    await log.abandon();
    throw error;
  }
}

export interface ChildLog {
  readonly session: SessionId;
  readonly call: CallId;
  readonly question: string;
  /** As far as they can be read: the end may have been cut off by a crash. */
  readonly events: readonly SessionEvent[];
}

/** The sub-agents of a session in the order in which they began, or those of one call. Changes nothing; what is no such log is left out. */
export async function readChildren(parentPath: string, call?: CallId): Promise<readonly ChildLog[]> {
  const folder = childrenOf(parentPath);
  const children: ChildLog[] = [];
  for (const name of await childNames(folder)) {
    const { events } = await readLog(join(folder, name));
    const [first] = events;
    if (first?.type !== 'session.created' || first.childOf === undefined) continue;
    if (call !== undefined && first.childOf.call !== call) continue;
    children.push({ session: basename(name, '.jsonl') as SessionId, call: first.childOf.call, question: first.childOf.question, events });
  }
  return children;
}

/** For a copy of the session: the logs of the sub-agents of these calls. Throws DiskFull or CannotWrite; then nothing is left. */
export async function copyChildren(fromPath: string, toPath: string, calls: ReadonlySet<CallId>): Promise<void> {
  const kept = (await readChildren(fromPath)).filter(({ call }) => calls.has(call));
  if (kept.length === 0) return;
  const folder = childrenOf(toPath);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const { session } of kept) await copyFile(join(childrenOf(fromPath), `${session}.jsonl`), join(folder, `${session}.jsonl`));
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw writeFailure(folder, error);
  }
}

/** Their ids sort by the time at which they were made. */
export async function childNames(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
