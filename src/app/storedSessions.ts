import { PracticumError } from '../base/errors.ts';
import type { EventId, SessionId } from '../base/ids.ts';
import type { ExportFormat } from '../protocol/chat.ts';
import { leaseHolder } from '../sessions/lease.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { openSession } from '../sessions/store.ts';
import type { SessionSummary } from '../sessions/summary.ts';
import { deleteSession, exportSession, forkSession, searchSessions, undeleteSession } from './shim.ts';

/** The sessions of one workspace on the disk, and who looks at them. */
export interface SessionPlace {
  readonly home: string;
  /** Shown to whoever finds a session busy: `vscode 1.106.1`. */
  readonly app: string;
  readonly workspace: string;
}

export interface StoredSession {
  readonly summary: SessionSummary;
  /** Another program that writes it just now. */
  readonly heldBy?: string;
  /** Where the query was found, with the text around it. */
  readonly match?: string;
}

const maxTitleLength = 200;

/** Those in which all words of the query are found, the one last active first. */
export async function findStored(place: SessionPlace, query: string): Promise<readonly StoredSession[]> {
  const found = await searchSessions({ ...place, query });
  return await Promise.all(
    found.map(async ({ summary, match }) => {
      const holder = await leaseHolder(summary.path.replace(/\.jsonl$/, '.lock'));
      return {
        summary,
        ...(holder === undefined || (holder.isHere && holder.pid === process.pid) ? {} : { heldBy: holder.app }),
        ...(match === undefined ? {} : { match }),
      };
    }),
  );
}

/** Throws SessionBusy while another program has it. */
export async function renameStored(place: SessionPlace, session: SessionId, title: string): Promise<void> {
  const given = givenTitle(title);
  const log = await openSession({ ...place, session });
  try {
    await log.append({ type: 'session.titled', title: given }, 'durable');
  } finally {
    await log.close();
  }
}

/** One line that fits into a list. */
export function givenTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  if (line === '') throw new PracticumError('no-title', 'The title is empty.', { hint: 'Give the session a name.' });
  return line.length <= maxTitleLength ? line : `${line.slice(0, maxTitleLength - 1).trimEnd()}…`;
}

/** A copy that goes on by itself: with everything before this event, or with all of it. Leased to this process. */
export async function forkStored(place: SessionPlace, session: SessionId, before?: EventId): Promise<FileSessionLog> {
  return await forkSession({ ...place, session, ...(before === undefined ? {} : { before }) });
}

/** Puts it aside. Throws SessionBusy while another program has it. */
export async function deleteStored(place: SessionPlace, session: SessionId): Promise<void> {
  await deleteSession({ ...place, session });
}

export async function undeleteStored(place: SessionPlace, session: SessionId): Promise<void> {
  await undeleteSession({ ...place, session });
}

export async function exportStored(place: SessionPlace, session: SessionId, format: ExportFormat): Promise<string> {
  return await exportSession({ ...place, session, format });
}
