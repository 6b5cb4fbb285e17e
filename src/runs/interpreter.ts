import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { venvFolders, venvPython } from './venv.ts';

/** Where an interpreter was found, in the order in which it is looked for. */
export type InterpreterOrigin = 'chosen' | 'workspace' | 'practicum' | 'VIRTUAL_ENV' | 'CONDA_PREFIX' | 'PATH';

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
  const candidates = interpreterCandidates(search);
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

/** Where a Python could be, best first. Pure. */
export function interpreterCandidates({
  root,
  home,
  env,
}: Pick<InterpreterSearch, 'root' | 'home' | 'env'>): readonly InterpreterCandidate[] {
  const found: InterpreterCandidate[] = venvFolders(root, home).map(({ folder, origin }) => ({ path: venvPython(folder), origin }));
  const virtual = env['VIRTUAL_ENV'];
  if (virtual !== undefined && virtual !== '') found.push({ path: venvPython(virtual), origin: 'VIRTUAL_ENV' });
  const conda = env['CONDA_PREFIX'];
  const isWindows = process.platform === 'win32';
  if (conda !== undefined && conda !== '')
    found.push({ path: isWindows ? path.join(conda, 'python.exe') : venvPython(conda), origin: 'CONDA_PREFIX' });
  // An editor started from a desktop may have a bare PATH.
  const usual = isWindows ? [] : ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
  const folders = [...(env['PATH'] ?? env['Path'] ?? '').split(path.delimiter), ...usual].filter((folder) => path.isAbsolute(folder));
  for (const name of isWindows ? ['python.exe', 'python3.exe'] : ['python3', 'python']) {
    for (const folder of new Set(folders)) found.push({ path: path.join(folder, name), origin: 'PATH' });
  }
  return found;
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
