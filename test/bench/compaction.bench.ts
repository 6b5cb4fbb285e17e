/** What a plan for making room costs over a long conversation: once where leaving results out is enough, once where a summary is needed. */
import type { ContextEntry } from '../../src/agent/context/entries.ts';
import { type ContextPlan, planContext } from '../../src/agent/context/plan.ts';
import type { CallId, EventId } from '../../src/base/ids.ts';
import { bench, median } from './bench.ts';

const rounds = 50;

/** One request and the responses to it, each with a call and its result: two messages each. */
function conversation(messages: number): readonly ContextEntry[] {
  const responses = Array.from({ length: messages / 2 }, (_, index): ContextEntry => {
    const result = { call: `ca_${index}` as CallId, tokens: (index * 7919) % 1_500, isLeftOut: false };
    return { kind: 'response', from: `ev_${index}` as EventId, tokens: 60, callTokens: 40, results: [result] };
  });
  return [{ kind: 'user', from: 'ev_request' as EventId, tokens: 200, shortTokens: 200, isRequest: true }, ...responses];
}

function usedBy(entries: readonly ContextEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.tokens + (entry.kind === 'response' ? 40 + (entry.results[0]?.tokens ?? 0) : 0), 4_000);
}

function planned(messages: number, kind: ContextPlan['kind'], windowTokens: number): number[] {
  const entries = conversation(messages);
  const use = { windowTokens, usedTokens: usedBy(entries), fixedTokens: 4_000 };
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    const plan = planContext(entries, use);
    const ms = performance.now() - start;
    if (plan.kind !== kind) throw new Error(`The plan is ${plan.kind}, not ${kind}.`);
    return ms;
  });
}

// shows: figure-compaction
await bench('a plan over 10,000 messages that leaves results out', async () => {
  const samples = planned(10_000, 'prune', 2_000_000);
  return { value: median(samples), unit: 'ms', goal: 50, samples };
});

// shows: figure-compaction
await bench('a plan over 10,000 messages that summarises', async () => {
  const samples = planned(10_000, 'compact', 200_000);
  return { value: median(samples), unit: 'ms', goal: 50, samples };
});

await bench('the same over 100,000 messages, for each 10,000 of them', async () => {
  const samples = planned(100_000, 'compact', 200_000).map((ms) => ms / 10);
  return { value: median(samples), unit: 'ms', goal: 50, samples };
});
