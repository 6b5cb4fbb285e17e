import type { Usage } from '../base/messages.ts';
import type { ContextUsage } from '../base/usage.ts';
import type { SessionEvent } from '../sessions/events.ts';

/** A sum over everything that was asked for, also on branches that were left: it was paid for. */
export class UsageAccount {
  #promptTokens = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  #reportedTokens = 0;
  #cachedTokens = 0;
  #isEstimated = false;
  #hasAnswers = false;

  apply(event: SessionEvent): void {
    if (event.type === 'context.compacted' || event.type === 'context.pruned') this.#add(event.usage);
    if (event.type !== 'response.ended') return;
    this.#add(event.usage);
    this.#promptTokens = promptTokens(event.usage);
    this.#isEstimated = event.usage.isEstimated;
    this.#hasAnswers = true;
  }

  /** Undefined before the first response. */
  usage(contextTokens: number | undefined): ContextUsage | undefined {
    if (!this.#hasAnswers) return undefined;
    return {
      promptTokens: this.#promptTokens,
      contextTokens,
      cacheShare: this.#reportedTokens === 0 ? undefined : this.#cachedTokens / this.#reportedTokens,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      isEstimated: this.#isEstimated,
    };
  }

  #add(usage: Usage): void {
    this.#inputTokens += promptTokens(usage);
    this.#outputTokens += usage.outputTokens;
    if (usage.isEstimated) return;
    this.#reportedTokens += promptTokens(usage);
    this.#cachedTokens += usage.cacheReadTokens;
  }
}

function promptTokens({ inputTokens, cacheReadTokens, cacheWriteTokens }: Usage): number {
  return inputTokens + cacheReadTokens + cacheWriteTokens;
}

/** Of one response; no window is near it. */
const maxTokens = 1_000_000_000;

/** What a record can hold. Who reads it judges whether a service has counted right. */
export function countable({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, isEstimated }: Usage): Usage {
  const whole = (tokens: number): number => (Number.isFinite(tokens) ? Math.min(maxTokens, Math.max(0, Math.round(tokens))) : 0);
  return {
    inputTokens: whole(inputTokens),
    outputTokens: whole(outputTokens),
    cacheReadTokens: whole(cacheReadTokens),
    cacheWriteTokens: whole(cacheWriteTokens),
    isEstimated,
  };
}
