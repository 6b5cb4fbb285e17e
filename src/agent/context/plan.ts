/** How room is made in a full context: old results are left out where that is enough, otherwise the past is summarised. Pure, linear. */
import type { CallId } from '../../base/ids.ts';
import { type CompactionPlan, planCompaction } from './compaction.ts';
import type { ContextEntry } from './entries.ts';
import { minLeftOutTokens, pointerTokens } from './pointer.ts';
import { type ContextUse, compactionThreshold, needsCompaction, newTokensBetweenBreaks } from './tokens.ts';

export interface PruningPlan {
  readonly kind: 'prune';
  /** The results of these calls give way to pointers. */
  readonly calls: readonly CallId[];
  readonly tokensAfter: number;
}

export type ContextPlan =
  | { readonly kind: 'none' }
  | PruningPlan
  | CompactionPlan
  /** `why`: the end of a sentence. */
  | { readonly kind: 'impossible'; readonly why: string };

const maxProtectedTokens = 40_000;
const protectedResponses = 2;
const wellBelow = 0.6;

/**
 * What to do before the next request. What a provider has cached becomes worthless once: results are left out, or the past is summarised,
 * whichever comes first in leaving room for 20,000 new tokens.
 */
export function planContext(entries: readonly ContextEntry[], use: ContextUse): ContextPlan {
  const { windowTokens, usedTokens } = use;
  if (!needsCompaction(windowTokens, usedTokens)) return { kind: 'none' };
  const threshold = compactionThreshold(windowTokens);
  const measured = inRealTokens(entries, use);
  const pruned = planPruning(measured, use);
  const compacted = planCompaction(measured, use);

  const room = threshold - pruned.tokensAfter;
  const isWorthIt = pruned.tokensAfter <= wellBelow * threshold || usedTokens - pruned.tokensAfter >= newTokensBetweenBreaks;
  const canHaveMore = compacted !== undefined && threshold - compacted.tokensAfter >= newTokensBetweenBreaks;
  if (isWorthIt && room >= (canHaveMore ? newTokensBetweenBreaks : 0)) return pruned;
  if (compacted !== undefined && compacted.tokensAfter <= threshold) return compacted;
  if (room >= 0) return pruned;
  return { kind: 'impossible', why: whyImpossible(use, compacted) };
}

/** Tokenisers differ from the estimate, and from each other, by a third: the entries are brought to what the provider has charged for. */
function inRealTokens(entries: readonly ContextEntry[], { usedTokens, fixedTokens }: ContextUse): readonly ContextEntry[] {
  const estimated = entries.reduce((sum, entry) => sum + entryTokens(entry), 0);
  const scale = estimated === 0 ? 1 : Math.max(0, usedTokens - fixedTokens) / estimated;
  return entries.map((entry) => {
    const tokens = entry.tokens * scale;
    if (entry.kind === 'user') return { ...entry, tokens, shortTokens: entry.shortTokens * scale };
    if (entry.kind !== 'response') return { ...entry, tokens };
    const results = entry.results.map((result) => ({ ...result, tokens: result.tokens * scale }));
    return { ...entry, tokens, callTokens: entry.callTokens * scale, results };
  });
}

function entryTokens(entry: ContextEntry): number {
  if (entry.kind !== 'response') return entry.tokens;
  return entry.results.reduce((sum, { tokens }) => sum + tokens, entry.tokens + entry.callTokens);
}

/** All old results that are worth it: those of the newest responses stay, and as many before them as fit the protected size. */
function planPruning(entries: readonly ContextEntry[], { windowTokens, usedTokens }: ContextUse): PruningPlan {
  const protectedTokens = Math.min(maxProtectedTokens, windowTokens / 8);
  const newestFirst = entries.toReversed().flatMap((entry) => (entry.kind === 'response' ? [entry] : []));
  const calls: CallId[] = [];
  let newer = 0;
  let freed = 0;
  for (const [age, { results }] of newestFirst.entries()) {
    for (const { call, tokens, isLeftOut } of results.toReversed()) {
      newer += tokens;
      const isProtected = age < protectedResponses || newer <= protectedTokens;
      if (isProtected || isLeftOut || tokens <= minLeftOutTokens) continue;
      calls.push(call);
      freed += tokens - pointerTokens;
    }
  }
  return { kind: 'prune', calls: calls.reverse(), tokensAfter: Math.ceil(usedTokens - freed) };
}

function whyImpossible({ windowTokens, fixedTokens }: ContextUse, compacted: CompactionPlan | undefined): string {
  const window = `the ${tokenCount(windowTokens)} that this model can take`;
  if (fixedTokens > compactionThreshold(windowTokens) / 2)
    return `the instructions and tools alone need about ${tokenCount(fixedTokens)} of ${window}`;
  if (compacted === undefined) return `what was asked does not fit into ${window}, and there is nothing before it to summarise`;
  return `even with everything summarised that can be, the request would need about ${tokenCount(compacted.tokensAfter)} of ${window}`;
}

function tokenCount(tokens: number): string {
  return `${Math.round(tokens).toLocaleString('en-US')} tokens`;
}
