/** Which messages survive when a conversation is summarised. */

/** A message as far as dividing goes. */
export interface SizedMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly tokens: number;
  /** Of those: what stays of it even when it gives way to a note: a result depends on it, or it says what is wanted. */
  readonly boundTokens?: number;
}

export interface PartitionLimits {
  /** Of everything that is kept behind the summary. */
  readonly tailTokens: number;
  /** Of one kept message; a larger one gives way to a note. */
  readonly messageTokens: number;
  /** From this message on everything is kept, however large; the newest message where it is not given. */
  readonly keptAnyway?: number;
}

export interface Partition {
  /** From, and up to but without, these indexes; the two are equal when there is nothing to summarise. */
  readonly from: number;
  readonly to: number;
  /** Kept messages that are too large. System messages never are. */
  readonly shortened: readonly number[];
}

/** What the note in place of a message costs. */
export const noteTokens = 50;
/** How many of the newest messages are kept where there is room for them. */
const newestMessages = 5;

/**
 * What stands before the first request, and that request itself, stay; then comes the summary; then the newest five messages, walked back
 * to the nearest user message. Where these are more than may be kept, the cut falls inside the turn: never between a call and its result.
 */
export function partition(messages: readonly SizedMessage[], limits: PartitionLimits): Partition {
  const firstUser = messages.findIndex(({ role }) => role === 'user');
  const from = firstUser >= 0 ? firstUser + 1 : messages.findLastIndex(({ role }) => role === 'system') + 1;
  const isTooLarge = ({ role, tokens, boundTokens = 0 }: SizedMessage): boolean =>
    role !== 'system' && tokens - boundTokens > limits.messageTokens;
  const costs = messages.map((message) => (isTooLarge(message) ? noteTokens + (message.boundTokens ?? 0) : message.tokens));

  const nearestUser = messages.slice(0, Math.max(0, messages.length - newestMessages) + 1).findLastIndex(({ role }) => role === 'user');
  const usual = Math.max(from, nearestUser);
  const fits = costs.slice(usual).reduce((sum, cost) => sum + cost, 0) <= limits.tailTokens;
  const keptAnyway = Math.min(
    limits.keptAnyway ?? messages.length,
    messages.findLastIndex(({ role }) => role !== 'tool'),
  );
  const to = fits ? Math.min(usual, Math.max(from, keptAnyway)) : Math.max(from, cutInside(messages, costs, limits.tailTokens, keptAnyway));

  const shortened = messages.flatMap((message, index) => ((index < from || index >= to) && isTooLarge(message) ? [index] : []));
  return { from, to, shortened };
}

/** The earliest place, before `latest`, from which on everything fits. */
function cutInside(messages: readonly SizedMessage[], costs: readonly number[], tailTokens: number, latest: number): number {
  let cut = latest;
  let kept = costs.slice(latest).reduce((sum, cost) => sum + cost, 0);
  for (let index = latest - 1; index >= 0; index -= 1) {
    kept += costs[index] ?? 0;
    if (kept > tailTokens) break;
    // A result belongs to the call before it.
    if (messages[index]?.role !== 'tool') cut = index;
  }
  return cut;
}
