import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SessionId } from '../base/ids.ts';
import { type RawLine, readRawLines } from '../base/readJsonLines.ts';
import type { SessionEvent, SessionEventType } from './events.ts';
import { pendingApprovals } from './recover.ts';
import { readEvent } from './schema.ts';

/** One row of a list of sessions. */
export interface SessionSummary {
  readonly session: SessionId;
  readonly path: string;
  readonly workspace: string;
  /** The given title, or the beginning of the first message; '' when nothing was said yet. */
  readonly title: string;
  readonly createdMs: number;
  readonly lastActiveMs: number;
  /** Messages of the person that were taken up. */
  readonly messages: number;
  readonly pendingApprovals: number;
}

/** The few events that a summary needs. Nearly all bytes of a log belong to others, which are passed over without being parsed. */
const telling: ReadonlySet<string> = new Set<SessionEventType>([
  'session.created',
  'session.titled',
  'turn.started',
  'turn.ended',
  'approval.asked',
  'approval.answered',
  'approval.withdrawn',
]);

const maxTitleLength = 80;
/** The envelope is written first, so type and time stand within these bytes. */
const envelopeBytes = 240;
const typeField = /"type":"([^"]{1,64})"/;
const timeField = /"atMs":(\d+)/;

interface Known {
  readonly size: number;
  readonly modifiedMs: number;
  readonly summary: SessionSummary | undefined;
}

/** Logs that have not changed are not read again. */
const known = new Map<string, Known>();

/** Undefined when the file is no session log, or is gone. */
export async function summarize(path: string): Promise<SessionSummary | undefined> {
  try {
    const { size, mtimeMs } = await stat(path);
    const before = known.get(path);
    if (before?.size === size && before.modifiedMs === mtimeMs) return before.summary;
    const summary = await readSummary(path);
    known.set(path, { size, modifiedMs: mtimeMs, summary });
    return summary;
  } catch {
    return undefined;
  }
}

async function readSummary(path: string): Promise<SessionSummary | undefined> {
  const events: SessionEvent[] = [];
  let lastActiveMs = 0;
  for await (const lines of readRawLines(path)) {
    for (const line of lines) {
      const head = line.bytes.toString('latin1', 0, envelopeBytes);
      lastActiveMs = Math.max(lastActiveMs, Number(timeField.exec(head)?.[1] ?? 0));
      if (!telling.has(typeField.exec(head)?.[1] ?? '')) continue;
      const event = eventOf(line);
      if (event !== undefined) events.push(event);
    }
  }
  const created = events[0];
  if (created?.type !== 'session.created') return undefined;
  return {
    session: basename(path, '.jsonl') as SessionId,
    path,
    workspace: created.workspace,
    title: titleOf(events),
    createdMs: created.atMs,
    lastActiveMs,
    messages: events.filter((event) => event.type === 'turn.started').length,
    pendingApprovals: pendingApprovals(events).length,
  };
}

function eventOf(line: RawLine): SessionEvent | undefined {
  try {
    const read = readEvent(JSON.parse(line.bytes.toString('utf8')));
    return read.kind === 'event' ? read.event : undefined;
  } catch {
    return undefined; // cut off or damaged: openSession reports it
  }
}

function titleOf(events: readonly SessionEvent[]): string {
  const titled = events.findLast((event) => event.type === 'session.titled');
  if (titled?.type === 'session.titled') return titled.title;
  const first = events.find((event) => event.type === 'turn.started');
  if (first?.type !== 'turn.started') return '';
  const line = first.text.trim().split('\n', 1)[0] ?? '';
  return line.length <= maxTitleLength ? line : `${line.slice(0, maxTitleLength - 1).trimEnd()}…`;
}
