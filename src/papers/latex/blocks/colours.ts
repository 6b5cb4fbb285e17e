/** Colours of letters and of what they stand on: words in the colour of their ground are told of and left out. */
import { grouped } from '../gullet.ts';
import type { Lexer } from '../lexer.ts';
import type { Handler, Reader } from '../reader.ts';
import { isAtEnd, isOver } from '../sources.ts';
import type { Colour } from '../style.ts';
import { isCommand, type Token, texOf, wordOf } from '../token.ts';
import { within } from './styles.ts';

const page: Colour = [1, 1, 1];
const ownNames = new WeakMap<Reader, Map<string, Colour>>();

function namesOf(reader: Reader): Map<string, Colour> {
  const names = ownNames.get(reader) ?? new Map<string, Colour>();
  ownNames.set(reader, names);
  return names;
}

const usual: Readonly<Record<string, Colour>> = {
  ...{ white: page, bg: page, background: page, black: [0, 0, 0], red: [1, 0, 0], green: [0, 1, 0], blue: [0, 0, 1], yellow: [1, 1, 0] },
  ...{ cyan: [0, 1, 1], magenta: [1, 0, 1], gray: [0.5, 0.5, 0.5], darkgray: [0.25, 0.25, 0.25], lightgray: [0.75, 0.75, 0.75] },
};

/** As the packages color and xcolor write it: `[rgb]{1,1,1}`, `white!99`, `red!20!white`. Undefined: not known. */
function colourOf(reader: Reader, model: string, text: string): Colour | undefined {
  if (model === '' || model === 'named') return mixed(reader, text);
  if (model === 'HTML') {
    const pairs = text
      .replace('#', '')
      .match(/[\da-f]{2}/gi)
      ?.map((pair) => Number.parseInt(pair, 16) / 255);
    return pairs?.length === 3 ? threeOf(pairs) : undefined;
  }
  const numbers = text.split(',').map(Number);
  const [first = 0, second = 0, third = 0, fourth = 0] = numbers;
  if (numbers.some(Number.isNaN)) return undefined;
  switch (model) {
    case 'rgb':
      return [first, second, third];
    case 'RGB':
      return [first / 255, second / 255, third / 255];
    case 'gray':
      return [first, first, first];
    case 'Gray':
      return [first / 15, first / 15, first / 15];
    case 'cmy':
    case 'cmyk':
      return threeOf([first, second, third].map((part) => Math.max(0, 1 - part - fourth)));
    case 'hsb':
      // Only greys are told for sure.
      return second < 0.05 ? [third, third, third] : undefined;
    default:
      return undefined;
  }
}

function threeOf([first = 0, second = 0, third = 0]: readonly number[]): Colour {
  return [first, second, third];
}

function mixed(reader: Reader, text: string): Colour | undefined {
  const named = (name: string): Colour | undefined => namesOf(reader).get(name) ?? (Object.hasOwn(usual, name) ? usual[name] : undefined);
  const [first = '', ...rest] = text.split('!').map((part) => part.trim());
  // Without a package, colours were given as numbers as well.
  if (/^(?:#?fff(?:fff)?|(?:1(?:\.0*)?\s*,\s*){2}1(?:\.0*)?|(?:255\s*,\s*){2}255|0\s*,\s*0\s*,\s*0\s*,\s*0)$/i.test(text)) return page;
  let colour = named(first);
  for (let at = 0; at < rest.length && colour !== undefined; at += 2) {
    const part = Number(rest[at]) / 100;
    const other = rest[at + 1] === undefined ? page : named(rest[at + 1] ?? '');
    if (Number.isNaN(part) || other === undefined) return undefined;
    colour = threeOf(colour.map((value, index) => value * part + (other[index] ?? 0) * (1 - part)));
  }
  return colour;
}

/** `[model]{colour}`, read. */
function read(reader: Reader): Colour | undefined {
  const model = wordOf(reader.gullet.bracketed() ?? []);
  return colourOf(reader, model, reader.gullet.word());
}

export type Ink = { readonly letters?: Colour | 'unknown'; readonly ground?: Colour | 'unknown' };

export function inkNamed(reader: Reader, name: string): Colour | 'unknown' {
  return mixed(reader, name.trim()) ?? 'unknown';
}

export function setInk(reader: Reader, ink: Ink): void {
  const { hidden, ...style } = { ...reader.style, ...ink };
  const { letters = [0, 0, 0], ground = page } = style;
  const isUnseen = isLike(letters, ground);
  const now = hidden === undefined || hidden === 'white' ? (isUnseen ? 'white' : undefined) : hidden;
  reader.setStyle({ ...style, ...(now === undefined ? {} : { hidden: now }) });
}

function isLike(letters: Colour | 'unknown', ground: Colour | 'unknown'): boolean {
  if (letters === 'unknown' || ground === 'unknown') return false;
  return letters.every((part, index) => Math.abs(part - (ground[index] ?? 0)) < 0.063);
}

/** Without the white that is seen on a ground of another colour; undefined: all of it has the colour of its ground, or is hidden otherwise. */
export function seenFormula(reader: Reader, tokens: readonly Token[]): readonly Token[] | undefined {
  const { hidden, ground = page } = reader.style;
  if (hidden !== undefined && hidden !== 'white') return undefined;
  const isOnPage = isLike(page, ground);
  const seen: Token[] = [];
  let hasOwn = hidden === undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'command' && /^(?:text)?color$/.test(token.text)) {
      const [said, model = '', name = ''] =
        /^\\[a-z]+ ?(?:\[([^\]]*)\])?\{([^{}]*)\}/.exec(texOf(tokens.slice(at, at + mostOfColour))) ?? [];
      const colour = said === undefined ? undefined : colourOf(reader, model, name);
      if (!isLike(colour ?? 'unknown', ground)) hasOwn = true;
      if (colour !== undefined && !isOnPage && isLike(colour, page)) {
        at += tokens.slice(at).findIndex(({ kind }) => kind === 'end');
        continue;
      }
    }
    if (token !== undefined) seen.push(token);
  }
  return hasOwn ? seen : undefined;
}

