/**
 * Tokens of the paper with its own macros resolved: files and pushed lists on a stack, arguments as TeX reads them, and the commands
 * that only define, choose or expand (`primitives/`), which never reach a reader.
 */
import { Categories, Lexer, type LexerMark } from './lexer.ts';
import { type Environment, type Macro, Meanings } from './meanings.ts';
import { beginGroup, characters, command, endGroup, type Token, trimmed, wordOf } from './token.ts';

type Source = Lexer | { readonly tokens: readonly Token[]; at: number };

/** Executed where it is met, in text and in formulas alike. */
export type Primitive = (gullet: Gullet, name: string) => void;

export interface Where {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A paper that expands to more than this defines something that never ends. */
const maxExpansions = 400_000;
const maxDepth = 2_000;

export class Gullet {
  readonly categories = new Categories();
  readonly meanings = new Meanings();
  readonly lexers: Lexer[] = [];
  /** Switches of `\newif`. */
  readonly switches = new Map<string, boolean>();
  readonly doubts: string[] = [];
  isMath = false;
  /** Definitions of a style file do not replace what the reader itself understands. */
  styleFiles = 0;
  readonly #primitives: ReadonlyMap<string, Primitive>;
  readonly #stack: Source[] = [];
  #where: Where = { file: '', start: 0, end: 0 };
  #expansions = 0;

  readonly #otherwise: (gullet: Gullet, name: string) => boolean;

  /** `otherwise` does what a name means that is no fixed one: a switch of `\newif`. */
  constructor(primitives: ReadonlyMap<string, Primitive>, otherwise: (gullet: Gullet, name: string) => boolean) {
    this.#primitives = primitives;
    this.#otherwise = otherwise;
  }

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
    if (tokens.length > 0) this.#stack.push({ tokens, at: 0 });
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
          return token;
        }
      } else {
        const token = top.tokens[top.at];
        top.at++;
        if (token !== undefined) return token;
      }
      this.#stack.pop();
      // The end of a file ends a line, and never an argument.
      if (top instanceof Lexer && this.#stack.length > 0) return { kind: 'space', text: ' ' };
    }
  }

  /** The next token that the reader itself must understand. */
  nextExpanded(): Token | undefined {
    for (;;) {
      const token = this.next();
      if (token === undefined || !this.expand(token)) return token;
    }
  }

  /** Whether it was a macro or a primitive, which then is done. */
  expand(token: Token): boolean {
    if (token.kind !== 'command' && token.kind !== 'active') return false;
    const macro = token.isOriginal ? undefined : this.meanings.macro(token.text);
    if (macro !== undefined) {
      this.push(this.expansion(macro, token.text));
      return true;
    }
    const primitive = token.kind === 'command' ? this.#primitives.get(token.text) : undefined;
    if (primitive === undefined) return token.kind === 'command' && this.#otherwise(this, token.text);
    primitive(this, token.text);
    return true;
  }

  isPrimitive(name: string): boolean {
    return this.#primitives.has(name);
  }

  macroOf(token: Token): Macro | undefined {
    return (token.kind === 'command' || token.kind === 'active') && !token.isOriginal ? this.meanings.macro(token.text) : undefined;
  }

  /** The body of a macro with the arguments that follow. A place within it is the place of the call. */
  expansion(macro: Macro, name: string): readonly Token[] {
    this.#expansions++;
    if (this.#expansions > maxExpansions || this.#stack.length > maxDepth) {
      if (this.#expansions < Number.POSITIVE_INFINITY) this.doubts.push(`\\${name} never ends; the rest of the paper was read without it.`);
      this.#expansions = Number.POSITIVE_INFINITY;
      this.endAll();
      return [];
    }
    const { start, file } = this.#where;
    const given = macro.xparse === undefined ? this.#matched(macro) : this.#xparse(macro.xparse);
    if (this.#where.file === file) this.#where = { file, start, end: this.#where.end };
    return substitute(macro.body, given);
  }

  #matched(macro: Macro): readonly (readonly Token[])[] {
    const given: (readonly Token[])[] = [];
    const { pattern } = macro;
    let first = 0;
    if (macro.optional !== undefined) {
      given.push(this.bracketed() ?? macro.optional);
      first = 1;
    }
    for (let at = first; at < pattern.length; at++) {
      const part = pattern[at];
      if (part?.kind !== 'parameter') {
        this.#pass(part);
        continue;
      }
      const delimiters: Token[] = [];
      for (let next = pattern[at + 1]; next !== undefined && next.kind !== 'parameter'; next = pattern[at + 1 + delimiters.length])
        delimiters.push(next);
      if (delimiters.length === 0) given.push(this.argument());
      else {
        given.push(this.#delimited(delimiters));
        at += delimiters.length;
      }
    }
    return given;
  }

  #xparse(specification: NonNullable<Macro['xparse']>): readonly (readonly Token[])[] {
    return specification.map(({ kind, missing, open, close }) => {
      if (kind === 'm') return this.argument();
      if (kind === 's') return [{ kind: 'command', text: this.star() ? 'BooleanTrue' : 'BooleanFalse' } as const];
      return this.bracketed(open, close) ?? missing ?? [{ kind: 'command', text: 'NoValue' } as const];
    });
  }

  #pass(wanted: Token | undefined): void {
    const token = this.next();
    if (token === undefined || wanted === undefined) return;
    if (token.kind !== wanted.kind || token.text !== wanted.text) this.push([token]);
  }

  #delimited(delimiters: readonly Token[]): readonly Token[] {
    const read: Token[] = [];
    let depth = 0;
    for (;;) {
      const token = this.next();
      if (token === undefined) return read;
      read.push(token);
      if (token.kind === 'begin') depth++;
      if (token.kind === 'end') depth--;
      if (depth > 0) continue;
      const tail = read.slice(-delimiters.length);
      if (tail.length === delimiters.length && tail.every((one, index) => same(one, delimiters[index])))
        return unbraced(read.slice(0, -delimiters.length));
      if (depth < 0) {
        this.push(read.splice(-1));
        return read;
      }
    }
  }

  skipSpaces(): void {
    for (;;) {
      const back = this.#here();
      const token = this.next();
      if (token === undefined) return;
      if (token.kind === 'space') continue;
      back([token]);
      return;
    }
  }

  /** The next token, left where it stands. */
  peek(): Token | undefined {
    const back = this.#here();
    const token = this.next();
    if (token !== undefined) back([token]);
    return token;
  }

  /** Undoes what was read since: in the file where it was read there, for what follows may be verbatim. */
  #here(): (read: readonly Token[]) => void {
    const lexer = this.lexer;
    const depth = this.#stack.length;
    const mark: LexerMark | undefined = lexer?.mark;
    const where = this.#where;
    return (read) => {
      if (lexer === undefined || mark === undefined || this.#stack.length !== depth || this.#stack.at(-1) !== lexer) return this.push(read);
      lexer.rewind(mark);
      this.#where = where;
    };
  }

  /** An argument: a group’s content, or one token. */
  argument(): readonly Token[] {
    this.skipSpaces();
    const token = this.next();
    if (token === undefined) return [];
    if (token.kind === 'end') {
      this.push([token]);
      return [];
    }
    // A paragraph ends no argument of `\newcommand`, but it is none.
    if (token.kind !== 'begin') return [token];
    return this.untilGroupEnds();
  }

  /** What is left of a group whose opening brace was read. */
  untilGroupEnds(): readonly Token[] {
    const read: Token[] = [];
    for (let depth = 1; ; ) {
      const token = this.next();
      if (token === undefined) return read;
      if (token.kind === 'begin') depth++;
      if (token.kind === 'end' && --depth === 0) return read;
      read.push(token);
    }
  }

  /** An argument in brackets, where there is one. Blanks stay where there is none. */
  bracketed(open = '[', close = ']'): readonly Token[] | undefined {
    const back = this.#here();
    const skipped: Token[] = [];
    for (;;) {
      const token = this.next();
      if (token === undefined) return undefined;
      if (token.kind === 'space') {
        skipped.push(token);
        continue;
      }
      if (token.kind === 'other' && token.text === open) break;
      back([...skipped.slice(0, 1), token]);
      return undefined;
    }
    const read: Token[] = [];
    let depth = 0;
    let brackets = 0;
    for (;;) {
      const token = this.next();
      if (token === undefined) return read;
      if (token.kind === 'begin') depth++;
      if (token.kind === 'end') depth--;
      if (depth < 0) {
        this.push([token]);
        return read;
      }
      if (depth === 0 && token.kind === 'other') {
        if (token.text === close && brackets === 0) return unbraced(read);
        // As LaTeXML and people read them, not as TeX does: brackets within brackets belong together.
        if (token.text === open) brackets++;
        if (token.text === close) brackets--;
      }
      read.push(token);
    }
  }

  /** Whether a `*` stands here, which then is passed over. */
  star(): boolean {
    const back = this.#here();
    const token = this.next();
    if (token?.kind === 'other' && token.text === '*') return true;
    if (token !== undefined) back([token]);
    return false;
  }

  /** A name, a number, a path: an argument in which macros are resolved. */
  word(): string {
    return wordOf(this.expanded(this.argument())).replaceAll(/\s+/g, ' ');
  }

  /** A list with all of its macros resolved, for names and tests. */
  expanded(tokens: readonly Token[]): readonly Token[] {
    if (tokens.every(({ kind }) => kind !== 'command')) return trimmed(tokens);
    const mark: Token = { kind: 'mark', text: '' };
    this.push([mark]);
    this.push(tokens);
    const read: Token[] = [];
    for (;;) {
      const token = this.nextExpanded();
      if (token === undefined || token === mark) return trimmed(read);
      read.push(token);
    }
  }

  beginEnvironment(name: string, environment: Environment): void {
    this.push(this.expansion(environment.begin, name));
  }
}

