/** Values that are told by verbs, with how many of how many: `one unit in ten is silenced`, `labels were softened by a tenth`. */
import { bankOf } from './bank.ts';
import type { Candidate } from './candidates.ts';
import { quoted } from './linear.ts';
import { firstOf } from './matches.ts';
import type { Passage } from './passages.ts';
import type { Entities } from './scopes.ts';
import { scopesIn } from './scoping.ts';
import { share, shareOf } from './shares.ts';
import { simulationTellings } from './simulationTellings.ts';
import { type ToldValue, tell } from './toldValue.ts';
import { isWithin, type Span, withoutPoints } from './whose.ts';
import { quoteOf } from './wordedValues.ts';

const part = `(?<part>${share})`;
const units = '(?:units|unit|activations?|neurons?|nodes|cells|features)';
const silence =
  '(?:silenc(?:e|ed|ing)|drop(?:ped|ping)?|zero(?:ed|ing)?|mut(?:e|ed|ing)|switch(?:ed|ing)? off|turn(?:ed|ing)? off|disabl(?:e|ed|ing)|knock(?:ed|ing)? out|strik(?:e|ing) out|remov(?:e|es|ed|ing))';
const updates = '(?:updates|steps|iterations|training|epochs|schedule|run|optimi[sz]ation|batches)';
const rising = '(?:ris(?:e|es|ing)|rose|climb\\w*|rais\\w*|warm\\w*|increas\\w*|ascen[dt]\\w*|lengthen\\w*|ramp\\w*|gr[eo]w\\w*|up)';
const nothing = '(?:zero|nought|nothing|0(?![·\\d]))';

