/** What those say who tell of training in everyday words: slopes, corrections, rounds through all cards, neurons in the middle. Data. */
import { type ClauseRule, inGaps } from './clauseRule.ts';

const weights = String.raw`\b(?:weights?|coefficients?|parameters?|knobs|dials|strings|strengths|connections|synapses)\b`;
const slope = String.raw`\b(?:slopes?|gradients?|derivatives?|steepness|direction of steepest \w+)\b`;
const corrects = String.raw`\b(?:correct(?:s|ed|ing|ions?)?|adjust\w*|chang(?:e|es|ed|ing)|nudg\w+|mov(?:e|es|ed|ing)|updat\w+|push(?:es|ed)?|turn(?:s|ed)?|shift(?:s|ed)?)\b`;
const learner =
  /\b(?:networks?|nets?|models?|machines?|computers?|learners?|programs?|brains?|train\w*|learn\w*|practi[cs]\w*|weights?|worked through|cards)\b/iu;
const notLearning =
  /\b(?:annotat\w*|raters?|readers?|doctors?|experts?|judges?|listeners?|measur\w*|compil\w*|label\w*|weigh(?:ed|ing)|experiments?|seeds?|batch(?:es)?|augment\w*|per epoch|resampl\w*|bootstrap\w*|permut\w*|simulat\w*|shuffl\w*|evaluat\w*|tests?|tested|faster|slower|longer|shorter|larger|smaller|more|fewer|games?|episodes?|tosses|throws?|dice)\b/iu;
/** What is looked at before a correction: anything in the plural but what counts time, parts of a network or parts of training. */
const things =
  /^ (?!epochs?|passes|rounds|sweeps|steps|updates|iterations|times|seeds|runs|layers|hours of|minutes|seconds|weeks|years|gpus|devices|units|neurons|cells in|heads|classes|corrections|changes)(?:[a-z-]+ ){0,2}?(?:[a-z-]{2,}s|people|children|data)\b(?<!(?:steps|epochs|updates|iterations|seconds|minutes|passes|rounds|times|gpus|batches|layers|runs|seeds|weights|neurons|corrections|changes|percent|others|coordinates|dimensions|axes|directions|parameters|components|matrices))/iu;
const notOfUpdate =
  /\b(?:rate|pace|halv\w*|multipl\w*|divid\w*|decay\w*|evaluat\w*|test\w*|validat\w*|sav(?:e|es|ed|ing)|checkpoints?|stop\w*|noise|neighbou?rs?|critics?|target|buffer|environments?|episodes?|kernels?)\b/iu;

