import { z } from 'zod';
import { classifyText } from '../../../src/models/failureText.ts';
import { adapter } from '../adapter.ts';

/** How long is waited before another try is not compared: that is ours. */
export const classify = adapter(
  z.object({ error: z.string() }),
  z.object({ context_overflow: z.boolean(), rate_limit: z.boolean(), transient: z.boolean() }),
  ({ error }, expected) => {
    const { contextOverflow, rateLimit, transient } = classifyText(error);
    return { expected, seen: { context_overflow: contextOverflow, rate_limit: rateLimit, transient } };
  },
);
