import type { EventId, TurnId } from '../base/ids.ts';
import type { TextPart } from '../base/messages.ts';
import type { BodyOf, Mention } from '../sessions/events.ts';
import { excerptOf } from './context/excerpt.ts';
import type { ResponseRecord } from './responseRecord.ts';
import { mentionText, stateText } from './tags.ts';

/** One thing in the conversation, as the model sees it. `from`: the event that began it. */
export type Entry =
  /** The person's words and what stands with them, or the loop's own. `request`: it began this turn. */
  | {
      readonly kind: 'user';
      readonly from: EventId;
      readonly request: TurnId | undefined;
      readonly parts: readonly TextPart[];
      /** The state of the work beside a summary: it stands before the parts, and another summary puts another one in its place. */
      readonly state?: TextPart;
    }
  | { readonly kind: 'response'; readonly from: EventId; readonly response: ResponseRecord }
  | { readonly kind: 'summary'; readonly from: EventId; readonly text: string };

const tooLarge = '[What you wrote here was too large to keep in what you see.]';

export function saidParts(text: string, mentions: readonly Mention[]): readonly TextPart[] {
  return [...mentions.map((mention): TextPart => ({ type: 'text', text: mentionText(mention) })), { type: 'text', text }];
}

/** First request, summary, state, current request, and what is kept. Without a summary, everything. */
export function summarised(
  entries: readonly Entry[],
  { id, summary, state: stateNow, keepFrom }: BodyOf<'context.compacted'> & { readonly id: EventId },
): readonly Entry[] {
  if (summary === '') return entries;
  // A summary and the state beside it come from one event; what is kept begins with the state, if with either.
  const kept = keepFrom === undefined ? -1 : entries.findLastIndex(({ from }) => from === keepFrom);
  const cut = kept < 0 ? entries.length : kept;
  const before = entries.slice(0, cut);
  const first = entries.find((entry) => entry.kind === 'user');
  const current = entries.findLast((entry) => entry.kind === 'user' && entry.request !== undefined);
  const head: Entry[] = first !== undefined && before.includes(first) ? [first] : [];
  head.push({ kind: 'summary', from: id, text: summary });
  const said = current?.kind === 'user' && current !== first && before.includes(current) ? current : undefined;
  const state = stateNow === '' ? {} : { state: { type: 'text', text: stateText(stateNow) } as const };
  if (stateNow !== '' || said !== undefined)
    head.push({ kind: 'user', from: said?.from ?? id, request: said?.request, parts: said?.parts ?? [], ...state });
  // There is one state of the work: the newest.
  const tail = entries.slice(cut).flatMap((entry) => (stateNow === '' ? [entry] : withoutState(entry)));
  return [...head, ...tail];
}

/** The same with less in it: beginning and end of the person's words, nothing of the model's but its calls, which their results belong to. */
export function shortened(entry: Entry): Entry {
  if (entry.kind === 'user') return { ...entry, parts: entry.parts.map(shortenedPart) };
  if (entry.kind === 'response') entry.response.shorten([{ type: 'text', text: tooLarge }]);
  return entry;
}

function shortenedPart(part: TextPart): TextPart {
  const text = excerptOf(part.text);
  return text === part.text ? part : { type: 'text', text };
}

function withoutState(entry: Entry): readonly Entry[] {
  if (entry.kind !== 'user' || entry.state === undefined) return [entry];
  const { state: _older, ...rest } = entry;
  return rest.parts.length === 0 ? [] : [rest];
}
