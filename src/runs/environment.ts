/** Whether a script's packages are there, and the plan to get them. Looks only; createEnvironment.ts carries a plan out. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Effect } from '../base/effects.ts';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { readIfThere } from './folder.ts';
import { describeSize, type InstallSize, sizeOf } from './installSize.ts';
import { findInterpreter, type Interpreter, type InterpreterSearch, probe } from './interpreter.ts';
import { buildFor, findPackageSource, type PackageSource } from './packageSource.ts';
import { importedModules, packageFamily, packageName, packageOf, requirementsIn } from './requirements.ts';
import { homeVenv, venvFolders, venvPython } from './venv.ts';

export interface EnvironmentPlan {
  /** The environment that the packages go to, and its interpreter. */
  readonly folder: string;
  readonly python: string;
  /** The environment does not exist yet. */
  readonly isNew: boolean;
  /** Import names that the interpreter found now lacks. */
  readonly missing: readonly string[];
  /** What is asked for, as pip takes it: `torch==2.13.0`. */
  readonly packages: readonly string[];
  readonly size: InstallSize;
  /** What follows `pip install`. */
  readonly pipArguments: readonly string[];
  /** Exact command lines, in order. */
  readonly steps: readonly (readonly string[])[];
  readonly cwd: string;
  /** Hosts that pip will speak to. */
  readonly hosts: readonly string[];
  /** For the person who is asked: what, where, how large. */
  readonly summary: string;
}

export type EnvironmentCheck =
  | { readonly kind: 'ready'; readonly interpreter: Interpreter }
  | { readonly kind: 'missing'; readonly interpreter: Interpreter; readonly plan: EnvironmentPlan };

export interface EnvironmentRequest extends Omit<InterpreterSearch, 'modules'> {
  /** Where a new environment goes: `.venv` in the workspace, or Practicum's home (which must then be given). */
  readonly place: 'workspace' | 'home';
}

/** The folder of a new environment holds something else already. */
export class EnvironmentInTheWay extends PracticumError {
  constructor(folder: string) {
    super('environment-in-the-way', `${folder} exists, but no Python answers in it, so no environment was made there.`, {
      hint: 'Remove or rename that folder, or choose an interpreter that has the packages; then try again.',
    });
  }
}

/** Are the script's packages there, and if not, what would bring them? Throws NoPython, InterpreterBroken, EnvironmentInTheWay. */
export async function planEnvironment(request: EnvironmentRequest & { readonly script: string }): Promise<EnvironmentCheck> {
  const { script } = request;
  const modules = await foreignModules(script, request.root);
  const interpreter = await findInterpreter({ ...request, modules });
  const missing = modules.filter((name) => interpreter.modules[name] !== true);
  if (missing.length === 0) return { kind: 'ready', interpreter };
  const requirementsFile = path.join(path.dirname(script), 'requirements.txt');
  const [target, requirements] = await Promise.all([findTarget(request, interpreter), readIfThere(requirementsFile)]);
  const source = findPackageSource(request.env);
  // A new environment has nothing of what another Python has.
  const needed = target.python === interpreter.path ? missing : modules;
  const plan = makePlan({ target, cwd: request.root, source, missing, ...wantedFor(needed, requirements, requirementsFile) });
  return { kind: 'missing', interpreter, plan };
}

/** The plan to install packages that were named. Throws NoPython, InterpreterBroken, EnvironmentInTheWay. */
export async function planInstall(
  request: EnvironmentRequest,
  packages: readonly string[],
  source: PackageSource,
): Promise<EnvironmentPlan> {
  const target = await findTarget(request, await findInterpreter(request));
  return makePlan({ target, cwd: request.root, source, missing: [], packages });
}

/** The environment that packages go to. */
export interface Target {
  readonly folder: string;
  readonly python: string;
  /** The Python that makes the environment, when it does not exist yet. */
  readonly base: string | undefined;
  /** Some tools make environments without pip. */
  readonly hasPip: boolean;
}

/**
 * The virtual environment that is used, else one of the workspace's, else a new one. A Python outside of a virtual environment belongs to
 * the system or to a distribution and is only the base of a new one; so is one that merely comes first on the PATH.
 */
async function findTarget(request: EnvironmentRequest, found: Interpreter): Promise<Target> {
  const { root, home, place, signal } = request;
  if (found.isVirtual && found.origin !== 'PATH') return existing(await probe(found, ['pip'], signal));
  for (const { folder, origin } of venvFolders(root, home)) {
    try {
      return existing(await probe({ path: venvPython(folder), origin }, ['pip'], signal));
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      // None there, or a broken one.
    }
  }
  const folder = place === 'home' && home !== undefined ? homeVenv(home, root) : path.join(root, '.venv');
  if ((await stat(folder).catch(() => undefined)) !== undefined) throw new EnvironmentInTheWay(folder);
  return { folder, python: venvPython(folder), base: found.path, hasPip: true };
}

