import { posix, win32 } from 'node:path';
import { findNameRule, type NameRule, protectedNames, secretNames } from './names.ts';
import { leadsToRunRecords } from './runRecords.ts';

/** Where paths are judged: the rules of names differ by platform, the roots are real paths. */
export interface PathRules {
  readonly platform: NodeJS.Platform;
  /** Workspace folders, links resolved. */
  readonly roots: readonly string[];
  /** Where Practicum keeps sessions, rules, grants and money, links resolved. */
  readonly home?: string | undefined;
}

/** A path that no call may use, whatever anybody answers. */
export interface RefusedPath {
  readonly kind: 'refused';
  readonly rule: string;
  /** A whole sentence for a person. */
  readonly reason: string;
}

/** What lies at the end of a path. `special`: a device, a socket, a pipe, anything that opening may block or change. */
export type EntryKind = 'file' | 'directory' | 'link' | 'special' | 'missing';

/** The real place of a path, as `resolvePath` found it. */
export interface RealPath {
  readonly kind: 'real';
  readonly path: string;
  readonly entry: EntryKind;
}

export type ResolvedPath = RealPath | RefusedPath;

/** `why` follows “because it ” in a sentence for a person. */
type Why = Pick<NameRule, 'id' | 'why'>;

/** In a home that lies in the workspace, or beside it. */
export const ownRecords: Why = { id: 'secret.home', why: 'belongs to Practicum’s own records and keys' };

/** What the policy knows about a resolved path. */
export type PathClass =
  | RefusedPath
  | { readonly kind: 'outside'; readonly path: string; readonly entry: EntryKind; readonly secret: Why | undefined }
  | {
      readonly kind: 'inside';
      readonly path: string;
      readonly entry: EntryKind;
      readonly root: string;
      readonly secret: Why | undefined;
      readonly guarded: Why | undefined;
      /** Runs, locks and decisions under `.practicum`, and the home: written by Practicum alone. */
      readonly isRunRecord: boolean;
      /** `~name`, `$NAME` or, on Windows, `%NAME%` as the first folder: an expansion that nobody did. */
      readonly isUnexpanded: boolean;
    };

export function refuse(rule: string, reason: string): RefusedPath {
  return { kind: 'refused', rule, reason };
}

export function separatorOf(platform: NodeJS.Platform): '/' | '\\' {
  return platform === 'win32' ? '\\' : '/';
}

export function splitPath(path: string, platform: NodeJS.Platform): readonly string[] {
  return path.split(platform === 'win32' ? /[\\/]/ : '/');
}

