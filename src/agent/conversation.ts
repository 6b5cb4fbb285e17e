import type { CallId, EventId, MessageId, TurnId } from '../base/ids.ts';
import type { CallResult, ImagePart, ModelMessage, StopReason, TextPart } from '../base/messages.ts';
import { keptImage } from '../base/picture.ts';
import type { BodyOf, SessionEvent } from '../sessions/events.ts';
import { leftOutText } from './context/pointer.ts';
import { type Entry, saidParts, shortened, summarised } from './entry.ts';
import { ResponseRecord } from './responseRecord.ts';
import { hintText, instructionsText, notesText, noteText, settledText, untrustedText } from './tags.ts';
import { stillTold, type Told } from './told.ts';

/** A call that a model made, and what became of it. */
export interface CallRecord {
  readonly id: CallId;
  readonly name: string;
  readonly argumentsJson: string;
  readonly result: CallResult | undefined;
  /** Its result of so many characters is a pointer now: the model can read it again. */
  readonly leftOutChars?: number;
}

const notExecuted = 'This call was not executed.';

/**
 * What the model sees: a fold over the branch of a session's log. Responses that broke off are left out, of one that the person stopped
 * the words stay, every call has its result behind it in the order of the calls, and nothing depends on anything but the events, so a
 * reopened log gives the same bytes.
 */
export class Conversation {
  #entries: Entry[] = [];
  #calls = new Map<CallId, CallRecord>();
  #responses = new Map<MessageId, ResponseRecord>();
  /** Of entries that do not change any more. Who translates messages can know them again, and translate each of them once. */
  #settled = new WeakMap<Entry, readonly ModelMessage[]>();
  /** The messages of the first so many entries, all settled: each request adds to a list that is nearly the one before. */
  #collected: { readonly messages: ModelMessage[]; entries: number } = { messages: [], entries: 0 };
  #openTurn: TurnId | undefined;
  #responsesInTurn = 0;
  #told: Told = {};

  static of(events: Iterable<SessionEvent>): Conversation {
    const conversation = new Conversation();
    conversation.reset(events);
    return conversation;
  }

  /** Forgets everything and begins with these events: the branch after it was rewound. */
  reset(events: Iterable<SessionEvent>): void {
    this.#entries = [];
    this.#calls = new Map();
    this.#responses = new Map();
    this.#forgetCollected();
    this.#openTurn = undefined;
    this.#responsesInTurn = 0;
    this.#told = {};
    for (const event of events) this.apply(event);
  }

