import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folders to work in: those of the client that lie in the one that was given on the command line, or that one itself where none does. A
 * client can narrow what it was started for, and never widen it. Real paths; the outermost of folders that lie in each other.
 */
export async function servedRoots(
  folder: string,
  uris: readonly string[] | undefined,
): Promise<{ readonly roots: readonly string[]; readonly outside: readonly string[] }> {
  const found = new Set<string>();
  const outside: string[] = [];
  for (const uri of uris ?? []) {
    const path = await folderOf(uri);
    if (path !== undefined && isIn(path, folder)) found.add(path);
    else outside.push(uri);
  }
  const roots = [...found].filter((path) => ![...found].some((other) => other !== path && isIn(path, other)));
  return { roots: roots.length === 0 ? [folder] : roots, outside };
}

async function folderOf(uri: string): Promise<string | undefined> {
  try {
    return await realpath(fileURLToPath(uri));
  } catch {
    // Not on this disk, or no longer there.
    return undefined;
  }
}

function isIn(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
