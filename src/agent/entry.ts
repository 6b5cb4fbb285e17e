import type { EventId, TurnId } from '../base/ids.ts';
import type { TextPart, UserPart } from '../base/messages.ts';
import { isKept, keptImage, pictureName } from '../base/picture.ts';
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
      readonly parts: readonly UserPart[];
      /** The state of the work beside a summary: it stands before the parts, and another summary puts another one in its place. */
      readonly state?: TextPart;
    }
  | { readonly kind: 'response'; readonly from: EventId; readonly response: ResponseRecord }
  | { readonly kind: 'summary'; readonly from: EventId; readonly text: string };

const tooLarge = '[What you wrote here was too large to keep in what you see.]';

export function saidParts(text: string, mentions: readonly Mention[]): readonly UserPart[] {
  return [...mentions.flatMap(attachedParts), { type: 'text', text }];
}

function attachedParts(mention: Mention): readonly UserPart[] {
  const said: TextPart = { type: 'text', text: mentionText(mention) };
  return mention.picture === undefined ? [said] : [said, keptImage(mention.picture)];
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
  const head: Entry[] = first !== undefined && before.includes(first) ? [withoutPictures(first)] : [];
  head.push({ kind: 'summary', from: id, text: summary });
  const said = current?.kind === 'user' && current !== first && before.includes(current) ? current : undefined;
  const state = stateNow === '' ? {} : { state: { type: 'text', text: stateText(stateNow) } as const };
  if (stateNow !== '' || said !== undefined)
    head.push({
      kind: 'user',
      from: said?.from ?? id,
      request: said?.request,
      parts: said === undefined ? [] : withoutPictures(said).parts,
      ...state,
    });
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

type Said = Extract<Entry, { readonly kind: 'user' }>;

/** What a summary stands beside is read with every request from then on: its pictures are shown again when they are asked for. */
function withoutPictures(entry: Said): Said {
  return entry.parts.some(isKept) ? { ...entry, parts: entry.parts.map(leftOut) } : entry;
}

function leftOut(part: UserPart): UserPart {
  if (!isKept(part)) return part;
  const again = `recall_output ${JSON.stringify({ call: pictureName(part.blob) })}`;
  return { type: 'text', text: `[Picture: ${part.label}. Left out to save room; ${again} shows it again.]` };
}

function shortenedPart(said: UserPart): UserPart {
  const part = leftOut(said);
  if (part.type === 'image') return part;
  const text = excerptOf(part.text);
  return text === part.text ? part : { type: 'text', text };
}

function withoutState(entry: Entry): readonly Entry[] {
  if (entry.kind !== 'user' || entry.state === undefined) return [entry];
  const { state: _older, ...rest } = entry;
  return rest.parts.length === 0 ? [] : [rest];
}
