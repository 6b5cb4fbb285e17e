/** What arXiv puts above a page of LaTeXML: which packages it was made without. */
import type { PaperWarning } from '../document.ts';
import { type Element, find, findAll, hasClass, type Parent, squeezed, textOf } from './dom.ts';

/** The paper itself. What arXiv says of the page has the class of a document as well, and stands before it. */
export function isDocument(element: Element): boolean {
  return hasClass(element, 'ltx_document') && !hasClass(element, 'package-alerts');
}

export function packagesMissing(page: Parent): readonly PaperWarning[] {
  const alert = find(page, (element) => hasClass(element, 'package-alerts'));
  if (alert === undefined) return [];
  const names = findAll(alert, ({ tagName }) => tagName === 'li').map((item) => squeezed(textOf(item)).replace(/^failed:\s*/, ''));
  const listed = names.filter((name) => name !== '').slice(0, 20);
  return listed.length === 0 ? [] : [{ kind: 'doubt', message: `arXiv made this page without the packages ${listed.join(', ')}.` }];
}
