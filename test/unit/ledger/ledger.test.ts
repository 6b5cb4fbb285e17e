import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallId, GrantId, RunId } from '../../../src/base/ids.ts';
import { createPermitAuthority, NotPermitted } from '../../../src/base/permit.ts';
import { thisHost } from '../../../src/base/processes.ts';
import { CapReached, type Ledger, type ReserveRequest, spendEffect } from '../../../src/ledger/ledger.ts';
import { microUsdOf } from '../../../src/ledger/money.ts';
import { machineQuote } from '../../../src/ledger/quote.ts';
import { asking, homes, ledgerIn, linesOf, noCaps, sessionA, sessionB, spentOf, usd } from './support.ts';

async function blockedBy(ledger: Ledger, request: ReserveRequest): Promise<readonly string[]> {
  try {
    await ledger.reserve(request);
    return [];
  } catch (error) {
    assert.ok(error instanceof CapReached, String(error));
    return error.blocks.map(({ of }) => of);
  }
}

describe('The ledger', () => {
  const home = homes();

  // shows: ledger-reserve
  it('promises before anything is spent, and writes down what was really used', async () => {
    const at = await home.make();
    const ledger = ledgerIn(at);
    const reservation = await ledger.reserve(asking(2));
    assert.deepEqual([ledger.lastStanding(sessionA).spent, ledger.lastStanding(sessionA).promised], [0, 2_000_000]);
    await reservation.settle(spentOf(0.5));
    assert.deepEqual([ledger.lastStanding(sessionA).spent, ledger.lastStanding(sessionA).promised], [500_000, 0]);
    assert.deepEqual(
      (await linesOf(at)).map(({ type }) => type),
      ['reserve', 'settle'],
    );
    assert.equal((await stat(join(at, 'ledger', 'ledger.jsonl'))).mode & 0o777, 0o600);
  });

  it('counts only the first end of a promise', async () => {
    const ledger = ledgerIn(await home.make());
    const reservation = await ledger.reserve(asking(2));
    await reservation.release();
    await reservation.settle(spentOf(2));
    await reservation.settle(spentOf(2));
    assert.deepEqual([ledger.lastStanding(sessionA).spent, ledger.lastStanding(sessionA).promised], [0, 0]);
  });

  // shows: ledger-caps
  it('grants what fits to the last millionth of a dollar, and nothing above it', async () => {
    const ledger = ledgerIn(await home.make(), { caps: () => ({ ...noCaps, session: 300_000 }) });
    for (let count = 0; count < 3; count += 1) await ledger.reserve(asking(0.1));
    assert.deepEqual(await blockedBy(ledger, { ...asking(0), quote: { kind: 'priced', microUsd: 1 } }), ['session']);
    await ledger.reserve(asking(0));
  });

  // shows: ledger-caps
  it('counts promises of other sessions against the day, not against the session', async () => {
    const ledger = ledgerIn(await home.make(), { caps: () => ({ session: 5_000_000, day: 8_000_000, run: null }) });
    await ledger.reserve(asking(5));
    assert.deepEqual(await blockedBy(ledger, asking(1)), ['session']);
    assert.deepEqual(await blockedBy(ledger, asking(4, { session: sessionB })), ['day']);
    assert.deepEqual(await blockedBy(ledger, asking(4)), ['session', 'day']);
    await ledger.reserve(asking(3, { session: sessionB }));
  });

  // shows: records-seen
  it('is known as others write it, also where the system tells of nothing any more', async () => {
    const at = await home.make();
    const ledger = ledgerIn(at);
    await ledger.standing(sessionA);
    const watching = await ledger.watch(5);
    // What was watched is gone, and no event comes from what took its place.
    await rm(join(at, 'ledger'), { recursive: true });
    const changed = new Promise<void>((resolve) => ledger.onDidChange(resolve));
    await ledgerIn(at).reserve(asking(2));
    await changed;
    watching.dispose();
    assert.equal(ledger.lastStanding(sessionA).promised, 2_000_000);
  });

  // shows: ledger-caps
  it('begins a new day at midnight where the person is', async () => {
    let nowMs = new Date(2026, 10, 21, 23, 59, 59).getTime();
    const ledger = ledgerIn(await home.make(), { caps: () => ({ ...noCaps, day: 1_000_000 }), nowMs: () => nowMs });
    await ledger.reserve(asking(1));
    assert.deepEqual(await blockedBy(ledger, asking(1)), ['day']);
    nowMs += 1_000;
    await ledger.reserve(asking(1));
    assert.equal(ledger.lastStanding(sessionA).today.promised, 1_000_000);
  });

  // shows: ledger-caps
  it('holds a grant to its own sum, whatever the other caps are', async () => {
    const ledger = ledgerIn(await home.make(), { caps: () => noCaps });
    const grant = { id: 'gr_1' as GrantId, microUsd: 2_000_000 };
    await ledger.reserve(asking(2, { grant }));
    assert.deepEqual(await blockedBy(ledger, asking(0.01, { grant })), ['grant']);
    await ledger.reserve(asking(50));
  });

  // shows: ledger-races
  it('makes a run that changes its hardware pay for the new one out of the same cap', async () => {
    const permits = createPermitAuthority();
    const ledger = ledgerIn(await home.make(), { require: permits.require, caps: () => ({ ...noCaps, run: 4_000_000 }) });
    const on = (flavor: string, perHour: number, minutes: number): ReserveRequest => {
      const machine = machineQuote(flavor, microUsdOf(perHour), minutes * 60_000);
      const permit = permits.mint('ca_1' as CallId, [spendEffect('run', machine.on, machine.quote)]);
      return { purpose: 'run', session: sessionA, run: 'ru_1' as RunId, permit, ...machine };
    };
    const small = await ledger.reserve(on('a10g-small', 1, 90));
    assert.deepEqual(await blockedBy(ledger, on('a100-large', 2.5, 90)), ['run']);
    // Sixty minutes are left: the dearer machine fits for those.
    await ledger.reserve(on('a100-large', 2.5, 60));
    await small.settle(spentOf(0.5));
    assert.deepEqual([ledger.lastStanding(sessionA).spent, ledger.lastStanding(sessionA).promised], [500_000, 2_500_000]);
  });

  // shows: ledger-reserve
  it('takes money for a machine only under a permit that names exactly that', async () => {
    const permits = createPermitAuthority();
    const at = await home.make();
    const ledger = ledgerIn(at, { require: permits.require });
    const { quote, on, limitMs } = machineQuote('a10g-small', 1_000_000, 90 * 60_000);
    const ask = (permit: ReturnType<typeof permits.mint>, price = quote) =>
      ledger.reserve({ purpose: 'run', session: sessionA, on, quote: price, permit, limitMs });
    const read = permits.mint('ca_1' as CallId, [{ kind: 'read', path: '/w/a' }]);
    await assert.rejects(ask(read), NotPermitted);
    const named = permits.mint('ca_2' as CallId, [spendEffect('run', on, quote)]);
    await assert.rejects(ask(named, usd(9)), NotPermitted);
    const reservation = await ask(named);
    assert.ok((reservation.deadlineMs ?? 0) > Date.now() + 89 * 60_000);
    permits.revoke(named);
    await assert.rejects(ask(named), NotPermitted);
    assert.equal((await linesOf(at)).length, 1);
  });

  it('says truly what cost more than was promised', async () => {
    const ledger = ledgerIn(await home.make());
    await (await ledger.reserve(asking(1))).settle(spentOf(10.5));
    assert.equal(ledger.lastStanding(sessionA).spent, 10_500_000);
    assert.deepEqual(await blockedBy(ledger, asking(0.01)), ['session']);
  });

  // shows: ledger-caps
  it('goes by the cap that the person set for the session, raised or lowered, in every window', async () => {
    const at = await home.make();
    const [here, there] = [ledgerIn(at), ledgerIn(at)];
    assert.deepEqual(await blockedBy(here, asking(12)), ['session']);
    await there.changeCaps(sessionA, { session: 15_000_000 }, 'chat');
    await here.reserve(asking(12));
    await here.changeCaps(sessionA, { session: 1_000_000 }, 'status bar');
    assert.deepEqual(await blockedBy(there, asking(0.5)), ['session']);
    await there.changeCaps(sessionA, { session: null }, 'status bar');
    await here.reserve(asking(500));
    assert.deepEqual(await blockedBy(here, asking(12, { session: sessionB })), ['session']);
  });

  // shows: ledger-unknown
  it('lets a model without a price through only after the person said so, and then up to so many tokens', async () => {
    const at = await home.make();
    const ledger = ledgerIn(at);
    const ask = (tokens: number, on = 'openai/mystery') => ({ ...asking(0, { on }), quote: { kind: 'unpriced', tokens } as const });
    assert.deepEqual(await blockedBy(ledger, ask(10)), ['tokens']);
    await ledger.changeCaps(sessionA, { tokens: { on: 'openai/mystery', limit: 100 } }, 'chat');
    const reservation = await ledger.reserve(ask(60));
    assert.deepEqual(await blockedBy(ledger, ask(60)), ['tokens']);
    await reservation.settle({ microUsd: 0, tokens: 30 });
    await ledgerIn(at).reserve(ask(60));
    assert.deepEqual(await blockedBy(ledger, ask(1, 'openai/other')), ['tokens']);
    const { unpricedRequests, unpricedTokens, spent } = await ledger.standing(sessionA);
    assert.deepEqual([unpricedRequests, unpricedTokens, spent], [1, 30, 0]);
  });

  // shows: ledger-kinds
  it('keeps what was spent by kind', async () => {
    const ledger = ledgerIn(await home.make());
    for (const [purpose, amount] of [
      ['main', 1],
      ['research', 0.25],
      ['compaction', 0.5],
      ['main', 2],
    ] as const)
      await (await ledger.reserve({ ...asking(amount), purpose })).settle(spentOf(amount));
    assert.deepEqual(ledger.lastStanding(sessionA).byKind, [
      { kind: 'main', microUsd: 3_000_000 },
      { kind: 'research', microUsd: 250_000 },
      { kind: 'compaction', microUsd: 500_000 },
    ]);
  });

  // shows: ledger-kinds
  it('says how much of what was spent is estimated, until somebody knows better', async () => {
    const at = await home.make();
    const ledger = ledgerIn(at);
    await (await ledger.reserve(asking(1))).settle(spentOf(0.5), { isEstimated: true });
    await (await ledger.reserve(asking(1))).settle(spentOf(0.25));
    const { id } = await ledger.reserve(asking(2));
    const estimated = async (): Promise<readonly number[]> => {
      const { spent, estimated: own, today } = await ledgerIn(at).standing(sessionA);
      return [spent, own, today.estimated];
    };
    assert.deepEqual(await estimated(), [750_000, 500_000, 500_000]);
    await orphan(at);
    await ledgerIn(at).sweep();
    assert.deepEqual(await estimated(), [2_750_000, 2_500_000, 2_500_000]);
    await ledger.end(id, spentOf(0.1));
    assert.deepEqual(await estimated(), [850_000, 500_000, 500_000]);
  });

  // shows: ledger-crash
  it('takes a request whose process died for spent in full, once, and says that it is assumed', async () => {
    const at = await home.make();
    const ledger = ledgerIn(at);
    await ledger.reserve(asking(3));
    await orphan(at);
    const after = ledgerIn(at);
    assert.equal(await after.sweep(), 1);
    assert.equal(await ledgerIn(at).sweep(), 0);
    const standing = await after.standing(sessionA);
    assert.deepEqual([standing.spent, standing.promised], [3_000_000, 0]);
    assert.equal((await linesOf(at)).at(-1)?.['isAssumed'], true);
  });

  // shows: ledger-crash
  it('lets the truth about a run take the place of an assumption, and asks nobody but its target, whoever promised it goes on or not', async () => {
    const permits = createPermitAuthority();
    const at = await home.make();
    const { quote, on, limitMs } = machineQuote('t4-small', 400_000, 60 * 60_000);
    const permit = permits.mint('ca_1' as CallId, [spendEffect('run', on, quote)]);
    const asked = { purpose: 'run', session: sessionA, on, quote, permit, limitMs } as const;
    const first = await ledgerIn(at, { require: permits.require }).reserve(asked);
    const forgotten = permits.mint('ca_2' as CallId, [spendEffect('run', on, quote)]);
    await ledgerIn(at, { require: permits.require }).reserve({ purpose: 'run', session: sessionA, on, quote, permit: forgotten, limitMs });
    assert.equal(await ledgerIn(at).sweep(), 0);
    assert.equal(await ledgerIn(at).sweep(async ({ id }) => (id === first.id ? 'running' : spentOf(0))), 1);
    await orphan(at);
    const ledger = ledgerIn(at);
    assert.equal(await ledger.sweep(), 0);
    assert.equal(await ledger.sweep(async () => 'running'), 0);
    assert.equal((await ledger.standing(sessionA)).promised, 400_000);
    assert.equal(await ledger.sweep(async ({ on: machine }) => (machine === on ? spentOf(0.1) : 'unknown')), 1);
    assert.deepEqual([(await ledger.standing(sessionA)).spent, (await ledger.standing(sessionA)).promised], [100_000, 0]);
  });

  // shows: ledger-crash
  it('passes over what a crash cut off, and loses no line behind it', async () => {
    const at = await home.make();
    const path = join(at, 'ledger', 'ledger.jsonl');
    const ledger = ledgerIn(at);
    await ledger.reserve(asking(1));
    const whole = await readFile(path, 'utf8');
    await appendFile(path, whole.slice(0, -20));
    const second = await ledger.reserve(asking(2));
    await second.settle(spentOf(2));
    for (const reader of [ledger, ledgerIn(at)]) {
      const { spent, promised } = await reader.standing(sessionA);
      assert.deepEqual([spent, promised], [2_000_000, 1_000_000]);
    }
  });

  it('begins anew where the file was replaced or cut', async () => {
    const at = await home.make();
    const path = join(at, 'ledger', 'ledger.jsonl');
    const ledger = ledgerIn(at);
    await ledger.reserve(asking(1));
    await ledger.reserve(asking(1));
    await truncate(path, Math.ceil((await stat(path)).size / 2));
    assert.equal((await ledger.standing(sessionA)).promised, 1_000_000);
    await rm(path);
    assert.equal((await ledger.standing(sessionA)).promised, 0);
    await ledger.reserve(asking(4));
    assert.equal(ledger.lastStanding(sessionA).promised, 4_000_000);
  });

  // shows: ledger-reserve
  it('promises nothing where it cannot write', async () => {
    const at = await home.make();
    const ledger = ledgerIn(at);
    await mkdir(join(at, 'ledger', 'ledger.jsonl'), { recursive: true });
    await assert.rejects(ledger.reserve(asking(1)));
    assert.equal(ledger.lastStanding(sessionA).promised, 0);
  });

  // shows: ledger-reserve
  it('promises nothing where a later version writes', async () => {
    const at = await home.make();
    const ledger = ledgerIn(at);
    await ledger.reserve(asking(1));
    await appendFile(join(at, 'ledger', 'ledger.jsonl'), '{"v":2,"type":"barter"}\n');
    await assert.rejects(ledger.reserve(asking(1)), { code: 'ledger' });
    assert.equal((await ledger.standing(sessionA)).promised, 1_000_000);
  });

  it('opens a long ledger from its snapshot, and without one comes to the same', async () => {
    const at = await home.make();
    const ledger = ledgerIn(at, { caps: () => noCaps });
    const [first] = [
      await ledger.reserve(asking(1)),
      await ledger.changeCaps(sessionA, { tokens: { on: 'openai/x', limit: 7 }, day: null }, 'chat'),
    ];
    const path = join(at, 'ledger', 'ledger.jsonl');
    const filler = Array.from({ length: 1_200 }, (_, index) => {
      const id = `rs_filler${index}`;
      const line = {
        v: 1,
        type: 'reserve',
        id,
        atMs: 1,
        day: '2026-01-01',
        session: 'se_b',
        purpose: 'main',
        on: 'anthropic/m',
        quote: usd(0.01),
        caps: noCaps,
        by: { pid: 1, host: 'elsewhere' },
      };
      return `${JSON.stringify(line)}\n${JSON.stringify({ v: 1, type: 'settle', id, atMs: 2, used: { microUsd: 9_000, tokens: 1 } })}\n`;
    });
    await appendFile(path, filler.join(''));
    const before = [await ledger.standing(sessionA), await ledger.standing(sessionB)];
    const snapshot = join(at, 'ledger', 'snapshot.json');
    assert.ok((await stat(snapshot)).size < 10_000);
    // Read from the snapshot: of the lines before it only the last few are looked at.
    const bytes = await readFile(path);
    await writeFile(path, Buffer.concat([Buffer.alloc(bytes.length - 8_192, ' '), bytes.subarray(bytes.length - 8_192)]));
    assert.deepEqual(
      [await ledgerIn(at, { caps: () => noCaps }).standing(sessionA), await ledgerIn(at, { caps: () => noCaps }).standing(sessionB)],
      before,
    );
    await writeFile(path, bytes);
    await writeFile(snapshot, '{"v":1');
    assert.deepEqual(await ledgerIn(at, { caps: () => noCaps }).standing(sessionB), before[1]);
    await first.release();
    assert.equal((await ledgerIn(at).standing(sessionA)).promised, 0);
  });
});

/** As if the process that wrote all of this had died: no process has this number and start. */
async function orphan(home: string): Promise<void> {
  const path = join(home, 'ledger', 'ledger.jsonl');
  const text = await readFile(path, 'utf8');
  await writeFile(
    path,
    text.replaceAll(/"by":\{[^}]*\}/g, `"by":{"pid":${process.pid},"start":"another","host":${JSON.stringify(thisHost())}}`),
  );
}
