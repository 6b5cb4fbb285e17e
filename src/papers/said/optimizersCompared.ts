/** A paper that compares optimizers goes through them: none of them is the one that it uses, and what it tells of one is said for that one. */
import { gridOf } from './grid.ts';
import type { Passage, Passages } from './passages.ts';

const name =
  "(?:(?:plain|vanilla|standard|mini-?batch) )?(?:SGD(?:[ -]?M)?|GD|gradient descent|heavy[ -]ball|(?:classical |Polyak(?:['’]s)? )?momentum|(?:Nesterov(?:['’]s)?|NAG)(?: momentum)?|Ada[Gg]rad|Ada[Dd]elta|Ada[Mm]ax|Adafactor|AdaBelief|Adam[Ww]?|Adan|AMS[Gg]rad|N[Aa]dam|R[Aa]dam|RMS-?[Pp]rop|R-?[Pp]rop|L-?BFGS|LARS|LAMB|Lion|Shampoo|Sophia|Muon|SAM|SOAP|K-?FAC|Prodigy|Yogi|Lookahead|sign(?:SGD|um)|Signum)(?: with (?:(?:Nesterov|heavy[ -]ball) )?momentum| \\+ momentum)?";
const whole = new RegExp(`^${name}$`, 'iu');
const inRow = new RegExp(`(?<![\\p{L}\\d-])${name}(?:, (?:and )?${name})+,? (?:and|or|or by|and by) ${name}(?![\\p{L}\\d-])`, 'iu');
const each = new RegExp(`(?<![\\p{L}\\d-])${name}(?![\\p{L}\\d-])`, 'giu');
const compares =
  /\b(?:compar\w+|benchmark\w*|rank(?:s|ed|ing)?|race[ds]?|contest|shoot-?out|stud(?:y|ies|ied)|tested|tried|pitted|versus|vs\.?|against each other|side by side)\b/i;
const optimizers = '(?:optimi[sz]ers|optimi[sz]ation (?:methods|algorithms)|(?:adaptive|first-order|stochastic) methods|update rules)';
const comparesOptimizers = new RegExp(
  `${compares.source}[^.;]{0,60}\\b${optimizers}\\b|\\b${optimizers}\\b[^.;]{0,60}${compares.source}`,
  'i',
);

/** Names of optimizers and nothing else. */
export function areOptimizers(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.every((text) => whole.test(text));
}

export interface OptimizersCompared {
  /** As the paper calls them, in its order. */
  readonly names: readonly string[];
  readonly anchor: string;
  readonly place: Passage['place'];
  readonly headings: readonly string[];
  readonly quote: string;
}

/** Three of them at least, as the labels of a table or in a row in a sentence, where the paper says that it compares them. */
export function optimizersCompared({ tables, sentences }: Passages): OptimizersCompared | undefined {
  const own = sentences.filter(({ others, line }) => others.length === 0 && compares.test(line.text));
  const listed = own.find(({ line }) => inRow.test(line.text));
  if (listed === undefined && !own.some(({ line }) => comparesOptimizers.test(line.text))) return undefined;
  const labelled = tables.flatMap(({ table, headings }): OptimizersCompared[] => {
    const { rows, width } = gridOf(table);
    const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column]?.text ?? ''));
    const lines = [...columns, ...rows.slice(0, 3).map((row) => row.map((cell) => cell?.text ?? ''))];
    return lines.flatMap((line): OptimizersCompared[] => {
      const labels = [...new Set(line.filter((text) => text !== ''))];
      const names = labels.filter((text) => whole.test(text));
      return names.length >= 3 && names.length * 2 >= labels.length
        ? [{ names, anchor: table.anchor, place: 'table', headings, quote: names.join(', ') }]
        : [];
    });
  });
  const [best] = labelled.sort((one, other) => other.names.length - one.names.length);
  if (best !== undefined || listed === undefined) return best;
  const { anchor, place, headings, line } = listed;
  const row = inRow.exec(line.text)?.[0] ?? '';
  return { names: [...new Set(row.match(each) ?? [])], anchor, place, headings, quote: row };
}
