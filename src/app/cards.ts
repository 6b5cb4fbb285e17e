import { endOf } from '../base/clipped.ts';
import type { Effect } from '../base/effects.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { ToolCardState, TranscriptItem } from '../protocol/chat.ts';
import { isLong } from '../sessions/cold.ts';

/** Tool cards: how much of a call they hold. The whole of it is in the log. */

export type ToolItem = Extract<TranscriptItem, { readonly kind: 'tool' }>;

const maxOutputChars = 16_000;
const maxDiffChars = 64_000;
const endedStates: ReadonlySet<ToolCardState> = new Set<ToolCardState>(['done', 'failed', 'rejected', 'abandoned']);

export function boundedOutput(text: string): string {
  if (text.length <= maxOutputChars) return text;
  return `… ${text.length - maxOutputChars} characters left out\n${endOf(text, maxOutputChars)}`;
}

export function boundedDetail(detail: ToolDetail): ToolDetail {
  if (detail.kind === 'edit' && detail.unified.length > maxDiffChars)
    return { ...detail, unified: `${detail.unified.slice(0, maxDiffChars)}\n… the rest of this diff is left out here\n` };
  if (detail.kind === 'shell') return { ...detail, output: boundedOutput(detail.output) };
  if (detail.kind === 'text') return { ...detail, text: boundedOutput(detail.text) };
  return detail;
}

/** The card without what memory need not hold: the log brings it back when somebody wants to see it. */
export function coldCard({ detail: _left, ...card }: ToolItem): ToolItem {
  return { ...card, output: '', isCold: true };
}

/** As the log leaves it in the file: short results are kept. */
export function canCool(item: TranscriptItem | undefined): item is ToolItem {
  if (item?.kind !== 'tool' || item.isCold === true || !endedStates.has(item.state)) return false;
  return isLong({ content: item.output, ...(item.detail === undefined ? {} : { detail: item.detail }) });
}

/** Reading a file that is written anyway is no news to the person who is asked. */
export function worthSaying(effects: readonly Effect[]): readonly Effect[] {
  const written = new Set(effects.flatMap((effect) => (effect.kind === 'write' ? [effect.path] : [])));
  const there = new Set(effects.flatMap((effect) => (effect.kind === 'operate' && effect.does === 'write' ? [effect.what] : [])));
  return effects.filter(
    (effect) => !(effect.kind === 'read' && written.has(effect.path)) && !(effect.kind === 'inspect' && there.has(effect.path)),
  );
}
