import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { EventId, SessionId } from '../base/ids.ts';
import { scanLines } from '../base/readJsonLines.ts';
import { EventList } from './branch.ts';
import type { SessionEvent, SessionEventType } from './events.ts';
import { readHead } from './lineHead.ts';
import { parseEvent } from './readLog.ts';
import { pendingApprovals } from './recover.ts';

/** One row of a list of sessions. */
export interface SessionSummary {
  readonly session: SessionId;
  readonly path: string;
  readonly workspace: string;
  /** The given title, or the beginning of the first message; '' when nothing was said yet. */
  readonly title: string;
  readonly createdMs: number;
  readonly lastActiveMs: number;
  /** Messages of the person that were taken up, and not taken back since. */
  readonly messages: number;
  readonly pendingApprovals: number;
}

/** An event by its place in the log, and itself where it was asked for. */
export interface GlancedEvent {
  readonly id: EventId;
  readonly parent: EventId | null;
  readonly event: SessionEvent | undefined;
}

/**
 * The events of these types, and the places of all the others: nearly all bytes of a log belong to others, which are passed over by their heads
 * without being parsed. Lines that nobody understands are left out. Throws the system's error, or the signal's reason.
 */
export async function glance(
  path: string,
  types: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<{ readonly events: EventList<GlancedEvent>; readonly lastActiveMs: number }> {
  const events = new EventList<GlancedEvent>();
  let lastActiveMs = 0;
  await scanLines(
    path,
    ({ bytes }) => {
      const head = readHead(bytes);
      let event: SessionEvent | undefined;
      if (head === undefined || types.has(head.type)) {
        const read = parseEvent(bytes);
        if (read?.kind !== 'event') return; // cut off or damaged: openSession reports it
        event = types.has(read.event.type) ? read.event : undefined;
        lastActiveMs = Math.max(lastActiveMs, read.event.atMs);
        events.push({ id: read.event.id, parent: read.event.parent, event });
        return;
      }
      lastActiveMs = Math.max(lastActiveMs, head.atMs);
      events.push({ id: head.id, parent: head.parent, event });
    },
    0,
    signal,
  );
  return { events, lastActiveMs };
}

const telling: ReadonlySet<string> = new Set<SessionEventType>([
  'session.created',
  'session.titled',
  'turn.started',
  'turn.ended',
  'message.steered',
  'approval.asked',
  'approval.answered',
  'approval.withdrawn',
  'approval.postponed',
]);

const maxTitleLength = 80;

export interface LogState {
  /** Of the file when the summary was made: the same numbers say that it is still true. */
  readonly size: number;
  readonly modifiedMs: number;
  /** Undefined when the file is no session log. */
  readonly summary: SessionSummary | undefined;
}

/** Undefined when the file is gone or cannot be read. */
export async function summarize(path: string): Promise<LogState | undefined> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { size, modifiedMs: mtimeMs, summary: await readSummary(path) };
  } catch {
    return undefined;
  }
}

async function readSummary(path: string): Promise<SessionSummary | undefined> {
  const { events, lastActiveMs } = await glance(path, telling);
  const [created] = events.all;
  if (created?.event?.type !== 'session.created') return undefined;
  const branch = events.branch.flatMap(({ event }) => event ?? []);
  return {
    session: basename(path, '.jsonl') as SessionId,
    path,
    workspace: created.event.workspace,
    // A title is given to the session, not to a branch of it.
    title: givenTitle(events.all) ?? firstWords(branch),
    createdMs: created.event.atMs,
    lastActiveMs,
    messages: branch.filter(({ type }) => type === 'turn.started' || type === 'message.steered').length,
    pendingApprovals: pendingApprovals(branch).length,
  };
}

function givenTitle(events: readonly GlancedEvent[]): string | undefined {
  const titled = events.findLast(({ event }) => event?.type === 'session.titled')?.event;
  return titled?.type === 'session.titled' ? titled.title : undefined;
}

function firstWords(branch: readonly SessionEvent[]): string {
  const first = branch.find((event) => event.type === 'turn.started');
  if (first?.type !== 'turn.started') return '';
  const said = first.text.trim() || (first.mentions.find(({ picture }) => picture !== undefined)?.picture?.label ?? '');
  const line = said.split('\n', 1)[0] ?? '';
  return line.length <= maxTitleLength ? line : `${line.slice(0, maxTitleLength - 1).trimEnd()}…`;
}