/** Tokens. */
const mostOfColour = 60;

/** A formula with the name of white where it has the paper’s own name of it. */
export function withNamedWhite(reader: Reader, tex: string): string {
  return tex.replaceAll(/(\\(?:text)?color\s*)\{\s*([^{}]{1,60}?)\s*\}/g, (whole, command: string, text: string) => {
    const colour = mixed(reader, text);
    return text !== 'white' && colour?.every((part) => part > 0.937) === true ? `${command}{white}` : whole;
  });
}

/** A cell’s or a row’s, read to its end. */
export function groundHere(reader: Reader): void {
  const ground = read(reader) ?? 'unknown';
  reader.gullet.bracketed();
  reader.gullet.bracketed();
  setInk(reader, { ground });
}

/** Of a row whose turn it is, and of a column, what `>{…}` says of colours; a row’s own ground lies above that of its columns. */
export function inkOfCell(tokens: readonly Token[], hasOwnGround: boolean): readonly Token[] {
  const ink: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== 'command' || !/^(?:color|columncolor|cellcolor)$/.test(token.text)) continue;
    const end = tokens.slice(at).findIndex(({ kind }) => kind === 'end');
    if (end < 0) return ink;
    if (!hasOwnGround || token.text === 'color') ink.push(...tokens.slice(at, at + end + 1));
    at += end;
  }
  return ink;
}

const cellColours = new WeakMap<Lexer, boolean>();

/** Asked for each cell, of a file that may be large. */
function hasCellColours(file: Lexer): boolean {
  const known = cellColours.get(file) ?? file.text.includes('cellcolor');
  cellColours.set(file, known);
  return known;
}

/** The colour of a cell that is only said behind its words. */
export function groundBehind(reader: Reader, isEnd: (token: Token) => boolean): readonly Token[] {
  const { gullet } = reader;
  if (gullet.openFile === undefined || !hasCellColours(gullet.openFile)) return [];
  const back = gullet.here();
  const read: Token[] = [];
  let depth = 0;
  for (;;) {
    const token = gullet.next();
    if (isOver(token) || (depth === 0 && isEnd(token))) {
      back(token === undefined || isAtEnd(token) ? read : [...read, token], isAtEnd(token));
      const at = read.findIndex((one) => isCommand(one, 'cellcolor'));
      return at < 0 ? [] : inkOfCell(read.slice(at), false);
    }
    if (token.kind === 'begin' || isCommand(token, 'begin')) depth++;
    if (token.kind === 'end' || isCommand(token, 'end')) depth--;
    read.push(token);
  }
}

function boxed(frames: number): Handler {
  return (reader) => {
    const { gullet } = reader;
    let ground: Colour | 'unknown' = 'unknown';
    for (let left = frames; left >= 0; left--) ground = read(reader) ?? 'unknown';
    within(reader, gullet.argument(), () => setInk(reader, { ground }));
  };
}

function define(reader: Reader): void {
  const { gullet } = reader;
  const name = gullet.word();
  const colour = colourOf(reader, gullet.word(), gullet.word());
  if (colour === undefined) namesOf(reader).delete(name);
  else namesOf(reader).set(name, colour);
}

export const colourCommands: Readonly<Record<string, Handler>> = {
  color: (reader) => setInk(reader, { letters: read(reader) ?? 'unknown' }),
  textcolor: (reader) => {
    const letters = read(reader) ?? 'unknown';
    within(reader, grouped(reader.gullet.argument()), () => setInk(reader, { letters }));
  },
  definecolor: define,
  providecolor: define,
  colorlet: (reader) => {
    const { gullet } = reader;
    gullet.bracketed();
    const name = gullet.word();
    const model = wordOf(gullet.bracketed() ?? []);
    const colour = colourOf(reader, model, gullet.word());
    if (colour !== undefined) namesOf(reader).set(name, colour);
  },
  colorbox: boxed(0),
  fcolorbox: boxed(1),
  pagecolor: (reader) => setInk(reader, { ground: read(reader) ?? 'unknown' }),
  cellcolor: groundHere,
  columncolor: groundHere,
  rowcolors: (reader) => {
    const { gullet } = reader;
    gullet.star();
    gullet.bracketed();
    for (let left = 3; left > 0; left--) gullet.argument();
    reader.setStyle({ ...reader.style, hasColouredRows: true });
  },
};
