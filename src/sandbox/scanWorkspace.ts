import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HiddenPlace, WorkspaceNames } from './fileView.ts';
import { segmentsBelow } from './insidePath.ts';

/** What is there in a workspace folder and keeps a confined program from it: not to be changed, or not to be read. */
export interface GuardedPlaces {
  readonly readOnly: readonly string[];
  readonly hidden: readonly HiddenPlace[];
}

/** Thousands of packages by others, whose certificates look like keys. What runs or steers something lies above them. */
const foreign = new Set(['node_modules', 'site-packages', 'dist-packages', '__pycache__']);
/** Folders are looked at level by level, so what is nearest to the top is found first. */
const maxEntries = 20_000;
/** bubblewrap takes 9,000 arguments at most, three for each place. */
const maxPlaces = 1_500;
/** Listed without a break: each takes some microseconds so, and a hundred times that through the thread pool. */
const foldersAtOnce = 64;

/**
 * Below `folder`, level by level. A name is judged by its segments below `root`. Links are passed over: what they lead to is judged by where it
 * lies. `opened` are protected folders that this program may write in.
 */
export async function scanWorkspace(
  root: string,
  folder: string,
  names: WorkspaceNames,
  opened: ReadonlySet<string>,
): Promise<GuardedPlaces> {
  const readOnly: string[] = [];
  const hidden: HiddenPlace[] = [];
  let level: readonly string[] = [folder];
  let entryCount = 0;
  while (level.length > 0 && entryCount < maxEntries && readOnly.length + hidden.length < maxPlaces) {
    const next: string[] = [];
    for (let start = 0; start < level.length && entryCount < maxEntries; start += foldersAtOnce) {
      const batch = level.slice(start, start + foldersAtOnce);
      if (start > 0) await new Promise((resolve) => setImmediate(resolve));
      for (const parent of batch) {
        const entries = entriesOf(parent);
        entryCount += entries.length;
        for (const entry of entries) {
          if (entry.isSymbolicLink()) continue;
          const path = join(parent, entry.name);
          const segments = segmentsBelow(root, path) ?? [entry.name];
          const isFolder = entry.isDirectory();
          const guard = guardOf(path, segments, names, opened);
          if (guard === 'hidden') hidden.push({ path, isFolder });
          else if (guard === 'readOnly') readOnly.push(path);
          else if (isFolder && !foreign.has(entry.name)) next.push(path);
        }
      }
    }
    level = next;
  }
  return { readOnly: readOnly.slice(0, maxPlaces), hidden: hidden.slice(0, maxPlaces) };
}

function guardOf(
  path: string,
  segments: readonly string[],
  names: WorkspaceNames,
  opened: ReadonlySet<string>,
): 'hidden' | 'readOnly' | undefined {
  if (opened.has(path)) return undefined;
  const isOpened = [...opened].some((each) => segmentsBelow(each, path) !== undefined);
  if (isOpened) return names.isNeverOpened(segments) ? 'readOnly' : undefined;
  // A repository's configuration looks like a secret and is what every `git status` reads.
  if (names.isProtected(segments)) return names.isSecret(segments) ? 'hidden' : 'readOnly';
  return names.isSecret(segments) ? 'hidden' : undefined;
}

/** A folder that cannot be listed cannot be read by the program either. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
