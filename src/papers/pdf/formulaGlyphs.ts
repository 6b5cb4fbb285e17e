/** Glyphs and names that tell a formula. */
import type { Glyph } from './marks.ts';

const functions = new Set(
  'arccos arcsin arctan arg argmax argmin cos cosh cot coth csc deg det diag dim exp gcd hom inf ker lg lim liminf limsup ln log max min mod Pr sec sgn sign sin sinh softmax sup tan tanh tr Tr rank span Var Cov KL ReLU'.split(
    ' ',
  ),
);
/** Symbols that stand in text too, when no formula joins them: bullets, daggers, braces of code. */
export const textSymbols = /^[•∗*†‡§¶‖∥{}\\|◦○□■▪∎✓✗·⋆⋄◇<>⟨⟩¿¡©®™@~˜_–—-]$/u;
export const relation = /^[=<>≤≥≈∼≃≡≠∝∈∉⊂⊆⊃⊇→←↔⇒⇔↦≪≫:+−±∓×·∗∘⊕⊗∪∩∖/|-]$/u;
export function isFunctionName(word: string): boolean {
  return functions.has(word);
}

/** Only formulas have it. */
export function isCore({ font, text }: Glyph): boolean {
  return font.isMath || /[\u{1D400}-\u{1D7FF}∑-∳√∂∆∇∈-∌≤≥≠≈≡∝∞±×÷→⇒←↔∪∩⊂-⊇ℝℕℤℂℙ𝔼]/u.test(text);
}

/** Of the letters of text, how many are so. */
export function share(glyphs: readonly Glyph[], has: (glyph: Glyph) => boolean): number {
  const letters = glyphs.filter(({ text, font }) => !font.isMath && /\p{L}/u.test(text));
  return letters.length === 0 ? 0 : letters.filter(has).length / letters.length;
}
