import type { PlanItem } from '../../base/tool.ts';
import type { SessionEvent } from '../../sessions/events.ts';
import type { Hint } from './advice.ts';

const maxReminders = 2;
const maxListed = 4;

export interface PlanReminder {
  /** The items that the text names. */
  readonly listed: readonly { readonly text: string }[];
  /** How many more are open. */
  readonly more: number;
  readonly text: string;
}

/** `open` and `doing` are still to be done; anything else, known or not, is not. */
export function isOpenStatus(status: string): boolean {
  return status === 'open' || status === 'doing';
}

/**
 * What to say to a model that ends with words alone while its plan has open items. `reminders`: how often that was said since its last
 * call; after two the turn ends as the model wants it.
 */
export function planReminder(
  items: readonly { readonly text: string; readonly status: string }[],
  reminders: number,
): PlanReminder | undefined {
  const open = items.filter(({ status }) => isOpenStatus(status));
  if (open.length === 0 || reminders >= maxReminders) return undefined;
  const listed = open.slice(0, maxListed);
  const more = open.length - listed.length;
  const rows = [...listed.map(({ text }) => `- ${text}`), ...(more === 0 ? [] : [`- and ${more} more`])];
  const text = [
    'Your plan still has open items:',
    ...rows,
    'Go on with the next one. If they are done, or not wanted any more, say so with update_plan.',
    'If you cannot go on without the person, say what you need and end.',
  ].join('\n');
  return { listed, more, text };
}

/** Watches the plan, and how often the model was reminded of it. */
export class PlanGuard {
  #items: readonly PlanItem[] = [];
  #reminders = 0;

  apply(event: SessionEvent): void {
    switch (event.type) {
      case 'plan.changed':
        this.#items = event.items;
        return;
      case 'turn.started':
      case 'response.call':
        this.#reminders = 0;
        return;
      case 'hint.given':
        if (event.hint === 'plan') this.#reminders += 1;
        return;
      default:
        return;
    }
  }

  /** For an answer in words alone. Not in plan mode, where a turn ends with a plan that is still to be done. */
  reminder(): Hint | undefined {
    const reminder = planReminder(this.#items, this.#reminders);
    return reminder === undefined ? undefined : { kind: 'hint', hint: 'plan', text: reminder.text };
  }
}
