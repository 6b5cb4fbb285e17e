import type { ProviderId } from './model.ts';

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
