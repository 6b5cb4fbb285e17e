import { promises } from 'node:fs';
import { dirname } from 'node:path';
import { PracticumError } from '../base/errors.ts';
import type { Confinement } from '../base/sandbox.ts';
import { credentialPlaces, type Person } from './credentials.ts';
import type { FileView, HiddenPlace, WorkspaceNames } from './fileView.ts';
import { contains, segmentsBelow } from './insidePath.ts';
import { scanWorkspace } from './scanWorkspace.ts';

/** Where a sandbox works, and what it keeps from programs. */
export interface SandboxPlaces {
  /** Workspace folders, real paths. */
  readonly roots: readonly string[];
  readonly names: WorkspaceNames;
  readonly person: Person;
  /** Kept from confined programs besides credentials: Practicum's own home, absolute. */
  readonly hidden: readonly string[];
  /** Read-only, and seen in spite of that: the environments in that home. */
  readonly seen: readonly string[];
}

export function cannotConfine(why: string, hint: string, cause?: unknown): PracticumError {
  return new PracticumError('sandbox', `This cannot be confined: ${why}`, { hint, cause });
}

/** The file system as a program behind this confinement sees it. Throws PracticumError (`sandbox`) where no wall would be left to speak of. */
export async function computeView(confinement: Confinement, places: SandboxPlaces): Promise<FileView> {
  const there = await Promise.all(confinement.writable.map((path) => realFolder(path, confinement.writable)));
  const writable = [...new Set(there.filter((path) => path !== undefined))];
  const hiddenPlaces = credentialPlaces(places.person, places.hidden);
  const homes = await realHomes(places.person);
  for (const folder of writable) refuseUnlessApart(folder, homes, hiddenPlaces);
  const roots = outermost([...places.roots, ...writable]);
  const opened = new Set(writable.filter((folder) => isOpenedOnPurpose(folder, roots, places.names)));
  const scans = await Promise.all(
    [...roots, ...[...opened].filter((folder) => !roots.includes(folder))].map((folder) =>
      scanWorkspace(roots.find((root) => contains(root, folder)) ?? folder, folder, places.names, opened),
    ),
  );
  const hidden = scans.flatMap((scan) => scan.hidden);
  return {
    writable,
    readOnly: [...new Set(scans.flatMap((scan) => scan.readOnly))].filter((path) => writable.some((folder) => contains(folder, path))),
    hidden: withoutNested([...hiddenPlaces, ...hidden]),
  };
}

/** What is guarded now and was not in an earlier view: made since. */
export async function guardedSince(before: FileView, confinement: Confinement, places: SandboxPlaces): Promise<readonly string[]> {
  const known = new Set(guardedIn(before));
  const now = guardedIn(await computeView(confinement, places));
  return now.filter((path) => !known.has(path) && before.writable.some((folder) => contains(folder, path)));
}

function guardedIn({ readOnly, hidden }: FileView): readonly string[] {
  return [...readOnly, ...hidden.map(({ path }) => path)];
}

function realHomes({ homes }: Person): Promise<readonly string[]> {
  return Promise.all(homes.map((home) => promises.realpath(home).catch(() => home)));
}

/** What is missing in another writable folder needs no mount: it can be made there. */
async function realFolder(path: string, writable: readonly string[]): Promise<string | undefined> {
  try {
    return await promises.realpath(path);
  } catch (error) {
    if (writable.some((folder) => folder !== path && contains(folder, path))) return undefined;
    throw cannotConfine(`there is no ${path} to write in.`, `Make ${path} first, or ask for ${dirname(path)}.`, error);
  }
}

/** Where writing is allowed, nothing must lie that would undo the rest: the start-up files of a home, the system. */
function refuseUnlessApart(folder: string, homes: readonly string[], hidden: readonly HiddenPlace[]): void {
  const open = 'Open the folder of one project instead, or set practicum.sandbox.use to “off”.';
  if (folder === '/') throw cannotConfine('the workspace is the whole file system.', open);
  if (homes.some((home) => contains(folder, home)))
    throw cannotConfine(`the workspace ${folder} holds your home folder and what starts with it.`, open);
  const over = hidden.find(({ path, isFolder }) => isFolder && contains(path, folder));
  if (over !== undefined) throw cannotConfine(`${folder} lies in ${over.path}, which is kept from confined programs.`, open);
}

/** Whether this workspace can be confined at all: undefined, or why not. */
export async function whyNotConfinable(places: SandboxPlaces): Promise<PracticumError | undefined> {
  const homes = await realHomes(places.person);
  const hidden = credentialPlaces(places.person, places.hidden);
  try {
    for (const root of places.roots) refuseUnlessApart(root, homes, hidden);
    return undefined;
  } catch (error) {
    if (error instanceof PracticumError) return error;
    throw error;
  }
}

function outermost(folders: readonly string[]): readonly string[] {
  const all = [...new Set(folders)];
  return all.filter((folder) => !all.some((other) => other !== folder && contains(other, folder)));
}

function isOpenedOnPurpose(folder: string, roots: readonly string[], names: WorkspaceNames): boolean {
  return roots.some((root) => {
    const segments = segmentsBelow(root, folder) ?? [];
    return segments.length > 0 && names.isProtected(segments);
  });
}

function withoutNested(places: readonly HiddenPlace[]): readonly HiddenPlace[] {
  const sorted = [...new Map(places.map((place) => [place.path, place])).values()].toSorted((a, b) => a.path.length - b.path.length);
  const kept: HiddenPlace[] = [];
  for (const place of sorted) if (!kept.some((outer) => outer.isFolder && contains(outer.path, place.path))) kept.push(place);
  return kept;
}
