/** What is read, as tokens: files and lists that were pushed, each before what it interrupts, and the way back where too much was read. */
import { Categories, Lexer } from './lexer.ts';
import { lineAt } from './openEnvironments.ts';
import type { Token } from './token.ts';

type Source = Lexer | { tokens: readonly Token[]; at: number };

export interface Where {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Where a file ends that another includes. */
interface EndOfFile extends Token {
  readonly isEndOfFile: true;
}
const endOfFile: EndOfFile = { kind: 'space', text: ' ', isEndOfFile: true };

/** Whether nothing more stands in the file that is read. */
export function isAtEnd(token: Token | undefined): token is EndOfFile | undefined {
  return token === undefined || token === endOfFile;
}

interface Mark extends Token {
  readonly kind: 'mark';
}

/** The same, or what was pushed ends here: nothing behind it belongs to what stands before. */
export function isOver(token: Token | undefined): token is EndOfFile | Mark | undefined {
  return isAtEnd(token) || token.kind === 'mark';
}

/** Reads on behind the first `kept` tokens of what was read. */
export type Continue = (read: readonly Token[], kept: number, hasEnded: boolean) => void;

/** A place to come back to, with what was read since. `hasEnded`: the file ended behind it. */
export type GoBack = (read: readonly Token[], hasEnded?: boolean) => void;

export class Sources {
  readonly categories = new Categories();
  readonly lexers: Lexer[] = [];
  /** Of the commands that stand in files, the one that was read last. */
  protected lastCommand = '';
  readonly #stack: Source[] = [];
  #where: Where = { file: '', start: 0, end: 0 };

  /** Of the last token that came from a file. */
  get where(): Where {
    return this.#where;
  }

  open(file: string, text: string): Lexer {
    const lexer = new Lexer(file, text, this.categories);
    this.lexers.push(lexer);
    this.#stack.push(lexer);
    return lexer;
  }

  /** The file that is being read, where no list stands before it. */
  get lexer(): Lexer | undefined {
    while (this.#stack.length > 0) {
      const top = this.#stack.at(-1);
      if (top === undefined || top instanceof Lexer) return top;
      if (top.at < top.tokens.length) return undefined;
      this.#stack.pop();
    }
    return undefined;
  }

  /** The innermost file, with whatever was pushed before it. */
  get openFile(): Lexer | undefined {
    return this.#stack.findLast((source) => source instanceof Lexer);
  }

  /** Whether the token that was read last stands like this in a file, and no macro put it there. */
  isWritten(text: string): boolean {
    const { lexer } = this;
    return lexer !== undefined && this.#where.end === lexer.at && lexer.text.slice(this.#where.start, lexer.at) === text;
  }

  isOpen(file: string): boolean {
    return this.#stack.some((source) => source instanceof Lexer && source.file === file);
  }

  /** Ends the innermost file, and whatever was pushed since. */
  endFile(): void {
    while (this.#stack.length > 0) if (this.#stack.pop() instanceof Lexer) return;
  }

  endAll(): void {
    this.#stack.length = 0;
  }

  /** What a text would be read as, here and now. */
  tokensOf(text: string): readonly Token[] {
    const lexer = new Lexer('', text, this.categories);
    const read: Token[] = [];
    for (let token = lexer.next(); token !== undefined; token = lexer.next()) read.push(token);
    return read;
  }

  push(tokens: readonly Token[]): void {
    if (tokens.length === 0) return;
    const top = this.#stack.at(-1);
    // What is read to its end is let go: of words that are nested deep each level has a list.
    if (top !== undefined && !(top instanceof Lexer) && top.at >= top.tokens.length) Object.assign(top, { tokens: [], at: 0 });
    this.#stack.push({ tokens, at: 0 });
  }

  /** The next token as it stands. */
  next(): Token | undefined {
    for (;;) {
      const top = this.#stack.at(-1);
      if (top === undefined) return undefined;
      if (top instanceof Lexer) {
        const start = top.at;
        const token = top.next();
        if (token !== undefined) {
          this.#where = { file: top.file, start, end: top.at };
          if (token.kind === 'command') this.lastCommand = token.text;
          return token;
        }
      } else {
        const token = top.tokens[top.at];
        top.at++;
        if (token !== undefined) return token;
      }
      this.#stack.pop();
      // The end of a file ends a line, and never an argument.
      if (top instanceof Lexer && this.#stack.length > 0) return endOfFile;
    }
  }

  /** Files and lists that are open. */
  protected get depth(): number {
    return this.#stack.length;
  }

  /** As if what was read since `from` began there. */
  protected place({ file, start }: Where): void {
    if (this.#where.file === file) this.#where = { file, start, end: this.#where.end };
  }

  /** Drops what stands before the file, or before what waits for its own end. */
  protected dropLists(): void {
    for (let top = this.#stack.at(-1); top !== undefined && !(top instanceof Lexer); top = this.#stack.at(-1)) {
      if (top.tokens.slice(top.at).some(({ kind }) => kind === 'mark')) return;
      this.#stack.pop();
    }
  }

  skipSpaces(): void {
    for (;;) {
      const back = this.here();
      const token = this.next();
      if (token === undefined) return;
      if (token.kind === 'space') continue;
      back([token]);
      return;
    }
  }

  /** The next token, left where it stands. */
  peek(): Token | undefined {
    const back = this.here();
    const token = this.next();
    if (token !== undefined) back([token]);
    return token;
  }

  /** Undoes what was read since: in the file where it was read there, for what follows may be verbatim. */
  here(): GoBack {
    const lexer = this.lexer;
    const depth = this.#stack.length;
    const mark = lexer?.mark;
    const where = this.#where;
    return (read, hasEnded = false) => {
      if (hasEnded && lexer !== undefined && this.#stack.length === depth - 1) this.#stack.push(lexer);
      if (lexer === undefined || mark === undefined || this.#stack[depth - 1] !== lexer) return this.push(read);
      this.#stack.length = depth;
      lexer.rewind(mark);
      this.#where = where;
    };
  }

  /** Reads on behind the first `kept` tokens of what was read since the result was had. */
  bookmark(): Continue {
    const back = this.here();
    const isInFile = this.lexer !== undefined;
    return (read, kept, hasEnded) => {
      back(isInFile ? read : read.slice(kept), hasEnded);
      if (isInFile) for (let left = kept; left > 0; left--) this.next();
    };
  }

  /** `line 12 of parts/method.tex`. */
  line({ file, start }: Where = this.#where): string {
    const text = this.lexers.findLast((lexer) => lexer.file === file)?.text ?? '';
    return `line ${lineAt(text, start)}${file === this.lexers[0]?.file ? '' : ` of ${file}`}`;
  }
}
