/** Elements of a page no deeper than they can be read: what is nested further stands there as plain words. */
import { defaultTreeAdapter } from 'parse5';
import { defined } from '../../base/defined.ts';
import type { PaperWarning } from '../document.ts';
import { type Element, idOf, isElement, type Node, nearestId, type Parent } from './dom.ts';
import { isBlock } from './inlineWalk.ts';

/** Browsers nest no deeper than this. */
const mostDepth = 512;
const mostWarnings = 8;
/** Their words are read where they stand in them. */
const isRead = /^(?:p|li|dt|dd|td|th|tr|h[1-6])$/;
const holder = /^(?:ul|ol|dl|table|article|section|figure|blockquote|div|main|aside|details)$/;
const unseen = /^(?:script|style|template|noscript|annotation|annotation-xml|head)$/;

/** Changes the page. A loop and no recursion, as the page may be deeper than the stack. */
export function boundDepth(page: Parent): readonly PaperWarning[] {
  const warnings: PaperWarning[] = [];
  const open: { readonly node: Parent; readonly depth: number }[] = [{ node: page, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    for (const child of node.childNodes.toReversed()) {
      if (!isElement(child)) continue;
      if (depth < mostDepth) open.push({ node: child, depth: depth + 1 });
      else if (child.childNodes.some(isElement)) {
        flatten(child);
        if (warnings.length < mostWarnings) warnings.push(tooDeep(child));
      }
    }
  }
  return warnings;
}

function flatten(element: Element): void {
  const text = wordsWithin(element);
  element.childNodes = [];
  defaultTreeAdapter.insertText(element, text);
  // Of a list or a part of the page only what stands in it is read.
  if (!isRead.test(element.tagName) && (holder.test(element.tagName) || isBlock(element))) asParagraph(element);
}

function asParagraph(element: Element): void {
  const id = idOf(element);
  element.nodeName = 'p';
  element.tagName = 'p' as typeof element.tagName;
  element.attrs = id === undefined ? [] : [{ name: 'id', value: id }];
}

function wordsWithin(element: Element): string {
  const words: string[] = [];
  const left: (Node | ' ')[] = [...element.childNodes].reverse();
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node === ' ') words.push(node);
    else if (!isElement(node)) words.push('value' in node ? node.value : '');
    else if (!unseen.test(node.tagName)) {
      const isApart = isBlock(node) || node.tagName === 'br';
      if (isApart) left.push(' ');
      for (const child of node.childNodes.toReversed()) left.push(child);
      if (isApart) left.push(' ');
    }
  }
  return words.join('');
}

function tooDeep(element: Element): PaperWarning {
  return {
    kind: 'doubt',
    message: `Elements of the page are nested more than ${mostDepth} deep here; what stands further in was read as plain words, with its formulas, tables and lists.`,
    ...defined({ anchor: nearestId(element) }),
  };
}