  apply(event: SessionEvent): void {
    switch (event.type) {
      case 'turn.started':
        this.#openTurn = event.turn;
        this.#responsesInTurn = 0;
        this.#entries.push({ kind: 'user', from: event.id, request: event.turn, parts: saidParts(event.text, event.mentions) });
        return;
      case 'turn.ended':
        this.#openTurn = undefined;
        return;
      case 'turn.noted':
        this.#told = { ...this.#told, note: { said: event.text, part: this.#addToUser(event.id, noteText(event.text), 'before') } };
        return;
      case 'instructions.read': {
        const part = this.#addToUser(event.id, instructionsText(event.files), 'before');
        this.#told = { ...this.#told, instructions: { said: JSON.stringify(event.files), part }, isForgotten: false };
        return;
      }
      case 'files.restored':
        if (event.restored.length > 0) this.#addToUser(event.id, noteText(restoredNote(event.restored)), 'behind');
        return;
      case 'hint.given':
        this.#addToUser(event.id, hintText(event.text), 'behind');
        return;
      case 'message.steered':
        this.#entries.push({ kind: 'user', from: event.id, request: undefined, parts: saidParts(event.text, event.mentions) });
        return;
      case 'response.started': {
        const response = new ResponseRecord(event.response, event.model);
        this.#responses.set(event.response, response);
        this.#entries.push({ kind: 'response', from: event.id, response });
        this.#responsesInTurn += 1;
        return;
      }
      case 'response.text':
        this.#responses.get(event.response)?.addText(event.text);
        return;
      case 'response.thinking':
        this.#responses.get(event.response)?.addThinking(event.text, event.signature);
        return;
      case 'response.call': {
        const { call, name, argumentsJson } = event;
        if (this.#responses.get(event.response)?.addCall(call, name, argumentsJson) !== true) return;
        this.#calls.set(call, { id: call, name, argumentsJson, result: undefined });
        return;
      }
      case 'response.ended':
        this.#responses.get(event.response)?.end(event.stop);
        return;
      case 'response.superseded':
        this.#supersede(event.response, event.code);
        return;
      case 'tool.ended': {
        const call = this.#calls.get(event.call);
        if (call === undefined) return;
        // What was left in the file is not in the context either.
        const isMarked = event.origin !== undefined && event.isCold !== true;
        const content = isMarked ? untrustedText(event.origin, event.content) : event.content;
        const images = event.pictures?.map(keptImage);
        const result = { callId: event.call, content, isError: event.outcome !== 'done', ...(images === undefined ? {} : { images }) };
        this.#calls.set(event.call, { ...call, result });
        return;
      }
      case 'call.settled': {
        const content = event.origin === undefined ? event.content : untrustedText(event.origin, event.content);
        this.#addToUser(event.id, settledText(event.call, event.outcome, content), 'behind', event.pictures?.map(keptImage));
        return;
      }
      case 'context.pruned':
        for (const [index, id] of event.calls.entries()) this.#leaveOut(id, event.chars[index] ?? 0);
        if (event.notes !== '') this.#addToUser(event.id, notesText(event.notes), 'before');
        return;
      case 'context.compacted':
        this.#compact(event);
        return;
      default:
        return;
    }
  }

  /** The turn that has begun and not ended, if any. */
  get openTurn(): TurnId | undefined {
    return this.#openTurn;
  }

  /** Model responses asked for since the person's request. */
  get responsesInTurn(): number {
    return this.#responsesInTurn;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /**
   * The newest note and instructions that the model was given and still sees, to tell whether there is something new. `isForgotten`: the
   * instructions were summarised away.
   */
  get told(): { readonly note: string; readonly instructions: string; readonly isForgotten: boolean } {
    const { note, instructions, isForgotten = false } = this.#told;
    return { note: note?.said ?? '', instructions: instructions?.said ?? '', isForgotten };
  }

  call(id: CallId): CallRecord | undefined {
    return this.#calls.get(id);
  }

  /** Calls of the newest response that have no result yet, in the order the model made them. */
  outstandingCalls(): readonly CallRecord[] {
    const last = this.#entries.findLast((entry) => entry.kind === 'response');
    if (last === undefined) return [];
    return last.response.calls.flatMap((id) => {
      const call = this.#calls.get(id);
      return call !== undefined && call.result === undefined ? [call] : [];
    });
  }

  /** How the newest response of the open turn stopped; undefined when it did not, or when something was said to the model since. */
  lastResponse(): { readonly stop: StopReason | undefined; readonly text: string; readonly calls: number } | undefined {
    const last = this.#entries.at(-1);
    if (last?.kind !== 'response') return undefined;
    const { stop, text, calls } = last.response;
    return { stop, text, calls: calls.length };
  }

  /** How the newest response stopped, whatever was said since. */
  lastCallingStop(): StopReason | undefined {
    const last = this.#entries.findLast((entry) => entry.kind === 'response');
    return last?.kind === 'response' ? last.response.stop : undefined;
  }

  /** Responses at the end that said nothing and called nothing. */
  get emptyResponses(): number {
    const firstSaying = this.#entries.findLastIndex((entry) => entry.kind !== 'response' || entry.response.isSaying);
    return this.#entries.length - 1 - firstSaying;
  }

  messages(): readonly ModelMessage[] {
    const collected = this.#collected;
    for (const entry of this.#entries.slice(collected.entries)) {
      if (!this.#isSettled(entry)) break;
      collected.messages.push(...this.messagesOf(entry));
      collected.entries += 1;
    }
    return [...collected.messages, ...this.#entries.slice(collected.entries).flatMap((entry) => this.messagesOf(entry))];
  }

  messagesOf(entry: Entry): readonly ModelMessage[] {
    const known = this.#settled.get(entry);
    if (known !== undefined) return known;
    const messages = this.#makeMessages(entry);
    if (this.#isSettled(entry)) this.#settled.set(entry, messages);
    return messages;
  }

  #isSettled(entry: Entry): boolean {
    return (
      entry.kind !== 'response' || (entry.response.isOver && entry.response.calls.every((id) => this.#calls.get(id)?.result !== undefined))
    );
  }

  /** Something that was sent already is another thing now. */
  #unsettle(): void {
    this.#settled = new WeakMap();
    this.#forgetCollected();
  }

  #forgetCollected(): void {
    this.#collected = { messages: [], entries: 0 };
  }

  #makeMessages(entry: Entry): readonly ModelMessage[] {
    switch (entry.kind) {
      case 'user':
        return [{ role: 'user', parts: entry.state === undefined ? entry.parts : [entry.state, ...entry.parts] }];
      case 'summary':
        return [{ role: 'assistant', parts: [{ type: 'text', text: entry.text }] }];
      case 'response': {
        const { parts, calls } = entry.response;
        if (parts.length === 0) return [];
        const said: ModelMessage = { role: 'assistant', parts };
        return calls.length === 0 ? [said] : [said, { role: 'tool', results: calls.map((id) => this.#resultOf(id)) }];
      }
    }
  }

  #resultOf(id: CallId): CallResult {
    const call = this.#calls.get(id);
    if (call?.result === undefined) return { callId: id, content: notExecuted, isError: true };
    return isLeftOut(call) ? { ...call.result, content: leftOutText(call) } : call.result;
  }

  #supersede(id: MessageId, code: string): void {
    const response = this.#responses.get(id);
    if (response === undefined) return;
    // What the person stopped was read by them: the words stay.
    if (code === 'cancelled') {
      response.stopHere();
      return;
    }
    const index = this.#entries.findLastIndex((entry) => entry.kind === 'response' && entry.response.id === id);
    if (index >= 0) this.#entries.splice(index, 1);
    this.#forgetCollected();
    this.#responses.delete(id);
  }

  #leaveOut(id: CallId, chars: number): void {
    const call = this.#calls.get(id);
    if (call?.result === undefined) return;
    // The log holds it; what is not sent any more need not stay in memory.
    const { callId, isError } = call.result;
    this.#calls.set(id, { ...call, result: { callId, isError, content: '' }, leftOutChars: chars });
    this.#unsettle();
  }

  /** Into the message that waits to be sent, or into a new one where the newest was sent already. */
  #addToUser(from: EventId, text: string, where: 'before' | 'behind', images: readonly ImagePart[] = []): TextPart {
    const part: TextPart = { type: 'text', text };
    const added = [part, ...images];
    const last = this.#entries.at(-1);
    if (last?.kind === 'user') {
      this.#forgetCollected();
      this.#entries[this.#entries.length - 1] = {
        ...last,
        parts: where === 'before' ? [...added, ...last.parts] : [...last.parts, ...added],
      };
    } else this.#entries.push({ kind: 'user', from, request: undefined, parts: added });
    return part;
  }

  #compact(event: BodyOf<'context.compacted'> & { readonly id: EventId }): void {
    const kept = summarised(this.#entries, event);
    const isShortened = new Set(event.shortened);
    this.#unsettle();
    this.#told = stillTold(this.#told, kept);
    this.#entries = kept.map((entry) => (isShortened.has(entry.from) ? shortened(entry) : entry));
    this.#forgetUnseen();
  }

  /** What the model no longer sees is in the log. */
  #forgetUnseen(): void {
    const responses = this.#entries.flatMap((entry) => (entry.kind === 'response' ? [entry.response] : []));
    this.#responses = new Map(responses.map((response) => [response.id, response]));
    const calls = new Set(responses.flatMap((response) => response.calls));
    this.#calls = new Map([...this.#calls].filter(([id]) => calls.has(id)));
  }
}

function restoredNote(paths: readonly string[]): string {
  return `The person took changes of yours back; these files are as they were before them: ${paths.join(', ')}. Read them again before you build on them.`;
}

function isLeftOut(call: CallRecord): call is CallRecord & { readonly leftOutChars: number } {
  return call.leftOutChars !== undefined;
}
