import fc from 'fast-check';
import type { CompactionPlan } from '../../../../src/agent/context/compaction.ts';
import type { ContextEntry } from '../../../../src/agent/context/entries.ts';
import type { ContextPlan } from '../../../../src/agent/context/plan.ts';
import { pointerTokens } from '../../../../src/agent/context/pointer.ts';
import { summaryAndStateTokens } from '../../../../src/agent/context/tokens.ts';
import type { CallId, EventId } from '../../../../src/base/ids.ts';

/** Conversations in sizes, as a plan sees them. Ids are numbered, so that a failing case can be read. */
let count = 0;
const nextId = (): string => {
  count += 1;
  return String(count);
};

export function user(tokens: number, isRequest = true): ContextEntry {
  return { kind: 'user', from: `ev_${nextId()}` as EventId, tokens, shortTokens: 0, isRequest };
}

export function response(tokens: number, results: readonly number[] = [], callTokens = 20 * results.length): ContextEntry {
  return {
    kind: 'response',
    from: `ev_${nextId()}` as EventId,
    tokens,
    callTokens,
    results: results.map((size) => ({ call: `ca_${nextId()}` as CallId, tokens: size, isLeftOut: false })),
  };
}

export function tokensOf(entries: readonly ContextEntry[]): number {
  return entries.reduce(
    (sum, entry) =>
      sum + entry.tokens + (entry.kind === 'response' ? entry.results.reduce((all, { tokens }) => all + tokens, entry.callTokens) : 0),
    0,
  );
}

/** The conversation once the plan is carried out, with a summary and a state of the reserved size. As `conversation.ts` does it. */
export function afterPlan(entries: readonly ContextEntry[], plan: ContextPlan, windowTokens: number): readonly ContextEntry[] {
  switch (plan.kind) {
    case 'none':
    case 'impossible':
      return entries;
    case 'prune':
      return leftOut(entries, new Set(plan.calls));
    case 'compact':
      return compacted(entries, plan, windowTokens);
  }
}

function compacted(entries: readonly ContextEntry[], plan: CompactionPlan, windowTokens: number): readonly ContextEntry[] {
  const shortened = new Set(plan.shortened);
  const short = leftOut(entries, new Set(plan.calls)).map((entry) => (shortened.has(entry.from) ? { ...entry, tokens: 50 } : entry));
  if (plan.from === plan.to) return short;
  const current = short.findLastIndex((entry) => entry.kind === 'user' && entry.isRequest);
  const isMoved = current >= plan.from && current < plan.to;
  const moved = short.filter((_, index) => isMoved && index === current);
  const summary: ContextEntry = { kind: 'summary', from: `ev_${nextId()}` as EventId, tokens: summaryAndStateTokens(windowTokens) };
  return [...short.slice(0, plan.from), summary, ...moved, ...short.slice(plan.to)];
}

function leftOut(entries: readonly ContextEntry[], calls: ReadonlySet<CallId>): readonly ContextEntry[] {
  return entries.map((entry) =>
    entry.kind !== 'response'
      ? entry
      : {
          ...entry,
          results: entry.results.map((result) => (calls.has(result.call) ? { ...result, tokens: pointerTokens, isLeftOut: true } : result)),
        },
  );
}

const size = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 9_000 }));
const someEntry = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(size, fc.boolean()).map(([tokens, isRequest]) => user(tokens, isRequest)) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 800 }), fc.array(size, { maxLength: 4 }))
      .map(([tokens, results]) => response(tokens, results)),
  },
);

/** A request, and whatever came of it. */
export const transcript: fc.Arbitrary<readonly ContextEntry[]> = fc
  .tuple(size, fc.array(someEntry, { maxLength: 60 }))
  .map(([tokens, entries]) => [user(tokens), ...entries]);
