/** A script tried for a few steps on the hardware that it is meant for, before anybody pays for hours of it. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { Clock } from '../../base/clock.ts';
import { defined } from '../../base/defined.ts';
import type { SandboxServer } from '../../hub/sandboxServer.ts';
import { codeVersion } from '../codeVersion.ts';
import { diagnose } from '../diagnose.ts';
import { readTraining } from '../entries/training.ts';
import { declaredNeeds } from '../hub/declaredNeeds.ts';
import { packagesForJob } from '../hub/jobPackages.ts';
import { packSlice } from '../hub/sendSlice.ts';
import { dryRunArguments } from '../options/dryRun.ts';
import { sliceOf } from '../ssh/slice.ts';
import { ownFolder, runThere } from './runThere.ts';
import { smokeProgram } from './smokeProgram.ts';

export interface SmokeWish {
  readonly root: string;
  /** Absolute. */
  readonly script: string;
  /** As a whole run would have them. */
  readonly args: readonly string[];
  /** How long the script may take, its packages included. */
  readonly limitMs: number;
  /** Packages beside what the workspace names; absent: what its imports are known by. */
  readonly packages?: readonly string[];
}

export interface SmokePlan {
  readonly argv: readonly string[];
  /** What makes a short run of it; empty: the script shows no way, so its time limit does. */
  readonly shortened: readonly string[];
  /** Of the whole run's code, so that it is known again. */
  readonly hash: string | undefined;
}

export interface SmokeResult {
  /** `time`: it was still at work when its time was over. */
  readonly end: 'done' | 'failed' | 'time';
  readonly code?: number;
  /** Why it failed, in one line. */
  readonly why?: string;
  readonly tookMs: number;
  readonly gpuPeakBytes?: number;
  readonly gpuTotalBytes?: number;
  /** Of the largest of its processes. */
  readonly hostPeakBytes?: number;
  /** The end of what it printed. */
  readonly output: string;
  readonly hash?: string;
}

export async function planSmoke({ root, script, args }: SmokeWish): Promise<SmokePlan> {
  const [training, version] = await Promise.all([
    readTraining(script, await readFile(script, 'utf8')),
    codeVersion({ argv: ['python', script, ...args], cwd: root }, [root]).catch(() => undefined),
  ]);
  const short = training === undefined ? undefined : dryRunArguments(training.entry, training.options, args);
  const argv = [below(root, script), ...(short ?? args).map((word) => below(root, word))];
  return { argv, shortened: short === undefined ? [] : short.filter((word) => !args.includes(word)), hash: version?.hash };
}

const saidSchema = z.object({
  end: z.enum(['done', 'failed', 'time']),
  code: z.number().nullish(),
  why: z.string().nullish(),
  seconds: z.number().nullish(),
  gpuPeakBytes: z.number().nullish(),
  gpuTotalBytes: z.number().nullish(),
  hostPeakBytes: z.number().nullish(),
});

const mostOutputChars = 6_000;
/** For unpacking, and for what the script does when it is told to end. */
const moreMs = 30_000;

/** `secrets`: what a paid run would get; they are in the script's environment and nowhere on the disk there. */
export async function smokeThere(
  server: SandboxServer,
  wish: SmokeWish & { readonly work: string; readonly secrets: Readonly<Record<string, string>> },
  clock: Clock,
  told: { readonly signal: AbortSignal; progress?(text: string): void },
): Promise<SmokeResult> {
  const { root, script, limitMs, work, secrets } = wish;
  const plan = await planSmoke(wish);
  const packages = wish.packages ?? (await packagesForJob(root, script, root));
  const id = randomUUID();
  const name = `${ownFolder}/smoke-${id}`;
  told.progress?.('Carrying the files of the workspace over.');
  const packed = await packSlice(await sliceOf(root, script));
  await server.write(`${name}.packed`, Buffer.from(packed), told.signal);
  await server.write(`${name}.py`, Buffer.from(smokeProgram), told.signal);
  const mark = `practicum:${id}:`;
  const task = {
    work,
    packed: `${name}.packed`,
    mark,
    argv: plan.argv,
    cwd: '.',
    needs: { packages, ...(await declaredNeeds(root, script)) },
    limit: limitMs / 1000,
  };
  const outcome = await runThere(
    server,
    {
      command: `p=$(command -v python3 || command -v python) || { echo "This image has no Python, which the script needs."; exit 127; }; exec "$p" ${name}.py ${quoted(JSON.stringify(task))}`,
      cwd: work,
      env: { PYTHONUNBUFFERED: '1', PYTHONIOENCODING: 'utf-8', ...secrets },
      timeoutMs: limitMs + moreMs,
      signal: told.signal,
      ...(told.progress === undefined ? {} : { onOutput: (text: string) => told.progress?.(beforeMark(text, mark)) }),
    },
    clock,
  );
  told.signal.throwIfAborted();
  await server.delete(`${name}.py`).catch(() => undefined);
  return { ...resultOf(outcome.output, mark, outcome, [root]), ...defined({ hash: plan.hash }) };
}

type Ended = { readonly exitCode: number | null; readonly durationMs: number; readonly endedBy: string };

export function resultOf(printed: string, mark: string, { exitCode, durationMs, endedBy }: Ended, roots: readonly string[]): SmokeResult {
  const at = printed.lastIndexOf(mark);
  const output = beforeMark(printed, mark).slice(-mostOutputChars).replace(/\n+$/, '');
  const said = at < 0 ? undefined : saidSchema.safeParse(jsonIn(printed.slice(at + mark.length))).data;
  if (said === undefined) {
    const end = endedBy === 'timeout' ? 'time' : 'failed';
    const why = end === 'time' ? undefined : lastLine(output) || `exit code ${exitCode ?? 'unknown'}`;
    return { end, tookMs: durationMs, output, ...defined({ code: exitCode ?? undefined, why }) };
  }
  const { end, code, seconds, why, gpuPeakBytes, gpuTotalBytes, hostPeakBytes } = said;
  const reason = end === 'failed' ? (why ?? reasonIn(output, roots, code ?? undefined)) : undefined;
  return {
    end,
    tookMs: Math.round((seconds ?? durationMs / 1000) * 1000),
    output,
    ...defined({
      code: code ?? undefined,
      why: reason,
      gpuPeakBytes: gpuPeakBytes ?? undefined,
      gpuTotalBytes: gpuTotalBytes ?? undefined,
      hostPeakBytes: hostPeakBytes ?? undefined,
    }),
  };
}

/** What the script printed, without what our program says at the end. */
function beforeMark(printed: string, mark: string): string {
  const at = printed.lastIndexOf(mark);
  return at < 0 ? printed : printed.slice(0, at);
}

function reasonIn(output: string, roots: readonly string[], code: number | undefined): string {
  const found = diagnose({ lines: output.split('\n'), roots, exit: undefined });
  return found?.error ?? found?.cause ?? (lastLine(output) || `exit code ${code ?? 'unknown'}`);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.split('\n', 1)[0] ?? '');
  } catch {
    return undefined;
  }
}

/** A path of the workspace as it is there. */
function below(root: string, word: string): string {
  const relative = path.isAbsolute(word) ? path.relative(root, word) : word;
  return relative.startsWith('..') || path.isAbsolute(relative) ? word : relative.split(path.sep).join('/');
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
