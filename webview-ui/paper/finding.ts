import { batch, type Signal, signal } from '@preact/signals';
import { plural } from '../shared/format.ts';
import type { Contents } from './contents.ts';
import { anchorOf } from './item.ts';
import { type Match, matchesOf, mostMatches } from './search.ts';

export interface FindingParts {
  contents(): Contents;
  /** What stands at the top of what is seen. */
  top(): string | undefined;
  show(anchor: string, match: Match): void;
  say(words: string): void;
  keep(): void;
}

/** The search in a paper, from where the person stands. */
export class Finding {
  readonly isOpen: Signal<boolean>;
  readonly words: Signal<string>;
  readonly matches = signal<readonly Match[]>([]);
  readonly at = signal(-1);
  /** Grows with every wish for the keyboard in its field. */
  readonly asked = signal(0);
  readonly #parts: FindingParts;
  /** What stood at the top when the search was opened. */
  #from: string | undefined;

  constructor(parts: FindingParts, before: { readonly isOpen: boolean; readonly words: string; readonly from: string | undefined }) {
    this.#parts = parts;
    this.isOpen = signal(before.isOpen);
    this.words = signal(before.words);
    this.#from = before.from;
  }

  open(): void {
    this.#from = this.#parts.top();
    batch(() => {
      this.isOpen.value = true;
      this.asked.value += 1;
    });
    this.look();
    this.#parts.keep();
  }

  close(): void {
    batch(() => {
      this.isOpen.value = false;
      this.clear();
    });
    this.#parts.keep();
  }

  find(words: string): void {
    batch(() => {
      this.words.value = words;
      this.look();
      this.#say();
    });
    if (this.matches.peek().length > 0) this.step(1);
    this.#parts.keep();
  }

  /** The first step goes to what is found at or below where the search began: with each letter that is typed it begins there again. */
  step(by: 1 | -1): void {
    const matches = this.matches.peek();
    if (matches.length === 0) return;
    const at = this.at.peek();
    const next = at < 0 ? this.#first(by) : (at + by + matches.length) % matches.length;
    const match = matches[next];
    const item = match === undefined ? undefined : this.#parts.contents().items[match.item];
    const anchor = item === undefined ? undefined : anchorOf(item);
    if (match === undefined || anchor === undefined) return;
    batch(() => {
      this.at.value = next;
      this.#parts.show(anchor, match);
      this.#say();
    });
  }

  /** In all that has come by now. */
  look(): void {
    this.matches.value = this.isOpen.peek() ? matchesOf(this.words.peek(), this.#parts.contents().items) : [];
    this.at.value = -1;
  }

  clear(): void {
    this.matches.value = [];
    this.at.value = -1;
  }

  #first(by: 1 | -1): number {
    const from = (this.#from === undefined ? undefined : this.#parts.contents().placeOf(this.#from)) ?? 0;
    const matches = this.matches.peek();
    const next = by === 1 ? matches.findIndex(({ item }) => item >= from) : matches.findLastIndex(({ item }) => item <= from);
    return Math.max(next, 0);
  }

  #say(): void {
    const { length } = this.matches.peek();
    const at = this.at.peek();
    if (this.words.peek().trim() === '') this.#parts.say('');
    else if (length === 0) this.#parts.say('Nothing found');
    else
      this.#parts.say(
        at < 0 ? `${plural(length, 'place')} found` : `Place ${at + 1} of ${length === mostMatches ? `more than ${length}` : length}`,
      );
  }
}
