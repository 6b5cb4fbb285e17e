import { posix } from 'node:path';
import type { LookupFs } from './lookup.ts';
import { foldName } from './names.ts';

/**
 * This machine's files as another platform would name them: with `\` where that is the custom, and the same in any case. Good enough to
 * judge a path of that platform here; nothing is opened through it.
 */
export function createAlienDisk(fs: LookupFs, platform: NodeJS.Platform): LookupFs {
  const isBlind = platform === 'win32' || platform === 'darwin';
  const here = (path: string): string => (platform === 'win32' ? path.replaceAll('\\', '/') : path);
  const find = async (path: string): Promise<string> => {
    // A drive of another machine holds nothing here.
    if (!path.startsWith('/') || path === '/' || !isBlind) return path;
    const isThere = await fs.lstat(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
    const folder = await find(posix.dirname(path));
    const wanted = foldName(posix.basename(path));
    const names = await fs.readdir(folder).catch(() => []);
    return posix.join(folder, names.find((name) => foldName(name) === wanted) ?? posix.basename(path));
  };
  return {
    lstat: async (path) => fs.lstat(await find(here(path))),
    readlink: async (path) => fs.readlink(await find(here(path))),
    readdir: async (path) => fs.readdir(await find(here(path))),
    readFile: async (path) => fs.readFile(await find(here(path))),
  };
}
