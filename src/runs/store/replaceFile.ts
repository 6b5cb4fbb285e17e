import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '../../base/newId.ts';

/** Writes a derived file whole or not at all; of several processes that do so, one wins. It is not synced: after a power cut it is made anew. */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${newId('tmp')}`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(temporary, content, { mode: 0o600, flag: 'wx' });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
