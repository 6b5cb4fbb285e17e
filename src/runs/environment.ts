/** Whether a script's packages are there, and the plan to get them. Nothing is installed without a permit for that very plan. */
import { spawn } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Effect } from '../base/effects.ts';
import { Cancelled, PracticumError } from '../base/errors.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { readIfThere } from './folder.ts';
import { findInterpreter, type Interpreter, type InterpreterSearch } from './interpreter.ts';
import { importedModules, normalised, packageOf, requirementNames } from './requirements.ts';
import { homeVenv, venvPython } from './venv.ts';

/** How much an installation takes. `unknown` names packages whose size is not known beforehand. */
export interface InstallSize {
  readonly downloadMb: number;
  readonly diskMb: number;
  readonly unknown: readonly string[];
}

export interface EnvironmentPlan {
  /** The environment that the packages go to, and its interpreter. */
  readonly folder: string;
  readonly python: string;
  /** Import names that the interpreter found now lacks. */
  readonly missing: readonly string[];
  /** What pip is asked for: package names, or the requirements file beside the script. */
  readonly packages: readonly string[];
  readonly requirementsFile: string | undefined;
  readonly size: InstallSize;
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
  readonly script: string;
  /** Where a new environment goes: `.venv` in the workspace, or Practicum's home (which must then be given). */
  readonly place: 'workspace' | 'home';
}

/** Measured or published sizes of wheels in MB, rounded up. Others are said to be unknown. */
const knownSizes: Readonly<Record<string, { readonly downloadMb: number; readonly diskMb: number }>> = {
  torch: { downloadMb: 200, diskMb: 800 },
  'scikit-learn': { downloadMb: 60, diskMb: 230 },
  numpy: { downloadMb: 20, diskMb: 75 },
  tqdm: { downloadMb: 1, diskMb: 1 },
};
/** The build with NVIDIA libraries, which is what pip takes on Linux by itself. */
const cudaTorch = { downloadMb: 3000, diskMb: 7000 };
const torchCpuIndex = 'https://download.pytorch.org/whl/cpu';
const venvDiskMb = 40;

/** Reads only: looks at the script and the interpreter, and plans. Throws NoPython, InterpreterBroken. */
export async function planEnvironment(request: EnvironmentRequest): Promise<EnvironmentCheck> {
  const { script, root } = request;
  const folder = path.dirname(script);
  const requirementsFile = path.join(folder, 'requirements.txt');
  const [text, requirements] = await Promise.all([readFile(script, 'utf8'), readIfThere(requirementsFile)]);
  const imported = importedModules(text).filter((name) => name !== path.basename(script, '.py'));
  const own = await Promise.all(imported.map((name) => isOwnModule(name, [folder, root])));
  const modules = imported.filter((_, index) => own[index] !== true);
  const interpreter = await findInterpreter({ ...request, modules });
  const missing = modules.filter((name) => interpreter.modules[name] !== true);
  if (missing.length === 0) return { kind: 'ready', interpreter };
  const hasGpu = await hasNvidiaGpu(request.env);
  return { kind: 'missing', interpreter, plan: makePlan({ request, interpreter, missing, requirements, requirementsFile, hasGpu }) };
}

export interface PlanInput {
  readonly request: Pick<EnvironmentRequest, 'root' | 'home' | 'place' | 'env'>;
  readonly interpreter: Pick<Interpreter, 'path' | 'origin' | 'isVirtual'>;
  readonly missing: readonly string[];
  /** The text of the requirements file, or undefined when there is none. */
  readonly requirements: string | undefined;
  readonly requirementsFile: string;
  readonly hasGpu: boolean;
}

/** The plan as data. Pure. */
export function makePlan({ request, interpreter, missing, requirements, requirementsFile, hasGpu }: PlanInput): EnvironmentPlan {
  const { root, home, place, env } = request;
  // Packages go into an environment that belongs to this workspace; any other Python is only the base of a new one.
  const isOurs = interpreter.isVirtual && (interpreter.origin === 'workspace' || interpreter.origin === 'practicum');
  const newFolder = place === 'home' && home !== undefined ? homeVenv(home, root) : path.join(root, '.venv');
  const folder = isOurs ? path.dirname(path.dirname(interpreter.path)) : newFolder;
  const python = isOurs ? interpreter.path : venvPython(folder);
  const listed = requirements === undefined ? [] : requirementNames(requirements);
  const hasList = listed.length > 0;
  const packages = hasList ? listed : missing.map(packageOf);
  const wantsCpuTorch = packages.includes('torch') && !hasGpu && process.platform === 'linux';
  const source = wantsCpuTorch ? ['--extra-index-url', torchCpuIndex] : [];
  // One try with a time limit: behind a broken network pip would otherwise be silent for minutes.
  const pip = [
    python,
    '-m',
    'pip',
    'install',
    '--retries',
    '0',
    '--timeout',
    '60',
    '--disable-pip-version-check',
    '--no-input',
    '--no-compile',
  ];
  const install = [...pip, ...source, ...(hasList ? ['-r', requirementsFile] : packages)];
  const steps = isOurs ? [install] : [[interpreter.path, '-m', 'venv', folder], install];
  const size = sizeOf(packages, hasGpu && process.platform === 'linux', isOurs);
  const hosts = [...new Set([indexHost(env), ...(wantsCpuTorch ? [new URL(torchCpuIndex).host] : [])])];
  const what = hasList ? `${packages.join(', ')} (from ${path.basename(requirementsFile)})` : packages.join(', ');
  const where = isOurs ? `into ${folder}` : `into a new virtual environment in ${folder}`;
  return {
    folder,
    python,
    missing,
    packages,
    requirementsFile: hasList ? requirementsFile : undefined,
    size,
    steps,
    cwd: root,
    hosts,
    summary: `Install ${what} ${where}. ${describeSize(size)}`,
  };
}

