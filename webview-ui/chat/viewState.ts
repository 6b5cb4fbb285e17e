import type { Picture } from '../../src/base/picture.ts';
import type { ChatViewState, MentionChip, UnsentAnswer } from '../../src/protocol/chat.ts';

export const emptyViewState: ChatViewState = { draft: '', mentions: [], scrollTop: 'end', expanded: [], answers: [] };

/** Reads what `setState` kept. Anything that an older version wrote differently falls back to empty, field by field. */
export function readViewState(saved: unknown): ChatViewState {
  if (typeof saved !== 'object' || saved === null) return emptyViewState;
  const state: { readonly [Field in keyof ChatViewState]?: unknown } = saved;
  const anchor = readAnchor(state.anchor);
  return {
    draft: typeof state.draft === 'string' ? state.draft : '',
    mentions: Array.isArray(state.mentions) ? state.mentions.filter(isMention) : [],
    scrollTop: typeof state.scrollTop === 'number' ? state.scrollTop : 'end',
    expanded: Array.isArray(state.expanded) ? state.expanded.filter((id) => typeof id === 'string') : [],
    answers: Array.isArray(state.answers) ? state.answers.filter(isAnswer) : [],
    ...(anchor === undefined ? {} : { anchor }),
  };
}

function isMention(value: unknown): value is MentionChip {
  if (typeof value !== 'object' || value === null) return false;
  const chip: { readonly [Field in keyof MentionChip]?: unknown } = value;
  const isKind =
    chip.kind === 'file' ||
    chip.kind === 'selection' ||
    chip.kind === 'resource' ||
    (chip.kind === 'paper' && typeof chip.text === 'string') ||
    (chip.kind === 'picture' && isPicture(chip.picture));
  return isKind && typeof chip.label === 'string' && typeof chip.path === 'string';
}

function isPicture(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { blob, mediaType, label, bytes, width, height }: { readonly [Field in keyof Picture]?: unknown } = value;
  const areTexts = [blob, mediaType, label].every((text) => typeof text === 'string');
  return areTexts && [bytes, width, height].every((count) => typeof count === 'number');
}

function isAnswer(value: unknown): value is UnsentAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { card, feedback, script }: { readonly [Field in keyof UnsentAnswer]?: unknown } = value;
  return typeof card === 'string' && typeof feedback === 'string' && (script === undefined || typeof script === 'string');
}

function readAnchor(value: unknown): ChatViewState['anchor'] {
  if (typeof value !== 'object' || value === null || !('item' in value) || !('offsetPx' in value)) return undefined;
  const { item, offsetPx } = value;
  return typeof item === 'string' && typeof offsetPx === 'number' ? { item, offsetPx } : undefined;
}

/** The person's own choice for one card: `id` when opened, `!id` when closed. Only what differs from the card's default is kept. */
export function toggled(expanded: readonly string[], id: string, isOpen: boolean): readonly string[] {
  const limit = 500;
  return [...expanded.filter((entry) => entry !== id && entry !== `!${id}`), isOpen ? id : `!${id}`].slice(-limit);
}

export function isExpanded(expanded: readonly string[], id: string, byDefault: boolean): boolean {
  if (expanded.includes(id)) return true;
  return expanded.includes(`!${id}`) ? false : byDefault;
}
