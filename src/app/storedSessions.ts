import { clipped } from '../base/clipped.ts';
import { PracticumError } from '../base/errors.ts';
import type { EventId, SessionId } from '../base/ids.ts';
import { hideSecrets } from '../base/redact.ts';
import type { ExportFormat } from '../protocol/chat.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { sessionHolder } from '../sessions/sessionLease.ts';
import { renameSession } from '../sessions/store.ts';
import type { SessionSummary } from '../sessions/summary.ts';

/** What is seldom done with sessions is loaded when it is done: a request on the command line starts sooner. */

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
  const { searchSessions } = await import('../sessions/search.ts');
  const found = await searchSessions({ ...place, query });
  return await Promise.all(
    found.map(async ({ summary, match }) => {
      const holder = await sessionHolder(summary.path);
      return {
        summary,
        ...(holder === undefined || (holder.isHere && holder.pid === process.pid) ? {} : { heldBy: holder.app }),
        ...(match === undefined ? {} : { match }),
      };
    }),
  );
}

/** One that is not open in this window. Throws SessionNotFound, and SessionBusy while another program has it. */
export async function renameStored(place: SessionPlace, session: SessionId, title: string): Promise<void> {
  await renameSession({ ...place, session, title: givenTitle(title) });
}

/** One line that fits into a list. */
export function givenTitle(title: string): string {
  const line = hideSecrets(title).replace(/\s+/g, ' ').trim();
  if (line === '') throw new PracticumError('no-title', 'The title is empty.', { hint: 'Give the session a name.' });
  return clipped(line, maxTitleLength);
}

/** A copy that goes on by itself: with everything before this event, or with all of it. Leased to this process. */
export async function forkStored(place: SessionPlace, session: SessionId, before?: EventId): Promise<FileSessionLog> {
  const { forkSession } = await import('../sessions/fork.ts');
  return await forkSession({ ...place, session, before });
}

/** Puts it aside. Throws SessionBusy while another program has it. */
export async function deleteStored(place: SessionPlace, session: SessionId): Promise<void> {
  const { deleteSession } = await import('../sessions/deleted.ts');
  await deleteSession({ ...place, session });
}

export async function undeleteStored(place: SessionPlace, session: SessionId): Promise<void> {
  const { undeleteSession } = await import('../sessions/deleted.ts');
  await undeleteSession({ ...place, session });
}

export async function exportStored(place: SessionPlace, session: SessionId, format: ExportFormat): Promise<string> {
  const [{ exportSession }, { isSecretPath }] = await Promise.all([
    import('../sessions/export/exportSession.ts'),
    import('../policy/names.ts'),
  ]);
  return await exportSession({ ...place, session, format, isSecretPath });
}