function sizeOf(packages: readonly string[], isCuda: boolean, hasVenv: boolean): InstallSize {
  const wanted = new Set(packages.map(normalised));
  // pip brings these along.
  if (wanted.has('scikit-learn')) wanted.add('numpy');
  let [downloadMb, diskMb] = [0, hasVenv ? 0 : venvDiskMb];
  const unknown: string[] = [];
  for (const name of wanted) {
    const size = name === 'torch' && isCuda ? cudaTorch : knownSizes[name];
    if (size === undefined) unknown.push(name);
    else {
      downloadMb += size.downloadMb;
      diskMb += size.diskMb;
    }
  }
  return { downloadMb, diskMb, unknown };
}

/** `About 280 MB to download, 1.1 GB on the disk; the size of trl is unknown.` */
export function describeSize({ downloadMb, diskMb, unknown }: InstallSize): string {
  const rest = unknown.length === 0 ? '' : `the size of ${unknown.join(', ')} is unknown`;
  if (downloadMb === 0) return rest === '' ? 'Nothing needs to be downloaded.' : `${rest.replace('the', 'The')}.`;
  return `About ${megabytes(downloadMb)} to download, ${megabytes(diskMb)} on the disk${rest === '' ? '' : `; ${rest}`}.`;
}

function megabytes(mb: number): string {
  return mb < 1000 ? `${mb} MB` : `${(mb / 1000).toFixed(1)} GB`;
}

/** What carrying out the plan does, for the policy. */
export function environmentEffects(plan: EnvironmentPlan): readonly Effect[] {
  return [
    { kind: 'write', path: plan.folder },
    ...plan.steps.map((argv): Effect => ({ kind: 'execute', argv, cwd: plan.cwd })),
    ...plan.hosts.map((host): Effect => ({ kind: 'reach', host })),
  ];
}

export class EnvironmentFailed extends PracticumError {
  constructor(step: readonly string[], code: number | null, tail: string) {
    super('environment-failed', `The Python environment could not be made: ${explain(tail)} (exit code ${code}).`, {
      hint: `Mend the cause and try again, or run it yourself: ${step.join(' ')}`,
    });
  }
}

/** Carries out a plan. `onOutput` gets what venv and pip print. Throws EnvironmentFailed or Cancelled. */
export async function createEnvironment(
  require: RequirePermit,
  permit: Permit,
  plan: EnvironmentPlan,
  onOutput: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const effect of environmentEffects(plan)) require(permit, effect);
  for (const step of plan.steps) await runStep(step, plan.cwd, onOutput, signal);
}

function runStep(step: readonly string[], cwd: string, onOutput: (text: string) => void, signal: AbortSignal): Promise<void> {
  const [program = '', ...args] = step;
  const { PYTHONHOME: _home, PYTHONPATH: _path, ...env } = process.env;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Cancelled());
      return;
    }
    const child = spawn(program, args, {
      cwd,
      env: { ...env, PYTHONUNBUFFERED: '1', PIP_PROGRESS_BAR: 'off' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stop = (): void => {
      child.kill('SIGTERM');
    };
    signal.addEventListener('abort', stop, { once: true });
    let tail = '';
    const hear = (chunk: string): void => {
      tail = (tail + chunk).slice(-8000);
      onOutput(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('error', (error) => reject(new EnvironmentFailed(step, null, error.message)));
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(new Cancelled());
      else if (code === 0) resolve();
      else reject(new EnvironmentFailed(step, code, tail));
    });
  });
}

/** The line of pip's or venv's output that says what went wrong. */
function explain(tail: string): string {
  const lines = tail.split('\n').map((line) => line.trim());
  if (lines.some((line) => /ensurepip is not|python3?[\d.]*-venv/.test(line)))
    return 'this Python lacks its venv module; install it (on Debian and Ubuntu: apt install python3-venv)';
  if (lines.some((line) => /No space left on device|Errno 28/.test(line))) return 'the disk is full';
  const error = lines.findLast((line) => /^(?:ERROR|error)\b/.test(line)) ?? lines.findLast((line) => line !== '');
  return (error ?? 'it printed nothing').replace(/^ERROR:\s*/i, '').replace(/\.$/, '');
}

async function isOwnModule(name: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    for (const file of [`${name}.py`, path.join(name, '__init__.py')])
      if ((await readIfThere(path.join(folder, file))) !== undefined) return true;
  }
  return false;
}

/** A driver leaves its tool on the PATH. Asking it takes long and is not needed to choose a build. */
async function hasNvidiaGpu(env: NodeJS.ProcessEnv): Promise<boolean> {
  for (const folder of (env['PATH'] ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    const found = await access(path.join(folder, process.platform === 'win32' ? 'nvidia-smi.exe' : 'nvidia-smi')).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

/** pip reads its index from this variable before its own configuration, which is not looked into. */
function indexHost(env: NodeJS.ProcessEnv): string {
  const url = env['PIP_INDEX_URL'];
  return url !== undefined && URL.canParse(url) && new URL(url).host !== '' ? new URL(url).host : 'pypi.org';
}
