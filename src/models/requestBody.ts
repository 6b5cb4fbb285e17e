import type { WrittenMessages } from './messageList.ts';

/** A body in pieces. They never change, and most of it is the same piece in many requests: it is not copied for each of them. */
export type BodyPieces = readonly Uint8Array[];

/** The newest beginning of a body, up to its list of messages: it is nearly always the same as in the request before. */
export class BodyStart {
  readonly #listName: string;
  #parts: readonly unknown[] = [];
  #bytes: Uint8Array = new Uint8Array();

  /** `listName`: the property that holds the messages. */
  constructor(listName = 'messages') {
    this.#listName = listName;
  }

  /** `parts`: everything that `make` looks at. It answers what stands before the messages, and what stands among them, first. */
  of(parts: readonly unknown[], make: () => { readonly head: object; readonly messages: readonly object[] }): Uint8Array {
    if (this.#bytes.length > 0 && parts.length === this.#parts.length && parts.every((part, index) => part === this.#parts[index]))
      return this.#bytes;
    const { head, messages } = make();
    const first = messages.map((message) => `${JSON.stringify(message)},`).join('');
    this.#bytes = Buffer.from(`${JSON.stringify(head).slice(0, -1)},"${this.#listName}":[${first}`);
    this.#parts = parts;
    return this.#bytes;
  }
}

/** A body whose last property is the list of messages. `after` stands behind them in the list. */
export function requestBody(start: Uint8Array, { beginning, end }: WrittenMessages, after: readonly object[] = []): BodyPieces {
  const last = [end, ...after.map((message) => JSON.stringify(message))].filter((json) => json !== '').join(',');
  // Where no message follows, the start's last comma, if it has one, would have nothing behind it.
  const first = last === '' && start.at(-1) === comma ? start.subarray(0, -1) : start;
  return [first, beginning, Buffer.from(`${last}]}`)];
}

const comma = 0x2c;

/** What an SDK is to send. It gets a stand-in for it, since it hands bytes on to `fetch` as they are, and ours knows what they stand for. */
interface Outgoing {
  readonly pieces: BodyPieces;
  /** Goes past the SDK: it would keep a response whose signal it knows until all memory is looked through. */
  readonly signal: AbortSignal;
}

const standingFor = new WeakMap<object, Outgoing>();

/** The body and headers of a request as they are given to an SDK. */
export function standIn(pieces: BodyPieces, signal: AbortSignal): { readonly body: Uint8Array; readonly headers: Record<string, string> } {
  const body = new Uint8Array(1);
  standingFor.set(body, { pieces, signal });
  return { body, headers: { 'content-type': 'application/json' } };
}

/** What is to be sent instead, where a body stands for something. */
export function outgoing(init: RequestInit): Outgoing | undefined {
  return typeof init.body === 'object' && init.body !== null ? standingFor.get(init.body) : undefined;
}

/** The request as every `fetch` takes it. */
export function withWholeBody(init: RequestInit): RequestInit {
  const sent = outgoing(init);
  return sent === undefined ? init : { ...init, body: Buffer.concat(sent.pieces), signal: sent.signal };
}
