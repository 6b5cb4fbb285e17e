/** What came of scripts that were tried in sandboxes, by the hash of their code: in the home, because it is known before the next machine is paid for, in whatever session. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import type { PreflightFacts } from '../preflight/preflight.ts';
import type { SmokeResult } from './smoke.ts';

const schema = z.object({
  v: z.literal(1),
  flavor: z.string(),
  end: z.enum(['done', 'failed', 'time']),
  why: z.string().exactOptional(),
  tookMs: z.number(),
  gpuPeakBytes: z.number().exactOptional(),
  gpuTotalBytes: z.number().exactOptional(),
});

export async function noteTried(home: string, hash: string, flavor: string, result: SmokeResult): Promise<void> {
  const { end, why, tookMs, gpuPeakBytes, gpuTotalBytes } = result;
  const file = fileOf(home, hash);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const kept = { v: 1, flavor, end, tookMs, ...defined({ why, gpuPeakBytes, gpuTotalBytes }) };
  // Whole or not at all: another window may read it just now.
  const temporary = `${file}.${randomUUID()}.tmp`;
  await writeFile(temporary, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  await rename(temporary, file);
}

/** Undefined: nothing, or nothing that can be read. It is then tried again, which is no harm. */
export async function triedBefore(home: string, hash: string): Promise<PreflightFacts['smoke']> {
  const text = await readFile(fileOf(home, hash), 'utf8').catch(() => '');
  const kept = schema.safeParse(parsed(text)).data;
  if (kept === undefined) return undefined;
  const { end, why, tookMs, flavor } = kept;
  const status = {
    done: 'done',
    failed: `failed (${why ?? 'for a reason that is not known'})`,
    time: `was still at work after ${secondsText(tookMs)}`,
  }[end];
  return { id: 'a smoke run', status, where: [`in a sandbox on ${flavor}`, ...memoryText(kept)].join(', ') };
}

/** `GPU memory at most 9.1 of 15.0 GB`. */
export function memoryText({ gpuPeakBytes, gpuTotalBytes }: Pick<SmokeResult, 'gpuPeakBytes' | 'gpuTotalBytes'>): readonly string[] {
  if (gpuPeakBytes === undefined) return [];
  const of = gpuTotalBytes === undefined ? '' : ` of ${gb(gpuTotalBytes)}`;
  return [`GPU memory at most ${gb(gpuPeakBytes)}${of} GB`];
}

export function gb(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}

export function secondsText(ms: number): string {
  return ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a disk that was full, or a machine that went off
  }
}

function fileOf(home: string, hash: string): string {
  return path.join(home, 'smokes', `${hash}.json`);
}
