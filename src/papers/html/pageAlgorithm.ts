/** Lines of algorithms in LaTeXML’s pages. */
import type { AlgorithmLine } from '../document.ts';
import { attribute, childrenOf, type Element, find, findAll, hasClass, idOf, isElement, type Node, textOf } from './dom.ts';
import { inlinesOf, type Walk } from './inlineWalk.ts';

export function isAlgorithm(element: Element): boolean {
  if (hasClass(element, 'ltx_float_algorithm') || hasClass(element, 'ltx_algorithm')) return true;
  if (!hasClass(element, 'ltx_listing') || hasClass(element, 'ltx_lstlisting') || hasClass(element, 'ltx_lst_numbers_left')) return false;
  return /^alg/.test(idOf(find(element, (one) => hasClass(one, 'ltx_listingline')) ?? element) ?? '');
}

export function algorithmOf(element: Element, walk: Walk, id: string): readonly AlgorithmLine[] {
  const lines = findAll(element, (one) => hasClass(one, 'ltx_listingline')).map((line, index) => {
    const content = inlinesOf(childrenOf(line), walk, (one) => hasClass(one, 'ltx_tag'));
    return { anchor: idOf(line) ?? `${id}.l${index + 1}`, width: widthBefore(line), content };
  });
  const filled = lines.filter(({ content }) => content.length > 0);
  // Blanks before a line say how deep it stands; how many there are for each level differs.
  const widths = [...new Set(filled.map(({ width }) => width))].toSorted((a, b) => a - b);
  return filled.map(({ anchor, width, content }) => ({ anchor, indent: widths.indexOf(width), content }));
}

/** Hard blanks and widths before the first word. */
function widthBefore(line: Element): number {
  let width = 0;
  const visit = (node: Node): boolean => {
    if (!isElement(node)) {
      if (!('value' in node)) return false;
      for (const character of node.value) {
        if (/[\u00a0\u2002-\u200a]/u.test(character)) width += 1;
        else if (!/\s/.test(character)) return true;
      }
      return false;
    }
    if (hasClass(node, 'ltx_tag')) return false;
    const style = attribute(node, 'style') ?? '';
    const length = /(?:padding-left|margin-left|width)\s*:\s*([\d.]+)(pt|px|em)/.exec(style);
    if (length !== null && textOf(node).trim() === '') {
      width += Math.round((Number(length[1]) * (length[2] === 'em' ? 10 : 1)) / 4);
      return false;
    }
    if (node.tagName === 'math') return true;
    return childrenOf(node).some(visit);
  };
  childrenOf(line).some(visit);
  return width;
}
