/**
 * Runs of one machine wait for each other here: those of all windows, workspaces and the command line. A run that waits is a file in
 * `waiting/`, a slot that is taken a lease in `slots/`; both belong to the supervisor’s process, and one that is gone holds nothing. The lease
 * alone decides who has a slot; the order in which runs try for it comes of the tickets.
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { type Clock, systemClock } from '../../base/clock.ts';
import { acquireLease, type Lease, LeaseTaken, leaseHolder } from '../../base/lease.ts';
import { identify, isAlive, type ProcessIdentity, thisHost } from '../../base/processes.ts';
import { whenUsed } from '../../base/whenUsed.ts';
import { writeWhole } from '../folder.ts';
import { isLeftBehind, removeUser, writeUser } from './leftBehind.ts';
import { inOrder, type Need, type Ticket, turnOf } from './tickets.ts';

const ticketSchema = whenUsed(() =>
  z.object({
    run: z.string().regex(/^[\w-]{1,80}$/),
    name: z.string(),
    priority: z.number(),
    needs: z.array(z.object({ oneOf: z.array(z.string()), count: z.int().positive() })),
    owner: z.object({ pid: z.int().positive(), start: z.string().exactOptional() }),
  }),
);
export type WaitingRun = Readonly<z.infer<typeof ticketSchema>>;

/** Below `home`, for this machine: a home may be shared by several. */
export function queueFolder(home: string, host: string = thisHost()): string {
  return path.join(home, 'queue', host.replaceAll(/[^\w.-]/g, '_'));
}

export interface Place {
  readonly run: string;
  /** For people who look at the queue from another workspace. */
  readonly name: string;
  readonly priority: number;
  /** The run’s: it says which process uses the slots, should its supervisor be killed. */
  readonly folder?: string;
}

export interface Waiting {
  /** 1: the next one. */
  readonly position: number;
  /** Slots that would do, while none is free. */
  readonly slots: readonly string[];
}

export interface WaitOptions {
  /** Aborted when the run is not to be started any more. */
  readonly signal: AbortSignal;
  /** Called when it has to wait, and whenever its place changes. */
  onWaiting(waiting: Waiting): Promise<void>;
  /** Which of the slots may be taken now, besides being free: asked only when it is this run’s turn. All, unless given. */
  usable?(slots: readonly string[]): Promise<readonly string[]>;
  readonly clock?: Clock;
  readonly pollMs?: number;
}

export interface HeldSlots {
  readonly slots: readonly string[];
  release(): Promise<void>;
}

/** Waits for the run’s turn. Rejects with the signal’s reason; then nothing is held and no ticket is left. */
export async function waitInQueue(folder: string, place: Place, needs: readonly Need[], options: WaitOptions): Promise<HeldSlots> {
  const { signal, clock = systemClock, pollMs = 500 } = options;
  const queue = new QueueFiles(folder);
  await queue.make();
  const { run, name, priority } = place;
  const owner = await identify(process.pid);
  await queue.enter({ run, name, priority, needs: needs.map((need) => ({ ...need, oneOf: [...need.oneOf] })), owner });
  try {
    let said = '';
    while (true) {
      signal.throwIfAborted();
      const waiting = await queue.waiting();
      const held = await tryTurn(queue, { place, owner }, waiting, options);
      if (held !== undefined) return held;
      const position = inOrder(waiting).findIndex(({ run }) => run === place.run) + 1;
      if (said !== String(position)) {
        said = String(position);
        await options.onWaiting({ position, slots: needs.flatMap(({ oneOf }) => oneOf) });
      }
      await clock.sleep(pollMs, signal);
    }
  } finally {
    await queue.leave(place.run);
  }
}

interface SlotUser {
  readonly place: Place;
  readonly owner: ProcessIdentity;
}

async function tryTurn(
  queue: QueueFiles,
  user: SlotUser,
  waiting: readonly WaitingRun[],
  { usable }: WaitOptions,
): Promise<HeldSlots | undefined> {
  const { run } = user.place;
  const taken = new Set(await queue.taken(waiting));
  if (turnOf(run, waiting, taken) === undefined) return undefined;
  const wanted = waiting.find((ticket) => ticket.run === run)?.needs.flatMap(({ oneOf }) => oneOf) ?? [];
  const good = new Set((await usable?.(wanted)) ?? wanted);
  for (const slot of wanted) if (!good.has(slot)) taken.add(slot);
  const slots = turnOf(run, waiting, taken);
  return slots === undefined ? undefined : queue.take(slots, user);
}

