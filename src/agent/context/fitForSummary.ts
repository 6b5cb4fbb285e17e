import type { CallResult, ModelMessage } from '../../base/messages.ts';
import { estimateMessageTokens, estimateTokens } from '../../models/estimate.ts';
import { minLeftOutTokens } from './pointer.ts';

const resultLeftOut = '[Left out: this result did not fit.]';
const middleLeftOut = '[Messages left out here: they did not fit.]';

/**
 * A history that fits into the request for its own summary. The newest messages give way first, as far as they stay in view behind the summary
 * anyway (`kept`, counted from the end): nothing is lost, and what is left is a beginning that the provider may still have cached. Then the
 * oldest results, which leaves the story whole; where that is not enough, the middle is cut out: the first request and the newest messages say
 * most about what to do next. A call never stands without its results.
 */
export function fitForSummary(messages: readonly ModelMessage[], budgetTokens: number, kept = 0): readonly ModelMessage[] {
  if (sizeOf(messages) <= budgetTokens) return messages;
  const needed = withoutNewest(messages, budgetTokens, messages.length - kept);
  const excess = sizeOf(needed) - budgetTokens;
  if (excess <= 0) return needed;
  const shortened = withoutOldResults(needed, excess);
  return sizeOf(shortened) <= budgetTokens ? shortened : withoutMiddle(shortened, budgetTokens);
}

/** As many groups from the end as it takes, but nothing of the first `least` messages. */
function withoutNewest(messages: readonly ModelMessage[], budgetTokens: number, least: number): readonly ModelMessage[] {
  const groups = [...withTheirResults(messages)];
  let length = messages.length;
  let size = sizeOf(messages);
  for (let group = groups.pop(); group !== undefined && size > budgetTokens; group = groups.pop()) {
    if (length - group.length < least) break;
    length -= group.length;
    size -= sizeOf(group);
  }
  return messages.slice(0, length);
}

function withoutOldResults(messages: readonly ModelMessage[], excess: number): readonly ModelMessage[] {
  let left = excess;
  const shorten = (result: CallResult): CallResult => {
    const tokens = estimateTokens(result.content);
    if (left <= 0 || tokens <= minLeftOutTokens) return result;
    left -= tokens - estimateTokens(resultLeftOut);
    return { ...result, content: resultLeftOut };
  };
  return messages.map((message) => (message.role === 'tool' ? { ...message, results: message.results.map(shorten) } : message));
}

function withoutMiddle(messages: readonly ModelMessage[], budgetTokens: number): readonly ModelMessage[] {
  const groups = withTheirResults(messages);
  const [first = [], ...others] = groups;
  const note: ModelMessage = { role: 'user', parts: [{ type: 'text', text: middleLeftOut }] };
  let left = budgetTokens - sizeOf([note]) - sizeOf(first);
  // A first request that is itself too long is not worth all that came after it.
  const head = left > 0 ? first : [];
  if (head.length === 0) left = budgetTokens - sizeOf([note]);
  const tail: (readonly ModelMessage[])[] = [];
  for (const group of others.toReversed()) {
    left -= sizeOf(group);
    if (left < 0) break;
    tail.unshift(group);
  }
  return [...head, note, ...tail.flat()];
}

/** A message with calls and the message with their results are one group. */
function withTheirResults(messages: readonly ModelMessage[]): readonly (readonly ModelMessage[])[] {
  const groups: ModelMessage[][] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.role === 'tool' && last !== undefined) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

function sizeOf(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, message) => sum + estimateMessageTokens(message), 0);
}
