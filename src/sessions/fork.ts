import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { writeFailure } from '../base/diskErrors.ts';
import type { EventId, SessionId, TurnId } from '../base/ids.ts';
import { syncFolder } from '../base/jsonLines.ts';
import { newId } from '../base/newId.ts';
import { readRawLines } from '../base/readJsonLines.ts';
import { branchOf } from './branch.ts';
import { copyChildren } from './children.ts';
import { type SessionEvent, sessionLogVersion } from './events.ts';
import { readHead } from './lineHead.ts';
import type { FileSessionLog } from './log.ts';
import { findLog, folderOf, logPath, realWorkspace } from './places.ts';
import { parseEvent, readLog } from './readLog.ts';
import { closeFork } from './recover.ts';
import { NewerLog, NotASessionLog, UnknownEvent } from './sessionErrors.ts';
import { openLog, type SessionHome } from './store.ts';

/**
 * A new session that begins with what another one's conversation holds before a turn, or an event, of it; with all of it, where none is given.
 * It is leased to this process. Events keep their ids and blobs are shared; what waits or is queued there does not here. The other session is
 * only read, so anybody may have it open: what they appended in the last moment and did not flush is not taken along.
 * Throws SessionNotFound, UnknownEvent, NotASessionLog, NewerLog, and DiskFull or CannotWrite, of which nothing is left.
 */
export async function forkSession(
  where: SessionHome & { readonly workspace: string; readonly session: SessionId; readonly before?: TurnId | EventId | undefined },
): Promise<FileSessionLog> {
  const workspace = await realWorkspace(where.workspace);
  const source = await findLog({ ...where, workspace });
  const { events, newerVersion } = await readLog(source, { leaveCold: true });
  if (newerVersion !== undefined) throw new NewerLog(source, newerVersion);
  const shared = sharedPart(branchOf(events), where.before);
  const [first] = shared;
  const last = shared.at(-1);
  if (first?.type !== 'session.created' || last === undefined) throw new NotASessionLog(source, 'it does not begin with session.created');

  const nowMs = (where.clock ?? systemClock).nowMs();
  const session = newId<SessionId>('se', nowMs);
  const created: SessionEvent = {
    v: sessionLogVersion,
    // The same id, so that what refers to it still does.
    id: first.id,
    parent: null,
    atMs: nowMs,
    type: 'session.created',
    session,
    workspace,
    app: where.app,
    forkedFrom: { session: where.session, event: last.id },
  };
  const path = logPath(folderOf(where.home, workspace), session);
  // Before the log, so that it is never found without what its calls refer to.
  await copyChildren(source, path, new Set(shared.flatMap((event) => (event.type === 'tool.ended' ? [event.call] : []))));
  await writeWhole(path, async (write) => {
    await write([lineOf(created)]);
    const kept = new Set(shared.slice(1).map(({ id }) => id));
    for await (const lines of readRawLines(source)) await write(lines.filter(({ bytes }) => isKept(bytes, kept)).map(({ bytes }) => bytes));
    await write(endingOf(shared, nowMs).map(lineOf));
  });
  return openLog(where, session, path);
}

function sharedPart(branch: readonly SessionEvent[], before: TurnId | EventId | undefined): readonly SessionEvent[] {
  if (before === undefined) return branch;
  const index = branch.findIndex((event) => event.id === before || (event.type === 'turn.started' && event.turn === before));
  if (index < 0) throw new UnknownEvent(before);
  return branch.slice(0, index);
}

function isKept(line: Buffer, kept: ReadonlySet<EventId>): boolean {
  const head = readHead(line);
  if (head !== undefined) return kept.has(head.id);
  const read = parseEvent(line);
  return read?.kind === 'event' && kept.has(read.event.id);
}

function endingOf(shared: readonly SessionEvent[], atMs: number): readonly SessionEvent[] {
  let parent = shared.at(-1)?.id ?? null;
  return closeFork(shared).map((body) => {
    const event: SessionEvent = { v: sessionLogVersion, id: newId<EventId>('ev', atMs), parent, atMs, ...body };
    parent = event.id;
    return event;
  });
}

function lineOf(event: SessionEvent): Buffer {
  return Buffer.from(JSON.stringify(event));
}

/** A file of lines that appears whole and on the disk, or not at all. */
async function writeWhole(path: string, work: (write: (lines: readonly Uint8Array[]) => Promise<void>) => Promise<void>): Promise<void> {
  const temporary = `${path}.${newId('tmp')}`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      const end = Buffer.from('\n');
      await work(async (lines) => {
        if (lines.length > 0) await file.appendFile(Buffer.concat(lines.flatMap((line) => [line, end])));
      });
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeFailure(path, error);
  }
}
