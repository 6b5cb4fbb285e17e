import * as z from 'zod';
import { defineTool } from './define.ts';

/** The plan that the person sees beside the conversation. */
export const updatePlan = defineTool({
  name: 'update_plan',
  description:
    'Replace the plan shown to the person. Use it for work of several steps; keep one item doing, and mark items as they are done.',
  input: z.strictObject({
    items: z.array(z.strictObject({ text: z.string().min(1).max(300), status: z.enum(['open', 'doing', 'done', 'dropped']) })).max(30),
  }),
  effectKinds: ['record'],
  isOfSession: true,
  title: ({ items }) => {
    const done = items.filter(({ status }) => status === 'done').length;
    return done === 0 ? `Plan ${items.length} ${items.length === 1 ? 'step' : 'steps'}` : `Plan: ${done} of ${items.length} done`;
  },
  effects: () => [{ kind: 'record', what: 'plan' }],
  async run({ items }, { setPlan }, call) {
    await setPlan(call.turn, items);
    const done = items.filter(({ status }) => status === 'done').length;
    return { content: `The plan is kept: ${done} of ${items.length} done.`, detail: { kind: 'plan', items } };
  },
});
