import type { CallResult, ModelMessage } from '../../base/messages.ts';
import { estimateMessageTokens, estimateTokens } from '../../models/estimate.ts';
import { minLeftOutTokens } from './pointer.ts';

const resultLeftOut = '[Left out: this result did not fit.]';
const middleLeftOut = '[Messages left out here: they did not fit.]';

/**
 * A history that fits into the request for its own summary. The oldest results give way first, which leaves the story whole; where that is
 * not enough, the middle is cut out: the first request and the newest messages say most about what to do next. A call never stands without its results.
 */
export function fitForSummary(messages: readonly ModelMessage[], budgetTokens: number): readonly ModelMessage[] {
  const total = sizeOf(messages);
  if (total <= budgetTokens) return messages;
  const shortened = withoutOldResults(messages, total - budgetTokens);
  return sizeOf(shortened) <= budgetTokens ? shortened : withoutMiddle(shortened, budgetTokens);
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
