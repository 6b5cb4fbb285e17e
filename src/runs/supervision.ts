/** What supervising has in common, whatever is supervised: measuring, looking for checkpoints, and the ladder when it is asked to stop. */
import { type Clock, systemClock } from '../base/clock.ts';
import { type OpenAppend, openAppend } from './appendFile.ts';
import type { CheckpointWatch } from './checkpointWatch.ts';
import { measure } from './collectors.ts';
import type { RunPaths } from './folder.ts';
import type { Recorder } from './recorder.ts';
import { type Ending, withGuess } from './script.ts';
import type { Segment } from './segments.ts';
import { climb, isAskedToStop, type LadderTimes, type Stoppable } from './stopLadder.ts';

export interface SuperviseOptions extends LadderTimes {
  /** 0 for a new run; one more each time it is resumed. */
  readonly segment: number;
  /** After this many bytes `console.log` is not continued. */
  readonly logLimitBytes: number;
  readonly heartbeatMs: number;
  /** How often sources beside the console are looked at, and how often checkpoints are looked for. */
  readonly collectMs: number;
  readonly checkpointMs: number;
  /** For a confined run that may reach hosts: the relay program. */
  readonly relay?: string;
  /** The program that keeps a terminal for a script. Without it every script gets a pipe. */
  readonly keeper?: string;
  /** The folder of the hook's Python. */
  readonly hook?: string;
  /** The folder of the program that keeps a run on a host; without it none is started there. */
  readonly remote?: string;
  /** The folder of the program around a script in a job of Hugging Face; without it none is started there. */
  readonly job?: string;
  /** `$PRACTICUM_HOME`, whose ledger tells what machines cost. */
  readonly home?: string;
  readonly openAppend: OpenAppend;
  readonly clock: Clock;
}

export const superviseDefaults: SuperviseOptions = {
  segment: 0,
  interruptGraceMs: 10_000,
  terminateGraceMs: 5_000,
  logLimitBytes: 2 ** 30,
  heartbeatMs: 2_000,
  stopPollMs: 250,
  collectMs: 500,
  checkpointMs: 5_000,
  openAppend,
  clock: systemClock,
};

/** How a run came to its end. */
export interface Outcome {
  readonly ending: Ending;
  readonly status: 'done' | 'failed' | 'stopped';
}

/** What the parts of supervising one segment share. */
export interface Supervision {
  readonly paths: RunPaths;
  readonly segment: Segment;
  readonly recorder: Recorder;
  readonly options: SuperviseOptions;
  /** When the segment began, before its script was started. */
  readonly startedMs: number;
  readonly checkpoints: CheckpointWatch;
  /** Somebody ends the supervisor: the run ends with it. */
  readonly stop: AbortSignal;
}

/** Resolves when what is supervised has ended and everything that it said is recorded. */
export async function untilEnd(
  pid: number | undefined,
  ended: Promise<Ending>,
  target: Stoppable,
  supervision: Supervision,
  readOutput: () => { finish(): Promise<void> },
): Promise<Outcome> {
  const { paths, segment, recorder, options, startedMs, checkpoints } = supervision;
  const { clock } = options;
  const watchdog = new AbortController();
  const measuring = measure(segment, paths, recorder, { pid, startedMs, clock, everyMs: options.collectMs }, (alert) => {
    if (alert.action === 'stop') watchdog.abort(alert.title);
  });
  // Whoever reads along is there before the first byte.
  const output = readOutput();
  const over = new AbortController();
  const stop = AbortSignal.any([supervision.stop, watchdog.signal]);
  const ladder = isAskedToStop(paths.stop, stop, over.signal, clock, options.stopPollMs).then(async (isAsked) => {
    if (!isAsked) return undefined;
    const say = (signal: string): Promise<void> => recorder.state({ atMs: clock.nowMs(), status: 'stopping', signal });
    return await climb(target, options, say, over.signal, clock);
  });
  const ending = await ended;
  over.abort();
  const lastSignal = await ladder;
  await output.finish();
  await recorder.endOfOutput();
  await measuring.finish();
  if (lastSignal === undefined) await recorder.ended(ending);
  await checkpoints.finish();
  if (lastSignal === undefined) return { ending: withGuess(ending), status: ending.outcome ?? (ending.code === 0 ? 'done' : 'failed') };
  const who = watchdog.signal.aborted && !supervision.stop.aborted ? `by a watchdog: ${String(watchdog.signal.reason)}` : 'on request';
  const also = ending.reason === undefined ? '' : `; ${ending.reason}`;
  return { ending: { ...ending, reason: `stopped ${who} (${lastSignal})${also}` }, status: 'stopped' };
}
