import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { PracticumError, systemErrorCode } from '../base/errors.ts';

const keysSchema = z.record(z.string(), z.string());

/** All of `keys.json`; empty where there is none. Throws `keys-readable` or `keys-malformed`. */
export async function storedKeys(home: string): Promise<Readonly<Record<string, string>>> {
  const path = keysFile(home);
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new PracticumError('keys-readable', `${path} can be read by others.`, { hint: `Run: chmod 600 ${path}` });
    }
    const parsed = keysSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (!parsed.success)
      throw new PracticumError('keys-malformed', `${path} is not a map of provider to key.`, { hint: 'Write {"anthropic": "…"}.' });
    return parsed.data;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return {};
    if (error instanceof SyntaxError)
      throw new PracticumError('keys-malformed', `${path} is not JSON.`, { hint: 'Write {"anthropic": "…"}.', cause: error });
    throw error;
  }
}

/** Writes keys beside those that are there; undefined takes one away. The file is never half written, nor for a moment readable by others. */
export async function storeKeys(home: string, changes: Readonly<Record<string, string | undefined>>): Promise<void> {
  const kept = Object.entries({ ...(await storedKeys(home)), ...changes }).filter(([, key]) => key !== undefined);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const path = keysFile(home);
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`, { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, path);
}

function keysFile(home: string): string {
  return join(home, 'keys.json');
}
