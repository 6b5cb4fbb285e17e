/**
 * The code of a run beside its record: `code/diff.patch` is how the tree differed from the commit, `code/files/` holds what git does not know of
 * what is executed, `code/code.json` says of each file where to find it. Written by the launcher before anything is executed, so that it is what
 * was executed.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { systemErrorCode } from '../base/errors.ts';
import { hideSecrets } from '../base/redact.ts';
import { whenUsed } from '../base/whenUsed.ts';
import { isSecretPath } from '../policy/names.ts';
import { codeVersion } from './codeVersion.ts';
import { readIfThere, writeWhole } from './folder.ts';
import { type LookingGit, lookingGit } from './lookingGit.ts';
import type { RunSpec } from './run.ts';

/** Where a file of the code is found again: as the commit and the patch have it; as a copy; nowhere, and why. */
export type KeptFile = { readonly path: string; readonly sha256: string } & (
  | { readonly kept: 'git' }
  | { readonly kept: 'copy'; readonly isRedacted: boolean }
  | { readonly kept: 'no'; readonly why: string }
);

export interface CodeRecord {
  readonly v: number;
  /** The workspace folder, absolute. */
  readonly root: string;
  /** Of all that is executed, as far as the workspace holds it: equal hashes are equal code. Absent where there is too much of it to look at. */
  readonly version?: string;
  /** The script first. Paths are relative to `root`, with `/`. */
  readonly files: readonly KeptFile[];
  readonly diff?: { readonly bytes: number; readonly isCut: boolean };
  /** For people: what is missing, and why. */
  readonly notes: readonly string[];
}

const recordVersion = 1;
const maxDiffBytes = 2 * 1024 * 1024;
/** Somebody waits for the run to start. Without the patch every file that is executed is copied. */
const diffTimeoutMs = 1_500;
const maxCopyBytes = 2 * 1024 * 1024;
const maxCopiedBytes = 8 * 1024 * 1024;

export interface CodePaths {
  readonly folder: string;
  readonly record: string;
  readonly diff: string;
  readonly files: string;
}

/** `segment`: of a run that was resumed, whose code may be another one by then. */
export function codePaths(runFolder: string, segment = 0): CodePaths {
  const folder = path.join(runFolder, segment === 0 ? 'code' : `code-${segment}`);
  return {
    folder,
    record: path.join(folder, 'code.json'),
    diff: path.join(folder, 'diff.patch'),
    files: path.join(folder, 'files'),
  };
}

/** Keeps the code that `spec` is about to execute. Throws only what says that nothing more can be written (a full disk). */
export async function keepCode(
  runFolder: string,
  root: string,
  spec: Pick<RunSpec, 'argv' | 'cwd' | 'script' | 'code'>,
  segment = 0,
): Promise<void> {
  const paths = codePaths(runFolder, segment);
  await mkdir(paths.folder, { recursive: true });
  const realRoot = await realpath(root).catch(() => root);
  const [survey, git] = await Promise.all([surveyOf(spec, realRoot), lookingGit(path.dirname(spec.script))]);
  const [diff, tracked] = await Promise.all([
    spec.code.commit === undefined || !spec.code.isDirty ? undefined : diffOf(git),
    spec.code.commit === undefined ? new Map<string, string>() : trackedAmong(git, survey.files),
  ]);
  const notes = [...survey.notes];
  if (diff !== undefined && diff !== 'unknown') {
    await writeFile(paths.diff, diff.text);
    notes.push(...diff.notes);
  }
  if (diff === 'unknown') notes.push('Git did not say in time how the tree differs from the commit.');
  const copies = new Copies(paths.files, realRoot);
  const files: KeptFile[] = [];
  for (const file of survey.files) files.push(await copies.keep(file, isGivenBack(tracked.get(file.path), diff)));
  const record: CodeRecord = {
    v: recordVersion,
    root: realRoot,
    ...(survey.version === undefined ? {} : { version: survey.version }),
    files,
    ...(diff === undefined || diff === 'unknown' ? {} : { diff: { bytes: Buffer.byteLength(diff.text), isCut: diff.isCut } }),
    notes,
  };
  await writeWhole(paths.record, `${JSON.stringify(record, undefined, 2)}\n`);
}

