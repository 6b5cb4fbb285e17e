/** A page that LaTeXML has made, as arXiv and ar5iv serve it: its own ids are the anchors. */
import { defined } from '../../base/defined.ts';
import type { Author, Inline, NodeKind, Paper, PaperNode, PaperSection, PaperWarning, Place, Reference } from '../document.ts';
import { isDocument, packagesMissing } from './alerts.ts';
import {
  attribute,
  childrenOf,
  type Element,
  elementsOf,
  find,
  findAll,
  hasClass,
  idOf,
  type Node,
  type Parent,
  squeezed,
  textOf,
} from './dom.ts';
import { FreshIds } from './freshIds.ts';
import { inlinesOf, type Walk } from './inlineWalk.ts';
import { algorithmOf, isAlgorithm } from './pageAlgorithm.ts';
import { equationsOf } from './pageEquations.ts';
import { isListing, listingText } from './pageListing.ts';
import { authorOf, elementsWithin, isOuterOf, isPicture, levelOf, plainWords, referencesIn } from './pageParts.ts';
import { isTabular, rowsOf } from './pageTable.ts';

export type PageContent = Pick<Paper, 'title' | 'authors' | 'sections' | 'nodes' | 'references' | 'warnings'>;

const has =
  (...names: readonly string[]) =>
  (element: Element): boolean =>
    names.some((name) => hasClass(element, name));

const isFloat = has('ltx_figure', 'ltx_table');

interface Inside {
  readonly section?: string;
  readonly item?: { readonly depth: number; readonly mark: string };
  readonly para?: string;
  readonly depth: number;
  /** Of words in which a picture stands for itself: no caption, cell or heading. */
  readonly isProse?: boolean;
}

type Parts<Kind extends NodeKind> = Omit<
  Extract<PaperNode, { kind: Kind }>,
  'aliases' | 'section' | 'source' | 'confidence' | 'place' | 'anchor'
>;

export function latexmlPage(page: Parent): PageContent {
  const reader = new LatexmlReader(page);
  reader.read();
  return reader;
}

/** The element that holds the paper. */
export function documentIn(page: Parent): Element | undefined {
  return find(page, isDocument) ?? find(page, ({ tagName }) => tagName === 'body');
}

