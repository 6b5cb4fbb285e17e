/** Words of a page’s elements, with their formulas, references and notes. */
import { defined } from '../../base/defined.ts';
import { percentDecoded } from '../address.ts';
import type { Inline, PaperWarning } from '../document.ts';
import { Inlines, type TextStyle } from '../inlines.ts';
import {
  attribute,
  childrenOf,
  type Element,
  find,
  findAll,
  hasClass,
  idOf,
  isElement,
  type Node,
  nearestId,
  squeezed,
  textOf,
} from './dom.ts';
import { formulaOf, texIn } from './pageMath.ts';

export interface Walk {
  /** Nodes that are met within a sentence: footnotes, tables, displayed formulas. */
  readonly beside: (element: Element) => boolean;
  readonly warnings: PaperWarning[];
  /** An id for what has none. */
  readonly freshId: (kind: string) => string;
}

/** Content of elements as one run of words. `skip` says what stands elsewhere. */
export function inlinesOf(nodes: readonly Node[], walk: Walk, skip: (element: Element) => boolean = () => false): readonly Inline[] {
  const out = new Inlines();
  for (const node of nodes) walkNode(node, out, walk, skip, undefined);
  return out.take();
}

function walkNode(node: Node, out: Inlines, walk: Walk, skip: (element: Element) => boolean, style: TextStyle | undefined): void {
  if (!isElement(node)) {
    if ('value' in node) words(node.value, out, style);
    return;
  }
  const { tagName } = node;
  if (
    tagName === 'script' ||
    tagName === 'style' ||
    tagName === 'template' ||
    tagName === 'noscript' ||
    tagName === 'button' ||
    skip(node)
  ) {
    mathScript(node, out, walk);
    return;
  }
  if (tagName === 'br') {
    out.space();
    return;
  }
  if (hasClass(node, 'ltx_ERROR')) {
    failed(node, walk);
    return;
  }
  if (hasClass(node, 'katex-html') || hasClass(node, 'MathJax_Preview')) return;
  if (tagName === 'math') {
    math(node, out, walk);
    return;
  }
  if (walk.beside(node)) {
    const mark = find(node, (one) => hasClass(one, 'ltx_note_mark'));
    const id = idOf(node);
    if (hasClass(node, 'ltx_role_footnote') && id !== undefined)
      out.push({ kind: 'footnote-mark', to: id, text: squeezed(mark === undefined ? '' : textOf(mark)) });
    else out.space();
    return;
  }
  if (hasClass(node, 'ltx_note') || hasClass(node, 'ltx_author_notes')) return;
  if (tagName === 'cite') {
    cite(node, out);
    return;
  }
  if (tagName === 'a') {
    link(node, out, walk, skip, style);
    return;
  }
  // Words in a drawing are none of the sentence; a frame around paragraphs is a drawing as well.
  if (tagName === 'svg') {
    out.space();
    for (const one of findAll(node, (inside) => hasClass(inside, 'ltx_p'))) walkNode(one, out, walk, skip, style);
    out.space();
    return;
  }
  const inner = styleOf(node) ?? style;
  const isApart = isBlock(node);
  if (isApart) out.space();
  // `10<sup>-3</sup>` must not become 10-3; of ordinals nothing is lost.
  if ((tagName === 'sup' || tagName === 'sub') && !/^(?:st|nd|rd|th)?$/.test(squeezed(textOf(node))))
    out.text(tagName === 'sup' ? '^' : '_', style);
  for (const child of childrenOf(node)) walkNode(child, out, walk, skip, inner);
  if (isApart) out.space();
}

/** Its words stand apart from those before and behind: rows and cells of a table in a cell, a comment at the end of a line. */
export function isBlock(element: Element): boolean {
  if (
    /^(?:p|div|li|td|th|tr|h[1-6]|section)$/.test(element.tagName) ||
    ['ltx_p', 'ltx_td', 'ltx_tr'].some((name) => hasClass(element, name))
  )
    return true;
  return /float\s*:\s*right/.test(attribute(element, 'style') ?? '');
}

function words(text: string, out: Inlines, style: TextStyle | undefined): void {
  const parts = text.split(/[\s\u00a0]+/u);
  for (const [index, part] of parts.entries()) {
    if (index > 0) out.space();
    if (part !== '') out.text(part, style);
  }
}

function styleOf(element: Element): TextStyle | undefined {
  const { tagName } = element;
  if (tagName === 'em' || tagName === 'i' || hasClass(element, 'ltx_font_italic') || hasClass(element, 'ltx_emph')) return 'emphasis';
  if (tagName === 'strong' || tagName === 'b' || hasClass(element, 'ltx_font_bold')) return 'strong';
  if (tagName === 'code' || tagName === 'tt' || hasClass(element, 'ltx_font_typewriter')) return 'code';
  if (hasClass(element, 'ltx_font_smallcaps')) return 'small-capitals';
  return undefined;
}

function math(element: Element, out: Inlines, walk: Walk): void {
  const anchor = idOf(element) ?? walk.freshId('m');
  const formula = formulaOf(texIn(element), attribute(element, 'display') === 'block');
  out.push({ kind: 'math', anchor, ...formula });
}

/** MathJax 2 keeps a formula’s TeX in a script. */
function mathScript(element: Element, out: Inlines, walk: Walk): void {
  const type = attribute(element, 'type') ?? '';
  if (element.tagName !== 'script' || !type.startsWith('math/tex')) return;
  out.push({ kind: 'math', anchor: walk.freshId('m'), ...formulaOf(textOf(element).trim(), type.includes('display')) });
}

function failed(element: Element, walk: Walk): void {
  walk.warnings.push({
    kind: 'doubt',
    message: `${squeezed(textOf(element))} was not understood when the page was made.`,
    ...defined({ anchor: nearestId(element) }),
  });
}

function cite(element: Element, out: Inlines): void {
  const to = findAll(element, ({ tagName }) => tagName === 'a').flatMap((one) => /^#(.+)$/.exec(attribute(one, 'href') ?? '')?.[1] ?? []);
  out.push({ kind: 'citation', to: [...new Set(to)], text: squeezed(textOf(element)) });
}

function link(element: Element, out: Inlines, walk: Walk, skip: (element: Element) => boolean, style: TextStyle | undefined): void {
  const href = attribute(element, 'href');
  const text = squeezed(textOf(element));
  const local = href === undefined ? undefined : /(?:^|\/)[^#]*#(.+)$/.exec(href)?.[1];
  if (href === undefined || text === '') {
    for (const child of childrenOf(element)) walkNode(child, out, walk, skip, style);
    return;
  }
  if (href.startsWith('#') && local?.startsWith('bib.') === true) out.push({ kind: 'citation', to: [local], text });
  else if (href.startsWith('#') && local !== undefined) out.push({ kind: 'reference', to: percentDecoded(local), text });
  else out.push({ kind: 'link', href, text });
}
