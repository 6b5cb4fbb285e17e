/**
 * Tokens of the paper with its own macros resolved: files and pushed lists on a stack, arguments as TeX reads them, and the commands
 * that only define, choose or expand (`primitives/`), which never reach a reader.
 */
import { Endless } from './endless.ts';
import { type Environment, type Macro, Meanings } from './meanings.ts';
import type { Mistake } from './mistakes.ts';
import { endOfRunaway, isHeading, isRunaway } from './runaway.ts';
import { type Continue, isAtEnd, isOver, Sources, type Where } from './sources.ts';
import { beginGroup, characters, command, endGroup, type Token, trimmed, wordOf } from './token.ts';

/** Executed where it is met, in text and in formulas alike. */
export type Primitive = (gullet: Gullet, name: string) => void;

/** What expands to more than this never ends. */
const maxExpansions = 400_000;
const maxDepth = 2_000;
/** Of groups, environments, commands with words and formulas within each other: people nest a dozen. The stack bears five times as many. */
export const mostNested = 150;
/** So often what never ends is left out, and read to the end of a file to know; a paper that has more of it was not written by people. */
const mostEndless = 10;
const mostRunaways = 20;
const longRunaway = 5_000;
const mostExpanded = 200_000;

export class Gullet extends Sources {
  readonly meanings = new Meanings(() => this.categories.kept());
  /** Switches of `\newif`. */
  readonly switches = new Map<string, boolean>();
  readonly doubts: string[] = [];
  isMath = false;
  /** Within each other. */
  formulas = 0;
  /** What was never closed so far. */
  runaways = 0;
  /** Definitions of a style file do not replace what the reader itself understands. */
  styleFiles = 0;
  readonly #primitives: ReadonlyMap<string, Primitive>;
  readonly #endless: Endless;
  /** Hears at once what is told with its place. */
  tell: (message: string, mistake?: Mistake) => void = (message) => void this.doubts.push(message);
  /** Braces that were taken to be closed before what closes them may stand. */
  leftOpen = 0;
  /** What was left out since it never ends. */
  leftOut = 0;
  #expansions = 0;
  #within = 0;
  #isDeepTold = false;
  /** Ends that were looked for and not found, of what then was none. */
  #looks = 0;

  readonly #otherwise: (gullet: Gullet, name: string) => boolean;

