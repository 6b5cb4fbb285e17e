/** A paper of the workspace as a tool reads it: with what it includes, under permits that the call declares before anybody knows what that is. */
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Effect } from '../base/effects.ts';
import type { ToolCall } from '../base/tool.ts';
import type { OpenedFile } from '../papers/readPaper.ts';
import type { ReadBeside } from '../papers/sources/texFiles.ts';
import { isSecretPath } from '../policy/names.ts';
import type { RunServices } from './define.ts';
import { absolutePath, displayPath } from './paths.ts';

const included = '*.{tex,ltx,latex,sty,cls,bib,bbl}';
const mostBytes = 64 * 2 ** 20;

/** The file; of TeX in a workspace folder also that folder, where its parts are. */
export function paperFileEffects(path: string, roots: readonly string[]): readonly Effect[] {
  const absolute = absolutePath(path, roots);
  const root = rootWith(absolute, roots);
  const folders = root === undefined || !isTex(absolute) ? [] : [...new Set([dirname(absolute), root])];
  return [absolute, ...folders].map((each) => ({ kind: 'read', path: each }) as const);
}

/** Under a permit for `paperFileEffects`. Throws what the file port throws. */
export async function openPaperFile(
  path: string,
  { files, folders, roots }: Pick<RunServices, 'files' | 'folders' | 'roots'>,
  call: ToolCall,
): Promise<OpenedFile> {
  const absolute = absolutePath(path, roots);
  const { bytes } = await files.read(call.permit, absolute, call.signal);
  const name = displayPath(absolute, roots);
  const root = rootWith(absolute, roots);
  const readBeside = root === undefined || !isTex(absolute) ? refusing : reading(absolute, root, folders, call);
  return { bytes, name: basename(absolute), ...(name === absolute ? {} : { path: name }), readBeside };
}

const refusing: ReadBeside = async () => undefined;

/** Files that are no text, links, and what git ignores are not there for it, as for every tool that looks through a folder. */
function reading(main: string, root: string, folders: RunServices['folders'], { permit, signal }: ToolCall): ReadBeside {
  const read = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const below = (folder: string): Promise<ReadonlyMap<string, string>> => {
    const known = read.get(folder) ?? textsIn(folder);
    read.set(folder, known);
    return known;
  };
  const textsIn = async (folder: string): Promise<ReadonlyMap<string, string>> => {
    const found = new Map<string, string>();
    let left = mostBytes;
    for await (const { path, text } of folders.texts(permit, { path: folder, pattern: included }, signal)) {
      left -= text.length;
      if (left < 0) break;
      found.set(path, text);
    }
    return found;
  };
  return async (name) => {
    const file = resolve(dirname(main), name);
    const inRoot = slashed(relative(root, file));
    if (inRoot.startsWith('../') || isAbsolute(inRoot))
      return { why: 'it lies outside of the workspace; copy it into that to have it read' };
    if (isSecretPath(inRoot)) return { why: 'its name says that it holds secrets' };
    const inFolder = slashed(relative(dirname(main), file));
    const isBelow = !inFolder.startsWith('../');
    const text = isBelow ? (await below(dirname(main))).get(inFolder) : (await below(root)).get(inRoot);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
}

function isTex(path: string): boolean {
  return ['.tex', '.ltx', '.latex'].includes(extname(path).toLowerCase());
}

function rootWith(path: string, roots: readonly string[]): string | undefined {
  return roots.find((root) => path.startsWith(join(root, sep)));
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
