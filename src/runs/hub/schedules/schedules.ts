/** Scripts that Hugging Face starts by the clock: all their starts are promised before, they end by themselves after that, and are settled by the jobs that there were. */
import type { Clock } from '../../../base/clock.ts';
import { defined } from '../../../base/defined.ts';
import { Cancelled } from '../../../base/errors.ts';
import type { CallId, SessionId } from '../../../base/ids.ts';
import { newId } from '../../../base/newId.ts';
import type { Permit } from '../../../base/permit.ts';
import { identify, isAlive, thisHost } from '../../../base/processes.ts';
import type { HubClient } from '../../../hub/client.ts';
import { endOfStarts } from '../../../hub/cron.ts';
import { HubError } from '../../../hub/hubErrors.ts';
import { isOver, type Job } from '../../../hub/jobs.ts';
import { createScheduledJob, deleteScheduledJob, getScheduledJob, runScheduledJob, type ScheduledJob } from '../../../hub/scheduledJobs.ts';
import type { GrantCap } from '../../../ledger/entries.ts';
import type { Ledger } from '../../../ledger/ledger.ts';
import { createOnce, isRefusal } from '../createOnce.ts';
import { lateMs } from '../ownJobs.ts';
import { type Cost, costOfJobs } from '../settleJob.ts';
import { jobsOfStarts, lookForSchedule } from './jobsOfStarts.ts';
import { type PromisedStarts, PromisedStartsRecords } from './promisedStarts.ts';
import { noSchedule, type ScheduledScript, scheduledRequest } from './scheduledRequest.ts';
import { type ScheduleWish, startsQuote } from './scheduleQuote.ts';

export interface SchedulesOptions {
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  ledger(): Promise<Ledger>;
  readonly clock: Clock;
}

/** From whose money, and how long anybody waits. */
export interface Scheduling {
  readonly session: SessionId;
  readonly call?: CallId;
  readonly grant?: GrantCap | undefined;
  readonly signal: AbortSignal;
}

export interface Scheduled {
  readonly scheduled: ScheduledJob;
  readonly promise: PromisedStarts;
}

export class Schedules {
  readonly #options: SchedulesOptions;
  readonly #records: PromisedStartsRecords;

  constructor(options: SchedulesOptions) {
    this.#options = options;
    this.#records = new PromisedStartsRecords(options.home);
  }

