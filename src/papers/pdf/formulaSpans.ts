/**
 * Which glyphs of a line belong to a formula. A formula is known by glyphs that only formulas have (its core: symbols, letters of
 * a mathematical font, scripts); upright digits, brackets and names of functions beside them are drawn in where they join on.
 */

import { isCore, isFunctionName, relation, share, textSymbols } from './formulaGlyphs.ts';
import { type Line, scriptShare } from './lines.ts';
import { LineView } from './lineView.ts';
import type { Glyph } from './marks.ts';
import { bracketEnd, bracketStart, tokenAt } from './tokens.ts';

export interface LineSpans {
  /** Of glyphs in the line, `end` exclusive, in order, none touching another. */
  readonly formulas: readonly { readonly start: number; readonly end: number }[];
  /** Raised marks of footnotes, authors and citations. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
  /** Its last formula waits for an operand on the next line. */
  readonly isOpen: boolean;
}

/** More than the blank of a relation (5/18 em) with the stretch of its line. */
const relationGap = 0.5;
const touching = 0.12;
const thinSpace = 0.26;

/** `isContinued`: the line before ended within a formula. `notes`: the marks of footnotes on this page. */
export function formulaSpans(line: Line, isContinued = false, notes: ReadonlySet<string> = new Set()): LineSpans {
  const within = new FormulaSearch(line, notes);
  within.core();
  within.scripts();
  if (isContinued) within.operandAt(0);
  within.grow();
  within.dropLoneSymbols();
  return within.result();
}

class FormulaSearch {
  readonly #view: LineView;
  readonly #glyphs: readonly Glyph[];
  readonly #notes: ReadonlySet<string>;
  readonly #is: boolean[];
  readonly #isMark: boolean[];
  /** The blanks around a relation stretch with those between the words of the line. */
  readonly #relationGap: number;

