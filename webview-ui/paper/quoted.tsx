import type { ShownInline } from '../../src/protocol/paper.ts';
import { drawFormula } from './formula.ts';
import { Inlines } from './inlines.tsx';

/** Words of the paper where they do not stand themselves: without ids, and nothing in them to go to. Whoever shows them draws them. */
export function Quoted({ content }: { readonly content: readonly ShownInline[] }) {
  const quoted = content.map((inline): ShownInline => {
    if (inline.kind === 'math') return { ...inline, anchor: '' };
    return inline.kind === 'text' ? inline : { kind: 'text', text: inline.text };
  });
  return <Inlines content={quoted} />;
}

/** All formulas within, at once: there are few. */
export function drawAll(element: Element): void {
  for (const formula of element.querySelectorAll<HTMLElement>('.formula:not([data-drawn])')) {
    const tex = formula.dataset['tex'] ?? '';
    const why = drawFormula(formula, tex, formula.classList.contains('display'));
    formula.dataset['drawn'] = '';
    formula.removeAttribute('style');
    if (why !== undefined) formula.textContent = tex;
  }
}
