/** What a list of runs needs of those that have ended, kept in the Practicum home. Derived: it can be deleted at any time. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as otherWork } from 'node:timers/promises';
import * as z from 'zod';
import { whenUsed } from '../../base/whenUsed.ts';
import { saidActions } from '../alert.ts';
import { alertSchema } from '../alertSchema.ts';
import { deviceSchema, specSchema } from '../folderSchema.ts';
import { type RunState, runFolderVersion } from '../run.ts';
import { replaceFile } from './replaceFile.ts';

export interface IndexRow {
  /** Of the run folder. */
  readonly name: string;
  /** The time of the folder with which the state holds. */
  readonly folderMs: number;
  readonly state: RunState;
}

/** Counts up when a row comes to mean something else. */
const indexVersion = `2.${runFolderVersion}`;
/** Rows that are read before other work has its turn. */
const rowsInOneGo = 500;

const headSchema = z.object({ v: z.literal(indexVersion), runs: z.string() });
const resumedSchema = whenUsed(() =>
  z.object({ checkpoint: z.string(), step: z.number().exactOptional(), atMs: z.number().exactOptional() }),
);
const rowSchema = whenUsed(() =>
  z.object({
    name: z.string(),
    folderMs: z.number(),
    state: z.object({
      spec: specSchema,
      status: z.enum(['done', 'failed', 'stopped']),
      startedMs: z.number().optional(),
      pausedMs: z.number().exactOptional(),
      exit: z.object({ code: z.int().nullable(), signal: z.string().nullable(), endedMs: z.number(), reason: z.string().exactOptional() }),
      pid: z.int().optional(),
      pointCount: z.int(),
      metrics: z.array(z.string()),
      logBytes: z.int(),
      segment: z.int().exactOptional(),
      resumed: resumedSchema.exactOptional(),
      formerlyResumed: z.array(resumedSchema).exactOptional(),
      checkpoints: z
        .array(z.object({ path: z.string(), step: z.number().exactOptional(), bytes: z.number(), atMs: z.number() }))
        .exactOptional(),
      devices: z.array(deviceSchema).exactOptional(),
      alerts: z.array(alertSchema).exactOptional(),
      job: z.object({ id: z.string(), page: z.string() }).exactOptional(),
      queued: z.object({ position: z.int(), waitsFor: z.string() }).exactOptional(),
      marks: z
        .object({
          name: z.string().exactOptional(),
          tags: z.array(z.string()),
          notes: z.array(z.object({ atMs: z.number(), text: z.string() })),
          isArchived: z.boolean(),
          watchdogs: z.record(z.string(), z.unknown()).transform(saidActions).exactOptional(),
        })
        .exactOptional(),
      note: z.string().exactOptional(),
    }),
  }),
);

/** Does not compile while a run's state has a field that no row would keep: name it in the schema above. */
export type KeptWhole = Nothing<Exclude<keyof RunState, keyof z.infer<typeof rowSchema>['state'] | 'folder'>>;
type Nothing<T extends never> = T;

/** The rows of the runs in the folder `runs`; none when the file is missing, of another version or of another folder. */
export async function readIndexFile(file: string, runs: string): Promise<readonly IndexRow[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text === '') return [];
  const [head = '', ...lines] = text.split('\n');
  if (headSchema.safeParse(parsed(head)).data?.runs !== runs) return [];
  const rows: IndexRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (index % rowsInOneGo === rowsInOneGo - 1) await otherWork();
    const { data } = rowSchema.safeParse(parsed(line));
    if (data === undefined) continue;
    const { startedMs, pid, ...state } = data.state;
    rows.push({ ...data, state: { ...state, startedMs, pid, folder: path.join(runs, data.name) } });
  }
  return rows;
}

/** Whole or not at all; several windows may do it. */
export async function writeIndexFile(file: string, runs: string, rows: readonly IndexRow[]): Promise<void> {
  const head: z.infer<typeof headSchema> = { v: indexVersion, runs };
  const lines = [head, ...rows.map((row) => ({ ...row, state: { ...row.state, folder: undefined } }))].map((line) => JSON.stringify(line));
  await replaceFile(file, `${lines.join('\n')}\n`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
