import { effect, type Signal, signal } from '@preact/signals';
import type { Transcript } from '../transcript.ts';
import { arrange, type Card } from './cards.ts';

/** What a person has written into a card and not sent. */
export interface AnswerDraft {
  readonly feedback: Signal<string>;
  /** Undefined: as it was proposed. */
  readonly script: Signal<string | undefined>;
}

/** Everything that waits for an answer, as cards, and what was written into them: a card that moves or is drawn again loses nothing. */
export class ApprovalDesk {
  readonly cards = signal<readonly Card[]>([]);
  /** A card that is to have the keyboard once it is drawn. */
  readonly wanted = signal<string | undefined>(undefined);
  readonly #apart = signal<ReadonlySet<string>>(new Set());
  readonly #drafts = new Map<string, AnswerDraft>();

  constructor(transcript: Transcript) {
    effect(() => {
      const isThere = (item: string) => transcript.item(item) !== undefined;
      this.cards.value = arrange(this.cards.peek(), transcript.asked.value, this.#apart.value, isThere);
    });
  }

  /** The cards that stand in the place of an item. */
  at(item: string): readonly Card[] {
    return this.cards.value.filter(({ anchor }) => anchor === item);
  }

  /** The card that an item is answered with. */
  of(item: string): Card | undefined {
    return this.cards.value.find(({ items }) => items.some(({ id }) => id === item));
  }

  /** One of several alike is to be answered on its own, now. */
  separate(approval: string): void {
    this.wanted.value = `one ${approval}`;
    this.#apart.value = new Set([...this.#apart.value, approval]);
  }

  draft(card: string): AnswerDraft {
    const known = this.#drafts.get(card);
    if (known !== undefined) return known;
    const draft: AnswerDraft = { feedback: signal(''), script: signal(undefined) };
    this.#drafts.set(card, draft);
    return draft;
  }

  /** Another conversation is shown. */
  clear(): void {
    this.#drafts.clear();
    this.#apart.value = new Set();
    this.wanted.value = undefined;
  }
}
