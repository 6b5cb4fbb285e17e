/** Boxes and shifts that keep words from being seen: scaled to nothing, beside the page, as phantoms, or saved and never used. */

import { hasSentence } from '../../../base/hiddenText.ts';
import type { HiddenText } from '../../../base/origin.ts';
import { type Inline, plainText } from '../../document.ts';
import { grouped } from '../gullet.ts';
import type { Handler, Reader } from '../reader.ts';
import { shown } from '../style.ts';
import { type Token, texOf, wordOf } from '../token.ts';
import { within } from './styles.ts';

const unitPt: Readonly<Record<string, number>> = {
  ...{ pt: 1, bp: 1, sp: 1 / 65_536, pc: 12, mm: 2.845, cm: 28.45, in: 72.27, em: 10, ex: 4.3, dd: 1.07, cc: 12.84 },
  ...{
    '\\textwidth': 345,
    '\\linewidth': 345,
    '\\columnwidth': 345,
    '\\hsize': 345,
    '\\paperwidth': 600,
    '\\textheight': 550,
    '\\paperheight': 800,
  },
};
/** Behind the edge of any page. */
const farPt = 500;
/** Smaller than any letter that is read. */
const tinyPt = 2;

/** `-90cm`, `0.1\textwidth`; undefined where it cannot be told. */
function points(length: string): number | undefined {
  const [, number, unit] = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)?)\s*(?:true\s*)?([a-z]{2}|\\[a-z]+)\b/.exec(length) ?? [];
  const factor = unit === undefined ? undefined : unitPt[unit];
  if (number === undefined || factor === undefined) return undefined;
  return (number === '' || number === '+' ? 1 : number === '-' ? -1 : Number(number)) * factor;
}

function hide(reader: Reader, tokens: readonly Token[], kind: HiddenText['kind'] | undefined): void {
  if (kind === undefined) reader.gullet.push(grouped(tokens));
  else within(reader, tokens, () => reader.setStyle({ ...reader.style, hidden: kind }));
}

function show(reader: Reader, way: HiddenText['kind']): void {
  reader.setStyle(shown(reader.style, way));
}

/** Under two points nobody reads it. */
function fontSize(reader: Reader): void {
  const size = Number.parseFloat(reader.gullet.word());
  reader.gullet.argument();
  if (size < tinyPt) reader.setStyle({ ...reader.style, hidden: 'tiny' });
  else show(reader, 'tiny');
}

function scaled(reader: Reader): void {
  const scales = [Number.parseFloat(reader.gullet.word()), Number.parseFloat(wordOf(reader.gullet.bracketed() ?? []))];
  hide(reader, reader.gullet.argument(), scales.some((scale) => Math.abs(scale) < 0.2) ? 'tiny' : undefined);
}

function resized(reader: Reader): void {
  reader.gullet.star();
  const sides = [reader.gullet.word(), reader.gullet.word()].map((side) => points(side) ?? 99);
  hide(reader, reader.gullet.argument(), sides.some((side) => side < tinyPt) ? 'tiny' : undefined);
}

function raised(reader: Reader): void {
  const { gullet } = reader;
  const shift = points(gullet.word()) ?? 0;
  gullet.bracketed();
  gullet.bracketed();
  hide(reader, gullet.argument(), Math.abs(shift) > farPt ? 'off-page' : undefined);
}

function phantom(reader: Reader): void {
  hide(reader, reader.gullet.argument(), 'invisible');
}

/** Words behind a wide step to the left stand beside the page, until the line ends or a step leads back. */
export function stepped(reader: Reader, length: string): void {
  const step = points(length) ?? 0;
  if (step < -farPt && reader.style.hidden === undefined) reader.setStyle({ ...reader.style, hidden: 'off-page' });
  else if (step > farPt) show(reader, 'off-page');
}

function opacity(reader: Reader): 'invisible' | undefined {
  return Number.parseFloat(reader.gullet.word()) < 0.06 ? 'invisible' : undefined;
}

interface Box {
  readonly tokens: readonly Token[];
  /** Of an environment, which was read where it stands. */
  readonly content: readonly Inline[];
  readonly isBody: boolean;
  isUsed: boolean;
}

const boxes = new WeakMap<Reader, Map<string, Box>>();

function boxesOf(reader: Reader): Map<string, Box> {
  const saved = boxes.get(reader) ?? new Map<string, Box>();
  boxes.set(reader, saved);
  return saved;
}

function save(reader: Reader, name: string, tokens: readonly Token[], content: readonly Inline[] = []): void {
  const before = boxesOf(reader).get(name);
  if (before !== undefined) tell(reader, before);
  boxesOf(reader).set(name, { tokens, content, isBody: reader.isBody, isUsed: false });
}

