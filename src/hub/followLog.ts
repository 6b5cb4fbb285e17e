/**
 * What a machine of Hugging Face prints, a job's or a Space's, as a stream of server-sent events. Its history comes from its beginning on every
 * connection and cannot be asked for from a place, so what was seen is passed over by its index, as the official Python client does.
 */
import * as z from 'zod';
import { type Clock, systemClock } from '../base/clock.ts';
import { isCancellation } from '../base/errors.ts';
import type { HubClient } from './client.ts';
import { HubError } from './hubErrors.ts';
import { serverEvents } from './sse.ts';

export interface LogLine {
  /** From 0; the Hub's own first line is 0 too, and is not told. */
  readonly index: number;
  /** One line without its end. */
  readonly text: string;
}

/** What has a log: `S` is what the Hub says of it, which alone says whether it goes on. */
export interface LogSource<S> {
  /** Of the stream. */
  readonly path: string;
  /** Begins the first line of every log, which nobody's script printed. */
  readonly hubsOwnLine: string;
  status(signal: AbortSignal | undefined): Promise<S>;
  isOver(status: S): boolean;
  /** All was printed: ends what would go on for nothing. Absent: it ends by itself. */
  close?(signal: AbortSignal | undefined): Promise<void>;
}

export interface LogTimes {
  /** How often the status is asked for. */
  readonly statusEveryMs: number;
  /** A line that is silent for longer, even without a word to keep it, is broken. */
  readonly deadAfterMs: number;
  /** After the end: so long nothing may come before the line is put up once more, for the last of it. */
  readonly tailQuietMs: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export const usualLogTimes: LogTimes = {
  statusEveryMs: 5_000,
  deadAfterMs: 120_000,
  tailQuietMs: 5_000,
  firstWaitMs: 1_000,
  longestWaitMs: 10_000,
};

/** How often the log of what is over is opened for what is missing of it; never again after it came and brought nothing. */
const tailAttempts = 6;

export interface FollowLog<S> {
  /** Lines that were seen before this call. */
  readonly seen?: number;
  /** Whether the last of it was seen; absent: when nothing new comes of it. */
  readonly isWhole?: () => boolean;
  readonly onStatus?: (status: S) => Promise<void> | void;
  /** The line is cut, and is put up again; then: it is up. */
  readonly onTrouble?: (error: unknown) => Promise<void> | void;
  readonly onLine?: () => Promise<void> | void;
  readonly clock?: Clock;
  readonly times?: LogTimes;
  readonly signal?: AbortSignal;
}

type Following<S> = FollowLog<S> & { readonly clock: Clock; readonly times: LogTimes };

/**
 * Every line once, in order, until it is over; then what the Hub says of it then. A log that begins with another first line than before is
 * another one, and is told from its beginning. Throws HubError where the Hub refuses (sign-in, gone), or the signal's reason.
 */
export async function* followLog<S>(hub: HubClient, source: LogSource<S>, given: FollowLog<S> = {}): AsyncGenerator<LogLine, S> {
  const follow = { clock: systemClock, times: usualLogTimes, isWhole: () => false, ...given };
  const { clock, times, signal, isWhole } = follow;
  let seen = follow.seen ?? 0;
  let first: string | undefined;
  let waitMs = times.firstWaitMs;
  let ended: S | undefined;
  for (let tails = 0; ; ) {
    const before = seen;
    const line = new Connection(hub, source, follow, ended);
    let index = 0;
    let wasCut = false;
    try {
      for await (const text of line.lines()) {
        if (index === 0 && text.startsWith(source.hubsOwnLine)) {
          // It tells when the machine began.
          if (first !== undefined && first !== text) seen = 0;
          first = text;
        }
        if (index++ < seen) continue;
        seen = index;
        if (index > 1 || !text.startsWith(source.hubsOwnLine)) yield { index: index - 1, text };
        if (isWhole()) break;
      }
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      wasCut = !isFinal(error) && !(isCancellation(error) && line.isUp);
      if (wasCut) await follow.onTrouble?.(error);
    } finally {
      line.close();
    }
    if (isWhole()) return line.ended ?? (await endOf(source, follow));
    waitMs = seen > before ? times.firstWaitMs : Math.min(waitMs * 2, times.longestWaitMs);
    if (ended === undefined) {
      ended = line.ended ?? (await statusOf(source, follow));
      // What was printed last may be cut off on the connection that saw the end; the next one has it.
      await clock.sleep(ended === undefined ? waitMs : times.firstWaitMs, signal);
      continue;
    }
    tails += 1;
    // A line that was cut says nothing of what there is to come.
    if ((seen === before && !wasCut) || tails >= tailAttempts) return ended;
    if (wasCut)
      await statusOf(source, follow).catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
    await clock.sleep(times.firstWaitMs, signal);
  }
}

/** All was printed: only the Hub's own word is missing. */
async function endOf<S>(source: LogSource<S>, follow: Following<S>): Promise<S> {
  for (let waitMs = follow.times.firstWaitMs / 10; ; waitMs = Math.min(waitMs * 2, follow.times.longestWaitMs)) {
    // It ends by itself as well, only later.
    await source.close?.(follow.signal).catch(() => undefined);
    const ended = await statusOf(source, follow);
    if (ended !== undefined) return ended;
    await follow.clock.sleep(waitMs, follow.signal);
  }
}

/** One connection to the log, with an eye on the status meanwhile: an image that cannot be fetched gives a stream that is empty and never ends. */
class Connection<S> {
  readonly #hub: HubClient;
  readonly #source: LogSource<S>;
  readonly #follow: Following<S>;
  readonly #over = new AbortController();
  readonly #isAfterEnd: boolean;
  #lastLifeMs = performance.now();
  /** Undefined: it is not up yet. */
  #lastLineMs: number | undefined;
  /** As the Hub says it, once it is. */
  ended: S | undefined;

