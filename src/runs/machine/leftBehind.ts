/** A script whose supervisor was killed computes on: its devices are not free before it has ended. */
import { readFile, rm } from 'node:fs/promises';
import * as z from 'zod';
import { isAlive, type ProcessIdentity } from '../../base/processes.ts';
import { readIfThere, runPaths, writeWhole } from '../folder.ts';
import { type ReadStateLine, stateLineSchema } from '../folderSchema.ts';
import { readStateLines } from '../stateLines.ts';

const userSchema = z.object({
  folder: z.string(),
  owner: z.object({ pid: z.int().positive(), start: z.string().exactOptional() }),
});

/** Beside the slot: which run folder says what its owner started there. */
export async function writeUser(file: string, folder: string, owner: ProcessIdentity): Promise<void> {
  await writeWhole(file, `${JSON.stringify({ folder, owner })}\n`);
}

export async function removeUser(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** Whether what the slot's last owner started there still runs, though the owner is gone. */
export async function isLeftBehind(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text === '') return false;
  const { data } = userSchema.safeParse(jsonOf(text));
  if (data === undefined) return false;
  const lines = ((await readIfThere(runPaths(data.folder).state).catch(() => undefined)) ?? '').split('\n').flatMap(stateLine);
  const { supervisor, script } = readStateLines(lines).processes;
  // A run that was resumed since has another supervisor, and slots of its own.
  if (supervisor?.pid !== data.owner.pid || supervisor.start !== data.owner.start || script === undefined) return false;
  return isAlive(script);
}

function stateLine(line: string): readonly ReadStateLine[] {
  const { data } = stateLineSchema.safeParse(jsonOf(line));
  return data === undefined ? [] : [data];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
