/** Which files and folders are checkpoints, by the names that frameworks give them, and whether they are whole. */
import { type FileHandle, open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** A checkpoint as it lies on the disk. */
export interface FoundCheckpoint {
  readonly path: string;
  readonly step?: number;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Folders that no training writes checkpoints into, and that may be very large. */
const skipped = new Set(['node_modules', 'site-packages', '__pycache__', 'venv', 'env', 'wandb', 'mlruns']);
const maxDepth = 6;
const maxEntries = 5_000;

/** What a checkpoint folder holds once it is written: the Trainer's and Accelerate's. */
const folderNames = /^(?:checkpoint|step|epoch|global_step)[-_]?(\d+)$/;
const folderMarks = /^(?:trainer_state\.json|random_states_\d+\.pkl|latest)$/;
const fileEndings = /\.(?:ckpt|keras|weights\.h5)$/;
const torchEndings = /\.(?:pt|pth|bin|safetensors)$/;
const torchNames = /(?:^|[-_.])(?:last|latest|best|final|checkpoint|ckpt|model|state|weights|epoch|step|iter)(?:[-_.=\d]|$)/i;

/** Whether a file of this name is a checkpoint. `named`: an argument of the run names it as where it saves. */
export function isCheckpointName(name: string, isNamed: boolean): boolean {
  if (fileEndings.test(name) || (torchEndings.test(name) && torchNames.test(name))) return true;
  return isNamed && /\.(?:pt|pth|ckpt|bin|safetensors|keras|h5|hdf5|npz|msgpack|pkl|joblib)$/.test(name);
}

/** `checkpoint-500`, `epoch=3-step=1200.ckpt`, `ckpt_0100.pt`; an epoch is no step. */
export function stepOfName(name: string): number | undefined {
  const step = /step[=_-]?(\d{1,12})/i.exec(name) ?? folderNames.exec(name.startsWith('epoch') ? '' : name);
  const digits = step?.[1] ?? /^(?:ckpt|checkpoint|model|iter|state)[-_]?(\d{1,12})\.\w+$/i.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** All checkpoints below these folders, and those of `files` that are there. What cannot be read is passed over. */
export async function findCheckpoints(folders: readonly string[], files: readonly string[] = []): Promise<readonly FoundCheckpoint[]> {
  const found = new Map<string, FoundCheckpoint>();
  const add = (checkpoint: FoundCheckpoint | undefined): void => {
    if (checkpoint !== undefined) found.set(checkpoint.path, checkpoint);
  };
  for (const file of files) if (isCheckpointName(path.basename(file), true)) add(await fileCheckpoint(file));
  let entriesLeft = maxEntries;
  const queue = folders.map((folder) => ({ folder, depth: 0 }));
  for (let next = queue.shift(); next !== undefined && entriesLeft > 0; next = queue.shift()) {
    const entries = await readdir(next.folder, { withFileTypes: true }).catch(() => []);
    entriesLeft -= entries.length;
    for (const entry of entries) {
      const at = path.join(next.folder, entry.name);
      if (entry.isDirectory()) {
        if (folderNames.test(entry.name)) add(await folderCheckpoint(at));
        else if (next.depth < maxDepth && !entry.name.startsWith('.') && !skipped.has(entry.name))
          queue.push({ folder: at, depth: next.depth + 1 });
      } else if (entry.isFile() && isCheckpointName(entry.name, false)) add(await fileCheckpoint(at));
    }
  }
  return [...found.values()];
}

/** A file that was written and does not grow any more. `path`: absolute, or below whatever folder is meant, with `/`. */
export interface CheckpointFile {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** The checkpoints among the files of another machine, by the same names. Pure. `isNamed`: whether an argument of the run names the file. */
export function checkpointsAmong(files: readonly CheckpointFile[], isNamed: (path: string) => boolean): readonly FoundCheckpoint[] {
  const found: FoundCheckpoint[] = [];
  const folders = new Map<string, CheckpointFile[]>();
  for (const file of files) {
    const parts = file.path.split('/');
    const depth = parts.slice(0, -1).findIndex((part) => folderNames.test(part));
    const name = parts.at(-1) ?? '';
    if (depth >= 0) {
      const folder = parts.slice(0, depth + 1).join('/');
      // As on this machine: what lies in folders below it belongs to it, and is not looked at.
      if (depth === parts.length - 2) folders.set(folder, [...(folders.get(folder) ?? []), file]);
    } else if (file.bytes > 0 && isCheckpointName(name, isNamed(file.path))) found.push({ ...file, ...stepOf(name) });
  }
  for (const [folder, held] of folders) {
    if (!held.some((file) => folderMarks.test(file.path.slice(folder.length + 1)))) continue;
    const bytes = held.reduce((sum, file) => sum + file.bytes, 0);
    const modifiedMs = Math.max(...held.map((file) => file.modifiedMs));
    found.push({ path: folder, bytes, modifiedMs, ...stepOf(folder.slice(folder.lastIndexOf('/') + 1)) });
  }
  return found;
}

function stepOf(name: string): Pick<FoundCheckpoint, 'step'> {
  const step = stepOfName(name);
  return step === undefined ? {} : { step };
}

async function fileCheckpoint(file: string): Promise<FoundCheckpoint | undefined> {
  const info = await stat(file).catch(() => undefined);
  if (info?.isFile() !== true || info.size === 0 || !(await isWholeFile(file))) return undefined;
  const step = stepOfName(path.basename(file));
  return { path: file, bytes: info.size, modifiedMs: info.mtimeMs, ...(step === undefined ? {} : { step }) };
}

async function folderCheckpoint(folder: string): Promise<FoundCheckpoint | undefined> {
  const names = await readdir(folder).catch(() => []);
  if (!names.some((name) => folderMarks.test(name))) return undefined;
  const infos = await Promise.all(names.map((name) => stat(path.join(folder, name)).catch(() => undefined)));
  const bytes = infos.reduce((sum, info) => sum + (info?.isFile() === true ? info.size : 0), 0);
  const modifiedMs = Math.max(0, ...infos.map((info) => info?.mtimeMs ?? 0));
  const step = (await recordedStep(path.join(folder, 'trainer_state.json'))) ?? stepOfName(path.basename(folder));
  return { path: folder, bytes, modifiedMs, ...(step === undefined ? {} : { step }) };
}

/** `global_step` of the Trainer's record. */
async function recordedStep(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const digits = /"global_step":\s*(\d{1,12})/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * PyTorch, Lightning and Keras write zip archives, whose directory comes last: without it the file was cut. Of other formats
 * nothing is known that could be looked at cheaply.
 */
async function isWholeFile(file: string): Promise<boolean> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const { size } = await handle.stat();
    const head = Buffer.alloc(4);
    await handle.read(head, 0, 4, 0);
    if (head.toString('latin1') !== 'PK\u0003\u0004') return true;
    // The end record is 22 bytes and a comment; PyTorch writes none.
    const tail = Buffer.alloc(Math.min(size, 1024));
    await handle.read(tail, 0, tail.length, size - tail.length);
    return tail.includes('PK\u0005\u0006', 0, 'latin1');
  } catch {
    return false;
  } finally {
    await handle?.close();
  }
}

const savingOptions =
  /^(?:(?:save|checkpoints?|ckpt|out(?:put)?|default[-_]root|work(?:ing)?|results?|log(?:ging|s)?|exp|runs?|model|train)[-_]?(?:dir|directory|folder|path|to|file|root)|out|output|save|checkpoint|ckpt|results)$/i;

/** Where the arguments say that it saves: `--output_dir runs/a`, `--save=model.pt`. Absolute. */
export function savingPlaces(args: readonly string[], cwd: string): readonly string[] {
  const places: string[] = [];
  for (const [index, arg] of args.entries()) {
    const [, option = '', joined] = /^(?:--?)?([A-Za-z][\w.-]*)(?:=(.+))?$/s.exec(arg) ?? [];
    const last = option.split('.').at(-1) ?? '';
    if (option === '' || !savingOptions.test(last)) continue;
    const value = joined ?? (arg.startsWith('-') ? args[index + 1] : undefined);
    if (value !== undefined && value !== '' && !value.startsWith('-')) places.push(path.resolve(cwd, value));
  }
  return places;
}

/** Which one to go on from unless one is chosen: the newest that is not kept for being the best. */
export function newestCheckpoint<T extends { readonly path: string }>(inOrder: readonly T[]): T | undefined {
  return inOrder.findLast((each) => !/best/i.test(path.basename(each.path))) ?? inOrder.at(-1);
}
