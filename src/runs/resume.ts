/** Going on with a run from a checkpoint that it wrote: a new segment in the same folder. */
import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import { placeOnHost, reachedHost } from '../base/place.ts';
import { identify, isAlive, type ProcessIdentity, thisHost } from '../base/processes.ts';
import { findCheckpoints, newestCheckpoint } from './checkpoints.ts';
import { checkpointsThere } from './checkpointWatch.ts';
import { keepCode, readCode } from './codeCopies.ts';
import { codeIdentity } from './codeIdentity.ts';
import { executedMs } from './executedTime.ts';
import { runPaths } from './folder.ts';
import { howItIsStarted, type SupervisorProgram, startSupervisor } from './launch.ts';
import { limitsAgain, usedOf, usedText } from './limits.ts';
import { localImports } from './localImports.ts';
import { type ResumeWay, resumeArgs, resumeEnvironment, resumeWay } from './resumeWay.ts';
import { type Resumed, type RunConfinement, type RunOrigin, type RunSpec, type RunState, runFolderVersion, type SshPlace } from './run.ts';
import { requireNoSecret, secretVariablesOf } from './runSecrets.ts';
import type { RunSettings } from './runSettings.ts';
import { giveSegmentBack, RunGoesOn, takeSegment } from './segments.ts';

/** What resuming would execute, for the policy and for people. */
export interface ResumePlan {
  readonly run: RunState;
  readonly resumed: Resumed;
  readonly way: ResumeWay;
  readonly argv: readonly string[];
}

export class CannotResume extends PracticumError {
  constructor(message: string, hint: string) {
    super('cannot-resume', message, { hint });
  }
}

/** As `launchEffects` says it: which interpreter it is, is found out when it starts. */
export function resumeEffects({ run: { spec }, argv }: ResumePlan): readonly Effect[] {
  const executes: Effect = { kind: 'execute', argv: ['python', ...argv.slice(1)], cwd: spec.cwd };
  if (spec.ssh === undefined) return [executes];
  // The files of the workspace go there once more.
  return [
    { ...executes, on: placeOnHost(spec.ssh.host) },
    { kind: 'reach', host: reachedHost(spec.ssh.host) },
  ];
}

/** `chosen`: a checkpoint's path, absolute or relative to where the run executes, or its step. Throws CannotResume with the next step. */
export async function planResume(run: RunState, chosen?: string): Promise<ResumePlan> {
  const { spec } = run;
  if (spec.job !== undefined && spec.job.id === undefined)
    throw new CannotResume(
      `The run ${spec.id} was a job of Hugging Face, whose disk is gone: going on is another job, which is paid anew.`,
      `From what it left: practicum hub jobs resume ${spec.id}.`,
    );
  if (spec.target !== 'local' && spec.ssh === undefined)
    throw new CannotResume(
      `The run ${spec.id} was not started by Practicum on this machine (${spec.target}), so it cannot be resumed here.`,
      'Start its script as a new run.',
    );
  if (run.exit === undefined && run.status !== 'lost') throw new RunGoesOn(spec.id);
  if (run.exit === undefined && spec.ssh !== undefined)
    throw new CannotResume(
      `Nobody here knows how the run ${spec.id} ended on ${spec.ssh.host}, or whether it still goes on there.`,
      'Follow it again first: practicum runs attach.',
    );
  const resumed = spec.ssh === undefined ? await chosenCheckpoint(run, chosen) : checkpointOnHost(run, spec.ssh, chosen);
  const way = resumeWay(await textsOf(spec.script));
  if (way === undefined)
    throw new CannotResume(
      `${path.basename(spec.script)} has no way to be told from which checkpoint to go on.`,
      'Add parser.add_argument("--resume_from_checkpoint") and load that file, or read os.environ.get("PRACTICUM_RESUME"); then resume again.',
    );
  const newest = newestCheckpoint(run.checkpoints ?? []);
  if ((way.kind === 'flag' || way.kind === 'itself') && chosen !== undefined && newest !== undefined && newest.path !== resumed.checkpoint)
    throw new CannotResume(
      `${path.basename(spec.script)} goes on from the newest checkpoint only (${way.kind === 'flag' ? way.option : way.by}).`,
      'Resume without naming a checkpoint, or let the script take a path with --resume_from_checkpoint.',
    );
  const at = spec.argv.indexOf(spec.script);
  const [before, args] = at < 0 ? [spec.argv.slice(0, 1), spec.argv.slice(1)] : [spec.argv.slice(0, at + 1), spec.argv.slice(at + 1)];
  return { run, resumed, way, argv: [...before, ...resumeArgs(args, way, resumed.checkpoint)] };
}

