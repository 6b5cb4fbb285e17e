import { join } from 'node:path';
import type { CapsChange } from '../base/capsChange.ts';
import type { Disposable } from '../base/disposables.ts';
import type { SpendKind } from '../base/effects.ts';
import { describeError, PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import type { CallId, ReservationId, RunId, SessionId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import type { Paid } from '../base/paid.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { identify, isAlive, thisHost } from '../base/processes.ts';
import { Book } from './book.ts';
import { capNames } from './capNames.ts';
import type { Caps, GrantCap, LedgerEntry, Owner, Quote, ReserveEntry, SettleEntry, Used } from './entries.ts';
import { type Block, blocksOf, noMoney, type Verdict } from './fold.ts';
import { localDay, usdOf } from './money.ts';
import { type Standing, standingOf } from './standing.ts';

export interface LedgerOptions {
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  readonly require: RequirePermit;
  /** As the settings have them now. */
  caps(): Caps;
  nowMs?(): number;
}

interface Reserving {
  readonly session: SessionId;
  /** The model as `provider/name`; the machine and its time. */
  readonly on: string;
  readonly quote: Quote;
  readonly call?: CallId;
  /** The grant under which it happens without a person. */
  readonly grant?: GrantCap | undefined;
}

export type ReserveRequest =
  /** The loop's own requests to a model. */
  | (Reserving & { readonly purpose: 'main' | 'research' | 'compaction' })
  /** A machine is paid for only under a permit that names exactly this: `spend` with the quote, `on` and purpose. */
  | (Reserving & {
      readonly purpose: 'run' | 'sandbox';
      readonly permit: Permit;
      readonly run?: RunId;
      /** What the quote buys; whoever runs it makes this its own time limit. */
      readonly limitMs: number;
    });

/** Money promised. It stays promised until it is settled or released, or swept. */
export interface Reservation {
  readonly id: ReservationId;
  /** When what was bought ends. */
  readonly deadlineMs?: number;
  /** What was really used, also where that is more than was promised. Only the first end counts. */
  settle(used: Used, how?: { readonly isEstimated: boolean }): Promise<void>;
  /** Nothing was used. */
  release(): Promise<void>;
}

export type Attempt =
  | { readonly kind: 'granted'; readonly reservation: Reservation }
  | { readonly kind: 'blocked'; readonly blocks: readonly Block[] };

/** The promise would pass a cap. Nothing was promised. */
export class CapReached extends PracticumError {
  readonly blocks: readonly Block[];

  constructor(on: string, blocks: readonly Block[]) {
    super('cap', `${on} would pass ${blocks.map(({ of }) => capNames[of]).join(' and ')}.`, {
      hint: 'Nothing was spent. Ask the person to raise the cap, or choose something cheaper.',
    });
    this.blocks = blocks;
  }
}

/** What became of what was promised for a machine: still going on, over, or not known yet. */
export type RunTruth = (reservation: ReserveEntry) => Promise<'running' | 'unknown' | (Used & { readonly isEstimated?: boolean })>;

/**
 * The one ledger of this machine, as one process sees it. To reserve is to append a line and to read up to it: the order of the lines says who
 * was first, in every window and process alike, so a cap holds without a lock. What cannot be written or read is not spent.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #book: Book;
  readonly #verdicts = new Map<ReservationId, Verdict | undefined>();
  readonly #changed = new Emitter<void>();
  /** What was promised or spent is another sum now. */
  readonly onDidChange = this.#changed.event;
  #owner: Promise<Owner> | undefined;
  #wasSwept = false;

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#book = new Book(join(options.home, 'ledger'), (entry, verdict) => this.#note(entry, verdict));
  }

  /** Throws `CapReached`, `NotPermitted`, or a failure to write; then nothing is promised. */
  async reserve(request: ReserveRequest): Promise<Reservation> {
    const asked = await this.tryToReserve(request);
    if (asked.kind === 'blocked') throw new CapReached(request.on, asked.blocks);
    return asked.reservation;
  }

  /** The same for whoever asks a person where a cap is in the way. */
  async tryToReserve(request: ReserveRequest): Promise<Attempt> {
    if (!this.#wasSwept) await this.sweep();
    const atMs = this.#nowMs();
    const entry = await this.#entryFor(request, atMs);
    const verdict = await this.#promise(entry);
    return verdict.isGranted
      ? { kind: 'granted', reservation: this.#reservation(entry, 'limitMs' in request ? atMs + request.limitMs : undefined) }
      : { kind: 'blocked', blocks: verdict.blocks };
  }

  /** The caps that would be in the way now. Promises nothing. */
  async blocks(request: ReserveRequest): Promise<readonly Block[]> {
    await this.#read();
    const { session, on, quote, grant } = request;
    const run = 'run' in request && request.run !== undefined ? { run: request.run } : {};
    const under = grant === undefined ? {} : { grant };
    return blocksOf(this.#book.state, { session, on, quote, ...run, ...under, day: localDay(this.#nowMs()), caps: this.#options.caps() });
  }

  #reservation(entry: ReserveEntry, deadlineMs: number | undefined): Reservation {
    const end = (rest: Omit<SettleEntry, 'id' | 'atMs'> | { readonly type: 'release' }): Promise<void> =>
      this.#append({ ...rest, id: entry.id, atMs: this.#nowMs() }, 'buffered');
    return {
      id: entry.id,
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
      settle: (used, how) => end({ type: 'settle', used, ...(how?.isEstimated === true ? { isEstimated: true } : {}) }),
      release: () => end({ type: 'release' }),
    };
  }

  /** The person's word on a session, on the disk before it counts. */
  async changeCaps(session: SessionId, change: CapsChange, by: string): Promise<void> {
    await this.#append({ type: 'caps', atMs: this.#nowMs(), session, change, by }, 'durable');
  }

  /** From here on it is known as it happens what other processes promise and spend, and what caps they set. */
  async watch(lookEveryMs?: number): Promise<Disposable> {
    return await this.#book.watch(() => void this.#read().catch(() => undefined), lookEveryMs);
  }

  /** How a session stands by the file as it is now. */
  async standing(session: SessionId, grant?: GrantCap): Promise<Standing> {
    await this.#read();
    return this.lastStanding(session, grant);
  }

  /** What was really paid for a run, by the ledger as it is now; undefined: nothing was. */
  async paidFor(run: RunId): Promise<Paid | undefined> {
    await this.#read();
    const { spent, estimated } = this.#book.state.runs.get(run) ?? noMoney;
    return spent > 0 ? { usd: usdOf(spent), isEstimated: estimated > 0 } : undefined;
  }

  /** The same by what was last read. */
  lastStanding(session: SessionId, grant?: GrantCap): Standing {
    const day = localDay(this.#nowMs());
    return standingOf(this.#book.state, { session, day, caps: this.#options.caps(), grant });
  }

  /** What is promised under this id and has not ended, whoever promised it. */
  async promised(id: ReservationId): Promise<ReserveEntry | undefined> {
    await this.#read();
    return this.#book.state.open.get(id);
  }

  /**
   * Ends what another process promised: whoever follows a machine knows what it came to. Only the first end counts. Undefined: nothing was used.
   */
  async end(id: ReservationId, used: Used | undefined, how?: { readonly isEstimated: boolean }): Promise<void> {
    const atMs = this.#nowMs();
    if (used === undefined) await this.#append({ type: 'release', id, atMs }, 'durable');
    else await this.#append({ type: 'settle', id, atMs, used, ...(how?.isEstimated === true ? { isEstimated: true } : {}) }, 'durable');
  }

  /**
   * Ends what nobody ends any more. What a process that died had asked of a model counts as spent in full, since nobody knows what came of
   * it; of a machine its own target knows, also where whoever promised it goes on and has forgotten it. Answers how many promises were ended.
   */
  async sweep(truthOf?: RunTruth): Promise<number> {
    await this.#read();
    this.#wasSwept = true;
    let ended = 0;
    for (const reserved of [...this.#book.state.open.values()]) {
      if (reserved.by.host !== thisHost()) continue;
      const isMachine = reserved.purpose === 'run' || reserved.purpose === 'sandbox';
      if (!isMachine && (await isAlive(reserved.by))) continue;
      const truth = isMachine ? await (truthOf?.(reserved) ?? 'unknown') : assumed(reserved);
      if (truth === 'running' || truth === 'unknown') continue;
      const { isAssumed, isEstimated, ...used } = { isAssumed: false, isEstimated: false, ...truth };
      const how = { ...(isEstimated ? { isEstimated } : {}), ...(isAssumed ? { isAssumed } : {}) };
      await this.#append({ type: 'settle', id: reserved.id, atMs: this.#nowMs(), used, ...how }, 'buffered');
      ended += 1;
    }
    return ended;
  }

  async #entryFor(request: ReserveRequest, atMs: number): Promise<ReserveEntry> {
    const { purpose, on, quote, session, call, grant } = request;
    const isMachine = request.purpose === 'run' || request.purpose === 'sandbox';
    if (isMachine) {
      if (quote.kind !== 'priced') {
        throw new PracticumError('no-price', `What ${on} costs is not known.`, { hint: 'Choose hardware whose price is listed.' });
      }
      this.#options.require(request.permit, spendEffect(purpose, on, quote));
    }
    this.#owner ??= identify(process.pid).then((identity) => ({ ...identity, host: thisHost() }));
    const run = isMachine ? request.run : undefined;
    return {
      type: 'reserve',
      id: newId<ReservationId>('rs', atMs),
      atMs,
      day: localDay(atMs),
      session,
      ...(call === undefined ? {} : { call }),
      ...(run === undefined ? {} : { run }),
      ...(grant === undefined ? {} : { grant }),
      purpose,
      on,
      quote,
      caps: this.#options.caps(),
      by: await this.#owner,
    };
  }

  async #promise(entry: ReserveEntry): Promise<Verdict> {
    this.#verdicts.set(entry.id, undefined);
    try {
      await this.#book.append(entry, true);
      await this.#read();
      const verdict = this.#verdicts.get(entry.id);
      if (verdict !== undefined && !this.#book.state.isNewer) return verdict;
      const why = this.#book.state.isNewer ? 'A later version of Practicum writes to it.' : 'What was written is not found in it.';
      throw new PracticumError('ledger', `The ledger of what was spent cannot be relied on. ${why}`, {
        hint: `Nothing is spent until it can: bring Practicum up to date, or look at ${this.#book.path}.`,
      });
    } catch (error) {
      // Perhaps it is there after all: what nobody acts on is not to stay promised.
      await this.#book.append({ type: 'release', id: entry.id, atMs: this.#nowMs() }, false).catch(() => undefined);
      throw error instanceof PracticumError ? error : new PracticumError('ledger', `The ledger cannot be read. ${describeError(error)}`);
    } finally {
      this.#verdicts.delete(entry.id);
    }
  }

  async #append(entry: LedgerEntry, durability: 'buffered' | 'durable'): Promise<void> {
    await this.#book.append(entry, durability === 'durable');
    await this.#read();
  }

  #note(entry: LedgerEntry, verdict: Verdict | undefined): void {
    if (entry.type === 'reserve' && this.#verdicts.has(entry.id)) this.#verdicts.set(entry.id, verdict);
  }

  async #read(): Promise<void> {
    if (await this.#book.read()) this.#changed.fire();
  }

  #nowMs(): number {
    return this.#options.nowMs?.() ?? Date.now();
  }
}

/** The effect that a permit for a machine has to name. */
export function spendEffect(purpose: SpendKind, on: string, quote: Extract<Quote, { readonly kind: 'priced' }>) {
  return { kind: 'spend', usd: usdOf(quote.microUsd), on, purpose } as const;
}

function assumed({ quote }: ReserveEntry): Used & { readonly isAssumed: true } {
  const used = quote.kind === 'priced' ? { microUsd: quote.microUsd, tokens: 0 } : { microUsd: 0, tokens: quote.tokens };
  return { ...used, isAssumed: true };
}
