/** Reads papers in a thread of their own, within limits, so that whoever asks stays awake and can take it back. */
import { readFile } from 'node:fs/promises';
import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import { InvariantBroken, PracticumError, systemErrorCode } from '../base/errors.ts';
import { unpackPaper, withHead } from './packed.ts';
import { type ParseJob, unfinishedPaper } from './parsePaper.ts';
import type { Said } from './said/said.ts';
import { PaperError } from './sources/paperErrors.ts';
import { hashOf } from './sources/store.ts';

export interface WorkerTask {
  readonly job: ParseJob;
}

export type WorkerAnswer =
  /** Before all is said of it: somebody wants to see it, and it is what remains where the rest comes to a limit. */
  | { readonly kind: 'paper'; readonly packed: Uint8Array<ArrayBuffer> }
  /** What was worked out since then of what it says of itself: it remains as well. */
  | { readonly kind: 'said'; readonly part: Partial<Said> }
  | { readonly kind: 'read'; readonly packed: Uint8Array<ArrayBuffer>; readonly heapBytes: number }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly hint?: string; readonly stack?: string };

export interface WorkerLimits {
  readonly timeoutMs: number;
  readonly megabytes: number;
}

export const usualWorkerLimits: WorkerLimits = { timeoutMs: 120_000, megabytes: 1_024 };

/** A thread that has read a paper reads the next in a third of the time: hundreds of its patterns are compiled by then. */
const keptMs = 20_000;
/** One that holds more is not worth its memory. */
const mostKeptBytes = 256 * 1024 * 1024;

interface Kept {
  readonly worker: Worker;
  readonly program: string;
  readonly limits: WorkerLimits;
  release(): void;
}

let kept: Kept | undefined;

/**
 * The packed paper (packed.ts); `onPaper` hears of it before all is said of it. Throws what reading it threw; `paper-slow` and `paper-too-large`
 * at the limits, unless only what it says of itself came to them: then it is the paper with what was worked out of that.
 */
export async function parseInWorker(
  job: ParseJob,
  signal: AbortSignal,
  onPaper?: (packed: Uint8Array) => void,
  limits = usualWorkerLimits,
  program = workerUrl(),
): Promise<Uint8Array> {
  signal.throwIfAborted();
  const worker = takeKept(program, limits) ?? startWorker(program, limits);
  const { promise, resolve, reject } = Promise.withResolvers<Extract<WorkerAnswer, { kind: 'read' }>>();
  let shown: Uint8Array | undefined;
  let known: Partial<Said> = {};
  const onMessage = (answer: WorkerAnswer): void => {
    if (answer.kind === 'paper') {
      shown = answer.packed;
      onPaper?.(answer.packed);
    } else if (answer.kind === 'said') known = { ...known, ...answer.part };
    else if (answer.kind === 'read') resolve(answer);
    else reject(failure(answer));
  };
  const onError = (error: unknown): void => reject(isOutOfMemory(error) ? tooLarge(limits) : error);
  const onExit = (): void =>
    reject(new PracticumError('paper-unread', 'Reading the paper ended without a result.', { hint: 'Try again.' }));
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => reject(tooSlow(limits)), limits.timeoutMs);
  worker.postMessage({ job } satisfies WorkerTask);
  let isWell = false;
  try {
    const { packed, heapBytes } = await promise;
    isWell = heapBytes <= mostKeptBytes;
    return packed;
  } catch (error) {
    if (shown === undefined || !(error instanceof PaperError)) throw error;
    return await withSaidSoFar(
      shown,
      known,
      error.code === 'paper-slow' ? `${limits.timeoutMs / 1000} s` : `${limits.megabytes} MB of memory`,
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    if (isWell && kept === undefined) keep(worker, program, limits);
    else await end(worker);
  }
}

async function withSaidSoFar(packed: Uint8Array, known: Partial<Said>, most: string): Promise<Uint8Array> {
  const read = await unpackPaper(packed);
  if (read === undefined) throw new InvariantBroken('What the thread sent is no paper.');
  return withHead(packed, unfinishedPaper(read.paper, known, `It took more than ${most}.`));
}

function startWorker(program: URL, { megabytes }: WorkerLimits): Worker {
  return new Worker(program, {
    execArgv: [],
    // Nothing that a paper makes a parser do sees a key.
    env: compiledBefore(),
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
}

function keep(worker: Worker, program: URL, limits: WorkerLimits): void {
  const release = (): void => {
    clearTimeout(timer);
    worker.off('error', forget).off('exit', forget);
    kept = undefined;
  };
  const forget = (): void => {
    release();
    void end(worker);
  };
  const timer = setTimeout(forget, keptMs).unref();
  kept = { worker, program: program.href, limits, release };
  worker.on('error', forget).on('exit', forget);
  // Whoever has nothing else to do ends without waiting for it.
  worker.unref();
}

function takeKept({ href }: URL, { megabytes }: WorkerLimits): Worker | undefined {
  if (kept === undefined || kept.program !== href || kept.limits.megabytes !== megabytes) return undefined;
  const { worker, release } = kept;
  release();
  worker.ref();
  return worker;
}

async function end(worker: Worker): Promise<void> {
  // An error of one that is ended anyway is nobody’s.
  worker.on('error', () => undefined);
  await worker.terminate();
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
