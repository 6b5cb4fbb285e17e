/** One request at a time and a pause after each, among all processes that share a home: as arXiv asks its users to. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { acquireLease, type Lease, LeaseTaken } from '../../base/lease.ts';
import { PaperError } from './paperErrors.ts';
import type { Sleep } from './sleep.ts';

export interface Turn {
  /** Begins when it is our turn. The pause counts from the end of what was done before. */
  take<Result>(act: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

export interface TurnOptions {
  readonly folder: string;
  /** `arxiv`: whose turns. */
  readonly name: string;
  readonly gapMs: number;
  readonly sleep: Sleep;
}

const lookAgainMs = 100;
/** Whoever holds it longer hangs, or is on a machine that is gone. */
const patienceMs = 120_000;

export function createTurn({ folder, name, gapMs, sleep }: TurnOptions): Turn {
  const lastFile = join(folder, `${name}.last`);
  let before: Promise<unknown> = Promise.resolve();
  let lastHereMs = 0;

  /** Undefined: nothing can be written there, so others cannot be told. */
  const leased = async (signal: AbortSignal): Promise<Lease | undefined> => {
    if (!(await isMade(folder))) return undefined;
    for (let waitedMs = 0; ; waitedMs += lookAgainMs) {
      signal.throwIfAborted();
      try {
        return await acquireLease(join(folder, `${name}.turn`), 'practicum');
      } catch (error) {
        if (!(error instanceof LeaseTaken)) return undefined;
        if (waitedMs >= patienceMs)
          throw new PaperError('paper-rate-limit', `Another program of Practicum has kept ${name} busy for minutes.`, error.message, error);
      }
      await sleep(lookAgainMs, signal);
    }
  };

  const alone = async <Result>(act: () => Promise<Result>, signal: AbortSignal): Promise<Result> => {
    const lease = await leased(signal);
    try {
      // A clock that was set back must not make anybody wait for days.
      const sinceMs = Math.max(0, Date.now() - Math.max(lastHereMs, await lastMs(lastFile)));
      if (sinceMs < gapMs) await sleep(gapMs - sinceMs, signal);
      try {
        return await act();
      } finally {
        lastHereMs = Date.now();
        await writeLast(lastFile).catch(() => undefined);
      }
    } finally {
      await lease?.release();
    }
  };

  return {
    async take(act, signal) {
      const mine = before.then(
        () => alone(act, signal),
        () => alone(act, signal),
      );
      before = mine.catch(() => undefined);
      return await mine;
    },
  };
}

async function isMade(folder: string): Promise<boolean> {
  return await mkdir(folder, { recursive: true, mode: 0o700 }).then(
    () => true,
    () => false,
  );
}

async function lastMs(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const last = Number(text);
  return Number.isFinite(last) && last <= Date.now() ? last : 0;
}

async function writeLast(file: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, String(Date.now()), { mode: 0o600 });
  await rename(temporary, file);
}