class QueueFiles {
  readonly #waiting: string;
  readonly #slots: string;

  constructor(folder: string) {
    this.#waiting = path.join(folder, 'waiting');
    this.#slots = path.join(folder, 'slots');
  }

  async make(): Promise<void> {
    for (const folder of [this.#waiting, this.#slots]) await mkdir(folder, { recursive: true, mode: 0o700 });
  }

  async enter(ticket: WaitingRun): Promise<void> {
    await writeWhole(this.#ticket(ticket.run), `${JSON.stringify(ticket)}\n`);
  }

  async leave(run: string): Promise<void> {
    for (const file of [this.#ticket(run), this.#priority(run)]) await rm(file, { force: true });
  }

  /** Beside the ticket, which its supervisor alone writes: a ticket that was written after its run got its turn would wait for ever. */
  async prefer(run: string, priority: number): Promise<void> {
    await writeWhole(this.#priority(run), `${priority}\n`);
  }

  /** Runs whose supervisor still lives; what others left behind is cleared away. */
  async waiting(): Promise<readonly WaitingRun[]> {
    const names = await readdir(this.#waiting).catch((): string[] => []);
    const tickets = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => this.#read(name)));
    return tickets.filter((ticket) => ticket !== undefined);
  }

  async #read(name: string): Promise<WaitingRun | undefined> {
    const file = path.join(this.#waiting, name);
    let ticket: WaitingRun;
    try {
      ticket = ticketSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch {
      // Gone in between, or nothing that this version knows.
      return undefined;
    }
    if (await isAlive(ticket.owner)) return { ...ticket, priority: (await this.#preferred(ticket.run)) ?? ticket.priority };
    await this.leave(ticket.run);
    return undefined;
  }

  async #preferred(run: string): Promise<number | undefined> {
    const text = await readFile(this.#priority(run), 'utf8').catch(() => '');
    return /^-?\d{1,9}\n$/.test(text) ? Number(text) : undefined;
  }

  /** Of the slots that anybody waits for, those that a living process holds, or what a dead one has left behind. */
  async taken(waiting: readonly Ticket[]): Promise<readonly string[]> {
    const wanted = [...new Set(waiting.flatMap(({ needs }) => needs.flatMap(({ oneOf }) => oneOf)))];
    const isTaken = await Promise.all(
      wanted.map(async (slot) => (await leaseHolder(this.#slot(slot))) !== undefined || (await isLeftBehind(this.#user(slot)))),
    );
    return wanted.filter((_, index) => isTaken[index]);
  }

  /** All of them or none. In one order everywhere, though nobody waits while holding one. */
  async take(slots: readonly string[], { place, owner }: SlotUser): Promise<HeldSlots | undefined> {
    const leases: Lease[] = [];
    const release = async (): Promise<void> => {
      // While the leases are held, nobody else writes these.
      if (leases.length === slots.length) for (const slot of slots) await removeUser(this.#user(slot));
      for (const lease of leases.splice(0).reverse()) await lease.release();
    };
    try {
      for (const slot of [...slots].sort()) leases.push(await acquireLease(this.#slot(slot), place.run));
      if (place.folder !== undefined) for (const slot of slots) await writeUser(this.#user(slot), place.folder, owner);
      return { slots, release };
    } catch (error) {
      await release();
      if (error instanceof LeaseTaken) return undefined;
      throw error;
    }
  }

  #ticket(run: string): string {
    return path.join(this.#waiting, `${run}.json`);
  }

  #priority(run: string): string {
    return path.join(this.#waiting, `${run}.priority`);
  }

  #user(slot: string): string {
    return `${this.#slot(slot)}.user`;
  }

  #slot(name: string): string {
    return path.join(this.#slots, name.replaceAll(/[^\w.-]/g, '_'));
  }
}

/** Who waits on this machine, in the order in which they are served. */
export async function runsInQueue(folder: string): Promise<readonly WaitingRun[]> {
  return inOrder(await new QueueFiles(folder).waiting());
}

/** Puts a run that waits before all others. False: it does not wait any more. */
export async function moveToFront(folder: string, run: string): Promise<boolean> {
  const files = new QueueFiles(folder);
  const waiting = await files.waiting();
  if (!waiting.some((ticket) => ticket.run === run)) return false;
  const others = waiting.filter((ticket) => ticket.run !== run).map(({ priority }) => priority);
  await files.prefer(run, Math.max(0, ...others) + 1);
  return true;
}
