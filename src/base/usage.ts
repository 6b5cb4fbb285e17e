import type { Usage } from './messages.ts';

/** What a session's models were sent and what they answered, in tokens. */
export interface ContextUsage {
  /** Of the newest request, all of it. */
  readonly promptTokens: number;
  /** What request and answer may have together; undefined when unknown. */
  readonly contextTokens: number | undefined;
  /** Of the whole session: what was read from the provider's cache over everything that was sent, 0 to 1; undefined where nobody reports it. */
  readonly cacheShare: number | undefined;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly isEstimated: boolean;
}

export function sumOfUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    isEstimated: a.isEstimated || b.isEstimated,
  };
}
