/** `\if…`: which part of a paper is its text. What cannot be decided is taken as false, as an undefined switch is. */
import type { Gullet, Primitive } from '../gullet.ts';
import { isHeading } from '../runaway.ts';
import { isAtEnd } from '../sources.ts';
import { isCommand, type Token, wordOf } from '../token.ts';

const tests: Readonly<Record<string, (gullet: Gullet) => boolean>> = {
  iftrue: () => true,
  iffalse: () => false,
  ifmmode: (gullet) => gullet.isMath,
  ifx: (gullet) => {
    const [a, b] = [gullet.next(), gullet.next()];
    return a !== undefined && b !== undefined && meaningOf(gullet, a) === meaningOf(gullet, b);
  },
  if: (gullet) => areAlike(gullet, 'text'),
  ifcat: (gullet) => areAlike(gullet, 'kind'),
  ifnum: (gullet) => comparison(gullet),
  ifdim: (gullet) => comparison(gullet),
  ifodd: (gullet) => readNumber(gullet) % 2 !== 0,
  ifdefined: (gullet) => {
    const token = gullet.next();
    return token !== undefined && isDefined(gullet, token.text);
  },
  ifcsname: (gullet) => isDefined(gullet, csname(gullet)),
  ifpdf: () => true,
  ifvmode: () => false,
  ifhmode: () => true,
  ifinner: () => false,
  ifxetex: () => false,
  ifluatex: () => false,
  ifXeTeX: () => false,
  ifLuaTeX: () => false,
  ifPDFTeX: () => true,
  ifvoid: () => true,
  ifeof: () => true,
};

function areAlike(gullet: Gullet, by: 'text' | 'kind'): boolean {
  const [left, right] = [gullet.nextExpanded(), gullet.nextExpanded()];
  return left?.[by] === right?.[by];
}

function isDefined(gullet: Gullet, name: string): boolean {
  return gullet.meanings.macro(name) !== undefined || gullet.isPrimitive(name);
}

function meaningOf(gullet: Gullet, token: Token): string {
  const macro = gullet.macroOf(token);
  if (macro !== undefined) return JSON.stringify([macro.pattern, macro.optional, macro.body.map(({ kind, text }) => [kind, text])]);
  if (token.kind === 'command') return gullet.isPrimitive(token.text) || token.isOriginal ? `\\${token.text}` : `undefined \\${token.text}`;
  return `${token.kind} ${token.text}`;
}

function comparison(gullet: Gullet): boolean {
  const left = readNumber(gullet);
  gullet.skipSpaces();
  const relation = gullet.nextExpanded()?.text;
  const right = readNumber(gullet);
  return relation === '<' ? left < right : relation === '>' ? left > right : left === right;
}

/** A number as TeX reads one; what is none counts as 0. */
export function readNumber(gullet: Gullet): number {
  let text = '';
  gullet.skipSpaces();
  for (;;) {
    const token = gullet.nextExpanded();
    if (token === undefined) break;
    if (token.kind === 'other' && /[\d.+-]/.test(token.text)) text += token.text;
    else if (token.kind === 'other' && token.text === '`') return gullet.next()?.text.codePointAt(0) ?? 0;
    else if (token.kind === 'letter' && text !== '' && /[a-z]/.test(token.text)) continue;
    else {
      if (token.kind !== 'space' && !isCommand(token, 'relax')) gullet.push([token]);
      break;
    }
  }
  return Number(text) || 0;
}

/** The name up to `\endcsname`. */
export function csname(gullet: Gullet): string {
  const read: Token[] = [];
  for (;;) {
    const token = gullet.nextExpanded();
    if (token === undefined || isCommand(token, 'endcsname')) return wordOf(read);
    read.push(token);
  }
}

function isConditional(gullet: Gullet, token: Token): boolean {
  if (token.kind !== 'command' || !token.text.startsWith('if')) return false;
  return token.text in tests || gullet.switches.has(token.text.slice(2));
}

const leftOpen = 'No \\fi ends what is left out: it was taken to end with its paragraph, from the \\if or \\else';

/** Passes over what is not chosen; whether it ended at `\else`. */
function skipBranch(gullet: Gullet, mayElse: boolean): 'else' | 'fi' {
  const { where } = gullet;
  const goOn = gullet.bookmark();
  const read: Token[] = [];
  for (let depth = 0; ; ) {
    const token = gullet.next();
    // In a list that was pushed, nothing behind its end belongs to the branch.
    if (isAtEnd(token) || token.kind === 'mark') {
      const end = read.findIndex((one) => isCommand(one, 'par') || isHeading(one));
      if (!isAtEnd(token)) gullet.push([token]);
      else if (gullet.styleFiles === 0 && gullet.mayGoBack() && end >= 0) goOn(read, end, true);
      const place = gullet.line(where);
      gullet.tell(`${leftOpen} in ${place}. Put in the missing \\fi.`, { kind: 'branch', place });
      return 'fi';
    }
    read.push(token);
    if (depth === 0 && isCommand(token, 'fi')) return 'fi';
    if (depth === 0 && mayElse && (isCommand(token, 'else') || isCommand(token, 'or'))) return 'else';
    if (isConditional(gullet, token)) depth++;
    if (isCommand(token, 'fi')) depth--;
  }
}

