import type { ApprovalCard, TranscriptItem } from '../../../src/protocol/chat.ts';
import type { ToolEntry } from '../items/toolLook.ts';

/** A call that waits for the person. */
export type AskedItem = ToolEntry & { readonly approval: ApprovalCard };

/** Requests that get one answer. */
export interface Card {
  /** The group, or the one request. */
  readonly key: string;
  /** The item in whose place it stands. It stays there when that item is answered: nothing moves under the person's hands. */
  readonly anchor: string;
  readonly items: readonly AskedItem[];
}

/** What waits, alike requests together in the order in which they came; those in `apart` are answered on their own. */
export function arrange(
  before: readonly Card[],
  asked: readonly AskedItem[],
  apart: ReadonlySet<string>,
  isThere: (item: string) => boolean,
): readonly Card[] {
  const together = new Map<string, AskedItem[]>();
  for (const item of asked) {
    const key = keyOf(item, apart);
    const known = together.get(key);
    if (known === undefined) together.set(key, [item]);
    else known.push(item);
  }
  return [...together].map(([key, items]) => {
    const anchor = before.find((card) => card.key === key)?.anchor;
    return { key, items, anchor: anchor !== undefined && isThere(anchor) ? anchor : (items[0]?.id ?? '') };
  });
}

function keyOf({ approval }: AskedItem, apart: ReadonlySet<string>): string {
  return approval.group === undefined || apart.has(approval.id) ? `one ${approval.id}` : `alike ${approval.group}`;
}

export function isAsked(item: TranscriptItem | undefined): item is AskedItem {
  return item?.kind === 'tool' && item.state === 'asked' && item.approval !== undefined;
}

export function cardTitle({ items }: Card): string {
  return items.length === 1 ? (items[0]?.approval.title ?? '') : `${items.length} similar requests`;
}
