import { defined } from '../base/defined.ts';
import { DisposableList } from '../base/disposables.ts';
import type { Event } from '../base/events.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import type { Approvals, PendingApproval } from './api.ts';
import type { ChatSession } from './chatSession.ts';
import type { OutsideWaiting } from './outsideWaiting.ts';

/** What waits for the person in any session of this window. `outside`: and what other agents ask about in its folder. */
export function createApprovals(sessions: () => readonly ChatSession[], onDidChange: Event<void>, outside?: OutsideWaiting): Approvals {
  return {
    get pending() {
      return [...sessions().flatMap(pendingIn), ...(outside?.pending ?? [])];
    },
    onDidChange(listener) {
      const owned = new DisposableList();
      owned.add(onDidChange(listener));
      if (outside !== undefined) owned.add(outside.onDidChange(listener));
      return owned;
    },
    async answer(id, said, scope, by, extras = {}) {
      const session = sessions().find(({ broker }) => broker.pending.some((approval) => approval.id === id));
      if (session !== undefined) return await session.broker.answer(id, said, scope, by, extras);
      return (await outside?.answer(id, { answer: said, by, ...defined({ feedback: extras.feedback }) })) === true;
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
