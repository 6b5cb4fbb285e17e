import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { SessionId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { whenUsed } from '../base/whenUsed.ts';
import { logsIn } from './places.ts';
import { type LogState, type SessionSummary, summarize } from './summary.ts';

/**
 * What a list of sessions needs, kept beside the logs so that they need not be read again. The logs alone are the truth: an entry counts only
 * as long as its log has the same size and time, and the file can be deleted at any time.
 */
const indexName = 'index.json';
/** Counts up when a summary comes to mean something else. */
const indexVersion = 1;
/** Logs read at the same time. */
const readers = 4;

const indexSchema = whenUsed(() =>
  z.object({
    v: z.literal(indexVersion),
    logs: z.record(
      z.string(),
      z.object({
        size: z.number(),
        modifiedMs: z.number(),
        /** Null: no session log. */
        summary: z
          .object({
            workspace: z.string(),
            title: z.string(),
            createdMs: z.number(),
            lastActiveMs: z.number(),
            messages: z.number(),
            pendingApprovals: z.number(),
          })
          .nullable(),
      }),
    ),
  }),
);
type Entries = z.infer<typeof indexSchema>['logs'];

/** The summaries of all sessions in a folder, in no order. Files that are no session logs are left out. */
export async function readSummaries(folder: string): Promise<readonly SessionSummary[]> {
  const names = await logsIn(folder);
  if (names.length === 0) return [];
  const known = await readIndex(folder);
  const states = new Map<string, LogState>();
  const unknown: string[] = [];
  await Promise.all(
    names.map(async (name) => {
      const state = await knownState(folder, name, known[name]);
      if (state === undefined) unknown.push(name);
      else states.set(name, state);
    }),
  );
  const isChanged = unknown.length > 0 || Object.keys(known).length !== names.length;
  await Promise.all(
    Array.from({ length: readers }, async () => {
      for (let name = unknown.pop(); name !== undefined; name = unknown.pop()) {
        const state = await summarize(join(folder, name));
        if (state !== undefined) states.set(name, state);
      }
    }),
  );
  if (isChanged) await writeIndex(folder, states);
  return [...states.values()].flatMap(({ summary }) => summary ?? []);
}

async function knownState(folder: string, name: string, entry: Entries[string] | undefined): Promise<LogState | undefined> {
  if (entry === undefined) return undefined;
  const path = join(folder, name);
  try {
    const { size, mtimeMs } = await stat(path);
    if (size !== entry.size || mtimeMs !== entry.modifiedMs) return undefined;
  } catch {
    return undefined;
  }
  const { size, modifiedMs, summary } = entry;
  const session = basename(name, '.jsonl') as SessionId;
  return { size, modifiedMs, summary: summary === null ? undefined : { session, path, ...summary } };
}

async function readIndex(folder: string): Promise<Entries> {
  try {
    return indexSchema.parse(JSON.parse(await readFile(join(folder, indexName), 'utf8'))).logs;
  } catch {
    return {}; // missing, damaged or of another version: made anew from the logs
  }
}

/** Whole or not at all. It only saves time, so a disk that refuses it is no reason not to list. */
async function writeIndex(folder: string, states: ReadonlyMap<string, LogState>): Promise<void> {
  const logs: Record<string, Entries[string]> = {};
  for (const [name, { size, modifiedMs, summary }] of states) logs[name] = { size, modifiedMs, summary: entryOf(summary) };
  const temporary = join(folder, `${indexName}.${newId('tmp')}`);
  try {
    await writeFile(temporary, JSON.stringify({ v: indexVersion, logs }), { mode: 0o600, flag: 'wx' });
    await rename(temporary, join(folder, indexName));
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

function entryOf(summary: SessionSummary | undefined): Entries[string]['summary'] {
  if (summary === undefined) return null;
  const { session: _session, path: _path, ...entry } = summary;
  return entry;
}
