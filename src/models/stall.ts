import { isNearby } from './errors.ts';
import type { ProviderId } from './model.ts';

/** How long an endpoint may say nothing before the attempt is given up: until it answers at all, and then between any two bytes. */
export interface SilenceLimits {
  readonly headersMs: number;
  readonly bytesMs: number;
}

/**
 * How long a response may stay silent before it is given up and asked for again, in milliseconds. Anthropic sends pings while it works
 * (docs: streaming messages), so silence there means a dead connection; a local server behind the OpenAI protocol says nothing while it
 * reads a long prompt, and the editor's models say nothing while they think.
 */
export function stallLimitMs(provider: ProviderId): number {
  switch (provider) {
    case 'anthropic':
      return 180_000;
    case 'openai':
    case 'editor':
      return 600_000;
  }
}

const hostedHeadersMs = 60_000;

/** A service answers before it thinks; a server on this machine or in this house first loads a model and reads the whole prompt. */
export function silenceLimits(provider: ProviderId, url: string): SilenceLimits {
  const bytesMs = stallLimitMs(provider);
  return { headersMs: isNearby(url) ? bytesMs : hostedHeadersMs, bytesMs };
}
