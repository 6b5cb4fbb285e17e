import type { AssistantPart, CallPart, CallResult, ImagePart, ModelMessage, ThinkingPart, UserPart } from '../base/messages.ts';
import { wordsOf } from '../base/userPart.ts';
import { withoutLoneSurrogates } from './surrogates.ts';

/** A piece of a conversation as every service accepts it: see `HistoryRepair`. */
export type Turn =
  | { readonly role: 'user'; readonly parts: readonly UserPart[] }
  | { readonly role: 'assistant'; readonly parts: readonly AssistantPart[] }
  | { readonly role: 'tool'; readonly results: readonly CallResult[] };

const interrupted = 'No result: this call was interrupted before it ended. Do it again if it is still needed.';
/** OpenAI takes 40 characters, Anthropic 64. */
const longestId = 40;

/**
 * What is sent of a conversation that may hold anything: every call is followed by exactly one result, results without a call are
 * left out, ids are unique and in the alphabet that services take, no text is empty or holds half a character, a picture that is not
 * shown is said in words, neighbours of one role are one turn, and the first turn is the user's. Messages are taken one by one: a turn that is settled is never looked at again,
 * so that the beginning is always the same, prompt caches hold, and a request costs what is new in it.
 */
export class HistoryRepair {
  readonly #repeats: RepeatsThinking;
  readonly #shows: ShowsImage;
  readonly #usedIds = new Set<string>();
  /** Everything but the last of them is settled. */
  #turns: Turn[] = [];
  #hasBegun = false;
  #open: OpenCall[] = [];
  /** What the user said while calls were open: it stands behind their results. */
  #later: Turn[] = [];

  constructor(repeats: RepeatsThinking, shows: ShowsImage) {
    this.#repeats = repeats;
    this.#shows = shows;
  }

  take(message: ModelMessage): void {
    switch (message.role) {
      case 'user': {
        const parts = message.parts.flatMap((part) => this.#userPart(part));
        if (parts.length === 0) return;
        if (this.#open.length > 0) this.#later.push({ role: 'user', parts });
        else this.#add({ role: 'user', parts });
        return;
      }
      case 'assistant': {
        const parts = assistantParts(message.parts, this.#repeats);
        if (parts.length === 0) return;
        for (const turn of this.#closing()) this.#add(turn);
        this.#open = [];
        this.#later = [];
        this.#add({ role: 'assistant', parts: parts.map((part) => (part.type === 'call' ? this.#opened(part) : part)) });
        return;
      }
      case 'tool':
        for (const result of message.results) {
          const call = this.#open.find(({ id, result: known }) => id === result.callId && known === undefined);
          if (call !== undefined) call.result = result;
        }
        return;
    }
  }

  /** The turns that nothing can change any more; each is answered once. */
  takeSettled(): readonly Turn[] {
    return this.#turns.splice(0, this.#turns.length - 1);
  }

  /** The turns behind those, if no message follows. */
  rest(): readonly Turn[] {
    const turns = [...this.#turns];
    for (const turn of this.#closing()) append(turns, turn);
    return turns;
  }

  #add(turn: Turn): void {
    if (!this.#hasBegun && turn.role === 'assistant') this.#turns.push({ role: 'user', parts: [text('(The conversation goes on here.)')] });
    this.#hasBegun = true;
    append(this.#turns, turn);
  }

  #userPart(part: UserPart): readonly UserPart[] {
    if (part.type === 'image' && this.#shows(part)) return [{ ...part, label: withoutLoneSurrogates(part.label) }];
    const words = withoutLoneSurrogates(wordsOf(part));
    return isSaying(words) ? [text(words)] : [];
  }

  #opened(part: CallPart): CallPart {
    const id = uniqueId(part.id, this.#usedIds);
    this.#open.push({ id: part.id, wireId: id, result: undefined });
    return { ...part, id, name: wireName(part.name), argumentsJson: withoutLoneSurrogates(part.argumentsJson) };
  }

  /** Results stand directly behind their calls, whatever came between them in the log. */
  #closing(): readonly Turn[] {
    if (this.#open.length === 0) return [];
    const results = this.#open.map(({ wireId, result }) => this.#result(wireId, result));
    return [{ role: 'tool', results }, ...this.#later];
  }

  #result(callId: string, result: CallResult | undefined): CallResult {
    const content = withoutLoneSurrogates(result?.content ?? interrupted);
    const isError = result?.isError ?? true;
    if (result?.images === undefined || result.images.length === 0) return { callId, content, isError };
    const parts = result.images.flatMap((image) => this.#userPart(image));
    const images = parts.filter((part) => part.type === 'image');
    const words = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    return { callId, content: [content, ...words].join('\n'), isError, ...(images.length === 0 ? {} : { images }) };
  }
}

/** Whether thinking goes back to the model: only to the one that produced it, and only where the service takes it. */
export type RepeatsThinking = (part: ThinkingPart) => boolean;

/** Whether a picture goes to the model as such; else its words do. */
export type ShowsImage = (image: ImagePart) => boolean;

export function repairHistory(messages: readonly ModelMessage[], repeats: RepeatsThinking, shows: ShowsImage): readonly Turn[] {
  const repair = new HistoryRepair(repeats, shows);
  for (const message of messages) repair.take(message);
  return [...repair.takeSettled(), ...repair.rest()];
}

/** Neighbours of one role are one turn. */
function append(turns: Turn[], turn: Turn): void {
  const last = turns.at(-1);
  if (turn.role === 'user' && last?.role === 'user') turns[turns.length - 1] = { role: 'user', parts: [...last.parts, ...turn.parts] };
  else if (turn.role === 'assistant' && last?.role === 'assistant')
    turns[turns.length - 1] = { role: 'assistant', parts: [...last.parts, ...turn.parts] };
  else turns.push(turn);
}

function text(words: string): UserPart {
  return { type: 'text', text: words };
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

function assistantParts(parts: readonly AssistantPart[], repeats: RepeatsThinking): readonly AssistantPart[] {
  const kept = parts.flatMap((part): readonly AssistantPart[] => {
    if (part.type === 'call') return [part];
    if (part.type === 'thinking') return repeats(part) ? [{ ...part, text: withoutLoneSurrogates(part.text) }] : [];
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
