import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { keepPicture } from '../app/pictures.ts';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import type { BlobHash } from '../base/ids.ts';
import type { Mention } from '../sessions/events.ts';

/** The pictures that a prompt was given, for its message. Throws `no-such-file`, PictureRefused. */
export async function readImages(
  paths: readonly string[],
  cwd: string,
  putBlob: (bytes: Uint8Array) => Promise<BlobHash>,
): Promise<readonly Mention[]> {
  return await Promise.all(
    paths.map(async (given): Promise<Mention> => {
      const path = resolve(cwd, given);
      return { kind: 'file', path, picture: await keepPicture({ put: putBlob }, await bytesOf(path, given), basename(path)) };
    }),
  );
}

async function bytesOf(path: string, given: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = systemErrorCode(error);
    const why = code === 'ENOENT' ? 'is not there' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code ?? String(error)})`;
    throw new PracticumError('no-such-file', `${given} ${why}.`, {
      hint: 'Give --image the file of a PNG, JPEG, GIF or WebP.',
      cause: error,
    });
  }
}
