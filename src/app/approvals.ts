import type { Event } from '../base/events.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import type { Approvals, PendingApproval } from './api.ts';
import type { ChatSession } from './chatSession.ts';

/** What waits for the person in any session of this window. */
export function createApprovals(sessions: () => readonly ChatSession[], onDidChange: Event<void>): Approvals {
  return {
    get pending() {
      return sessions().flatMap(pendingIn);
    },
    onDidChange,
    async answer(id, said, scope, by, extras = {}) {
      const session = sessions().find(({ broker }) => broker.pending.some((approval) => approval.id === id));
      return session !== undefined && (await session.broker.answer(id, said, scope, by, extras));
    },
  };
}

function pendingIn({ broker, transcript, log, title: sessionTitle }: ChatSession): readonly PendingApproval[] {
  return broker.pending.map(({ withScript: _apply, ...approval }): PendingApproval => {
    const item = transcript.item(approval.call);
    const card = item?.kind === 'tool' ? item.approval : undefined;
    return {
      ...redactValue(hideSecrets, approval),
      // As the card says it.
      ...card,
      id: approval.id,
      effectLines: card?.effectLines ?? [],
      isLate: broker.late.find(approval.id) !== undefined,
      session: log.session,
      sessionTitle,
      title: transcript.shorten(approval.title),
    };
  });
}
