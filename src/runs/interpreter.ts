import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { readIfThere } from './folder.ts';
import { venvFolders, venvPython } from './venv.ts';

/** Where an interpreter was found, in the order in which it is looked for. */
export type InterpreterOrigin = 'chosen' | 'workspace' | 'practicum' | 'VIRTUAL_ENV' | 'CONDA_PREFIX' | 'conda' | 'module' | 'PATH';

export interface InterpreterCandidate {
  readonly path: string;
  readonly origin: InterpreterOrigin;
}

/** A Python that answered. */
export interface Interpreter extends InterpreterCandidate {
  /** `3.11.7` */
  readonly version: string;
  /** Whether it belongs to a virtual environment, so that packages may be installed into it. */
  readonly isVirtual: boolean;
  /** Which of the modules that were asked for can be imported. They are found, not imported. */
  readonly modules: Readonly<Record<string, boolean>>;
}

export class NoPython extends PracticumError {
  constructor(candidates: readonly InterpreterCandidate[]) {
    const folders = new Set(candidates.filter(({ origin }) => origin === 'PATH').map(({ path: file }) => path.dirname(file)));
    super('no-python', 'No working Python was found on this machine.', {
      hint: `Install Python 3.9 or newer (python.org, or your system's package manager), or choose an interpreter in the settings. Looked in .venv and venv of the workspace and in ${folders.size} folders of programs.`,
    });
  }
}

export class InterpreterBroken extends PracticumError {
  constructor(file: string, cause: unknown) {
    super('interpreter-broken', `The chosen Python interpreter does not work: ${file}.`, {
      hint: 'Choose another interpreter in the settings, or clear the choice to have one found.',
      cause,
    });
  }
}

export interface InterpreterSearch {
  /** What the person chose. It is used or it fails: nothing else is put in its place. */
  readonly chosen: string | undefined;
  readonly root: string;
  /** `$PRACTICUM_HOME`, where environments made for a workspace may lie. */
  readonly home?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Modules to look for, by import name. */
  readonly modules?: readonly string[];
  readonly signal?: AbortSignal;
}

/** The Python that training in `root` would use. Throws NoPython or InterpreterBroken. */
export async function findInterpreter(search: InterpreterSearch): Promise<Interpreter> {
  const { chosen, modules = [], signal } = search;
  if (chosen !== undefined && chosen !== '') {
    try {
      return await probe({ path: chosen, origin: 'chosen' }, modules, signal);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      throw new InterpreterBroken(chosen, error);
    }
  }
  const candidates = interpreterCandidates({ ...search, condaName: await condaNameOf(search.root) });
  for (const candidate of candidates) {
    if (!(await isExecutable(candidate.path))) continue;
    try {
      return await probe(candidate, modules, signal);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      // A broken environment (its base Python was removed): the next one may work.
    }
  }
  throw new NoPython(candidates);
}

/**
 * Where a Python could be, best first: the workspace's own environments, one made for it, those that are active where the editor was
 * started, the conda environment that the workspace names, a loaded environment module, the PATH. Pure.
 */
export function interpreterCandidates({
  root,
  home,
  env,
  condaName,
}: Pick<InterpreterSearch, 'root' | 'home' | 'env'> & { readonly condaName?: string | undefined }): readonly InterpreterCandidate[] {
  const found: InterpreterCandidate[] = venvFolders(root, home).map(({ folder, origin }) => ({ path: venvPython(folder), origin }));
  for (const folder of ['.pixi/envs/default', '.conda', 'env'])
    found.push({ path: condaPython(path.join(root, folder)), origin: 'workspace' });
  const virtual = env['VIRTUAL_ENV'];
  if (virtual !== undefined && virtual !== '') found.push({ path: venvPython(virtual), origin: 'VIRTUAL_ENV' });
  const isWindows = process.platform === 'win32';
  if (condaName !== undefined)
    for (const base of condaBases(env)) found.push({ path: condaPython(path.join(base, 'envs', condaName)), origin: 'conda' });
  const conda = env['CONDA_PREFIX'];
  if (conda !== undefined && conda !== '') found.push({ path: condaPython(conda), origin: 'CONDA_PREFIX' });
  for (const folder of moduleFolders(env)) found.push({ path: path.join(folder, 'python3'), origin: 'module' });
  // An editor started from a desktop may have a bare PATH.
  const usual = isWindows ? [] : ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
  const folders = [...(env['PATH'] ?? env['Path'] ?? '').split(path.delimiter), ...usual].filter((folder) => path.isAbsolute(folder));
  for (const name of isWindows ? ['python.exe', 'python3.exe'] : ['python3', 'python']) {
    for (const folder of new Set(folders)) found.push({ path: path.join(folder, name), origin: 'PATH' });
  }
  return found;
}

