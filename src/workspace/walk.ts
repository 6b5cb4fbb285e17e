/** Walks a folder as a person would look through it: without what git ignores and what no person wrote. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { Cancelled } from '../base/errors.ts';
import { fileError } from './fileErrors.ts';
import { isInside } from './paths.ts';

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

export function globMatcher(glob: string): (path: string) => boolean {
  return picomatch(glob.replace(/^\.\//, ''), { dot: true, basename: !glob.includes('/') });
}

export interface Walked {
  readonly path: string;
  readonly isFolder: boolean;
  readonly isRegular: boolean;
}

/** Breadth first, in the order of names. Links are named, never followed. */
export async function* walk(folder: string, roots: readonly string[], signal: AbortSignal): AsyncGenerator<Walked> {
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