interface SurveyedFile {
  readonly path: string;
  readonly sha256: string;
}

interface Survey {
  readonly version?: string;
  readonly files: readonly SurveyedFile[];
  readonly notes: readonly string[];
}

async function surveyOf({ argv, cwd, script }: Pick<RunSpec, 'argv' | 'cwd' | 'script'>, root: string): Promise<Survey> {
  // What starts the script for it, such as torchrun, is no code of the person’s.
  const program = [argv[0] ?? '', ...argv.slice(Math.max(1, argv.indexOf(script)))];
  const version = await codeVersion({ argv: program, cwd }, [root]).catch(() => undefined);
  if (version !== undefined)
    return { version: version.hash, files: version.files, notes: version.note === undefined ? [] : [version.note] };
  const bytes = await readFile(script).catch(() => undefined);
  const notes = ['What the script imports was not followed: it is too much, or it lies outside of the workspace.'];
  return { files: bytes === undefined ? [] : [{ path: await realpath(script), sha256: sha256(bytes) }], notes };
}

interface Diff {
  readonly text: string;
  readonly isCut: boolean;
  readonly notes: readonly string[];
  /** Paths from the top of the repository whose part was redacted or left out: what the patch gives back is not what was executed. */
  readonly rewritten: readonly string[];
}

/** How tracked files of the whole repository differ from the commit, without secrets; undefined: not at all. */
async function diffOf(git: LookingGit): Promise<Diff | 'unknown' | undefined> {
  const how = ['--no-color', '--no-ext-diff', '--no-textconv', '--no-renames', '--no-relative', '--src-prefix=a/', '--dst-prefix=b/'];
  const said = await git.ask(['diff', 'HEAD', ...how], { maxBytes: maxDiffBytes, timeoutMs: diffTimeoutMs });
  if (said === undefined) return 'unknown';
  // Only files that git does not know are new: there is nothing to patch.
  return said.text === '' ? undefined : cleanDiff(said.text, said.isCut);
}

/** The parts of files that hold secrets by their name are left out, secrets in others redacted, and a last file that was cut is dropped. Pure. */
export function cleanDiff(text: string, isCut: boolean): Diff {
  // Lines of a file begin with a blank, a plus or a minus, so this is always the beginning of a part.
  const whole = text === '' ? [] : text.split(/^(?=diff --git )/m);
  const parts = isCut ? whole.slice(0, -1) : whole;
  const notes: string[] = [];
  const rewritten: string[] = [];
  const kept = parts.flatMap((part) => {
    const file = fileOfPart(part);
    if (isSecretPath(file)) {
      notes.push(`${file} is not in the patch: by its name it holds secrets.`);
      rewritten.push(file);
      return [];
    }
    const clean = hideSecrets(part);
    if (clean !== part) rewritten.push(file);
    return [clean];
  });
  if (isCut) notes.push(`The patch holds the first ${kept.length} changed files only; all of it is larger than ${maxDiffBytes >> 20} MB.`);
  return { text: kept.join(''), isCut, notes, rewritten };
}

/** `diff --git a/PATH b/PATH`: without renames both are the same, so their length says where one ends, whatever is in it. */
function fileOfPart(part: string): string {
  const head = part.slice('diff --git '.length, part.indexOf('\n') === -1 ? undefined : part.indexOf('\n'));
  const [marks, start] = head.startsWith('"') ? [9, 3] : [5, 2];
  return head.slice(start, start + (head.length - marks) / 2);
}

/** Whether commit and patch hold the file as it was executed. A patch that is not whole gives no file back. */
function isGivenBack(tracked: string | undefined, diff: Diff | 'unknown' | undefined): boolean {
  if (tracked === undefined) return false;
  return diff === undefined || (diff !== 'unknown' && !diff.isCut && !diff.rewritten.includes(tracked));
}

