import { readJsonLines } from '../base/readJsonLines.ts';
import type { SessionEvent } from './events.ts';
import { readEvent } from './schema.ts';

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

/** All events of a log, read in pieces. Damage is reported and does not hide what follows it. Changes nothing. */
export async function readLog(path: string): Promise<LogContents> {
  const events: SessionEvent[] = [];
  const skipped: SkippedLine[] = [];
  let torn: LogContents['torn'];
  let newerVersion: number | undefined;
  for await (const line of readJsonLines(path)) {
    const { offset, length } = line;
    if (line.kind === 'malformed') {
      skipped.push({ offset, length, why: 'it is no JSON' });
      continue;
    }
    const isWhole = line.value !== undefined;
    if (line.kind === 'torn') torn = { offset, bytes: line.bytes, isWhole };
    if (!isWhole) continue;
    const read = readEvent(line.value);
    if (read.kind === 'event') events.push(read.event);
    else if (read.kind === 'newer') newerVersion = Math.max(newerVersion ?? 0, read.version);
    else skipped.push({ offset, length, why: read.why });
  }
  return { events, skipped, torn, newerVersion };
}
