import { batch, type Signal, signal } from '@preact/signals';
import type { ShownPaper, ShownPlace } from '../../src/protocol/paper.ts';
import type { Contents } from './contents.ts';
import { quotedIn } from './quotes.ts';
import type { Match } from './search.ts';

export interface SetUpParts {
  contents(): Contents;
  /** False where the paper has no such place. */
  look(anchor: string, match: Match | undefined): boolean;
  say(words: string): void;
  keep(): void;
}

/** What the paper says of its set-up, beside it. */
export class SetUp {
  readonly isOpen: Signal<boolean>;
  /** What is known of it; while more is looked for, what was known before. */
  readonly known = signal<ShownPaper['setUp']>(undefined);
  readonly isLooking = signal(true);
  /** The words that are looked at in the paper. */
  readonly told = signal<readonly Match[]>([]);
  /** What of it is looked at. */
  readonly at = signal<ShownPlace | undefined>(undefined);
  /** Grows with every wish for the keyboard. */
  readonly asked = signal(0);
  readonly #parts: SetUpParts;
  #paper: string | undefined;

  constructor(parts: SetUpParts, isOpen: boolean) {
    this.#parts = parts;
    this.isOpen = signal(isOpen);
  }

  take({ id, setUp }: ShownPaper): void {
    if (setUp !== undefined || id !== this.#paper) this.known.value = setUp;
    this.isLooking.value = setUp === undefined;
    this.#paper = id;
  }

  open(): void {
    batch(() => {
      this.isOpen.value = true;
      this.asked.value += 1;
    });
    this.#parts.keep();
  }

  close(): void {
    batch(() => {
      this.isOpen.value = false;
      this.forget();
    });
    this.#parts.keep();
  }

  /** What was looked at is left. */
  forget(): void {
    batch(() => {
      this.told.value = [];
      this.at.value = undefined;
    });
  }

  /** Shows a place; the keyboard stays here. */
  look(place: ShownPlace): void {
    const { anchor, quote, label } = place;
    const contents = this.#parts.contents();
    const at = contents.placeOf(anchor);
    const item = at === undefined ? undefined : contents.items[at];
    const told = at === undefined || item === undefined || quote === undefined ? [] : quotedIn(item, at, quote);
    if (!this.#parts.look(anchor, told[0])) return;
    batch(() => {
      this.told.value = told;
      this.at.value = place;
    });
    this.#parts.say(`Shown: ${label}`);
  }
}
