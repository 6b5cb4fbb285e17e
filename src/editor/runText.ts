import type { RunQueued, RunState } from '../runs/run.ts';

/** How runs read in the tree and in lenses. Pure. */

export function isLive({ status }: Pick<RunState, 'status'>): boolean {
  return status === 'queued' || status === 'starting' || status === 'running' || status === 'stopping';
}

/** `queued, next, waits for GPU 0 or GPU 1` */
export function queuedText({ position, waitsFor }: RunQueued): string {
  return position === 1 ? `queued, next, waits for ${waitsFor}` : `queued, number ${position}, waits for ${waitsFor}`;
}

export interface StatusIcon {
  readonly codicon: string;
  /** A theme colour, where the status should stand out. */
  readonly color?: string;
}

export function statusIcon({ status }: Pick<RunState, 'status'>): StatusIcon {
  switch (status) {
    case 'queued':
    case 'starting':
      return { codicon: 'clock' };
    case 'running':
      return { codicon: 'sync~spin', color: 'charts.blue' };
    case 'stopping':
      return { codicon: 'sync~spin' };
    case 'done':
      return { codicon: 'pass', color: 'testing.iconPassed' };
    case 'failed':
      return { codicon: 'error', color: 'testing.iconFailed' };
    case 'stopped':
      return { codicon: 'circle-slash' };
    case 'lost':
      return { codicon: 'question', color: 'problemsWarningIcon.foreground' };
  }
}

/** `4.2 s`, `3 min 05 s`, `2 h 10 min` */
export function durationText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** How long it took, or takes so far, all its segments together; undefined when it never began, or nobody saw its end. */
export function runDurationMs(
  { status, startedMs, pausedMs = 0, exit }: Pick<RunState, 'status' | 'startedMs' | 'pausedMs' | 'exit'>,
  nowMs: number,
): number | undefined {
  if (startedMs === undefined || (exit === undefined && status === 'lost')) return undefined;
  return (exit?.endedMs ?? nowMs) - startedMs - pausedMs;
}

/** What is known of how a run ended. */
type Ended = Pick<RunState, 'exit' | 'logBytes'> & Partial<Pick<RunState, 'spec' | 'pointCount'>>;

/** Whether it ended without a word, and without a number that something else told. */
export function isSilent({ exit, logBytes, pointCount = 0, spec }: Ended): boolean {
  // What it measured came by the hook or from files. What an imported run printed is mostly not known.
  return exit !== undefined && logBytes === 0 && pointCount === 0 && spec?.target !== 'imported';
}

/** How it ended and, where it is known, why; nothing for a plain success. */
export function outcomeText(state: Ended, cause?: string): string | undefined {
  const parts = [exitText(state), cause, isSilent(state) ? 'printed nothing' : undefined].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** For a row: what is unusual about a run that goes on or was lost, in one sentence. Of one that ended it is told with the rest. */
export function noteText(state: Pick<RunState, 'status' | 'note'>): string | undefined {
  return state.status === 'lost' || isLive(state) ? state.note?.split(/(?<=[.!?])\s/, 1)[0] : undefined;
}

/** Why it ended as it did: `exit 1`, `signal SIGKILL`, or the reason in words. Nothing for a plain success. */
export function exitText({ exit }: Pick<RunState, 'exit'>): string | undefined {
  if (exit === undefined) return undefined;
  if (exit.reason !== undefined) return exit.reason;
  if (exit.signal !== null) return `signal ${exit.signal}`;
  return exit.code === 0 || exit.code === null ? undefined : `exit ${exit.code}`;
}
