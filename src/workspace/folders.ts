import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { Cancelled } from '../base/errors.ts';
import type { Permit } from '../base/permit.ts';
import { FolderNotFound, fileError } from './fileErrors.ts';
import type { NodeFilesOptions } from './nodeFiles.ts';
import { isInside, resolvePermitted } from './paths.ts';
import { type SearchableFile, type SearchRequest, type SearchResult, searchFiles } from './search.ts';

/** Looks over folders: which files there are, and where a text stands in them. What git ignores is left out, as is what no person wrote. */

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

export interface FolderReader {
  /** Nearest first: a cut listing still shows everything on top. Throws FolderNotFound, NotAFile. */
  list(permit: Permit, request: ListRequest, signal: AbortSignal): Promise<FolderListing>;
  /** `path` may be a file. Throws FolderNotFound, InvalidPattern. */
  search(permit: Permit, request: SearchRequest, signal: AbortSignal): Promise<SearchResult>;
}

const skippedFolders: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.mypy_cache',
  '.pytest_cache',
  '.ipynb_checkpoints',
]);
const maxVisited = 100_000;
const largeBytes = 1_000_000;

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
      const matches = request.glob === undefined ? undefined : globMatcher(request.glob);
      return await searchFiles(
        isFolder ? filesUnder(real, { roots, matches, isSecretAt }, signal) : [{ path: real, shown: basename(real), isSecret: false }],
        request,
        signal,
      );
    },
  };
}

async function* filesUnder(
  folder: string,
  how: {
    readonly roots: readonly string[];
    readonly matches: ((path: string) => boolean) | undefined;
    isSecretAt(path: string): boolean;
  },
  signal: AbortSignal,
): AsyncGenerator<SearchableFile> {
  for await (const entry of walk(folder, how.roots, signal)) {
    if (entry.isFolder || !entry.isRegular || how.matches?.(entry.path) === false) continue;
    const path = join(folder, entry.path);
    yield { path, shown: entry.path, isSecret: how.isSecretAt(path) };
  }
}

function globMatcher(glob: string): (path: string) => boolean {
  return picomatch(glob.replace(/^\.\//, ''), { dot: true, basename: !glob.includes('/') });
}

interface Walked {
  readonly path: string;
  readonly isFolder: boolean;
  readonly isRegular: boolean;
}

/** Breadth first, in the order of names. Links are named, never followed. */
async function* walk(folder: string, roots: readonly string[], signal: AbortSignal): AsyncGenerator<Walked> {
  const root = roots.find((candidate) => isInside(candidate, folder));
  const rulesAbove = root === undefined || root === folder ? [] : await rulesOf(foldersBetween(root, folder));
  const queue: { readonly at: string; readonly rules: readonly Rules[] }[] = [{ at: folder, rules: rulesAbove }];
  let visited = 0;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { at } = next;
    const entries = await readdir(at, { withFileTypes: true }).catch((error: unknown) => {
      if (at === folder) throw fileError(error, folder, 'read');
      return []; // A folder that this user may not look into, or that is gone by now.
    });
    if (at !== folder && entries.some((entry) => entry.name === 'pyvenv.cfg')) continue; // a virtual environment by another name
    const rules = entries.some((entry) => entry.name === '.gitignore') ? [...next.rules, ...(await rulesOf([at]))] : next.rules;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (signal.aborted) throw new Cancelled();
      if (++visited > maxVisited) return;
      const path = join(at, entry.name);
      const isFolder = entry.isDirectory();
      if (isFolder && (skippedFolders.has(entry.name) || isRunsFolder(path))) continue;
      if (isIgnored(rules, path, isFolder)) continue;
      yield { path: relative(folder, path).split(sep).join('/'), isFolder, isRegular: entry.isFile() };
      if (isFolder) queue.push({ at: path, rules });
    }
  }
}

function isRunsFolder(path: string): boolean {
  return basename(path) === 'runs' && basename(dirname(path)) === '.practicum';
}

/** One folder's .gitignore: its patterns are relative to it. */
interface Rules {
  readonly folder: string;
  readonly ignores: Ignore;
}

async function rulesOf(folders: readonly string[]): Promise<readonly Rules[]> {
  const rules = await Promise.all(
    folders.map(async (folder) => {
      const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => undefined);
      return text === undefined ? undefined : { folder, ignores: ignore().add(text) };
    }),
  );
  return rules.filter((rule) => rule !== undefined);
}

/** The innermost file that speaks of a path decides, as in git. */
function isIgnored(rules: readonly Rules[], path: string, isFolder: boolean): boolean {
  for (const { folder, ignores } of [...rules].reverse()) {
    const verdict = ignores.test(relative(folder, path).split(sep).join('/') + (isFolder ? '/' : ''));
    if (verdict.ignored || verdict.unignored) return verdict.ignored;
  }
  return false;
}

function foldersBetween(root: string, folder: string): readonly string[] {
  const way = relative(root, folder).split(sep);
  return [root, ...way.slice(0, -1).map((_, i) => join(root, ...way.slice(0, i + 1)))];
}

async function largeSize(path: string): Promise<number | undefined> {
  const stat = await lstat(path).catch(() => undefined);
  return stat?.isFile() === true && stat.size >= largeBytes ? stat.size : undefined;
}
