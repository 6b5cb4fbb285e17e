import { effect, type Signal, signal } from '@preact/signals';
import type { UnsentAnswer } from '../../../src/protocol/chat.ts';
import type { Transcript } from '../transcript.ts';
import { arrange, type Card } from './cards.ts';

/** What a person has written into a card and not sent. */
export interface AnswerDraft {
  readonly feedback: Signal<string>;
  /** Undefined: as it was proposed. */
  readonly script: Signal<string | undefined>;
}

const maxUnsent = 20;

/** Everything that waits for an answer, as cards, and what was written into them: a card that moves or is drawn again loses nothing. */
export class ApprovalDesk {
  readonly cards = signal<readonly Card[]>([]);
  /** A card that is to have the keyboard once it is drawn. */
  readonly wanted = signal<string | undefined>(undefined);
  readonly #apart = signal<ReadonlySet<string>>(new Set());
  readonly #drafts = new Map<string, AnswerDraft>();
  readonly #watching: (() => void)[] = [];
  /** Rises when something is written. */
  readonly #writes = signal(0);

  constructor(transcript: Transcript, unsent: readonly UnsentAnswer[]) {
    for (const { card, feedback, script } of unsent) this.#add(card, { feedback: signal(feedback), script: signal(script) });
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
    return this.#add(card, { feedback: signal(''), script: signal(undefined) });
  }

  /** What was written and not sent, to be kept across a reload: that of the newest cards. */
  get unsent(): readonly UnsentAnswer[] {
    void this.#writes.value;
    const written = [...this.#drafts].map(([card, { feedback, script }]) => {
      const changed = script.peek();
      return { card, feedback: feedback.peek(), ...(changed === undefined ? {} : { script: changed }) };
    });
    return written.filter((answer) => answer.feedback !== '' || answer.script !== undefined).slice(-maxUnsent);
  }

  #add(card: string, draft: AnswerDraft): AnswerDraft {
    this.#drafts.set(card, draft);
    let isNew = true;
    const stop = effect(() => {
      void draft.feedback.value;
      void draft.script.value;
      if (!isNew) this.#writes.value = this.#writes.peek() + 1;
      isNew = false;
    });
    this.#watching.push(stop);
    return draft;
  }

  /** Another conversation is shown. */
  clear(): void {
    for (const stop of this.#watching.splice(0)) stop();
    this.#drafts.clear();
    this.#writes.value = this.#writes.peek() + 1;
    this.#apart.value = new Set();
    this.wanted.value = undefined;
  }
}
