import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemErrorCode } from '../base/errors.ts';
import { FileChanged } from './fileErrors.ts';

/** One folder, whatever its name leads to a moment later. */
export interface HeldFolder {
  /** A name in it, as a path for a system call. */
  at(name: string): string;
  close(): Promise<void>;
}

/**
 * Opens the folder at a real path, and creates it where `isCreated`. What is then done in it is done in this folder, also when somebody puts
 * a link in its place meanwhile. Only Linux lets Node act in an open folder; elsewhere it is found by its name again. Throws FileChanged
 * where it already lies elsewhere, and what the system throws.
 */
export async function holdFolder(folder: string, { isCreated }: { readonly isCreated: boolean }): Promise<HeldFolder> {
  if (process.platform !== 'linux') {
    if (isCreated) await mkdir(folder, { recursive: true });
    return { at: (name) => join(folder, name), close: async () => undefined };
  }
  const handle = await openFolder(folder, folder).catch(async (error: unknown) => {
    if (!isCreated || systemErrorCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    return await createFolder(folder);
  });
  const way = `/proc/self/fd/${handle.fd}`;
  const real = await readlink(way).catch(() => undefined);
  if (real !== folder) {
    await handle.close();
    throw new FileChanged(folder, 'changed');
  }
  return { at: (name) => join(way, name), close: () => handle.close() };
}

async function createFolder(folder: string): Promise<FileHandle> {
  const parent = await holdFolder(dirname(folder), { isCreated: true });
  try {
    const path = parent.at(basename(folder));
    await mkdir(path).catch((error: unknown) => {
      // Somebody was faster: also good, where it is a folder.
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    });
    return await openFolder(path, folder);
  } finally {
    await parent.close();
  }
}

async function openFolder(path: string, folder: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  } catch (error) {
    throw systemErrorCode(error) === 'ELOOP' ? new FileChanged(folder, 'changed') : error;
  }
}