function existing({ path: python, modules }: Interpreter): Target {
  return { folder: path.dirname(path.dirname(python)), python, base: undefined, hasPip: modules['pip'] === true };
}

export interface Wanted {
  /** As pip takes them. */
  readonly packages: readonly string[];
  /** A file that names some of them; its options and conditions hold too. */
  readonly file?: { readonly path: string; readonly names: readonly string[] };
}

/** What to ask pip for: the requirements file beside the script, and what it forgot. Pure. */
export function wantedFor(modules: readonly string[], requirements: string | undefined, requirementsFile: string): Wanted {
  const listed = requirements === undefined ? [] : requirementsIn(requirements);
  const families = new Set(listed.map(({ name }) => packageFamily(name)));
  const forgotten = modules.map(packageOf).filter((name) => !families.has(packageFamily(packageName(name))));
  if (listed.length === 0) return { packages: forgotten };
  const file = { path: requirementsFile, names: listed.map(({ name }) => name) };
  return { packages: [...listed.map(({ spec }) => spec), ...forgotten], file };
}

export interface PlanInput extends Wanted {
  readonly target: Target;
  readonly cwd: string;
  readonly source: PackageSource;
  /** Import names, for the person. */
  readonly missing: readonly string[];
}

/** The plan as data. Pure. */
export function makePlan({ target, cwd, source, missing, packages, file }: PlanInput): EnvironmentPlan {
  const { folder, python, base, hasPip } = target;
  const names = packages.map(packageName);
  const { options, hosts, torch } = buildFor(names, source);
  const notInFile = file === undefined ? packages : packages.filter((spec) => !file.names.includes(packageName(spec)));
  const pipArguments = [...options, ...(file === undefined ? [] : ['-r', file.path]), ...notInFile];
  const isNew = base !== undefined;
  const size = sizeOf(names, torch, !isNew);
  const from = file === undefined ? '' : ` (from ${path.basename(file.path)})`;
  const where = isNew ? `into a new virtual environment in ${folder}` : `into the virtual environment in ${folder}`;
  return {
    folder,
    python,
    isNew,
    missing,
    packages,
    size,
    pipArguments,
    steps: [
      ...(isNew ? [[base, '-I', '-m', 'venv', folder]] : []),
      ...(hasPip ? [] : [[python, '-I', '-m', 'ensurepip']]),
      pipInstall(python, pipArguments),
    ],
    cwd,
    hosts,
    summary: `Install ${packages.join(', ')}${from} ${where}. ${describeSize(size)}`,
  };
}

/** `-I`: a file of the workspace that is called like a module of Python must not be taken for it. */
function pipInstall(python: string, pipArguments: readonly string[]): readonly string[] {
  return [python, '-I', '-m', 'pip', 'install', ...pipArguments];
}

/** What carrying out the plan does, for the policy. */
export function environmentEffects({ pipArguments, cwd, hosts }: EnvironmentPlan): readonly Effect[] {
  return effectsOf(pipArguments, cwd, hosts);
}

/** What installing these packages does, before it is known into which environment. Pure. */
export function installEffects(packages: readonly string[], root: string, source: PackageSource): readonly Effect[] {
  const { options, hosts } = buildFor(packages.map(packageName), source);
  return effectsOf([...options, ...packages], root, hosts);
}

/** The interpreter is named `python` here: which one it is, is found out when it starts. */
function effectsOf(pipArguments: readonly string[], cwd: string, hosts: readonly string[]): readonly Effect[] {
  return [{ kind: 'execute', argv: pipInstall('python', pipArguments), cwd }, ...hosts.map((host): Effect => ({ kind: 'reach', host }))];
}

/** Modules that the script imports and that do not lie in the workspace. */
async function foreignModules(script: string, root: string): Promise<readonly string[]> {
  const folder = path.dirname(script);
  const imported = importedModules(await readFile(script, 'utf8')).filter((name) => name !== path.basename(script, '.py'));
  const own = await Promise.all(imported.map((name) => isOwnModule(name, [folder, root, path.join(root, 'src')])));
  return imported.filter((_, index) => own[index] !== true);
}

async function isOwnModule(name: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    if ((await stat(path.join(folder, `${name}.py`)).catch(() => undefined)) !== undefined) return true;
    // A folder without `__init__.py` is a package as well; one without any Python holds data.
    const inside = await readdir(path.join(folder, name)).catch(() => []);
    if (inside.some((file) => file.endsWith('.py'))) return true;
  }
  return false;
}
