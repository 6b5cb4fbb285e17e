import type { MessageId } from '../base/ids.ts';
import type { ChatOp } from '../protocol/chat.ts';
import type { ItemList } from './itemList.ts';

/** The words and thoughts of responses as they come in: each stretch of one kind is an item of its own. */
export class StreamedItems {
  readonly #items: ItemList;
  readonly #open = new Map<MessageId, string>();
  readonly #ofResponse = new Map<MessageId, string[]>();

  constructor(items: ItemList) {
    this.#items = items;
  }

  append(response: MessageId, kind: 'assistant' | 'thinking', text: string): readonly ChatOp[] {
    const open = this.#open.get(response);
    const item = open === undefined ? undefined : this.#items.get(open);
    if ((item?.kind === 'assistant' || item?.kind === 'thinking') && item.kind === kind && item.isStreaming)
      return [this.#items.appendText(item, text)];
    const ids = this.#ofResponse.get(response) ?? [];
    this.#ofResponse.set(response, ids);
    const id = `${response}.${ids.length}`;
    ids.push(id);
    const closed = this.close(response);
    this.#open.set(response, id);
    return [
      ...closed,
      this.#items.add(kind === 'assistant' ? { kind, id, markdown: text, isStreaming: true } : { kind, id, text, isStreaming: true }),
    ];
  }

  /** Nothing more comes for the item that grows. */
  close(response: MessageId): readonly ChatOp[] {
    const id = this.#open.get(response);
    if (id === undefined) return [];
    this.#open.delete(response);
    const item = this.#items.get(id);
    if (item?.kind !== 'assistant' && item?.kind !== 'thinking') return [];
    return [this.#items.replace({ ...item, isStreaming: false })];
  }

  /** What was shown stays, marked with why the model does not see it. */
  supersede(response: MessageId, why: string): readonly ChatOp[] {
    const ops = [...this.close(response)];
    for (const id of this.#ofResponse.get(response) ?? []) {
      const item = this.#items.get(id);
      if (item?.kind === 'assistant') ops.push(this.#items.replace({ ...item, superseded: why }));
    }
    return ops;
  }
}
