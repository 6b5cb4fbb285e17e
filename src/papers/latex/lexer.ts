/** Characters of one file as tokens, on demand: what a character is may change while it is read. */
import type { Token, TokenKind } from './token.ts';

type Category = TokenKind | 'escape' | 'end-of-line' | 'comment' | 'ignored';

/** Which characters are special, shared by all files that are read at a time. */
export class Categories {
  readonly #changed = new Map<string, Category>();

  of(character: string): Category {
    return (
      this.#changed.get(character) ??
      usual[character] ??
      (/^[A-Za-z]$|^[^\p{ASCII}]$/u.test(character) && isLetter(character) ? 'letter' : 'other')
    );
  }

  set(character: string, category: Category): void {
    this.#changed.set(character, category);
  }

  /** As `\catcode` numbers them (The TeXbook, chapter 7). */
  setByCode(character: string, code: number): void {
    const category = byCode[code];
    if (category !== undefined) this.set(character, category);
  }

  /** As they are now, to come back to. */
  kept(): () => void {
    const before = [...this.#changed];
    return () => {
      this.#changed.clear();
      for (const [character, category] of before) this.#changed.set(character, category);
    };
  }
}

const byCode: readonly Category[] = [
  ...(['escape', 'begin', 'end', 'math', 'align', 'end-of-line', 'parameter', 'superscript', 'subscript', 'ignored'] as const),
  ...(['space', 'letter', 'other', 'active', 'comment', 'ignored'] as const),
];

const usual: Readonly<Record<string, Category>> = {
  '\\': 'escape',
  '{': 'begin',
  '}': 'end',
  $: 'math',
  '&': 'align',
  '\n': 'end-of-line',
  '#': 'parameter',
  '^': 'superscript',
  _: 'subscript',
  ' ': 'space',
  '\t': 'space',
  '~': 'active',
  '%': 'comment',
  '\0': 'ignored',
  '\ufeff': 'ignored',
};

function isLetter(character: string): boolean {
  return /\p{L}/u.test(character);
}

export interface Comment {
  readonly start: number;
  readonly end: number;
}

type LineState = 'new-line' | 'middle' | 'skipping';

export interface LexerMark {
  readonly at: number;
  readonly state: LineState;
}

export class Lexer {
  readonly file: string;
  readonly text: string;
  /** Where the next character stands. */
  at = 0;
  readonly comments: Comment[] = [];
  readonly #categories: Categories;
  #state: LineState = 'new-line';

  constructor(file: string, text: string, categories: Categories) {
    this.file = file;
    this.text = text.includes('\r') ? text.replaceAll(/\r\n?/g, (end) => (end === '\r\n' ? ' \n' : '\n')) : text;
    this.#categories = categories;
  }

  next(): Token | undefined {
    for (;;) {
      const point = this.text.codePointAt(this.at);
      if (point === undefined) return undefined;
      const character = String.fromCodePoint(point);
      this.at += character.length;
      const category = this.#categories.of(character);
      switch (category) {
        case 'escape':
          return this.#command();
        case 'comment':
          this.#comment();
          continue;
        case 'ignored':
        case 'mark':
        case 'command':
          continue;
        case 'end-of-line': {
          const was = this.#state;
          this.#state = 'new-line';
          if (was === 'new-line') return { kind: 'command', text: 'par' };
          if (was === 'middle') return { kind: 'space', text: ' ' };
          continue;
        }
        case 'space':
          if (this.#state !== 'middle') continue;
          this.#state = 'skipping';
          return { kind: 'space', text: ' ' };
        default:
          this.#state = 'middle';
          return { kind: category, text: category === 'begin' ? '{' : category === 'end' ? '}' : character };
      }
    }
  }

  /** Where it stands, to come back to. */
  get mark(): LexerMark {
    return { at: this.at, state: this.#state };
  }

  /** As if nothing had been read since. */
  rewind({ at, state }: LexerMark): void {
    this.at = at;
    this.#state = state;
    while ((this.comments.at(-1)?.start ?? -1) >= at) this.comments.pop();
  }

  /** Whether what follows, as it stands, begins like this. */
  isNext(pattern: RegExp): boolean {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = this.at;
    return sticky.test(this.text);
  }

  /** All up to `end`, as it stands; `end` itself is passed over. All that is left where it is missing. */
  readUntil(end: string): string {
    const found = this.text.indexOf(end, this.at);
    const raw = this.text.slice(this.at, found < 0 ? this.text.length : found);
    this.at = found < 0 ? this.text.length : found + end.length;
    this.#state = 'middle';
    return raw;
  }

  /** What follows, up to a place further on, is passed over. */
  readTo(at: number): void {
    this.at = at;
    this.#state = 'middle';
  }

  /** The next character, as it stands. */
  readCharacter(): string {
    const character = this.text.charAt(this.at);
    this.at += character.length;
    this.#state = 'middle';
    return character;
  }

  /** Nothing behind this point is read. */
  finish(): void {
    this.at = this.text.length;
  }

  #command(): Token {
    const start = this.at;
    const first = String.fromCodePoint(this.text.codePointAt(start) ?? 10);
    this.at += first.length;
    if (this.#categories.of(first) !== 'letter') {
      this.#state = first === ' ' ? 'skipping' : 'middle';
      // A backslash at the end of a line is a blank.
      if (first === '\n') this.#state = 'new-line';
      return { kind: 'command', text: /\s/.test(first) ? ' ' : first };
    }
    while (this.at < this.text.length && this.#categories.of(this.text.charAt(this.at)) === 'letter') this.at++;
    this.#state = 'skipping';
    const text = this.text.slice(start, this.at);
    return /[ \t\n]/.test(this.text.charAt(this.at)) ? { kind: 'command', text, isSpaced: true } : { kind: 'command', text };
  }

  #comment(): void {
    const start = this.at - 1;
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end + 1;
    this.comments.push({ start, end: end < 0 ? this.text.length : end });
    // A line that is only a comment leaves no blank line behind.
    this.#state = 'new-line';
  }
}
