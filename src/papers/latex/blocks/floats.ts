/** Figures and tables with their captions, and what stands beside the text as they do. */
import { defined } from '../../../base/defined.ts';
import type { AlgorithmLine, Inline, Place, Table } from '../../document.ts';
import { asLetter } from '../counters.ts';
import type { Handler, Reader } from '../reader.ts';
import { joined } from '../record.ts';
import { wordOf } from '../token.ts';
import { countingSection } from './sections.ts';

export interface Float {
  readonly kind: 'figure' | 'table' | 'algorithm' | 'listing';
  readonly anchor: string;
  caption: readonly Inline[];
  number: string | undefined;
  readonly images: string[];
  readonly tables: Table['rows'][];
  readonly lines: AlgorithmLine[];
  /** Of subfigures so far. */
  parts: number;
  readonly isPart: boolean;
  /** Set with its caption: how much stood before that. */
  captioned?: { readonly tables: number; readonly images: number };
  /** Others in the same environment, each with a caption of its own. */
  readonly beside?: Float[];
}

const open = new WeakMap<Reader, Float[]>();

export function floatsOf(reader: Reader): Float[] {
  const floats = open.get(reader) ?? [];
  open.set(reader, floats);
  return floats;
}

const prefixes = { figure: 'F', table: 'T', algorithm: 'alg', listing: 'LST' } as const;

/** Whether what follows up to `\end{name}` has a caption: a float without one has no number. */
export function hasCaption(reader: Reader, name: string): boolean {
  const lexer = reader.gullet.openFile;
  if (lexer === undefined) return true;
  // The last token may have been read only to see whether there are options.
  const { file, start } = reader.gullet.where;
  const from = file === lexer.file ? start : lexer.at;
  const end = lexer.text.indexOf(`\\end{${name}}`, from);
  // None holds a section: that one is never closed.
  const body = lexer.text
    .slice(from, end < 0 ? lexer.text.length : end)
    .replace(/\n\s*\\(?:sub)*section\b[\s\S]*/, '')
    .replaceAll(/(?<!\\)%.*/g, '');
  // A caption within a subfigure is that one’s own.
  const own = body.replaceAll(/\\begin\{(subfigure|subtable|minipage)\}(?:(?!\\begin\{\1\})[\s\S])*?\\end\{\1\}/g, (part, kind: string) =>
    kind === 'minipage' ? part : '',
  );
  return /\\(?:caption|captionof|topcaption|tablecaption)(?![A-Za-z])|\\\w*[cC]aption/.test(own);
}

export function openFloat(reader: Reader, kind: Float['kind'], name: string): Float {
  const { counters, record } = reader;
  const isCaptioned = hasCaption(reader, name);
  if (isCaptioned) counters.step(kind);
  const section = countingSection(reader);
  const prefix = prefixes[kind];
  const id =
    kind === 'algorithm' || kind === 'listing'
      ? isCaptioned
        ? `${prefix}${counters.value(kind)}`
        : `${prefix}x${record.count('', `${prefix}x`)}`
      : isCaptioned
        ? `${section}.${prefix}${counters.value(kind)}`
        : joined(record.section ?? section, `${kind === 'figure' ? 'fig' : 'tab'}${record.count(record.section ?? section, kind)}`);
  const anchor = record.unique(id);
  const number = isCaptioned ? reader.printed(kind) : undefined;
  const float: Float = { kind, anchor, caption: [], number, images: [], tables: [], lines: [], parts: 0, isPart: false, beside: [] };
  floatsOf(reader).push(float);
  return float;
}

export function float(kind: 'figure' | 'table' | 'algorithm'): Handler {
  return (reader, name) => {
    const start = reader.place();
    reader.gullet.bracketed();
    if (/^(?:wrapfigure|wraptable|SCfigure|SCtable|floatingfigure)/.test(name)) {
      if (name.startsWith('SC')) reader.gullet.bracketed();
      else {
        reader.gullet.argument();
        reader.gullet.bracketed();
        reader.gullet.argument();
      }
    }
    const opened = openFloat(reader, kind, name);
    const before = reader.target;
    reader.target = { anchor: opened.anchor, number: opened.number ?? '', kind };
    const words = readFloat(reader, opened, () => reader.body(name));
    reader.target = before;
    const place = reader.placeFrom(start);
    put(reader, opened, words, place);
    for (const other of opened.beside ?? []) put(reader, other, [], place);
  };
}

