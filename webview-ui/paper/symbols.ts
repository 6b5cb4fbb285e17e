/**
 * Finds the symbols that a paper explains in formulas that are drawn: where the same is drawn as for the symbol alone, and nothing beside
 * it makes it another one. What is not sure is left alone.
 */
import type { ShownSymbol } from '../../src/protocol/paper.ts';
import { drawFormula } from './formula.ts';

/** What is drawn of a symbol, and the places of all symbols that look so. */
export type Alphabet = ReadonlyMap<string, readonly number[]>;

/** How a symbol looks when it stands alone; undefined for what is more than one symbol, or cannot be drawn. */
export function lookOfSymbol({ tex }: ShownSymbol): string | undefined {
  const page = document.createElement('span');
  if (drawFormula(page, tex, false) !== undefined) return undefined;
  const bases = page.querySelectorAll(':scope > .katex > .katex-html > .katex-base');
  const atoms = [...(bases[0]?.children ?? [])].filter((child) => !child.classList.contains('katex-strut'));
  const [atom] = atoms;
  return bases.length === 1 && atoms.length === 1 && atom !== undefined ? lookOf(atom) : undefined;
}

/** Gives the symbols of a drawn formula `data-symbol`: their places, with blanks between. */
export function tellSymbols(formula: Element, alphabet: Alphabet): void {
  for (const told of formula.querySelectorAll('[data-symbol]')) {
    told.classList.remove('point', 'symbol');
    told.removeAttribute('data-symbol');
  }
  if (alphabet.size === 0) return;
  const drawn = formula.querySelector('.katex-html');
  if (drawn === null) return;
  const hasIntegral = /[∫∬∭∮]/u.test(drawn.textContent);
  const look = (element: Element): void => {
    const found = element.classList.contains('mord') || element.classList.contains('mop') ? alphabet.get(lookOf(element)) : undefined;
    if (found !== undefined && isSure(element, drawn, hasIntegral)) {
      element.classList.add('point', 'symbol');
      element.setAttribute('data-symbol', found.join(' '));
      return;
    }
    for (const child of element.children) look(child);
  };
  look(drawn);
}

/** Struts, and what says how large something is where it stands. */
const unseen = new Set(['katex-strut', 'pstrut', 'vlist-s', 'nulldelimiter']);
const ofPlace = /^(?:reset-size\d+|size\d+|katex-sizing|mtight|vlist-t2)$/;

/** How an element looks, wherever it stands. */
function lookOf(element: Element): string {
  const classes = [...element.classList].filter((name) => !ofPlace.test(name) && name !== 'point' && name !== 'symbol');
  const inner = [...element.childNodes].map((child) => {
    if (child instanceof SVGElement) return `~${child.getAttribute('viewBox') ?? ''}${child.firstElementChild?.getAttribute('d') ?? ''}`;
    if (!(child instanceof Element)) return child.textContent ?? '';
    return [...child.classList].some((name) => unseen.has(name)) ? '' : lookOf(child);
  });
  const content = inner.join('');
  // `d_k` and `d_{k}` look the same.
  if (classes.length === 1 && classes[0] === 'mord' && element.childElementCount === 1) return content;
  return classes.length === 0 ? content : `<${classes.join('.')}>${content}</>`;
}

function isSure(element: Element, drawn: Element, hasIntegral: boolean): boolean {
  if (scriptOf(element) !== undefined && !isPower(scriptOf(element))) return false;
  // An accent or a line makes another symbol of what it belongs to.
  if (within(element, drawn, '.katex-accent, .accentunder, .katex-overline, .katex-underline') !== undefined) return false;
  const isLetter = element.childElementCount === 0;
  if (!isLetter) return true;
  const letter = element.textContent ?? '';
  if (hasIntegral && letter === 'd') return false;
  if (isOfWord(element)) return false;
  // What counts and what tells one from another stands below; a lone letter above may be a transpose or a count.
  if (within(element, drawn, '.op-limits') !== undefined) return false;
  const script = within(element, drawn, '.msupsub');
  return script === undefined || (isAbove(script) && (script.textContent ?? '').replaceAll('\u200b', '') !== letter);
}

/** The index or exponent that belongs to an element. */
function scriptOf(element: Element): Element | undefined {
  const next = element.nextElementSibling;
  return next?.classList.contains('msupsub') === true ? next : undefined;
}

function isPower(script: Element | undefined): boolean {
  return script !== undefined && isAbove(script) && /^\d+\u200b?$/u.test(script.textContent ?? '');
}

/** What reaches below the line has a second table. */
function isAbove(script: Element): boolean {
  return script.querySelector(':scope > .vlist-t2') === null;
}

function within(element: Element, drawn: Element, selector: string): Element | undefined {
  const found = element.parentElement?.closest(selector) ?? null;
  return found !== null && drawn.contains(found) ? found : undefined;
}

/** Three letters in a row are a word, not a product. */
function isOfWord(element: Element): boolean {
  let letters = 1;
  for (const step of ['previousElementSibling', 'nextElementSibling'] as const)
    for (let next = element[step]; next !== null && isPlainLetter(next); next = next[step]) letters += (next.textContent ?? '').length;
  return letters >= 3;
}

function isPlainLetter(element: Element): boolean {
  return element.classList.contains('mathnormal') && /^[A-Za-z]+$/.test(element.textContent ?? '');
}
