/** Any other page: headings, paragraphs, lists, tables, code, and formulas where their TeX is in it. */
import { defined } from '../../base/defined.ts';
import type { Author, Cell, Inline, PaperNode, PaperSection, PaperWarning, Reference } from '../document.ts';
import { splitMath } from '../splitMath.ts';
import {
  attribute,
  childrenOf,
  type Element,
  elementsOf,
  find,
  findAll,
  hasClass,
  idOf,
  isElement,
  type Node,
  type Parent,
  squeezed,
  textOf,
} from './dom.ts';
import { FreshIds } from './freshIds.ts';
import { inlinesOf, type Walk } from './inlineWalk.ts';
import type { PageContent } from './latexmlPage.ts';
import { formulaOf, texIn } from './pageMath.ts';
import { plainWords } from './pageParts.ts';
import { rowsOf } from './pageTable.ts';

const blocks =
  /^(?:p|div|section|article|main|header|figure|figcaption|ul|ol|dl|li|dt|dd|table|pre|blockquote|h[1-6]|center|details|body)$/;
const ignored = /^(?:nav|footer|aside|script|style|template|noscript|form|button|head|svg|iframe)$/;

export function plainPage(page: Parent): PageContent {
  const reader = new PlainReader();
  const body = bodyIn(page) ?? page;
  const title = find(page, ({ tagName }) => tagName === 'title');
  reader.authors = findAll(page, (one) => one.tagName === 'meta' && /^(?:author|citation_author)$/.test(attribute(one, 'name') ?? '')).map(
    (one) => ({ name: attribute(one, 'content') ?? '' }),
  );
  for (const child of childrenOf(body)) reader.block(child);
  reader.title = reader.title === '' && title !== undefined ? squeezed(textOf(title)) : reader.title;
  return reader;
}

/** The element that holds the text. */
export function bodyIn(page: Parent): Element | undefined {
  return ['article', 'main', 'body'].flatMap((name) => find(page, ({ tagName }) => tagName === name) ?? [])[0];
}

class PlainReader implements PageContent {
  title = '';
  authors: readonly Author[] = [];
  readonly sections: PaperSection[] = [];
  readonly nodes: PaperNode[] = [];
  readonly references: Reference[] = [];
  readonly warnings: PaperWarning[] = [];
  readonly #ids = new FreshIds();
  #item: { readonly depth: number; readonly mark: string } | undefined;
  #depth = 0;

  get #walk(): Walk {
    return { warnings: this.warnings, freshId: (kind) => this.#fresh(kind), beside: () => false };
  }