/** What is printed in a float beside its tables and pictures. */
export function readFloat(reader: Reader, opened: Float, read: () => void): readonly Inline[] {
  const { content } = capturing(reader, opened.anchor, read);
  floatsOf(reader).pop();
  return content;
}

export function capturing(reader: Reader, id: string, read: () => void): { readonly content: readonly Inline[] } {
  const [out, captured, style] = [reader.out, reader.captured, reader.style];
  reader.out = new (out.constructor as new () => typeof out)();
  reader.captured = id;
  read();
  const content = reader.out.take();
  reader.out = out;
  reader.captured = captured;
  reader.setStyle(style);
  return { content };
}

function put(reader: Reader, opened: Float, words: readonly Inline[], place: Place): void {
  const { record } = reader;
  const { anchor, kind, caption, number, images, tables } = opened;
  const numbered = defined({ number });
  const [first, ...rest] = tables;
  const isEmpty = words.every((inline) => inline.kind === 'text' && /^[\s\p{P}]*$/u.test(inline.text));
  const { lines } = opened;
  if (kind === 'algorithm' || lines.length > 0) {
    const all = lines.length === 0 && !isEmpty ? [{ anchor: `${anchor}.l1`, indent: 0, content: words }] : lines;
    record.addBeside(anchor, { kind: 'algorithm', caption, lines: all, ...numbered }, place);
    return;
  }
  // A table of pictures is a figure; a picture of a table is one as well, and says so by having an image.
  if (kind === 'table' && first !== undefined) record.addBeside(anchor, { kind: 'table', caption, rows: first, ...numbered }, place);
  else record.addBeside(anchor, { kind: 'figure', caption, images, ...numbered }, place);
  const others = kind === 'table' ? rest : tables;
  for (const rows of others)
    record.addBeside(record.unique(`${anchor}.t${record.count(anchor, 't')}`), { kind: 'table', caption: [], rows }, place);
  if (!isEmpty) record.addBeside(record.unique(`${anchor}.p${record.count(anchor, 'p')}`), { kind: 'paragraph', content: words }, place);
}

function caption(reader: Reader, name: string): void {
  const { gullet } = reader;
  const kind = name === 'captionof' ? gullet.word() : undefined;
  const isStarred = gullet.star();
  gullet.bracketed();
  const tokens = gullet.shortArgument();
  const open = floatsOf(reader).at(-1);
  const current = open === undefined || isStarred || name === 'subcaption' ? open : captionedAnew(reader, open, kind);
  if (current === undefined) {
    outside(reader, kind, tokens);
    return;
  }
  // LaTeXML reads it once for the list of figures and once for the page.
  const twice = tokens.filter((token) => token.kind === 'math').length >> 1;
  for (let left = twice; left > 0; left--) reader.record.count(current.anchor, 'm');
  const read = reader.capture(tokens, current.anchor);
  current.caption = current.caption.length === 0 ? read : [...current.caption, { kind: 'text', text: ' ' }, ...read];
  current.captioned ??= { tables: current.tables.length, images: current.images.length };
}

/** A second caption in one environment, of what stands beside the first: a float with the next number. */
function captionedAnew(reader: Reader, first: Float, named: string | undefined): Float {
  const kind = named === 'table' || named === 'figure' ? named : first.kind;
  const before = first.captioned ?? (kind === first.kind ? undefined : { tables: 0, images: 0 });
  if (before === undefined || first.isPart || first.beside === undefined || first.kind === 'algorithm') return first;
  const { counters, record } = reader;
  counters.step(kind);
  const anchor = record.unique(`${countingSection(reader)}.${prefixes[kind]}${counters.value(kind)}`);
  const number = reader.printed(kind);
  // Where captions stand below, what came since the last one belongs to this one.
  const isBelow = before.tables + before.images > 0;
  const next: Float = {
    ...first,
    kind,
    anchor,
    number,
    caption: [],
    tables: isBelow ? first.tables.splice(before.tables) : [],
    images: isBelow ? first.images.splice(before.images) : [],
    lines: [],
    parts: 0,
  };
  delete next.captioned;
  first.beside.push(next);
  floatsOf(reader).splice(-1, 1, next);
  reader.target = { anchor, number, kind };
  return next;
}