class LatexmlReader implements PageContent {
  title = '';
  authors: readonly Author[] = [];
  readonly sections: PaperSection[] = [];
  readonly nodes: PaperNode[] = [];
  readonly references: Reference[] = [];
  readonly warnings: PaperWarning[] = [];
  readonly #page: Parent;
  readonly #ids = new FreshIds();
  readonly #pieces = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  #hasChapters = false;
  /** What a block is, asked in this order, and how it is read. */
  readonly #kinds: readonly (readonly [is: (element: Element) => boolean, read: (element: Element, inside: Inside) => void])[] = [
    [has('ltx_bibliography'), (element) => this.#bibliography(element)],
    [has('ltx_abstract'), (element) => this.#abstract(element)],
    [({ tagName }) => /^(?:h[1-6]|nav)$/.test(tagName), () => undefined],
    [has('ltx_authors', 'ltx_dates', 'ltx_TOC'), () => undefined],
    [has('ltx_equationgroup', 'ltx_equation'), (element, inside) => this.#equations(element, inside)],
    [isAlgorithm, (element, inside) => this.#algorithm(element, inside)],
    [(element) => element.tagName === 'figure' || isFloat(element), (element, inside) => this.#float(element, inside)],
    [isTabular, (element, inside) => this.#tabular(element, inside)],
    [({ tagName }) => /^(?:ul|ol|dl)$/.test(tagName), (element, inside) => this.#list(element, inside)],
    [has('ltx_theorem'), (element, inside) => this.#theorem(element, inside)],
    [isListing, (element, inside) => this.#listing(element, inside)],
    [has('ltx_para'), (element, inside) => this.#para(element, inside)],
    [(element) => element.tagName === 'p' || hasClass(element, 'ltx_p'), (element, inside) => this.#paragraph(element, inside)],
    [isPicture, (element, inside) => this.#picture(element, inside)],
    [has('ltx_ERROR'), (element, inside) => void this.#inlines([element], inside)],
  ];

  constructor(page: Parent) {
    this.#page = page;
  }

  read(): void {
    const article = documentIn(this.#page);
    if (article === undefined) return;
    this.warnings.push(...packagesMissing(this.#page));
    this.#hasChapters = find(article, (element) => hasClass(element, 'ltx_chapter')) !== undefined;
    const title = find(article, (element) => hasClass(element, 'ltx_title_document'));
    if (title !== undefined) this.title = this.#plain(title);
    this.authors = findAll(article, (element) => hasClass(element, 'ltx_creator')).flatMap(authorOf);
    for (const child of elementsOf(article)) this.#block(child, { depth: 0 });
  }

  #walk(inside: Inside): Walk {
    return {
      warnings: this.warnings,
      freshId: (kind) => this.#fresh(inside.para ?? inside.section ?? '', kind),
      beside: (element) => this.#beside(element, inside),
    };
  }

  /** What stands in a sentence and is a node of its own comes right behind it. */
  #beside(element: Element, inside: Inside): boolean {
    if (hasClass(element, 'ltx_role_footnote')) {
      this.#waiting.push(() => this.#footnote(element, inside));
      return true;
    }
    if (hasClass(element, 'ltx_equation') || hasClass(element, 'ltx_equationgroup') || isTabular(element) || element.tagName === 'figure') {
      this.#waiting.push(() => this.#block(element, inside));
      return true;
    }
    if (inside.isProse === true && isPicture(element)) {
      this.#waiting.push(() => this.#picture(element, inside));
      return true;
    }
    return false;
  }

  #fresh(within: string, kind: string): string {
    return this.#ids.next(within, kind);
  }

  #unique(id: string): string {
    let free = id;
    for (let n = 0; this.#ids.isUsed(free); n++) free = `${id}${n < 26 ? String.fromCharCode(97 + n) : `-${n}`}`;
    this.#ids.take(free);
    return free;
  }

  #add<Kind extends NodeKind>(
    anchor: string,
    parts: Parts<Kind> & { readonly kind: Kind },
    inside: Inside,
    aliases: readonly string[] = [],
    place: Place = { kind: 'element', id: anchor },
  ): void {
    const hasFailed = this.warnings.some((warning) => warning.kind === 'doubt' && warning.anchor === anchor);
    const node = {
      ...parts,
      anchor,
      aliases,
      ...defined({ section: inside.section }),
      source: 0,
      confidence: hasFailed ? 'uncertain' : 'exact',
      place,
    };
    this.nodes.push(node as unknown as PaperNode);
  }

  #inlines(nodes: readonly Node[], inside: Inside, skip?: (element: Element) => boolean): readonly Inline[] {
    return inlinesOf(nodes, this.#walk(inside), skip);
  }

  #flush(): void {
    for (const put of this.#waiting.splice(0)) put();
  }

  #plain(element: Element, isLeftOut = (one: Element) => hasClass(one, 'ltx_tag') || hasClass(one, 'ltx_note')): string {
    return plainWords(element, isLeftOut, (tex) => `$${tex ?? '…'}$`, this.warnings);
  }

  #block(element: Element, inside: Inside): void {
    if (element.tagName === 'button') return;
    const level = levelOf(element);
    if (level !== undefined) {
      this.#section(element, level, inside);
      return;
    }
    const read = this.#kinds.find(([is]) => is(element))?.[1];
    if (read === undefined) this.#mixed(element, inside);
    else read(element, inside);
  }

  /** A block that is none of the known ones: its blocks, and its words where it has none. */
  #mixed(element: Element, inside: Inside): void {
    const hasBlocks = find(element, (one) => /^(?:p|div|table|ul|ol|dl|figure|section|pre|blockquote)$/.test(one.tagName)) !== undefined;
    if (!hasBlocks) {
      this.#paragraph(element, inside);
      return;
    }
    for (const child of elementsOf(element)) this.#block(child, inside);
  }

  #section(element: Element, level: number, inside: Inside): void {
    const id = this.#unique(idOf(element) ?? this.#fresh('', 'section'));
    const heading = elementsOf(element).find((one) => /^h[1-6]$/.test(one.tagName) || hasClass(one, 'ltx_title'));
    const tag = heading === undefined ? undefined : find(heading, (one) => hasClass(one, 'ltx_tag'));
    const number =
      tag === undefined
        ? undefined
        : squeezed(textOf(tag))
            .replace(/^(?:Appendix|Chapter|Part)\s+/i, '')
            .replace(/[.:)\s]+$/, '');
    const isChapterAppendix = this.#hasChapters && hasClass(element, 'ltx_appendix');
    this.sections.push({
      anchor: id,
      level: Math.max(1, isChapterAppendix ? 1 : level + (this.#hasChapters ? 1 : 0)),
      title: heading === undefined ? '' : this.#plain(heading),
      aliases: [],
      place: { kind: 'element', id },
      ...defined({ number: number === '' ? undefined : number, parent: inside.section }),
    });
    for (const child of elementsOf(element)) this.#block(child, { section: id, depth: 0 });
  }

  #abstract(element: Element): void {
    const id = this.#unique('abstract');
    this.sections.push({
      anchor: id,
      level: 1,
      title: 'Abstract',
      aliases: idOf(element) === undefined ? [] : [idOf(element) ?? ''],
      place: { kind: 'element', id: idOf(element) ?? id },
    });
    for (const child of elementsOf(element)) if (!hasClass(child, 'ltx_title')) this.#block(child, { section: id, depth: 0 });
  }

  #para(element: Element, inside: Inside): void {
    const id = idOf(element);
    const within: Inside = { ...inside, ...defined({ para: id }) };
    for (const child of elementsOf(element)) this.#block(child, within);
  }

  #paragraph(element: Element, inside: Inside): void {
    const content = this.#inlines(childrenOf(element), { ...inside, isProse: true }, (one) => hasClass(one, 'ltx_tag_item'));
    if (content.length > 0) {
      const own = idOf(element);
      const within = inside.para ?? `${inside.section === undefined ? '' : `${inside.section}.`}p`;
      const piece = (this.#pieces.get(within) ?? 0) + 1;
      this.#pieces.set(within, piece);
      const anchor = this.#unique(inside.para === undefined ? (own ?? `${within}${piece}`) : piece === 1 ? within : `${within}.${piece}`);
      const item =
        inside.item === undefined ? undefined : piece === 1 && this.#isFirst(inside) ? inside.item : { depth: inside.item.depth, mark: '' };
      this.#add(anchor, { kind: 'paragraph', content, ...defined({ item }) }, inside, own === undefined || own === anchor ? [] : [own], {
        kind: 'element',
        id: own ?? inside.para ?? anchor,
      });
    }
    this.#flush();
  }

  readonly #marked = new Set<object>();

  #isFirst({ item }: Inside): boolean {
    if (item === undefined || this.#marked.has(item)) return false;
    this.#marked.add(item);
    return true;
  }

  #equations(element: Element, inside: Inside): void {
    for (const { id, number, formula } of equationsOf(element, () => this.#fresh(inside.para ?? inside.section ?? '', 'Ex'))) {
      this.#add(this.#unique(id), { kind: 'equation', ...formula, ...defined({ number }) }, inside);
    }
  }

  #algorithm(element: Element, inside: Inside): void {
    const id = this.#unique(idOf(element) ?? this.#fresh('', 'algx'));
    const { caption, number } = this.#caption(element, inside);
    const lines = algorithmOf(element, this.#walk({ ...inside, para: id }), id);
    this.#add(id, { kind: 'algorithm', caption, lines, ...defined({ number }) }, inside);
    this.#flush();
  }

  #caption(element: Element, inside: Inside): { readonly caption: readonly Inline[]; readonly number?: string } {
    const isInner = (one: Element): boolean => one.tagName !== 'figure';
    const caption = find(element, (one) => one.tagName === 'figcaption' || hasClass(one, 'ltx_caption'), isInner);
    if (caption === undefined) return { caption: [] };
    const tag = find(caption, (one) => hasClass(one, 'ltx_tag'));
    const number = tag === undefined ? undefined : /([A-Z]?[\d.]*\d[a-z]?|[IVXLC]+|[a-z])\)?[.:]?\s*$/.exec(squeezed(textOf(tag)))?.[1];
    return { caption: this.#inlines(childrenOf(caption), inside, (one) => hasClass(one, 'ltx_tag')), ...defined({ number }) };
  }

  #float(element: Element, inside: Inside): void {
    const id = this.#unique(idOf(element) ?? this.#fresh(inside.section ?? '', 'fig'));
    const { caption, number } = this.#caption(element, { ...inside, para: id });
    const isOuter = (one: Element): boolean => one.tagName !== 'figure' && !isAlgorithm(one);
    for (const part of elementsWithin(element, (one) => one.tagName === 'figure' || isAlgorithm(one))) this.#block(part, inside);
    const tables = elementsWithin(element, isTabular).filter((one) => isOuterOf(one, element, isOuter));
    const images = elementsWithin(element, ({ tagName }) => tagName === 'img').flatMap((one) => attribute(one, 'src') ?? []);
    const [first, ...rest] = tables;
    const listings = elementsWithin(element, isListing);
    const numbered = defined({ number });
    const within = { ...inside, para: id };
    const isTable = first !== undefined && (hasClass(element, 'ltx_table') || caption.length > 0);
    if (isTable) this.#add(id, { kind: 'table', caption, rows: rowsOf(first, this.#walk(within)), ...numbered }, inside);
    else if (listings.length > 0 && images.length === 0)
      this.#add(id, { kind: 'listing', caption, text: listings.map(listingText).join('\n') }, inside);
    else this.#add(id, { kind: 'figure', caption, images, ...numbered }, inside);
    for (const table of isTable ? rest : tables) {
      this.#add(this.#fresh(id, 't'), { kind: 'table', caption: [], rows: rowsOf(table, this.#walk(within)) }, inside);
    }
    this.#flush();
  }

  /** One outside of figures. */
  #picture(element: Element, inside: Inside): void {
    const own = idOf(element);
    const anchor = own === undefined ? this.#fresh(inside.para ?? inside.section ?? '', 'g') : this.#unique(own);
    this.#add(anchor, { kind: 'figure', caption: [], images: [attribute(element, 'src') ?? ''] }, inside);
  }

  #tabular(element: Element, inside: Inside): void {
    const anchor = this.#fresh(inside.para ?? inside.section ?? '', 't');
    this.#add(anchor, { kind: 'table', caption: [], rows: rowsOf(element, this.#walk(inside)) }, inside);
    this.#flush();
  }

