/** Scheduled jobs as the tools of one session have them. Who calls Hugging Face hands its client in, which stands under the call’s permit. */
import type { CallId } from '../../../base/ids.ts';
import type { Permit } from '../../../base/permit.ts';
import type { HubClient } from '../../../hub/client.ts';
import type { Job } from '../../../hub/jobs.ts';
import type { ScheduledJob } from '../../../hub/scheduledJobs.ts';
import type { PromisedStarts } from './promisedStarts.ts';
import type { ScheduledScript } from './scheduledRequest.ts';
import type { ScheduleWish } from './scheduleQuote.ts';
import type { Scheduled } from './schedules.ts';

export interface ListedSchedule {
  readonly scheduled: ScheduledJob;
  /** Absent: it was not scheduled from here, or its starts are over. */
  readonly promise?: PromisedStarts;
}

export interface SchedulesAsking {
  readonly call?: CallId;
  readonly signal: AbortSignal;
}

export interface SchedulesPort {
  /** As it was when it was last listed or made. */
  known(id: string): ScheduledJob | undefined;
  list(hub: HubClient, payer: string, signal?: AbortSignal): Promise<readonly ListedSchedule[]>;
  /** Throws NotPromised where nothing more of it was promised. */
  requirePromise(id: string): void;
  add(hub: HubClient, permit: Permit, wish: ScheduleWish, script: ScheduledScript, asking: SchedulesAsking): Promise<Scheduled>;
  startNow(hub: HubClient, permit: Permit, id: string, wish: ScheduleWish, asking: SchedulesAsking): Promise<Job>;
  suspend(hub: HubClient, payer: string, id: string, signal?: AbortSignal): Promise<void>;
  resume(hub: HubClient, payer: string, id: string, signal?: AbortSignal): Promise<void>;
  remove(hub: HubClient, payer: string, id: string, signal?: AbortSignal): Promise<void>;
}
