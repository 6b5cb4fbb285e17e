import type { CallPart, CallResult, ModelMessage, TextPart, ThinkingPart } from '../base/messages.ts';
import { withoutLoneSurrogates } from './surrogates.ts';

/** A conversation as every service accepts it: see `repairHistory`. */
export type Turn =
  | { readonly role: 'user'; readonly texts: readonly string[] }
  | { readonly role: 'assistant'; readonly parts: readonly (TextPart | ThinkingPart | CallPart)[] }
  | { readonly role: 'tool'; readonly results: readonly CallResult[] };

const interrupted = 'No result: this call was interrupted before it ended. Do it again if it is still needed.';
/** OpenAI takes 40 characters, Anthropic 64. */
const longestId = 40;

/**
 * What is sent of a conversation that may hold anything: every call is followed by exactly one result, results without a call are
 * left out, ids are unique and in the alphabet that services take, no text is empty or holds half a character, neighbours of one
 * role are one turn, and the first turn is the user's. Thinking of another model than `origin` is left out.
 * The same prefix of messages always gives the same turns, so that prompt caches hold.
 */
export function repairHistory(messages: readonly ModelMessage[], origin: string | undefined): readonly Turn[] {
  const turns: Turn[] = [];
  const usedIds = new Set<string>();
  let open: OpenCall[] = [];
  let later: Turn[] = [];

  // Results stand directly behind their calls, whatever came between them in the log.
  const closeCalls = (): void => {
    if (open.length === 0) return;
    turns.push({
      role: 'tool',
      results: open.map(({ wireId, result }) => ({
        callId: wireId,
        content: withoutLoneSurrogates(result?.content ?? interrupted),
        isError: result?.isError ?? true,
      })),
    });
    turns.push(...later);
    later = [];
    open = [];
  };

  for (const message of messages) {
    switch (message.role) {
      case 'user': {
        const texts = message.parts.map((part) => withoutLoneSurrogates(part.text)).filter(isSaying);
        if (texts.length > 0) (open.length > 0 ? later : turns).push({ role: 'user', texts });
        break;
      }
      case 'assistant': {
        const parts = assistantParts(message.parts, origin);
        if (parts.length === 0) break;
        closeCalls();
        turns.push({
          role: 'assistant',
          parts: parts.map((part) => {
            if (part.type !== 'call') return part;
            const wireId = uniqueId(part.id, usedIds);
            open.push({ id: part.id, wireId, result: undefined });
            return { ...part, id: wireId, name: wireName(part.name), argumentsJson: withoutLoneSurrogates(part.argumentsJson) };
          }),
        });
        break;
      }
      case 'tool':
        for (const result of message.results) {
          const call = open.find(({ id, result: known }) => id === result.callId && known === undefined);
          if (call !== undefined) call.result = result;
        }
        break;
    }
  }
  closeCalls();
  return startingWithUser(merged(turns));
}

interface OpenCall {
  readonly id: string;
  readonly wireId: string;
  result: CallResult | undefined;
}

/** Services refuse text blocks without a visible character. */
function isSaying(text: string): boolean {
  return /\S/.test(text);
}

function assistantParts(
  parts: readonly (TextPart | ThinkingPart | CallPart)[],
  origin: string | undefined,
): readonly (TextPart | ThinkingPart | CallPart)[] {
  const kept = parts.flatMap((part): readonly (TextPart | ThinkingPart | CallPart)[] => {
    if (part.type === 'call') return [part];
    if (part.type === 'thinking') return part.origin === origin ? [{ ...part, text: withoutLoneSurrogates(part.text) }] : [];
    const text = withoutLoneSurrogates(part.text);
    return isSaying(text) ? [{ type: 'text', text }] : [];
  });
  // Thinking that led to nothing (a cut answer) cannot stand at the end of a turn.
  const end = kept.findLastIndex((part) => part.type !== 'thinking');
  return kept.slice(0, end + 1);
}

function uniqueId(id: string, used: Set<string>): string {
  const clean = id.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, longestId) || 'call';
  let unique = clean;
  for (let count = 2; used.has(unique); count += 1) {
    const suffix = `_${count}`;
    unique = clean.slice(0, longestId - suffix.length) + suffix;
  }
  used.add(unique);
  return unique;
}

/** Models invent tools; a name that no service takes would make every later request fail. */
function wireName(name: string): string {
  return (
    name
      .trim()
      .replace(/[^a-zA-Z0-9_-]/g, '_')
      .slice(0, 64) || 'unknown_tool'
  );
}

function merged(turns: readonly Turn[]): readonly Turn[] {
  const result: Turn[] = [];
  for (const turn of turns) {
    const last = result.at(-1);
    if (turn.role === 'user' && last?.role === 'user') result[result.length - 1] = { role: 'user', texts: [...last.texts, ...turn.texts] };
    else if (turn.role === 'assistant' && last?.role === 'assistant') {
      result[result.length - 1] = { role: 'assistant', parts: [...last.parts, ...turn.parts] };
    } else result.push(turn);
  }
  return result;
}

function startingWithUser(turns: readonly Turn[]): readonly Turn[] {
  return turns[0]?.role === 'assistant' ? [{ role: 'user', texts: ['(The conversation goes on here.)'] }, ...turns] : turns;
}

/** The arguments as the object that services want. Broken ones go back in a form in which the model sees what it wrote. */
export function argumentsObject(argumentsJson: string): Readonly<Record<string, unknown>> {
  if (argumentsJson.trim() === '') return {};
  try {
    // Halves of characters hide in escapes, too.
    const value: unknown = JSON.parse(argumentsJson, (_, entry: unknown) =>
      typeof entry === 'string' ? withoutLoneSurrogates(entry) : entry,
    );
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Falls through: the raw text is the best there is.
  }
  return { unparsed_arguments: argumentsJson };
}
