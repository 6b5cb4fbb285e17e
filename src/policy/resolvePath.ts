import { systemErrorCode } from '../base/errors.ts';
import { matchesGlob } from './glob.ts';
import { type EntryKind, pathsOf, type ResolvedPath, refuse, refuseName, separatorOf, splitPath } from './paths.ts';

/** What is needed of a file system. `node:fs/promises` fits as it is. */
export interface PathFs {
  lstat(path: string): Promise<{
    isFile(): boolean;
    isDirectory(): boolean;
    isSymbolicLink(): boolean;
    readonly mtimeMs: number;
    readonly size: number;
    readonly ino: number;
  }>;
  readlink(path: string): Promise<string>;
  readdir(path: string): Promise<readonly string[]>;
}

/** As many as Linux follows (ELOOP after 40). */
const maxLinks = 40;

/**
 * The real place of an absolute path, found component by component as the kernel does: every link resolved, `..` taken
 * after links, a missing rest appended, in which `..` is refused. `isLinkItself`: a link at the very end is the answer and
 * is not followed (what `unlink` acts on).
 */
export async function resolvePath(
  path: string,
  fs: PathFs,
  options: { readonly platform: NodeJS.Platform; readonly isLinkItself?: boolean },
): Promise<ResolvedPath> {
  const { platform } = options;
  const refusal = refuseName(path, platform);
  if (refusal !== undefined) return refusal;
  const flavour = pathsOf(platform);
  const separator = separatorOf(platform);
  if (!flavour.isAbsolute(path)) return refuse('path.relative', 'The path does not say where it starts.');

  const join = (folder: string, name: string): string => (folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`);
  const start = rootOf(path, platform);
  let real = start;
  let entry: EntryKind = 'directory';
  let links = 0;
  const rest = [...splitPath(path.slice(start.length), platform)];
  while (rest.length > 0) {
    const name = rest.shift() ?? '';
    if (entry === 'file' || entry === 'special') return refuse('path.not-a-folder', `${real} is not a folder.`);
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (entry === 'missing') return refuse('path.parent-of-missing', 'The path goes up from a folder that does not exist.');
      real = flavour.dirname(real);
      continue;
    }
    const next = join(real, name);
    if (entry === 'missing') {
      real = next;
      continue;
    }
    const found = await lookAt(next, fs);
    if (found === 'unreadable') return refuse('path.unreadable', `${next} cannot be looked at.`);
    if (found !== 'link' || (options.isLinkItself === true && rest.length === 0)) {
      real = next;
      entry = found;
      continue;
    }
    links += 1;
    if (links > maxLinks) return refuse('path.links', 'The path goes through too many links.');
    const target = await readLink(next, fs);
    if (target === undefined) return refuse('path.unreadable', `${next} cannot be looked at.`);
    const isTargetAbsolute = flavour.isAbsolute(target);
    if (isTargetAbsolute) {
      const bad = refuseName(target, platform);
      if (bad !== undefined) return bad;
      real = rootOf(target, platform);
    }
    rest.unshift(...splitPath(isTargetAbsolute ? target.slice(rootOf(target, platform).length) : target, platform));
  }
  return { kind: 'real', path: real, entry };
}

function rootOf(path: string, platform: NodeJS.Platform): string {
  const { root } = pathsOf(platform).parse(path);
  return platform === 'win32' ? root.replaceAll('/', '\\') : root;
}

async function lookAt(path: string, fs: PathFs): Promise<EntryKind | 'unreadable'> {
  try {
    const stat = await fs.lstat(path);
    if (stat.isSymbolicLink()) return 'link';
    if (stat.isDirectory()) return 'directory';
    return stat.isFile() ? 'file' : 'special';
  } catch (error) {
    return systemErrorCode(error) === 'ENOENT' ? 'missing' : 'unreadable';
  }
}

async function readLink(path: string, fs: PathFs): Promise<string | undefined> {
  try {
    // Windows answers junctions with a device prefix.
    return (await fs.readlink(path)).replace(/^\\\\\?\\(?=[a-z]:)/i, '');
  } catch {
    return undefined;
  }
}

/** More matches than this are not looked through; the question goes to the person. */
const maxMatches = 500;

/**
 * Every real path that the shell may put in place of `pattern`, in which any segment may hold `*`, `?` or `[`, and the pattern itself, which
 * `sh` keeps where nothing matches. Undefined: too many, or a folder cannot be listed.
 */
export async function resolvePattern(
  pattern: string,
  fs: PathFs,
  options: { readonly platform: NodeJS.Platform },
): Promise<readonly ResolvedPath[] | undefined> {
  const first = pattern.search(/[*?[]/);
  const cut = pattern.lastIndexOf('/', first);
  let folders: readonly string[] = [pattern.slice(0, cut + 1)];
  const segments = pattern.slice(cut + 1).split('/');
  const found: ResolvedPath[] = [];
  for (const [index, segment] of segments.entries()) {
    const matches: string[] = [];
    for (const folder of folders) {
      const names = await namesMatching(folder, segment, fs, options);
      if (names === undefined || matches.length + names.length > maxMatches) return undefined;
      matches.push(...names.map((name) => `${folder}${name}`));
    }
    if (index === segments.length - 1) found.push(...(await Promise.all(matches.map((path) => resolvePath(path, fs, options)))));
    folders = matches.map((path) => `${path}/`);
  }
  // A name may hold the characters of a pattern.
  return [...found, await resolvePath(pattern, fs, options)];
}

/** Names in `folder` that `segment` may stand for: a few too many rather than one too few. Undefined: the folder cannot be listed. */
async function namesMatching(
  folder: string,
  segment: string,
  fs: PathFs,
  options: { readonly platform: NodeJS.Platform },
): Promise<readonly string[] | undefined> {
  const real = await resolvePath(folder, fs, options);
  // What is no folder holds no names; what is refused for another reason is refused again at the end of the path.
  if (real.kind === 'refused') return real.rule === 'path.not-a-folder' ? [] : [segment];
  if (real.entry !== 'directory') return [];
  if (!/[*?[]/.test(segment)) return [segment];
  try {
    const names = await fs.readdir(real.path);
    // Brackets stand for one character; with a class in them, or open, for anything.
    const glob = segment.replace(/\[[!^]?[^\][]+\]/g, '?').replace(/\[.*$/, '*');
    return names.filter((name) => (segment.startsWith('.') || !name.startsWith('.')) && matchesGlob(name, glob));
  } catch {
    return undefined;
  }
}

/** More files and folders than this are not looked through. */
const maxTree = 10_000;

/** Every file and folder below a folder, as programs find them that follow no link. Undefined: too many, or one cannot be listed. */
export async function resolveTree(
  path: string,
  fs: PathFs,
  options: { readonly platform: NodeJS.Platform; readonly isVisible: boolean },
): Promise<readonly ResolvedPath[] | undefined> {
  const top = await resolvePath(path, fs, options);
  if (top.kind === 'refused' || top.entry !== 'directory') return [top];
  const found: ResolvedPath[] = [];
  const folders = [top.path];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let names: readonly string[];
    try {
      names = await fs.readdir(folder);
    } catch {
      return undefined;
    }
    for (const name of names.filter((each) => !options.isVisible || !each.startsWith('.'))) {
      const below = `${folder}/${name}`;
      const entry = await lookAt(below, fs);
      if (entry === 'unreadable' || found.length === maxTree) return undefined;
      if (entry === 'link') continue;
      found.push({ kind: 'real', path: below, entry });
      if (entry === 'directory') folders.push(below);
    }
  }
  return found;
}
