/** How a rate falls, told by words or by a little at a time. */
import type { Candidate } from './candidates.ts';
import { type Line, quoted } from './linear.ts';
import { isWithin, type Span, withoutPoints } from './others.ts';
import type { Passage } from './passages.ts';

const falls = String.raw`(?:decay|multipl|reduc|lower|drop|f[ae]ll|shrink|shrunk|decreas|anneal|scal)\w*`;
/** `falls by a factor of 0.98 after every epoch`: so little at a time that it is an exponential decay. */
const little = new RegExp(
  String.raw`\b(?:rates?|step[- ]sizes?|lr|it|which)\b[^.;]{0,60}?\b${falls}[^.;]{0,30}? (0?·\d+|\d\d(?:·\d+)? ?%)[^.;]{0,24}? (?:every|each|per|(?:after|with) an?) (?:single )?(epoch|step|iteration|update)\b(?! (?:of|in) )|\b${falls} (?:by )?(?:a factor of )?(0?·\d+)[^.;]{0,16}? (?:every|each|per|(?:after|with) an?) (?:single )?(epoch)\b`,
  'i',
);
const word =
  /\b(?:rate|step[- ]size|lr|it)\b[^.;]{0,60}?\b(halved)\b|\b(halve|halving) (?:the (?:learning |step )?(?:rate|size)|it\b)|\brate\b[^.;]{0,40}?\b(?:reduced|decreased|cut) (by half|in half)\b|\b(?:rate|step[- ]size|lr|it)\b[^.;]{0,60}?\b(?:drop|reduc|decreas|lower|fall|divid|decay|cut|shrink)\w* (tenfold|ten-fold|by (?:a|an|one) (?:order of magnitude|factor of ten|decade))\b/i;

/** `quoteOf`: the paper's words around a place of the line. */
export function decaysIn(
  { line, anchor, place, headings }: Passage,
  spans: readonly Span[],
  quoteOf: (line: Line, place: { readonly start: number; readonly end: number }) => string,
): Candidate[] {
  const text = withoutPoints(line.text);
  const given = (match: RegExpExecArray, name: string, value: number | string): Candidate => {
    const around = { start: match.index, end: match.index + match[0].length };
    return {
      name,
      value,
      stated: quoted(line, around.start, around.end),
      scope: [],
      quote: quoteOf(line, around),
      anchor,
      place,
      headings,
    };
  };
  const found: Candidate[] = [];
  const half = word.exec(text);
  if (half !== null && !isWithin(spans, half.index))
    found.push(given(half, 'learning rate decay factor', half[4] === undefined ? 0.5 : 0.1));
  const bit = little.exec(text);
  if (bit !== null && !isWithin(spans, bit.index) && !/\bweight decay|\bε|epsilon|temperature|\bexplor/i.test(bit[0])) {
    const unit = bit[2] ?? bit[4];
    const factor = Number((bit[1] ?? bit[3] ?? '').replace('·', '.').replace(/^\./, '0.'));
    if (factor > 0.5 && factor < 1) {
      found.push(given(bit, 'learning rate schedule', 'exponential'));
      found.push(given(bit, unit === 'epoch' ? 'learning rate decay epochs' : 'learning rate decay steps', 1));
    }
  }
  return found;
}