/** Those of the files that git knows, whatever they hold now, with their paths from the top of the repository. */
async function trackedAmong(git: LookingGit, files: readonly SurveyedFile[]): Promise<ReadonlyMap<string, string>> {
  const top = (await git.ask(['rev-parse', '--show-toplevel']))?.text.trimEnd();
  if (top === undefined) return new Map();
  const inside = files.map((file) => file.path).filter((file) => !relative(top, file).startsWith('../'));
  // `:(top,literal)`: from the top of the repository, and a star in a name is a star.
  const specs = inside.map((file) => `:(top,literal)${relative(top, file)}`);
  const said = await git.ask(['ls-files', '-z', '--full-name', '--', ...specs]);
  const known = new Set((said?.text ?? '').split('\0').filter((name) => name !== ''));
  return new Map(inside.flatMap((file) => (known.has(relative(top, file)) ? [[file, relative(top, file)] as const] : [])));
}

class Copies {
  readonly #folder: string;
  readonly #root: string;
  #bytes = 0;

  constructor(folder: string, root: string) {
    this.#folder = folder;
    this.#root = root;
  }

  async keep({ path: file, sha256: hash }: SurveyedFile, isInGit: boolean): Promise<KeptFile> {
    const name = relative(this.#root, file);
    const found = { path: name, sha256: hash };
    if (isInGit) return { ...found, kept: 'git' };
    if (name.startsWith('../')) return { ...found, kept: 'no', why: 'It lies outside of the workspace folder.' };
    if (isSecretPath(name)) return { ...found, kept: 'no', why: 'By its name it holds secrets.' };
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes === undefined) return { ...found, kept: 'no', why: 'It cannot be read.' };
    if (bytes.length > maxCopyBytes) return { ...found, kept: 'no', why: `It is larger than ${maxCopyBytes >> 20} MB.` };
    if (bytes.includes(0)) return { ...found, kept: 'no', why: 'It is no text.' };
    if (this.#bytes + bytes.length > maxCopiedBytes)
      return { ...found, kept: 'no', why: `Copies of one run hold at most ${maxCopiedBytes >> 20} MB.` };
    this.#bytes += bytes.length;
    const text = bytes.toString('utf8');
    const clean = hideSecrets(text);
    const copy = path.join(this.#folder, ...name.split('/'));
    try {
      await mkdir(path.dirname(copy), { recursive: true });
      // The very bytes, also of a text in another encoding.
      await writeFile(copy, clean === text ? bytes : clean);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOSPC' || code === 'EDQUOT') throw error;
      return { ...found, kept: 'no', why: `It cannot be copied (${code ?? String(error)}).` };
    }
    // Of what is copied, whenever it was looked at.
    return { path: name, sha256: sha256(bytes), kept: 'copy', isRedacted: clean !== text };
  }
}

const fileFields = { path: z.string(), sha256: z.string() };
const recordSchema = whenUsed(() =>
  z.object({
    v: z.int(),
    root: z.string(),
    version: z.string().exactOptional(),
    files: z.array(
      z.discriminatedUnion('kept', [
        z.object({ ...fileFields, kept: z.literal('git') }),
        z.object({ ...fileFields, kept: z.literal('copy'), isRedacted: z.boolean() }),
        z.object({ ...fileFields, kept: z.literal('no'), why: z.string() }),
      ]),
    ),
    diff: z.object({ bytes: z.number(), isCut: z.boolean() }).exactOptional(),
    notes: z.array(z.string()),
  }),
);

/** What is kept of a run's code; undefined for a run that was started before code was kept, or elsewhere. */
export async function readCode(runFolder: string, segment = 0): Promise<CodeRecord | undefined> {
  try {
    return recordSchema.parse(JSON.parse((await readIfThere(codePaths(runFolder, segment).record)) ?? ''));
  } catch {
    return undefined;
  }
}

function relative(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
