import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ReservationId, RunId, SessionId } from '../../../src/base/ids.ts';
import type { LedgerEntry } from '../../../src/ledger/entries.ts';
import { applyEntry, committed, emptyState } from '../../../src/ledger/fold.ts';
import { spendTogether } from './spenders.ts';
import { asking, homes, ledgerIn, noCaps, sessionA } from './support.ts';

describe('Many that spend at once', () => {
  const home = homes();

  // shows: ledger-races, ledger-crash
  it('never pass a cap together, whichever of them are killed at whatever moment', async function () {
    this.timeout(120_000);
    const seed = Date.now() % 1_000_000;
    const spenders = [undefined, 3, undefined, 11].map((killAfter, index) => ({ seed: seed + index, steps: 60, killAfter }));
    const { refused } = await spendTogether(await home.make(), spenders);
    assert.ok(refused > 0, `no cap was met with seed ${seed}`);
  });

  // shows: ledger-races
  it('are granted together exactly what fits, in one process too', async () => {
    const at = await home.make();
    const ledgers = [ledgerIn(at), ledgerIn(at), ledgerIn(at)];
    const asked = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => (ledgers[index % 3] ?? ledgerIn(at)).reserve(asking(1))),
    );
    assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 10);
    for (const ledger of ledgers) assert.equal((await ledger.standing(sessionA)).promised, 10_000_000);
  });

  // shows: ledger-races
  it('keep every sum whole and below its caps, in whatever order their lines come to lie', () => {
    const id = fc.integer({ min: 0, max: 12 }).map((number) => `rs_${number}` as ReservationId);
    const caps = { session: 100, day: 150, run: 60 };
    const entry: fc.Arbitrary<LedgerEntry> = fc.oneof(
      fc.record({
        type: fc.constant('reserve' as const),
        id,
        atMs: fc.constant(0),
        day: fc.constant('2026-11-21'),
        session: fc.constantFrom('se_1' as SessionId, 'se_2' as SessionId),
        run: fc.constantFrom('ru_1' as RunId, 'ru_2' as RunId),
        purpose: fc.constantFrom('run' as const, 'main' as const),
        on: fc.constant('m'),
        quote: fc.record({ kind: fc.constant('priced' as const), microUsd: fc.integer({ min: 0, max: 80 }) }),
        caps: fc.constantFrom(caps, { ...caps, run: null }),
        by: fc.constant({ pid: 1, host: 'h' }),
      }),
      fc.record({ type: fc.constant('release' as const), id, atMs: fc.constant(0) }),
      fc.record({
        type: fc.constant('settle' as const),
        id,
        atMs: fc.constant(0),
        used: fc.record({ microUsd: fc.constant(0), tokens: fc.constant(0) }),
        isAssumed: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
        const state = emptyState();
        for (const each of entries) {
          applyEntry(state, each);
          const promised = (of: (reserved: { readonly session: string; readonly run?: string }) => boolean): number =>
            [...state.open.values()].filter(of).reduce((sum, { quote }) => sum + (quote.kind === 'priced' ? quote.microUsd : 0), 0);
          for (const [name, money] of state.sessions) {
            assert.equal(
              money.promised,
              promised(({ session }) => session === name),
            );
            assert.ok(committed(money) <= 100);
          }
          for (const [name, money] of state.runs)
            assert.equal(
              money.promised,
              promised(({ run }) => run === name),
            );
          assert.ok(committed(state.days.get('2026-11-21')) <= 150);
        }
      }),
    );
  });

  // shows: ledger-races
  it('keep what a restart finds: promises of before it count', async () => {
    const at = await home.make();
    await ledgerIn(at).reserve(asking(9));
    const again = ledgerIn(at);
    await assert.rejects(again.reserve(asking(2)), { code: 'cap' });
    await ledgerIn(at, { caps: () => noCaps }).reserve(asking(2));
  });
});