function same(a: Token | undefined, b: Token | undefined): boolean {
  return a?.kind === b?.kind && a?.text === b?.text;
}

/** `{…}` as a whole loses its braces, as the arguments of TeX do. */
export function unbraced(tokens: readonly Token[]): readonly Token[] {
  if (tokens[0]?.kind !== 'begin' || tokens.at(-1)?.kind !== 'end') return tokens;
  let depth = 0;
  for (const [index, { kind }] of tokens.entries()) {
    if (kind === 'begin') depth++;
    if (kind === 'end' && --depth === 0 && index < tokens.length - 1) return tokens;
  }
  return tokens.slice(1, -1);
}

function substitute(body: readonly Token[], given: readonly (readonly Token[])[]): readonly Token[] {
  if (given.length === 0 && body.every(({ kind }) => kind !== 'parameter')) return body;
  return body.flatMap((token) => {
    if (token.kind !== 'parameter') return [token];
    // `##` of a definition within a definition.
    if (token.text.startsWith('#')) return [{ kind: 'parameter', text: token.text.slice(1) } as const];
    return given[Number(token.text) - 1] ?? [];
  });
}

/** A list as a group. */
export function grouped(tokens: readonly Token[]): readonly Token[] {
  return [beginGroup, ...tokens, endGroup];
}

export function endOfEnvironment(name: string): readonly Token[] {
  return [command('end'), ...grouped(characters(name))];
}
