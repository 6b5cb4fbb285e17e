/**
 * Papers that were read, in the home: bytes once, by their hash; which bytes belong to what, by key; and what was read in them. What was
 * damaged is noticed and taken for absent. Other processes write here too: every file comes whole, and a later one wins.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import * as z from 'zod';
import { systemErrorCode } from '../../base/errors.ts';

const entrySchema = z.object({
  v: z.literal(1),
  /** `arxiv:1706.03762v7/arxiv-html` */
  key: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  from: z.string(),
  at: z.iso.datetime(),
  type: z.string(),
  version: z.string().exactOptional(),
  licence: z.string().exactOptional(),
});
export type KeptEntry = Omit<z.infer<typeof entrySchema>, 'v'>;

export interface Kept {
  readonly entry: KeptEntry;
  readonly bytes: Uint8Array;
}

const openedSchema = z.object({ v: z.literal(1), key: z.string(), parsed: z.string(), at: z.iso.datetime() });

export interface StoreOptions {
  /** `$PRACTICUM_HOME/papers` */
  readonly folder: string;
  readonly mostBytes: number;
  /** Hears what had to go for want of room, and what was damaged. */
  onNote(text: string, level: 'info' | 'warn'): void;
}

export class PaperStore {
  readonly #options: StoreOptions;
  #isToldOfRoom = false;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  /** Undefined: not there, or not what it was. */
  async find(key: string): Promise<Kept | undefined> {
    const entry = await this.#read(this.#path('index', nameOf(key)), entrySchema);
    if (entry?.key !== key) return undefined;
    const bytes = await this.bytesOf(entry.sha256);
    return bytes === undefined ? undefined : { entry, bytes };
  }

  async bytesOf(sha256: string): Promise<Uint8Array | undefined> {
    const path = this.#path('bytes', sha256);
    const bytes = await this.#bytes(path);
    if (bytes === undefined || (await hashOfBytes(bytes)) === sha256) return bytes;
    this.#options.onNote('A paper kept here was damaged on the disk; it is fetched again.', 'info');
    await rm(path, { force: true });
    return undefined;
  }

  async keep(facts: Omit<KeptEntry, 'sha256'>, bytes: Uint8Array): Promise<KeptEntry> {
    const entry: KeptEntry = { ...facts, sha256: await hashOfBytes(bytes) };
    await this.#whereThereIsRoom(async () => {
      await this.#write(this.#path('bytes', entry.sha256), bytes);
      await this.#write(this.#path('index', nameOf(entry.key)), JSON.stringify({ v: 1, ...entry }));
      await this.#makeRoom();
    });
    return entry;
  }

  /** The hash of what was kept under this key before; undefined: nothing. For noticing that it is another now. */
  async hashBefore(key: string): Promise<string | undefined> {
    return (await this.#read(this.#path('index', nameOf(key)), entrySchema))?.sha256;
  }

  /** What was read under `key` (`opened:arxiv:1706.03762`), as it was put. */
  async findParsed(key: string): Promise<Uint8Array | undefined> {
    const opened = await this.#read(this.#path('opened', nameOf(key)), openedSchema);
    if (opened?.key !== key) return undefined;
    const path = this.#path('parsed', opened.parsed);
    const bytes = await this.#bytes(path);
    if (bytes === undefined || (await hashOfBytes(bytes)) === opened.parsed) return bytes;
    this.#options.onNote('What was read in a paper was damaged on the disk; it is read again.', 'info');
    await rm(path, { force: true });
    return undefined;
  }

  async keepParsed(keys: readonly string[], bytes: Uint8Array): Promise<void> {
    const parsed = await hashOfBytes(bytes);
    await this.#whereThereIsRoom(async () => {
      await this.#write(this.#path('parsed', parsed), bytes);
      for (const key of new Set(keys))
        await this.#write(this.#path('opened', nameOf(key)), JSON.stringify({ v: 1, key, parsed, at: new Date().toISOString() }));
      await this.#makeRoom();
    });
  }

  /** A disk that is full or closed to us keeps nothing, and keeps nobody from reading: that is said once. */
  async #whereThereIsRoom(keep: () => Promise<void>): Promise<void> {
    try {
      await keep();
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      if (!this.#isToldOfRoom)
        this.#options.onNote(
          `Papers cannot be kept in ${this.#options.folder} (${code}), so they are read again each time. Make room there, or let it be written.`,
          'warn',
        );
      this.#isToldOfRoom = true;
    }
  }

  #path(kind: 'bytes' | 'index' | 'opened' | 'parsed', name: string): string {
    return join(this.#options.folder, kind, name);
  }

  async #bytes(path: string): Promise<Uint8Array | undefined> {
    const bytes = await readFile(path).catch(() => undefined);
    // What is read stays: the oldest goes first.
    if (bytes !== undefined) await utimes(path, new Date(), new Date()).catch(() => undefined);
    return bytes;
  }

  async #read<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema> | undefined> {
    try {
      return schema.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch {
      return undefined;
    }
  }

  async #write(path: string, bytes: Uint8Array | string): Promise<void> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
      await writeFile(temporary, bytes, { mode: 0o600 });
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async #makeRoom(): Promise<void> {
    const files = (await Promise.all((['bytes', 'parsed'] as const).map((kind) => this.#filesIn(kind)))).flat();
    let sum = files.reduce((total, { size }) => total + size, 0);
    if (sum <= this.#options.mostBytes) return;
    let dropped = 0;
    // The newest stays, however large it is: somebody reads it now.
    for (const { path, size } of files.toSorted((a, b) => a.atMs - b.atMs).slice(0, -1)) {
      if (sum <= this.#options.mostBytes * 0.8) break;
      await rm(path, { force: true });
      sum -= size;
      dropped++;
    }
    this.#options.onNote(
      `${dropped} parts of papers that were not read for longest were dropped to keep within practicum.papers.cacheMegabytes.`,
      'info',
    );
  }

  async #filesIn(kind: 'bytes' | 'parsed'): Promise<readonly { readonly path: string; readonly size: number; readonly atMs: number }[]> {
    const folder = join(this.#options.folder, kind);
    const names = await readdir(folder).catch((): readonly string[] => []);
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const found = await stat(path).catch(() => undefined);
        return found === undefined ? [] : [{ path, size: found.size, atMs: found.mtimeMs }];
      }),
    );
    return files.flat();
  }
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const sliceBytes = 2 ** 20;

/** In slices: a PDF may be large, and others of the host have their turn meanwhile. */
export async function hashOfBytes(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    if (at > 0) await turn();
    hash.update(bytes.subarray(at, at + sliceBytes));
  }
  return hash.digest('hex');
}

/** Identifiers hold slashes and what file systems do not take. */
function nameOf(key: string): string {
  return `${hashOf(key).slice(0, 40)}.json`;
}
