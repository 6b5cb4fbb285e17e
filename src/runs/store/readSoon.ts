/**
 * Many small files of a local disk are read several times faster at once than with a promise for each step of each. A disk that makes one
 * wait, as those of a network do, is asked without waiting for it: whoever else has work here is not held up.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemErrorCode } from '../../base/errors.ts';
import { readIfThere } from '../folder.ts';

/** A disk that needs longer for a small file, again and again, is slow. */
const slowMs = 2;
/** One that is held up by other programs once is not. */
const countedMs = 2 * slowMs;
const newestShare = 0.2;
const slowForMs = 10_000;

let averageMs = 0;
let slowUntilMs = 0;

/** The text of a small file, or undefined when there is none. */
export async function readSoon(file: string): Promise<string | undefined> {
  if (isSlow()) return await readIfThere(file);
  return timed(() => {
    try {
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  });
}

export interface FileFacts {
  readonly size: number;
  readonly mtimeMs: number;
}

/** Undefined when there is none, or it may not be looked at. */
export async function factsSoon(file: string): Promise<FileFacts | undefined> {
  if (isSlow()) return await stat(file).catch(() => undefined);
  return timed(() => {
    try {
      return statSync(file, { throwIfNoEntry: false });
    } catch {
      return undefined;
    }
  });
}

function isSlow(): boolean {
  return performance.now() < slowUntilMs;
}

function timed<T>(read: () => T): T {
  const beganMs = performance.now();
  try {
    return read();
  } finally {
    const tookMs = Math.min(countedMs, performance.now() - beganMs);
    averageMs += (tookMs - averageMs) * newestShare;
    if (averageMs > slowMs) {
      slowUntilMs = performance.now() + slowForMs;
      averageMs = 0;
    }
  }
}