function tell(reader: Reader, { tokens, content, isBody, isUsed }: Box): void {
  if (isUsed || !isBody) return;
  const words = `${texOf(tokens)}${plainText(content)}`
    .replaceAll(/\\[A-Za-z]+|[{}]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (hasSentence(words)) reader.record.warnings.push({ kind: 'hidden-text', hidden: { kind: 'invisible', excerpt: words.slice(0, 200) } });
}

/** At the end of the paper. */
export function tellUnused(reader: Reader): void {
  for (const box of boxesOf(reader).values()) tell(reader, box);
}

function use(reader: Reader, name: string): void {
  const box = boxesOf(reader).get(name);
  if (box === undefined) return;
  // What holds itself would never end.
  const isFirst = !box.isUsed || !texOf(box.tokens).includes('box');
  box.isUsed = true;
  if (isFirst) reader.gullet.push(grouped(box.tokens));
  for (const inline of box.content) reader.inline(inline);
}

/** `0` or `\mybox`, with an equals sign behind it or not. */
function register(reader: Reader): string {
  const { gullet } = reader;
  let name = '';
  for (;;) {
    const token = gullet.peek();
    if (token === undefined) return name;
    const isName = token.kind === 'command' && name === '' && !/^[hv]box$|^vtop$/.test(token.text);
    if (!isName && !(token.kind === 'other' && /^\d$/.test(token.text) && !name.startsWith('\\'))) return name;
    gullet.next();
    name += token.kind === 'command' ? `\\${token.text}` : token.text;
  }
}

/** `\setbox0=\hbox to 3cm{…}` */
function setBox(reader: Reader): void {
  const { gullet } = reader;
  const name = register(reader);
  for (let left = 24; left > 0; left--) {
    const token = gullet.peek();
    if (token === undefined || token.kind === 'begin' || isOther(token)) break;
    gullet.next();
  }
  if (gullet.peek()?.kind === 'begin') save(reader, name, gullet.argument());
}

function isOther(token: Token): boolean {
  return token.kind === 'command' && !/^(?:[hv]box|vtop|hsize|textwidth|linewidth)$/.test(token.text);
}

const reused: Handler = (reader) => use(reader, register(reader));

/** `\raise9cm\hbox{…}`, `\moveleft9cm\vbox{…}` */
const moved: Handler = (reader) => {
  const { gullet } = reader;
  let length = '';
  for (let left = 16; left > 0 && points(length) === undefined; left--) {
    const token = gullet.peek();
    if (token === undefined || token.kind === 'begin' || (token.kind === 'command' && /box$/.test(token.text))) break;
    gullet.next();
    length += token.kind === 'command' ? `\\${token.text}` : token.text;
  }
  gullet.skipSpaces();
  const box = gullet.peek();
  if (box?.kind !== 'command' || !/^[hv]box$/.test(box.text) || Math.abs(points(length) ?? 0) <= farPt) return;
  gullet.next();
  hide(reader, gullet.argument(), 'off-page');
};

export const boxEnvironments: Readonly<Record<string, Handler>> = {
  lrbox: (reader, name) => {
    const box = texOf(reader.gullet.argument()).trim();
    const { content } = reader.captureUntil((_, ended) => ended === name || ended === 'document', reader.context);
    save(reader, box, [], content);
  },
};

export const boxCommands: Readonly<Record<string, Handler>> = {
  fontsize: fontSize,
  scalebox: scaled,
  resizebox: resized,
  raisebox: raised,
  raise: moved,
  lower: moved,
  moveleft: moved,
  moveright: moved,
  phantom,
  hphantom: phantom,
  vphantom: phantom,
  hspace: (reader) => {
    reader.gullet.star();
    stepped(reader, reader.gullet.word());
  },
  transparent: (reader) => {
    const kind = opacity(reader);
    if (kind === undefined) show(reader, 'invisible');
    else reader.setStyle({ ...reader.style, hidden: kind });
  },
  texttransparent: (reader) => {
    const kind = opacity(reader);
    hide(reader, reader.gullet.argument(), kind);
  },
  savebox: (reader) => {
    const name = texOf(reader.gullet.argument()).trim();
    reader.gullet.bracketed();
    reader.gullet.bracketed();
    save(reader, name, reader.gullet.argument());
  },
  sbox: (reader) => {
    const name = texOf(reader.gullet.argument()).trim();
    save(reader, name, reader.gullet.argument());
  },
  usebox: (reader) => use(reader, texOf(reader.gullet.argument()).trim()),
  setbox: setBox,
  box: reused,
  copy: reused,
  unhbox: reused,
  unhcopy: reused,
  unvbox: reused,
  unvcopy: reused,
};