  /** Throws `schedule`, what the script cannot be scheduled for, `CapReached`, HubError. `permit`: for `startsSpend`. */
  async add(hub: HubClient, permit: Permit, wish: ScheduleWish, script: ScheduledScript, scheduling: Scheduling): Promise<Scheduled> {
    const { clock } = this.#options;
    const { payer, schedule, starts } = wish;
    const untilMs = endOfStarts(schedule, clock.nowMs(), starts);
    if (untilMs === undefined) throw noSchedule(schedule);
    const id = newId<string>('sc');
    const request = await scheduledRequest(wish, { ...script, id, untilMs });
    const promise: PromisedStarts = { ...(await this.#promise(permit, wish, scheduling)), id, untilMs };
    await this.#keep(promise);
    const { signal } = scheduling;
    const wait = (ms: number): Promise<void> => (signal.aborted ? Promise.resolve() : clock.sleep(ms, signal).catch(() => undefined));
    try {
      const scheduled = await createOnce({
        wasAsked: false,
        makeRequest: async () => request,
        create: (asked) => createScheduledJob(hub, payer, asked, schedule),
        find: () => lookForSchedule(hub, payer, id),
        onAsk: async () => this.#records.put({ ...promise, askedMs: clock.nowMs() }),
        onRefused: async () => this.#records.put(promise),
        onDoubt: async () => undefined,
        isStopped: () => signal.aborted,
        wait,
      });
      if (scheduled === undefined) throw new Cancelled();
      const known = { ...promise, scheduled: scheduled.id };
      this.#records.put(known);
      return { scheduled, promise: known };
    } catch (error) {
      // Where the Hub cannot be reached now, its record stays, and whoever looks next ends it.
      await this.#giveUp(hub, this.#records.get(id) ?? promise).catch(() => undefined);
      throw error;
    }
  }

  /** Once more, beside the schedule. `permit`: for `startsSpend` of one start. Throws `CapReached`, HubError. */
  async startNow(hub: HubClient, permit: Permit, id: string, wish: ScheduleWish, scheduling: Scheduling): Promise<Job> {
    const promise: PromisedStarts = { ...(await this.#promise(permit, { ...wish, starts: 1 }, scheduling)), scheduled: id };
    await this.#keep(promise);
    try {
      const job = await runScheduledJob(hub, wish.payer, id, scheduling.signal);
      this.#records.put({ ...promise, job: job.id });
      const own = this.#records.ofSchedule(id);
      if (own !== undefined) this.#records.put({ ...own, apart: [...(own.apart ?? []), job.id] });
      return job;
    } catch (error) {
      await this.#end(promise, isRefusal(error) ? undefined : unknownCost(promise));
      throw error;
    }
  }

  /** What it started goes on to its end, and is settled then. */
  async remove(hub: HubClient, payer: string, id: string, signal?: AbortSignal): Promise<void> {
    await deleteScheduledJob(hub, payer, id, signal);
    const own = this.#records.ofSchedule(id);
    if (own !== undefined) await this.#settle(hub, own).catch(() => undefined);
  }

  /** Deletes what had all its starts, ends what nobody waits for, and settles what is over. Answers how many were settled. */
  async sweep(hub: HubClient): Promise<number> {
    let swept = 0;
    // The token is of this Hub and goes to no other.
    for (const record of this.#records.all()) if (record.hub === hub.endpoints.hub && (await this.#sweepOne(hub, record))) swept += 1;
    return swept;
  }

  async #sweepOne(hub: HubClient, record: PromisedStarts): Promise<boolean> {
    const { scheduled, payer, untilMs, job } = record;
    const isLeft = record.isGivenUp === true || (record.by.host === thisHost() && !(await isAlive(record.by)));
    if (untilMs === undefined) {
      if (job !== undefined) return await this.#settle(hub, record);
      if (isLeft) await this.#end(record, unknownCost(record));
      return isLeft;
    }
    if (scheduled === undefined) return isLeft && (await this.#giveUp(hub, record));
    if (await isThere(hub, payer, scheduled)) {
      if (record.isGivenUp !== true && this.#options.clock.nowMs() < untilMs) return false;
      await deleteScheduledJob(hub, payer, scheduled);
    }
    return await this.#settle(hub, record);
  }

  /** False: it may still come; until that is known it stays promised. */
  async #giveUp(hub: HubClient, given: PromisedStarts): Promise<boolean> {
    const record: PromisedStarts = { ...given, isGivenUp: true };
    this.#records.put(record);
    const found = await lookForSchedule(hub, record.payer, record.id);
    if (found !== undefined) {
      const known = { ...record, scheduled: found.id };
      this.#records.put(known);
      await deleteScheduledJob(hub, record.payer, found.id);
      return await this.#settle(hub, known);
    }
    if (record.askedMs !== undefined && this.#options.clock.nowMs() - record.askedMs < lateMs) return false;
    await this.#end(record, undefined);
    return true;
  }

  /** False: something that it started goes on. */
  async #settle(hub: HubClient, record: PromisedStarts): Promise<boolean> {
    const jobs = await jobsOfStarts(hub, record);
    if (jobs === undefined) {
      await this.#end(record, unknownCost(record));
      return true;
    }
    if (!jobs.every(isOver)) return false;
    await this.#end(record, costOfJobs(record, jobs, this.#options.clock.nowMs()));
    return true;
  }

  async #promise(permit: Permit, wish: ScheduleWish, { session, call, grant }: Scheduling): Promise<PromisedStarts> {
    const { payer, hub, flavor, timeoutMs, microUsdPerHour, starts } = wish;
    const { quote, on, limitMs } = startsQuote(wish);
    const ledger = await this.#options.ledger();
    const { id: reservation } = await ledger.reserve({
      purpose: 'run',
      permit,
      session,
      on,
      quote,
      limitMs,
      ...defined({ call, grant }),
    });
    const by = { ...(await identify(process.pid)), host: thisHost() };
    const createdMs = this.#options.clock.nowMs();
    return { v: 1, id: newId<string>('sc'), session, payer, hub, flavor, timeoutMs, microUsdPerHour, reservation, createdMs, by, starts };
  }

  /** On the disk before it is asked for. */
  async #keep(promise: PromisedStarts): Promise<void> {
    try {
      this.#records.put(promise);
    } catch (error) {
      await (await this.#options.ledger()).end(promise.reservation, undefined);
      throw error;
    }
  }

  /** Undefined: nothing was used. */
  async #end(record: PromisedStarts, came: Cost | undefined): Promise<void> {
    const ledger = await this.#options.ledger();
    const { isEstimated = false, ...used } = came ?? {};
    await ledger.end(record.reservation, came === undefined ? undefined : { microUsd: 0, tokens: 0, ...used }, { isEstimated });
    this.#records.remove(record);
  }
}

/** Nobody can say what came of it: then it counts in full. */
function unknownCost(record: PromisedStarts): Cost {
  return { microUsd: startsQuote(record).quote.microUsd, tokens: 0, isEstimated: true };
}

async function isThere(hub: HubClient, payer: string, id: string): Promise<boolean> {
  try {
    await getScheduledJob(hub, payer, id);
    return true;
  } catch (error) {
    if (error instanceof HubError && error.code === 'hub-not-found') return false;
    throw error;
  }
}
