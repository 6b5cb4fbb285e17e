import type { CallId, MessageId, TurnId } from '../base/ids.ts';
import type { AssistantPart, CallResult, ModelMessage, StopReason, TextPart, ThinkingPart } from '../base/messages.ts';
import type { Mention, SessionEvent } from '../sessions/events.ts';

/** A call that a model made, and what became of it. */
export interface CallRecord {
  readonly id: CallId;
  readonly name: string;
  readonly argumentsJson: string;
  readonly result: CallResult | undefined;
}

/** Without it the model would take the request before for one that is still to be answered. */
const stoppedHere = '\n\n[The person stopped this answer here.]';

interface Response {
  readonly id: MessageId;
  readonly model: string;
  parts: AssistantPart[];
  calls: CallId[];
  stop: StopReason | undefined;
}

type Entry = { readonly kind: 'user'; readonly message: ModelMessage } | { readonly kind: 'response'; readonly response: Response };

/**
 * What the model sees: a fold over the session log. Responses that broke off are left out, of one that the person stopped the words stay, every call has its result behind it
 * in the order of the calls, and nothing depends on anything but the events, so a reopened log gives the same bytes.
 */
export class Conversation {
  readonly #entries: Entry[] = [];
  readonly #calls = new Map<CallId, CallRecord>();
  readonly #responses = new Map<MessageId, Response>();
  #openTurn: TurnId | undefined;
  #responsesInTurn = 0;

  static of(events: Iterable<SessionEvent>): Conversation {
    const conversation = new Conversation();
    for (const event of events) conversation.apply(event);
    return conversation;
  }

  apply(event: SessionEvent): void {
    switch (event.type) {
      case 'turn.started':
        this.#openTurn = event.turn;
        this.#responsesInTurn = 0;
        this.#entries.push({
          kind: 'user',
          message: { role: 'user', parts: [...event.mentions.map(mentionPart), { type: 'text', text: event.text }] },
        });
        return;
      case 'turn.ended':
        this.#openTurn = undefined;
        return;
      case 'response.started': {
        const response: Response = { id: event.response, model: event.model, parts: [], calls: [], stop: undefined };
        this.#responses.set(event.response, response);
        this.#entries.push({ kind: 'response', response });
        this.#responsesInTurn += 1;
        return;
      }
      case 'response.text':
        appendText(this.#responses.get(event.response), event.text);
        return;
      case 'response.thinking':
        appendThinking(this.#responses.get(event.response), event.text, event.signature);
        return;
      case 'response.call': {
        const response = this.#responses.get(event.response);
        if (response === undefined) return;
        response.parts.push({ type: 'call', id: event.call, name: event.name, argumentsJson: event.argumentsJson });
        response.calls.push(event.call);
        this.#calls.set(event.call, { id: event.call, name: event.name, argumentsJson: event.argumentsJson, result: undefined });
        return;
      }
      case 'response.ended': {
        const response = this.#responses.get(event.response);
        if (response !== undefined) response.stop = event.stop;
        return;
      }
      case 'response.superseded': {
        const stopped = this.#responses.get(event.response);
        if (stopped !== undefined && event.code === 'cancelled') {
          stopped.parts = [...stopped.parts.filter(({ type }) => type === 'text'), { type: 'text', text: stoppedHere }];
          return;
        }
        const index = this.#entries.findIndex((entry) => entry.kind === 'response' && entry.response.id === event.response);
        if (index >= 0) this.#entries.splice(index, 1);
        this.#responses.delete(event.response);
        return;
      }
      case 'tool.ended': {
        const call = this.#calls.get(event.call);
        if (call === undefined) return;
        const result: CallResult = { callId: event.call, content: event.content, isError: event.outcome !== 'done' };
        this.#calls.set(event.call, { ...call, result });
        return;
      }
      default:
        return;
    }
  }

  /** The turn that has begun and not ended, if any. */
  get openTurn(): TurnId | undefined {
    return this.#openTurn;
  }

  /** Model responses asked for since the person's last message. */
  get responsesInTurn(): number {
    return this.#responsesInTurn;
  }

  /** Calls of the newest response that have no result yet, in the order the model made them. */
  outstandingCalls(): readonly CallRecord[] {
    const last = this.#entries.at(-1);
    if (last?.kind !== 'response') return [];
    return last.response.calls.flatMap((id) => {
      const call = this.#calls.get(id);
      return call !== undefined && call.result === undefined ? [call] : [];
    });
  }

  /** How the newest response of the open turn stopped; undefined when it did not, or when the last entry is the person's. */
  lastResponse(): { readonly stop: StopReason | undefined; readonly text: string; readonly calls: number } | undefined {
    const last = this.#entries.at(-1);
    if (last?.kind !== 'response') return undefined;
    const text = last.response.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
    return { stop: last.response.stop, text, calls: last.response.calls.length };
  }

  messages(): readonly ModelMessage[] {
    const messages: ModelMessage[] = [];
    for (const entry of this.#entries) {
      if (entry.kind === 'user') {
        messages.push(entry.message);
        continue;
      }
      const { response } = entry;
      if (response.parts.length === 0) continue;
      messages.push({ role: 'assistant', parts: response.parts });
      if (response.calls.length === 0) continue;
      const results = response.calls.map(
        (id): CallResult => this.#calls.get(id)?.result ?? { callId: id, content: 'This call was not executed.', isError: true },
      );
      messages.push({ role: 'tool', results });
    }
    return messages;
  }
}

function appendText(response: Response | undefined, text: string): void {
  if (response === undefined) return;
  const last = response.parts.at(-1);
  if (last?.type === 'text') response.parts[response.parts.length - 1] = { type: 'text', text: last.text + text };
  else response.parts.push({ type: 'text', text });
}

function appendThinking(response: Response | undefined, text: string, signature: string | undefined): void {
  if (response === undefined) return;
  const last = response.parts.at(-1);
  // A signature closes its block: what follows is another one.
  const joins = last?.type === 'thinking' && last.signature === undefined;
  const part: ThinkingPart = {
    type: 'thinking',
    text: joins ? last.text + text : text,
    origin: response.model,
    ...(signature === undefined ? {} : { signature }),
  };
  if (joins) response.parts[response.parts.length - 1] = part;
  else response.parts.push(part);
}

/** An attached file or selection as the model reads it: marked with where it comes from, so that it is never taken for the person's words. */
function mentionPart({ kind, path, firstLine, lastLine, text }: Mention): TextPart {
  const lines = firstLine === undefined ? '' : ` lines="${firstLine}-${lastLine ?? firstLine}"`;
  // A JSON string without angle brackets: a file's name may hold quotes, line ends and tags.
  const name = JSON.stringify(path).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
  const head = `${kind}=${name}${lines}`;
  if (text === undefined) return { type: 'text', text: `<attached ${head}/>` };
  const tag = fenceFor(text);
  return { type: 'text', text: `<${tag} ${head}>\n${text}\n</${tag}>` };
}

/** A tag that the text cannot close: `attached`, or the first of `attached-2`, `attached-3`, … that does not end within it. */
function fenceFor(text: string): string {
  const closed = new Set([...text.matchAll(/<\/(attached(?:-\d+)?)/gi)].map(([, tag]) => tag?.toLowerCase()));
  let tag = 'attached';
  for (let count = 2; closed.has(tag); count += 1) tag = `attached-${count}`;
  return tag;
}
