import type { Disposable } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import type { ChatDelta, ChatOp } from '../protocol/chat.ts';

/** At most thirty messages a second to the view, however fast the model talks. */
const flushEveryMs = 34;

/** What happens to the transcript, gathered into numbered deltas. */
export class ChatFeed implements Disposable {
  readonly #deltas = new Emitter<ChatDelta>();
  readonly onDidSend = this.#deltas.event;
  #ops: ChatOp[] = [];
  #timer: NodeJS.Timeout | undefined;
  #seq = 0;

  get seq(): number {
    return this.#seq;
  }

  push(ops: readonly ChatOp[]): void {
    for (const op of ops) this.#merge(op);
    this.#timer ??= setTimeout(() => this.flush(), flushEveryMs);
  }

  flush(): void {
    const ops = this.#ops;
    this.drop();
    if (ops.length === 0) return;
    this.#seq += 1;
    this.#deltas.fire({ type: 'delta', seq: this.#seq, ops });
  }

  /** What waits is not sent: a snapshot takes its place. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ops = [];
  }

  dispose(): void {
    this.drop();
    this.#deltas.dispose();
  }

  /** Text for the same item is joined, and only the newest head and the newest state of an item travel. */
  #merge(op: ChatOp): void {
    const last = this.#ops.at(-1);
    if (op.op === 'text' && last?.op === 'text' && last.id === op.id) {
      this.#ops[this.#ops.length - 1] = { ...op, text: last.text + op.text };
      return;
    }
    if (op.op === 'head' && last?.op === 'head') this.#ops.pop();
    if (op.op === 'replace' && last?.op === 'replace' && last.item.id === op.item.id) this.#ops.pop();
    this.#ops.push(op);
  }
}
