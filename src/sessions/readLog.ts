import { open } from 'node:fs/promises';
import { scanLines } from '../base/readJsonLines.ts';
import { branchOf } from './branch.ts';
import { coldCalls, warmChars } from './cold.ts';
import type { SessionEvent } from './events.ts';
import { readColdEnd } from './lineHead.ts';
import { type ReadEvent, readEvent } from './schema.ts';

/** A line that is in the file and not among the events. */
export interface SkippedLine {
  readonly offset: number;
  readonly length: number;
  readonly why: string;
}

export interface LogContents {
  readonly events: readonly SessionEvent[];
  readonly skipped: readonly SkippedLine[];
  /** The end of a write that a crash cut off. `isWhole`: only the line's end is missing, and its event is among the events. */
  readonly torn: { readonly offset: number; readonly bytes: Uint8Array; readonly isWhole: boolean } | undefined;
  /** The latest version found, when it is later than this program's. */
  readonly newerVersion: number | undefined;
}

export interface ReadLogOptions {
  /**
   * Results of calls that the context no longer holds stay in the file, unparsed: `isCold` marks their events. A session of a hundred
   * megabytes consists of little else.
   */
  readonly leaveCold?: boolean;
}

/** A line that was read by its head alone. */
interface Unread {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

/** A line this long may hold a result that is worth being left in the file; of a shorter one the head would save nothing. */
const worthLeavingBytes = warmChars + 256;

/** All events of a log, read in pieces. Damage is reported and does not hide what follows it. Changes nothing. */
export async function readLog(path: string, { leaveCold = false }: ReadLogOptions = {}): Promise<LogContents> {
  const events: (SessionEvent | undefined)[] = [];
  const skipped: SkippedLine[] = [];
  const unread: Unread[] = [];
  let torn: LogContents['torn'];
  let newerVersion: number | undefined;
  const take = (read: ReadEvent | undefined, place: { readonly offset: number; readonly length: number }): SessionEvent | undefined => {
    if (read?.kind === 'event') return read.event;
    if (read?.kind === 'newer') newerVersion = Math.max(newerVersion ?? 0, read.version);
    else skipped.push({ ...place, why: read?.why ?? 'it is no JSON' });
    return undefined;
  };

  await scanLines(path, ({ offset, bytes, isTorn }) => {
    const cold = leaveCold && !isTorn && bytes.length > worthLeavingBytes ? readColdEnd(bytes) : undefined;
    if (cold !== undefined) {
      unread.push({ index: events.length, offset, length: bytes.length });
      events.push(cold);
      return;
    }
    const read = parseEvent(bytes);
    if (isTorn) torn = { offset, bytes: Buffer.from(bytes), isWhole: read !== undefined };
    if (isTorn && read === undefined) return;
    const event = take(read, { offset, length: bytes.length + (isTorn ? 0 : 1) });
    if (event !== undefined) events.push(event);
  });

  if (unread.length > 0) {
    const all = events.filter((event) => event !== undefined);
    const branch = branchOf(all);
    const onBranch = branch.length === all.length ? undefined : new Set(branch.map(({ id }) => id));
    const cold = coldCalls(branch);
    const needed = unread.filter(({ index }) => {
      const event = events[index];
      return event?.type === 'tool.ended' && !cold.has(event.call) && (onBranch === undefined || onBranch.has(event.id));
    });
    await readPlaces(path, needed, ({ index, offset, length }, read) => {
      events[index] = take(read, { offset, length: length + 1 });
    });
  }
  return { events: events.filter((event) => event !== undefined), skipped, torn, newerVersion };
}

/** One line of a log; undefined when it is no JSON. */
export function parseEvent(line: Buffer): ReadEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
  return readEvent(value);
}

async function readPlaces(
  path: string,
  places: readonly Unread[],
  each: (place: Unread, read: ReadEvent | undefined) => void,
): Promise<void> {
  if (places.length === 0) return;
  const file = await open(path, 'r');
  try {
    let buffer = Buffer.allocUnsafe(64 * 1024);
    for (const place of places) {
      if (place.length > buffer.length) buffer = Buffer.allocUnsafe(place.length);
      const { bytesRead } = await file.read(buffer, 0, place.length, place.offset);
      each(place, parseEvent(buffer.subarray(0, bytesRead)));
    }
  } finally {
    await file.close();
  }
}