  constructor(hub: HubClient, source: LogSource<S>, follow: Following<S>, ended: S | undefined) {
    this.#hub = hub;
    this.#source = source;
    this.#follow = follow;
    this.ended = ended;
    this.#isAfterEnd = ended !== undefined;
  }

  async *lines(): AsyncGenerator<string> {
    const signal = this.#signal;
    const watching = this.#watch(signal).catch(() => undefined);
    try {
      const response = await this.#hub.open({
        path: this.#source.path,
        headers: { accept: 'text/event-stream' },
        isRepeatable: false,
        signal,
      });
      if (response.body === null) return;
      await this.#follow.onLine?.();
      this.#lastLineMs = performance.now();
      for await (const { data } of serverEvents(response.body, () => {
        this.#lastLifeMs = performance.now();
      })) {
        const text = logText(data);
        if (text === undefined) continue;
        this.#lastLineMs = performance.now();
        yield text;
      }
    } finally {
      this.close();
      await watching;
    }
  }

  close(): void {
    this.#over.abort();
  }

  get isUp(): boolean {
    return this.#lastLineMs !== undefined;
  }

  get #signal(): AbortSignal {
    const { signal } = this.#follow;
    return signal === undefined ? this.#over.signal : AbortSignal.any([signal, this.#over.signal]);
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { clock, times, onStatus } = this.#follow;
    const everyMs = (): number => (this.ended === undefined ? times.statusEveryMs : Math.min(times.statusEveryMs, times.tailQuietMs));
    while (!signal.aborted) {
      await clock.sleep(everyMs(), signal);
      if (this.ended === undefined) {
        const status = await this.#source.status(signal).catch((error: unknown) => {
          // A stream that is open stays so: whoever reads it has to hear of it.
          if (isFinal(error)) this.close();
          return undefined;
        });
        if (status !== undefined) await onStatus?.(status);
        if (status !== undefined && this.#source.isOver(status)) this.ended = status;
      }
      const nowMs = performance.now();
      const isQuiet = this.ended !== undefined && nowMs - (this.#lastLineMs ?? nowMs) >= times.tailQuietMs;
      const isDead = !(this.#isAfterEnd && this.isUp) && nowMs - this.#lastLifeMs >= times.deadAfterMs;
      if (isQuiet || isDead) this.close();
    }
  }
}

/** Asked until there is an answer. Undefined: it goes on. */
async function statusOf<S>(
  source: LogSource<S>,
  { clock, times, signal, onStatus, onTrouble, onLine }: Following<S>,
): Promise<S | undefined> {
  for (let waitMs = times.firstWaitMs; ; waitMs = Math.min(waitMs * 2, times.longestWaitMs)) {
    try {
      const status = await source.status(signal);
      await onLine?.();
      await onStatus?.(status);
      return source.isOver(status) ? status : undefined;
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      if (isFinal(error)) throw error;
      await onTrouble?.(error);
      await clock.sleep(waitMs, signal);
    }
  }
}

/** Asking again changes nothing. The log of what has not begun may be missing, the thing itself not. */
function isFinal(error: unknown): boolean {
  return error instanceof HubError && (isGone(error) || error.code === 'hub-sign-in' || error.code === 'hub-scope');
}

/** What was asked about is not there. */
export function isGone(error: unknown): boolean {
  return error instanceof HubError && (error.code === 'hub-not-found' || error.code === 'hub-repo-not-found');
}

const logSchema = z.object({ data: z.string() });

/** Undefined for what is no line of the log. */
export function logText(data: string): string | undefined {
  if (!data.startsWith('{')) return undefined;
  try {
    const read = logSchema.safeParse(JSON.parse(data));
    return read.success ? read.data.data.replace(/\n$/, '') : undefined;
  } catch {
    return undefined;
  }
}
