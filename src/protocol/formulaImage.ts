/** What `reproductionFormulas.js` gives the extension host: formulas as pictures, where no page of ours draws them. */

export interface FormulaLook {
  /** KaTeX’s style sheet. */
  readonly css: string;
  /** Of the ink, as CSS has it. */
  readonly color: string;
  /** A font that the style sheet names, in base64. */
  font(file: string): string;
}

/** An SVG that needs nothing besides; undefined: it cannot be drawn. */
export type FormulaImage = (tex: string, look: FormulaLook) => string | undefined;