/** What its host told of. It lies there still, beside all else that the run made. */
function checkpointOnHost({ spec, checkpoints = [] }: RunState, ssh: SshPlace, chosen: string | undefined): Resumed {
  if (chosen === undefined) {
    const newest = newestCheckpoint(checkpoints);
    if (newest !== undefined) return resumedFrom(newest);
    throw new CannotResume(
      `The run ${spec.id} left no checkpoint on ${ssh.host} that could be found.`,
      'Let the script save below the folder that it runs in, or start it as a new run.',
    );
  }
  const below = path.posix.normalize(chosen);
  const found =
    checkpoints.find((each) => each.path === chosen || each.path.endsWith(`/work/${below}`)) ??
    checkpoints.findLast((each) => String(each.step) === chosen);
  if (found !== undefined) return resumedFrom(found);
  const names = checkpoints.slice(-5).map((each) => each.path);
  throw new CannotResume(
    `There is no checkpoint ${chosen} on ${ssh.host}.`,
    names.length === 0 ? 'No checkpoint of this run was found there.' : `Those of this run are ${names.join(', ')}.`,
  );
}

/** What the supervisor saw, and what lies there now: one that was lost did not see the last. */
async function chosenCheckpoint(run: RunState, chosen: string | undefined): Promise<Resumed> {
  const { spec, checkpoints = [] } = run;
  const known = new Set(checkpoints.map((each) => each.path));
  const elsewhere = [...new Set(checkpoints.map((each) => path.dirname(each.path)))];
  const onDisk = [...(await checkpointsThere(spec)), ...(await findCheckpoints(elsewhere))];
  const late = onDisk
    .filter((each) => !known.has(each.path) && each.modifiedMs >= spec.createdMs)
    .sort((a, b) => a.modifiedMs - b.modifiedMs);
  const there = onDisk.map((each) => each.path);
  const usable: readonly { readonly path: string; readonly step?: number }[] = [
    ...checkpoints.filter((each) => there.includes(each.path)),
    ...late,
  ];
  const names = usable.map((each) => path.relative(spec.cwd, each.path));
  if (chosen === undefined) {
    const newest = newestCheckpoint(usable);
    if (newest !== undefined) return resumedFrom(newest);
    throw new CannotResume(
      `The run ${spec.id} left no checkpoint that could be found.`,
      'Give its path if it lies elsewhere than where the script runs and saves, or start the script as a new run.',
    );
  }
  const found =
    usable.find((each) => each.path === path.resolve(spec.cwd, chosen)) ?? usable.findLast((each) => String(each.step) === chosen);
  if (found !== undefined) return resumedFrom(found);
  const given = path.resolve(spec.cwd, chosen);
  if (await isReadable(given)) return { checkpoint: given };
  throw new CannotResume(
    `There is no checkpoint ${chosen}.`,
    names.length === 0 ? 'No checkpoint of this run was found.' : `Those of this run are ${names.slice(-5).join(', ')}.`,
  );
}

function resumedFrom({ path: checkpoint, step }: { readonly path: string; readonly step?: number }): Resumed {
  return step === undefined ? { checkpoint } : { checkpoint, step };
}

async function isReadable(file: string): Promise<boolean> {
  return access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
}

const maxTexts = 30;
const maxTextBytes = 1_000_000;