  #list(element: Element, inside: Inside): void {
    const depth = inside.depth + 1;
    let mark = '';
    for (const item of elementsOf(element)) {
      const tag = find(
        item,
        (one) => hasClass(one, 'ltx_tag_item'),
        (one) => !/^(?:ul|ol|dl)$/.test(one.tagName),
      );
      if (tag !== undefined) mark = squeezed(textOf(tag));
      if (item.tagName === 'dt') {
        mark = this.#plain(item, () => false);
        continue;
      }
      const within: Inside = { ...defined({ section: inside.section, para: idOf(item) }), depth, item: { depth, mark } };
      const inner = elementsOf(item).filter((one) => !hasClass(one, 'ltx_tag'));
      if (inner.some((one) => hasClass(one, 'ltx_para') || one.tagName === 'p' || /^(?:ul|ol|div)$/.test(one.tagName)))
        for (const child of inner) this.#block(child, within);
      else this.#paragraph(item, within);
    }
  }

  #theorem(element: Element, inside: Inside): void {
    const heading = elementsOf(element).find((one) => hasClass(one, 'ltx_title'));
    const mark = heading === undefined ? '' : this.#plain(heading, (one) => hasClass(one, 'ltx_note')).replace(/[.:]$/, '');
    for (const child of elementsOf(element)) if (child !== heading) this.#block(child, { ...inside, item: { depth: 0, mark } });
  }

  #listing(element: Element, inside: Inside): void {
    const anchor = this.#unique(idOf(element) ?? this.#fresh(inside.para ?? inside.section ?? '', 'v'));
    this.#add(anchor, { kind: 'listing', caption: [], text: listingText(element) }, inside);
  }

  #footnote(element: Element, inside: Inside): void {
    const id = idOf(element) ?? this.#fresh('', 'footnote');
    const content = find(element, (one) => hasClass(one, 'ltx_note_content')) ?? element;
    const mark = find(element, (one) => hasClass(one, 'ltx_note_mark'));
    const isMark = (one: Element): boolean =>
      hasClass(one, 'ltx_note_mark') || hasClass(one, 'ltx_tag_note') || hasClass(one, 'ltx_note_type');
    this.#add(
      this.#unique(id),
      {
        kind: 'footnote',
        mark: mark === undefined ? '' : squeezed(textOf(mark)),
        content: this.#inlines(childrenOf(content), { ...inside, para: id }, isMark),
      },
      inside,
    );
  }

  #bibliography(element: Element): void {
    const id = this.#unique(idOf(element) ?? 'bib');
    const heading = find(element, (one) => hasClass(one, 'ltx_title'));
    this.sections.push({
      anchor: id,
      level: 1,
      title: heading === undefined ? 'References' : this.#plain(heading),
      aliases: [],
      place: { kind: 'element', id },
    });
    this.references.push(...referencesIn(element, (item) => this.#unique(idOf(item) ?? this.#fresh('bib', 'bib')), this.warnings));
  }
}
