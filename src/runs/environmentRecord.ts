/**
 * `environment.json`: on what a run was executed. Made while the script starts: asking an interpreter for its packages takes longer than starting
 * a run may.
 */
import { execFile } from 'node:child_process';
import { arch, cpus, platform, release, tmpdir, totalmem } from 'node:os';
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { thisHost } from '../base/processes.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import { isSecretVariable } from '../base/secretVariables.ts';
import { readIfThere, writeWhole } from './folder.ts';
import { findGpus } from './machine/gpus.ts';
import { parseCudaVersion } from './machine/nvidiaSmi.ts';
import type { RunSpec } from './run.ts';

const recordVersion = 1;

const interpreterSchema = z.object({
  version: z.string(),
  implementation: z.string(),
  prefix: z.string(),
  basePrefix: z.string(),
  /** Names as they are published, with versions; the one that an import finds, where there are two. */
  packages: z.record(z.string(), z.string()),
  /** What PyTorch was built for: `cuda 12.4`, `rocm 6.2`, `cpu`. */
  torchBuild: z.string().exactOptional(),
});

const recordSchema = z.object({
  v: z.int(),
  atMs: z.number(),
  host: z.string(),
  /** Path of what was executed; the rest is absent where the interpreter did not answer in time. */
  interpreter: z.object({ path: z.string(), ...interpreterSchema.partial().shape }),
  hardware: z.object({
    system: z.string(),
    cpu: z.string(),
    cores: z.number(),
    memoryBytes: z.number(),
    gpus: z.array(z.object({ label: z.string(), name: z.string(), memoryBytes: z.number().exactOptional() })),
    driver: z.string().exactOptional(),
    /** The newest that the driver can run. */
    cuda: z.string().exactOptional(),
  }),
  seeds: z.array(z.object({ from: z.enum(['argument', 'variable', 'script']), name: z.string(), value: z.string() })),
  variables: z.record(z.string(), z.string()),
  notes: z.array(z.string()),
});
export type EnvironmentRecord = Readonly<z.infer<typeof recordSchema>>;

export function environmentFile(runFolder: string): string {
  return `${runFolder}/environment.json`;
}

/** On what the run was executed; undefined for one that is older than such records, or whose record is not written yet. */
export async function readEnvironment(runFolder: string): Promise<EnvironmentRecord | undefined> {
  try {
    return recordSchema.parse(JSON.parse((await readIfThere(environmentFile(runFolder))) ?? ''));
  } catch {
    return undefined;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What steers a training without standing in its arguments. */
const steering =
  /^(?:CUDA|NVIDIA_|NCCL_|GLOO_|HIP_|ROCR_|HSA_|HF_|TRANSFORMERS_|DIFFUSERS_|TOKENIZERS_|DATASETS_|PYTHON|OMP_|MKL_|OPENBLAS_|NUMEXPR_|TORCH|PYTORCH_|ACCELERATE_|DEEPSPEED_|FSDP_|TF_|KERAS_|JAX_|XLA_|WANDB_(?:MODE|PROJECT|ENTITY|DIR|DISABLED|GROUP|JOB_TYPE|TAGS)$|MASTER_|(?:LOCAL_|NODE_)?RANK$|(?:LOCAL_)?WORLD_SIZE$|SLURM_|VIRTUAL_ENV$|CONDA_(?:PREFIX|DEFAULT_ENV)$)/;
const maxValueLength = 2000;

/** Those that are worth comparing, without secrets. Pure. */
export function recordedVariables(env: Environment): Readonly<Record<string, string>> {
  const kept = Object.entries(env).flatMap(([name, value]): readonly (readonly [string, string])[] =>
    value !== undefined && (steering.test(name) || isSeed(name)) && !isSecretVariable(name) ? [[name, value]] : [],
  );
  const clean = redactValue(hideSecrets, Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))));
  return Object.fromEntries(Object.entries(clean).map(([name, value]) => [name, value.slice(0, maxValueLength)]));
}

function isSeed(name: string): boolean {
  return /(?:^|[_.-])seed$|^PYTHONHASHSEED$|^random_?state$/i.test(name);
}

