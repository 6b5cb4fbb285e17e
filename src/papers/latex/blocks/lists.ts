/** Lists, theorems, quotations and notes. */

import { plainText } from '../../document.ts';
import { asLetter, asRoman } from '../counters.ts';
import type { Handler, Reader } from '../reader.ts';
import { capturing } from './floats.ts';
import { countingSection } from './sections.ts';

interface List {
  readonly kind: string;
  readonly id: string;
  readonly depth: number;
  count: number;
}

const open = new WeakMap<Reader, List[]>();

function listsOf(reader: Reader): List[] {
  const lists = open.get(reader) ?? [];
  open.set(reader, lists);
  return lists;
}

function list(reader: Reader, name: string): void {
  const { gullet, record } = reader;
  gullet.bracketed();
  if (name === 'list') {
    gullet.argument();
    gullet.argument();
  }
  const lists = listsOf(reader);
  const before = reader.target;
  if (reader.captured !== undefined) {
    lists.push({ kind: name, id: reader.captured, depth: lists.length + 1, count: 0 });
    reader.runTo(name);
    lists.pop();
    return;
  }
  record.para(reader.place());
  record.flush();
  const counted = record.block.item === undefined ? countingSection(reader) : record.block.id;
  const id = record.unique(`${counted}.I${record.count(counted, 'I')}`);
  lists.push({ kind: name, id, depth: lists.length + 1, count: 0 });
  const blocks = record.blocks.length;
  const resume = record.suspend();
  reader.body(name);
  reader.endParagraph();
  record.blocks.length = Math.min(record.blocks.length, blocks);
  resume();
  lists.pop();
  reader.target = before;
}

function item(reader: Reader): void {
  const { gullet, record } = reader;
  const current = listsOf(reader).at(-1);
  const given = gullet.bracketed();
  if (current === undefined) {
    reader.endParagraph();
    return;
  }
  const mark = given === undefined ? counted(current, listsOf(reader)) : plainText(reader.capture(given, current.id));
  if (reader.captured !== undefined) {
    reader.space();
    if (/^(?:enumerate|description)/.test(current.kind) || given !== undefined) reader.words(`${mark} `);
    return;
  }
  reader.endParagraph();
  const last = record.block;
  if (last.id.startsWith(`${current.id}.i`)) record.blocks.pop();
  const id = record.unique(`${current.id}.${given === undefined ? `i${current.count}` : `ix${record.count(current.id, 'ix')}`}`);
  record.blocks.push({ id, item: { depth: current.depth, mark } });
  reader.target = { anchor: id, number: mark.replace(/[.()]/g, ''), kind: 'item' };
}

/** Lists of one kind within each other have marks of their own. */
function counted(current: List, lists: readonly List[]): string {
  current.count++;
  const isCounted = isEnumerated(current);
  const depth = lists.filter((one) => isEnumerated(one) === isCounted).length;
  if (!isCounted) return ['•', '–', '∗', '·'][depth - 1] ?? '•';
  const { count } = current;
  return [`${count}.`, `(${asLetter(count, false)})`, `${asRoman(count, false)}.`, `${asLetter(count, true)}.`][depth - 1] ?? `${count}.`;
}

function isEnumerated({ kind }: List): boolean {
  return /^(?:enumerate|inparaenum|compactenum|asparaenum)/.test(kind);
}

function proof(reader: Reader, name: string): void {
  reader.gullet.bracketed();
  reader.endParagraph();
  reader.body(name);
  reader.endParagraph();
}

/** Words that only stand apart. */
function apart(reader: Reader, name: string): void {
  if (name === 'multicols' || name === 'minipage') {
    reader.gullet.bracketed();
    reader.gullet.argument();
  }
  if (/box$|^adjust|^frame/.test(name)) {
    reader.gullet.bracketed();
    if (/^adjust/.test(name)) reader.gullet.argument();
  }
  if (reader.captured === undefined) reader.record.flush();
  reader.body(name);
  if (reader.captured === undefined) reader.record.flush();
  else reader.space();
}

function footnote(reader: Reader, name: string): void {
  const { gullet, record, counters } = reader;
  const given = gullet
    .bracketed()
    ?.map(({ text }) => text)
    .join('');
  const counter = name === 'thanks' ? 'thanks' : 'footnote';
  if (given === undefined && name !== 'footnotetext') counters.step(counter);
  const number = given ?? String(counters.value(counter));
  if (name === 'footnotemark') {
    reader.inline({ kind: 'footnote-mark', to: `footnote${number}`, text: number });
    return;
  }
  const start = reader.place();
  const tokens = gullet.shortArgument();
  if (!reader.isBody) return;
  const anchor = record.unique(`footnote${number}`);
  if (name === 'footnote') reader.inline({ kind: 'footnote-mark', to: anchor, text: number });
  const before = reader.target;
  reader.target = { anchor, number, kind: 'footnote' };
  const content = capturing(reader, anchor, () => {
    for (const inline of reader.capture(tokens, anchor)) reader.out.push(inline);
  }).content;
  reader.target = before;
  record.addBeside(anchor, { kind: 'footnote', mark: number, content }, reader.placeFrom(start));
}

export const listCommands: Readonly<Record<string, Handler>> = {
  item,
  footnote,
  footnotetext: footnote,
  footnotemark: footnote,
  thanks: footnote,
  qedhere: () => {},
  qed: () => {},
};

const listNames = [
  'itemize',
  'enumerate',
  'description',
  'itemize*',
  'enumerate*',
  'inparaenum',
  'inparaitem',
  'compactitem',
  'compactenum',
  'list',
  'trivlist',
  'asparaenum',
  'asparaitem',
];
const apartNames = [
  'center',
  'flushleft',
  'flushright',
  'quote',
  'quotation',
  'verse',
  'minipage',
  'multicols',
  'multicols*',
  'spacing',
  'small',
  'footnotesize',
  'scriptsize',
  'normalsize',
  'large',
  'sloppypar',
  'adjustbox',
  'threeparttable',
  'IEEEkeywords',
  'ruledtabular',
  'keywords',
  'tablenotes',
  'framed',
  'landscape',
  'subappendices',
  'widetext',
  'strip',
  'singlespace',
  'doublespace',
  'raggedright',
  'titlepage',
  'appendixbox',
  'adjustwidth',
  'changemargin',
  'samepage',
  'itshape',
  'bfseries',
  'em',
];

export const listEnvironments: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(listNames.map((name) => [name, list])),
  ...Object.fromEntries(apartNames.map((name) => [name, apart])),
  tablenotes: list,
  proof,
  'proof*': proof,
  spacing: (reader, name) => {
    reader.gullet.argument();
    apart(reader, name);
  },
  adjustwidth: (reader, name) => {
    reader.gullet.argument();
    reader.gullet.argument();
    apart(reader, name);
  },
};
