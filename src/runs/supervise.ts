/**
 * Runs one script and writes its folder. It outlives whoever launched it and needs nothing from them: everything it knows is
 * in `spec.json`, everything it learns goes to the folder, and requests to stop come as a file there or as SIGTERM.
 */
import { stat, utimes } from 'node:fs/promises';
import { type Clock, steadyClock } from '../base/clock.ts';
import { defined } from '../base/defined.ts';
import { describeError } from '../base/errors.ts';
import { identify, thisHost } from '../base/processes.ts';
import { metricPattern } from './capture/patterns.ts';
import { type CheckpointLine, watchCheckpoints } from './checkpointWatch.ts';
import { behindWalls, groupsOf } from './confinedRun.ts';
import { drain } from './drain.ts';
import { keepEvaluation } from './evaluate/evaluationRecord.ts';
import { type RunPaths, runPaths } from './folder.ts';
import { followAdopted } from './followAdopted.ts';
import { type Hook, hookEnvironment, prepareHook } from './hook/hookEnvironment.ts';
import { followJob } from './hub/followJob.ts';
import { loadWalls } from './lateParts.ts';
import { type Place, withSlot } from './machine/withSlot.ts';
import { holdMs } from './merge.ts';
import { startedMsOf } from './processFacts.ts';
import { Recorded } from './recorded.ts';
import { Recorder } from './recorder.ts';
import { type RunExit, type RunSpec, runFolderVersion } from './run.ts';
import { commandOf, type Ending, scriptEnvironment, whyItCannotStart } from './script.ts';
import { claim, executedSegment, keepFormerExit, prepareFolder, readSegment, type Segment } from './segments.ts';
import { followSsh } from './ssh/followSsh.ts';
import { type Started, startWithWalls } from './startWithWalls.ts';
import { endTree, type Stoppable, signalGroup } from './stopLadder.ts';
import { writeColumns } from './store/writeColumns.ts';
import { type Outcome, type SuperviseOptions, type Supervision, superviseDefaults, untilEnd } from './supervision.ts';

/** Resolves when the run has ended and its exit is written. `stopSignal` asks it to stop, as the `stop` file does. */
export async function supervise(folder: string, stopSignal: AbortSignal, given: SuperviseOptions = superviseDefaults): Promise<void> {
  const options = { ...given, clock: steadyClock(given.clock) };
  const paths = runPaths(folder);
  const segment = await readSegment(paths, options.segment);
  const own = await identify(process.pid);
  await claim(paths, own, options.heartbeatMs, segment.segment);
  // What is missing then is missed when it is needed, and said.
  if (segment.spec.confinement !== undefined) loadWalls().catch(() => undefined);
  const recorder = await openRecorder(paths, segment, options);
  const beat = setInterval(() => {
    void utimes(paths.heartbeat, new Date(), new Date()).catch(() => undefined);
    void recorder.retry();
  }, options.heartbeatMs);
  try {
    await recorder.state({ atMs: options.clock.nowMs(), status: 'starting', host: thisHost(), supervisor: own, ...wordsOf(segment) });
    await keepFormerExit(paths, segment.segment);
    const { ending, status } = await inItsPlace(segment, paths, recorder, stopSignal, options);
    await keepEvaluation(segment.spec, paths, recorder, options.clock.nowMs()).catch((error: unknown) =>
      recorder.note(`What it measured could not be kept: ${describeError(error)}`),
    );
    clearInterval(beat);
    await recorder.exit(exitOf(ending, segment.segment, options.clock), status);
    await writeColumns(paths);
  } finally {
    clearInterval(beat);
  }
}

async function openRecorder(
  paths: RunPaths,
  { spec, segment }: Segment,
  { clock, openAppend: open, logLimitBytes }: SuperviseOptions,
): Promise<Recorder> {
  const before = await prepareFolder(paths, segment);
  const logBytes = (await stat(paths.console).catch(() => undefined))?.size ?? 0;
  const executed = await executedSegment(paths, segment);
  const again = executed === segment ? undefined : { segment: executed, recorded: await Recorded.read(paths, executed) };
  const patterns = (spec.metricPatterns ?? []).map(metricPattern);
  const options = { logLimitBytes, segment, before: { ...before, logBytes }, patterns, holdMs, ...defined({ again }) };
  return await Recorder.open(paths, clock, open, options);
}

