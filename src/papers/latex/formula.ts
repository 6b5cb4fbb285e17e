/**
 * One formula from a gullet: its tokens as they were written, with only the paper’s own macros resolved. Where TeX would hand a macro
 * to a command as one argument, its meaning gets the braces that keep it one.
 */
import { endOfOwn, type Gullet, grouped, mostNested } from './gullet.ts';
import {
  argumentCount,
  dropped,
  endOfArguments,
  isSameDisplay,
  renamed,
  takesPlain,
  takesWords,
  withArgument,
  within,
} from './mathNames.ts';
import { endsFormula } from './runaway.ts';
import { isAtEnd } from './sources.ts';
import { beginGroup, characters, command, endGroup, isCommand, type Token, wordOf } from './token.ts';

/** What stands in a formula and is no part of it. */
export type FormulaMark =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'tag'; readonly tag: readonly Token[] }
  | { readonly kind: 'no-number' }
  | { readonly kind: 'words-between'; readonly words: readonly Token[] };

export interface MarkToken extends Token {
  readonly kind: 'mark';
  readonly mark: FormulaMark;
}

export function markOf(token: Token): FormulaMark | undefined {
  return 'mark' in token ? (token as MarkToken).mark : undefined;
}

export interface CollectedFormula {
  readonly tokens: readonly Token[];
  /** Why it cannot be exactly what the paper has. */
  readonly problem?: string;
}

const neverClosed = 'the formula is never closed';

interface Frame {
  readonly closes: 'group' | 'environment' | 'dollar';
  readonly name: string;
  readonly isText: boolean;
  /** Arguments that a command in it still waits for. */
  pending: number;
  /** The next group is words. */
  textNext: boolean;
  isPlainNext: boolean;
}

function frame(closes: Frame['closes'], name: string, isText: boolean): Frame {
  return { closes, name, isText, pending: 0, textNext: false, isPlainNext: false };
}

/** Reads until `isEnd` says so of a token at the formula’s own level; that token is passed over. */
export function collectFormula(gullet: Gullet, isEnd: (token: Token) => boolean, environment?: string): CollectedFormula {
  const collector = new Collector(gullet, isEnd, environment);
  const { runaways, isMath: wasMath } = gullet;
  gullet.isMath = true;
  gullet.formulas++;
  const depth = gullet.meanings.depth;
  const problem = collector.run() ?? (gullet.runaways > runaways ? 'its braces do not match' : undefined);
  while (gullet.meanings.depth > depth) gullet.meanings.closeGroup();
  gullet.isMath = wasMath;
  gullet.formulas--;
  return { tokens: collector.out, ...(problem === undefined ? {} : { problem }) };
}

class Collector {
  readonly out: Token[] = [];
  readonly #gullet: Gullet;
  readonly #isEnd: (token: Token) => boolean;
  readonly #environment: string | undefined;
  readonly #frames: Frame[] = [frame('environment', '', false)];
  #problem: string | undefined;
  /** Where the first blank line stands: a formula that is never closed has ended there. */
  #blank: { readonly goBack: () => void; readonly length: number } | undefined;
  /** Of the paper’s own environments, begun in it. */
  #own = 0;

  constructor(gullet: Gullet, isEnd: (token: Token) => boolean, environment: string | undefined) {
    this.#gullet = gullet;
    this.#isEnd = isEnd;
    this.#environment = environment;
  }