function choose(gullet: Gullet, holds: boolean): void {
  if (!holds) skipBranch(gullet, true);
}

/** etoolbox and ifthen, whose branches are arguments. */
function branches(gullet: Gullet, holds: boolean): void {
  const [yes, no] = [gullet.argument(), gullet.argument()];
  gullet.push(holds ? yes : no);
}

function ifthen(gullet: Gullet): void {
  const test = wordOf(gullet.argument()).replaceAll(/\s+/g, ' ');
  const equal = /^\\equal\s*(.*)$/.exec(test);
  const named = /^\\boolean\s*(\w+)$/.exec(test)?.[1];
  const compared = /^(-?\d+)\s*([<>=])\s*(-?\d+)$/.exec(test);
  if (named !== undefined) {
    branches(gullet, gullet.switches.get(named) ?? false);
    return;
  }
  if (compared !== null) {
    const [, left, relation, right] = compared;
    branches(
      gullet,
      relation === '<' ? Number(left) < Number(right) : relation === '>' ? Number(left) > Number(right) : Number(left) === Number(right),
    );
    return;
  }
  gullet.doubts.push(
    `Which part of “\\ifthenelse{${(equal?.[0] ?? test).slice(0, 60)}}” is printed could not be decided; the second was taken.`,
  );
  branches(gullet, false);
}

function ifCase(gullet: Gullet): void {
  for (let left = readNumber(gullet); left > 0; left--) if (skipBranch(gullet, true) === 'fi') return;
}

export function conditionalFor(gullet: Gullet, name: string): boolean {
  const switched = gullet.switches.get(name.slice(2));
  if (!name.startsWith('if') || switched === undefined) return false;
  choose(gullet, switched);
  return true;
}

/** `\footrue`, `\foofalse` of `\newif\iffoo`. */
export function switchFor(gullet: Gullet, name: string): boolean {
  const [, base, value] = /^(.*?)(true|false)$/.exec(name) ?? [];
  if (base === undefined || !gullet.switches.has(base)) return false;
  gullet.switches.set(base, value === 'true');
  return true;
}

export const conditionals: Readonly<Record<string, Primitive>> = {
  ...Object.fromEntries(Object.entries(tests).map(([name, test]) => [name, (gullet: Gullet) => choose(gullet, test(gullet))])),
  ifcase: ifCase,
  else: (gullet) => {
    skipBranch(gullet, false);
  },
  or: (gullet) => {
    skipBranch(gullet, false);
  },
  fi: () => {},
  ifthenelse: ifthen,
  newboolean: (gullet) => gullet.switches.set(gullet.word(), false),
  newtoggle: (gullet) => gullet.switches.set(gullet.word(), false),
  setboolean: (gullet) => gullet.switches.set(gullet.word(), gullet.word() === 'true'),
  booltrue: (gullet) => gullet.switches.set(gullet.word(), true),
  boolfalse: (gullet) => gullet.switches.set(gullet.word(), false),
  toggletrue: (gullet) => gullet.switches.set(gullet.word(), true),
  togglefalse: (gullet) => gullet.switches.set(gullet.word(), false),
  ifbool: (gullet) => branches(gullet, gullet.switches.get(gullet.word()) ?? false),
  iftoggle: (gullet) => branches(gullet, gullet.switches.get(gullet.word()) ?? false),
  ifdef: (gullet) => branches(gullet, isDefined(gullet, gullet.argument()[0]?.text ?? '')),
  ifstrequal: (gullet) => {
    const [left, right] = [wordOf(gullet.argument()), wordOf(gullet.argument())];
    branches(gullet, left === right);
  },
  ifblank: (gullet) => branches(gullet, wordOf(gullet.argument()) === ''),
  IfBooleanTF: (gullet) => branches(gullet, isCommand(gullet.argument()[0], 'BooleanTrue')),
  IfNoValueTF: (gullet) => branches(gullet, isCommand(gullet.argument()[0], 'NoValue')),
  IfValueTF: (gullet) => branches(gullet, !isCommand(gullet.argument()[0], 'NoValue')),
  IfFileExists: (gullet) => {
    gullet.argument();
    branches(gullet, false);
  },
  '@ifundefined': (gullet) => branches(gullet, !isDefined(gullet, gullet.word())),
  '@ifpackageloaded': (gullet) => {
    gullet.argument();
    branches(gullet, false);
  },
};