function wordsOf({ segment, resumed }: Segment): Pick<Segment, 'resumed'> & { readonly segment?: number } {
  if (segment === 0) return {};
  return resumed === undefined ? { segment } : { segment, resumed };
}

function exitOf({ code, signal, reason }: Ending, segment: number, clock: Clock): RunExit & { readonly v: number } {
  const end = { v: runFolderVersion, code, signal, endedMs: clock.nowMs(), ...(segment === 0 ? {} : { segment }) };
  return reason === undefined ? end : { ...end, reason };
}

/** A run that has to wait for its turn on this machine begins then, or is stopped before. */
async function inItsPlace(
  segment: Segment,
  paths: RunPaths,
  recorder: Recorder,
  stop: AbortSignal,
  options: SuperviseOptions,
): Promise<Outcome> {
  const place: Place = { paths, recorder, stop, clock: options.clock, stopPollMs: options.stopPollMs };
  const outcome = await withSlot(segment.spec, place, (spec) => outcomeOf({ ...segment, spec }, paths, recorder, stop, options));
  if (!('noTurn' in outcome)) return outcome;
  if (outcome.noTurn === 'failed') return notStarted(outcome.why);
  return { ending: { code: null, signal: null, reason: 'stopped on request while it was queued' }, status: 'stopped' };
}

async function outcomeOf(
  segment: Segment,
  paths: RunPaths,
  recorder: Recorder,
  stop: AbortSignal,
  options: SuperviseOptions,
): Promise<Outcome> {
  const { spec } = segment;
  const { clock, checkpointMs } = options;
  const sinceMs = spec.adopted?.kind === 'process' ? await startedMsOf(spec.adopted.pid) : undefined;
  const startedMs = sinceMs ?? clock.nowMs();
  const say = (line: CheckpointLine): Promise<void> => recorder.state({ atMs: clock.nowMs(), ...line });
  const checkpoints = await watchCheckpoints(spec, say, checkpointMs, sinceMs);
  const supervision: Supervision = { paths, segment, recorder, options, startedMs, checkpoints, stop };
  if (spec.job !== undefined) return await followJob(spec.job, spec, supervision);
  if (spec.adopted !== undefined) return await followAdopted(spec.adopted, supervision);
  return spec.ssh === undefined ? await runScript(spec, supervision) : await followSsh(spec.ssh, spec, supervision);
}

async function runScript(spec: RunSpec, supervision: Supervision): Promise<Outcome> {
  const cannot = await whyItCannotStart(spec);
  if (cannot !== undefined) return notStarted(cannot);
  let started: Started;
  try {
    const { keeper, relay } = supervision.options;
    const argv = await commandOf(spec, keeper);
    const hook = await hookOf(spec, supervision);
    const seen = scriptEnvironment(process.env, spec);
    const env = hook === undefined ? seen : { ...seen, ...hookEnvironment(seen, hook) };
    started = await startWithWalls(() => behindWalls({ ...spec, argv }, env, { relay, hook }), spec);
  } catch (error) {
    return notStarted(describeError(error));
  }
  try {
    return await follow(started, supervision);
  } finally {
    await started.program.confined?.dispose();
  }
}

/** Undefined where the person switched it off, or its folder cannot be made: the run goes on without. */
async function hookOf(spec: RunSpec, { paths, options }: Supervision): Promise<Hook | undefined> {
  return spec.hook === true && options.hook !== undefined ? await prepareHook(paths.folder, options.hook) : undefined;
}

function notStarted(why: string): Outcome {
  return { ending: { code: null, signal: null, reason: `could not start: ${why}` }, status: 'failed' };
}

async function follow({ script, program }: Started, supervision: Supervision): Promise<Outcome> {
  const { recorder, options, segment } = supervision;
  const pid = await script.pid;
  if (pid !== undefined) await recorder.state({ atMs: options.clock.nowMs(), status: 'running', process: await identify(pid) });
  const target: Stoppable = {
    async signal(name) {
      if (pid !== undefined) for (const group of await groupsOf(pid, program)) signalGroup(group, name);
    },
    async endRest() {
      if (pid !== undefined) await endTree(pid, segment.spec.id, options.terminateGraceMs);
    },
  };
  return await untilEnd(pid, script.ended, target, supervision, () => drain(script.output, recorder));
}
