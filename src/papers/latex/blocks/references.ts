/** `\label`, `\ref` and citations; numbers are filled in when all of the paper is read. */
import { defined } from '../../../base/defined.ts';
import { factsOf } from '../../bibliography/facts.ts';
import { plainText } from '../../document.ts';
import type { Handler, Reader } from '../reader.ts';
import { isCommand, type Token, wordOf } from '../token.ts';
import { withLigatures } from './characters.ts';
import { plainSection } from './sections.ts';

function label(reader: Reader): void {
  const name = reader.gullet.word();
  const { target } = reader;
  if (target === undefined || name === '') return;
  reader.labels.set(name, target);
  reader.record.alias(target.anchor, name);
}

/** What stands for a number until the end; see resolve.ts. */
function reference(reader: Reader, name: string): void {
  reader.gullet.star();
  if (/^(?:hyper|page)ref$/.test(name)) reader.gullet.bracketed();
  const keys = reader.gullet.word();
  if (keys === '') return;
  for (const [index, key] of keys
    .split(',')
    .map((one) => one.trim())
    .entries()) {
    if (index > 0) reader.words(', ');
    reader.inline({ kind: 'reference', to: key, text: `\ue001${name} ${key}\ue002` });
  }
}

/** `\crefrange{first}{last}`. */
function range(reader: Reader, name: string): void {
  const [first, last] = [reader.gullet.word(), reader.gullet.word()];
  reader.inline({ kind: 'reference', to: first, text: `\ue001${name === 'crefrange' ? 'cref' : 'Cref'} ${first}\ue002` });
  reader.words(' to ');
  reader.inline({ kind: 'reference', to: last, text: `\ue001ref ${last}\ue002` });
}

function citation(reader: Reader, name: string): void {
  const { gullet } = reader;
  gullet.star();
  const first = gullet.bracketed();
  const second = gullet.bracketed();
  const keys = gullet
    .word()
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  const before = second === undefined ? undefined : first;
  const after = second ?? first;
  const said = (tokens: typeof first): string => (tokens === undefined ? '' : plainText(reader.capture(tokens, reader.context)).trim());
  for (const key of keys) reader.cited.add(key);
  if (keys.length > 0)
    reader.inline({ kind: 'citation', to: keys, text: `\ue001${name} ${JSON.stringify([said(before), said(after), ...keys])}\ue002` });
}

function link(reader: Reader): void {
  reader.gullet.bracketed();
  const written = writtenAddress(reader, /[{\n]|\\[A-Za-z]/);
  const href = unescaped(written ?? wordOf(reader.gullet.argument()));
  const text = plainText(reader.capture(reader.gullet.argument(), reader.context));
  reader.inline({ kind: 'link', href, text });
}

function address(reader: Reader): void {
  const url = unescaped(writtenAddress(reader, /[{\n]/) ?? wordOf(reader.gullet.argument()));
  reader.inline({ kind: 'link', href: url, text: url });
}

/** In addresses `%` and `#` stand as they are. Undefined: none begins here, or it has something in it that must be read. */
function writtenAddress(reader: Reader, mustBeRead: RegExp): string | undefined {
  const { lexer } = reader.gullet;
  if (lexer?.text.charAt(lexer.at) !== '{') return undefined;
  const end = lexer.text.indexOf('}', lexer.at);
  const raw = end < 0 ? '' : lexer.text.slice(lexer.at + 1, end);
  if (raw === '' || mustBeRead.test(raw)) return undefined;
  lexer.readUntil('}');
  return raw;
}

function unescaped(written: string): string {
  return written.replaceAll(/\\([%#&_{}~])/g, '$1');
}

function bibliography(reader: Reader, name: string): void {
  reader.gullet.argument();
  plainSection(reader, 'bib', 'References');
  const isStop = (token: Token, ended: string | undefined): boolean => isCommand(token, 'bibitem') || ended === name;
  let { stopped } = reader.captureUntil(isStop, 'bib');
  for (let number = reader.record.references.length + 1; isCommand(stopped, 'bibitem'); number++) {
    const anchor = `bib.bib${number}`;
    const mark = reader.gullet.bracketed();
    const key = reader.gullet.word();
    const printed = mark === undefined ? undefined : plainText(reader.capture(mark, anchor));
    const read = reader.captureUntil(isStop, anchor);
    stopped = read.stopped;
    const text = withLigatures(plainText(read.content)).replaceAll(/\s+/g, ' ').trim();
    reader.record.references.push({ anchor, aliases: [key], text, ...factsOf(text) });
    marksOf(reader).set(key, { anchor, ...defined({ printed }), number });
  }
}

export interface Mark {
  readonly anchor: string;
  readonly number: number;
  /** natbib’s: `Abc et al.(2010)Abc, Def`. */
  readonly printed?: string;
}

const marks = new WeakMap<Reader, Map<string, Mark>>();

export function marksOf(reader: Reader): Map<string, Mark> {
  const known = marks.get(reader) ?? new Map<string, Mark>();
  marks.set(reader, known);
  return known;
}

const refs =
  'ref eqref pageref autoref nameref cref Cref cpageref labelcref vref Vref fref Fref subref thmref secref figref tabref Autoref hyperref'
    .split(' ')
    .filter((name) => name !== 'hyperref');
const cites =
  'cite citep citet citealp citealt citeauthor citeyear citeyearpar citenum Citet Citep parencite textcite autocite footcite fullcite Cite supercite citetext shortcite citeA citeN cites onlinecite'.split(
    ' ',
  );

export const referenceCommands: Readonly<Record<string, Handler>> = {
  label,
  ...Object.fromEntries(refs.map((name): [string, Handler] => [name, reference])),
  ...Object.fromEntries(cites.map((name): [string, Handler] => [name, citation])),
  crefrange: range,
  Crefrange: range,
  nocite: (reader) => {
    for (const key of reader.gullet.word().split(',')) reader.cited.add(key.trim());
  },
  hyperref: (reader) => {
    const to = reader.gullet.bracketed();
    const text = plainText(reader.capture(reader.gullet.argument(), reader.context));
    if (to === undefined) reader.words(text);
    else reader.inline({ kind: 'reference', to: wordOf(to), text });
  },
  href: link,
  url: address,
  nolinkurl: address,
  path: address,
  doi: address,
  newblock: (reader) => reader.space(),
  bibinfo: (reader) => {
    reader.gullet.argument();
    reader.gullet.passOn();
  },
  bibfield: (reader) => {
    reader.gullet.argument();
    reader.gullet.passOn();
  },
};

export const referenceEnvironments: Readonly<Record<string, Handler>> = { thebibliography: bibliography };
