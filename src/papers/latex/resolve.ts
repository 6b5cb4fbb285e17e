/** Numbers and names that are known only when all of the paper was read: references, citations, aliases, lines. */
import type { AlgorithmLine, Cell, Inline, PaperNode, PaperSection, Paragraph, Place } from '../document.ts';
import { withLigatures } from './blocks/characters.ts';
import { marksOf } from './blocks/references.ts';
import type { Reader } from './reader.ts';

// Characters of nobody, which no paper holds, stand around what is filled in.
const placeholder = /\ue001(\S+) ([^\ue002]*)\ue002/gu;

export function resolveNode(reader: Reader, node: PaperNode): PaperNode {
  const inlines = (content: readonly Inline[]): readonly Inline[] => content.map((inline) => resolveInline(reader, inline));
  const aliases = reader.record.aliases.get(node.anchor) ?? [];
  switch (node.kind) {
    case 'paragraph':
    case 'footnote':
      return { ...node, aliases, content: inlines(node.content), ...itemOf(reader, node) };
    case 'equation':
      return { ...node, aliases, tex: node.tex === null ? null : resolveText(reader, node.tex) };
    case 'figure':
    case 'listing':
      return { ...node, aliases, caption: inlines(node.caption) };
    case 'algorithm':
      return {
        ...node,
        aliases,
        caption: inlines(node.caption),
        lines: node.lines.map((line): AlgorithmLine => ({ ...line, content: inlines(line.content) })),
      };
    case 'table':
      return {
        ...node,
        aliases,
        caption: inlines(node.caption),
        rows: node.rows.map((row) => row.map((cell): Cell => ({ ...cell, content: inlines(cell.content) }))),
      };
  }
}

function itemOf(reader: Reader, node: PaperNode): Pick<Paragraph, 'item'> {
  if (node.kind !== 'paragraph' || node.item === undefined) return {};
  return { item: { ...node.item, mark: withLigatures(resolveText(reader, node.item.mark)) } };
}

export function resolveSection(reader: Reader, section: PaperSection): PaperSection {
  return { ...section, title: withLigatures(resolveText(reader, section.title)), aliases: reader.record.aliases.get(section.anchor) ?? [] };
}

function resolveInline(reader: Reader, inline: Inline): Inline {
  switch (inline.kind) {
    case 'reference': {
      const target = reader.labels.get(inline.to);
      return { ...inline, to: target?.anchor ?? inline.to, text: resolveText(reader, inline.text) };
    }
    case 'citation': {
      const marks = marksOf(reader);
      return { ...inline, to: inline.to.map((key) => marks.get(key)?.anchor ?? key), text: resolveText(reader, inline.text) };
    }
    case 'link':
      return { ...inline, text: withLigatures(resolveText(reader, inline.text)) };
    case 'text':
      return inline.style === 'code' ? inline : { ...inline, text: withLigatures(inline.text) };
    case 'math':
      return inline.tex === null ? inline : { ...inline, tex: resolveText(reader, inline.tex) };
    default:
      return inline;
  }
}

export function resolveText(reader: Reader, text: string): string {
  if (!text.includes('\ue001')) return text;
  return text.replaceAll(placeholder, (_, name: string, key: string) => referenceText(reader, name, key));
}

const shortNames: Readonly<Record<string, string>> = {
  equation: 'eq.',
  figure: 'fig.',
  item: 'item',
  line: 'line',
  chapter: 'chapter',
  subsection: 'section',
  subsubsection: 'section',
  paragraph: 'section',
};
const longNames: Readonly<Record<string, string>> = {
  equation: 'Equation',
  figure: 'Figure',
  item: 'Item',
  subsection: 'Section',
  subsubsection: 'Section',
  paragraph: 'Section',
};

function referenceText(reader: Reader, name: string, key: string): string {
  if (key.startsWith('[')) return citationText(reader, name, key);
  const target = reader.labels.get(key);
  if (target === undefined) return '??';
  const { number, kind } = target;
  const named = reader.kindNames.get(kind);
  const long = named ?? longNames[kind] ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const inParentheses = kind === 'equation' ? `(${number})` : number;
  switch (name) {
    case 'eqref':
      return `(${number})`;
    case 'cref':
    case 'vref':
      return `${named?.toLowerCase() ?? shortNames[kind] ?? kind} ${inParentheses}`;
    case 'Cref':
    case 'Vref':
    case 'Fref':
      return `${long} ${inParentheses}`;
    case 'autoref':
    case 'Autoref':
      return `${long} ${number}`;
    case 'nameref':
      return reader.record.sections.find(({ anchor }) => anchor === target.anchor)?.title ?? number;
    case 'pageref':
    case 'cpageref':
      return '?';
    default:
      return number;
  }
}

/** As natbib prints it where the entries have authors and years, else by number. */
function citationText(reader: Reader, name: string, said: string): string {
  const [before = '', after = '', ...to] = JSON.parse(said) as readonly string[];
  const marks = marksOf(reader);
  const first = before === '' ? '' : `${before} `;
  const last = after === '' ? '' : `, ${after}`;
  const people = to.map((key) => authorYear(marks.get(key)?.printed));
  const isNumeric = people.some((one) => one === undefined) || /numbers/.test(reader.classOptions);
  if (isNumeric) return `[${first}${to.map((key) => marks.get(key)?.number ?? key).join(', ')}${last}]`;
  const both = people.flatMap((one) => one ?? []);
  const isInText = /^(?:citet|Citet|textcite|citeN)$/.test(name);
  if (/^citeauthor/.test(name)) return both.map(({ authors }) => authors).join('; ');
  if (/^citeyear/.test(name)) return both.map(({ year }) => year).join(', ');
  if (isInText) return both.map(({ authors, year }) => `${authors} (${year}${last})`).join('; ');
  const list = both.map(({ authors, year }) => `${authors}, ${year}`).join('; ');
  return /^(?:citealp|citealt)$/.test(name) ? `${first}${list}${last}` : `(${first}${list}${last})`;
}

function authorYear(printed: string | undefined): { readonly authors: string; readonly year: string } | undefined {
  const [, authors, year] = /^(.*?)\s*\(\s*([^()]*)\)/.exec(printed ?? '') ?? [];
  return authors === undefined || year === undefined ? undefined : { authors, year };
}

/** Lines of files, counted once. */
export class Lines {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  of(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export function withLine(place: Place | undefined, lines: ReadonlyMap<string, Lines>): Place | undefined {
  if (place?.kind !== 'text') return place;
  return { ...place, line: lines.get(place.file)?.of(place.start) ?? 1 };
}
