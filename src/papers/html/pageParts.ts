/** What elements of LaTeXML’s pages are: levels of sections, pictures, authors, references, and which of a float’s elements are its own. */
import { defined } from '../../base/defined.ts';
import { factsOf } from '../bibliography/facts.ts';
import type { Author, PaperWarning, Reference } from '../document.ts';
import { attribute, childrenOf, type Element, elementsOf, find, findAll, hasClass, isElement, nearestId, squeezed, textOf } from './dom.ts';
import { inlinesOf } from './inlineWalk.ts';
import { isTabular } from './pageTable.ts';

const levels: readonly (readonly [name: string, level: number])[] = [
  ['ltx_part', 0],
  ['ltx_chapter', 0],
  ['ltx_section', 1],
  ['ltx_appendix', 1],
  ['ltx_subsection', 2],
  ['ltx_subsubsection', 3],
  ['ltx_paragraph', 4],
  ['ltx_subparagraph', 5],
];

/** Of a section’s element. */
export function levelOf(element: Element): number | undefined {
  return element.tagName === 'section' ? levels.find(([name]) => hasClass(element, name))?.[1] : undefined;
}

export function isPicture(element: Element): boolean {
  return hasClass(element, 'ltx_graphics') && (attribute(element, 'src') ?? '') !== '';
}

/** Words of an element as one line; `math` writes its formulas. What failed in them is told at the element’s own place. */
export function plainWords(
  element: Element,
  isLeftOut: (one: Element) => boolean,
  math: (tex: string | null) => string,
  warnings: PaperWarning[],
): string {
  const inlines = inlinesOf(childrenOf(element), { warnings, freshId: () => 'm', beside: () => false }, isLeftOut);
  const place = defined({ anchor: nearestId(element) });
  for (const inline of inlines)
    if (inline.kind === 'math' && inline.tex === null)
      warnings.push({ kind: 'unread', message: `A formula could not be read: ${inline.unreadable ?? 'has no TeX'}.`, ...place });
  return squeezed(inlines.map((inline) => (inline.kind === 'math' ? math(inline.tex) : inline.text)).join(''));
}

export function referencesIn(element: Element, anchorOf: (item: Element) => string, warnings: PaperWarning[]): readonly Reference[] {
  return findAll(element, (one) => hasClass(one, 'ltx_bibitem')).map((item) => {
    const text = plainWords(
      item,
      (one) => hasClass(one, 'ltx_tag') || hasClass(one, 'ltx_bib_cited'),
      (tex) => tex ?? '',
      warnings,
    );
    return { anchor: anchorOf(item), aliases: [], text, ...factsOf(text) };
  });
}

/** Elements below that are not below another float. */
export function elementsWithin(element: Element, test: (one: Element) => boolean): readonly Element[] {
  return elementsOf(element).flatMap((child) =>
    test(child) ? [child] : child.tagName === 'figure' || isTabular(child) ? [] : elementsWithin(child, test),
  );
}

export function isOuterOf(element: Element, outer: Element, isAllowed: (one: Element) => boolean): boolean {
  for (let at = element.parentNode; at !== null && at !== outer; at = 'parentNode' in at ? at.parentNode : null)
    if ('tagName' in at && !isAllowed(at)) return false;
  return true;
}

export function authorOf(creator: Element): readonly Author[] {
  const person = find(creator, (one) => hasClass(one, 'ltx_personname'));
  if (person === undefined) return [];
  const name = childrenOf(person)
    .filter(
      (one) =>
        !isElement(one) || !(one.tagName === 'sup' || one.tagName === 'math' || hasClass(one, 'ltx_note') || hasClass(one, 'ltx_contact')),
    )
    .map((one) => (isElement(one) && one.tagName === 'br' ? '\n' : textOf(one)))
    .join('')
    .trim()
    .split('\n')[0];
  const affiliation = find(creator, (one) => hasClass(one, 'ltx_role_affiliation') || hasClass(one, 'ltx_role_address'));
  const said = affiliation === undefined ? undefined : squeezed(textOf(affiliation));
  return name === undefined || squeezed(name) === '' ? [] : [{ name: squeezed(name), ...defined({ affiliation: said }) }];
}
