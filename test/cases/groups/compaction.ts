import { z } from 'zod';
import { messageTokensLimit } from '../../../src/agent/context/compaction.ts';
import { partition, type SizedMessage } from '../../../src/agent/context/partition.ts';
import { assumedWindowTokens, compactionThreshold, needsCompaction } from '../../../src/agent/context/tokens.ts';
import { adapter } from '../adapter.ts';

export const threshold = adapter(
  z.object({ model_max_tokens: z.number().nullish(), last_total_tokens: z.number() }),
  z.object({ threshold: z.number(), needs_compaction: z.boolean() }),
  ({ model_max_tokens, last_total_tokens }, expected) => {
    const windowTokens = model_max_tokens ?? assumedWindowTokens;
    const seen = { threshold: compactionThreshold(windowTokens), needs_compaction: needsCompaction(windowTokens, last_total_tokens) };
    return { expected, seen };
  },
);

const partitionInput = z.object({
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant', 'tool']), content: z.string() })),
  token_sizes: z.record(z.string(), z.number()),
  default_size: z.number(),
  /** What is left, as the provider counts it afterwards. */
  post_compaction_usage: z.number(),
  threshold: z.number(),
});

const row = z.tuple([z.string(), z.string()]);

export const divide = adapter(
  partitionInput,
  z.object({ failed: z.boolean(), summarized: z.array(z.string()).nullable(), result: z.array(row) }),
  ({ messages, token_sizes, default_size, post_compaction_usage, threshold: most }, expected) => {
    const sized = messages.map(({ role, content }): SizedMessage => ({ role, tokens: token_sizes[content] ?? default_size }));
    const { from, to, shortened } = partition(sized, { tailTokens: most, messageTokens: messageTokensLimit(assumedWindowTokens) });
    const rows = messages.map(({ role, content }, index): Row => [role, shortened.includes(index) ? '<placeholder>' : content]);
    const summary: readonly Row[] = from < to ? [['assistant', 'SUMMARY']] : [];
    const seen = {
      failed: needsCompaction(windowOf(most), post_compaction_usage),
      summarized: from < to ? messages.slice(from, to).map(({ content }) => content) : null,
      result: [...rows.slice(0, from), ...summary, ...rows.slice(to)],
    };
    return { expected, seen };
  },
);

type Row = z.infer<typeof row>;

/** The smallest window with this threshold. */
function windowOf(most: number): number {
  let windowTokens = most;
  while (compactionThreshold(windowTokens) < most) windowTokens += 1;
  return windowTokens;
}
