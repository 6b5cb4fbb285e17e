/** What of a workspace goes to a host: what git would know of it, without secrets; without git, what looks like code and small data. */
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { PracticumError } from '../../base/errors.ts';
import { secretsIn, secretsOfVariables } from '../../base/heldSecrets.ts';
import { hideSecrets } from '../../base/redact.ts';
import { isSecretPath } from '../../policy/names.ts';
import { type KeySearch, keySearch } from '../keysWithin.ts';
import { lookingGit } from '../lookingGit.ts';

export interface SliceFile {
  /** Below the workspace folder, with `/`. */
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly mode: number;
}

export interface Slice {
  readonly files: readonly SliceFile[];
  readonly bytes: number;
  /** For people: what stays here, and why. */
  readonly notes: readonly string[];
}

export interface SliceLimits {
  readonly maxFileBytes: number;
  readonly maxBytes: number;
  readonly maxFiles: number;
}

export const sliceLimits: SliceLimits = { maxFileBytes: 256 * 2 ** 20, maxBytes: 2 ** 30, maxFiles: 20_000 };

const handedOn = 'Let the script read it from the environment, where it is handed on as a secret: HF_TOKEN, WANDB_API_KEY.';

class KeyInScript extends PracticumError {
  constructor(script: string, hint: string = handedOn) {
    super('secret-in-script', `A key stands in ${hideSecrets(script)}, and it would leave this machine with it.`, { hint });
  }
}

const foreignFolder =
  /^(?:\.git|\.hg|\.svn|\.practicum|node_modules|__pycache__|\.venv|venv|\.tox|\.mypy_cache|\.ruff_cache|\.pytest_cache|\.ipynb_checkpoints|wandb|lightning_logs)$/;

/** Of a script that leaves this machine alone. `hint`: what to do instead. Throws `secret-in-script`. */
export async function requireNoKey(root: string, script: string, hint: string): Promise<void> {
  const keys = await keysOf(root, await namesOf(root, sliceLimits));
  const name = nameBelow(root, script);
  const { size } = await lstat(script);
  if (keys.isInName(name) || (await keys.isIn(script, size))) throw new KeyInScript(name, hint);
}

/** `script` goes along whatever git ignores and wherever in the folder it lies. Throws where there is too much, and `secret-in-script`. */
export async function sliceOf(root: string, script: string, limits: SliceLimits = sliceLimits): Promise<Slice> {
  const names = await namesOf(root, limits);
  const own = nameBelow(root, script);
  const keys = await keysOf(root, names);
  const files: SliceFile[] = [];
  const large: string[] = [];
  const withKey: string[] = [];
  let secrets = 0;
  let bytes = 0;
  for (const name of new Set([own, ...names])) {
    if (name !== own && name.split('/').some((part) => foreignFolder.test(part))) continue;
    if (isSecretPath(name)) {
      secrets += 1;
      continue;
    }
    const file = path.join(root, ...name.split('/'));
    const info = await lstat(file).catch(() => undefined);
    // Links are passed over: what they lead to is not the workspace's.
    if (info?.isFile() !== true) continue;
    if (info.size > limits.maxFileBytes) {
      large.push(name);
      continue;
    }
    if (keys.isInName(name) || (await keys.isIn(file, info.size))) {
      if (name === own) throw new KeyInScript(own);
      withKey.push(name);
      continue;
    }
    bytes += info.size;
    files.push({ name, file, bytes: info.size, mode: info.mode & 0o777 });
    if (bytes > limits.maxBytes || files.length > limits.maxFiles) throw tooMuch(root, limits);
  }
  const notes = [
    ...notSent('of their size', large),
    ...notSent(
      'a key stands in them',
      withKey.map((name) => hideSecrets(name)),
    ),
    ...(secrets === 0 ? [] : [`${secrets} ${secrets === 1 ? 'file' : 'files'} with secrets stayed here.`]),
  ];
  return { files, bytes, notes };
}

function notSent(why: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`Not sent, because ${why}: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and more' : ''}.`];
}

/**
 * What is a secret here goes by no other name: what the person logs in with, and what stands in the files that stay here. A `password="…"` is left to
 * whoever wrote it: a test would not run without.
 */
async function keysOf(root: string, names: readonly string[]): Promise<KeySearch> {
  const secretFiles = new Set(['.env', '.env.local', ...names.filter(isSecretPath)]);
  const texts = await Promise.all([...secretFiles].slice(0, mostSecretFiles).map((name) => beginningOf(path.join(root, name))));
  return keySearch({
    known: [...secretsOfVariables(process.env), ...texts.flatMap(secretsIn)],
    counts: ({ kind }) => kind !== 'secret',
    longestText: 256 * 1024,
  });
}

const mostSecretFiles = 50;
const longestSecretFile = 64 * 1024;

async function beginningOf(file: string): Promise<string> {
  const info = await lstat(file).catch(() => undefined);
  if (info?.isFile() !== true || info.size > longestSecretFile) return '';
  return await readFile(file, 'utf8').catch(() => '');
}

function tooMuch(root: string, { maxBytes, maxFiles }: SliceLimits): PracticumError {
  const message = `${path.basename(root)} holds more than ${maxBytes / 2 ** 20} MB or ${maxFiles.toLocaleString('en')} files to send.`;
  return new PracticumError('slice-too-large', message, {
    hint: 'Name the data in .gitignore and let the script read it where it lies on the host.',
  });
}

function nameBelow(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}

async function namesOf(root: string, limits: SliceLimits): Promise<readonly string[]> {
  return (await namesByGit(root)) ?? (await namesByWalk(root, limits));
}

async function namesByGit(root: string): Promise<readonly string[] | undefined> {
  const said = await (await lookingGit(root)).ask(['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', '.']);
  if (said === undefined || said.isCut) return undefined;
  return said.text.split('\0').filter((name) => name !== '');
}

async function namesByWalk(root: string, { maxFiles }: SliceLimits): Promise<readonly string[]> {
  const names: string[] = [];
  const folders = [''];
  for (let folder = folders.shift(); folder !== undefined && names.length <= maxFiles; folder = folders.shift()) {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
    // An environment, whatever it is called.
    if (folder !== '' && entries.some(({ name }) => name === 'pyvenv.cfg' || name === 'conda-meta')) continue;
    for (const entry of entries) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !foreignFolder.test(entry.name)) folders.push(name);
      else if (entry.isFile()) names.push(name);
    }
  }
  return names;
}
