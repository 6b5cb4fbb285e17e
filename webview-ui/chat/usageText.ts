import type { ContextUsage } from '../../src/base/usage.ts';
import { formatCount, formatPercent, formatTokens } from '../shared/format.ts';

/** `18.2k / 200k`; `≈ 18.2k / 200k` where it is an estimate. */
export function usageText({ promptTokens, contextTokens, isEstimated }: ContextUsage): string {
  const window = contextTokens === undefined ? ' tokens' : ` / ${formatTokens(contextTokens)}`;
  return `${isEstimated ? '≈ ' : ''}${formatTokens(promptTokens)}${window}`;
}

/** Everything that is known of it, as sentences. */
export function usageWords({ promptTokens, contextTokens, cacheShare, inputTokens, outputTokens, isEstimated }: ContextUsage): string {
  const ofWindow =
    contextTokens === undefined
      ? ''
      : `, ${formatPercent(promptTokens / contextTokens)} of the model’s window of ${formatCount(contextTokens)}`;
  const sentences = [
    `The newest request had ${isEstimated ? 'about ' : ''}${formatCount(promptTokens)} tokens${ofWindow}.`,
    `This session sent ${formatCount(inputTokens)} tokens and received ${formatCount(outputTokens)}.`,
    cacheShare === undefined ? '' : `${formatPercent(cacheShare)} of everything sent was read from the provider’s cache.`,
    isEstimated ? 'The provider reports no usage, so these figures are estimates.' : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
