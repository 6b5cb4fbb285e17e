/** Whether two formulas are drawn alike: KaTeX’s MathML without annotations, rows and spaces. A cheap and exact judge. */
import katex from 'katex';

/** Undefined where KaTeX cannot draw it. */
export function drawn(tex: string, isDisplay = true): string | undefined {
  try {
    const mathml = katex.renderToString(tex, {
      output: 'mathml',
      throwOnError: true,
      displayMode: isDisplay,
      strict: 'ignore',
      macros: {},
    });
    return (
      mathml
        .replaceAll(/<annotation[\s\S]*?<\/annotation>/g, '')
        .replaceAll(/<\/?(?:mrow|semantics|mstyle)[^>]*>|<mspace[^>]*>(?:<\/mspace>)?|<mpadded[^>]*>|<\/mpadded>/g, '')
        // A sign in braces of its own has other distances to its neighbours, and is the same sign.
        .replaceAll(/ (?:lspace|rspace|linebreak)="[^"]*"/g, '')
        .replaceAll('\u2061', '')
    );
  } catch {
    return undefined;
  }
}

export function isSameFormula(a: string, b: string, isDisplay = true): boolean {
  if (a === b) return true;
  const left = drawn(a, isDisplay);
  return left !== undefined && left === drawn(b, isDisplay);
}
