import { lstat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Permit } from '../base/permit.ts';
import { FolderNotFound } from './fileErrors.ts';
import type { fileHashes } from './folderHashes.ts';
import { type NodeFilesOptions, openRegular } from './nodeFiles.ts';
import { isInside, resolvePermitted } from './paths.ts';
import type { SearchableFile, SearchRequest, SearchResult } from './search.ts';
import { decodeText } from './text.ts';
import type { Walked } from './walk.ts';

/**
 * Looks over folders: which files there are, and where a text stands in them. What git ignores is left out, as is what no person wrote. Who
 * walks and who searches is loaded at the first look.
 */

export interface ListRequest {
  readonly path: string;
  /** A glob over paths relative to `path`; without a slash it matches names at any depth. */
  readonly pattern?: string | undefined;
  readonly maxEntries: number;
}

export interface FolderEntry {
  /** Relative to the listed folder, with `/`; a folder ends with one. */
  readonly path: string;
  /** Of large files only: others cost a look each and tell little. */
  readonly bytes: number | undefined;
}

export interface FolderListing {
  readonly entries: readonly FolderEntry[];
  readonly isCut: boolean;
}

export interface TextsRequest {
  readonly path: string;
  /** A glob, as for `list`. */
  readonly pattern: string;
}

export interface FolderText {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface FolderReader {
  /** Nearest first: a cut listing still shows everything on top. Throws FolderNotFound, NotAFile. */
  list(permit: Permit, request: ListRequest, signal: AbortSignal): Promise<FolderListing>;
  /** `path` may be a file. Throws FolderNotFound, InvalidPattern. */
  search(permit: Permit, request: SearchRequest, signal: AbortSignal): Promise<SearchResult>;
  /** What stands in the files that match, of at most 1,500; without those that are no text, too large to be written by hand, or hold keys. */
  texts(permit: Permit, request: TextsRequest, signal: AbortSignal): AsyncIterable<FolderText>;
  /** The bytes of the files that match, as hashes; what git ignores too. Throws FolderNotFound for what is no folder. */
  hashes(permit: Permit, request: TextsRequest, signal: AbortSignal): ReturnType<typeof fileHashes>;
}

const largeBytes = 1_000_000;
const mostTexts = 1_500;
const mostTextBytes = 400_000;

export interface FolderReaderOptions extends NodeFilesOptions {
  /** Whether reading this file asks by itself: what the policy says of its name. `path` lies below its workspace folder, or is absolute. */
  isSecret(path: string): boolean;
}

export function createFolderReader({ roots, require, isSecret }: FolderReaderOptions): FolderReader {
  const isSecretAt = (path: string): boolean => {
    const root = roots.find((candidate) => isInside(candidate, path));
    return isSecret(root === undefined ? path : relative(root, path));
  };
  const open = async (permit: Permit, path: string): Promise<{ readonly real: string; readonly isFolder: boolean }> => {
    const real = await resolvePermitted(require, permit, 'read', path, roots);
    const stat = await lstat(real).catch((error: unknown) => {
      throw new FolderNotFound(path, error);
    });
    return { real, isFolder: stat.isDirectory() };
  };
  return {
    async list(permit, { path, pattern, maxEntries }, signal) {
      const { real, isFolder } = await open(permit, path);
      if (!isFolder) throw new FolderNotFound(path);
      const { globMatcher, walk } = await import('./walk.ts');
      const matches = pattern === undefined ? undefined : globMatcher(pattern);
      const found: string[] = [];
      let isCut = false;
      for await (const entry of walk(real, roots, signal)) {
        if (matches !== undefined && (entry.isFolder || !matches(entry.path))) continue;
        if (found.length === maxEntries) {
          isCut = true;
          break;
        }
        found.push(entry.isFolder ? `${entry.path}/` : entry.path);
      }
      const entries = await Promise.all(found.map(async (name) => ({ path: name, bytes: await largeSize(join(real, name)) })));
      return { entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)), isCut };
    },

    async search(permit, request, signal) {
      const { real, isFolder } = await open(permit, request.path);
      const [{ globMatcher, walk }, { searchFiles }] = await Promise.all([import('./walk.ts'), import('./search.ts')]);
      const matches = request.glob === undefined ? undefined : globMatcher(request.glob);
      return await searchFiles(
        isFolder
          ? filesUnder(real, walk(real, roots, signal), { matches, isSecretAt })
          : [{ path: real, shown: basename(real), isSecret: false }],
        request,
        signal,
      );
    },

    async *texts(permit, { path, pattern }, signal) {
      const { real } = await open(permit, path);
      const { globMatcher, walk } = await import('./walk.ts');
      let left = mostTexts;
      for await (const file of filesUnder(real, walk(real, roots, signal), { matches: globMatcher(pattern), isSecretAt })) {
        if (left-- === 0) return;
        const text = file.isSecret ? undefined : await textAt(file.path);
        if (text !== undefined) yield { path: file.shown, text };
      }
    },

    async *hashes(permit, { path, pattern }, signal) {
      const { real, isFolder } = await open(permit, path);
      if (!isFolder) throw new FolderNotFound(path);
      const [{ globMatcher }, { fileHashes: hashesOf }] = await Promise.all([import('./walk.ts'), import('./folderHashes.ts')]);
      const matches = globMatcher(pattern);
      yield* hashesOf(real, (name) => matches(name) && !isSecretAt(join(real, name)), signal);
    },
  };
}

async function textAt(path: string): Promise<string | undefined> {
  try {
    const { file, bytes } = await openRegular(path);
    try {
      return bytes > mostTextBytes ? undefined : decodeText(await file.readFile(), path).text;
    } finally {
      await file.close();
    }
  } catch {
    // Gone since it was listed, no text, or not for us to read: one file less.
    return undefined;
  }
}

async function* filesUnder(
  folder: string,
  walked: AsyncIterable<Walked>,
  how: {
    readonly matches: ((path: string) => boolean) | undefined;
    isSecretAt(path: string): boolean;
  },
): AsyncGenerator<SearchableFile> {
  for await (const entry of walked) {
    if (entry.isFolder || !entry.isRegular || how.matches?.(entry.path) === false) continue;
    const path = join(folder, entry.path);
    yield { path, shown: entry.path, isSecret: how.isSecretAt(path) };
  }
}

async function largeSize(path: string): Promise<number | undefined> {
  const stat = await lstat(path).catch(() => undefined);
  return stat?.isFile() === true && stat.size >= largeBytes ? stat.size : undefined;
}
