/** The other side of inWorker.ts: reads one paper, answers once. */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError, PracticumError } from '../base/errors.ts';
import type { WorkerAnswer } from './inWorker.ts';
import { packPaper } from './packed.ts';
import { parsePaper } from './parsePaper.ts';
import { readers } from './readers.ts';

try {
  const packed = packPaper(await parsePaper(workerData, readers, new AbortController().signal));
  parentPort?.postMessage({ kind: 'read', packed } satisfies WorkerAnswer, [packed.buffer]);
} catch (error) {
  const { code, message, hint } =
    error instanceof PracticumError
      ? error
      : new PracticumError('paper-unread', `The paper could not be read: ${describeError(error)}`, {
          hint: 'This is a fault in Practicum: please report it with the paper. Another source of it may work.',
        });
  const stack = error instanceof Error && !(error instanceof PracticumError) ? error.stack : undefined;
  parentPort?.postMessage({
    kind: 'failed',
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(stack === undefined ? {} : { stack }),
  } satisfies WorkerAnswer);
}