/** What is said of seeds: in arguments, in variables, and what the script’s words say. Pure. */
export function seedsOf({ argv, settings }: Pick<RunSpec, 'argv' | 'settings'>, env: Environment): EnvironmentRecord['seeds'] {
  const args = argv.slice(1);
  const inArguments = args.flatMap((arg, index) => {
    const [, name = '', value] = /^(?:--?|\+{1,2})?([A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(arg) ?? [];
    const given = value ?? (arg.startsWith('-') ? args[index + 1] : undefined);
    return isSeed(name) && given !== undefined && /^-?\d+$/.test(given) ? [{ from: 'argument' as const, name, value: given }] : [];
  });
  const inVariables = Object.entries(env).flatMap(([name, value]) =>
    isSeed(name) && value !== undefined && !isSecretVariable(name)
      ? [{ from: 'variable' as const, name, value: hideSecrets(value).slice(0, maxValueLength) }]
      : [],
  );
  const inScript = settings?.seed === undefined ? [] : [{ from: 'script' as const, name: 'seed', value: settings.seed }];
  return [...inArguments, ...inVariables, ...(inArguments.length === 0 ? inScript : [])];
}

export interface EnvironmentRequest {
  readonly spec: Pick<RunSpec, 'argv' | 'settings' | 'interpreter' | 'confinement'>;
  /** As the script sees it. */
  readonly scriptEnv: Environment;
  /** For the interpreter that is asked: without what the run’s own environment makes it load. */
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/** Never throws: what cannot be found out is absent, with a note. */
export async function environmentOf({ spec, scriptEnv, env, signal }: EnvironmentRequest): Promise<EnvironmentRecord> {
  const [answer, hardware] = await Promise.all([
    askInterpreter(spec.interpreter.path, spec.confinement !== undefined, env, signal),
    hardwareOf(env),
  ]);
  const { path } = spec.interpreter;
  return {
    v: recordVersion,
    atMs: Date.now(),
    host: thisHost(),
    interpreter: typeof answer === 'string' ? { path } : { path, ...answer },
    hardware,
    seeds: seedsOf(spec, scriptEnv),
    variables: recordedVariables(scriptEnv),
    notes: typeof answer === 'string' ? [`The packages are not known: ${answer}.`] : [],
  };
}

async function hardwareOf(env: Environment): Promise<EnvironmentRecord['hardware']> {
  const { devices, driver } = await findGpus(env);
  const cores = cpus();
  return {
    system: `${platform()} ${release()} ${arch()}`,
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryBytes: totalmem(),
    gpus: devices.map(({ label, name, memoryTotalBytes }) => ({ label, name, ...defined({ memoryBytes: memoryTotalBytes }) })),
    ...defined({ driver, cuda: driver === undefined ? undefined : await cudaOfDriver(env) }),
  };
}

function cudaOfDriver(env: Environment): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { env: { ...env, LC_ALL: 'C' }, timeout: 10_000, maxBuffer: 2 ** 20, windowsHide: true } as const;
    execFile('nvidia-smi', options, (error, text) => resolve(error === null ? parseCudaVersion(text) : undefined));
  });
}

