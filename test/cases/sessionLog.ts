import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FileSessionLog } from '../../src/sessions/log.ts';
import { createSession } from '../../src/sessions/store.ts';

/** Does the work with the log of a new session, in a folder that is gone afterwards. */
export async function withSessionLog<T>(work: (log: FileSessionLog) => Promise<T>): Promise<T> {
  const home = await mkdtemp(path.join(tmpdir(), 'practicum-cases-'));
  try {
    const log = await createSession({ home, workspace: '', app: 'reference cases' });
    try {
      return await work(log);
    } finally {
      await log.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
