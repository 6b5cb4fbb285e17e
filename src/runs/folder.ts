import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { RunId } from '../base/ids.ts';

/** The files of a run folder. `docs/formats.md` says what is in each. */
export interface RunPaths {
  readonly folder: string;
  readonly spec: string;
  readonly state: string;
  readonly console: string;
  readonly points: string;
  readonly columns: string;
  readonly heartbeat: string;
  readonly exit: string;
  readonly stop: string;
  readonly reserve: string;
  readonly alerts: string;
  readonly system: string;
  readonly media: string;
}

export function runPaths(folder: string): RunPaths {
  return {
    folder,
    spec: path.join(folder, 'spec.json'),
    state: path.join(folder, 'state.jsonl'),
    console: path.join(folder, 'console.log'),
    points: path.join(folder, 'points.jsonl'),
    columns: path.join(folder, 'points.columns'),
    heartbeat: path.join(folder, 'heartbeat'),
    exit: path.join(folder, 'exit.json'),
    stop: path.join(folder, 'stop'),
    reserve: path.join(folder, 'reserve'),
    alerts: path.join(folder, 'alerts.jsonl'),
    system: path.join(folder, 'system.jsonl'),
    media: path.join(folder, 'media.jsonl'),
  };
}

export function runsFolder(root: string): string {
  return path.join(root, '.practicum', 'runs');
}

/**
 * Where a workspace's runs are kept that `practicum.runs.folder` wants elsewhere: `<there>/.practicum/runs/<workspace>/`. What protects
 * run folders knows them by `.practicum/runs`, wherever that lies. `setting`: absolute, from `~`, or relative to the workspace folder.
 */
export function chosenRunsFolder(root: string, setting: string): string {
  const there = setting === '~' || setting.startsWith('~/') ? path.join(homedir(), setting.slice(1)) : path.resolve(root, setting);
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const name = path.basename(root).replace(/[^\w.-]+/g, '-') || 'root';
  return path.join(runsFolder(there), `${name}-${hash}`);
}

/** The folders in which runs of this workspace may lie; new ones are made in the first. */
export function runsFoldersOf(root: string, setting: string): readonly [string, ...string[]] {
  return setting === '' ? [runsFolder(root)] : [chosenRunsFolder(root, setting), runsFolder(root)];
}

/** Makes `<runs>/<id>/`, hidden from git by the runs folder itself, so nobody's .gitignore is touched. */
export async function makeRunFolder(runs: string, id: RunId): Promise<string> {
  await mkdir(runs, { recursive: true });
  try {
    await writeFile(path.join(runs, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const folder = path.join(runs, id);
  await mkdir(folder);
  return folder;
}

/** A reader sees the file whole or not at all, also after a power cut. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** The rename itself must reach the disk. Windows cannot open a folder, and needs not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Some network file systems refuse; the file itself is written.
  }
}

/** The text of a file, or undefined when there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw error;
  }
}
