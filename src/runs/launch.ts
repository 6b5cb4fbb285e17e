import { spawn } from 'node:child_process';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { defined } from '../base/defined.ts';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import type { RunId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { ownBytecode } from '../base/ownBytecode.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import type { WatchdogActions } from './alert.ts';
import { metricPattern } from './capture/patterns.ts';
import { keepCode } from './codeCopies.ts';
import { codeIdentity } from './codeIdentity.ts';
import { condaPrefix, condaRun } from './commandLine.ts';
import { declaredSettings } from './declaredSettings.ts';
import { makeRunFolder, readIfThere, runPaths, runsFolder, writeWhole } from './folder.ts';
import type { Interpreter } from './interpreter.ts';
import { readTrainingWords } from './readTrainingWords.ts';
import { resumeEnvironment } from './resumeWay.ts';
import {
  type JobPlace,
  type Resumed,
  type RunConfinement,
  type RunLimits,
  type RunNeeds,
  type RunOrigin,
  type RunPurpose,
  type RunSpec,
  runFolderVersion,
  type SshPlace,
} from './run.ts';
import { jobSecretsOf, requireNoSecret, secretVariablesOf, withSecretsOf } from './runSecrets.ts';
import { type RunSettings, usualRunSettings } from './runSettings.ts';
import { isEditorVariable } from './script.ts';
import { getsTerminal } from './terminal/terminal.ts';

/** The built supervisor and the node that runs it. */
export interface SupervisorProgram {
  readonly node: string;
  readonly script: string;
  /** Carries a confined run's connections out of its sandbox; without it a run that may reach hosts has no network. */
  readonly relay?: string;
  /** Keeps a terminal for scripts whose bars need one; without it none gets one. */
  readonly keeper?: string;
  /** The folder of the hook's Python; without it no run has the hook. */
  readonly hook?: string;
  /** The folder of what keeps a run on a host; without it none is started there. */
  readonly remote?: string;
  /** The folder of what runs around a script in a job of Hugging Face; without it none is started there. */
  readonly job?: string;
  /** `$PRACTICUM_HOME`, whose ledger tells what machines cost. */
  readonly home?: string;
  /** What only the supervisor is to know: it stands in its environment, and in no record. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** `name=value`, see supervisor.ts. */
  readonly options?: readonly string[];
}

export interface Launch {
  readonly root: string;
  readonly script: string;
  readonly args: readonly string[];
  /** Between the interpreter and the script. */
  readonly runner?: readonly string[];
  readonly cwd: string;
  readonly name: string | undefined;
  readonly origin: RunOrigin;
  readonly interpreter: Pick<Interpreter, 'path' | 'version'> & { readonly origin: string };
  readonly confinement: RunConfinement | undefined;
  readonly settings?: RunSettings;
  /** What the watchdogs of this run do where that is not what the settings say. */
  readonly watchdogs?: Partial<WatchdogActions> | undefined;
  readonly limits?: RunLimits | undefined;
  readonly needs?: RunNeeds | undefined;
  /** What it is for; absent: it trains. */
  readonly purpose?: RunPurpose | undefined;
  /** From what it goes on, where another run has begun it. */
  readonly resumed?: Resumed | undefined;
  /** On which host; absent: here. */
  readonly ssh?: SshPlace | undefined;
  /** As which job of Hugging Face; absent: as none. */
  readonly job?: JobPlace | undefined;
  /** Where no tool of the agent can write; absent: nowhere. */
  readonly home?: string | undefined;
}

export class ScriptNotFound extends PracticumError {
  constructor(script: string) {
    super('script-not-found', `There is no script ${script}.`, { hint: 'Give the path of a Python file in the workspace.' });
  }
}

export class DiskFull extends PracticumError {
  constructor(folder: string, cause: unknown) {
    super('disk-full', `The run was not started: there is no room left on the disk of ${folder}.`, {
      hint: 'Free some space, then start the run again.',
      cause,
    });
  }
}

export class RunsFolderUnusable extends PracticumError {
  constructor(runs: string, cause: unknown) {
    super('runs-folder', `The run was not started: its folder could not be made in ${runs}.`, {
      hint: 'See who may write there, or choose another place in the setting practicum.runs.folder.',
      cause,
    });
  }
}

export class SupervisorFailed extends PracticumError {
  constructor(why: string, cause?: unknown) {
    super('supervisor-failed', `The run was not started: ${why}`, {
      hint: 'Nothing was executed. Try again; if it happens again, reinstall Practicum.',
      cause,
    });
  }
}

/** How long the supervisor may take to say that it is there, on a machine that is busy. */
const startTimeoutMs = 30_000;
const pollMs = 25;

/** Everything that is known before the process exists. */
export async function prepareSpec(launch: Launch, nowMs: number): Promise<RunSpec> {
  const info = await stat(launch.script).catch(() => undefined);
  if (info?.isFile() !== true) throw new ScriptNotFound(launch.script);
  requireNoSecret(launch);
  const { interpreter } = launch;
  const words = await readTrainingWords(launch.script, launch.args, launch.cwd);
  return {
    v: runFolderVersion,
    id: newId<RunId>('run', nowMs),
    name: launch.name ?? path.parse(launch.script).name,
    createdMs: nowMs,
    origin: launch.origin,
    target: targetOf(launch),
    argv: [interpreter.path, ...(launch.runner ?? []), launch.script, ...launch.args],
    cwd: launch.cwd,
    script: launch.script,
    interpreter: { path: interpreter.path, version: interpreter.version, origin: interpreter.origin },
    env: { PYTHONUNBUFFERED: '1', ...bytecodeOf(launch), ...resumedEnvironment(launch) },
    hook: (launch.settings ?? usualRunSettings).hook,
    ...watchdogsOf(launch),
    ...patternsOf(launch.settings),
    secrets: launch.job === undefined ? secretVariablesOf(launch, process.env) : jobSecretsOf(process.env),
    ...defined({
      confinement: launch.confinement,
      needs: launch.needs,
      limits: launch.limits,
      ssh: launch.ssh,
      job: launch.job,
      purpose: launch.purpose,
    }),
    code: await codeIdentity(launch.script),
    settings: redactValue(hideSecrets, declaredSettings(words)),
    ...(await howItIsStarted(launch, words.script)),
  };
}

function targetOf({ job, ssh }: Launch): RunSpec['target'] {
  if (job !== undefined) return job.kind === 'space' ? 'hf-space' : 'hf-job';
  return ssh === undefined ? 'local' : 'ssh';
}

function resumedEnvironment({ resumed }: Launch): Readonly<Record<string, string>> {
  return resumed === undefined ? {} : resumeEnvironment(resumed.checkpoint, resumed.step);
}

/** A host gets no bytecode. */
function bytecodeOf({ origin, confinement, ssh, job, home }: Launch): Readonly<Record<string, string>> {
  if (origin.by !== 'agent' || confinement !== undefined || ssh !== undefined || job !== undefined || home === undefined) return {};
  return ownBytecode(home);
}

/** As the settings are now, unless the launch says more: a run keeps what was said when it began. */
function watchdogsOf({ watchdogs, settings = usualRunSettings }: Launch): Pick<RunSpec, 'watchdogs'> {
  const said = { ...settings.watchdogs, ...watchdogs };
  return Object.keys(said).length === 0 ? {} : { watchdogs: said };
}

/** Throws where one is no pattern: metrics that are never seen are noticed too late. */
export function patternsOf({ metricPatterns }: RunSettings = usualRunSettings): Pick<RunSpec, 'metricPatterns'> {
  for (const source of metricPatterns) metricPattern(source);
  return metricPatterns.length === 0 ? {} : { metricPatterns };
}

/** What stands around the command: a terminal, and conda’s activation, which a program behind walls does without. */
export async function howItIsStarted(
  {
    interpreter,
    confinement,
    settings = usualRunSettings,
    ssh,
    job,
  }: Pick<Launch, 'confinement' | 'settings' | 'ssh' | 'job'> & { readonly interpreter: Pick<Interpreter, 'path'> },
  script: string,
): Promise<Pick<RunSpec, 'terminal' | 'through'>> {
  // A log of lines shows no terminal.
  if (job !== undefined) return {};
  // Its conda, if it has one, is activated by the interpreter that is named for the host.
  if (ssh !== undefined) return getsTerminal(settings.terminal, 'linux', [script]) ? { terminal: true } : {};
  const through = confinement === undefined ? await condaActivation(interpreter.path, process.env, process.platform) : undefined;
  const terminal = getsTerminal(settings.terminal, process.platform, [script]) ? true : undefined;
  return defined({ terminal, through });
}

/** Undefined where the interpreter is not conda's, its environment is active already, or there is no conda to ask. */
async function condaActivation(
  interpreter: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Promise<readonly string[] | undefined> {
  const [conda, prefix] = [env['CONDA_EXE'] ?? '', condaPrefix(platform, interpreter)];
  if (conda === '' || env['CONDA_PREFIX'] === prefix) return undefined;
  const isConda = (await stat(path.join(prefix, 'conda-meta')).catch(() => undefined))?.isDirectory() === true;
  return isConda ? condaRun(conda, prefix) : undefined;
}

/** Makes the run's folder and starts its supervisor, which goes on whatever happens to this process. Answers the folder. */
export async function startRun(
  root: string,
  spec: RunSpec,
  supervisor: SupervisorProgram,
  runs: string = runsFolder(root),
): Promise<string> {
  let folder: string;
  try {
    folder = await makeRunFolder(runs, spec.id);
    await writeWhole(runPaths(folder).spec, `${JSON.stringify(spec, undefined, 2)}\n`);
    // What somebody else started, nobody here saw the code of.
    if (spec.adopted === undefined) await keepCode(folder, root, spec);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new DiskFull(runs, error);
    throw new RunsFolderUnusable(runs, error);
  }
  try {
    await startSupervisor(folder, root, spec, supervisor, 0);
  } catch (error) {
    // Nothing was executed, so there is nothing to keep.
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/** Whether the supervisor of this segment has said that it is there. */
function hasBegun(states: string, segment: number): boolean {
  return segment === 0 ? states.includes('\n') : states.includes(`"segment":${segment},`) || states.includes(`"segment":${segment}}`);
}

function programOptions({ relay, keeper, hook, remote, job, home, options = [] }: SupervisorProgram): readonly string[] {
  const files = Object.entries({ relay, keeper, hook, remote, job, home }).flatMap(([name, file]) =>
    file === undefined ? [] : [`${name}=${file}`],
  );
  return [...files, ...options];
}

/** Goes on with a run, in its own folder. `segment-N.json` is there. */
export async function startSupervisor(
  folder: string,
  cwd: string,
  spec: RunSpec,
  supervisor: SupervisorProgram,
  segment: number,
): Promise<void> {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(withSecretsOf(spec, process.env))) if (!isEditorVariable(name)) env[name] = value;
  Object.assign(env, supervisor.secrets);
  // The editor's own program acts as a plain node with this; a plain node does not mind it.
  env['ELECTRON_RUN_AS_NODE'] = '1';
  const child = spawn(supervisor.node, [supervisor.script, folder, `segment=${segment}`, ...programOptions(supervisor)], {
    cwd,
    env,
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  });
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = `the supervisor could not be started (${error.message}).`;
  });
  child.once('exit', (code, signal) => {
    failure = `the supervisor ended at once (${signal ?? `exit code ${code}`}).`;
  });
  child.unref();
  const paths = runPaths(folder);
  const deadlineMs = performance.now() + startTimeoutMs;
  while (performance.now() < deadlineMs) {
    // A very short script may be over before the first look.
    if (hasBegun((await readIfThere(paths.state)) ?? '', segment)) return;
    if (failure !== undefined) {
      const said = await readIfThere(path.join(folder, 'supervisor-error'));
      throw new SupervisorFailed(said === undefined ? failure : `${failure} ${said.trim()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  if (child.pid !== undefined) child.kill('SIGKILL');
  throw new SupervisorFailed(`the supervisor did not answer within ${startTimeoutMs / 1000} seconds.`);
}