function condaPython(folder: string): string {
  return process.platform === 'win32' ? path.join(folder, 'python.exe') : path.join(folder, 'bin', 'python');
}

/** Where conda's own installation may be: the one that is set up, else the usual places. */
function condaBases(env: NodeJS.ProcessEnv): readonly string[] {
  const program = env['CONDA_EXE'] ?? '';
  const user = env['HOME'] ?? env['USERPROFILE'] ?? '';
  const usual = user === '' ? [] : ['miniforge3', 'mambaforge', 'miniconda3', 'anaconda3'].map((name) => path.join(user, name));
  return path.isAbsolute(program) ? [path.dirname(path.dirname(program)), ...usual] : usual;
}

/** Of a loaded environment module (Lmod, Environment Modules): EasyBuild's and Spack's variables, else its folder on the PATH. */
function moduleFolders(env: NodeJS.ProcessEnv): readonly string[] {
  const loaded = (env['LOADEDMODULES'] ?? '')
    .split(':')
    .filter((name) => /^(?:[\w-]+\/)*(?:python|anaconda|miniconda|miniforge|mamba)[\w.-]*/i.test(name));
  if (loaded.length === 0) return [];
  const roots = ['EBROOTPYTHON', 'EBROOTANACONDA3', 'EBROOTMINICONDA3', 'EBROOTMINIFORGE3', 'PYTHON_ROOT', 'PYTHON_HOME', 'PYTHON_DIR'];
  const named = roots.flatMap((name) => (env[name] === undefined || env[name] === '' ? [] : [path.join(env[name], 'bin')]));
  const versions = loaded.map((name) => name.split('/').slice(0, 2).join('/').toLowerCase());
  const onPath = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => versions.some((name) => folder.toLowerCase().includes(name)));
  return [...new Set([...named, ...onPath])].filter((folder) => path.isAbsolute(folder));
}

/** The environment that the workspace's `environment.yml` names. */
async function condaNameOf(root: string): Promise<string | undefined> {
  for (const name of ['environment.yml', 'environment.yaml']) {
    const text = await readIfThere(path.join(root, name)).catch(() => undefined);
    const found = /^name:[ \t]*["']?([\w.-]+)["']?[ \t]*(?:#.*)?$/m.exec(text ?? '')?.[1];
    if (found !== undefined && found !== 'base') return found;
  }
  return undefined;
}

/** What its origin means, for people. */
export function originText(origin: InterpreterOrigin): string {
  switch (origin) {
    case 'chosen':
      return 'chosen';
    case 'workspace':
      return 'environment of this workspace';
    case 'practicum':
      return 'environment made by Practicum';
    case 'VIRTUAL_ENV':
    case 'CONDA_PREFIX':
      return 'active environment';
    case 'conda':
      return 'conda environment that environment.yml names';
    case 'module':
      return 'loaded module';
    case 'PATH':
      return 'PATH';
  }
}

const marker = 'practicum-probe ';
// `find_spec` runs no code of a top-level module. '' is the current folder, which is not where the script will run.
const probeCode = `
import sys, json
sys.path = [p for p in sys.path if p]
from importlib.util import find_spec
def has(name):
    try:
        return find_spec(name) is not None
    except Exception:
        return False
print(${JSON.stringify(marker)} + json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3],
    "isVirtual": sys.prefix != sys.base_prefix,
    "modules": {name: has(name) for name in sys.argv[1:]},
}))
`;

const probeTimeoutMs = 15_000;

/** Asks one interpreter what it is. Rejects when it does not answer in time or is no Python 3. */
export function probe(candidate: InterpreterCandidate, modules: readonly string[], signal?: AbortSignal): Promise<Interpreter> {
  const names = [...new Set(modules.map((name) => name.split('.')[0] ?? name))];
  const options = {
    cwd: tmpdir(),
    timeout: probeTimeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 20,
    ...(signal === undefined ? {} : { signal }),
  } as const;
  return new Promise((resolve, reject) => {
    execFile(candidate.path, ['-c', probeCode, ...names], options, (error, stdout) => {
      if (signal?.aborted === true) reject(new Cancelled());
      else if (error !== null) reject(error);
      else {
        const line = stdout.split(/\r?\n/).find((text) => text.startsWith(marker));
        if (line === undefined) reject(new PracticumError('not-python', `${candidate.path} does not answer like a Python.`));
        else resolve({ ...candidate, ...readAnswer(line.slice(marker.length)) });
      }
    });
  });
}

function readAnswer(json: string): Pick<Interpreter, 'version' | 'isVirtual' | 'modules'> {
  // Our own program wrote this a moment ago.
  return JSON.parse(json) as Pick<Interpreter, 'version' | 'isVirtual' | 'modules'>;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
