/** The logs that a run writes on its host, byte for byte here while it goes on: whoever reads them reads them as those of a run here. */
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { placeBelow } from './arrivingFile.ts';

/** How much of logs is fetched while the run goes on: each, and all together. The rest comes at the end. */
export const logLimits = { eachBytes: 256 * 2 ** 20, allBytes: 2 ** 30, everyS: 2 };

/** Of what begins a file, as `check_of` has it there. */
const checkedBytes = 4096;
const logName = /tfevents|\.(?:csv|tsv|jsonl|ndjson|json|wandb|txt|log)$/i;

export class MirroredLogs {
  readonly #folder: string;
  #open: { readonly name: string; readonly handle: FileHandle } | undefined;

  /** `folder`: where they lie here. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** How much of each is here, and what its beginning looks like. */
  async held(): Promise<Readonly<Record<string, readonly [bytes: number, check: string]>>> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const held: Record<string, readonly [number, string]> = {};
    for (const entry of entries) {
      if (!entry.isFile() || !logName.test(entry.name)) continue;
      const file = path.join(entry.parentPath, entry.name);
      const { size } = await stat(file);
      if (size > 0) held[path.relative(this.#folder, file).split(path.sep).join('/')] = [size, await checkOf(file, size)];
    }
    return held;
  }

  /** What arrives next belongs there. From its beginning: another file than the one that is here, which readers notice. */
  async begin(name: string, at: number): Promise<void> {
    if (this.#open?.name === name && at > 0) return;
    await this.close();
    const file = placeBelow(this.#folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    if (at === 0) await rm(file, { force: true });
    this.#open = { name, handle: await open(file, 'a') };
  }

  async write(bytes: Buffer): Promise<void> {
    await this.#open?.handle.appendFile(bytes);
  }

  async close(): Promise<void> {
    await this.#open?.handle.close();
    this.#open = undefined;
  }
}

async function checkOf(file: string, size: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const hash = createHash('sha256');
    for (const at of [0, Math.max(0, size - checkedBytes)]) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(checkedBytes, size)), 0, Math.min(checkedBytes, size), at);
      hash.update(buffer.subarray(0, bytesRead));
    }
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}