/** The script and the modules beside it that it imports, as far as plain imports name them. */
export async function textsOf(script: string): Promise<readonly string[]> {
  const texts: string[] = [];
  const seen = new Set<string>();
  const queue = [script];
  for (let file = queue.shift(); file !== undefined && texts.length < maxTexts; file = queue.shift()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text === '' || text.length > maxTextBytes) continue;
    texts.push(text);
    for (const { module, names } of localImports(text)) {
      const at = path.join(path.dirname(script), ...module);
      queue.push(`${at}.py`, path.join(at, '__init__.py'), ...names.map((name) => path.join(at, `${name}.py`)));
    }
  }
  return texts;
}

export interface ResumeRequest {
  readonly plan: ResumePlan;
  readonly origin: RunOrigin;
  /** Of the permit. Without it the run keeps the walls that it had. */
  readonly confinement: RunConfinement | undefined;
  readonly settings: RunSettings;
  /** What one run may cost now; undefined: no cap. */
  readonly capUsd: number | undefined;
  readonly supervisor: SupervisorProgram;
  /** The script of the former segment, which a lost supervisor may have left behind. */
  readonly script: ProcessIdentity | undefined;
  readonly nowMs: number;
}

/** Starts the next segment. Throws, and leaves the run as it was, when that cannot be done. */
export async function resumeRun(request: ResumeRequest): Promise<void> {
  const { plan, supervisor, script } = request;
  const { folder, spec: former } = plan.run;
  if (script !== undefined && plan.run.exit === undefined && (await isAlive(script)))
    throw new CannotResume(
      `The script of ${former.id} still runs (process ${script.pid}), without its supervisor.`,
      `Stop it first: practicum runs stop ${former.id}.`,
    );
  await requireInterpreter(former);
  const spec = await segmentSpec(request);
  requireRest(spec);
  requireNoSecret({ script: spec.script, args: spec.argv.slice(1), name: undefined });
  const paths = runPaths(folder);
  const segment = (plan.run.segment ?? 0) + 1;
  const launcher = { host: thisHost(), process: await identify(process.pid) };
  await takeSegment(paths, { v: runFolderVersion, segment, resumed: plan.resumed, spec, launcher });
  try {
    await keepCode(folder, (await readCode(folder))?.root ?? path.dirname(former.script), spec, segment);
    await startSupervisor(folder, former.cwd, spec, supervisor, segment);
  } catch (error) {
    await giveSegmentBack(paths, segment);
    throw error;
  }
}

/** What its former segments took counts: a run that has used up the person’s cap does not begin anew. */
function requireRest({ id, limits, pastMs = 0 }: RunSpec): void {
  if (limits?.isCap !== true) return;
  const used = usedOf(limits, pastMs);
  if (used.ofMoney < 1) return;
  throw new CannotResume(
    `The run ${id} has used up what one run may cost (${usedText(limits, used)}).`,
    'Raise practicum.budget.run and resume it again, or start its script as a new run.',
  );
}

async function requireInterpreter({ interpreter, id, ssh }: RunSpec): Promise<void> {
  // That of a host is looked for there.
  if (ssh !== undefined) return;
  try {
    await access(interpreter.path, constants.X_OK);
  } catch (error) {
    throw new PracticumError('interpreter-gone', `The Python that the run ${id} was started with is gone: ${interpreter.path}.`, {
      hint: 'Make its environment again, or start the script as a new run with another interpreter.',
      cause: error,
    });
  }
}

async function segmentSpec({ plan, origin, confinement, settings, capUsd, nowMs }: ResumeRequest): Promise<RunSpec> {
  const { resumed, argv, run } = plan;
  const { terminal: _terminal, through: _through, ...former } = run.spec;
  const walls = confinement ?? former.confinement;
  const script = await readFile(former.script, 'utf8');
  const limits = limitsAgain(former.limits, capUsd);
  return {
    ...former,
    ...(limits === undefined ? {} : { limits }),
    pastMs: await executedMs(run),
    createdMs: nowMs,
    origin,
    argv,
    env: { ...former.env, ...resumeEnvironment(resumed.checkpoint, resumed.step) },
    secrets: secretVariablesOf({ origin, confinement: walls }, process.env),
    ...(walls === undefined ? {} : { confinement: walls }),
    code: await codeIdentity(former.script),
    ...(await howItIsStarted({ interpreter: former.interpreter, confinement: walls, settings, ssh: former.ssh }, script)),
  };
}
