/** The sandboxes of this machine's person: promised before they are asked for, asked for once, found again, ended, and settled by what they really ran. */
import type { Clock } from '../../base/clock.ts';
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import type { CallId, SessionId } from '../../base/ids.ts';
import { newId } from '../../base/newId.ts';
import type { Paid } from '../../base/paid.ts';
import type { Permit, RequirePermit } from '../../base/permit.ts';
import { sandboxOf } from '../../base/place.ts';
import { identify, isAlive, thisHost } from '../../base/processes.ts';
import { learnSecrets } from '../../base/redact.ts';
import type { SandboxChange } from '../../base/sandboxChange.ts';
import type { HubClient } from '../../hub/client.ts';
import type { HubHost } from '../../hub/door.ts';
import { HubError } from '../../hub/hubErrors.ts';
import { cancelJob, isOver, type Job, listJobs } from '../../hub/jobs.ts';
import { SandboxError } from '../../hub/sandboxErrors.ts';
import { nonceOf, sandboxAddress, sandboxLabel, sandboxTokenOf } from '../../hub/sandboxJob.ts';
import { SandboxServer } from '../../hub/sandboxServer.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { usdOf } from '../../ledger/money.ts';
import { lateMs, lookForOwn } from '../hub/ownJobs.ts';
import { usedByJob } from '../hub/settleJob.ts';
import { hasJob, placeOfRecord, type SandboxRecord, SandboxRecords, type SandboxWithJob, takenUp } from './record.ts';
import { ownFolder, workFolder } from './runThere.ts';
import { jobOfSandbox, noSandbox, SandboxEnded, whyEnded } from './sandboxEnds.ts';
import { endEffect, type SandboxLeft, type SandboxWish, sandboxQuote } from './sandboxWish.ts';
import { createSandbox, promiseSandbox, type Starting, stoppedWaitMs } from './startSandbox.ts';
import { untilReady } from './untilReady.ts';

/** Of one whose job says none. */
const longestMs = 24 * 3_600_000;

export interface SandboxesOptions {
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  readonly require: RequirePermit;
  readonly hub: HubHost;
  /** The person's own client: what is done with it here stands under a permit. */
  client(): HubClient;
  ledger(): Promise<Ledger>;
  readonly clock: Clock;
  /** For the log of the session that it is of. */
  onChange?(session: SessionId, change: SandboxChange): void;
}

/** One that is there now, for a list. */
export interface ListedSandbox {
  readonly job: Job;
  /** Absent: it was started elsewhere. */
  readonly record?: SandboxWithJob;
}

export class Sandboxes {
  readonly #options: SandboxesOptions;
  readonly #records: SandboxRecords;

  constructor(options: SandboxesOptions) {
    this.#options = options;
    this.#records = new SandboxRecords(options.home);
  }

  /** Throws `no-sandbox` where this machine knows of none by this place. */
  at(place: string): SandboxWithJob {
    const named = sandboxOf(place);
    const found = this.#records
      .all()
      .find((record): record is SandboxWithJob => hasJob(record) && record.job === named?.id && record.payer === named.payer);
    if (found !== undefined) return found;
    throw noSandbox(named?.id ?? place);
  }

