import { z } from 'zod';
import { toolToAdvise } from '../../../src/agent/guards/argumentsGuard.ts';
import { planReminder } from '../../../src/agent/guards/planGuard.ts';
import { adapter } from '../adapter.ts';
import { planItemOf } from '../plans.ts';

/** Results as `malformed:<tool>` or `ok:<tool>`. */
export const malformedRecovery = adapter(
  z.object({ tool_results_newest_last: z.array(z.string()) }),
  z.object({ hint_for_tool: z.string().nullable() }),
  ({ tool_results_newest_last }, expected) => {
    const results = tool_results_newest_last.map((text) => {
      const colon = text.indexOf(':');
      return { tool: text.slice(colon + 1), hasBadArguments: text.slice(0, colon) === 'malformed' };
    });
    return { expected, seen: { hint_for_tool: toolToAdvise(results) ?? null } };
  },
);

const planExpect = z.union([
  z.object({ guard_fires: z.boolean(), unfinished_ids: z.array(z.string()) }),
  z.object({ listed: z.number(), and_more: z.number() }),
]);

export const continuationGuard = adapter(
  z.object({ plan: z.array(z.object({ id: z.string(), content: z.string(), status: z.string() })) }),
  planExpect,
  ({ plan }, expected) => {
    const reminder = planReminder(plan.map(planItemOf), 0);
    if ('listed' in expected) return { expected, seen: { listed: reminder?.listed.length, and_more: reminder?.more } };
    const named = new Set(reminder?.listed.map(({ text }) => text));
    const unfinished = plan.filter(({ content, status }) => named.has(content) && planItemOf({ content, status }).status !== 'done');
    return { expected, seen: { guard_fires: reminder !== undefined, unfinished_ids: unfinished.map(({ id }) => id) } };
  },
);
