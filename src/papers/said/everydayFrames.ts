/** Ways of saying of those who tell of training in everyday words: what is locked in a drawer, left out in turn, begins by lot. Data. */
import { type Frame, frame } from './frame.ts';

const rows = '(?:rows|ranks|tiers|storeys|floors) of (?:hidden |middle |inner )?(?:neurons|cells|units|nodes)';
const things = String.raw`(?:[a-z-]+ )?[a-z-]{2,}s`;
const start = String.raw`\b(?:begin|began|begun|begins|start|starts|started|starting|initial|initially|at (?:the )?(?:first|start|beginning|outset)|in the beginning|own random|random weights)\b`;
const hidden = String.raw`\b(?:locked|sealed|wrapped|put away|laid away|hidden|stored away|left untouched|kept (?:unseen|secret|untouched|under lock)|not (?:looked at|opened|touched|shown)|nobody|no one|no-one|never (?:looked|opened|touched|shown|seen))\b`;

export const everydayFrames: readonly Frame[] = [
  frame(String.raw`\b${rows}(?:,|:|,? (?:with|of|holding))? LIST(?=[.,;)]|$| (?:of them|wide|long|strong))`, [
    'hidden units',
    'hidden units',
    'hidden units',
  ]),
  frame(
    String.raw`\b(?:an?|one|single|only|just) (?:single |only |hidden )?(?:middle|hidden|inner|intermediate) (?:row|rank|tier|storey) (?:of|with|holding) NN`,
    ['hidden units'],
    { fits: 'count' },
  ),
  // What is at the end are the outputs, what is in front the inputs.
  frame(
    String.raw`NN (?:of them |${things} )?(?:(?:sit|sat|stand|stood|are|were|is) )?(?:in (?:the )?front|at the (?:front|input|beginning|bottom))\b[^.;#]{0,20},? (?:and )?NN (?:${things} )?in the middle,? (?:and )?NN (?:${things} )?(?:behind|at the (?:end|back|top|output)|in the (?:back|rear))`,
    [undefined, 'hidden units', undefined],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:${things} )?(?:in the middle|between),? (?:and )?NN (?:${things} )?(?:behind|at the (?:end|back|top|output)|in the (?:back|rear))`,
    ['hidden units', undefined],
    { fits: 'count' },
  ),
  // Each part is predicted of the others.
  frame(
    String.raw`\b(?:divided|split|cut|dealt|separated|sorted|broken|shared)(?: up| out)?[^.;#]{0,24}? in(?:to)? NN (?:equal |equally large |random )*(?:groups|parts|teams|portions|heaps|piles|lots|bundles|blocks|pieces|packets|shares)\b(?=[^.;#]{0,40}? #_* (?:of them |parts )?(?:for|to) \w+ (?:and )#_* (?:of them )?(?:for|to)[^.;]{0,24}? in turn)[^.;#]{0,40}? NN[^.;#]{0,40}?NN`,
    ['folds', undefined, undefined],
    { fits: 'few' },
  ),
  frame(
    String.raw`\b(?:divided?|split|cut|dealt|deal|separated?|sorted|broken?|shared)\b[^.;#]{0,40}? into NN (?:equal |equally large |random )*(?:groups|parts|teams|portions|heaps|piles|lots|bundles|blocks|pieces|packets|shares)\b(?=[^.;]{0,40}? one (?:part |group |of them |\w+ )?at a time)`,
    ['folds'],
    { fits: 'few' },
  ),
  frame(
    String.raw`\b(?:divided|split|cut|dealt|separated|sorted|broken|shared)(?: up| out)?(?: at random| randomly| by lot)?,? in(?:to)? NN (?:equal |equally large |random )*(?:groups|parts|teams|portions|heaps|piles|lots|bundles|blocks|pieces|packets|shares)\b(?=[^#]{0,80}?\b(?:each|every|one|a) (?:\w+ ){0,3}?(?:in turn|at a time|is|was|being|left out|of (?:them|these|which))\b[^#]{0,60}?\b(?:left out|predicted|tested|judged|kept out|held out|set aside|examined|the (?:other|rest|remaining|others))|[^.]{0,80}? in turn\b)`,
    ['folds'],
    { fits: 'few' },
  ),
  frame(
    String.raw`\b(?:each|every one) of the NN (?:groups|parts|teams|portions|heaps|blocks|hospitals|sites|centres|centers|schools|classes|regions|years|plots|villages|subjects|patients|farms|catchments|stations|buildings)(?: (?:is|was))?,? in turn,?(?: (?:is|was|being))? (?:kept|left|held|set|put|taken)(?: (?:aside|out|away|back))?`,
    ['folds'],
    { fits: 'few' },
  ),
  frame(
    String.raw`\b(?:from|by|of|on) the (?:other|remaining) NN(?=[.,;)]|$| (?:groups|parts|teams|portions|heaps)\b)(?<=\b(?:groups|parts|teams|portions|heaps|piles|lots)\b[^.]{0,60}\b(?:each|every|turn|out)\b[^.]{0,90})`,
    [undefined],
  ),
  // Where weights begin.
  frame(
    String.raw`${start}[^.;#]{0,60}?\b(?:any |random )?(?:numbers?|values?|anything|anywhere|weights?)\b[^.;#]{0,40}? (?:between|from) NN (?:and|to) NN`,
    ['initialization', 'initialization'],
    { role: 'range' },
  ),
  frame(
    String.raw`\bweights?\b[^.;#]{0,40}? (?:between|from) NN (?:and|to) NN(?=[^.;#]{0,30}\b(?:at the (?:start|beginning|outset)|to begin with|before (?:learning|training)|equally (?:likely|probable)|same probability|initially))`,
    ['initialization', 'initialization'],
    { role: 'range' },
  ),
  frame(
    String.raw`${start}[^.;#]{0,60}?\b(?:bell(?:[- ]shaped)? curve|normal curve|gaussian curve)\b[^.;#]{0,30}? (?:width|spread|deviation)(?: of| is)? NN`,
    ['initialization'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`${start}[^.;#]{0,60}?\brandom (?:numbers?|values?|weights?)\b[^.;#]{0,30}? (?:standard deviation|deviation|spread|width)(?: of| is)? NN`,
    ['initialization'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`\b(?:starting|initial|first) (?:weights|values of the weights|coefficients)\b[^.;#]{0,50}? (?:between|from) NN (?:and|to) NN`,
    ['initialization', 'initialization'],
    { role: 'range' },
  ),
  // Parts of the data: those that teach, and those that nobody looks at.
  frame(
    String.raw`\b(?:the )?(?:other|remaining|rest,?) NN (?:${things} )?(?:are|is|were|was|served?|went|go|remained)? ?(?:there |used |kept |meant |left )?(?:for|to|in|as) (?:the )?(?:teach\w*|school\w*|practi[cs]\w*|lessons?|instruct\w*)`,
    ['training examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`(?:these|those|the last|the final|the other|the remaining|another|a further|further) NN (?:${things}),? (?:(?:which|that|and|they|we|I|were|was|are|is|have been|had been) )*${hidden}`,
    ['test examples'],
    { fits: 'count', unless: /\b(?:validation|development|tun(?:e|ed|ing)|watch|parameters|weights)\b/i },
  ),
  frame(
    String.raw`\b(?:learned|learnt|learns?|taught|trained|practi[cs]ed) (?:from|on|with) NN (?:${things} )?(?:and|,|, and) (?:(?:it|was|is|then|were|later) )*(?:examined|quizzed|tested|judged|tried|graded|marked|checked) (?:on|with|by) (?:the (?:other|remaining) )?NN`,
    ['training examples', 'test examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:[\w-]+ ){1,8}?(?:teach|train|school|instruct)s?(?: (?:the|our) (?:model|network|net))?[,;:]? (?:and |while |whereas )?(?:the )?(?:other )?NN (?:[\w-]+ ){1,8}?(?:judge|test|examine|check|grade)s?(?=[.,;)]|$| (?:it|the))`,
    ['training examples', 'test examples'],
    { fits: 'count' },
  ),
  // `31 programs with 7102 loops train, 9 programs with 2112 loops test`: what is learned is what is counted last.
  frame(
    String.raw`NN ${things} (?:with|holding|of|containing|giving) NN ${things} train,? (?:and |while )?NN ${things} (?:with|holding|of|containing|giving) NN ${things} test\b`,
    [undefined, 'training examples', undefined, 'test examples'],
    { fits: 'count' },
  ),
  // In medicine: what a model is derived in, and what it is validated in.
  frame(
    String.raw`\b(?:derivation|development) (?:cohort|sample|population|group|data ?set)s?\b[^.#]{0,40}?[ (]NN(?! ?(?:%|years|days|weeks|months|hospitals|centres))[^#]{0,140}?\bvalidation (?:cohort|sample|population|group|data ?set)s?\b[^.#]{0,40}?[ (]NN(?! ?%)`,
    ['training examples', 'test examples'],
    { fits: 'count' },
  ),
];
