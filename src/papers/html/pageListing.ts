/** Verbatim text of a page: what LaTeXML keeps beside it for downloading, else its lines without their numbers. */
import { attribute, childrenOf, type Element, find, findAll, hasClass, isElement, type Node, textOf } from './dom.ts';

export function isListing(element: Element): boolean {
  return (hasClass(element, 'ltx_verbatim') || hasClass(element, 'ltx_lstlisting')) && element.tagName !== 'figure';
}

export function listingText(element: Element): string {
  const kept = find(element, (one) => one.tagName === 'a' && (attribute(one, 'href') ?? '').startsWith(dataPrefix));
  const data = kept === undefined ? '' : (attribute(kept, 'href') ?? '').slice(dataPrefix.length);
  if (/^[A-Za-z\d+/]+={0,2}$/.test(data)) return Buffer.from(data, 'base64').toString('utf8').replace(/\n$/, '');
  const lines = findAll(element, (one) => hasClass(one, 'ltx_listingline'));
  return lines.length > 0 ? lines.map((line) => bare(line).replaceAll('\u00a0', ' ')).join('\n') : bare(element);
}

const dataPrefix = 'data:text/plain;base64,';

function bare(element: Element): string {
  return said(element).replace(/^\n|\n$/g, '');
}

function said(node: Node): string {
  if (!isElement(node)) return textOf(node);
  return hasClass(node, 'ltx_tag') ? '' : childrenOf(node).map(said).join('');
}
