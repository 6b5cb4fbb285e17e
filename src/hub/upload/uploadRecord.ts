/** What has arrived of large files, so that an upload that is cut goes on where it was, also in another process. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { RepoId } from '../repoId.ts';

/** One file that goes up in parts. The addresses open the storage to whoever has them, for some hours: the file is its owner's alone. */
export interface BegunFile {
  readonly oid: string;
  readonly begunMs: number;
  readonly partBytes: number;
  readonly partUrls: readonly string[];
  readonly completeUrl: string;
  /** By number of the part, from 1: what storage said it has. */
  readonly etags: Readonly<Record<string, string>>;
}

const begunSchema: z.ZodType<BegunFile> = z.object({
  oid: z.string(),
  begunMs: z.number(),
  partBytes: z.number().int().positive(),
  partUrls: z.array(z.string()),
  completeUrl: z.string(),
  etags: z.record(z.string(), z.string()),
});

/** Addresses of storage are good for a day at most. */
const keptMs = 20 * 3_600_000;

export interface UploadRecord {
  find(oid: string): BegunFile | undefined;
  /** Written in order; what cannot be written costs only what it would have saved. */
  keep(file: BegunFile): Promise<void>;
  forget(oid: string): Promise<void>;
}

/** `folder`: absent, nothing outlives the process. */
export async function openUploadRecord(folder: string | undefined, hub: string, repo: RepoId, nowMs: number): Promise<UploadRecord> {
  const name = createHash('sha256')
    .update(JSON.stringify([hub, repo.type, repo.id]))
    .digest('hex')
    .slice(0, 32);
  const file = folder === undefined ? undefined : join(folder, `${name}.json`);
  const known = new Map(
    (file === undefined ? [] : await readBegun(file)).filter(({ begunMs }) => nowMs - begunMs < keptMs).map((each) => [each.oid, each]),
  );
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    if (file === undefined || folder === undefined) return Promise.resolve();
    writing = writing.then(() => writeBegun(folder, file, [...known.values()])).catch(() => undefined);
    return writing;
  };
  return {
    find: (oid) => known.get(oid),
    async keep(begun) {
      known.set(begun.oid, begun);
      await write();
    },
    async forget(oid) {
      if (known.delete(oid)) await write();
    },
  };
}

async function readBegun(file: string): Promise<readonly BegunFile[]> {
  try {
    const read = z.array(begunSchema).safeParse(JSON.parse(await readFile(file, 'utf8')));
    return read.success ? read.data : [];
  } catch {
    // None, or half of one: the parts are sent again.
    return [];
  }
}

async function writeBegun(folder: string, file: string, begun: readonly BegunFile[]): Promise<void> {
  if (begun.length === 0) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, JSON.stringify(begun), { mode: 0o600 });
  await rename(temporary, file);
}