  get #section(): string | undefined {
    return this.sections.at(-1)?.anchor;
  }

  #fresh(kind: string): string {
    return this.#ids.next(this.#section ?? '', kind);
  }

  #common(element: Element | undefined): {
    readonly aliases: readonly string[];
    readonly section?: string;
    readonly source: 0;
    readonly confidence: 'exact';
  } {
    const id = element === undefined ? undefined : idOf(element);
    return { aliases: id === undefined ? [] : [id], ...defined({ section: this.#section }), source: 0, confidence: 'exact' };
  }

  block(node: Node): void {
    if (!isElement(node)) {
      if ('value' in node && node.value.trim() !== '') this.#paragraph([node], undefined);
      return;
    }
    const { tagName } = node;
    if (ignored.test(tagName)) return;
    const display = displayed(node);
    if (display !== undefined) {
      this.#equation(node, display);
      return;
    }
    const level = /^h([1-6])$/.exec(tagName)?.[1];
    if (level !== undefined) {
      this.#heading(node, Number(level));
      return;
    }
    if (tagName === 'table') {
      this.#table(node);
      return;
    }
    if (tagName === 'pre') {
      this.nodes.push({
        kind: 'listing',
        anchor: this.#fresh('v'),
        ...this.#common(node),
        caption: [],
        text: textOf(node).replace(/\n$/, ''),
      });
      return;
    }
    if (tagName === 'ul' || tagName === 'ol') {
      this.#list(node);
      return;
    }
    if (tagName === 'figure') {
      this.#figure(node);
      return;
    }
    if (elementsOf(node).some((child) => blocks.test(child.tagName) || displayed(child) !== undefined)) this.#mixed(node);
    else this.#paragraph(childrenOf(node), node);
  }

  /** Words between blocks are paragraphs as well. */
  #mixed(element: Element): void {
    let run: Node[] = [];
    for (const child of childrenOf(element)) {
      const isBlock = isElement(child) && (blocks.test(child.tagName) || displayed(child) !== undefined);
      if (!isBlock) {
        run.push(child);
        continue;
      }
      this.#paragraph(run, undefined);
      run = [];
      this.block(child);
    }
    this.#paragraph(run, undefined);
  }

  #paragraph(nodes: readonly Node[], element: Element | undefined): void {
    const content = withSourceMath(inlinesOf(nodes, this.#walk), () => this.#fresh('m'));
    if (content.length === 0) return;
    const [only] = content;
    if (content.length === 1 && only?.kind === 'math' && only.anchor.includes('Ex')) {
      this.nodes.push({
        ...this.#common(element),
        ...defined({ unreadable: only.unreadable }),
        kind: 'equation',
        anchor: only.anchor,
        tex: only.tex,
      });
      return;
    }
    this.nodes.push({ kind: 'paragraph', anchor: this.#fresh('p'), ...this.#common(element), content, ...defined({ item: this.#item }) });
  }

  #equation(element: Element, tex: string): void {
    this.nodes.push({ kind: 'equation', anchor: this.#fresh('Ex'), ...this.#common(element), ...formulaOf(tex, true) });
  }

  #heading(element: Element, level: number): void {
    const title = plainWords(
      element,
      () => false,
      (tex) => `$${tex ?? '…'}$`,
      this.warnings,
    );
    if (level === 1 && this.title === '') {
      this.title = title;
      return;
    }
    const [, number, rest] = /^((?:\d+(?:\.\d+)*|[A-Z](?:\.\d+)+)\.?)\s+(.+)$/.exec(title) ?? [];
    const parents = this.sections.filter((one) => one.level < level);
    const id = idOf(element);
    const anchor = `S${this.sections.length + 1}`;
    this.#ids.take(anchor);
    // Headings of a page begin at the second level, below its title.
    const parent = parents.at(-1);
    const isBelow = parent !== undefined && this.sections.slice(this.sections.indexOf(parent)).every((one) => one.level >= parent.level);
    this.sections.push({
      anchor,
      level,
      title: rest ?? title,
      aliases: id === undefined ? [] : [id],
      ...defined({ number: number?.replace(/\.$/, ''), parent: isBelow ? parent.anchor : undefined }),
    });
  }

  #table(element: Element): void {
    const caption = find(element, ({ tagName }) => tagName === 'caption');
    const rows: readonly (readonly Cell[])[] = rowsOf(element, this.#walk);
    this.nodes.push({
      kind: 'table',
      anchor: this.#fresh('T'),
      ...this.#common(element),
      caption: caption === undefined ? [] : inlinesOf(childrenOf(caption), this.#walk),
      rows,
    });
  }

  #figure(element: Element): void {
    const table = find(element, ({ tagName }) => tagName === 'table' || tagName === 'pre');
    if (table !== undefined) {
      this.#mixed(element);
      return;
    }
    const caption = find(element, ({ tagName }) => tagName === 'figcaption');
    const images = findAll(element, ({ tagName }) => tagName === 'img').flatMap((one) => attribute(one, 'src') ?? []);
    this.nodes.push({
      kind: 'figure',
      anchor: this.#fresh('F'),
      ...this.#common(element),
      caption: caption === undefined ? [] : inlinesOf(childrenOf(caption), this.#walk),
      images,
    });
  }

  #list(element: Element): void {
    const before = this.#item;
    this.#depth++;
    for (const [index, item] of elementsOf(element).entries()) {
      this.#item = { depth: this.#depth, mark: element.tagName === 'ol' ? `${index + 1}.` : '•' };
      this.block(item);
    }
    this.#depth--;
    this.#item = before;
  }
}

/** TeX of an element that is nothing but a displayed formula. */
function displayed(element: Element): string | undefined {
  if (element.tagName === 'math' && attribute(element, 'display') === 'block') return texIn(element);
  if (
    hasClass(element, 'katex-display') ||
    hasClass(element, 'math-display') ||
    (hasClass(element, 'math') && hasClass(element, 'display')) ||
    element.tagName === 'mjx-container'
  ) {
    const math = find(element, ({ tagName }) => tagName === 'math');
    const tex = math === undefined ? undefined : texIn(math);
    const isDisplay = element.tagName !== 'mjx-container' || attribute(element, 'display') === 'true';
    if (!isDisplay) return undefined;
    return tex ?? /^\s*(?:\\\[|\$\$)([\s\S]*?)(?:\\\]|\$\$)\s*$/.exec(textOf(element))?.[1];
  }
  return undefined;
}

/** `\(…\)` and `$$…$$` that a script of the page would have drawn. */
function withSourceMath(content: readonly Inline[], freshId: () => string): readonly Inline[] {
  return content.flatMap((inline): readonly Inline[] => {
    if (inline.kind !== 'text' || inline.style === 'code') return [inline];
    return splitMath(inline.text, { dollars: false }).map(
      (part): Inline =>
        part.kind === 'text'
          ? { ...inline, text: part.text }
          : {
              kind: 'math',
              anchor: part.isDisplay ? freshId().replace(/m(\d+)$/, 'Ex$1') : freshId(),
              ...formulaOf(part.tex, part.isDisplay),
            },
    );
  });
}
