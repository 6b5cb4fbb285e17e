import type { ChatOp, TranscriptItem } from '../protocol/chat.ts';

/** The items of a transcript in order. Each change answers the operation that makes the same change in a view. */
export class ItemList {
  readonly #items: TranscriptItem[] = [];
  readonly #indexById = new Map<string, number>();

  get all(): readonly TranscriptItem[] {
    return this.#items;
  }

  get(id: string): TranscriptItem | undefined {
    const index = this.#indexById.get(id);
    return index === undefined ? undefined : this.#items[index];
  }

  add(item: TranscriptItem): ChatOp {
    this.#indexById.set(item.id, this.#items.length);
    this.#items.push(item);
    return { op: 'add', item };
  }

  replace(item: TranscriptItem): ChatOp {
    const index = this.#indexById.get(item.id);
    if (index !== undefined) this.#items[index] = item;
    return { op: 'replace', item };
  }

  /** Only the new text travels: an answer is long, and comes in thousands of pieces. */
  appendText(item: Extract<TranscriptItem, { readonly kind: 'assistant' | 'thinking' }>, text: string): ChatOp {
    this.replace(item.kind === 'assistant' ? { ...item, markdown: item.markdown + text } : { ...item, text: item.text + text });
    return { op: 'text', id: item.id, text };
  }
}
