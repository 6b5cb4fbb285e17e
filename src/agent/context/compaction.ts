import type { CallId, EventId } from '../../base/ids.ts';
import type { ContextEntry, ResultSize } from './entries.ts';
import { noteTokens, partition, type SizedMessage } from './partition.ts';
import { minLeftOutTokens, pointerTokens } from './pointer.ts';
import { type ContextUse, compactionThreshold, newTokensBetweenBreaks, summaryAndStateTokens } from './tokens.ts';

export interface CompactionPlan {
  readonly kind: 'compact';
  /** Indexes of the entries that the summary stands for: from, and up to but without. Equal when nothing is summarised, only shortened. */
  readonly from: number;
  readonly to: number;
  /** The first entry kept behind the summary; undefined when none is. */
  readonly keepFrom: EventId | undefined;
  /** Kept messages of which only an excerpt stays, or a note. */
  readonly shortened: readonly EventId[];
  /** Kept results that give way to pointers on the same occasion. */
  readonly calls: readonly CallId[];
  /** With a summary and a state of the sizes that are reserved for them. */
  readonly tokensAfter: number;
}

const maxMessageTokens = 50_000;
const tailShare = 0.15;
/** The room that is made where 20,000 tokens are too much for the window: this share of what may be used. */
const smallRoomShare = 0.35;

/** A kept message over this size is shortened, a result gives way to a pointer. */
export function messageTokensLimit(windowTokens: number): number {
  return Math.min(maxMessageTokens, Math.floor(windowTokens / 4));
}

/** The smallest summary of the past that leaves room enough; undefined when there is nothing to summarise and nothing to shorten. */
export function planCompaction(entries: readonly ContextEntry[], use: ContextUse): CompactionPlan | undefined {
  const lastResponse = entries.findLastIndex(({ kind }) => kind === 'response');
  // What the newest calls brought has not been read yet, unless the person has asked for something else since.
  const usual = compactBefore(entries, use, Math.max(lastResponse, currentRequest(entries)));
  if (usual !== undefined && usual.tokensAfter <= compactionThreshold(use.windowTokens)) return usual;
  const least = compactBefore(entries, use, lastResponse + 1);
  return least === undefined || (usual !== undefined && usual.tokensAfter <= least.tokensAfter) ? usual : least;
}

/** With everything kept from this entry on. */
function compactBefore(entries: readonly ContextEntry[], use: ContextUse, keptAnyway: number): CompactionPlan | undefined {
  const { windowTokens, usedTokens, fixedTokens } = use;
  const threshold = compactionThreshold(windowTokens);
  const limit = messageTokensLimit(windowTokens);
  const first = entries.findIndex(({ kind }) => kind === 'user');
  const current = currentRequest(entries);
  const requests = [...new Set([first, current])].map((index) => Math.min(limit, entries[index]?.tokens ?? 0));
  const head = sum(requests) + fixedTokens + summaryAndStateTokens(windowTokens);
  const rooms = [newTokensBetweenBreaks, smallRoomShare * threshold];
  const room = rooms.find((wanted) => head + wanted <= threshold) ?? 0;
  const tailTokens = Math.min(tailShare * windowTokens, threshold - room - head);

  const { messages, owners, starts } = asMessages(entries, limit);
  const divided = partition(messages, { tailTokens, messageTokens: limit, keptAnyway: starts[keptAnyway] ?? messages.length });
  const [from = 0, to = entries.length] = [owners[divided.from], owners[divided.to]];
  const isCurrentMoved = current >= from && current < to;
  const shortened = new Set(divided.shortened.flatMap((index) => owners[index] ?? []));
  if (isCurrentMoved && (entries[current]?.tokens ?? 0) > limit) shortened.add(current);

  const isKept = (index: number): boolean => index < from || index >= to || (isCurrentMoved && index === current);
  const kept = entries.filter((_, index) => isKept(index));
  const costs = entries.map((entry, index) => (isKept(index) ? costOf(entry, shortened.has(index)) : 0));
  const before = fixedTokens + sum(costs) + (from < to ? summaryAndStateTokens(windowTokens) : 0);
  const results = kept.flatMap((entry) => (entry.kind === 'response' ? entry.results : []));
  const excesses = [...rooms, 0].map((wanted) => before + wanted - threshold);
  const { calls, freed } = resultsToLeaveOut(results, limit, excesses);

  const tokensAfter = Math.ceil(before - freed);
  if (tokensAfter >= usedTokens) return undefined;
  const shortenedIds = [...shortened].flatMap((index) => entries[index]?.from ?? []);
  return { kind: 'compact', from, to, keepFrom: entries[to]?.from, shortened: shortenedIds, calls, tokensAfter };
}

function currentRequest(entries: readonly ContextEntry[]): number {
  return entries.findLastIndex((entry) => entry.kind === 'user' && entry.isRequest);
}

interface Messages {
  readonly messages: readonly SizedMessage[];
  /** The entry of each message, and of what would come behind the last one. */
  readonly owners: readonly number[];
  /** The first message of each entry. */
  readonly starts: readonly number[];
}

function asMessages(entries: readonly ContextEntry[], limit: number): Messages {
  const messages: SizedMessage[] = [];
  const owners: number[] = [];
  const starts: number[] = [];
  for (const [index, entry] of entries.entries()) {
    starts.push(messages.length);
    if (entry.kind === 'summary') messages.push({ role: 'assistant', tokens: entry.tokens });
    else if (entry.kind === 'user')
      messages.push({ role: 'user', tokens: entry.tokens, boundTokens: Math.max(0, entry.shortTokens - noteTokens) });
    else {
      messages.push({ role: 'assistant', tokens: entry.tokens + entry.callTokens, boundTokens: entry.callTokens });
      // Results are never shortened: those that are too large become pointers.
      const tokens = sum(entry.results.map((result) => (result.tokens > limit ? pointerTokens : result.tokens)));
      if (entry.results.length > 0) messages.push({ role: 'tool', tokens, boundTokens: tokens });
    }
    while (owners.length < messages.length) owners.push(index);
  }
  owners.push(entries.length);
  return { messages, owners, starts };
}

function costOf(entry: ContextEntry, isShortened: boolean): number {
  const words = isShortened ? Math.max(noteTokens, entry.kind === 'user' ? entry.shortTokens : 0) : entry.tokens;
  return entry.kind === 'response' ? words + entry.callTokens + sum(entry.results.map(({ tokens }) => tokens)) : words;
}

/**
 * Those that are too large, and then the largest until the first of these excesses is gone that can be got rid of at all. What cannot be
 * reached is no reason to take from the model what it has just asked for.
 */
function resultsToLeaveOut(
  results: readonly ResultSize[],
  limit: number,
  excesses: readonly number[],
): { readonly calls: readonly CallId[]; readonly freed: number } {
  const candidates = results.filter(({ tokens, isLeftOut }) => !isLeftOut && tokens > minLeftOutTokens);
  const most = sum(candidates.map(({ tokens }) => tokens - pointerTokens));
  const excess = excesses.find((wanted) => wanted <= most) ?? 0;
  const calls: CallId[] = [];
  let freed = 0;
  for (const { call, tokens } of candidates.toSorted((a, b) => b.tokens - a.tokens)) {
    if (tokens <= limit && freed >= excess) break;
    calls.push(call);
    freed += tokens - pointerTokens;
  }
  return { calls, freed };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