/** `\captionof` in a minipage or a center: what it captions is not marked as a float. */
function outside(reader: Reader, kind: string | undefined, tokens: Parameters<Reader['capture']>[0]): void {
  const { counters, record } = reader;
  const named = kind === 'table' ? 'table' : 'figure';
  counters.step(named);
  const anchor = record.unique(`${countingSection(reader)}.${prefixes[named]}${counters.value(named)}`);
  const number = reader.printed(named);
  reader.target = { anchor, number, kind: named };
  if (named === 'table') record.looseCaptions.add(anchor);
  record.addBeside(anchor, { kind: 'figure', caption: reader.capture(tokens, anchor), images: [], number }, reader.place());
}

function part(reader: Reader, read: (anchor: string) => readonly Inline[] | undefined): void {
  const outer = floatsOf(reader).at(-1);
  const start = reader.place();
  if (outer === undefined) {
    read(reader.context);
    return;
  }
  outer.parts++;
  const anchor = reader.record.unique(`${outer.anchor}.sf${outer.parts}`);
  const number = asLetter(outer.parts, false);
  const inner: Float = { kind: outer.kind, anchor, caption: [], number, images: [], tables: [], lines: [], parts: 0, isPart: true };
  const before = reader.target;
  reader.target = { anchor, number: `${outer.number ?? ''}${number}`, kind: outer.kind };
  floatsOf(reader).push(inner);
  const words = readFloat(reader, inner, () => {
    const said = read(anchor);
    if (said !== undefined) inner.caption = said;
  });
  reader.target = before;
  put(reader, inner, words, reader.placeFrom(start));
}

function subfigure(reader: Reader, name: string): void {
  reader.gullet.bracketed();
  reader.gullet.bracketed();
  reader.gullet.bracketed();
  reader.gullet.argument();
  part(reader, () => {
    reader.body(name);
    return undefined;
  });
}

function subfloat(reader: Reader): void {
  const { gullet } = reader;
  const first = gullet.bracketed();
  const second = gullet.bracketed();
  const tokens = gullet.argument();
  part(reader, (anchor) => {
    // The label stands in the caption or in the body.
    const said = reader.capture(second ?? first ?? [], anchor);
    for (const inline of reader.capture(tokens, anchor)) reader.inline(inline);
    return said;
  });
}

function image(reader: Reader): void {
  const start = reader.place();
  reader.gullet.star();
  reader.gullet.bracketed();
  reader.gullet.bracketed();
  const path = wordOf(reader.gullet.expanded(reader.gullet.argument())).replaceAll('"', '');
  const float = floatsOf(reader).at(-1);
  if (float !== undefined) float.images.push(path);
  else if (path !== '' && reader.isBody && reader.captured === undefined) picture(reader, path, start);
}

/** One outside of figures belongs to the paragraph that it stands in, or is one. */
function picture(reader: Reader, path: string, start: Place): void {
  const { record } = reader;
  const para = record.para(start);
  const anchor = record.unique(joined(para, `g${record.count(para, 'g')}`));
  record.addBeside(anchor, { kind: 'figure', caption: [], images: [path] }, reader.placeFrom(start));
}

export const floatCommands: Readonly<Record<string, Handler>> = {
  caption,
  captionof: caption,
  subcaption: caption,
  subfloat,
  subfigure: subfloat,
  subfloatbox: subfloat,
  subtable: subfloat,
  subcaptionbox: (reader) => {
    const { gullet } = reader;
    gullet.star();
    const said = gullet.argument();
    gullet.bracketed();
    gullet.bracketed();
    const tokens = gullet.argument();
    part(reader, (anchor) => {
      const words = reader.capture(said, anchor);
      for (const inline of reader.capture(tokens, anchor)) reader.inline(inline);
      return words;
    });
  },
  includegraphics: image,
  includesvg: image,
  epsfig: image,
  psfig: image,
  epsfbox: image,
};

export const floatEnvironments: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(
    [
      'figure',
      'figure*',
      'wrapfigure',
      'SCfigure',
      'floatingfigure',
      'marginfigure',
      'teaserfigure',
      'sidewaysfigure',
      'sidewaysfigure*',
    ].map((name) => [name, float('figure')]),
  ),
  ...Object.fromEntries(
    ['table', 'table*', 'wraptable', 'SCtable', 'margintable', 'sidewaystable', 'sidewaystable*'].map((name) => [name, float('table')]),
  ),
  subfigure,
  subtable: subfigure,
};
