import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ContextEntry } from '../../../../src/agent/context/entries.ts';
import { partition } from '../../../../src/agent/context/partition.ts';
import { planContext } from '../../../../src/agent/context/plan.ts';
import { compactionThreshold, needsCompaction, summaryAndStateTokens } from '../../../../src/agent/context/tokens.ts';
import { afterPlan, response, tokensOf, transcript, user } from './sizes.ts';

const fixedTokens = 4_000;
const use = (windowTokens: number, entries: readonly ContextEntry[]) => ({
  windowTokens,
  usedTokens: fixedTokens + tokensOf(entries),
  fixedTokens,
});
const windows = fc.constantFrom(16_000, 32_768, 65_536, 128_000, 200_000);

describe('Room in a full context', () => {
  it('is not made before nine tenths of the window are used', () => {
    assert.equal(needsCompaction(200_000, 180_000), false);
    assert.equal(needsCompaction(200_000, 180_001), true);
    assert.equal(needsCompaction(262_143, 235_928), false);
    assert.equal(needsCompaction(8_192, 7_373), true);
    const entries = [user(100), response(10, [175_000])];
    assert.equal(planContext(entries, use(200_000, entries)).kind, 'none');
  });

  // shows: context-prune
  it('is made from old results first; the newest, and small ones, stay', () => {
    const old = Array.from({ length: 60 }, () => response(100, [3_000, 150]));
    const entries = [user(200), ...old];
    const plan = planContext(entries, use(200_000, entries));
    assert.ok(plan.kind === 'prune');
    // 25,000 tokens of results are protected: an eighth of the window.
    const calls = old.slice(0, -7).flatMap((entry) => (entry.kind === 'response' ? [entry.results[0]?.call] : []));
    assert.deepEqual(plan.calls, calls);
    assert.equal(tokensOf(afterPlan(entries, plan, 200_000)) + fixedTokens, plan.tokensAfter);
  });

  // shows: context-compact
  it('is made by a summary inside one long turn, with the newest responses kept', () => {
    const entries = [user(200), ...Array.from({ length: 40 }, () => response(600, [150]))];
    const plan = planContext(entries, use(32_768, entries));
    assert.ok(plan.kind === 'compact');
    assert.equal(plan.from, 1);
    assert.equal(plan.keepFrom, entries[plan.to]?.from);
    assert.ok(plan.to > 30 && plan.to < 40, `cut at ${plan.to}`);
    assert.ok(compactionThreshold(32_768) - plan.tokensAfter >= 20_000);
  });

  // shows: context-compact
  it('is made between turns, where the newest messages fit: from the person’s message on', () => {
    const turns = Array.from({ length: 30 }, () => [user(50), response(900), response(100)]);
    const entries = turns.flat();
    const plan = planContext(entries, use(32_768, entries));
    assert.ok(plan.kind === 'compact');
    assert.deepEqual(entries[plan.to], turns.at(-2)?.[0]);
  });

  it('leaves a result out that is larger than a quarter of the window, even the newest', () => {
    const entries = [user(200), ...Array.from({ length: 20 }, () => response(1_000)), response(10, [9_000, 300])];
    const plan = planContext(entries, use(32_768, entries));
    assert.ok(plan.kind === 'compact');
    const newest = entries.at(-1);
    assert.deepEqual(plan.calls, newest?.kind === 'response' ? [newest.results[0]?.call] : []);
    assert.ok(plan.to < entries.length);
  });

  it('puts a note in the place of a first request that is too large', () => {
    const entries = [user(60_000), ...Array.from({ length: 30 }, () => response(5_000))];
    const plan = planContext(entries, use(200_000, entries));
    assert.ok(plan.kind === 'compact');
    assert.deepEqual(plan.shortened, [entries[0]?.from]);
  });

  it('counts in the tokens that the provider has charged for, not in estimates', () => {
    const entries = [user(200), ...Array.from({ length: 60 }, () => response(100, [2_000]))];
    const charged = fixedTokens + 1.5 * tokensOf(entries);
    const plan = planContext(entries, { windowTokens: 200_000, usedTokens: charged, fixedTokens });
    assert.ok(plan.kind === 'prune');
    const after = fixedTokens + 1.5 * tokensOf(afterPlan(entries, plan, 200_000));
    assert.ok(Math.abs(after - plan.tokensAfter) < 0.03 * charged);
  });

  // shows: context-verified
  it('cannot be made where instructions and tools leave none, or where there is nothing to take away', () => {
    const alone = [user(100), response(100)];
    const full = planContext(alone, { windowTokens: 8_000, usedTokens: 7_700, fixedTokens: 7_500 });
    assert.ok(full.kind === 'impossible' && full.why.startsWith('the instructions and tools alone need about 7,500 tokens'), full.kind);
    const requests = [user(7_900), user(7_900)];
    const asked = planContext(requests, { windowTokens: 32_000, usedTokens: 29_300, fixedTokens: 13_500 });
    assert.ok(asked.kind === 'impossible' && asked.why.startsWith('what was asked does not fit'), asked.kind);
  });

  // shows: context-compact
  it('never loses the current request, parts no call from its result, and fits, over 1,000 transcripts', () => {
    fc.assert(
      fc.property(transcript, windows, (entries, windowTokens) => {
        const before = use(windowTokens, entries);
        const plan = planContext(entries, before);
        const after = afterPlan(entries, plan, windowTokens);
        const current = entries.findLast((entry) => entry.kind === 'user' && entry.isRequest);
        assert.ok(
          after.some(({ from }) => from === current?.from),
          'the current request is there',
        );
        assert.equal(after[0]?.from, entries[0]?.from, 'the first request comes first');
        if (plan.kind === 'none' || plan.kind === 'impossible') return;
        const used = use(windowTokens, after).usedTokens;
        assert.ok(used <= compactionThreshold(windowTokens), `${used} of ${windowTokens}`);
        assert.ok(used < before.usedTokens);
        assert.ok(Math.abs(used - plan.tokensAfter) <= 2, `${used} is not ${plan.tokensAfter}`);
        // Results are kept with their calls, whole or as a pointer.
        const byId = new Map(entries.map((entry) => [entry.from, entry]));
        for (const entry of after) {
          const same = byId.get(entry.from);
          if (entry.kind !== 'response' || same?.kind !== 'response') continue;
          assert.deepEqual(
            entry.results.map(({ call }) => call),
            same.results.map(({ call }) => call),
          );
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is made once: planned again right after, there is nothing to do', () => {
    fc.assert(
      fc.property(transcript, windows, (entries, windowTokens) => {
        const plan = planContext(entries, use(windowTokens, entries));
        if (plan.kind === 'impossible') return;
        const after = afterPlan(entries, plan, windowTokens);
        assert.deepEqual(planContext(after, use(windowTokens, after)), { kind: 'none' });
      }),
      { numRuns: 1_000 },
    );
  });

  // shows: cache-prunings
  it('is made at most once per 20,000 new tokens, where the window allows that', () => {
    const round = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.array(fc.integer({ min: 0, max: 2_500 }), { maxLength: 3 }));
    const sessions = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.array(round, { minLength: 100, maxLength: 300 }));
    fc.assert(
      fc.property(sessions, fc.constantFrom(32_768, 65_536, 200_000), ([request, rounds], windowTokens) => {
        let entries: readonly ContextEntry[] = [user(request)];
        let added = Number.POSITIVE_INFINITY;
        for (const [tokens, results] of rounds) {
          const next = response(tokens, results);
          entries = [...entries, next];
          added += tokensOf([next]);
          const plan = planContext(entries, use(windowTokens, entries));
          if (plan.kind === 'none') continue;
          assert.notEqual(plan.kind, 'impossible');
          assert.ok(added >= 20_000, `only ${added} new tokens`);
          entries = afterPlan(entries, plan, windowTokens);
          added = 0;
        }
      }),
      { numRuns: 100 },
    );
  });

  // shows: context-compact
  it('is always found for one request of 2,000 responses in a window of 32k', () => {
    let entries: readonly ContextEntry[] = [user(300)];
    let breaks = 0;
    for (let step = 0; step < 2_000; step += 1) {
      entries = [...entries, response(40, [(step * 7919) % 3_000])];
      const plan = planContext(entries, use(32_768, entries));
      assert.notEqual(plan.kind, 'impossible');
      if (plan.kind !== 'none') breaks += 1;
      entries = afterPlan(entries, plan, 32_768);
    }
    assert.ok(breaks > 0 && breaks < 2_000 * 0.1);
  });
});

describe('What survives a summary', () => {
  const limits = { tailTokens: 15_000, messageTokens: 50_000 };
  const messages = (roles: string, sizes: Readonly<Record<number, number>> = {}) =>
    [...roles].map((letter, index) => ({ role: roleOf(letter), tokens: sizes[index] ?? 100 }));

  it('is the first request, and the newest five messages walked back to a user message', () => {
    assert.deepEqual(partition(messages('suauauauauauauauauaua'), limits), { from: 2, to: 15, shortened: [] });
    assert.deepEqual(partition(messages('suaua'), limits), { from: 2, to: 2, shortened: [] });
    assert.deepEqual(partition(messages('suau'), limits), { from: 2, to: 2, shortened: [] });
    assert.deepEqual(partition(messages('suu'), limits), { from: 2, to: 2, shortened: [] });
    assert.deepEqual(partition([], limits), { from: 0, to: 0, shortened: [] });
  });

  it('does not hold what is too large, the system prompt excepted', () => {
    assert.deepEqual(partition(messages('suauaua', { 1: 60_000 }), limits).shortened, [1]);
    assert.deepEqual(partition(messages('suauaua', { 0: 99_999 }), limits).shortened, []);
    assert.deepEqual(partition(messages('suauauauaua', { 8: 60_000 }), limits), { from: 2, to: 5, shortened: [8] });
  });

  it('begins with a response, never with a result, where the turn itself is too long', () => {
    const turn = messages(`su${'at'.repeat(50)}`, { 101: 8_000, 99: 6_500, 97: 400 });
    assert.deepEqual(partition(turn, limits), { from: 2, to: 98, shortened: [] });
    const large = messages('suatat', { 5: 49_000 });
    assert.deepEqual(partition(large, limits), { from: 2, to: 4, shortened: [] });
  });
});

function roleOf(letter: string): 'system' | 'user' | 'assistant' | 'tool' {
  if (letter === 's') return 'system';
  if (letter === 'u') return 'user';
  return letter === 'a' ? 'assistant' : 'tool';
}

describe('What is reserved for a summary and the state', () => {
  it('leaves room in every window', () => {
    for (const windowTokens of [8_000, 16_000, 32_768, 200_000, 1_000_000])
      assert.ok(summaryAndStateTokens(windowTokens) <= 0.1 * windowTokens);
  });
});
