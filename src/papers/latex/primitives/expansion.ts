/** Commands that only say in which order, how often or whether something is read. */
import type { Gullet, Primitive } from '../gullet.ts';
import { command, isCommand, type Token } from '../token.ts';
import { csname } from './conditionals.ts';

function expandAfter(gullet: Gullet): void {
  const first = gullet.next();
  const second = gullet.next();
  if (second !== undefined && !gullet.expand(second)) gullet.push([second]);
  if (first !== undefined) gullet.push([first]);
}

function ifNext(gullet: Gullet): void {
  const [wanted] = gullet.argument();
  const [yes, no] = [gullet.argument(), gullet.argument()];
  gullet.skipSpaces();
  const next = gullet.peek();
  gullet.push(wanted !== undefined && next?.text === wanted.text && next.kind === wanted.kind ? yes : no);
}

/** A blank where the next is a word: what `\xspace` prints. */
function xspace(gullet: Gullet): void {
  if (gullet.isMath) return;
  // An opening or closing brace right behind it belongs to the caller: `{\eg}` and `\eg{}`.
  const next = gullet.peek();
  if (next === undefined || next.kind === 'begin' || next.kind === 'end' || next.kind === 'space' || next.kind === 'active') return;
  if (next.kind === 'other' && /[.,'’/?;:!~\-)\]]/.test(next.text)) return;
  if (next.kind === 'command' && /^(?:[ /\\]|xspace|par|footnote|footnotemark|bgroup|egroup|space)$/.test(next.text)) return;
  gullet.push([{ kind: 'space', text: ' ' }]);
}

function ensureMath(gullet: Gullet): void {
  const tokens = gullet.argument();
  const dollar: Token = { kind: 'math', text: '$' };
  gullet.push(gullet.isMath ? tokens : [dollar, ...tokens, dollar]);
}

/** `\providetext{a}{b}`: one of two arguments. */
const firstOf = (gullet: Gullet): void => {
  const [first] = [gullet.argument(), gullet.argument()];
  gullet.push(first);
};

/** A name, and behind it in parentheses what stands in braces. */
function call(gullet: Gullet): void {
  const name = gullet.argument();
  if (gullet.peek()?.kind !== 'begin') gullet.push(name);
  else gullet.push([...name, { kind: 'other', text: '(' }, ...gullet.argument(), { kind: 'other', text: ')' }]);
}

/** The code of a character, or one that is assigned: `` `\} ``, `12`, `"7D`, `\active`, with an equals sign before it or not; undefined where it is said otherwise. */
function codeOf(gullet: Gullet): number | undefined {
  gullet.skipSpaces();
  let token = gullet.peek();
  if (token?.kind === 'other' && token.text === '=') {
    gullet.next();
    gullet.skipSpaces();
    token = gullet.peek();
  }
  if (isCommand(token, 'active')) {
    gullet.next();
    return 13;
  }
  const base = token?.text === '"' ? 16 : token?.text === "'" ? 8 : 10;
  if (token?.text === '`') {
    gullet.next();
    const code = gullet.next()?.text.codePointAt(0) ?? 0;
    const isControl = code === 94 && gullet.peek()?.text === '^';
    if (!isControl) return passBlank(gullet, code);
    gullet.next();
    return passBlank(gullet, (gullet.next()?.text.codePointAt(0) ?? 0) ^ 64);
  }
  if (base !== 10) gullet.next();
  let digits = '';
  while (/^[\dA-F]$/.test(gullet.peek()?.text ?? '') && !Number.isNaN(Number.parseInt(gullet.peek()?.text ?? '', base)))
    digits += gullet.next()?.text;
  const code = Number.parseInt(digits, base);
  return code <= lastCharacter ? passBlank(gullet, code) : undefined;
}

const lastCharacter = 0x10_ff_ff;

/** TeX reads one blank behind a number. */
function passBlank(gullet: Gullet, code: number): number {
  if (gullet.peek()?.kind === 'space') gullet.next();
  return code;
}

function passCodes(gullet: Gullet): void {
  codeOf(gullet);
  codeOf(gullet);
}

export const expansion: Readonly<Record<string, Primitive>> = {
  'practicum@call': call,
  expandafter: expandAfter,
  csname: (gullet) => gullet.push([command(csname(gullet))]),
  noexpand: () => {},
  unexpanded: (gullet) => gullet.passOn(),
  protect: () => {},
  relax: () => {},
  empty: () => {},
  '@empty': () => {},
  xspace,
  ensuremath: ensureMath,
  '@ifnextchar': ifNext,
  '@ifstar': (gullet) => {
    const [yes, no] = [gullet.argument(), gullet.argument()];
    gullet.push(gullet.star() ? yes : no);
  },
  '@firstofone': (gullet) => gullet.passOn(),
  '@firstoftwo': firstOf,
  '@secondoftwo': (gullet) => {
    gullet.argument();
  },
  '@gobble': (gullet) => {
    gullet.argument();
  },
  '@gobbletwo': (gullet) => {
    gullet.argument();
    gullet.argument();
  },
  '@ne': (gullet) => gullet.push([{ kind: 'other', text: '1' }]),
  '@namedef': (gullet) => gullet.push([command('def'), command(gullet.word())]),
  '@nameuse': (gullet) => gullet.push([command(gullet.word())]),
  string: (gullet) => {
    const token = gullet.next();
    if (token !== undefined)
      gullet.push([...(token.kind === 'command' ? `\\${token.text}` : token.text)].map((text) => ({ kind: 'other', text })));
  },
  number: () => {},
  texorpdfstring: firstOf,
  endinput: (gullet) => gullet.lexer?.finish(),
  bgroup: (gullet) => gullet.push([{ kind: 'begin', text: '{' }]),
  egroup: (gullet) => gullet.push([{ kind: 'end', text: '}' }]),
  lowercase: (gullet) => gullet.passOn(),
  uppercase: (gullet) => gullet.passOn(),
  AtBeginDocument: (gullet) => gullet.passOn(),
  AtEndDocument: (gullet) => {
    gullet.argument();
  },
  catcode: (gullet) => {
    const of = codeOf(gullet);
    const value = of === undefined ? undefined : codeOf(gullet);
    if (of === undefined || value === undefined) return;
    const character = String.fromCodePoint(of);
    // Blanks and ends of lines stay what they are.
    if (!/\s|\0/.test(character)) gullet.categories.setByCode(character, value);
  },
  ...Object.fromEntries(['lccode', 'uccode', 'sfcode', 'mathcode', 'delcode'].map((name) => [name, passCodes])),
};
