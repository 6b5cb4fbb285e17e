/** The other side of inWorker.ts: reads one paper, answers with it, before that as soon as it can be shown where somebody waits for that. */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError, PracticumError } from '../base/errors.ts';
import type { Paper } from './document.ts';
import type { WorkerAnswer, WorkerTask } from './inWorker.ts';
import { packPaper } from './packed.ts';
import { nothingSaid, parsePaper, type ReadPaper } from './parsePaper.ts';
import { readers } from './readers.ts';

try {
  const { job, isAwaited }: WorkerTask = workerData;
  const send = (kind: 'paper' | 'read', read: ReadPaper): void => {
    const packed = packPaper(read);
    parentPort?.postMessage({ kind, packed } satisfies WorkerAnswer, [packed.buffer]);
  };
  const onPaper = isAwaited ? (paper: Paper) => send('paper', { paper, said: nothingSaid }) : undefined;
  send('read', await parsePaper(job, readers, new AbortController().signal, onPaper));
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