  /** Comes back when it answers. Where it does not come to that, nothing is left running, and what it cost is settled. Throws `CapReached`, HubError, SandboxError. */
  async start(permit: Permit, wish: SandboxWish, starting: Starting): Promise<SandboxWithJob> {
    const { require, hub: host, client, clock } = this.#options;
    require(permit, starting.under);
    const token = await host.token();
    if (token === undefined)
      throw new PracticumError('hub-sign-in', 'Nobody is signed in to Hugging Face.', { hint: 'Sign in first: practicum hub login.' });
    const promised = await promiseSandbox({ records: this.#records, ledger: await this.#options.ledger(), clock }, permit, wish, starting);
    try {
      const started = await createSandbox(
        { records: this.#records, client: client(), clock },
        promised,
        this.#tokenFor(token, promised.nonce),
        starting,
      );
      const server = await this.server(started);
      await untilReady(
        { server, client: client(), clock, jobOf: () => jobOfSandbox(client(), started, starting.signal) },
        started,
        starting,
      );
      this.#tell(started, { change: 'started', usdAtMost: promisedUsd(wish), ...defined({ call: starting.call }) });
      return started;
    } catch (error) {
      // Where the Hub cannot be reached now, its record stays, and whoever looks next ends it.
      await this.#giveUp(this.#records.get(promised.id) ?? promised).catch(() => undefined);
      throw error;
    }
  }

  /** Whoever has a permit for it. */
  async end(permit: Permit, place: string, by: SessionId): Promise<{ readonly paid: Paid | undefined }> {
    this.#options.require(permit, endEffect(place));
    const record = this.at(place);
    return await this.finish(record, by === record.session ? { call: permit.call } : { why: 'somebody ended it' });
  }

  /** A sandbox that answers no more has often ended: then this says why, and settles it. */
  async explained(error: unknown, record: SandboxWithJob): Promise<unknown> {
    if (!(error instanceof SandboxError) || (error.code !== 'sandbox-ended' && error.code !== 'sandbox-unreachable')) return error;
    const job = await jobOfSandbox(this.#options.client(), record).catch(() => 'unknown' as const);
    if (job === 'unknown' || (job !== undefined && !isOver(job))) return error;
    const why = whyEnded(record, job);
    await this.#settle(record, job, { why });
    return new SandboxEnded(record.job, why);
  }

  /** Those that there are by what the Hub says now; those that are over are settled on the way. */
  async list(payer: string, signal?: AbortSignal): Promise<readonly ListedSandbox[]> {
    await this.sweep(signal);
    const records = this.#records.all().filter(hasJob);
    const found: ListedSandbox[] = [];
    for await (const job of listJobs(
      this.#options.client(),
      payer,
      { stages: ['SCHEDULING', 'RUNNING'], labels: { [sandboxLabel]: '1' } },
      signal,
    ))
      if (!isOver(job)) found.push({ job, ...defined({ record: records.find((record) => record.job === job.id) }) });
    return found;
  }

  /** How long one that is there can still be paid for. Throws `no-sandbox`, SandboxEnded. */
  async left(place: string, signal?: AbortSignal): Promise<SandboxLeft> {
    const { job, known } = await this.#runningAt(place, signal);
    const ranMs = job.startedMs === undefined ? 0 : this.#options.clock.nowMs() - job.startedMs;
    return { flavor: job.flavor, leftMs: Math.max(0, limitOf(job) - ranMs), isPromised: known?.reservation !== undefined };
  }

  /** `known`: it was started from this machine, or used before. */
  async #runningAt(
    place: string,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly job: Job; readonly payer: string; readonly nonce: string; readonly known: SandboxRecord | undefined }> {
    const { payer, id } = sandboxOf(place) ?? { payer: '', id: '' };
    const job = await jobOfSandbox(this.#options.client(), { payer, job: id }, signal);
    if (job === undefined) throw noSandbox(id);
    const nonce = nonceOf(job);
    const known = this.#records.all().find((record) => record.job === id);
    if (isOver(job)) throw new SandboxEnded(id, whyEnded(known ?? { payer, timeoutMs: 0 }, job));
    return { job, payer, nonce, known };
  }

  /** From now on the session means this one: one that was started by another session, by the command line, or by `hf sandbox`. Throws `no-sandbox`. */
  async use(session: SessionId, place: string, call: CallId, signal?: AbortSignal): Promise<SandboxWithJob> {
    const { job, payer, nonce, known } = await this.#runningAt(place, signal);
    const record: SandboxWithJob = {
      ...(known === undefined
        ? {
            v: 1,
            id: newId<string>('sb'),
            payer,
            hub: this.#options.client().endpoints.hub,
            flavor: job.flavor,
            image: job.image,
            timeoutMs: limitOf(job),
            microUsdPerHour: 0,
            createdMs: job.createdMs,
            by: { ...(await identify(process.pid)), host: thisHost() },
            nonce,
          }
        : takenUp(known)),
      session,
      purpose: 'session',
      job: job.id,
    };
    await this.#greet(record, signal);
    this.#records.put({ ...record, createdMs: this.#options.clock.nowMs() });
    this.#tell(record, { change: 'used', call });
    return record;
  }

  async #greet(record: SandboxWithJob, signal: AbortSignal | undefined): Promise<void> {
    const server = await this.server(record);
    try {
      await server.processes(signal);
      for (const folder of [workFolder, ownFolder]) await server.makeFolder(folder, signal);
    } catch (error) {
      throw await this.explained(error, record);
    }
  }

  /** Settles what is over, and ends what nobody can use any more: asked for by a process that is gone, or begun to try a script by one. Answers how many. */
  async sweep(signal?: AbortSignal): Promise<number> {
    let swept = 0;
    for (const record of this.#records.all()) {
      // The token is of this Hub and goes to no other.
      if (record.hub !== this.#options.client().endpoints.hub) continue;
      swept += (await this.#sweepOne(record, signal)) ? 1 : 0;
    }
    return swept;
  }

  async #sweepOne(record: SandboxRecord, signal: AbortSignal | undefined): Promise<boolean> {
    const isLeft = record.isGivenUp === true || (record.by.host === thisHost() && !(await isAlive(record.by)));
    if (!hasJob(record)) return isLeft && (await this.#giveUp(record));
    const job = await jobOfSandbox(this.#options.client(), record, signal);
    if (job === undefined || isOver(job)) {
      await this.#settle(record, job, { why: whyEnded(record, job) });
      return true;
    }
    if (!isLeft || (record.purpose !== 'smoke' && record.isGivenUp !== true)) return false;
    await this.finish(record);
    return true;
  }

  /** Nothing is left running, and nothing promised. False: one that was asked for may still come; until that is known it stays promised. */
  async #giveUp(given: SandboxRecord): Promise<boolean> {
    const record: SandboxRecord = { ...given, isGivenUp: true };
    this.#records.put(record);
    if (hasJob(record)) {
      await this.finish(record);
      return true;
    }
    const { clock } = this.#options;
    const job = await lookForOwn(this.#options.client(), record.payer, record.id, (ms) => clock.sleep(Math.min(ms, stoppedWaitMs)));
    if (job !== undefined) await this.finish({ ...record, job: job.id });
    else if (record.askedMs !== undefined && clock.nowMs() - record.askedMs < lateMs) return false;
    else await this.#settle(record, undefined);
    return true;
  }

  /** For whoever started it, and for what is swept. */
  async finish(
    record: SandboxWithJob,
    how: HowEnded = { why: 'nobody waited for it any more' },
  ): Promise<{ readonly paid: Paid | undefined }> {
    const address = { payer: record.payer, id: record.job };
    const hub = this.#options.client();
    try {
      await cancelJob(hub, address);
    } catch (error) {
      if (!(error instanceof HubError && error.code === 'hub-not-found')) throw error;
    }
    return await this.#settle(record, await jobOfSandbox(this.#options.client(), record), how);
  }

  /** Undefined `job`: there never was one. */
  async #settle(record: SandboxRecord, job: Job | undefined, how: HowEnded = {}): Promise<{ readonly paid: Paid | undefined }> {
    const { reservation } = record;
    const { used, isEstimated } =
      job === undefined ? { used: undefined, isEstimated: false } : usedByJob(record, job, this.#options.clock.nowMs());
    if (reservation !== undefined) {
      const ledger = await this.#options.ledger();
      await ledger.end(reservation, used, { isEstimated });
    }
    this.#records.remove(record);
    const paid = reservation === undefined || used === undefined ? undefined : { usd: usdOf(used.microUsd), isEstimated };
    if (hasJob(record)) this.#tell(record, { change: 'ended', ...how, ...defined({ paid }) });
    return { paid };
  }

  #tell(record: SandboxWithJob, change: Omit<SandboxChange, 'place' | 'job' | 'flavor'>): void {
    const { session, job, flavor } = record;
    this.#options.onChange?.(session, { place: placeOfRecord(record), job, flavor, ...change });
  }

  /** Whoever calls this has looked at the permit. */
  async server({ nonce, job }: SandboxWithJob): Promise<SandboxServer> {
    const { hub: host, clock } = this.#options;
    const token = await host.token();
    if (token === undefined)
      throw new PracticumError('hub-sign-in', 'Nobody is signed in to Hugging Face.', { hint: 'Sign in first: practicum hub login.' });
    return new SandboxServer({
      address: sandboxAddress(host.endpoints(), job),
      sandboxToken: this.#tokenFor(token, nonce),
      token: () => host.token(),
      fetch: (input, init) => (host.fetch ?? globalThis.fetch)(input, init),
      userAgent: host.userAgent,
      clock,
    });
  }

  #tokenFor(token: string, nonce: string): string {
    const sandboxToken = sandboxTokenOf(token, nonce);
    learnSecrets([token, sandboxToken]);
    return sandboxToken;
  }
}

type HowEnded = Pick<SandboxChange, 'call' | 'why'>;

function promisedUsd(wish: SandboxWish): number {
  return usdOf(sandboxQuote(wish).quote.microUsd);
}

function limitOf({ timeoutSeconds }: Job): number {
  return timeoutSeconds === undefined ? longestMs : timeoutSeconds * 1000;
}
