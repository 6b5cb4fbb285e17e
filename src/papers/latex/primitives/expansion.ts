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
    // `\catcode`\@=11`: only what papers do with it.
    const read: Token[] = [];
    for (let left = 12; left > 0; left--) {
      const token = gullet.next();
      if (token === undefined || token.kind === 'space' || isCommand(token, 'relax') || isCommand(token, 'active')) break;
      read.push(token);
      if (/^\d+$/.test(read.slice(-1)[0]?.text ?? '') && !/^\d$/.test(gullet.peek()?.text ?? '')) break;
    }
    const of = read[1]?.text;
    const value = read
      .slice(2)
      .map(({ text }) => text)
      .join('')
      .replace('=', '');
    if (of !== undefined && value === '11') gullet.categories.set(of, 'letter');
    if (of !== undefined && (value === '12' || value === '13')) gullet.categories.set(of, value === '12' ? 'other' : 'active');
  },
};
