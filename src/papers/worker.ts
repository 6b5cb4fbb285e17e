/** The other side of inWorker.ts: reads one paper after the other, answers with each, and before that as soon as it can be shown. */
import { getHeapStatistics } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { describeError, PracticumError } from '../base/errors.ts';
import type { Paper } from './document.ts';
import type { WorkerAnswer, WorkerTask } from './inWorker.ts';
import { packPaper } from './packed.ts';
import { nothingSaid, parsePaper } from './parsePaper.ts';
import { readers } from './readers.ts';
import type { Said } from './said/said.ts';

parentPort?.on('message', (task: WorkerTask) => void answer(task));

async function answer({ job }: WorkerTask): Promise<void> {
  try {
    const onPaper = (paper: Paper): void => {
      const packed = packPaper({ paper, said: nothingSaid });
      send({ kind: 'paper', packed }, packed.buffer);
    };
    const onSaid = (part: Partial<Said>): void => send({ kind: 'said', part });
    const packed = packPaper(await parsePaper(job, readers, new AbortController().signal, { onPaper, onSaid }));
    send({ kind: 'read', packed, heapBytes: getHeapStatistics().used_heap_size }, packed.buffer);
  } catch (error) {
    const { code, message, hint } =
      error instanceof PracticumError
        ? error
        : new PracticumError('paper-unread', `The paper could not be read: ${describeError(error)}`, {
            hint: 'This is a fault in Practicum: please report it with the paper. Another source of it may work.',
          });
    const stack = error instanceof Error && !(error instanceof PracticumError) ? error.stack : undefined;
    send({
      kind: 'failed',
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(stack === undefined ? {} : { stack }),
    });
  }
}

function send(answer: WorkerAnswer, ...moved: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(answer, moved);
}
