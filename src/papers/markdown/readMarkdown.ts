/** A paper from Markdown: headings, paragraphs, lists, tables, code, and formulas between dollars. */
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import { findHiddenText } from '../../base/hiddenText.ts';
import {
  type Cell,
  type Inline,
  type Paper,
  type PaperNode,
  type PaperSection,
  type PaperSource,
  type Place,
  paperFormat,
  plainText,
} from '../document.ts';
import { tellUnread } from '../finish.ts';
import { checkFormula } from '../formulaCheck.ts';
import { type Block, blocksOf } from './blocks.ts';
import { markdownInlines } from './inlines.ts';

export interface MarkdownOptions {
  /** As `Paper.id`. */
  readonly id: string;
  readonly source: PaperSource;
}

/** Throws `not-a-paper` where there is nothing in it. */
export function readMarkdown(text: string, { id, source }: MarkdownOptions): Paper {
  const reader = new MarkdownReader(source.from ?? '');
  for (const block of blocksOf(text)) reader.put(block);
  if (reader.nodes.length === 0)
    throw new PracticumError('not-a-paper', 'There is no text in this file.', {
      hint: 'Open the paper itself, or give another source of it.',
    });
  return tellUnread({
    format: paperFormat,
    id,
    title: reader.title,
    authors: [],
    sources: [source],
    sections: reader.sections,
    nodes: reader.nodes,
    references: [],
    macros: {},
    warnings: findHiddenText(text).flatMap((hidden) => (hidden.kind === 'invisible' ? [] : [{ kind: 'hidden-text', hidden }])),
  });
}

class MarkdownReader {
  title = '';
  readonly sections: PaperSection[] = [];
  readonly nodes: PaperNode[] = [];
  readonly #file: string;
  readonly #counts = new Map<string, number>();
  readonly #numbers: number[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  put(block: Block): void {
    switch (block.kind) {
      case 'heading':
        this.#heading(block);
        return;
      case 'formula':
        this.nodes.push({ kind: 'equation', anchor: this.#next('Ex'), ...this.#common(block), ...formula(block.text, true) });
        return;
      case 'code':
        this.nodes.push({ kind: 'listing', anchor: this.#next('v'), ...this.#common(block), caption: [], text: block.text });
        return;
      case 'table':
        this.nodes.push({
          kind: 'table',
          anchor: this.#next('T'),
          ...this.#common(block),
          caption: [],
          rows: block.rows.map((row, index) =>
            row.map((cell): Cell => ({ content: this.#inlines(cell), columns: 1, rows: 1, isHeader: index === 0 })),
          ),
        });
        return;
      case 'paragraph':
        this.#paragraph(block);
        return;
    }
  }

  #heading(block: Extract<Block, { kind: 'heading' }>): void {
    const said = plainText(this.#inlines(block.text));
    if (block.level === 1 && this.title === '' && this.sections.length === 0) {
      this.title = said;
      return;
    }
    const depth = Math.max(1, this.title === '' ? block.level : block.level - 1);
    this.#numbers.length = Math.min(this.#numbers.length, depth);
    while (this.#numbers.length < depth) this.#numbers.push(0);
    this.#numbers[depth - 1] = (this.#numbers[depth - 1] ?? 0) + 1;
    const [, number, rest] = /^((?:\d+|[A-Z])(?:\.\d+)*\.?)\s+(.+)$/.exec(said) ?? [];
    const isNumbered = number !== undefined && rest !== undefined && /[\d.]/.test(number);
    const anchor = this.#numbers.map((one, index) => `${'S'.repeat(index + 1)}${one}`).join('.');
    const parent = this.sections.findLast((section) => section.level < depth)?.anchor;
    const slug = said
      .toLowerCase()
      .replaceAll(/[^\p{L}\d\s-]/gu, '')
      .trim()
      .replaceAll(/\s+/g, '-');
    this.sections.push({
      anchor,
      level: depth,
      title: isNumbered ? rest : said,
      aliases: slug === '' ? [] : [slug],
      ...defined({ number: isNumbered ? number.replace(/\.$/, '') : undefined, parent }),
      place: this.#place(block),
    });
  }

  #paragraph(block: Extract<Block, { kind: 'paragraph' }>): void {
    const content = this.#inlines(block.text);
    const [only] = content;
    if (content.length === 0) return;
    if (content.length === 1 && only?.kind === 'link' && only.text.startsWith('!')) {
      this.nodes.push({
        kind: 'figure',
        anchor: this.#next('F'),
        ...this.#common(block),
        caption: [{ kind: 'text', text: only.text.slice(1) }],
        images: [only.href],
      });
      return;
    }
    this.nodes.push({ kind: 'paragraph', anchor: this.#next('p'), ...this.#common(block), content, ...defined({ item: block.item }) });
  }

  #inlines(text: string): readonly Inline[] {
    return markdownInlines(text, (tex, isDisplay) => ({ kind: 'math', anchor: this.#next('m'), ...formula(tex, isDisplay) }));
  }

  #next(kind: string): string {
    const within = this.sections.at(-1)?.anchor;
    const key = `${within ?? ''}.${kind}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return `${within === undefined ? '' : `${within}.`}${kind}${count}`;
  }

  #place({ start, end, line }: Block): Place {
    return { kind: 'text', file: this.#file, start, end, line };
  }

  #common(block: Block): {
    readonly aliases: readonly string[];
    readonly section?: string;
    readonly source: 0;
    readonly confidence: 'exact';
    readonly place: Place;
  } {
    return {
      aliases: [],
      ...defined({ section: this.sections.at(-1)?.anchor }),
      source: 0,
      confidence: 'exact',
      place: this.#place(block),
    };
  }
}

function formula(tex: string, isDisplay: boolean): { readonly tex: string | null; readonly unreadable?: string } {
  const check = checkFormula(tex, isDisplay);
  if (!check.isKnown) return { tex: null, unreadable: check.reason };
  return 'notDrawn' in check ? { tex, unreadable: check.notDrawn } : { tex };
}
