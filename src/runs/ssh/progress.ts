/** How far a run on a host has been recorded here: `remote.json`, so that whoever goes on loses nothing and repeats nothing. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { type RunPaths, readIfThere, writeWhole } from '../folder.ts';
import { hookFolder } from '../hook/hookEnvironment.ts';

const progressSchema = z.object({ v: z.literal(1), console: z.int().nonnegative(), log: z.int().nonnegative() });

export interface Progress {
  /** Bytes of its output there that stand in `console.log` here. */
  readonly console: number;
  /** Bytes of what each process told the hook. */
  readonly hooks: Readonly<Record<string, number>>;
}

function progressFile({ folder }: RunPaths): string {
  return path.join(folder, 'remote.json');
}

/** Written after the output, so what the log holds beyond what is noted was recorded before this process’s predecessor ended. */
export async function noteProgress(paths: RunPaths, console: number): Promise<void> {
  const { size } = await stat(paths.console);
  await writeWhole(progressFile(paths), `${JSON.stringify({ v: 1, console, log: size })}\n`);
}

export async function readProgress(paths: RunPaths): Promise<Progress> {
  return { console: await consoleProgress(paths), hooks: await hookProgress(paths) };
}

async function consoleProgress(paths: RunPaths): Promise<number> {
  const size = (await stat(paths.console).catch(() => undefined))?.size ?? 0;
  const read = progressSchema.safeParse(parsed((await readIfThere(progressFile(paths))) ?? ''));
  // Nothing is noted before the first second is over.
  if (!read.success) return size;
  const { console, log } = read.data;
  return console + Math.max(0, size - log);
}

async function hookProgress({ folder }: RunPaths): Promise<Progress['hooks']> {
  const names = await readdir(hookFolder(folder)).catch((): string[] => []);
  const sizes = await Promise.all(names.map(async (name) => [name, (await stat(path.join(hookFolder(folder), name))).size] as const));
  return Object.fromEntries(sizes);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
