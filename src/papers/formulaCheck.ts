/**
 * Whether a formula can be shown as it stands: every command in it is defined, and KaTeX reads it. The reader of a paper says “read” of a
 * formula only after this.
 */
import katex from 'katex';
import { z } from 'zod';

export type FormulaCheck =
  | { readonly isKnown: true }
  /** The commands are LaTeX’s own, and the formula is as the paper has it; it cannot be drawn. */
  | { readonly isKnown: true; readonly notDrawn: string }
  /** Something in it is defined nowhere that was read. */
  | { readonly isKnown: false; readonly reason: string };

/** KaTeX’s own shorthands, which LaTeX does not have: in a paper they are somebody’s macro that was not read. */
const katexOnly =
  /\\(?:Reals?|reals|R|N|natnums|Z|Complex|cnums|C|Q|H|BbbR|BbbN|bold|argmin|argmax|plim|Alef|alef|alefsym|and|Bra|Ket|bra|ket|braket|Braket|set|Set|clubs|diamonds|hearts|spades|Dagger|darr|dArr|Darr|uarr|uArr|Uarr|larr|lArr|Larr|rarr|rArr|Rarr|lrarr|lrArr|Lrarr|harr|hArr|Harr|empty|exist|image|infin|isin|lang|rang|or|plusmn|real|sdot|sect|sub|sube|supe|thetasym|weierp|sgn|ctg|tg|th|ch|sh|cth|cotg|cosec|arctg|arcctg|bigominus)(?![A-Za-z])/;
/** Of these the ones that LaTeX has as well. */
const latexToo = /^\\(?:ker)$/;

/** Of packages that papers use and KaTeX does not know. What they say is clear without being drawn. */
const latexOnly =
  /^\\(?:mathds|mathbbm|mathbbmss|bbold|mathbbold|mathpzc|mathcalligra|nicefrac|sfrac|cancelto|bigtimes|biguplus|oiint|oiiint|fint|dashint|iddots|adots|prescript|sideset|leftroot|uproot|shoveleft|shoveright|intertext|shortintertext|hfill|hfil|hdotsfor|xleftrightarrows|underaccent|accentset|overunderset|DOTSI|DOTSB|mathellipsis|Vvert|lvvvert|rvvvert|llbracket|rrbracket|llparenthesis|rrparenthesis|boxdot|shortmid|varotimes|bigboxplus|mathclap|smashoperator|MoveEqLeft|ArrowBetweenLines|vdotswithin|hphantom|eqmakebox|scalebox|resizebox|raisebox|rotatebox|reflectbox|fbox|framebox|parbox|makebox|circled|ding|SI|si|qty|num|unit|xrightarrow|multirow|multicolumn|cline|cmidrule|toprule|midrule|bottomrule|dotso|root|buildrel|displaylines|eqalign|pmatrix|matrix|cases|bordermatrix|joinrel|relbar|Relbar|mathpalette|mathchoice|hidewidth|noalign|omit|vbox|vcenter|hskip|vskip|kern|mskip|raise|lower|ooalign|overwithdelims|atopwithdelims|abovewithdelims|over|atop|above|textsc|textsl|textperthousand|textdegree|texttrademark|textsuperscript|textsubscript|uline|uwave|sout|xout|ldotp|cdotp|degree|celsius|ohm|perthousand|micro|mathit|mathnormal|iiiint|idotsint|openone|mathsfit|ttfamily|rmfamily|sffamily|bfseries|itshape|slshape|scshape|upshape|mdseries)$/;

const found = new Map<string, FormulaCheck>();
const maxFound = 20_000;

export function checkFormula(tex: string, isDisplay: boolean): FormulaCheck {
  const key = `${isDisplay ? 'd' : 'i'}${tex}`;
  const before = found.get(key);
  if (before !== undefined) return before;
  if (found.size >= maxFound) found.clear();
  const check = judged(tex, isDisplay);
  found.set(key, check);
  return check;
}

function judged(tex: string, isDisplay: boolean): FormulaCheck {
  const shorthand = katexOnly.exec(tex)?.[0];
  if (shorthand !== undefined && !latexToo.test(shorthand)) return undefinedIn(shorthand);
  try {
    parse(tex, { throwOnError: true, displayMode: isDisplay, strict: 'ignore', maxExpand: 10_000 });
    return { isKnown: true };
  } catch (error) {
    // KaTeX uses up the stack.
    if (error instanceof RangeError) return { isKnown: true, notDrawn: 'something in it is nested too deep' };
    const message = z.object({ message: z.string() }).safeParse(error).data?.message ?? 'unknown';
    const unknown = /Undefined control sequence: (\\.[A-Za-z@]*)/.exec(message)?.[1];
    if (unknown !== undefined && !latexOnly.test(unknown)) return undefinedIn(unknown);
    const why = unknown === undefined ? message.replace(/^KaTeX parse error: /, '').split(' at position')[0] : `${unknown} cannot be drawn`;
    return { isKnown: true, notDrawn: why ?? message };
  }
}

function undefinedIn(name: string): FormulaCheck {
  return { isKnown: false, reason: `uses ${name}, which is not defined in what was read` };
}

/** Exported by KaTeX for its own extensions, and not among its types. */
const katexParse: unknown = Reflect.get(katex, '__parse');

/** Only as far as needed to know: nothing is drawn. */
function parse(tex: string, options: Parameters<typeof katex.renderToString>[1]): void {
  if (typeof katexParse === 'function') Reflect.apply(katexParse, katex, [tex, options]);
  else katex.renderToString(tex, { ...options, output: 'mathml' });
}
