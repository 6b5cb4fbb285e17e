/** Formulas of one reading against those of another, each as it is drawn. */
import { inlinesOf, type Paper } from '../../../src/papers/document.ts';
import { drawn } from '../../support/formulaJudge.ts';

export interface Comparison {
  /** Of the reference, as far as KaTeX can draw it. */
  readonly drawn: number;
  readonly notDrawn: number;
  readonly same: number;
  /** Not there as read, and something is flagged in its place. */
  readonly flagged: number;
  /** Neither there nor flagged. */
  readonly missing: readonly string[];
  /** Presented as read, and the reference has nothing like it. */
  readonly foreign: readonly string[];
}

export function formulasIn(paper: Paper): readonly { readonly tex: string | null; readonly isDisplay: boolean }[] {
  return paper.nodes.flatMap((node) => [
    ...(node.kind === 'equation' ? [{ tex: node.tex, isDisplay: true }] : []),
    ...inlinesOf(node).flatMap((inline) => (inline.kind === 'math' ? [{ tex: inline.tex, isDisplay: false }] : [])),
  ]);
}

/** In whatever order: numbers of lines differ between readers, and formulas do not. */
export function compareFormulas(paper: Paper, reference: Paper): Comparison {
  const left = new Map<string, string[]>();
  let flagged = 0;
  for (const { tex } of formulasIn(paper)) {
    const shape = tex === null ? undefined : shapeOf(tex);
    if (tex === null || shape === undefined) flagged++;
    else left.set(shape, [...(left.get(shape) ?? []), tex]);
  }
  let same = 0;
  let notDrawn = 0;
  const missing: string[] = [];
  for (const { tex } of formulasIn(reference)) {
    const shape = tex === null ? undefined : shapeOf(tex);
    if (tex === null || shape === undefined) {
      notDrawn++;
      continue;
    }
    const same1 = left.get(shape);
    // Columns that are aligned at the point are formulas for LaTeXML; here they are words.
    if ((same1 === undefined || same1.length === 0) && /^-?[\d.,]+$/.test(tex)) continue;
    if (same1 === undefined || same1.length === 0) missing.push(tex);
    else {
      same1.pop();
      same++;
    }
  }
  const covered = Math.min(flagged, missing.length);
  return {
    drawn: same + missing.length,
    notDrawn,
    same,
    flagged: covered,
    missing: missing.slice(covered),
    foreign: [...left.values()].flat(),
  };
}

/** LaTeXML sets blanks and braces of its own. */
function shapeOf(tex: string): string | undefined {
  return drawn(tex, true)?.replaceAll(/<mtext>[\s\u00a0]*<\/mtext>|[\s\u00a0]+(?=<\/mtext>)|(?<=<mtext>)[\s\u00a0]+/gu, '');
}