/** Each is looked for once in a sentence; of one name the first counts. */
const tellings: readonly ToldValue[] = [
  // `The weights were changed after each pattern`, `after every presentation of an example`.
  tell(
    'batch size',
    `\\b(?:weights?|parameters|connections|update[sd]?|corrections?|changes)\\b[^.;\\d]{0,40}? (?:after|with|following|at|for) (?:(?:the |every |each )?presentations? of )?(?:each|every|a single|an individual|one)(?: (?:individual|single|training|learning|input))* (?:patterns?|examples?|samples?|presentations?|cases?|stimul(?:us|i)|vectors?)(?! of (?:the )?(?:whole|entire|complete|full|training|learning))(?=[.,;)]|$| (?:presentation|was|is|has|by|according|using|in|with|\\())`,
    1,
  ),
  tell(
    'dropout',
    `\\b${silence} (?:at random |randomly )?(?<part>one (?:[\\p{L}-]+ )?${units} (?:in|out of) (?:every )?(?:[\\p{L}-]+|\\d+))(?= |[.,;]|$)`,
  ),
  tell(
    'dropout',
    `\\b(?:struck out|${silence})\\b[^.;]{0,60}? ${part} of the inputs (?:to|of) (?:a|each|every|the) (?:round|layer|block)\\b`,
  ),
  // `Between the layers a fifth of the channels is dropped`, `every other unit is put to sleep`.
  tell(
    'dropout',
    `${part} of (?:the |its |their |all |these )*(?:hidden |input )?(?:${units.slice(3, -1)}|channels|(?:feature )?maps|connections) (?:is|are|was|were|being|gets?) (?:randomly |each time )?${silence}\\b`,
  ),
  // `… SiLU, then 30 % of the activations dropped`.
  tell(
    'dropout',
    `${part} of (?:the |its |their |all )*(?:hidden )?(?:${units.slice(3, -1)}|channels) (?:then |randomly |each time )*${silence}(?: out| at random)?(?=[.,;)]|$)`,
  ),
  tell(
    'dropout',
    `\\b${silence} ${part} of (?:the |its |their |all )*(?:\\d+ )?(?:hidden )?${units}\\b[^.;]{0,24}?\\b(?:while (?:learning|training)|during (?:learning|training)|at random|in (?:each|every) (?:step|update|pass))`,
  ),
  tell(
    'dropout',
    `\\bdrop-?out\\b[^.;]{0,20}? (?:keeps?|kept|retains?|leav(?:es|ing)) (?<kept>[a-z]+ (?:[a-z]+ )?(?:in|out of) (?:every )?[a-z]+)\\b`,
  ),
  tell(
    'dropout',
    `\\bevery (?:other|second) (?:hidden |input )?(?:unit|neuron|activation|feature|channel)s?\\b[^.;]{0,30}?\\b(?:${silence}|put to sleep|asleep)\\b`,
    0.5,
  ),
  tell(
    'gradient clipping',
    `\\b(?:norms?|length) of (?:the |all |its )*gradients?\\b[^.;]{0,40}?\\b(?:exceeds?|above|over|beyond|to|at|below|is) (?:unity|unit length)\\b|\\bgradient norms?\\b[^.;]{0,30}? (?:to|at|exceeds?|above) unity\\b`,
    1,
  ),
  ...(
    [
      ['validation fraction', '(?:validation|development|tuning|early stopping)'],
      ['test fraction', '(?:testing|(?:the )?tests?)'],
    ] as const
  ).map(([name, purpose]) =>
    tell(
      name,
      `\\b(?:the|its|their) (?:last|first|final|remaining|other) ${part}(?: of [^.;,]{1,30})? (?:is|are|was|were) (?:kept |set aside |held (?:out|back) |used |reserved |left |put aside |only )*for ${purpose}\\b`,
    ),
  ),
  tell(
    'validation fraction',
    `${part}(?: of [^.;,]{1,30})? (?:goes|go|went|is put|was put|are put|were put|fell|falls|comes?|came) (?:in)?to (?:the |a |our )?(?:validation|development|tuning)\\b`,
  ),
  tell(
    'test fraction',
    `${part}(?: of [^.;,]{1,30})? (?:goes|go|went|is put|was put|are put|were put|fell|falls|comes?|came) (?:in)?to (?:the |a |our )?test\\b`,
  ),
  tell(
    'test fraction',
    `${part}(?: of [^.;,]{1,30})? (?:goes|go|went|is put|was put|are put|were put|fell|falls|comes?|came) (?:in)?to (?:the |a |our )?(?:validation|development|tuning)(?: set| data| part)? and (?:as many|as much|another|the same(?: number| share)?|just as many) (?:in)?to (?:the |a )?test\\b`,
  ),
  tell(
    'warmup ratio',
    `\\b${rising}\\b[^.;]{0,60}? (?:first|initial) ${part} of (?:all |the |its |our |these )*(?:[\\p{L}]+ )?${updates}\\b`,
  ),
  tell(
    'learning rate',
    `\\b(?:takes?|took|with|and|makes?|walks? (?:in|with)) (?:[\\p{L}]+ )?(?<!\\bin )(?:steps|strides) of (?<part>(?:an?|one|two|three|five) (?:tenths?|hundredths?|thousandths?))\\b`,
  ),
  tell(
    'learning rate decay factor',
    `\\b(?:rates?|step[- ]sizes?|lr)\\b[^.;]{0,40}?, (?<part>(?:an?|one) (?:tenth|fifth|half|quarter)) of (?:it|that|this) (?:after|from) `,
  ),
  // `thus 42 numbers, all beginning at zero`, `the step size: one-thousandth`.
  tell(
    'initialization',
    `\\b(?:numbers|entries|weights|parameters|coefficients)(?:,| which| that|, which)? (?:all |each )?(?:begin|begins|start|starts|beginning|starting)(?: (?:off|out))? (?:at|from|as|with) (?:zeros?|nought|0)(?=[ .,;)]|$)`,
    0,
  ),
  tell(
    'learning rate',
    `\\b(?:step[- ]sizes?|learning rates?|rates?)(?::| is| was| of|,) (?:always |just |only )?(?<part>(?:an?|one|two|three|five)[ -](?:hundredth|thousandth)s?)(?![\\p{L}-]| of)`,
  ),
  // `Weights begin at zero`, `starting from w = 0`.
  tell(
    'initialization',
    `\\b(?<!\\b(?:bias|output|last|final|up|B) )(?:weights?|parameters|coefficients|iterates?|everything|action values|Q-?values|q-tables?|tables?|value estimates|factors)\\b(?: (?:of|in) (?:the |every |all )?[\\p{L}-]+)? (?:all )?(?:begin|began|start|started|(?:is|are|was|were) (?:all )?(?:initiali[sz]ed|set initially|initially set|initially))(?: (?:off|out))? (?:(?:at|from|as|to|with|by) )?(?:all )?(?:zeros?|0|the origin)(?=[ .,;)]|$)(?! (?:mean|bias))|\\b(?:start|starts|started|starting|begins?|beginning|initiali[sz]ed) (?:from|at|with|to) (?:the )?(?:[wθβWxu]_?0? ?= ?0|(?:zero|null) (?:vector|weights|initiali[sz]ation|matrix)|origin)(?=[ .,;)]|$)`,
    0,
  ),
  // `It tells oaks, birches and limes apart`: as many as are named.
  ...[2, 3, 4, 5, 6, 7].map((count) =>
    tell(
      'classes',
      `\\b(?:tell|tells|telling|told|keep|keeps|distinguish(?:es|ing)?|sort|sorts|sorting) (?:(?!(?:us|them|it|and|or|whether)\\b)(?:the )?[\\p{L}-]+(?: [\\p{L}-]+)?, ){${count - 2}}(?!us|them|it)(?:the )?[\\p{L}-]+(?: [\\p{L}-]+)?,? (?:and|from) (?:the )?[\\p{L}-]+(?: [\\p{L}-]+){0,2} (?:apart|from (?:one another|each other))\\b`,
      count,
    ),
  ),
  tell(
    'seeds',
    `\\b(?:all|everything|(?:each |every |the )?(?:training|experiment|run)s?)(?: of (?:this|it))? (?:is|are|was|were|has been) (?:done|run|repeated|trained|carried out|made) thrice\\b`,
    3,
  ),
  tell('gradient clipping', `\\b(?:gradients? |with |and |, )clipping (?:at|to) (?:a |the )?unit (?:norm|length)\\b`, 1),
  tell(
    'learning rate decay factor',
    `\\b(?:rates?|step[- ]sizes?|lr)\\b[^.;]{0,24}? (?:is|are|was|were) (?:set|cut|reduced|lowered|brought|brought down|decreased|dropped) to (?:only )?(?<part>(?:an?|one|two|three) (?:half|thirds?|quarters?|fifths?|tenths?)|half)(?: of (?:it|its|that|this)[^.;,]{0,20})? (?:once|when(?:ever)?|if|after|every|at|each|as soon as)\\b`,
  ),
  tell('gradient clipping', `\\bgradients?\\b[^.;]{0,30}? clipped (?:to|at) (?:a |the |have )?unit (?:[\\p{L}\\d]+ )?(?:norm|length)`, 1),
  tell('learning rate decay factor', `\\bboth (?:are|were) (?:then )?halved (?:at|after|every)\\b`, 0.5),
  tell(
    'final learning rate',
    `(?<=\\b(?:learning[ -]rates?|step[ -]sizes?|a step|rates?|lr|strides?|pace)\\b[^;]{0,140})\\b(?:touch(?:es|ed|ing)? ${nothing}|(?:all the way |down |linearly |from \\d[\\d·e-]* )to ${nothing}|(?:is|are|being|reach(?:es|ing)?|hits?|becomes?) ${nothing} (?:at|in|with|after|by|on) the (?:very )?(?:end|last|final)|until (?:it|they|this|the (?:learning )?rate) (?:is|are|reach(?:es)?|hits?|becomes?|gets? to) ${nothing}|vanish(?:es|ing)? (?:at|with|in|by|on) the (?:very )?(?:end|last|final))\\b|\\b(?:go(?:es|ing)?|com(?:es|ing)|f[ae]ll(?:s|ing)?|decay(?:s|ing|ed)?|anneal(?:s|ing|ed)?|sink(?:s|ing)?|brought|taken|lowered) (?:down )?to ${nothing} (?:with|along|as|by|on|over|following|like|in) (?:an? |the )?(?:half )?(?:an? )?(?:cosine|straight|line)`,
    0,
  ),
];

