import { posix } from 'node:path';
import { matchesGlob } from './glob.ts';
import { classify, type PathLookup } from './lookup.ts';
import { type PathClass, type PathRules, segmentsBelow, splitPath } from './paths.ts';
import type { ShellPlace } from './shell/harmless.ts';
import type { Tree } from './shell/program.ts';

/** What a command line is judged against. */
export interface PlaceRules extends PathRules {
  readonly lookup: PathLookup;
  /** Is the repositories' own configuration what it was when the session began? */
  readonly isRepositoryUnchanged: boolean;
  /** The folders in which the shell looks for programs. */
  readonly searchPath: readonly string[];
}

/** The workspace as a command line in `cwd` sees it. */
export function shellPlace(cwd: string, rules: PlaceRules): ShellPlace {
  return {
    cwd,
    platform: rules.platform,
    checkFile(path, { mustBeFile, isPattern, tree }) {
      const found = classify({ about: isPattern ? 'pattern' : 'target', path }, rules);
      if (found === undefined) return `it is not known where ${path} leads`;
      const below = tree === undefined ? [] : classify({ about: tree.hasHidden ? 'tree' : 'visible tree', path }, rules);
      if (below === undefined) return `${path} holds more than can be looked through`;
      const isRead = (at: PathClass): boolean => tree === undefined || isOfTree(at, found[0], tree);
      return [...found, ...below.filter(isRead)].map((at) => whyNotRead(at, mustBeFile)).find((why) => why !== undefined);
    },
    checkFolder(path) {
      const found = classify({ about: 'target', path }, rules)?.[0];
      if (found === undefined) return `it is not known where ${path} leads`;
      const why = whyNotRead(found, false);
      if (why !== undefined || found.kind === 'refused') return why;
      if (found.entry !== 'directory') return `${path} is not a folder`;
      // The shell keeps the name of a link as its folder, the system does not: `..` would then mean two places.
      return sameFolder(found.path, path) ? undefined : `“cd” would go through a link to ${found.path}`;
    },
    checkProgram: (name, folder) => whyNotOfMachine(name, folder, rules),
    checkRepository: (folder) => whyNotGit(folder, rules),
  };
}

/** Is this one of the files that a program looks into, which was told to leave some out? */
function isOfTree(at: PathClass, top: PathClass | undefined, { only, without = [] }: Tree): boolean {
  if (at.kind === 'refused' || top === undefined || top.kind === 'refused') return true;
  const below = splitPath(at.path.slice(top.path.length), 'linux');
  if (below.some((name) => without.includes(name)) && !without.includes(below.at(-1) ?? '')) return false;
  // In brackets stands one of several characters: anything is assumed.
  return only === undefined || only.some((pattern) => matchesGlob(below.at(-1) ?? '', pattern.replace(/[[\\].*$/, '*')));
}

function sameFolder(real: string, written: string): boolean {
  const segments: string[] = [];
  for (const segment of splitPath(written, 'linux')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return real === `/${segments.join('/')}`;
}

function whyNotRead(at: PathClass, mustBeFile: boolean): string | undefined {
  if (at.kind === 'refused') return at.reason.replace(/\.$/, '');
  if (at.kind === 'outside') return `${at.path} lies outside the workspace`;
  if (at.entry === 'special') return `${at.path} is not a regular file`;
  if (at.secret !== undefined) return `${at.path} ${at.secret.why}`;
  if (at.isUnexpanded) return `${at.path} looks like a path that should have been expanded`;
  if (mustBeFile && at.entry === 'directory') return `${at.path} is a folder`;
  return undefined;
}

/** A repository's configuration names programs that git starts. Only the workspace's own one, as it was at the start, is believed. */
function whyNotGit(folder: string, rules: PlaceRules): string | undefined {
  if (!rules.isRepositoryUnchanged) return 'the configuration of the repository starts programs, or has changed since the session began';
  for (const root of rules.roots) {
    const below = segmentsBelow(root, folder, rules.platform);
    if (below === undefined) continue;
    // Every folder from the root to here: only the root may be a repository, and none may look like a bare one.
    const folders = [root, ...below.map((_, index) => `${root}/${below.slice(0, index + 1).join('/')}`)];
    const unwanted = [...folders.map((path) => `${path}/HEAD`), ...folders.slice(1).map((path) => `${path}/.git`)];
    const found = unwanted.map((path) => classify({ about: 'link', path }, rules)?.[0]);
    const isPlain = found.every((at) => at?.kind === 'inside' && at.entry === 'missing');
    if (!isPlain) return 'a repository inside the workspace may bring its own configuration';
    return isAround(root, rules) ? 'the repository lies outside the workspace' : undefined;
  }
  return 'the repository lies outside the workspace';
}

/** Where the root itself is no repository, git takes the next one above, whose files nobody opened here. */
function isAround(root: string, rules: PlaceRules): boolean {
  const own = classify({ about: 'link', path: `${root}/.git` }, rules)?.[0];
  if (own?.kind !== 'inside') return true;
  if (own.entry !== 'missing') return own.entry !== 'directory';
  const above: string[] = [];
  for (let folder = posix.dirname(root); above.at(-1) !== folder; folder = posix.dirname(folder)) above.push(folder);
  return above.some((folder) => {
    const found = rules.lookup.paths({ about: 'link', path: posix.join(folder, '.git') })?.[0];
    return found?.kind !== 'real' || found.entry !== 'missing';
  });
}

/** A program that the search path finds in the workspace may be anything by now, whatever it is called. */
function whyNotOfMachine(name: string, folder: string, rules: PlaceRules): string | undefined {
  for (const searched of rules.searchPath) {
    const path = searched.startsWith('/') ? `${searched}/${name}` : `${folder}/${searched}/${name}`;
    const isNear = !searched.startsWith('/') || rules.roots.some((root) => segmentsBelow(root, searched, rules.platform) !== undefined);
    if (!isNear) continue;
    const at = classify({ about: 'link', path }, rules)?.[0];
    if (at === undefined || at.kind === 'refused' || at.entry !== 'missing')
      return `“${name}” would be a program of the workspace (${path})`;
  }
  return undefined;
}
