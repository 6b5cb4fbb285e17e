import type { CallId, MessageId } from '../base/ids.ts';
import type { AssistantPart, StopReason, TextPart } from '../base/messages.ts';

/** Without it the model would take the request before for one that is still to be answered. */
const stoppedHere = '\n\n[The person stopped this answer here.]';

/** One response of a model, as it comes in. */
export class ResponseRecord {
  readonly id: MessageId;
  readonly #model: string;
  #parts: AssistantPart[] = [];
  readonly #calls: CallId[] = [];
  #stop: StopReason | undefined;
  #wasStopped = false;
  /** Text comes in many pieces: they are joined when somebody looks. */
  #pieces: string[] = [];

  constructor(id: MessageId, model: string) {
    this.id = id;
    this.#model = model;
  }

  get parts(): readonly AssistantPart[] {
    this.#join();
    return this.#parts;
  }

  get calls(): readonly CallId[] {
    return this.#calls;
  }

  get stop(): StopReason | undefined {
    return this.#stop;
  }

  /** Nothing more comes. */
  get isOver(): boolean {
    return this.#stop !== undefined || this.#wasStopped;
  }

  get text(): string {
    return this.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
  }

  /** Has it words or calls? */
  get isSaying(): boolean {
    return this.#calls.length > 0 || this.text.trim() !== '';
  }

  addText(text: string): void {
    this.#pieces.push(text);
  }

  addThinking(text: string, signature: string | undefined): void {
    this.#join();
    const last = this.#parts.at(-1);
    // A signature closes its block: what follows is another one.
    const joins = last?.type === 'thinking' && last.signature === undefined;
    if (joins) this.#parts.pop();
    this.#parts.push({
      type: 'thinking',
      text: joins ? last.text + text : text,
      origin: this.#model,
      ...(signature === undefined ? {} : { signature }),
    });
  }

  /** False when it is known already. */
  addCall(id: CallId, name: string, argumentsJson: string): boolean {
    if (this.#calls.includes(id)) return false;
    this.#join();
    this.#parts.push({ type: 'call', id, name, argumentsJson });
    this.#calls.push(id);
    return true;
  }

  end(stop: StopReason): void {
    this.#stop = stop;
  }

  /** The person stopped it: the words stay, marked. Unsigned thinking is worth nothing. */
  stopHere(): void {
    this.#wasStopped = true;
    this.#parts = [...this.parts.filter(({ type }) => type === 'text'), { type: 'text', text: stoppedHere }];
  }

  /** Another text in place of everything but the calls, which their results belong to. */
  shorten(instead: readonly TextPart[]): void {
    this.#parts = [...instead, ...this.parts.filter(({ type }) => type === 'call')];
  }

  #join(): void {
    if (this.#pieces.length === 0) return;
    const text = this.#pieces.join('');
    this.#pieces = [];
    const last = this.#parts.at(-1);
    if (last?.type === 'text') this.#parts[this.#parts.length - 1] = { type: 'text', text: last.text + text };
    else this.#parts.push({ type: 'text', text });
  }
}
