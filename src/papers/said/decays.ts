/** How a rate falls, told by words or by a little at a time. */
import type { Candidate } from './candidates.ts';
import { type Line, quoted } from './linear.ts';
import { firstOf } from './matches.ts';
import { amountOf } from './numbers.ts';
import type { Passage } from './passages.ts';
import { share, shareOf } from './shares.ts';
import { isWithin, type Span, withoutPoints } from './whose.ts';

const falls = String.raw`(?:decay|multipl|reduc|lower|drop|f[ae]ll|shrink|shrank|shrunk|decreas|anneal|scal|declin)\w*`;
const each = String.raw`(?:every|each|per|(?:after|with) (?:an?|each|every))`;
/** `falls by a factor of 0.98 after every epoch`: so little at a time that it is an exponential decay. */
const little = new RegExp(
  String.raw`\b(?:rates?|step[- ]sizes?|lr|it|which|steps|strides?)\b[^.;]{0,60}?\b${falls}[^.;]{0,30}? (0?·\d+|\d\d?(?:·\d+)? ?%)[^.;]{0,24}? ${each} (?:single )?(epoch|pass|sweep|step|iteration|update|round)\b(?! (?:of|in) )|\b${falls} (?:by )?(?:a factor of )?(0?·\d+)[^.;]{0,16}? ${each} (?:single )?(epoch|pass|sweep)\b|\b${falls} (?:the |its )?(?:learning[ -])?(?:rates?|step[- ]sizes?|lr) by (?:a factor (?:of )?)?(0?·\d+|\d\d?(?:·\d+)? ?%) ${each} (?:single )?(epoch|pass|sweep|step|iteration|update)\b`,
  'i',
);
const rate = String.raw`(?:learning[ -]?rates?|step[ -]?(?:sizes?|lengths?)|lr|(?<!\b(?:drop-?out|error|noise|weight|mask|exploration|sampling) )rates?|strides?|pace)`;
const namesRate = new RegExp(rate, 'i');
const cut = String.raw`(?:decay|divid|multipl|reduc|lower|drop|f[ae]ll|shrink|shrank|shrunk|decreas|cut|los[et]|losing|declin|sink|sank|left|leav|brought|go(?:es)? (?:down)?|went|scal|anneal)\w*`;
/** How far it falls, by a word; the rate stands before or behind. */
const wordFactors: readonly (readonly [factor: number, words: string])[] = [
  [0.5, String.raw`halv(?:ed?|es|ing)\b|${cut}(?: [a-z-]+){0,3} (?:by|in|to|into) (?:a |one )?half\b(?! (?:a )?cosine)|${cut} in two`],
  [
    0.1,
    String.raw`decimat\w*|${cut}[^.;]{0,40}? (?:tenfold|ten-fold|by (?:an?|one) (?:order of magnitude|factor of ten|decade))|${cut}[^.;]{0,30}? to (?:an?|one) tenth(?= of (?:it\b|what|the\b)(?![^.;]{0,40}\b(?:cosine|linear))|[,.;]|$| (?:at|after|every))|an? tenth (?:of (?:it|the [a-z -]+) )?(?:is|was|remains?|are) (?:left|kept)`,
  ],
  [
    0.2,
    String.raw`${cut}[^.;]{0,40}? (?:fivefold|five-fold)|${cut}[^.;]{0,30}? to (?:an?|one) fifth(?= of (?:it|what|the)|[,.;]|$| (?:at|after|every))`,
  ],
];
const turns = String.raw`\b(?:at|after|every|each|in|on|once|when|whenever)\b[^.;]{0,40}?(?:epoch|step|update|iteration|pass|training|\d)`;
const wordy = wordFactors.map(
  ([factor, words]) =>
    [
      factor,
      new RegExp(
        String.raw`\b(?:${rate}|it)\b[^.;]{0,60}?\b(?:${words})|\b(?:${words})[^.;]{0,40}?\b(?:the|its|this|our) (?:[a-z]+ )?${rate}\b|\b(?=[^.;]{0,30}\b${rate})(?:${words})|\b(?:halve|halving) it\b`,
        'i',
      ),
      words,
    ] as const,
);
/** Something falls by so much at such times. */
const inSteps = new RegExp(
  String.raw`^(?=.*\b${rate}\b)(?=.*(?:\b(?:${cut}|divid\w*)\b[^.;]{0,40}?\b(?:by|factor of|to an?|tenfold|fivefold)\b|\b(?:halv\w*|decimat\w*|tenth|tenfold|ten-fold|fivefold)\b)).*?${turns}`,
  'i',
);

