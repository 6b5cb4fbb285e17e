/** Gives back a file of the code that a run executed: its copy, or the commit with the patch that is kept beside it. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { codePaths, readCode } from './codeCopies.ts';
import { readIfThere } from './folder.ts';
import { lookingGit } from './lookingGit.ts';
import type { RunState } from './run.ts';

/** Undefined where it is not kept, or what is kept does not give back the very bytes; a copy may have secrets taken out of it. */
export async function executedText({ folder, spec }: Pick<RunState, 'folder' | 'spec'>, file: string): Promise<string | undefined> {
  const record = await readCode(folder);
  const kept = record?.files.find((one) => one.path === file);
  if (record === undefined || kept === undefined) return undefined;
  const paths = codePaths(folder);
  if (kept.kept === 'copy') {
    const copy = path.join(paths.files, file);
    // The record is read from a folder that anybody may have written.
    if (path.relative(paths.files, copy).startsWith('..')) return undefined;
    return await readFile(copy, 'utf8').catch(() => undefined);
  }
  const { commit } = spec.code;
  if (kept.kept !== 'git' || commit === undefined || !/^[0-9a-f]{7,64}$/.test(commit)) return undefined;
  const git = await lookingGit(path.dirname(spec.script));
  const top = (await git.ask(['rev-parse', '--show-toplevel']))?.text.trim();
  const root = record.root ?? spec.cwd;
  if (top === undefined || path.isAbsolute(file)) return undefined;
  const inRepository = path.relative(top, path.join(root, file)).split(path.sep).join('/');
  const committed = await git.ask(['cat-file', 'blob', `${commit}:${inRepository}`]);
  if (committed === undefined || committed.isCut) return undefined;
  const text = await patched(committed.text, (await readIfThere(paths.diff)) ?? '', inRepository);
  return text !== undefined && createHash('sha256').update(text).digest('hex') === kept.sha256 ? text : undefined;
}

/** As the part of the patch that is about this file leaves it; unchanged where there is none. */
async function patched(text: string, patch: string, file: string): Promise<string | undefined> {
  const part = patch.split(/^(?=diff --git )/m).find((one) => one.includes(`\n+++ b/${file}\n`));
  if (part === undefined) return text;
  const { applyPatch } = await import('diff');
  const applied = applyPatch(text, part);
  return applied === false ? undefined : applied;
}
