import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeFailure } from '../base/diskErrors.ts';
import { systemErrorCode } from '../base/errors.ts';
import type { BlobHash } from '../base/ids.ts';
import { syncFolder } from '../base/jsonLines.ts';
import { newId } from '../base/newId.ts';
import { BlobDamaged, BlobMissing } from './sessionErrors.ts';

/** Bytes under their SHA-256, in `<home>/blobs/ab/<hash>`. The same bytes are stored once. */
export interface Blobs {
  /** On the disk when it resolves. Throws DiskFull or CannotWrite; then nothing is there. */
  put(bytes: Uint8Array): Promise<BlobHash>;
  /** Throws BlobMissing, or BlobDamaged when the bytes are not those that were put. */
  get(hash: BlobHash): Promise<Uint8Array>;
}

export function hashOf(bytes: Uint8Array): BlobHash {
  return createHash('sha256').update(bytes).digest('hex') as BlobHash;
}

export function blobPath(home: string, hash: BlobHash): string {
  return join(home, 'blobs', hash.slice(0, 2), hash);
}

export function createBlobs(home: string): Blobs {
  const pathOf = (hash: BlobHash): string => blobPath(home, hash);
  return {
    async put(bytes) {
      const hash = hashOf(bytes);
      const path = pathOf(hash);
      if (await isStored(path, bytes.length)) return hash;
      const temporary = `${path}.${newId('tmp')}`;
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await writeSynced(temporary, bytes);
        await rename(temporary, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw writeFailure(path, error);
      }
      return hash;
    },
    async get(hash) {
      const path = pathOf(hash);
      let bytes: Uint8Array;
      try {
        bytes = await readFile(path);
      } catch (error) {
        throw systemErrorCode(error) === 'ENOENT' ? new BlobMissing(hash, error) : error;
      }
      if (hashOf(bytes) !== hash) throw new BlobDamaged(hash, path);
      return bytes;
    },
  };
}

async function isStored(path: string, length: number): Promise<boolean> {
  try {
    // Files appear here only by a rename of something whole, so the length is enough to tell a damaged one.
    return (await stat(path)).size === length;
  } catch {
    return false;
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
