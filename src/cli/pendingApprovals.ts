import type { SessionId } from '../base/ids.ts';
import { branchOf } from '../sessions/branch.ts';
import type { BodyOf } from '../sessions/events.ts';
import { readLog } from '../sessions/readLog.ts';
import { pendingApprovals } from '../sessions/recover.ts';
import { listSessions } from '../sessions/store.ts';

export interface WaitingApproval {
  readonly session: SessionId;
  readonly asked: BodyOf<'approval.asked'>;
}

/** What waits for an answer in any session of a folder, the one last active first. Reads the logs alone, also of sessions that are open elsewhere. */
export async function waitingApprovals(where: { readonly home: string; readonly workspace: string }): Promise<readonly WaitingApproval[]> {
  const waiting = (await listSessions(where)).filter((session) => session.pendingApprovals > 0);
  const found = await Promise.all(
    waiting.map(async ({ session, path }) => {
      const { events } = await readLog(path, { leaveCold: true });
      // Calls are asked about at once; their ids are in the order in which they were made.
      const asked = pendingApprovals(branchOf(events)).toSorted((a, b) => (a.call < b.call ? -1 : 1));
      return asked.map((each) => ({ session, asked: each }));
    }),
  );
  return found.flat();
}
