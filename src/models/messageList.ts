import type { ModelMessage } from '../base/messages.ts';
import { GrowingText } from './growingText.ts';
import { HistoryRepair, type RepeatsThinking, type ShowsImage, type Turn } from './history.ts';

/** How a wire writes a conversation down. */
export interface WireMessages<M> {
  /** Adds a turn behind the messages. It may replace the last of them by a longer one; those before it stay as they are. */
  append(messages: M[], turn: Turn): void;
  /** `isRecent`: it is among the last two. */
  json(message: M, isRecent: boolean): string;
}

/** How many messages at the end another request may write otherwise, beside those that are not settled. */
const recentMessages = 2;

interface Written<M> {
  readonly taken: ModelMessage[];
  readonly repair: HistoryRepair;
  /** JSON of the settled messages, a comma behind each. */
  readonly json: GrowingText;
  /** Those that are settled but for how they are written. */
  readonly recent: M[];
}

/** The elements of a JSON list, in UTF-8 and behind it as text. */
export interface WrittenMessages {
  /** Never changes, however many requests follow. Empty, or ends with a comma. */
  readonly beginning: Uint8Array;
  readonly end: string;
}

/**
 * The messages of a request. Nearly all of them were in the request before it, so what was written of a conversation is kept: only new
 * messages are repaired, translated and encoded. A conversation is known by its messages themselves: where one of them is another object
 * than before, it is written anew. What is kept goes with the conversation.
 */
export class MessageList<M> {
  readonly #wire: WireMessages<M>;
  readonly #repeats: RepeatsThinking;
  readonly #shows: ShowsImage;
  readonly #written = new WeakMap<ModelMessage, Written<M>>();

  constructor(wire: WireMessages<M>, repeats: RepeatsThinking, shows: ShowsImage) {
    this.#wire = wire;
    this.#repeats = repeats;
    this.#shows = shows;
  }

  write(messages: readonly ModelMessage[]): WrittenMessages {
    const [first] = messages;
    if (first === undefined) return { beginning: new Uint8Array(), end: '' };
    const written = this.#continued(first, messages);
    for (const message of messages.slice(written.taken.length)) {
      written.repair.take(message);
      written.taken.push(message);
    }
    for (const turn of written.repair.takeSettled()) this.#settle(written, turn);
    const last = [...written.recent];
    for (const turn of written.repair.rest()) this.#wire.append(last, turn);
    const firstRecent = last.length - recentMessages;
    const end = last.map((message, index) => this.#wire.json(message, index >= firstRecent)).join(',');
    this.#written.set(first, written);
    return { beginning: written.json.bytes, end };
  }

  /** What is known is taken out until it is true again. */
  #continued(first: ModelMessage, messages: readonly ModelMessage[]): Written<M> {
    const known = this.#written.get(first);
    this.#written.delete(first);
    if (known?.taken.every((message, index) => message === messages[index]) === true) return known;
    return { taken: [], repair: new HistoryRepair(this.#repeats, this.#shows), json: new GrowingText(), recent: [] };
  }

  #settle({ recent, json }: Written<M>, turn: Turn): void {
    this.#wire.append(recent, turn);
    for (const message of recent.splice(0, recent.length - recentMessages)) json.add(`${this.#wire.json(message, false)},`);
  }
}
