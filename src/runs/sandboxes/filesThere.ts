/** Files of a sandbox, whole: what is read is what a change is matched against, and what is written is refused where it moved on meanwhile. */

import { SandboxError } from '../../hub/sandboxErrors.ts';
import type { SandboxServer } from '../../hub/sandboxServer.ts';
import { FileChanged, FileNotFound, NotAFile, TooLarge } from '../../workspace/fileErrors.ts';

import { shownThere } from './sandboxPort.ts';

const mostBytes = 8 * 2 ** 20;

export async function readThere(server: SandboxServer, path: string, signal?: AbortSignal): Promise<Uint8Array> {
  const found = await readIfThere(server, path, signal);
  if (found === undefined) throw new FileNotFound(shownThere(path));
  return found;
}

export async function writeThere(server: SandboxServer, path: string, bytes: Uint8Array, expected: Uint8Array | undefined): Promise<void> {
  const now = await readIfThere(server, path);
  if (now === undefined && expected !== undefined) throw new FileChanged(shownThere(path), 'gone');
  if (now !== undefined && expected === undefined) throw new FileChanged(shownThere(path), 'exists');
  if (now !== undefined && expected !== undefined && Buffer.compare(now, expected) !== 0)
    throw new FileChanged(shownThere(path), 'changed');
  await server.write(path, bytes);
}

async function readIfThere(server: SandboxServer, path: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    const { type, size } = await server.stat(path, signal);
    if (type === 'dir') throw new NotAFile(shownThere(path), 'a folder');
    if (size > mostBytes)
      throw new TooLarge(shownThere(path), size, mostBytes, 'Look at a part of it by run_shell there (head, tail, sed -n).');
    return await server.read(path, 0, size, signal);
  } catch (error) {
    if (error instanceof SandboxError && error.code === 'sandbox-not-found') return undefined;
    throw error;
  }
}
