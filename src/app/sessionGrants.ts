import type { Event } from '../base/events.ts';
import type { SessionGrants } from './api.ts';
import type { ChatSession } from './chatSession.ts';

/** What the person lets the agent do unattended, in any session of this window. */
export function createSessionGrants(
  sessions: () => readonly ChatSession[],
  shown: () => ChatSession,
  onDidChange: Event<void>,
): SessionGrants {
  return {
    get inForce() {
      return sessions().flatMap(({ grants, log, title }) => {
        const grant = grants.head();
        return grant === undefined ? [] : [{ session: log.session, sessionTitle: title, grant }];
      });
    },
    onDidChange,
    form: () => shown().grants.form(),
    async sign(draft, by) {
      await shown().grants.sign(draft, by);
    },
    async revoke(session, by) {
      const found = sessions().find(({ log }) => log.session === session);
      return found !== undefined && (await found.grants.revoke(by));
    },
  };
}
