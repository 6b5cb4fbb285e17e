import { createHash } from 'node:crypto';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegular } from './nodeFiles.ts';

/** The bytes of one file, as a hash. */
export interface FileHash {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** SHA-256, lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Data of a hundred thousand pictures lie in few folders; deeper than this is no layout of data. */
const deepest = 16;

/**
 * All regular files below a folder that match, what git ignores too: data sets are hardly ever committed. Links are not followed. A file that cannot be read is
 * answered without a hash.
 */
export async function* fileHashes(
  folder: string,
  matches: (path: string) => boolean,
  signal: AbortSignal,
): AsyncGenerator<FileHash | { readonly path: string; readonly sha256: undefined }> {
  for await (const path of filesBelow(folder, '', 0, signal)) {
    if (matches(path)) yield await hashed(join(folder, path), path, signal);
  }
}

async function* filesBelow(folder: string, below: string, depth: number, signal: AbortSignal): AsyncGenerator<string> {
  const folders: string[] = [];
  for await (const entry of await opendir(join(folder, below))) {
    signal.throwIfAborted();
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !entry.name.startsWith('.') && depth < deepest) folders.push(path);
  }
  for (const path of folders.sort()) yield* filesBelow(folder, path, depth + 1, signal);
}

async function hashed(file: string, path: string, signal: AbortSignal) {
  try {
    const { file: handle, bytes } = await openRegular(file);
    try {
      const hash = createHash('sha256');
      for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 18, autoClose: false })) {
        signal.throwIfAborted();
        hash.update(chunk);
      }
      return { path, sha256: hash.digest('hex'), bytes };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return { path, sha256: undefined };
  }
}
