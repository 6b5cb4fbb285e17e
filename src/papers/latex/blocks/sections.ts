/** Sections, their numbers, and the appendix. */
import { defined } from '../../../base/defined.ts';
import { plainText } from '../../document.ts';
import type { Handler, Reader } from '../reader.ts';
import { joined } from '../record.ts';
import { characters, command } from '../token.ts';

const kinds = ['part', 'chapter', 'section', 'subsection', 'subsubsection', 'paragraph', 'subparagraph'] as const;
type Kind = (typeof kinds)[number];
const prefixes: Readonly<Record<Kind, string>> = {
  part: 'Pt',
  chapter: 'Ch',
  section: 'S',
  subsection: 'SS',
  subsubsection: 'SSS',
  paragraph: 'P',
  subparagraph: 'SP',
};

export interface OpenSection {
  readonly kind: Kind;
  readonly id: string;
}

const open = new WeakMap<Reader, OpenSection[]>();

function openSections(reader: Reader): OpenSection[] {
  const sections = open.get(reader) ?? [];
  open.set(reader, sections);
  return sections;
}

function isBook({ className }: Reader): boolean {
  return /book|report|thesis|memoir|scrreprt|scrbook/.test(className);
}

/** From where on sections have no number. */
function isNumbered(reader: Reader, kind: Kind): boolean {
  const deepest = reader.counters.value('secnumdepth');
  const depth = kinds.indexOf(kind) - 1;
  return depth <= deepest;
}

function section(reader: Reader, name: string): void {
  const { gullet, record, counters } = reader;
  const kind = kinds.find((one) => one === name) ?? 'section';
  const start = reader.place();
  const isStarred = gullet.star();
  gullet.bracketed();
  const titleTokens = gullet.shortArgument();
  if (!reader.isBody) return;
  reader.endParagraph();
  record.blocks.length = 1;
  const isCounted = !isStarred && isNumbered(reader, kind);
  if (isCounted) counters.step(kind);
  const sections = openSections(reader);
  const outer = sections.findLastIndex((one) => kinds.indexOf(one.kind) < kinds.indexOf(kind));
  sections.length = outer + 1;
  const parent = sections.at(-1);
  const id = record.unique(sectionId(reader, kind, parent, isCounted));
  sections.push({ kind, id });
  // The title stands in the table of contents as well, where its notes do not.
  const title = plainText(reader.capture(titleTokens, id)).replaceAll(/\s+/g, ' ').trim();
  const number = isCounted ? reader.printed(kind) : undefined;
  record.section = id;
  record.blocks.splice(0, record.blocks.length, { id });
  record.sections.push({
    anchor: id,
    level: levelOf(reader, kind),
    title,
    aliases: [],
    ...defined({ number: number === '' ? undefined : number, parent: parent?.id, place: reader.placeFrom(start) }),
  });
  reader.target = { anchor: id, number: number ?? '', kind: reader.isAppendix && kind === top(reader) ? 'appendix' : kind };
}

function top(reader: Reader): Kind {
  return isBook(reader) ? 'chapter' : 'section';
}

function levelOf(reader: Reader, kind: Kind): number {
  const first = openSections(reader)[0]?.kind;
  const base = first === 'part' ? kinds.indexOf('part') : kinds.indexOf(top(reader));
  return Math.max(1, kinds.indexOf(kind) - base + 1);
}

/** LaTeXML’s: `S3.SS2.SSS0.Px1` is the first paragraph heading of 3.2, though there is no third level in between. */
function sectionId(reader: Reader, kind: Kind, parent: OpenSection | undefined, isCounted: boolean): string {
  const own = reader.isAppendix && kind === top(reader) ? 'A' : prefixes[kind];
  let within = parent?.kind === 'part' ? undefined : parent;
  let id = within?.id ?? '';
  if (kind !== top(reader) && kind !== 'part') {
    const from = within === undefined ? kinds.indexOf(top(reader)) : kinds.indexOf(within.kind) + 1;
    for (const between of kinds.slice(from, kinds.indexOf(kind))) id = joined(id, `${prefixes[between]}0`);
  }
  if (kind === 'part' || kind === top(reader)) {
    within = undefined;
    id = '';
  }
  if (isCounted) {
    return joined(id, `${own}${reader.counters.value(kind)}`);
  }
  return joined(id, `${own}x${reader.record.count(kind === top(reader) ? '' : id, `${own}x`)}`);
}

function appendix(reader: Reader): void {
  if (reader.isAppendix) return;
  reader.isAppendix = true;
  const first = top(reader);
  reader.counters.set(first, 0);
  reader.gullet.meanings.define(
    `the${first}`,
    { pattern: [], body: [command('Alph'), { kind: 'begin', text: '{' }, ...characters(first), { kind: 'end', text: '}' }] },
    true,
  );
}

/** The id under which what is counted by section stands: `S2`, `S0` before the first. */
export function countingSection(reader: Reader): string {
  const sections = openSections(reader);
  return sections.find(({ kind }) => kind === top(reader))?.id ?? (isBook(reader) ? 'Ch0' : 'S0');
}

/** A section that LaTeX has no command for: the abstract, the acknowledgements of a class. */
export function plainSection(reader: Reader, anchor: string, title: string): void {
  const { record } = reader;
  reader.endParagraph();
  openSections(reader).length = 0;
  record.section = record.unique(anchor);
  record.blocks.splice(0, record.blocks.length, { id: record.section });
  record.sections.push({ anchor: record.section, level: 1, title, aliases: [], place: reader.place() });
}

export const sectionCommands: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(kinds.map((kind): [string, Handler] => [kind, section])),
  appendix,
  appendices: appendix,
};

export const sectionEnvironments: Readonly<Record<string, Handler>> = {
  appendices: (reader, name) => {
    appendix(reader);
    reader.body(name);
  },
  appendix: (reader, name) => {
    appendix(reader);
    reader.body(name);
  },
  acks: (reader, name) => {
    plainSection(reader, 'acknowledgements', 'Acknowledgments');
    reader.body(name);
  },
  acknowledgments: (reader, name) => {
    plainSection(reader, 'acknowledgements', 'Acknowledgments');
    reader.body(name);
  },
  ack: (reader, name) => {
    plainSection(reader, 'acknowledgements', 'Acknowledgments and Disclosure of Funding');
    reader.body(name);
  },
};
