/** What the lines of `state.jsonl` come to. Pure. */
import type { ProcessIdentity } from '../base/processes.ts';
import type { ReadStateLine } from './folderSchema.ts';
import type { Checkpoint, Resumed, RunDevice, RunJob, RunQueued } from './run.ts';

export interface Processes {
  readonly host: string | undefined;
  readonly supervisor: ProcessIdentity | undefined;
  readonly script: ProcessIdentity | undefined;
}

export interface StateLines {
  /** 0 for a run that was never resumed. */
  readonly segment: number;
  readonly resumed: Resumed | undefined;
  /** What the segments before that one went on from, oldest first. */
  readonly formerlyResumed: readonly Resumed[];
  /** Of the newest segment. */
  readonly processes: Processes;
  /** The newest change of status in the newest segment. */
  readonly last: Extract<ReadStateLine, { readonly status: string }>['status'] | undefined;
  /** Whether the newest segment was asked to end. */
  readonly isStopping: boolean;
  /** While the newest segment waits for its turn. */
  readonly queued: RunQueued | undefined;
  /** What the newest segment was given. */
  readonly devices: readonly RunDevice[] | undefined;
  /** Once it is known as which job it executes. */
  readonly job: RunJob | undefined;
  /** When the script was first there. */
  readonly startedMs: number | undefined;
  /** How long it stood still, from the end of a segment to the begin of the next. 0 where nobody saw that end. */
  readonly pausedMs: number;
  /** The newest thing worth knowing of the newest segment, for people. */
  readonly note: string | undefined;
  /** Those that are still there, the newest last. */
  readonly checkpoints: readonly Checkpoint[];
}

export function readStateLines(lines: readonly ReadStateLine[]): StateLines {
  const begin = Math.max(
    0,
    lines.findLastIndex((line) => 'status' in line && line.status === 'starting'),
  );
  const newest = lines.slice(begin);
  const changes = newest.filter((line) => 'status' in line);
  const starting = changes.find((line) => line.status === 'starting');
  const running = changes.findLast((line) => line.status === 'running');
  const last = changes.at(-1);
  return {
    segment: starting?.segment ?? 0,
    resumed: resumedIn(newest).at(-1),
    formerlyResumed: resumedIn(lines.slice(0, begin)),
    processes: {
      host: starting?.host,
      supervisor: starting === undefined ? undefined : named(starting.supervisor),
      script: running?.process === undefined ? undefined : named(running.process),
    },
    last: last?.status,
    // One that was stopped while it waited was sent no signal.
    isStopping: changes.some((line) => line.status === 'stopping' || line.status === 'stopped'),
    queued: last?.status === 'queued' ? { position: last.position, waitsFor: last.waitsFor } : undefined,
    devices: newest.findLast((line) => 'devices' in line)?.devices,
    job: lines.findLast((line) => 'job' in line)?.job,
    startedMs: lines.find((line) => 'status' in line && line.status === 'running')?.atMs,
    pausedMs: pausedMsOf(lines),
    note: noteOf(newest),
    checkpoints: checkpointsOf(lines),
  };
}

function pausedMsOf(lines: readonly ReadStateLine[]): number {
  let pausedMs = 0;
  let endedMs: number | undefined;
  for (const line of lines) {
    if (!('status' in line)) continue;
    if (line.status === 'starting' && line.resumed !== undefined && endedMs !== undefined) pausedMs += Math.max(0, line.atMs - endedMs);
    endedMs = line.status === 'done' || line.status === 'failed' || line.status === 'stopped' ? line.atMs : undefined;
  }
  return pausedMs;
}

function resumedIn(lines: readonly ReadStateLine[]): readonly Resumed[] {
  return lines.flatMap((line) =>
    'status' in line && line.status === 'starting' && line.resumed !== undefined ? [{ ...line.resumed, atMs: line.atMs }] : [],
  );
}

/** What is wrong with the record itself stands before what a source or the script said. */
function noteOf(newest: readonly ReadStateLine[]): string | undefined {
  const notes = newest.filter((line) => 'note' in line);
  const record = notes.findLast(({ note }) => note !== 'source');
  if (record !== undefined && record.note !== 'disk-ok') return record.text;
  return notes.findLast(({ note }) => note === 'source')?.text;
}

function checkpointsOf(lines: readonly ReadStateLine[]): readonly Checkpoint[] {
  const found = new Map<string, Checkpoint>();
  for (const line of lines) {
    if (!('checkpoint' in line)) continue;
    found.delete(line.checkpoint);
    if ('isGone' in line) continue;
    const { checkpoint: path, bytes, atMs, step } = line;
    found.set(path, step === undefined ? { path, bytes, atMs } : { path, bytes, atMs, step });
  }
  return [...found.values()];
}

function named({ pid, start }: { readonly pid: number; readonly start?: string | undefined }): ProcessIdentity {
  return start === undefined ? { pid } : { pid, start };
}