  /** `otherwise` does what a name means that is no fixed one: a switch of `\newif`. */
  constructor(primitives: ReadonlyMap<string, Primitive>, otherwise: (gullet: Gullet, name: string) => boolean) {
    super();
    this.#primitives = primitives;
    this.#otherwise = otherwise;
    this.#endless = new Endless(this.meanings, (name) => primitives.has(name));
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
    if (macro !== undefined && this.isEndless(token.text)) return true;
    if (macro !== undefined) {
      this.push(this.expansion(macro, token.text));
      return true;
    }
    const primitive = token.kind === 'command' ? this.#primitives.get(token.text) : undefined;
    if (primitive === undefined) return token.kind === 'command' && this.#otherwise(this, token.text);
    if (this.#within > mostNested) this.#tellDeep(token.text);
    else {
      this.#within++;
      primitive(this, token.text);
      this.#within--;
    }
    return true;
  }

  #tellDeep(name: string): void {
    if (this.#isDeepTold) return;
    this.#isDeepTold = true;
    this.tell(`\\${name} is nested more than ${mostNested} deep in ${this.line()}; what stands further in was passed over. Nest it less.`);
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
    if (this.#expansions > maxExpansions || this.depth > maxDepth) {
      this.#leaveOut(name);
      return [];
    }
    const from = this.where;
    const given = macro.xparse === undefined ? this.#matched(macro, name) : this.#xparse(macro.xparse);
    this.place(from);
    return substitute(macro.body, given);
  }

  /** Whether the macro can be seen never to end; it is told of, and what stands behind it is read. */
  isEndless(name: string): boolean {
    if (!this.#endless.has(name)) return false;
    this.tell(`\\${name} never ends, for what it stands for holds it again; it was left out. Mend its definition.`, {
      kind: 'endless',
      place: `\\${name}`,
    });
    return true;
  }

  /** What was read of something that never ends is dropped, back to what waits for its own end or to the file. */
  #leaveOut(name: string): void {
    this.leftOut++;
    this.#expansions = 0;
    if (this.leftOut > mostEndless) {
      this.tell(`\\${name} and others never end; the rest of the paper was left out. Mend their definitions.`);
      this.endAll();
      return;
    }
    this.tell(`\\${name} never ends; what it stands for was read in part. Mend its definition.`, { kind: 'endless', place: `\\${name}` });
    this.dropLists();
  }

  #matched(macro: Macro, name: string): readonly (readonly Token[])[] {
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
        given.push(this.#delimited(name, delimiters));
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

  #delimited(of: string, delimiters: readonly Token[]): readonly Token[] {
    const { where } = this;
    const goOn = this.bookmark();
    const read: Token[] = [];
    let depth = 0;
    for (;;) {
      const token = this.next();
      if (isOver(token) || this.#isTooLong(read)) return this.#cutShort(of, where, goOn, read, token);
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

  /** An argument: a group’s content, or one token. */
  argument(): readonly Token[] {
    return this.#argument(false);
  }

  /** An argument of words or a name: neither a section nor half of an environment stands in it. */
  shortArgument(): readonly Token[] {
    return this.#argument(true);
  }

  #argument(isShort: boolean): readonly Token[] {
    this.skipSpaces();
    const of = this.lastCommand;
    const token = this.next();
    if (token === undefined) return [];
    if (token.kind === 'end') {
      this.push([token]);
      return [];
    }
    // A paragraph ends no argument of `\newcommand`, but it is none.
    return token.kind === 'begin' ? this.braced(of, isShort) : [token];
  }

  /** An argument is read as if its braces were not there; deep within others of its kind they stay, for it is copied each time. */
  passOn(before: readonly Token[] = []): void {
    this.push(this.depth < mostNested ? [...before, ...this.argument()] : before);
  }

  /** What is left of an argument whose opening brace was read. Where it is never closed, what cannot be meant is read behind it. */
  braced(of: string, isShort = false): readonly Token[] {
    const { where } = this;
    const goOn = this.bookmark();
    const read: Token[] = [];
    for (let depth = 1; ; ) {
      const token = this.next();
      if (token?.kind === 'begin') depth++;
      if (token?.kind === 'end') depth--;
      if (depth === 0 && !(isShort && isRunaway(read))) return read;
      if (!isOver(token) && depth > 0 && !this.#isTooLong(read)) read.push(token);
      else return this.#cutShort(of, where, goOn, read, token);
    }
  }

  /** What can be meant of an argument that never ends, or ends too late; `met`: where that was seen. */
  #cutShort(of: string, where: Where, goOn: Continue, read: readonly Token[], met: Token | undefined): readonly Token[] {
    const hasEnded = isAtEnd(met);
    const all = hasEnded ? read : [...read, met];
    const kept = endOfRunaway(read);
    goOn(all, kept, hasEnded);
    this.runaways++;
    this.leftOpen++;
    const place = `\\${of} in ${this.line(where)}`;
    this.tell(`The argument of ${place} is never closed; it was taken to end with its paragraph. Put in the missing }.`, {
      kind: 'argument',
      place,
    });
    return trimmed(read.slice(0, kept));
  }

  /** Whether the file is read again from where something began that never ends. */
  mayGoBack(): boolean {
    return ++this.#looks <= mostRunaways;
  }

  #isTooLong(read: readonly Token[]): boolean {
    return this.runaways + this.#looks > mostRunaways && read.length > longRunaway;
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
    const back = this.here();
    const skipped: Token[] = [];
    for (;;) {
      const token = this.next();
      if (isAtEnd(token)) {
        back(skipped, true);
        return undefined;
      }
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
      // What no bracket closes is no option: it is read as it stands.
      if (isOver(token) || isHeading(token) || this.#isTooLong(read)) {
        this.#looks++;
        back([...skipped.slice(0, 1), { kind: 'other', text: open }, ...read, ...(isAtEnd(token) ? [] : [token])], isAtEnd(token));
        return undefined;
      }
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
    const back = this.here();
    const token = this.next();
    if (token?.kind === 'other' && token.text === '*') return true;
    if (token !== undefined) back([token]);
    return false;
  }

  /** A name, a number, a path: an argument in which macros are resolved. */
  word(): string {
    return wordOf(this.expanded(this.shortArgument())).replaceAll(/\s+/g, ' ');
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
      if (read.length < mostExpanded) read.push(token);
      else {
        this.tell('What a macro stands for grows without end; it was left out. Mend its definition.');
        read.length = 0;
        this.dropLists();
      }
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

/** Behind the end of an environment of the paper’s own. */
export const endOfOwn = 'practicum@endof';

export function endOfEnvironment(name: string): readonly Token[] {
  return [command('end'), ...grouped(characters(name))];
}
