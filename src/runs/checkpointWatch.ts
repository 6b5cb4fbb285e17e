import { stat } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '../base/clock.ts';
import { type FoundCheckpoint, findCheckpoints, savingPlaces } from './checkpoints.ts';
import type { RunSpec } from './run.ts';
import { passes } from './stopLadder.ts';

/** What is written to `state.jsonl` about checkpoints. */
export type CheckpointLine =
  | { readonly checkpoint: string; readonly bytes: number; readonly step?: number }
  | { readonly checkpoint: string; readonly isGone: true };

export interface CheckpointWatch {
  /** Looks once more, then no more. */
  finish(): Promise<void>;
}

/**
 * Tells of every checkpoint that is written from now on: what lay there before and does not change belongs to somebody else. Clocks
 * play no part, so neither a jump of theirs nor a file server's own time loses one. `sinceMs`: of what was started elsewhere, what it
 * has written since counts too.
 */
export async function watchCheckpoints(
  spec: RunSpec,
  say: (line: CheckpointLine) => Promise<void>,
  everyMs: number,
  sinceMs = Number.POSITIVE_INFINITY,
): Promise<CheckpointWatch> {
  const there = (await checkpointsThere(spec)).filter(({ modifiedMs }) => modifiedMs < sinceMs);
  const before = new Map(there.map((each) => [each.path, stampOf(each)]));
  const told = new Map<string, string>();
  let waiting = new Map<string, string>();
  const lookOnce = async (isLast: boolean): Promise<void> => {
    const found = await checkpointsThere(spec);
    const seen = new Map(found.map((each) => [each.path, stampOf(each)]));
    for (const each of found) {
      const stamp = stampOf(each);
      const isNew = before.get(each.path) !== stamp && told.get(each.path) !== stamp;
      // What still grows is told when it has stopped.
      if (!isNew || !(isLast || waiting.get(each.path) === stamp)) continue;
      told.set(each.path, stamp);
      await say({ checkpoint: each.path, bytes: each.bytes, ...(each.step === undefined ? {} : { step: each.step }) });
    }
    for (const gone of [...told.keys()].filter((file) => !seen.has(file))) {
      told.delete(gone);
      await say({ checkpoint: gone, isGone: true });
    }
    waiting = seen;
  };
  const over = new AbortController();
  const looking = (async () => {
    let waitMs = everyMs;
    while (await passes(systemClock, waitMs, over.signal)) {
      const beganMs = performance.now();
      await lookOnce(false).catch(() => undefined);
      // A folder that takes long to look through is looked at less often: at most two hundredths of the time.
      waitMs = Math.max(everyMs, 50 * (performance.now() - beganMs));
    }
  })();
  return {
    async finish() {
      over.abort();
      await looking;
      await lookOnce(true).catch(() => undefined);
    },
  };
}

function stampOf({ bytes, modifiedMs }: FoundCheckpoint): string {
  return `${bytes} ${modifiedMs}`;
}

/** All that lie where the arguments say that it saves, or else where it executes. */
export async function checkpointsThere({ argv, cwd, script, ssh, job }: RunSpec): Promise<readonly FoundCheckpoint[]> {
  // It writes where it executes; what it made is fetched at its end.
  if (ssh !== undefined || job !== undefined) return [];
  const places = savingPlaces(argv.slice(1), cwd);
  const folders: string[] = [];
  for (const place of places) if ((await stat(place).catch(() => undefined))?.isDirectory() === true) folders.push(place);
  const beside = script === '' ? cwd : path.dirname(script);
  const usual = beside === cwd ? [cwd] : [cwd, beside];
  return await findCheckpoints(folders.length > 0 ? folders : usual, places);
}