/** Characters and Windows forms that are refused before any system call sees them. */
export function refuseName(path: string, platform: NodeJS.Platform): RefusedPath | undefined {
  if (path === '') return refuse('path.empty', 'The path is empty.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f]/.test(path)) return refuse('path.control', 'The path holds a control character.');
  // A cell is named behind its notebook; a folder of that name would only be a detour.
  if (/\.ipynb[#?][^\\/]*[\\/]/i.test(path)) return refuse('path.cell', 'What stands behind the name of a notebook is no path.');
  return platform === 'win32' ? refuseWindowsName(path) : undefined;
}

function refuseWindowsName(path: string): RefusedPath | undefined {
  // Opening \\server\share sends the person's password hash to that server; \\?\ and \??\ skip every normalisation.
  if (/^[\\/]{2}/.test(path)) return refuse('path.network', 'Network and device paths are not opened.');
  if (/^[\\/]\?\?[\\/]/.test(path)) return refuse('path.device', 'Network and device paths are not opened.');
  if (/^[a-z]:(?![\\/])/i.test(path))
    return refuse('path.drive-relative', 'A drive without a folder means a different place in every process.');
  const segments = splitPath(path.replace(/^[a-z]:/i, ''), 'win32');
  for (const segment of segments) {
    if (segment.includes(':')) return refuse('path.stream', 'The path names a hidden stream of a file.');
    if (/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)[ ]*(\..*)?$/i.test(segment))
      return refuse('path.reserved', `“${segment}” is a device on Windows.`);
  }
  const hasDroppedEnd = segments.some((segment) => segment !== '.' && segment !== '..' && /[. ]$/.test(segment));
  // Where the name without its end is a protected one, the question about that one is the better answer.
  const named = segments.filter((segment) => segment !== '');
  if (hasDroppedEnd && findNameRule(protectedNames, named) === undefined)
    return refuse('path.trailing', 'Windows drops dots and blanks at the end of a name, so this path would mean another file.');
  return undefined;
}

/**
 * What a model or a person wrote, as an absolute path: against `root`, never the process's own folder; a leading `~` is
 * `home`; `file:` addresses are decoded. `..` stays, because only the file system knows what it means after a link.
 * A tool whose path is refused here puts what was written into its effect: `decide` refuses it with the same words.
 */
export function absolutePath(
  written: string,
  base: { readonly root: string; readonly home: string; readonly platform: NodeJS.Platform },
): { readonly kind: 'absolute'; readonly path: string } | RefusedPath {
  let path = written;
  if (/^file:/i.test(path)) {
    const decoded = fromFileAddress(path, base.platform);
    if (typeof decoded !== 'string') return decoded;
    path = decoded;
  } else if (/^[a-z][a-z0-9+.-]+:\/|^(?:untitled|data|vscode[\w-]*):/i.test(path)) {
    return refuse('path.scheme', 'Only files can be opened here, not other addresses.');
  }
  const refusal = refuseName(path, base.platform);
  if (refusal !== undefined) return refusal;
  const separator = separatorOf(base.platform);
  if (path === '~' || path.startsWith('~/') || path.startsWith(`~${separator}`)) path = `${base.home}${separator}${path.slice(1)}`;
  else if (!pathsOf(base.platform).isAbsolute(path)) path = `${base.root}${separator}${path}`;
  return { kind: 'absolute', path: tidy(path, base.platform) };
}

function fromFileAddress(address: string, platform: NodeJS.Platform): string | RefusedPath {
  const match = /^file:(?:\/\/(?:localhost)?(?=\/)|(?=\/(?!\/)))(\/[^?#]*)$/i.exec(address);
  const encoded = match?.[1];
  if (encoded === undefined) return refuse('path.address', 'This file: address names another machine or cannot be read.');
  try {
    const path = decodeURIComponent(encoded);
    return platform === 'win32' ? path.replace(/^\/(?=[a-z]:)/i, '') : path;
  } catch {
    return refuse('path.address', 'This file: address cannot be decoded.');
  }
}

/** Drops empty and `.` segments; keeps `..` and a final separator, which both mean something after a link. */
function tidy(path: string, platform: NodeJS.Platform): string {
  const separator = separatorOf(platform);
  const { root } = pathsOf(platform).parse(path);
  const segments = splitPath(path.slice(root.length), platform);
  const kept = segments.filter((segment) => segment !== '' && segment !== '.');
  const last = segments.at(-1);
  const isFolder = kept.length > 0 && (last === '' || last === '.');
  return `${platform === 'win32' ? root.replaceAll('/', '\\') : '/'}${kept.join(separator)}${isFolder ? separator : ''}`;
}

export function pathsOf(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix;
}

/** The segments of `path` below `root`, or undefined where it lies elsewhere. Both are real paths. */
export function segmentsBelow(root: string, path: string, platform: NodeJS.Platform): readonly string[] | undefined {
  const isCaseInsensitive = platform === 'win32' || platform === 'darwin';
  const same = (a: string, b: string): boolean =>
    a === b || (isCaseInsensitive && a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase());
  const rootSegments = splitPath(root, platform).filter((segment) => segment !== '');
  const segments = splitPath(path, platform).filter((segment) => segment !== '');
  if (segments.length < rootSegments.length) return undefined;
  return rootSegments.every((segment, index) => same(segment, segments[index] ?? '')) ? segments.slice(rootSegments.length) : undefined;
}

/** Says what a resolved path is: inside or outside, protected, secret, evidence. Never touches the disk. */
export function classifyPath(resolved: ResolvedPath, rules: PathRules): PathClass {
  if (resolved.kind === 'refused') return resolved;
  const { path, entry } = resolved;
  const refusal = refuseName(path, rules.platform) ?? refuseSystemFile(path, rules.platform);
  if (refusal !== undefined) return refusal;
  // The outermost root: a folder opened inside another one does not take that one's protection away.
  let below: readonly string[] | undefined;
  let inRoot: string | undefined;
  for (const root of rules.roots) {
    const segments = segmentsBelow(root, path, rules.platform);
    if (segments === undefined || (below !== undefined && segments.length <= below.length)) continue;
    below = segments;
    inRoot = root;
  }
  const all = splitPath(path, rules.platform).filter((segment) => segment !== '');
  const isOwn = rules.home !== undefined && segmentsBelow(rules.home, path, rules.platform) !== undefined;
  if (below === undefined || inRoot === undefined)
    return { kind: 'outside', path, entry, secret: isOwn ? ownRecords : findNameRule(secretNames, all) };
  const short = shortName(below, rules.platform);
  const secret = isOwn ? ownRecords : (findNameRule(secretNames, below) ?? short);
  return {
    kind: 'inside',
    path,
    entry,
    root: inRoot,
    secret,
    guarded: findNameRule(protectedNames, below) ?? secret,
    isRunRecord: isOwn || leadsToRunRecords(all),
    isUnexpanded: (rules.platform === 'win32' ? /^[~$%]/ : /^[~$]/).test(below[0] ?? ''),
  };
}

/** Windows keeps a second, short name for long ones: `GIT~1` is `.git` (CVE-2019-1353). Which one it is cannot be seen from the name. */
function shortName(segments: readonly string[], platform: NodeJS.Platform): Why | undefined {
  if (platform !== 'win32') return undefined;
  const isShort = segments.some((segment) => /^[^.]{1,8}~\d{1,6}(\.[^.]{0,3})?$/.test(segment));
  return isShort ? { id: 'protected.short-name', why: 'is a short name that may stand for a protected or a secret one' } : undefined;
}

/** Descriptors and memory of processes, and devices: names in the file system that are not files. */
function refuseSystemFile(path: string, platform: NodeJS.Platform): RefusedPath | undefined {
  if (platform === 'win32') return undefined;
  if (/^\/dev(\/|$)/.test(path)) return refuse('path.device', 'Devices and open descriptors are not files.');
  if (/^\/proc\/(self|thread-self|\d+)(\/|$)/.test(path)) return refuse('path.process', 'The inside of a running process is not opened.');
  return undefined;
}
