import type { CallId, EventId } from '../../base/ids.ts';
import { wordsOf } from '../../base/userPart.ts';
import { estimateMessageTokens, estimateTokens } from '../../models/estimate.ts';
import type { Conversation } from '../conversation.ts';
import type { Entry } from '../entry.ts';
import { excerptOf } from './excerpt.ts';
import { pointerTokens } from './pointer.ts';

/** One thing that the model sees, as far as making room goes. Tokens are estimates. `from`: the event that began it. */
export type ContextEntry =
  /** `isRequest`: the person's message that began a turn. `shortTokens`: what stays of it when it is shortened. */
  | {
      readonly kind: 'user';
      readonly from: EventId;
      readonly tokens: number;
      readonly shortTokens: number;
      readonly isRequest: boolean;
    }
  | { readonly kind: 'summary'; readonly from: EventId; readonly tokens: number }
  /** `tokens` are those of its words, `callTokens` those of its calls with their arguments. */
  | {
      readonly kind: 'response';
      readonly from: EventId;
      readonly tokens: number;
      readonly callTokens: number;
      readonly results: readonly ResultSize[];
    };

export interface ResultSize {
  readonly call: CallId;
  readonly tokens: number;
  /** A pointer stands in its place already. */
  readonly isLeftOut: boolean;
}

/** The conversation in the sizes that a plan needs. Reads every text once: to be asked when room is short, not with each request. */
export function contextEntries(conversation: Pick<Conversation, 'entries' | 'messagesOf' | 'call'>): readonly ContextEntry[] {
  return conversation.entries.map((entry) => sized(conversation, entry));
}

function sized(conversation: Pick<Conversation, 'messagesOf' | 'call'>, entry: Entry): ContextEntry {
  const [message] = conversation.messagesOf(entry);
  const tokens = message === undefined ? 0 : estimateMessageTokens(message);
  switch (entry.kind) {
    case 'user':
      return { kind: 'user', from: entry.from, tokens, shortTokens: shortTokensOf(entry), isRequest: entry.request !== undefined };
    case 'summary':
      return { kind: 'summary', from: entry.from, tokens };
    case 'response': {
      const calls = entry.response.calls.flatMap((id) => conversation.call(id) ?? []);
      const callTokens = calls.reduce((sum, { name, argumentsJson }) => sum + estimateTokens(name) + estimateTokens(argumentsJson), 0);
      const results = calls.map(
        ({ id, result, leftOutChars }): ResultSize => ({
          call: id,
          tokens:
            leftOutChars === undefined
              ? estimateMessageTokens({ role: 'tool', results: result === undefined ? [] : [result] })
              : pointerTokens,
          isLeftOut: leftOutChars !== undefined,
        }),
      );
      return { kind: 'response', from: entry.from, tokens: Math.max(0, tokens - callTokens), callTokens, results };
    }
  }
}

function shortTokensOf({ parts, state }: Extract<Entry, { readonly kind: 'user' }>): number {
  return parts.reduce((sum, part) => sum + estimateTokens(excerptOf(wordsOf(part))), estimateTokens(state?.text ?? ''));
}