const counted =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const tens = 'twent thirt fort fift sixt sevent eight ninet'.split(' ');
const inTens = String.raw`(?:${tens.join('|')})(?:ieth|y-(?:${counted.slice(0, 9).join('|')}))`;
const ordinal = String.raw`(\d+(?=st|nd|rd|th)|${inTens}|${counted.toReversed().join('|')}|hundredth)(?:st|nd|rd|th)?`;

function ordinalOf(written: string): number {
  const [ten = '', one = ''] = written.toLowerCase().split(/ieth$|y-/);
  const value = tens.includes(ten) ? (tens.indexOf(ten) + 2) * 10 + counted.indexOf(one) + 1 : counted.indexOf(ten) + 1;
  return ten === 'hundredth' ? 100 : value === 0 ? Number(written.replaceAll(',', '')) : value;
}

/** `1e-3 for the first 1500 of the steps and a tenth of this for the rest`. */
const twoParts =
  /\b(?:rates?|steps?(?:[- ]sizes?)?|lr|this|it)\b[^;]{0,90}?\b(?:for|during|over|in|throughout) (?:the|its|each (?:[\p{L}-]+'s)) first ([\d,]+|\p{L}+)(?: of the(?: \d+)?)? (epochs|passes|sweeps|steps|updates|iterations|batches)(?:,? (?:and|then|but)|,) (?:(?:is|was|then|it|we) )*(?:(?:reduced |lowered |cut |set |dropped |brought )?(?:to )?(?:an?|one) (half|quarter|fifth|tenth|hundredth)(?: (?:thereof|of (?:this|that|it|its value)))?|(?:multiplied by|times|×) (0·\d+)|(?:divided by|lowered by a factor of|(?:reduced|cut) by a factor of) (\d+))(?= (?:there)?after| from (?:then|there) on| for (?:the|all) (?:remain|rest|last|other)| (?:until|to) the end| (?:in|during|over) (?:the|all) (?:remain|rest|last|other)|[.,;)]|$)/iu;
const namesStep = /\b(?:rate|step(?: size)?|lr)\b[^.;]{0,40}\.?\s*$/i;
const fractions: Readonly<Record<string, number>> = { half: 0.5, quarter: 0.25, fifth: 0.2, tenth: 0.1, hundredth: 0.01 };
const milestones: readonly { readonly pattern: RegExp; readonly unit: 'epochs' | 'steps' }[] = [
  // `divided by ten after the 120th and once more after the 160th of them`.
  {
    pattern: new RegExp(
      String.raw`\b(?:${falls}|divid\w*|cut|halved) [^.;]{0,30}?(?:after|at|with) the ${ordinal}(?: epoch)?(?:,? and,? (?:once more |again |then |a second time |finally )?(?:after |at )?the ${ordinal})?(?= of (?:them|these|altogether|in all|the|a total of|all)\b|,? of \d+| (?:epochs?|pass(?:es)?|rounds?|sweeps?)\b|[.,;]|$)`,
      'i',
    ),
    unit: 'epochs',
  },
  // `a tenth of it after the first 25,000 and a hundredth after 35,000 episodes`.
  {
    pattern:
      /\b(?:rate|step[- ]size|lr)\b[^.;]{0,30}?, an? (?:tenth|half|fifth) of (?:it|that|this) after (?:the first )?([\d,]+\d)(?:,? and an? (?:hundredth|quarter|tenth|fifth) (?:of (?:it|that) )?after (?:the first )?([\d,]+\d))? (?:steps|updates|iterations|episodes|batches)/i,
    unit: 'steps',
  },
];
/** `to 1e-3 and thereafter sank like half a cosine to a hundredth of that`. */
const portion = new RegExp(
  String.raw`\b(?:rates?|step[- ]sizes?|lr|strides?)\b[^.;]{0,60}? (\d+(?:·\d+)?e-\d+|0?·\d+)\b[^.;]{0,60}?\b(?:${falls}|sank|sink\w*|cosine|line|linear\w*)\b[^.;]{0,30}? to (${share}) of (?:that|this|it)\b`,
  'i',
);

function shareOrNumber(written: string | undefined): number | undefined {
  return written === undefined ? undefined : Number(written.replace('·', '.'));
}

/** `quoteOf`: the paper's words around a place of the line. */
export function decaysIn(
  { line, anchor, place, headings, previous }: Passage,
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
  for (const [factor, pattern, words] of wordy) {
    const match = firstOf(text, pattern);
    if (
      match === null ||
      isWithin(spans, match.index) ||
      /\b(?:batch|error|loss|ε|explor\w*|temperature|cosine|linear\w*)\b/i.test(match[0])
    )
      continue;
    if (factor === 0.5 && !namesRate.test(text)) continue;
    found.push(given(match, 'learning rate decay factor', factor));
    const around = text.slice(Math.max(0, match.index - 70), match.index + match[0].length + 70);
    if (
      words !== '' &&
      inSteps.test(around) &&
      !/plateau|improv|stall|stagnat|progress|gain|\bif\b|each epoch|not (?:f[ae]ll|decreas)/i.test(text)
    )
      found.push(given(match, 'learning rate schedule', 'step'));
    break;
  }
  const bit = firstOf(text, little);
  if (bit !== null && !isWithin(spans, bit.index) && !/\bweight decay|\bε|epsilon|temperature|\bexplor/i.test(bit[0])) {
    const unit = bit[2] ?? bit[4] ?? bit[6];
    const written = bit[1] ?? bit[3] ?? bit[5] ?? '';
    const told = Number(written.replace('·', '.').replace(/ ?%$/, '')) / (written.endsWith('%') ? 100 : 1);
    // `by 5 %` is what is taken away.
    const isLoss = written.endsWith('%') && told < 0.5 && /\bby [^.;]{0,12}$/.test(text.slice(0, text.indexOf(written, bit.index)));
    const factor = isLoss ? 1 - told : told;
    if (factor > 0.5 && factor < 1) {
      if (isLoss) found.push(given(bit, 'learning rate decay factor', Number(factor.toPrecision(6))));
      found.push(given(bit, 'learning rate schedule', 'exponential'));
      if (unit !== 'round')
        found.push(given(bit, /epoch|pass|sweep/.test(unit ?? '') ? 'learning rate decay epochs' : 'learning rate decay steps', 1));
    }
  }
  for (const { pattern, unit } of milestones) {
    const match = firstOf(text, pattern);
    if (match === null || isWithin(spans, match.index)) continue;
    for (const written of match.slice(1).filter((group) => group !== undefined))
      found.push(given(match, `learning rate decay ${unit}`, ordinalOf(written)));
  }
  const halves = firstOf(text, twoParts);
  const until = amountOf(halves?.[1] ?? '');
  if (
    halves !== null &&
    until !== undefined &&
    !isWithin(spans, halves.index) &&
    // `This is 0.02 in the first four passes`, where the step was spoken of.
    (!/^(?:this|it)\b/i.test(halves[0]) || namesStep.test(previous ?? ''))
  ) {
    const [, , unit = '', fraction, times, divisor] = halves;
    const factor =
      fraction === undefined ? (times === undefined ? 1 / Number(divisor) : Number(times.replace('·', '.'))) : fractions[fraction];
    const first = /^(?:this|it) (?:is|was) (\d[\d·e-]*)/i.exec(halves[0])?.[1];
    if (first !== undefined) found.push(given(halves, 'learning rate', Number(first.replace('·', '.'))));
    if (factor !== undefined) found.push(given(halves, 'learning rate decay factor', factor));
    found.push(
      given(halves, 'learning rate schedule', 'step'),
      given(halves, `learning rate decay ${/epoch|pass|sweep/.test(unit) ? 'epochs' : 'steps'}`, until),
    );
  }
  const end = firstOf(text, portion);
  const [peak, last] = [shareOrNumber(end?.[1]), shareOf(end?.[2] ?? '')];
  if (end !== null && peak !== undefined && last !== undefined && peak < 1 && !isWithin(spans, end.index))
    found.push(given(end, 'final learning rate', Number((peak * last).toPrecision(6))));
  return found;
}
