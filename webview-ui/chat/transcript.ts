import { batch, type Signal, signal } from '@preact/signals';
import type { ChatHead, ChatOp, ChatSnapshot, TranscriptItem } from '../../src/protocol/chat.ts';
import { type AskedItem, isAsked } from './approvals/cards.ts';

/** One row of the transcript. The row stays the same object while its item changes, so that only its own component renders again. */
export interface Entry {
  readonly id: string;
  readonly item: Signal<TranscriptItem>;
}

/** What the host last said, as signals. */
export class Transcript {
  readonly head = signal<ChatHead | undefined>(undefined);
  readonly session = signal<string | undefined>(undefined);
  readonly entries = signal<readonly Entry[]>([]);
  /** How many older items the host still holds. */
  readonly earlier = signal(0);
  /** What waits for the person, oldest first. */
  readonly asked = signal<readonly AskedItem[]>([]);
  readonly #byId = new Map<string, Entry>();

  show(snapshot: ChatSnapshot): void {
    batch(() => {
      const before = new Map(this.#byId);
      this.#byId.clear();
      this.entries.value = snapshot.items.map((item) => this.#enter(item, before.get(item.id)));
      this.head.value = snapshot.head;
      this.session.value = snapshot.session;
      this.earlier.value = snapshot.earlier;
      this.#lookForAsked();
    });
  }

  apply(ops: readonly ChatOp[]): void {
    batch(() => {
      const added: Entry[] = [];
      const texts = new Map<string, string>();
      let isAskedTouched = false;
      for (const op of ops) {
        if (op.op === 'text') {
          texts.set(op.id, (texts.get(op.id) ?? '') + op.text);
          continue;
        }
        if (op.op === 'head') {
          this.head.value = op.head;
          continue;
        }
        // The item already holds every text that was sent before it.
        texts.delete(op.item.id);
        const known = this.#byId.get(op.item.id);
        isAskedTouched ||= isAsked(op.item) || isAsked(known?.item.peek());
        if (known !== undefined) known.item.value = op.item;
        // What changes among the earlier items, which the snapshot left out, comes with them when they are asked for.
        else if (op.op === 'add') added.push(this.#enter(op.item, undefined));
      }
      for (const [id, text] of texts) this.#append(id, text);
      if (added.length > 0) this.entries.value = [...this.entries.value, ...added];
      if (isAskedTouched) this.#lookForAsked();
    });
  }

  prepend(items: readonly TranscriptItem[], earlier: number): void {
    batch(() => {
      const fresh = items.filter((item) => !this.#byId.has(item.id)).map((item) => this.#enter(item, undefined));
      this.entries.value = [...fresh, ...this.entries.value];
      this.earlier.value = earlier;
      this.#lookForAsked();
    });
  }

  item(id: string): TranscriptItem | undefined {
    return this.#byId.get(id)?.item.peek();
  }

  #lookForAsked(): void {
    this.asked.value = this.entries.value.map((entry) => entry.item.peek()).filter(isAsked);
  }

  #enter(item: TranscriptItem, known: Entry | undefined): Entry {
    const entry = known ?? { id: item.id, item: signal(item) };
    entry.item.value = item;
    this.#byId.set(item.id, entry);
    return entry;
  }

  #append(id: string, text: string): void {
    const entry = this.#byId.get(id);
    const item = entry?.item.peek();
    if (entry === undefined || item === undefined) return;
    if (item.kind === 'assistant') entry.item.value = { ...item, markdown: item.markdown + text };
    else if (item.kind === 'thinking') entry.item.value = { ...item, text: item.text + text };
  }
}
