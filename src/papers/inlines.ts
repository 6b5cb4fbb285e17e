/** Words of a sentence as they are read: blanks as one, neighbours of one style together. */
import type { Inline } from './document.ts';

export type TextStyle = 'emphasis' | 'strong' | 'code' | 'small-capitals';

export class Inlines {
  readonly #items: Inline[] = [];
  #isSpacePending = false;

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  text(text: string, style?: TextStyle): void {
    if (text === '') return;
    const last = this.#items.at(-1);
    const spaced = this.#isSpacePending && last !== undefined ? ` ${text}` : text;
    this.#isSpacePending = false;
    if (last?.kind === 'text' && last.style === style) {
      this.#items.splice(-1, 1, { ...last, text: last.text + spaced });
      return;
    }
    // A blank between two styles belongs to none of them; it stays with the words before where it can.
    if (spaced !== text && last?.kind === 'text') {
      this.#items.splice(-1, 1, { ...last, text: `${last.text} ` });
      this.#items.push({ kind: 'text', text, ...(style === undefined ? {} : { style }) });
      return;
    }
    this.#items.push({ kind: 'text', text: spaced, ...(style === undefined ? {} : { style }) });
  }

  space(): void {
    this.#isSpacePending = true;
  }

  push(inline: Inline): void {
    if (inline.kind === 'text') {
      this.text(inline.text, inline.style);
      return;
    }
    if (this.#isSpacePending && this.#items.length > 0) this.#flushSpace();
    this.#isSpacePending = false;
    this.#items.push(inline);
  }

  #flushSpace(): void {
    const last = this.#items.at(-1);
    if (last?.kind === 'text') this.#items.splice(-1, 1, { ...last, text: `${last.text} ` });
    else this.#items.push({ kind: 'text', text: ' ' });
  }

  /** What was read, without blanks at its ends; the next begins anew. */
  take(): readonly Inline[] {
    const items = this.#items.splice(0);
    this.#isSpacePending = false;
    return trimmedInlines(items);
  }
}

export function trimmedInlines(items: readonly Inline[]): readonly Inline[] {
  const read = [...items];
  for (;;) {
    const first = read[0];
    if (first?.kind !== 'text' || first.text.trimStart() === first.text) break;
    if (first.text.trim() === '') read.shift();
    else read[0] = { ...first, text: first.text.trimStart() };
  }
  for (;;) {
    const last = read.at(-1);
    if (last?.kind !== 'text' || last.text.trimEnd() === last.text) break;
    if (last.text.trim() === '') read.pop();
    else read[read.length - 1] = { ...last, text: last.text.trimEnd() };
  }
  return read;
}
