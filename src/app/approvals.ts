import type { Event } from '../base/events.ts';
import type { Approvals, PendingApproval } from './api.ts';
import type { ChatSession } from './chatSession.ts';

/** What waits for the person in any session of this window. */
export function createApprovals(sessions: () => readonly ChatSession[], onDidChange: Event<void>): Approvals {
  return {
    get pending() {
      return sessions().flatMap(pendingIn);
    },
    onDidChange,
    async answer(id, said, scope, by, feedback) {
      const session = sessions().find(({ broker }) => broker.pending.some((approval) => approval.id === id));
      return session !== undefined && (await session.broker.answer(id, said, scope, by, { feedback }));
    },
  };
}

function pendingIn({ broker, transcript, log }: ChatSession): readonly PendingApproval[] {
  return broker.pending.map((approval): PendingApproval => {
    const item = transcript.item(approval.call);
    const effectLines = item?.kind === 'tool' ? (item.approval?.effectLines ?? []) : [];
    const { title, reason, sessionScope } = approval;
    const scope = sessionScope === undefined ? {} : { sessionScope: transcript.shorten(sessionScope) };
    return {
      ...approval,
      session: log.session,
      title: transcript.shorten(title),
      reason: transcript.shorten(reason),
      effectLines,
      ...scope,
    };
  });
}
