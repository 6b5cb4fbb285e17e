import { beginningOf, endOf } from '../../base/clipped.ts';
import type { CallResult, ModelMessage } from '../../base/messages.ts';
import { estimateMessageTokens, estimateTokens } from '../../models/estimate.ts';
import { minLeftOutTokens } from './pointer.ts';

const resultLeftOut = '[Left out: this result did not fit.]';
const resultMiddleLeftOut = '\n[… the middle of this result did not fit …]\n';
const middleTokens = estimateTokens(resultMiddleLeftOut);
const middleLeftOut = '[Messages left out here: they did not fit.]';

/** Of a result that is worth leaving out when it has been cut down before. */
const leastTokens = 50;

/**
 * A history that fits into the request for its own summary. The newest messages give way first, as far as they stay in view behind the summary
 * anyway (`kept`, counted from the end): nothing is lost, and what is left is a beginning that the provider may still have cached. Then the
 * longest results are cut down to a common length, then the oldest go, which leaves the story whole; where that is not enough, the middle is
 * cut out: the first request and the newest messages say most about what to do next. A call never stands without its results.
 */
export function fitForSummary(messages: readonly ModelMessage[], budgetTokens: number, kept = 0): readonly ModelMessage[] {
  let fitted = messages;
  if (sizeOf(fitted) > budgetTokens) fitted = withoutNewest(fitted, budgetTokens, messages.length - kept);
  if (sizeOf(fitted) > budgetTokens) fitted = withShorterResults(fitted, sizeOf(fitted) - budgetTokens);
  if (sizeOf(fitted) > budgetTokens) fitted = withoutOldResults(fitted, sizeOf(fitted) - budgetTokens);
  return sizeOf(fitted) > budgetTokens ? withoutMiddle(fitted, budgetTokens) : fitted;
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

/** Long results lose their middle, the longest most. */
function withShorterResults(messages: readonly ModelMessage[], excess: number): readonly ModelMessage[] {
  const longFirst = messages
    .flatMap((message) => (message.role === 'tool' ? message.results.map(({ content }) => estimateTokens(content)) : []))
    .toSorted((a, b) => b - a);
  const length = commonLength(longFirst, excess);
  const shorten = (result: CallResult): CallResult => {
    const tokens = estimateTokens(result.content);
    if (tokens <= length) return result;
    const chars = Math.floor(((length - middleTokens) / tokens) * result.content.length * 0.5);
    return { ...result, content: `${beginningOf(result.content, chars)}${resultMiddleLeftOut}${endOf(result.content, chars)}` };
  };
  return messages.map((message) => (message.role === 'tool' ? { ...message, results: message.results.map(shorten) } : message));
}

/** To which the longest have to be cut until so many tokens are gone; never less than what is worth a result. */
function commonLength(longFirst: readonly number[], excess: number): number {
  let sum = 0;
  for (const [index, tokens] of longFirst.entries()) {
    sum += tokens;
    const length = Math.floor((sum - excess) / (index + 1));
    if (length >= (longFirst[index + 1] ?? 0)) return Math.max(minLeftOutTokens, length);
  }
  return minLeftOutTokens;
}

function withoutOldResults(messages: readonly ModelMessage[], excess: number): readonly ModelMessage[] {
  let left = excess;
  const shorten = (result: CallResult): CallResult => {
    const tokens = estimateMessageTokens({ role: 'tool', results: [result] });
    if (left <= 0 || tokens <= leastTokens) return result;
    left -= tokens - estimateTokens(resultLeftOut);
    const { callId, isError } = result;
    return { callId, isError, content: resultLeftOut };
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
