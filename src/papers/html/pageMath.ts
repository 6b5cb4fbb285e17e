/** TeX of a formula in a page, from where LaTeXML, KaTeX and MathJax keep it. What they draw beside it is not read. */
import type { Formula } from '../document.ts';
import { checkFormula } from '../formulaCheck.ts';
import { attribute, type Element, find, squeezed, textOf } from './dom.ts';

/** LaTeXML breaks long lines with `%` and a line end, which is nothing in TeX. */
export function unwrapped(tex: string): string {
  return tex.replaceAll(/(\\[\s\S])|%[^\S\n]*\n\s*/g, (_, escaped: string | undefined) => escaped ?? '').trim();
}

/** Undefined where there is no TeX for it. */
export function texIn(math: Element): string | undefined {
  const alt = attribute(math, 'alttext');
  const annotation = find(math, (element) => element.tagName === 'annotation' && attribute(element, 'encoding') === 'application/x-tex');
  const tex = alt !== undefined && alt.trim() !== '' ? alt : annotation === undefined ? undefined : textOf(annotation);
  return tex === undefined || tex.trim() === '' ? undefined : unwrapped(tex);
}

export function formulaOf(tex: string | undefined, isDisplay: boolean): Formula {
  if (tex === undefined) return { tex: null, unreadable: 'has no TeX in the page' };
  const plain = squeezed(withoutStyle(tex));
  const check = checkFormula(plain, isDisplay);
  if (!check.isKnown) return { tex: null, unreadable: check.reason };
  return 'notDrawn' in check ? { tex: plain, unreadable: check.notDrawn } : { tex: plain };
}

/** A cell of an alignment is set in display style by LaTeXML; a displayed formula is so anyway. */
export function withoutStyle(tex: string): string {
  // Where an array stands on its line is about looks, and nothing that KaTeX knows.
  return tex
    .replaceAll(/\\begin\{array\}\[[^\]]*\]/g, '\\begin{array}')
    .replace(/^\s*\\displaystyle(?![A-Za-z])\s*/, '')
    .replaceAll(/\\(left|right)\{([^{}]|\\.)\}/g, '\\$1$2');
}
