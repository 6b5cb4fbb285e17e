/**
 * One process that spends: `node spender.ts HOME SEED STEPS` reserves, settles, releases and swaps at random, in several sessions at once, and
 * says each grant and refusal on its standard output. It may be killed at any moment.
 */
import { writeSync } from 'node:fs';
import type { RunId, SessionId } from '../../../src/base/ids.ts';
import type { Reservation } from '../../../src/ledger/ledger.ts';
import { CapReached, Ledger } from '../../../src/ledger/ledger.ts';
import { mulberry32 } from '../../random.ts';
import { caps } from './spenderCaps.ts';

const [home = '', seed = '1', steps = '50'] = process.argv.slice(2);

const next = mulberry32(Number(seed));
const below = (limit: number): number => Math.floor(next() * limit);
const ledger = new Ledger({ home, require: () => undefined, caps: () => caps });
const held: { readonly reservation: Reservation; readonly microUsd: number }[] = [];

function say(text: string): void {
  writeSync(1, `${text}\n`);
}

async function reserve(): Promise<void> {
  const microUsd = 1 + below(400_000);
  const session = `se_${below(3)}` as SessionId;
  const quote = { kind: 'priced', microUsd } as const;
  const isRun = below(3) === 0;
  try {
    const reservation = isRun
      ? await ledger.reserve({
          purpose: 'run',
          session,
          run: `ru_${below(2)}` as RunId,
          on: 'machine',
          quote,
          limitMs: 1,
          permit: {} as never,
        })
      : await ledger.reserve({ purpose: below(2) === 0 ? 'main' : 'compaction', session, on: 'model', quote });
    say(`granted ${reservation.id}`);
    held.push({ reservation, microUsd });
  } catch (error) {
    if (!(error instanceof CapReached)) throw error;
    say('refused');
  }
}

async function end(): Promise<void> {
  const [one] = held.splice(below(Math.max(1, held.length)), 1);
  if (one === undefined) return;
  const { reservation, microUsd } = one;
  // Never more than was promised: then the caps hold for what was spent, too.
  if (below(4) === 0) await reservation.release();
  else await reservation.settle({ microUsd: below(microUsd + 1), tokens: 0 });
}

// Both at once, as parallel calls of one agent do.
await Promise.all(
  [0, 1].map(async () => {
    for (let count = 0; count < Number(steps) / 2; count += 1) await (below(3) === 0 ? end() : reserve());
  }),
);
say('done');
