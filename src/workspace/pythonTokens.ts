/**
 * A tokenizer for Python that knows as much of the language as certain mistakes need: strings, comments, brackets, logical lines and
 * their indentation. Source: “Lexical analysis” in the Python 3 reference. Where a text could be meant in several ways (what stands
 * inside an f-string), it is passed over.
 */

export type TokenKind = 'name' | 'number' | 'string' | 'operator';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** A statement with its line continuations and whatever stands in its brackets. */
export interface LogicalLine {
  readonly indent: string;
  readonly line: number;
  readonly tokens: readonly Token[];
}

export interface SyntaxSlip {
  readonly line: number;
  readonly what: string;
}

export type Tokenized = { readonly lines: readonly LogicalLine[] } | { readonly slip: SyntaxSlip };

/** With the `#`. */
export interface Comment {
  readonly line: number;
  readonly text: string;
}

/** A text as far as it can be read. */
export interface ReadAnyway {
  readonly lines: readonly LogicalLine[];
  readonly comments: readonly Comment[];
  readonly slips: readonly SyntaxSlip[];
}

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const blank = /[ \t\f]*/y;
const comment = /#[^\n]*/y;
const stringStart = /(?:[rRbBuUfFtT]{0,3})("""|'''|"|')/y;
const number = /(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)[jJ]?/y;
const name = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const operator = /\*\*=|\/\/=|>>=|<<=|\.\.\.|:=|->|\*\*|\/\/|>>|<<|[-+*/%@&|^=!<>]=|[-+*/%@&|^~<>=()[\]{},:.;!]/y;

/** `source` with `\n` as every line end. */
export function tokenize(source: string): Tokenized {
  const tokenizer = new Tokenizer(source);
  const slip = tokenizer.run();
  return slip === undefined ? { lines: tokenizer.lines } : { slip };
}

/** Of a text that somebody is typing: what cannot stand there is passed over, and a statement ends where the next one certainly begins. */
export function tokenizeAnyway(source: string): ReadAnyway {
  const tokenizer = new Tokenizer(source, []);
  tokenizer.run();
  return tokenizer;
}

/** Words that begin a statement and stand in no expression: an open bracket before them was forgotten. */
const statementStart = /[ \t]*(?:async[ \t]+def|def|class|return|import|raise|assert|del|pass|break|continue|global|nonlocal|while|try)\b/y;

class Tokenizer {
  readonly lines: LogicalLine[] = [];
  readonly comments: Comment[] = [];
  readonly slips: SyntaxSlip[];
  readonly #source: string;
  readonly #isTolerant: boolean;
  readonly #open: { readonly bracket: string; readonly line: number }[] = [];
  #at = 0;
  #line = 1;
  #isAtLineStart = true;
  #indent = '';
  #tokens: Token[] = [];

  /** `slips`: where they are gathered; without it the first one ends it. */
  constructor(source: string, slips?: SyntaxSlip[]) {
    this.#source = source;
    this.#isTolerant = slips !== undefined;
    this.slips = slips ?? [];
  }

  run(): SyntaxSlip | undefined {
    while (this.#at < this.#source.length) {
      if (this.#isAtLineStart && this.#open.length === 0 && this.#tokens.length === 0) this.#indent = this.#match(blank)?.[0] ?? '';
      this.#isAtLineStart = false;
      const slip = this.#step();
      if (slip === undefined) continue;
      if (!this.#isTolerant) return slip;
      this.slips.push(slip);
    }
    const unclosed = this.#unclosed();
    if (unclosed !== undefined && !this.#isTolerant) return unclosed;
    if (unclosed !== undefined) this.slips.push(unclosed);
    this.#endLine();
    return undefined;
  }

  #unclosed(): SyntaxSlip | undefined {
    const unclosed = this.#open.at(-1);
    return unclosed === undefined ? undefined : { line: unclosed.line, what: `“${unclosed.bracket}” is never closed` };
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#source) ?? undefined;
  }

  #endLine(): void {
    const [first] = this.#tokens;
    if (first !== undefined) this.lines.push({ indent: this.#indent, line: first.line, tokens: this.#tokens });
    this.#tokens = [];
  }

  #step(): SyntaxSlip | undefined {
    const char = this.#source[this.#at] ?? '';
    if (char === '\n') {
      if (this.#open.length === 0) this.#endLine();
      this.#line += 1;
      this.#at += 1;
      this.#isAtLineStart = true;
      return this.#isTolerant ? this.#recover() : undefined;
    }
    const passed = this.#match(blank)?.[0] || this.#match(comment)?.[0];
    if (passed !== undefined && passed !== '') {
      if (char === '#') this.comments.push({ line: this.#line, text: passed });
      this.#at += passed.length;
      return undefined;
    }
    if (char === '\\' && this.#source[this.#at + 1] === '\n') {
      this.#line += 1;
      this.#at += 2;
      return undefined;
    }
    const quote = this.#match(stringStart);
    if (quote !== undefined) return this.#string(quote[0], quote[1] ?? '"');
    return this.#plain();
  }

  #recover(): SyntaxSlip | undefined {
    const slip = this.#unclosed();
    if (slip === undefined || this.#match(statementStart) === undefined) return undefined;
    this.#open.length = 0;
    this.#endLine();
    return slip;
  }

  #plain(): SyntaxSlip | undefined {
    for (const [kind, pattern] of plainTokens) {
      const text = this.#match(pattern)?.[0];
      if (text === undefined || text === '') continue;
      this.#tokens.push({ kind, text, line: this.#line });
      this.#at += text.length;
      return kind === 'operator' ? this.#bracket(text) : undefined;
    }
    const char = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += char.length;
    return { line: this.#line, what: `“${char}” cannot stand there` };
  }

  #bracket(text: string): SyntaxSlip | undefined {
    if (text === '(' || text === '[' || text === '{') this.#open.push({ bracket: text, line: this.#line });
    const wanted = closers[text];
    if (wanted === undefined) return undefined;
    const opened = this.#open.pop();
    if (opened === undefined) return { line: this.#line, what: `“${text}” closes nothing` };
    if (opened.bracket === wanted) return undefined;
    return { line: this.#line, what: `“${text}” does not close the “${opened.bracket}” of line ${opened.line}` };
  }

  #string(start: string, quote: string): SyntaxSlip | undefined {
    const isFormatted = /^[rRbBuU]*[fFtT]/.test(start);
    const from = this.#at + start.length;
    const end =
      endOfString(this.#source, from, quote, isFormatted) ?? (isFormatted ? endOfString(this.#source, from, quote, false) : undefined);
    if (end === undefined) {
      // Its words up to the end of the line count as read.
      const lineEnd = this.#source.indexOf('\n', from);
      this.#at = lineEnd === -1 ? this.#source.length : lineEnd;
      return { line: this.#line, what: `the string that begins with ${quote} is never closed` };
    }
    const text = this.#source.slice(this.#at, end);
    this.#tokens.push({ kind: 'string', text, line: this.#line });
    this.#line += text.split('\n').length - 1;
    this.#at = end;
    return undefined;
  }
}

const plainTokens: readonly (readonly [TokenKind, RegExp])[] = [
  ['number', number],
  ['name', name],
  ['operator', operator],
];

/** Where the string ends, behind its quote; undefined when it does not. In a formatted one quotes inside `{…}` belong to the expression. */
function endOfString(source: string, from: number, quote: string, isFormatted: boolean): number | undefined {
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    const char = source[at];
    if (char === '\\') at += 1;
    else if (depth === 0 && source.startsWith(quote, at)) return at + quote.length;
    else if (char === '\n' && quote.length === 1 && depth === 0) return undefined;
    else if (isFormatted && char === '{') {
      if (depth === 0 && source[at + 1] === '{') at += 1;
      else depth += 1;
    } else if (isFormatted && char === '}' && depth > 0) depth -= 1;
    else if (depth > 0 && (char === '"' || char === "'")) {
      const inner = source.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
      const end = endOfString(source, at + inner.length, inner, false);
      if (end === undefined) return undefined;
      at = end - 1;
    }
  }
  return undefined;
}
