import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  deleteStored,
  exportStored,
  findStored,
  renameStored,
  type SessionPlace,
  type StoredSession,
  undeleteStored,
} from '../app/storedSessions.ts';
import type { SessionId } from '../base/ids.ts';
import { branchOf } from '../sessions/branch.ts';
import { readLog } from '../sessions/readLog.ts';
import { findSession, placeOf } from './chooseSession.ts';
import type { CommonOptions, SessionsCommand } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';

/** Looks at the sessions of a folder, or puts them in order. Only renaming and deleting need that nobody else has the session open. */
export async function workWithSessions(options: CommonOptions, command: SessionsCommand, output: Output): Promise<ExitCode> {
  const host = createCliHost(options, output);
  const place = placeOf(host);
  switch (command.verb) {
    case 'list':
      await listStored(place, command.query, options, output);
      break;
    case 'show':
      await show(place, command.session, options, output);
      break;
    case 'export': {
      const text = await exportStored(place, (await findSession(place, command.session)).session, command.format);
      if (command.output === undefined) output.out(text);
      else await writeFile(resolve(host.roots[0] ?? '', command.output), text, { mode: 0o600 });
      break;
    }
    case 'rename':
      await renameStored(place, (await findSession(place, command.session)).session, command.title);
      break;
    case 'delete': {
      const { session } = await findSession(place, command.session);
      await deleteStored(place, session);
      output.err(`Deleted. Bring it back: practicum sessions undelete ${session}\n`);
      break;
    }
    case 'undelete':
      // It is in no list any more: the whole id is needed.
      await undeleteStored(place, command.session as SessionId);
      break;
    case 'upload': {
      const { uploadSessions } = await import('./uploadSessions.ts');
      return await uploadSessions(host, place, command, options, output);
    }
  }
  return exitCode.done;
}

async function listStored(place: SessionPlace, query: string, options: CommonOptions, output: Output): Promise<void> {
  const found = (await findStored(place, query)).filter(({ summary }) => summary.messages > 0 || summary.title !== '');
  if (found.length === 0 && !options.json)
    output.err(query === '' ? 'No sessions here yet. Start one: practicum "prompt"\n' : `No session holds “${query}”.\n`);
  for (const session of found) output.out(options.json ? `${JSON.stringify(recordOf(session))}\n` : lineOf(session));
}

async function show(place: SessionPlace, id: string, options: CommonOptions, output: Output): Promise<void> {
  const { session, path } = await findSession(place, id);
  const stored = (await findStored(place, '')).find(({ summary }) => summary.session === session);
  if (stored === undefined) return;
  const events = branchOf((await readLog(path)).events);
  const asked = events.flatMap((event) => (event.type === 'turn.started' ? [{ atMs: event.atMs, text: event.text }] : []));
  const last = events.findLast((event) => event.type === 'turn.ended');
  const end = last?.type === 'turn.ended' ? last.end : undefined;
  if (options.json) {
    output.out(`${JSON.stringify({ ...recordOf(stored), path, end, asked })}\n`);
    return;
  }
  output.out(lineOf(stored));
  for (const { atMs, text } of asked) output.out(`  ${timeOf(atMs)}  ${text.trim().split('\n', 1)[0] ?? ''}\n`);
  if (end !== undefined && end !== 'done') output.out(`  The last turn ended: ${end}.\n`);
}

function lineOf({ summary, heldBy, match }: StoredSession): string {
  const { session, title, lastActiveMs, messages, pendingApprovals } = summary;
  const notes = [
    `${messages} ${messages === 1 ? 'message' : 'messages'}`,
    ...(pendingApprovals === 0 ? [] : [`${pendingApprovals} waiting for an answer`]),
    ...(heldBy === undefined ? [] : [`open in ${heldBy}`]),
  ];
  const where = match === undefined ? '' : `    ${match.replace(/\s+/g, ' ')}\n`;
  return `${session}  ${timeOf(lastActiveMs)}  ${title}  (${notes.join(', ')})\n${where}`;
}

function recordOf({ summary, heldBy, match }: StoredSession): Readonly<Record<string, unknown>> {
  const { path: _, ...facts } = summary;
  return { ...facts, heldBy, match };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}
