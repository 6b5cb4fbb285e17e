/**
 * Python text as far as finding a place in it needs: what is code, what is a comment or a string, what stands at the top level. It never
 * fails and never parses: it runs on whatever somebody is typing.
 */

import { type Word, wordsIn } from './vocabulary.ts';

const hash = 35;
const doubleQuote = 34;
const singleQuote = 39;
const backslash = 92;
const newline = 10;

export class PythonText {
  readonly text: string;
  /** Starts and ends of comments and strings, one after the other. */
  readonly #hidden: readonly number[];
  readonly #words: ReadonlySet<string>;

  constructor(text: string) {
    this.text = text;
    this.#hidden = hiddenRanges(text);
    this.#words = wordsIn(text);
  }

  /** Whether one of the words stands anywhere: mostly enough to know that a pattern will find nothing. */
  holdsOneOf(words: readonly Word[]): boolean {
    return words.some((word) => this.#words.has(word));
  }

  /** The first place in code where the pattern (with flag `g`) matches. */
  first(pattern: RegExp): RegExpExecArray | undefined {
    for (const found of this.text.matchAll(pattern)) if (!this.isHidden(found.index)) return found;
    return undefined;
  }

  all(pattern: RegExp): readonly RegExpExecArray[] {
    return [...this.text.matchAll(pattern)].filter((found) => !this.isHidden(found.index));
  }

  /** From 0. */
  lineAt(index: number): number {
    let line = 0;
    for (let at = this.text.indexOf('\n'); at !== -1 && at < index; at = this.text.indexOf('\n', at + 1)) line += 1;
    return line;
  }

  lineStart(index: number): number {
    // Looked for from a place before the text, a newline that begins it would still be found.
    return index === 0 ? 0 : this.text.lastIndexOf('\n', index - 1) + 1;
  }

  /** Not inside a function or class: it is executed when the file is. */
  isTopLevel(index: number): boolean {
    let indent = this.#indentOf(index);
    let lineStart = this.lineStart(index);
    while (indent > 0 && lineStart > 0) {
      const before = this.lineStart(lineStart - 1);
      const line = this.text.slice(before, lineStart - 1);
      lineStart = before;
      if (/^\s*(?:#.*)?$/.test(line) || this.isHidden(before)) continue;
      const own = this.#indentOf(before);
      if (own >= indent) continue;
      if (/^\s*(?:async\s+)?(?:def|class)\b/.test(line)) return false;
      indent = own;
    }
    return true;
  }

  /** Whether a line that starts at the left edge speaks of the name: `main()`, `app.run(train)`, `fire.Fire(main)`. */
  isUsedAtTopLevel(name: string): boolean {
    const use = new RegExp(
      `^(?!def\\b|async\\b|class\\b|@|#|from\\b|import\\b)[^\\s#][^\\n]*(?<![\\w.])${name}\\b|^${name}[ \\t]*\\(`,
      'gm',
    );
    return this.first(use) !== undefined;
  }

  /** The whole name whose last part begins, at the latest, at `index`: `trl.SFTTrainer` from the index of `Trainer`. */
  dottedName(index: number, length: number): { readonly start: number; readonly name: string } {
    let start = index;
    while (start > 0 && /[\w.]/.test(this.text[start - 1] ?? '')) start -= 1;
    return { start, name: this.text.slice(start, index + length) };
  }

  closingParenthesis(open: number): number | undefined {
    let depth = 0;
    for (let at = open; at < this.text.length; at++) {
      const char = this.text[at];
      if (char !== '(' && char !== ')') continue;
      if (this.isHidden(at)) continue;
      depth += char === '(' ? 1 : -1;
      if (depth === 0) return at;
    }
    return undefined;
  }

  /** Inside a comment or a string. */
  isHidden(index: number): boolean {
    let low = 0;
    let high = this.#hidden.length / 2 - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (index < (this.#hidden[2 * middle] ?? 0)) high = middle - 1;
      else if (index >= (this.#hidden[2 * middle + 1] ?? 0)) low = middle + 1;
      else return true;
    }
    return false;
  }

  #indentOf(index: number): number {
    let width = 0;
    for (let at = this.lineStart(index); at < this.text.length; at++) {
      if (this.text[at] === ' ') width += 1;
      else if (this.text[at] === '\t') width += 8 - (width % 8);
      else break;
    }
    return width;
  }
}

function hiddenRanges(text: string): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== hash && code !== doubleQuote && code !== singleQuote) continue;
    const end = code === hash ? endOfLine(text, at) : endOfString(text, at, code);
    found.push(at, end);
    at = end - 1;
  }
  return found;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Behind the closing quote. An open string ends with its line or, tripled, with the file. */
function endOfString(text: string, open: number, quote: number): number {
  const isTriple = text.charCodeAt(open + 1) === quote && text.charCodeAt(open + 2) === quote;
  for (let at = open + (isTriple ? 3 : 1); at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at += 1;
    else if (code === newline && !isTriple) return at;
    else if (code === quote) {
      if (!isTriple) return at + 1;
      if (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) return at + 3;
    }
  }
  return text.length;
}