  constructor(line: Line, notes: ReadonlySet<string>) {
    this.#view = new LineView(line);
    this.#glyphs = line.glyphs;
    this.#notes = notes;
    this.#is = line.glyphs.map(() => false);
    this.#isMark = line.glyphs.map(() => false);
    const blanks = this.#view.tokens
      .slice(1)
      .map(({ start }) => this.#view.gapBefore(start))
      .toSorted((a, b) => a - b);
    this.#relationGap = Math.max(relationGap, Math.min(1.2, 0.1 + 1.35 * (blanks[Math.floor(blanks.length / 2)] ?? 0)));
  }

  core(): void {
    const slanted = share(this.#glyphs, ({ font }) => font.isItalic);
    const bold = share(this.#glyphs, ({ font }) => font.isBold);
    this.#glyphs.forEach((glyph, index) => {
      if (isCore(glyph)) this.#is[index] = true;
    });
    // Some papers set their variables in the italic or bold of the text: a single letter among upright words.
    this.#glyphs.forEach(({ font, text }, index) => {
      if (!/^\p{L}$/u.test(text) || this.#isInWord(index)) return;
      // Words by themselves, unless in bold of their own.
      if (/^[aAI]$/.test(text) && !(font.isBold && this.#isAloneInBold(index))) return;
      const isVariable =
        (font.isBold && bold < 0.4) ||
        (font.isItalic && slanted < 0.4 && (text !== text.toUpperCase() || this.#glyphs[index + 1]?.text !== '.'));
      if (isVariable || /^\p{Script=Greek}$/u.test(text)) this.#is[index] = true;
    });
  }

  #isAloneInBold(index: number): boolean {
    const isBold = (at: number) => this.#glyphs[at]?.font.isBold === true && /\p{L}/u.test(this.#view.char(at));
    return !isBold(index - 1) && !isBold(index + 1);
  }

  #isInWord(index: number): boolean {
    const isLetter = (at: number) => /[\p{L}'’]/u.test(this.#view.char(at)) && this.#is[at] !== true;
    const before = this.#view.gapBefore(index) < touching && isLetter(index - 1);
    return before || (this.#view.gapBefore(index + 1) < touching && isLetter(index + 1));
  }

  /** Raised and lowered glyphs, with what they stand at. */
  scripts(): void {
    for (let start = 0; start < this.#glyphs.length; start++) {
      if (!this.#view.isScript(start)) continue;
      let end = start + 1;
      while (end < this.#glyphs.length && this.#view.isScript(end)) end++;
      this.#script(start, end);
      start = end;
    }
  }

  #script(start: number, end: number): void {
    const script = this.#glyphs.slice(start, end);
    const text = script.map((glyph) => glyph.text).join('');
    const hasCore = this.#is.slice(start, end).some(Boolean);
    const isLowered = (script[0]?.y ?? 0) > this.#view.line.y;
    const base = this.#view.gapBefore(start) < 0.3 ? start - 1 : -1;
    const token = base < 0 ? undefined : tokenAt(this.#view.tokens, base);
    const isWord = token !== undefined && /^\p{L}{3,}$/u.test(this.#view.text(token.start, base + 1));
    const joinsFormula = base >= 0 && this.#is[base] === true;
    const isMarkText = /^(?:[\d,a-z∗*†‡§¶‖∥#-]{1,8})$/u.test(text);
    if (
      !joinsFormula &&
      !isLowered &&
      isMarkText &&
      (this.#notes.has(text) || base < 0 || isWord || /[.,;:!?”"’'\]]/u.test(this.#view.char(base)))
    ) {
      for (let index = start; index < end; index++) [this.#isMark[index], this.#is[index]] = [true, false];
      return;
    }
    // 5th, 1st: exact without the raising.
    if (!joinsFormula && !isLowered && /^(?:th|st|nd|rd)$/.test(text)) return;
    for (let index = start; index < end; index++) this.#is[index] = true;
    if (token === undefined || (isWord && !isLowered && !hasCore)) return;
    if (this.#view.char(base) === ')' || this.#view.char(base) === ']') this.#bracketBefore(base);
    else for (let index = this.#view.partStart(token, base); index <= base; index++) this.#is[index] = true;
  }

  /** Draws in what joins on, until nothing does. */
  grow(): void {
    for (let before = -1; before !== this.#count(); ) {
      before = this.#count();
      for (let index = 0; index < this.#glyphs.length; index++) {
        if (this.#is[index] !== true) continue;
        if (this.#is[index + 1] === false) this.#growRight(index);
        if (this.#is[index - 1] === false) this.#growLeft(index);
      }
    }
    this.#closeBrackets();
    this.#aroundFormulas();
  }

  #growRight(last: number): void {
    const next = last + 1;
    if (this.#isMark[next] === true) return;
    const [gap, char] = [this.#view.gapBefore(next), this.#view.char(next)];
    if (gap < 0.3 && this.#view.isScript(next)) this.#is[next] = true;
    else if (gap < touching && /\d/.test(char)) this.#number(next);
    else if (gap < thinSpace && /[([]/.test(char)) this.#bracketAfter(next);
    else if (gap < this.#relationGap && relation.test(this.#view.char(last)) && this.#isJoiningRelation(last)) this.operandAt(next);
    // 0, 1, …, 16 in braces or without: commas of formulas are in their font.
    else if (gap < thinSpace && /^[,;.…]$/.test(this.#view.char(last)) && /\d/.test(char)) this.#number(next);
    else if (gap < this.#relationGap && /^[=+]$/.test(char) && (next + 1 === this.#glyphs.length || this.#isOperand(next + 1))) {
      this.#is[next] = true;
      if (next + 1 < this.#glyphs.length) this.operandAt(next + 1);
    } else if (gap < thinSpace) this.#functionAt(next);
  }

  #growLeft(first: number): void {
    const before = first - 1;
    if (this.#isMark[before] === true) return;
    const [gap, char] = [this.#view.gapBefore(first), this.#view.char(before)];
    if (gap < 0.3 && this.#view.isScript(before)) this.#is[before] = true;
    // A hat or a bar over a letter stands before it.
    else if (gap < -0.1 && /^[\u00a8\u00af\u00b4`ˆ˜˘˙˚ˇ]$/u.test(char)) this.#is[before] = true;
    else if (gap < touching && /\d/.test(char)) this.#numberBefore(before);
    else if (gap < this.#relationGap && relation.test(this.#view.char(first)) && this.#isJoiningRelation(first))
      this.#operandBefore(before);
    else if (gap < this.#relationGap && /^[=+]$/.test(char) && before > 0 && this.#view.gapBefore(before) < this.#relationGap) {
      const [mark] = [this.#is[before - 1] === true || this.#isShortOperand(before - 1)];
      if (mark) {
        this.#is[before] = true;
        this.#operandBefore(before - 1);
      }
    } else if (gap < thinSpace) {
      const token = tokenAt(this.#view.tokens, before);
      if (token !== undefined && isFunctionName(this.#view.text(token.start, first))) this.#mark(token.start, first);
    }
  }

  /** A minus, a relation; not a bar that closes or a slash of text. */
  #isJoiningRelation(index: number): boolean {
    return this.#is[index] === true && !/^[|:]$/.test(this.#view.char(index));
  }

  #isOperand(index: number): boolean {
    if (index >= this.#glyphs.length || this.#view.gapBefore(index) > this.#relationGap) return false;
    return (
      this.#is[index] === true ||
      /[\d([√.]/.test(this.#view.char(index)) ||
      this.#isShortOperand(index) ||
      this.#functionEnd(index) !== undefined
    );
  }

  #isShortOperand(index: number): boolean {
    const token = tokenAt(this.#view.tokens, index);
    return token !== undefined && /^(?:\p{L}|[\d.,]*\d)[.,;:)]*$/u.test(token.text);
  }

  operandAt(index: number): void {
    if (index >= this.#glyphs.length || this.#is[index] === true) return;
    const char = this.#view.char(index);
    if (/\d/.test(char) || (char === '.' && /\d/.test(this.#view.char(index + 1)))) this.#number(index);
    else if (/[([]/.test(char)) this.#bracketAfter(index);
    else if (this.#isShortOperand(index) && /\p{L}/u.test(char)) this.#is[index] = true;
    else this.#functionAt(index);
  }

  #operandBefore(index: number): void {
    if (index < 0 || this.#is[index] === true) return;
    const char = this.#view.char(index);
    if (/\d/.test(char)) this.#numberBefore(index);
    else if (/[)\]]/.test(char)) this.#bracketBefore(index);
    else if (/\p{L}/u.test(char) && (index === 0 || this.#view.gapBefore(index) > touching || this.#is[index - 1] === true))
      this.#is[index] = true;
  }

  #functionAt(index: number): void {
    const end = this.#functionEnd(index);
    if (end !== undefined) this.#mark(index, end);
  }

  /** Behind a function’s name that something is applied to. */
  #functionEnd(index: number): number | undefined {
    const token = tokenAt(this.#view.tokens, index);
    if (token === undefined) return undefined;
    let end = index;
    while (end < token.end && /\p{L}/u.test(this.#view.char(end)) && this.#is[end] !== true) end++;
    if (!isFunctionName(this.#view.text(index, end)) || end >= this.#glyphs.length) return undefined;
    return this.#is[end] === true || this.#view.char(end) === '(' ? end : undefined;
  }

  #number(start: number): void {
    let end = start;
    while (/\d/.test(this.#view.char(end)) || (/[.,]/.test(this.#view.char(end)) && /\d/.test(this.#view.char(end + 1)))) {
      if (end > start && this.#view.gapBefore(end) > touching) break;
      end++;
    }
    this.#mark(start, end);
  }

  #numberBefore(last: number): void {
    let start = last;
    const goesOn = () =>
      /\d/.test(this.#view.char(start - 1)) || (/[.,]/.test(this.#view.char(start - 1)) && /\d/.test(this.#view.char(start - 2)));
    while (start > 0 && this.#view.gapBefore(start) < touching && goesOn()) start--;
    this.#mark(start, last + 1);
  }

  #bracketAfter(open: number): void {
    const end = bracketEnd(this.#glyphs, open);
    if (end === undefined) {
      if (this.#isMathematical(open + 1, this.#glyphs.length)) this.#mark(open, this.#glyphs.length);
    } else if (this.#isMathematical(open + 1, end)) this.#mark(open, end + 1);
  }

  #bracketBefore(close: number): void {
    const start = bracketStart(this.#glyphs, close);
    if (start === undefined || !this.#isMathematical(start + 1, close)) return;
    this.#mark(start, close + 1);
    const name = tokenAt(this.#view.tokens, start - 1);
    if (name !== undefined && this.#view.gapBefore(start) < touching && isFunctionName(this.#view.text(name.start, start)))
      this.#mark(name.start, start);
  }

  /** Nothing between them is a word. */
  #isMathematical(start: number, end: number): boolean {
    for (let index = start; index < end; ) {
      if (this.#is[index] === true || !/\p{L}/u.test(this.#view.char(index))) {
        index++;
        continue;
      }
      let to = index;
      while (
        to < end &&
        this.#is[to] !== true &&
        /\p{L}/u.test(this.#view.char(to)) &&
        (to === index || this.#view.gapBefore(to) < touching)
      )
        to++;
      if (to - index > 1 && !isFunctionName(this.#view.text(index, to))) return false;
      index = to;
    }
    return true;
  }

  /** A bracket that was opened within a formula and is closed behind it, and the reverse. */
  #closeBrackets(): void {
    for (const { start, end } of this.#runs(this.#is)) {
      let depth = 0;
      for (let index = start; index < end; index++) {
        if (/[([]/.test(this.#view.char(index))) depth++;
        else if (/[)\]]/.test(this.#view.char(index))) depth--;
      }
      const close = this.#glyphs.findIndex((glyph, index) => index >= end && /[)\]]/.test(glyph.text));
      if (depth > 0 && close >= 0 && this.#isMathematical(end, close)) this.#mark(end, close + 1);
      const open = this.#glyphs.findLastIndex((glyph, index) => index < start && /[([]/.test(glyph.text));
      if (depth < 0 && open >= 0 && this.#isMathematical(open, start)) this.#mark(open, start);
    }
  }

  /** Brackets around nothing but a formula are its own, and so is a name that touches them. */
  #aroundFormulas(): void {
    for (const { start, end } of this.#runs(this.#is)) {
      const [open, close] = [start - 1, end];
      if (!/^[([]$/.test(this.#view.char(open)) || !/^[)\]]$/.test(this.#view.char(close))) continue;
      if (this.#view.gapBefore(start) > thinSpace || this.#view.gapBefore(end) > thinSpace) continue;
      this.#mark(open, close + 1);
      let name = open;
      while (name > 0 && this.#view.gapBefore(name) < touching && /\p{L}/u.test(this.#view.char(name - 1))) name--;
      this.#mark(name, open);
    }
    for (let index = 0; index < this.#glyphs.length; index++)
      if (this.#is[index] === true && this.#is[index + 1] === false) this.#growRight(index);
  }

  /** A bullet, a dagger or a brace alone is no formula. */
  dropLoneSymbols(): void {
    for (const { start, end } of this.#runs(this.#is)) {
      if (!this.#glyphs.slice(start, end).every(({ text, size }) => textSymbols.test(text) && size >= scriptShare * this.#view.em))
        continue;
      const joinsLetters = [start - 1, end].some((at) => {
        const gap = this.#view.gapBefore(Math.max(at, start));
        return gap < touching && /[\p{L}\d]/u.test(this.#view.char(at));
      });
      const text = this.#view.text(start, end);
      if (start === 0 || joinsLetters || !/^[<>·~∗*|]$/u.test(text)) this.#is.fill(false, start, end);
    }
  }

  result(): LineSpans {
    const formulas: { start: number; end: number }[] = [];
    for (const run of this.#runs(this.#is)) {
      const last = formulas.at(-1);
      if (last !== undefined && last.end === run.start) last.end = run.end;
      else formulas.push({ ...run });
    }
    const end = formulas.at(-1);
    const lastChar = this.#view.char(this.#glyphs.length - 1);
    const isOpen = end !== undefined && end.end === this.#glyphs.length && (relation.test(lastChar) || /^[([,]$/.test(lastChar));
    return { formulas, marks: this.#runs(this.#isMark), isOpen };
  }

  #runs(is: readonly boolean[]): { start: number; end: number }[] {
    const runs: { start: number; end: number }[] = [];
    for (let index = 0; index < is.length; index++) {
      if (is[index] !== true) continue;
      const last = runs.at(-1);
      const isNear = last !== undefined && last.end === index && this.#view.gapBefore(index) < 1.2;
      if (isNear) last.end = index + 1;
      else runs.push({ start: index, end: index + 1 });
    }
    return runs;
  }

  #mark(start: number, end: number): void {
    for (let index = Math.max(0, start); index < Math.min(end, this.#is.length); index++) this.#is[index] = true;
  }

  #count(): number {
    return this.#is.filter(Boolean).length;
  }
}
