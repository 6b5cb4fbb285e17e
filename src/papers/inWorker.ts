/** Reads papers in a thread of their own, within limits, so that whoever asks stays awake and can take it back. */
import { readFile } from 'node:fs/promises';
import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import type { ParseJob } from './parsePaper.ts';
import { PaperError } from './sources/paperErrors.ts';
import { hashOf } from './sources/store.ts';

export interface WorkerTask {
  readonly job: ParseJob;
  /** Somebody wants to see the paper before all is said of it. */
  readonly isAwaited: boolean;
}

export type WorkerAnswer =
  | { readonly kind: 'paper'; readonly packed: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'read'; readonly packed: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly hint?: string; readonly stack?: string };

export interface WorkerLimits {
  readonly timeoutMs: number;
  readonly megabytes: number;
}

export const usualWorkerLimits: WorkerLimits = { timeoutMs: 120_000, megabytes: 1_024 };

/** The packed paper (packed.ts); `onPaper` hears of it before all is said of it. Throws what reading it threw; `paper-slow` and `paper-too-large` at the limits. */
export async function parseInWorker(
  job: ParseJob,
  signal: AbortSignal,
  onPaper?: (packed: Uint8Array) => void,
  limits = usualWorkerLimits,
  program = workerUrl(),
): Promise<Uint8Array> {
  signal.throwIfAborted();
  const worker = new Worker(program, {
    workerData: { job, isAwaited: onPaper !== undefined } satisfies WorkerTask,
    execArgv: [],
    // Nothing that a paper makes a parser do sees a key.
    env: compiledBefore(),
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  worker.on('message', (answer: WorkerAnswer) => {
    if (answer.kind === 'paper') onPaper?.(answer.packed);
    else if (answer.kind === 'read') resolve(answer.packed);
    else reject(failure(answer));
  });
  worker.once('error', (error) => reject(isOutOfMemory(error) ? tooLarge(limits) : error));
  worker.once('exit', () =>
    reject(new PracticumError('paper-unread', 'Reading the paper ended without a result.', { hint: 'Try again.' })),
  );
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => reject(tooSlow(limits)), limits.timeoutMs);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}

let stamp: Promise<string> | undefined;

/** Tells these readers from those of another build: the built worker names all that it loads by hash. */
export function readersStamp(): Promise<string> {
  const program = workerUrl();
  stamp ??= program.pathname.endsWith('.ts')
    ? Promise.resolve('source')
    : readFile(program, 'utf8').then((text) => hashOf(text).slice(0, 16));
  return stamp;
}

/** Beside this file, as it was written and as it is built. */
function workerUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './paperWorker.js', import.meta.url);
}

/** What the engine made of the readers once is there for the next paper, where the program keeps such. */
function compiledBefore(): Readonly<Record<string, string>> {
  const folder = getCompileCacheDir();
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

function failure({ code, message, hint, stack }: Extract<WorkerAnswer, { kind: 'failed' }>): PracticumError {
  return new PracticumError(code, message, { ...(hint === undefined ? {} : { hint }), ...(stack === undefined ? {} : { cause: stack }) });
}

function isOutOfMemory(error: unknown): boolean {
  return systemErrorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooLarge({ megabytes }: WorkerLimits): PaperError {
  return new PaperError(
    'paper-too-large',
    `Reading the paper took more than ${megabytes} MB of memory, so it was ended.`,
    'Give another source of it, or a part.',
  );
}

function tooSlow({ timeoutMs }: WorkerLimits): PaperError {
  return new PaperError(
    'paper-slow',
    `Reading the paper took more than ${timeoutMs / 1000} s, so it was ended.`,
    'Give another source of it, or a part.',
  );
}
