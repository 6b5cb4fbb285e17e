import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, link, lstat, open, readlink, rename, rm, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Cancelled, systemErrorCode } from '../base/errors.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { FileChanged, fileError, NotAFile, NotAFolder, TooLarge } from './fileErrors.ts';
import type { FileBytes, FilesPort, WrittenFile } from './files.ts';
import { type HeldFolder, holdFolder } from './heldFolder.ts';
import { resolvePermitted } from './paths.ts';

/** Files as a whole are held in memory; beyond this, they are read in parts. */
export const maxWholeFileBytes = 10_000_000;

export interface NodeFilesOptions {
  /** Workspace folders, absolute. */
  readonly roots: readonly string[];
  readonly require: RequirePermit;
}

/** The person's files on this machine's disk: for the command line, and for files that no editor has open. */
export function createNodeFiles({ roots, require }: NodeFilesOptions): FilesPort {
  const resolve = (permit: Permit, act: 'read' | 'write' | 'delete', path: string): Promise<string> =>
    resolvePermitted(require, permit, act, path, roots);
  return {
    async read(permit, path, signal): Promise<FileBytes> {
      const real = await resolve(permit, 'read', path);
      if (signal?.aborted === true) throw new Cancelled();
      return { path: real, bytes: await readRegular(real), isDirty: false };
    },

    async write(permit, path, bytes, expected): Promise<WrittenFile> {
      const real = await resolve(permit, 'write', path);
      await refuseIfChanged(real, expected);
      try {
        if (expected === undefined) await createFile(real, bytes);
        else await replaceFile(real, bytes, expected);
      } catch (error) {
        throw systemErrorCode(error) === 'EEXIST' ? new FileChanged(path, 'exists') : fileError(error, path, 'write');
      }
      return { path: real, before: expected, after: bytes };
    },

    async delete(permit, path, expected): Promise<void> {
      const real = await resolve(permit, 'delete', path);
      await refuseIfChanged(real, expected);
      try {
        await inFolderOf(real, { isCreated: false }, (folder, name) => unlink(folder.at(name)));
      } catch (error) {
        throw fileError(error, path, 'delete');
      }
    },
  };
}

/** Opens for reading; never through a link, never a pipe or device, and only where the path was found to lead. */
export async function openRegular(real: string): Promise<{ readonly file: FileHandle; readonly bytes: number }> {
  // O_NONBLOCK: opening a pipe without a writer would wait for ever.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  let file: FileHandle;
  try {
    file = await open(real, flags);
  } catch (error) {
    throw fileError(error, real, 'read');
  }
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) throw new NotAFile(real, 'a folder');
    if (!stat.isFile()) throw new NotAFile(real, 'a device or a pipe');
    await refuseMoved(file, real);
    return { file, bytes: stat.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readRegular(real: string): Promise<Uint8Array> {
  const { file, bytes } = await openRegular(real);
  try {
    if (bytes > maxWholeFileBytes) throw new TooLarge(real, bytes, maxWholeFileBytes);
    const content = new Uint8Array(await file.readFile());
    if (content.length > maxWholeFileBytes) throw new TooLarge(real, content.length, maxWholeFileBytes);
    return content;
  } finally {
    await file.close();
  }
}

/** Between resolving a path and opening it, a folder on the way may have been exchanged for a link. Linux can tell. */
async function refuseMoved(file: FileHandle, real: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const opened = await readlink(`/proc/self/fd/${file.fd}`).catch(() => real);
  if (opened !== real) throw new FileChanged(real, 'changed');
}

async function refuseIfChanged(real: string, expected: Uint8Array | undefined): Promise<void> {
  if (expected === undefined) {
    const exists = await lstat(real).then(
      () => true,
      () => false,
    );
    if (exists) throw new FileChanged(real, 'exists');
    return;
  }
  const current = await readRegular(real).catch((error: unknown) => {
    throw error instanceof TooLarge ? new FileChanged(real, 'changed') : error;
  });
  if (Buffer.compare(current, expected) !== 0) throw new FileChanged(real, 'changed');
}

/** Acts in the folder that `real` lies in, whatever is put in its place meanwhile. */
async function inFolderOf<T>(
  real: string,
  how: { readonly isCreated: boolean },
  act: (folder: HeldFolder, name: string) => Promise<T>,
): Promise<T> {
  const folder = await holdFolder(dirname(real), how);
  try {
    return await act(folder, basename(real));
  } finally {
    await folder.close();
  }
}

/** A new file appears whole or not at all, and never in place of one that came meanwhile. */
async function createFile(real: string, bytes: Uint8Array): Promise<void> {
  const folder = await holdFolder(dirname(real), { isCreated: true }).catch((error: unknown) => {
    const code = systemErrorCode(error);
    throw code === 'EEXIST' || code === 'ENOTDIR' ? new NotAFolder(dirname(real), error) : error;
  });
  try {
    const temporary = await writeBeside(real, folder, bytes, 0o666);
    const path = folder.at(basename(real));
    try {
      // Unlike rename, link refuses to replace.
      await link(temporary, path).catch(async (error: unknown) => {
        if (systemErrorCode(error) === 'EEXIST') throw error;
        // A file system without hard links.
        await refuseIfChanged(real, undefined);
        await rename(temporary, path);
      });
    } finally {
      await rm(temporary, { force: true });
    }
  } finally {
    await folder.close();
  }
}

async function replaceFile(real: string, bytes: Uint8Array, before: Uint8Array): Promise<void> {
  // Renaming would get past a file's own write protection.
  await access(real, constants.W_OK);
  const stat = await lstat(real);
  // Another name of the same file must see the change too, and another owner stay its owner: only writing in place keeps both.
  const isOurs = process.getuid === undefined || process.getuid() === stat.uid;
  if (stat.nlink > 1 || !isOurs) return writeInPlace(real, bytes, before);
  await inFolderOf(real, { isCreated: false }, async (folder, name) => {
    const temporary = await writeBeside(real, folder, bytes, stat.mode & 0o7777);
    try {
      await rename(temporary, folder.at(name));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });
}

async function writeBeside(real: string, folder: HeldFolder, bytes: Uint8Array, mode: number): Promise<string> {
  const name = `.practicum-${randomBytes(6).toString('hex')}.tmp`;
  const temporary = folder.at(name);
  const isNew = mode === 0o666;
  const file = await open(
    temporary,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0),
    isNew ? mode : 0o600,
  );
  try {
    await refuseMoved(file, join(dirname(real), name));
    await file.writeFile(bytes);
    // The umask has its say over a new file; a replaced one keeps its mode exactly.
    if (!isNew) await file.chmod(mode);
    await file.sync();
    await file.close();
    return temporary;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeInPlace(real: string, bytes: Uint8Array, before: Uint8Array): Promise<void> {
  const file = await open(real, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    await refuseMoved(file, real);
    await overwrite(file, bytes).catch(async (error: unknown) => {
      // The old bytes had room here a moment ago.
      await overwrite(file, before);
      throw error;
    });
  } finally {
    await file.close();
  }
}

async function overwrite(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
  await file.truncate(bytes.length);
  await file.sync();
}