const marker = 'practicum-environment ';
// The first of two packages of one name is the one that an import finds. '' is the current folder, which is not where the script runs.
// What a folder holds is read from the heads of its records, as the specification of core metadata has them: importlib.metadata loads and parses
// ten times as much. It is asked about the rest: archives and eggs.
const question = `
import sys, json, platform, os, re
sys.path = [p for p in sys.path if p]
packages = {}
rest = []
name_line, version_line = (re.compile(r"^%s:[ \\t]*(\\S+)" % field, re.M | re.I) for field in ("Name", "Version"))

def head_of(record):
    for file in (os.path.join(record, "METADATA"), os.path.join(record, "PKG-INFO"), record):
        try:
            with open(file, encoding="utf-8", errors="replace") as opened:
                return opened.read(2 ** 14).split("\\n\\n")[0]
        except OSError:
            pass
    return ""

for folder in sys.path:
    if folder.lower().endswith(".egg") or os.path.isfile(folder):
        rest.append(folder)
        continue
    try:
        records = [name for name in os.listdir(folder) if name.lower().endswith((".dist-info", ".egg-info"))]
    except OSError:
        continue
    for record in records:
        head = head_of(os.path.join(folder, record))
        name, version = name_line.search(head), version_line.search(head)
        if name and version:
            packages.setdefault(name.group(1), version.group(1))
if rest:
    from importlib.metadata import distributions
    for distribution in distributions(path=rest):
        try:
            metadata = distribution.metadata
            packages.setdefault(str(metadata["Name"]), str(metadata["Version"]))
        except Exception:
            pass
build = None
for folder in sys.path:
    file = os.path.join(folder, "torch", "version.py")
    if os.path.isfile(file):
        with open(file, encoding="utf-8") as opened:
            said = dict(re.findall(r"^(cuda|hip)\\b[^=\\n]*=\\s*['\\"]([^'\\"]+)", opened.read(), re.M))
        build = "cuda " + said["cuda"] if "cuda" in said else "rocm " + said["hip"] if "hip" in said else "cpu"
        break
answer = {
    "version": platform.python_version(),
    "implementation": platform.python_implementation(),
    "prefix": sys.prefix,
    "basePrefix": sys.base_prefix,
    "packages": packages,
}
if build is not None:
    answer["torchBuild"] = build
print(${JSON.stringify(marker)} + json.dumps(answer))
`;
const questionTimeoutMs = 20_000;

/** What an interpreter has installed, by the published names; undefined where it does not tell. Nothing is loaded that the environment or a folder of the person names. */
export async function installedPackages(
  path: string,
  env: Environment,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>> | undefined> {
  const answer = await askInterpreter(path, true, env, signal);
  return typeof answer === 'string' ? undefined : answer.packages;
}

/** What it says, or why it does not. */
function askInterpreter(
  path: string,
  isIsolated: boolean,
  env: Environment,
  signal: AbortSignal,
): Promise<z.infer<typeof interpreterSchema> | string> {
  const options = {
    cwd: tmpdir(),
    env: { ...env },
    timeout: questionTimeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: 2 ** 23,
    signal,
  } as const;
  // For a run that the agent started, nothing is loaded that the environment or a folder of the person names.
  const args = [...(isIsolated ? ['-I'] : []), '-c', question];
  return new Promise((resolve) => {
    execFile(path, args, options, (error, text) => {
      const line = text.split(/\r?\n/).find((each) => each.startsWith(marker));
      if (line !== undefined) resolve(readAnswer(line.slice(marker.length)));
      else if (signal.aborted) resolve('the run was over before the interpreter answered');
      else if (error?.killed === true) resolve(`the interpreter did not answer within ${questionTimeoutMs / 1000} seconds`);
      else resolve('the interpreter does not list them');
    });
  });
}

function readAnswer(json: string): z.infer<typeof interpreterSchema> | string {
  try {
    return sortedPackages(interpreterSchema.parse(JSON.parse(json)));
  } catch {
    return 'the interpreter’s answer cannot be read';
  }
}

function sortedPackages(answer: z.infer<typeof interpreterSchema>): z.infer<typeof interpreterSchema> {
  const packages = Object.entries(answer.packages).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return { ...answer, packages: Object.fromEntries(packages) };
}

/** How long a run that has ended waits for the interpreter’s answer. */
const afterEndMs = 3_000;

/** Writes the record beside the run, once. `finish`: the run has ended; whatever is known by then is written. */
export function recordEnvironment(runFolder: string, request: Omit<EnvironmentRequest, 'signal'>): { finish(): Promise<void> } {
  const late = new AbortController();
  const written = write(runFolder, { ...request, signal: late.signal });
  return {
    async finish() {
      const timer = setTimeout(() => late.abort(), afterEndMs);
      await written.finally(() => clearTimeout(timer));
    },
  };
}

async function write(runFolder: string, request: EnvironmentRequest): Promise<void> {
  try {
    // A run that is resumed has it already.
    if ((await readIfThere(environmentFile(runFolder))) !== undefined) return;
    await writeWhole(environmentFile(runFolder), `${JSON.stringify(await environmentOf(request), undefined, 2)}\n`);
  } catch {
    // On a full disk the points go first; the run says that the disk is full.
  }
}
