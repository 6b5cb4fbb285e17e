import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spendTogether } from '../unit/ledger/spenders.ts';
import { eachRound, tell } from './soak.ts';

describe('Soak: the ledger', () => {
  // shows: ledger-races, ledger-crash
  it('lets no cap be passed by processes that spend at once and are killed at random', async () => {
    let refused = 0;
    let killed = 0;
    const rounds = await eachRound({ name: 'spenders', atLeast: 20, share: 0.1 }, async ({ random }) => {
      const home = await mkdtemp(join(tmpdir(), 'practicum-ledger-'));
      try {
        const spenders = Array.from({ length: random.int(2, 6) }, () => ({
          seed: random.int(1, 1_000_000),
          steps: random.int(10, 200),
          killAfter: random.chance(0.5) ? random.int(1, 60) : undefined,
        }));
        const told = await spendTogether(home, spenders);
        refused += told.refused;
        killed += told.killed;
      } finally {
        await rm(home, { recursive: true, force: true });
      }
    });
    tell('ledger', { rounds, refused, killed });
  });
});
