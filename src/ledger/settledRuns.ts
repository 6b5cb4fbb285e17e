import { join } from 'node:path';
import { systemErrorCode } from '../base/errors.ts';
import type { ReservationId, RunId } from '../base/ids.ts';
import { scanLines } from '../base/readJsonLines.ts';
import { type MicroUsd, usdOf } from './money.ts';
import { parseEntry } from './schema.ts';

export interface Settled {
  readonly microUsd: MicroUsd;
  /** Of a part of it the service did not say how much it was, or it still goes on. */
  readonly isEstimated: boolean;
}

/** What machines for each run came to, as far as it was settled. `home`: `$PRACTICUM_HOME`. Runs that cost nothing are not in it. */
export async function settledRuns(home: string): Promise<ReadonlyMap<RunId, Settled>> {
  const open = new Map<ReservationId, RunId>();
  const settled = new Map<RunId, Settled>();
  try {
    await scanLines(join(home, 'ledger', 'ledger.jsonl'), ({ bytes, isTorn }) => {
      const read = isTorn ? undefined : parseEntry(bytes);
      if (read?.kind !== 'entry') return;
      const { entry } = read;
      if (entry.type === 'reserve' && entry.run !== undefined) open.set(entry.id, entry.run);
      if (entry.type !== 'settle') return;
      const run = open.get(entry.id);
      if (run === undefined) return;
      const before = settled.get(run);
      const isEstimated = entry.isEstimated === true || entry.isAssumed === true || before?.isEstimated === true;
      settled.set(run, { microUsd: (before?.microUsd ?? 0) + entry.used.microUsd, isEstimated });
    });
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
  return settled;
}

/** The same for whoever asks about one run after the other: the ledger is read at the first question. US dollars. */
export function settledUsdIn(home: string): (run: RunId) => Promise<{ readonly usd: number; readonly isEstimated: boolean } | undefined> {
  let reading: Promise<ReadonlyMap<RunId, Settled>> | undefined;
  return async (run) => {
    reading ??= settledRuns(home);
    const found = (await reading).get(run);
    return found === undefined ? undefined : { usd: usdOf(found.microUsd), isEstimated: found.isEstimated };
  };
}
