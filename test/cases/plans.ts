import type { PlanItem } from '../../src/base/tool.ts';

/** A row of the reference’s plan as one of ours. A state that it does not know counts as nothing to be done, there and here. */
export function planItemOf({ content, status }: { readonly content: string; readonly status: string }): PlanItem {
  switch (status) {
    case 'pending':
      return { text: content, status: 'open' };
    case 'in_progress':
      return { text: content, status: 'doing' };
    case 'completed':
      return { text: content, status: 'done' };
    default:
      return { text: content, status: 'dropped' };
  }
}
