/** How far a run on a host has been recorded here: `remote.json`, so that whoever goes on loses nothing and repeats nothing. */
import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { whenUsed } from '../../base/whenUsed.ts';
import { type RunPaths, readIfThere, writeWhole } from '../folder.ts';
import { hookFolder } from '../hook/hookEnvironment.ts';

const bytes = z.int().nonnegative();
const progressSchema = whenUsed(() =>
  z.object({
    v: z.literal(2),
    /** The segment that was executed: one that only follows it again has none of its own there. */
    part: bytes,
    /** The host has said that it keeps it: from then on it is never started again. */
    isKept: z.boolean(),
    /** Bytes of its output there that stand in `console.log` here, when that had `log` bytes. */
    console: bytes,
    log: bytes,
    /** How large the files here were before anything of it was recorded. */
    begin: z.object({ log: bytes, system: bytes }),
    /** Of one that executes on Hugging Face: whether its job or Space was asked for, perhaps without an answer, which one it is, and since when a Space is paid. */
    job: z.object({ wasAsked: z.boolean(), id: z.string().exactOptional(), startedMs: z.number().exactOptional() }).exactOptional(),
    /** Of logs that the run goes on writing, how large they were before it, by their names below the folder of the files. */
    past: z.record(z.string(), bytes),
  }),
);

export type Progress = z.infer<typeof progressSchema>;

function progressFile({ folder }: Pick<RunPaths, 'folder'>): string {
  return path.join(folder, 'remote.json');
}

/** Where what a run makes on its host lies here: its logs while it goes on, everything after its end. */
export function artifactsFolder({ folder }: Pick<RunPaths, 'folder'>): string {
  return path.join(folder, 'artifacts');
}

/** Undefined: nothing of this part was recorded. */
export async function readProgress(paths: RunPaths, part: number): Promise<Progress | undefined> {
  const read = progressSchema.safeParse(parsed((await readIfThere(progressFile(paths))) ?? ''));
  return read.success && read.data.part === part ? read.data : undefined;
}

/** Before anything is recorded of this part. */
export async function beginProgress(paths: RunPaths, part: number): Promise<Progress> {
  const begin = { log: await sizeOf(paths.console), system: await sizeOf(paths.system) };
  const progress: Progress = {
    v: 2,
    part,
    isKept: false,
    console: 0,
    log: begin.log,
    begin,
    past: await sizesBelow(artifactsFolder(paths)),
  };
  await writeProgress(paths, progress);
  return progress;
}

export async function writeProgress(paths: RunPaths, progress: Progress): Promise<void> {
  await writeWhole(progressFile(paths), `${JSON.stringify(progress)}\n`);
}

/** From which byte of its output the host is to go on. What the log holds beyond what is noted was recorded after that. */
export async function consoleFrom(paths: RunPaths, { console, log, begin }: Progress, logLimitBytes: number): Promise<number> {
  const size = await sizeOf(paths.console);
  // Beyond its limit the log keeps nothing, and what it does not hold cannot be read from it again.
  if (size >= logLimitBytes) return Math.max(0, Math.min(console, logLimitBytes - begin.log));
  return console + Math.max(0, size - log);
}

/** Bytes of what each process told the hook. */
export async function hooksFrom({ folder }: RunPaths): Promise<Readonly<Record<string, number>>> {
  const names = await readdir(hookFolder(folder)).catch((): string[] => []);
  const sizes = await Promise.all(names.map(async (name) => [name, await sizeOf(path.join(hookFolder(folder), name))] as const));
  return Object.fromEntries(sizes);
}

/** Samples of the machine that stand here: whole lines only. */
export async function samplesFrom(paths: RunPaths, { begin }: Progress): Promise<number> {
  const text = (await readIfThere(paths.system)) ?? '';
  const own = Buffer.from(text).subarray(begin.system).toString('utf8');
  return own.split('\n').filter((line) => parsed(line) !== undefined).length;
}

/** For whoever reads the logs here: how large one was before the run. Read when it is asked for, since a log may be new. */
export function pastSizes(paths: RunPaths): (file: string) => number | undefined {
  const artifacts = artifactsFolder(paths);
  return (file) => {
    const read = progressSchema.safeParse(parsed(textNow(progressFile(paths))));
    const name = path.relative(artifacts, file).split(path.sep).join('/');
    return read.success ? read.data.past[name] : undefined;
  };
}

function textNow(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function sizesBelow(folder: string): Promise<Progress['past']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
  const sizes = await Promise.all(
    files.map(async (file) => [path.relative(folder, file).split(path.sep).join('/'), await sizeOf(file)] as const),
  );
  return Object.fromEntries(sizes);
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