  get #frame(): Frame {
    return this.#frames.at(-1) ?? frame('group', '', false);
  }

  run(): string | undefined {
    const gullet = this.#gullet;
    for (;;) {
      gullet.isMath = !this.#frame.isText;
      const token = gullet.next();
      if (isAtEnd(token)) return this.#neverClosed([]);
      if (this.#frames.length === 1 && this.#isEnd(token)) return this.#problem;
      // A blank line cannot stand in a formula: the paper has forgotten to close it.
      if (isCommand(token, 'par') && this.#environment === undefined && !this.#frame.isText) {
        gullet.push([token]);
        return neverClosed;
      }
      if (isCommand(token, 'par')) this.#passBlank();
      if (endsFormula(token) && gullet.macroOf(token) === undefined) return this.#neverClosed([token]);
      if (this.#resolve(token)) continue;
      if (token.kind === 'command') {
        if (this.#command(token) === 'ended') return this.#problem;
      } else if (this.#character(token) === 'ended') return this.#problem;
    }
  }

  #passBlank(): void {
    const { lexer } = this.#gullet;
    if (this.#blank !== undefined || lexer === undefined) return;
    const goOn = this.#gullet.bookmark();
    this.#blank = { goBack: () => goOn([], 0, this.#gullet.openFile !== lexer), length: this.out.length };
  }

  /** What stands behind the first blank line is read again, as words; `met` where there was none. */
  #neverClosed(met: readonly Token[]): string {
    if (this.#blank === undefined) this.#gullet.push(met);
    else {
      this.#blank.goBack();
      this.#gullet.push([command('par')]);
      this.out.length = this.#blank.length;
    }
    this.#problem = neverClosed;
    return neverClosed;
  }

  /** Macros of the paper and primitives. */
  #resolve(token: Token): boolean {
    const gullet = this.#gullet;
    const macro = gullet.macroOf(token);
    if (macro === undefined) return (token.kind === 'command' || token.kind === 'active') && gullet.expand(token);
    if (gullet.isEndless(token.text)) {
      this.#problem ??= `uses \\${token.text}, which never ends`;
      return true;
    }
    const { leftOut } = gullet;
    const body = gullet.expansion(macro, token.text);
    if (gullet.leftOut > leftOut) this.#problem ??= `uses \\${token.text}, which never ends`;
    const before = this.#lastPrinted();
    if (this.#frame.pending > 0 && !this.#frame.isPlainNext)
      gullet.push(body.length === 1 && body[0]?.kind !== 'space' ? body : grouped(body));
    else if (before?.kind === 'superscript' || before?.kind === 'subscript') gullet.push(this.#asScript(body));
    else gullet.push(body);
    return true;
  }

  #lastPrinted(): Token | undefined {
    return this.out.findLast(({ kind }) => kind !== 'mark' && kind !== 'space');
  }

  /** A script takes one token; a command with its arguments is held together, and the rest stays outside as TeX has it. */
  #asScript(body: readonly Token[]): readonly Token[] {
    const start = body.findIndex(({ kind }) => kind !== 'space');
    const first = body[start];
    if (first?.kind !== 'command') return body;
    const end = endOfArguments(body, start + 1, argumentCount(first.text));
    return end === start + 1 ? body : [...grouped(body.slice(start, end)), ...body.slice(end)];
  }

  #character(token: Token): 'ended' | undefined {
    const { kind } = token;
    if (kind === 'begin') {
      this.#gullet.meanings.openGroup();
      this.out.push(token);
      const { textNext, isText, isPlainNext } = this.#frame;
      this.#frames.push(frame('group', '', (isText || textNext) && !isPlainNext));
      return undefined;
    }
    if (kind === 'end') {
      if (this.#frame.closes !== 'group') {
        this.#problem ??= 'its braces do not match';
        if (this.#frames.length > 1) return undefined;
        this.#gullet.push([token]);
        return 'ended';
      }
      this.#gullet.meanings.closeGroup();
      this.#frames.pop();
      this.out.push(token);
      this.#argumentRead();
      return undefined;
    }
    if (kind === 'math') {
      if (this.#frame.closes === 'dollar') this.#frames.pop();
      else if (this.#frame.isText) this.#frames.push(frame('dollar', '', false));
      else this.#problem ??= 'a $ stands within it';
    }
    if (kind === 'parameter') this.#problem ??= 'a parameter of a macro stands in it';
    this.out.push(token);
    if (kind !== 'space' && kind !== 'mark' && kind !== 'superscript' && kind !== 'subscript') this.#argumentRead();
    return undefined;
  }

  #argumentRead(): void {
    const top = this.#frame;
    if (top.pending > 0) top.pending--;
    if (top.pending === 0) top.textNext = false;
    top.isPlainNext = false;
  }

  #command(token: Token): 'ended' | undefined {
    const gullet = this.#gullet;
    const name = token.text;
    switch (name) {
      case 'begin':
        return this.#begin();
      case 'end':
        return this.#end();
      case 'label':
        this.#mark({ kind: 'label', label: wordOf(gullet.argument()) });
        return undefined;
      case 'tag': {
        const isBare = gullet.star();
        const tag = gullet.argument();
        this.#mark({ kind: 'tag', tag: isBare ? [{ kind: 'mark', text: '*' }, ...tag] : tag });
        return undefined;
      }
      case 'nonumber':
      case 'notag':
      case 'IEEEnonumber':
        this.#mark({ kind: 'no-number' });
        return undefined;
      case 'intertext':
      case 'shortintertext':
        if (this.#frames.length > 1) this.#problem ??= `words stand within a row of it (\\${name})`;
        this.#mark({ kind: 'words-between', words: gullet.argument() });
        return undefined;
      case 'ref':
      case 'eqref':
      case 'cref':
      case 'Cref':
      case 'autoref':
        this.#words(name, wordOf(gullet.argument()));
        return undefined;
      case 'cite':
      case 'citep':
      case 'citet': {
        const [first, second] = [gullet.bracketed(), gullet.bracketed()];
        const keys = wordOf(gullet.argument()).split(',');
        const [before, after] = second === undefined ? [[], first ?? []] : [first ?? [], second];
        this.#words(name, JSON.stringify([wordOf(before), wordOf(after), ...keys.map((key) => key.trim())]));
        return undefined;
      }
      case 'footnote':
      case 'footnotetext':
      case 'thanks':
        gullet.bracketed();
        gullet.argument();
        gullet.doubts.push('A footnote within a formula was left out.');
        return undefined;
      case 'footnotemark':
        gullet.bracketed();
        return undefined;
      case 'par':
        return undefined;
      case endOfOwn:
        // Of one that was begun before the formula, which then has not ended.
        if (this.#own === 0) {
          this.#neverClosed([token]);
          return 'ended';
        }
        this.#own--;
        return undefined;
    }
    if (name === `end${this.#frames.length > 1 ? this.#frame.name : this.#environment}` && name !== 'end') {
      gullet.push(grouped([{ kind: 'other', text: name.slice(3) }]));
      return this.#end();
    }
    // Sizes of words, and the font that they have anyway.
    if (this.#frame.isText && /^(?:normalfont|selectfont|small|footnotesize|scriptsize|normalsize|tiny|large)$/.test(name))
      return undefined;
    if (dropped.has(name)) {
      gullet.bracketed();
      return undefined;
    }
    if (withArgument.has(name)) {
      gullet.star();
      gullet.argument();
      return undefined;
    }
    this.#print(token);
    return undefined;
  }

  #print(token: Token): void {
    const gullet = this.#gullet;
    const starred = token.text === 'operatorname' && gullet.star();
    const name = starred ? 'operatorname*' : (renamed[token.text] ?? token.text);
    const count = argumentCount(name);
    const before = this.#lastPrinted();
    if (count > 0 && (before?.kind === 'superscript' || before?.kind === 'subscript') && name !== 'sqrt' && !starred) {
      const given = Array.from({ length: count }, () => grouped(gullet.argument())).flat();
      // Read again, now within braces of its own.
      gullet.push(grouped([{ kind: 'command', text: name, isOriginal: true }, ...given]));
      return;
    }
    if (count === 0 && this.#frame.pending > 0) this.#argumentRead();
    this.out.push(token.isSpaced === true ? { kind: 'command', text: name, isSpaced: true } : { kind: 'command', text: name });
    if (takesPlain(name)) {
      this.#frame.isPlainNext = true;
      return;
    }
    if (count === 0) return;
    // An argument that itself takes arguments is one when those are read.
    this.#frame.pending = Math.max(0, this.#frame.pending - 1) + count;
    this.#frame.textNext = takesWords(name);
    if (name === 'sqrt' || name.startsWith('x')) this.#optional();
  }

  #optional(): void {
    const given = this.#gullet.bracketed();
    if (this.#gullet.formulas > mostNested) this.#problem ??= 'it is nested too deep';
    if (given === undefined || this.#gullet.formulas > mostNested) return;
    const mark: Token = { kind: 'mark', text: 'optional' };
    this.#gullet.push([mark]);
    this.#gullet.push(given);
    const inner = collectFormula(this.#gullet, (token) => token === mark, '');
    this.#problem ??= inner.problem;
    this.out.push({ kind: 'other', text: '[' }, ...inner.tokens, { kind: 'other', text: ']' });
  }

  #mark(mark: FormulaMark): void {
    this.out.push({ kind: 'mark', text: mark.kind, mark } as MarkToken);
  }

  /** Numbers of what is referred to are known only at the end of the paper. */
  #words(name: string, key: string): void {
    const words: Token = { kind: 'other', text: `\ue001${name} ${key}\ue002` };
    this.out.push(...(this.#frame.isText ? [words] : [{ kind: 'command', text: 'text' } as const, beginGroup, words, endGroup]));
    this.#argumentRead();
  }

  #begin(): 'ended' | undefined {
    const gullet = this.#gullet;
    const name = wordOf(gullet.argument());
    const own = gullet.meanings.environment(name);
    if (own !== undefined) {
      this.#own++;
      gullet.beginEnvironment(name, own);
      return undefined;
    }
    // The next of its kind: this one was not closed.
    if (this.#environment !== undefined && isSameDisplay(name, this.#environment)) {
      this.#neverClosed([command('begin'), ...grouped(characters(name))]);
      return 'ended';
    }
    this.out.push({ kind: 'command', text: 'begin' }, beginGroup, { kind: 'other', text: within[name] ?? name }, endGroup);
    this.#frames.push(frame('environment', name, false));
    if (/^(?:array|subarray|alignedat|alignat|tabular)\*?$/.test(name)) this.#columns(name);
    return undefined;
  }

  /** The columns of an array are no formula. */
  #columns(name: string): void {
    const gullet = this.#gullet;
    const position = gullet.bracketed();
    // KaTeX has no position of an array within its line; it is about looks.
    if (position !== undefined && name.startsWith('alignedat'))
      this.out.push({ kind: 'other', text: '[' }, ...position, { kind: 'other', text: ']' });
    const columns = gullet.argument();
    this.out.push(beginGroup, ...columns, endGroup);
  }

  #end(): 'ended' | undefined {
    const gullet = this.#gullet;
    const name = wordOf(gullet.argument());
    const own = gullet.meanings.environment(name);
    if (own !== undefined) {
      gullet.push([...gullet.expansion({ pattern: [], body: own.end }, name), command(endOfOwn)]);
      return undefined;
    }
    const top = this.#frame;
    if (this.#frames.length > 1 && top.closes === 'environment' && top.name === name) {
      this.#frames.pop();
      this.out.push({ kind: 'command', text: 'end' }, beginGroup, { kind: 'other', text: within[name] ?? name }, endGroup);
      this.#argumentRead();
      return undefined;
    }
    if (this.#frames.length > 1 || name !== this.#environment) {
      const end = [command('end'), ...grouped(characters(name))];
      if (name !== this.#environment && this.#blank !== undefined) this.#neverClosed(end);
      else {
        this.#problem ??=
          name === this.#environment ? 'something in it is never closed' : `\\end{${name}} stands in it without its beginning`;
        if (name !== this.#environment) gullet.push(end);
      }
    }
    return 'ended';
  }
}