const tellingsIn = bankOf([...tellings, ...simulationTellings], ({ pattern }) => [pattern]);

export function toldIn(
  { line, anchor, place, headings, previous }: Passage,
  spans: readonly Span[],
  entities: Entities,
  known: readonly Candidate[],
): Candidate[] {
  const text = withoutPoints(line.text);
  const found: Candidate[] = [];
  for (const { name, pattern, value: given } of tellingsIn(text)) {
    const match = firstOf(text, pattern);
    if (match === null || isWithin(spans, match.index) || found.some((other) => other.name === name)) continue;
    const written = match.groups?.['part'];
    const remaining = shareOf(match.groups?.['kept'] ?? match.groups?.['lost'] ?? '');
    const value = remaining !== undefined ? Number((1 - remaining).toPrecision(6)) : written === undefined ? given : shareOf(written);
    if (value === undefined || known.some((other) => other.name === name && other.value === value)) continue;
    const around = { start: match.index, end: match.index + match[0].length };
    found.push({
      name,
      value,
      stated: quoted(line, around.start, around.end),
      scope: scopesIn(line.text, [{ ...around, count: 1 }], entities, previous)[0]?.[0] ?? [],
      quote: quoteOf(line, around),
      sentence: line.text,
      anchor,
      place,
      headings,
    });
  }
  return found;
}
