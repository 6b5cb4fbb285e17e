import { systemClock } from '../base/clock.ts';
import { defined } from '../base/defined.ts';
import type { SessionId } from '../base/ids.ts';
import { listScheduledJobs, type ScheduledJob, setSuspended } from '../hub/scheduledJobs.ts';
import type { GrantCap } from '../ledger/entries.ts';
import { PromisedStartsRecords } from '../runs/hub/schedules/promisedStarts.ts';
import type { Schedules } from '../runs/hub/schedules/schedules.ts';
import type { ListedSchedule, SchedulesAsking, SchedulesPort } from '../runs/hub/schedules/schedulesPort.ts';
import type { WorkbenchHost } from './api.ts';
import { personalHubClient } from './hubDoor.ts';
import type { LedgerDoor } from './spending.ts';

export interface ScheduleDesk {
  /** `grant`: under which a session spends now. */
  of(session: SessionId, grant?: () => GrantCap | undefined): SchedulesPort;
  /** Deletes what had all its starts and settles what is over, where this machine ever scheduled anything. Answers how many were settled. */
  sweep(): Promise<number>;
}

/** What all sessions of a window do with scheduled jobs. Its parts are loaded with the first one. */
export function createScheduleDesk(host: Pick<WorkbenchHost, 'home' | 'hub'>, ledger: LedgerDoor): ScheduleDesk {
  const { home } = host;
  const records = new PromisedStartsRecords(home);
  const known = new Map<string, ScheduledJob>();
  let opened: Promise<Schedules> | undefined;
  const parts = (): Promise<Schedules> => {
    opened ??= import('../runs/hub/schedules/schedules.ts').then(({ Schedules }) => new Schedules({ home, ledger, clock: systemClock }));
    return opened;
  };
  const requirePromise = (id: string): void => records.requirePromise(id, systemClock.nowMs());
  return {
    of(session, grant = () => undefined) {
      const scheduling = ({ call, signal }: SchedulesAsking) => ({ session, signal, ...defined({ call, grant: grant() }) });
      return {
        known: (id) => known.get(id),
        requirePromise,
        async list(hub, payer, signal) {
          const listed: ListedSchedule[] = [];
          for await (const scheduled of listScheduledJobs(hub, payer, signal)) {
            known.set(scheduled.id, scheduled);
            listed.push({ scheduled, ...defined({ promise: records.ofSchedule(scheduled.id) }) });
          }
          return listed;
        },
        async add(hub, permit, wish, script, asking) {
          const made = await (await parts()).add(hub, permit, wish, script, scheduling(asking));
          known.set(made.scheduled.id, made.scheduled);
          return made;
        },
        startNow: async (hub, permit, id, wish, asking) => await (await parts()).startNow(hub, permit, id, wish, scheduling(asking)),
        suspend: async (hub, payer, id, signal) => await setSuspended(hub, payer, id, true, signal),
        async resume(hub, payer, id, signal) {
          requirePromise(id);
          await setSuspended(hub, payer, id, false, signal);
        },
        remove: async (hub, payer, id, signal) => await (await parts()).remove(hub, payer, id, signal),
      };
    },
    async sweep() {
      if (host.hub === undefined || records.all().length === 0 || (await host.hub.token()) === undefined) return 0;
      return await (await parts()).sweep(personalHubClient(host));
    },
  };
}