const plain: readonly Omit<ClauseRule, 'part'>[] = [
  // How often all is seen.
  {
    name: 'epochs',
    is: 'count',
    behind: /^ (?:times|rounds)\b(?! (?:as|more|larger|smaller|faster|slower))/iu,
    all: [
      /\b(?:sees?|saw|seen|shown|shows?|show|looks?|looked|read|reads|studie[sd]|pass\w*|go(?:es|ne)?|went|run|ran|runs|visit\w*|walk\w*|work(?:s|ed)?|taken|led|present\w*|met|meets?|practi[sc]\w*|rehears\w*|repeat\w*|train\w*|learn\w*|fed|given|offered)\b/iu,
      /\b(?:every|each|all|whole|entire|complete|full|through the|over the|through its|over its)\b/iu,
      /\b(?:data|material|pile|list|stack|cards?|book|collection|corpus|lessons?|examples?|images?|pictures?|samples?|sentences?|texts?|cases?|records?|patients?|leaf|leaves|exercises?|problems?|loops?|programs?|functions?|essays?|words?|scans?|letters?|specimens?|(?:training|learning|derivation|calibration|development) (?:sets?|samples?|cohorts?|parts?|cases|periods?|years|records))\b/iu,
    ],
    says: learner,
    none: notLearning,
    least: 2,
    most: 1e5,
    ratherThan: ['seeds', 'training steps'],
  },
  // How often the weights move.
  {
    name: 'training steps',
    is: 'count',
    behind: /^ times\b(?! (?:as|more|larger|smaller|faster|slower))/iu,
    all: [/# times/u, new RegExp(weights, 'iu'), new RegExp(corrects, 'iu')],
    none: notLearning,
    least: 20,
    most: 1e9,
    ratherThan: ['seeds', 'epochs'],
  },
  {
    name: 'training steps',
    is: 'count',
    behind: /^ times\b(?! (?:as|more|larger|smaller|faster|slower))/iu,
    all: [
      /# times/u,
      /\b(?:begins?|began|begun|starts?|started|go(?:es)?|went) (?:all )?(?:over )?(?:again|anew)\b|\b(?:this|that|these (?:two|three) (?:steps|things)) (?:(?:is|was|are|were|has been) )?(?:done|repeated)\b|\b(?:repeat(?:s|ed)?|did|do|doing|repeating) (?:all )?(?:this|that|the (?:two|three) steps)\b/iu,
    ],
    none: notLearning,
    least: 250,
    most: 1e9,
    ratherThan: ['seeds', 'epochs'],
  },
  {
    name: 'training steps',
    is: 'count',
    behind:
      /^ (?:such |of these |of those |little |small |tiny )*(?:corrections|changes|nudges|adjustments|moves)\b(?! (?:to|in|of) the (?:code|text|paper|rate))/iu,
    all: [/\b(?:after|for|in all|altogether|total|until|made|makes?|took|takes?|train\w*|end(?:s|ed)?|stop\w*|finish\w*)\b/iu],
    none: /\b(?:rate|halv\w*|every|each|evaluat\w*|test\w*|edit\w*|annotat\w*|gains?)\b/iu,
    least: 20,
    most: 1e9,
  },
  // How many decide one correction.
  {
    name: 'batch size',
    is: 'count',
    behind: things,
    all: [
      /\b(?:per|(?:after|for) (?:every|each)|every|before|(?:one|a|each|every|single|once)|together|at once|at a time|averag\w+|mean|sum(?:med)?)\b/iu,
      new RegExp(
        String.raw`${corrects}[^.;#]{0,30}?(?:${weights}|\b(?:itself|its mind|anything|the (?:network|model|net|brain)|of course)\b)|(?:${weights}|\b(?:anything|something|the (?:network|model|net|brain))\b)[^.;#]{0,30}?${corrects}|\b(?:makes?|one|each|every|a|single) (?:correction|nudge|adjustment|change of the weights|step downhill)\b`,
        'iu',
      ),
    ],
    none: new RegExp(`${notOfUpdate.source}|\\b(?:times|in all|altogether|random numbers?)\\b`, 'iu'),
    least: 1,
    most: 1e7,
    ratherThan: ['training examples'],
  },
  {
    name: 'batch size',
    is: 'count',
    behind: /^(?:[.,;)]|$)| at a time\b/iu,
    all: [
      new RegExp(
        String.raw`(?:${corrects}|\b(?:dealt|handed|given|shown|presented|fed)\b)[^.;]{0,70}?(?:after (?:every|each) #|, # at a time)`,
        'iu',
      ),
    ],
    none: notOfUpdate,
    least: 2,
    most: 1e7,
  },
  {
    name: 'batch size',
    is: 'count',
    behind: things,
    all: [
      new RegExp(
        String.raw`\b(?:each|every|one|a single) (?:mean )?${slope} (?:is|was|being)? ?(?:computed|estimated|taken|averaged|formed|found|worked out) (?:from|over|on|of) #`,
        'iu',
      ),
    ],
    none: notOfUpdate,
    least: 1,
    most: 1e7,
  },
  // How far they move.
  {
    name: 'learning rate',
    is: 'number',
    behind: new RegExp(String.raw`^ (?:times|of|×) (?:the|that|its|their|this)(?: \w+)? ?${slope}`, 'iu'),
    all: [/# \S+ \w+/u, new RegExp(`${weights}|${corrects}|\\b(?:subtract\\w*|steps?|downhill)\\b`, 'iu')],
    none: /\b(?:norms?|clip\w*|noise|old|previous|last|momentum|running|average|moving|penalt\w+)\b/iu,
    most: 10,
  },
  {
    name: 'learning rate',
    is: 'number',
    before: new RegExp(String.raw`${slope},? (?:times|multiplied by|×) $`, 'iu'),
    all: [new RegExp(`${weights}|${corrects}|\\b(?:subtract\\w*|steps?|downhill)\\b`, 'iu')],
    none: /\b(?:norms?|clip\w*|noise|penalt\w+|loss)\b/iu,
    most: 10,
  },
  {
    name: 'learning rate',
    is: 'number',
    behind: /^(?:[.,;)]|$| (?:and|throughout|all|at|for|from|in)\b)/iu,
    all: [
      /\b(?:pace|speed|rate) (?:at|with) which (?:it|the (?:network|model|net|machine)|they|(?:its|the) weights) (?:learns?|mov\w+|chang\w+)\b|\bhow (?:far|much|fast|strongly) (?:the |its |all |each )?(?:weights?|network|net|model|it) (?:is |are |was |were )?(?:moves?|learns?|changed?|moved|changes|corrected)\b|\b(?:size|length) of (?:each|every|a|the|one) (?:correction|nudge|step downhill|adjustment)\b/iu,
    ],
    none: /\b(?:clip\w*|at most|limit\w*|noise|decay\w*|momentum)\b/iu,
    most: 10,
  },
  // What is kept of the last correction, what limits it, what pulls back.
  {
    name: 'momentum',
    is: 'share',
    all: [/\b(?:of|from) (?:each|every|the|its) (?:old|last|previous|former|past) (?:correction|change|nudge|move|step|adjustment)s?\b/iu],
    none: /\b(?:slope|gradient)s? of\b/iu,
    least: 0.3,
    most: 0.9999,
  },
  {
    name: 'gradient clipping',
    is: 'number',
    before: /\b(?:longer|larger|bigger|more|greater|beyond|above|exceed\w*) (?:than )?$/iu,
    behind: /^(?:[.,;)]|$| (?:and|in|is|are)\b)/iu,
    all: [
      new RegExp(`\\b(?:correction|nudge|change of the weights)s?\\b|${slope}`, 'iu'),
      /\b(?:no|not|never|allow\w*|shorten\w*|cut|limit\w*|forbid\w*|none)\b/iu,
    ],
    most: 1000,
  },
  // Who sits in the middle.
  {
    name: 'hidden units',
    is: 'count',
    behind:
      /^ (?:[\p{L}-]+ )?(?:neurons|cells|units|nodes|children|pupils|students|knots|switches)?,? ?(?:sit |sat |stand |stood |are |were |placed )?(?:in (?:the middle|between)|between (?:them|the (?:inputs?|ends))|behind the inputs)\b/iu,
    all: [/\b(?:middle|between)\b/iu],
    says: /\b(?:inputs?|outputs?|networks?|nets?|layers?|neurons|behind|front|answers?)\b/iu,
    none: /\b(?:values?|weeks|days|months|hours|difference)\b/iu,
    least: 2,
    most: 1e5,
  },
  {
    name: 'hidden units',
    is: 'count',
    behind: /^(?:[.,;)]|$| and\b)/u,
    all: [/\b(?:rows?|ranks?|floors?|storeys?|tiers?) of (?:hidden |middle |inner )?(?:neurons|cells|units|nodes)(?:,|:| of| with)? #/iu],
    none: /\b(?:output|input)s?\b/iu,
    least: 2,
    most: 1e5,
  },
  {
    name: 'layers',
    is: 'count',
    behind:
      /^ (?:hidden |middle |inner |intermediate )*(?:rows?|ranks?|tiers?|storeys?|floors?)(?: of (?:hidden |middle |inner )?(?:neurons|cells|units|nodes)| of #| high| deep)\b/iu,
    all: [/\b(?:rows?|ranks?|tiers?|storeys?|floors?)\b/iu],
    says: /\b(?:networks?|nets?|hidden|neurons|inputs?|brain)\b/iu,
    none: /\b(?:tables?|matri\w+|house|building)\b/iu,
    least: 1,
    most: 200,
  },
];

export const plainRules = inGaps(plain);
