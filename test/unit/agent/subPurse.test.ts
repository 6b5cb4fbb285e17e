import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Taken } from '../../../src/agent/purse.ts';
import { ResearchPurse, type SubPurse } from '../../../src/agent/subPurse.ts';

describe('The budget of a research call', () => {
  /** Something that one of the sub-agents does next: opens its share, asks for a request, ends one with a part of what it promised, or closes. */
  const move = fc.record({
    agent: fc.nat({ max: 5 }),
    does: fc.constantFrom('open', 'take', 'report', 'settle', 'release', 'close'),
    prompt: fc.nat({ max: 60_000 }),
    output: fc.nat({ max: 9_000 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  // shows: research-budget
  it('is never passed, in whatever order its sub-agents take, use and give back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.option(fc.integer({ min: 0, max: 3_000_000 }), { nil: null }),
        fc.option(fc.integer({ min: 1, max: 80 }), { nil: undefined }),
        fc.array(move, { maxLength: 120 }),
        (agents, tokens, microUsd, price, moves) => {
          const purse = new ResearchPurse({ tokens, microUsd }, agents);
          const shares = new Map<number, SubPurse>();
          const open = new Map<number, { readonly taken: Taken; readonly tokens: number; readonly microUsd: number }[]>();
          const priceOf = (prompt: number, output: number): number | undefined =>
            price === undefined ? undefined : (prompt + output) * price;
          let usedTokens = 0;
          let usedMicroUsd = 0;
          let promisedTokens = 0;
          let promisedMicroUsd = 0;
          for (const { agent, does, prompt, output, part } of moves) {
            if (agent >= agents) continue;
            if (does === 'open' && !shares.has(agent)) shares.set(agent, purse.open());
            const share = shares.get(agent);
            if (share === undefined) continue;
            const promises = open.get(agent) ?? [];
            open.set(agent, promises);
            if (does === 'report') share.beginReport();
            if (does === 'close') share.close();
            if (does === 'take') {
              const taken = share.take(prompt, output, priceOf);
              if (taken === undefined) continue;
              const promise = { taken, tokens: prompt + output, microUsd: priceOf(prompt, output) ?? 0 };
              promises.push(promise);
              promisedTokens += promise.tokens;
              promisedMicroUsd += promise.microUsd;
            }
            if (does === 'settle' || does === 'release') {
              const promise = promises.shift();
              if (promise === undefined) continue;
              promisedTokens -= promise.tokens;
              promisedMicroUsd -= promise.microUsd;
              if (does === 'release') promise.taken.release();
              else {
                const spent = { tokens: Math.floor(promise.tokens * part), microUsd: Math.floor(promise.microUsd * part) };
                promise.taken.settle(spent.tokens, price === undefined ? undefined : spent.microUsd);
                usedTokens += spent.tokens;
                usedMicroUsd += spent.microUsd;
              }
            }
            assert.ok(usedTokens + promisedTokens <= tokens);
            if (microUsd !== null) assert.ok(usedMicroUsd + promisedMicroUsd <= microUsd);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  // shows: research-always-reports
  it('keeps enough for the report, whatever was used before it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 1_000_000 }), fc.array(fc.nat({ max: 50_000 }), { maxLength: 60 }), (tokens, wishes) => {
        const share = new ResearchPurse({ tokens, microUsd: null }, 1).open();
        for (const wish of wishes) share.take(wish, 100, () => undefined)?.settle(wish + 100, undefined);
        share.beginReport();
        assert.ok(share.take(share.report.promptTokens, share.report.outputTokens, () => undefined) !== undefined);
      }),
      { numRuns: 200 },
    );
  });

  it('gives what a sub-agent left to those that begin later', () => {
    const purse = new ResearchPurse({ tokens: 90_000, microUsd: null }, 3);
    const first = purse.open();
    first.take(900, 100, () => undefined)?.settle(1_000, undefined);
    first.close();
    const second = purse.open();
    second.beginReport();
    assert.ok(second.take(44_000, 400, () => undefined) !== undefined);
    const third = purse.open();
    third.beginReport();
    assert.equal(
      third.take(44_600, 0, () => undefined),
      undefined,
    );
  });
});
