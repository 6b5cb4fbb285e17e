/** Ways of saying of those who tell of training in everyday words: what is locked in a drawer, left out in turn, begins by lot. Data. */
import { type Frame, frame } from './frame.ts';

const rows = '(?:rows|ranks|tiers|storeys|floors) of (?:hidden |middle |inner )?(?:neurons|cells|units|nodes)';
const moments = '(?:hours|days|weeks|months|years|minutes|quarters|seasons|half-hours|readings|measurements|values|observations)';
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
    String.raw`\b(?:from|by|of|on) the (?:other|remaining) NN(?=[.,;)]|$| (?:groups|parts|teams|portions|heaps)\b)(?<=\b(?:groups|parts|teams|portions|heaps|piles|lots)\b[^.]{0,120}\b(?:each|every|turn|out|one)\b[^.]{0,120})`,
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
  // `from 30 volunteers performing 6 activities`, `recordings of ten digits by six speakers`.
  frame(
    String.raw`\b(?:perform(?:ed|ing|s)?|carr(?:ied|ying) out|doing|did|making|made|executing|executed) NN (?:different |distinct |everyday |daily |hand |kinds of )*(?:activit(?:y|ies)|gestures|actions|movements|motions|signs|exercises)\b`,
    ['classes'],
    { fits: 'few' },
  ),
  frame(
    String.raw`\b(?:utterances|recordings|images|pictures|samples|drawings|clips|examples) of (?:the )?NN (?:different |spoken |written |handwritten |isolated )*(?:digits|letters|words|commands|keywords|characters|phonemes|vowels|symbols)\b(?=[,.;]| (?:by|from|spoken|uttered|written|drawn|said|pronounced))`,
    ['classes'],
    { fits: 'few' },
  ),
  // How far back is looked.
  frame(
    String.raw`\b(?:present|show|giv|fed|feed|see|look|read|receiv|know|learn|input|window|weather|data|values?|measurements|observations|record|flows?|prices|sales|histor|figures|forcing)\w*\b[^.;#]{0,60}? (?:preceding|previous|past|last|prior|foregoing) NN ${moments}\b(?! ?\()(?! (?:of (?:the )?training|were|was|are (?:kept|held|reserved|used for)))`,
    ['sequence length'],
    {
      fits: 'few',
      unless:
        /\b(?:test(?:ed|ing)?|held[- ]out|validation|evaluat\w*|average\w*|mean|median|moving|smooth\w*|replay|sealed|locked|dropout|readmi\w+|wards?|discharge[ds]?)\b/i,
    },
  ),
  frame(
    String.raw`\b(?:given|shown|sees?|reads?|fed|receives?|knows?|looks? at)\b[^.;#]{0,40}? NN ${moments} (?:before|that (?:precede|preceded|went before|lie before)|preceding|leading up|beforehand)\b`,
    ['sequence length'],
    { fits: 'few' },
  ),
  // How many networks that differ by chance alone.
  frame(
    String.raw`\b(?:each|every one|all) of the NN (?:groups|children|pupils|students|teams|members|participants|authors|colleagues) (?:(?:then )?(?:trained|trains|started|starts|built|builds|taught|raised|grew))\b[^.;]{0,40}? (?:its|their|his|her|a|an) own (?:network|model|net|copy|weights|random)`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:groups|children|pupils|students|teams|members|participants|colleagues) (?:each |independently )?(?:trained|started|built|taught|raised)(?: each)? (?:its|their|a|an) own (?:network|model|net|copy)`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(
    String.raw`NN (?:copies|networks|models|nets|such networks|trainings|calibrations|fits),? (?:which|that)? ?(?:differ|differed|differing) (?:only |solely |merely |from each other only )?(?:in|by) (?:nothing but |only |no more than )?(?:how the (?:dice|die|lot|coin)|chance|luck|(?:the |their )?(?:random|initial|starting|first))`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(
    String.raw`(?<=\b(?:luck|chance|hazard|fortune)\b[^.]{0,60})\b(?:train|calibrat|fit|fitted|ran|run|rais|build|built|teach|taught|made)\w* NN (?:of them|such (?:networks|models|nets)|(?:networks|models|nets|times|copies))`,
    ['seeds'],
    { fits: 'count' },
  ),
  // When it ends for want of progress, and when steps become shorter.
  frame(
    String.raw`\b(?:not|no|never|nothing|hardly)\b[^.;#]{0,40}?\b(?:smaller|lower|better|less|down|improved|gained|shrunk|fallen) (?:for|in|during|within|over) (?:the last )?NN (?:rounds|turns|laps|passes|epochs)\b(?<=\b(?:stop\w*|end\w*|halt\w*|quit\w*|until|home|finish\w*|ceas\w*)\b[^.]{0,140})`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:if|when|once|as soon as|after) (?:for |in |during )?NN (?:rounds|turns|laps|passes|epochs)(?: in a row| running)? (?:nothing|no \w+|without|with no)\b[^.;#]{0,40}?, (?:we|I|it|training|learning|the \w+) (?:went home|stop\w*|quit\w*|end\w*|finish\w*|halt\w*|gave up|g(?:o|oes) home)`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:after |every |each )+NN (?:rounds|turns|laps|passes),? (?:the |our |its )?(?:step|steps|stride|strides|rate|corrections?)(?: size)? (?:is|are|was|were|gets?|becomes?) (?:made )?(?:half as (?:long|large|big|wide)|halved|cut in half)`,
    ['learning rate decay epochs'],
    { fits: 'count' },
  ),
  // What shrinks weights by itself.
  frame(
    String.raw`\b(?:every|each|all|the) (?:of the )?weights? (?:is|are|was|were|gets?) (?:also |then |in addition )?(?:shrunk|reduced|made smaller|diminished|pulled back) by NN(?! ?(?:×|times the (?:slope|gradient)))[^.;#]{0,24}?\b(?:after|at|with|in) (?:each|every)\b`,
    ['weight decay'],
    { fits: 'share' },
  ),
  frame(
    String.raw`\bB ?= ?(#_*)(?!_) (?:[\w-]+ ){1,3}?(?:drawn|picked|chosen|sampled|taken|selected) (?:at random|randomly|by lot)`,
    ['batch size'],
    {
      fits: 'batch',
    },
  ),
  // What is withheld.
  frame(
    String.raw`NN of (?:the |all |these |its )?(?:[\w-]+ )?(?:outputs|activations|units|neurons|cells|states|nodes|features|signals)(?: [^\s.;#,]{1,6})? (?:is|are|was|were|being) (?:randomly |(?:each time )?at random )?(?:withheld|silenced|put to sleep|asleep|suppressed|hidden|muted|ignored|left out)\b(?=[^.;]{0,80}\b(?:train|learn|fit|updat|calibrat|correct|random|dropout|lot|pass)\w*)`,
    ['dropout'],
    { fits: 'share' },
  ),
  frame(
    String.raw`NN of (?:the |all |these |its )?(?:[\w-]+ )?(?:units|neurons|cells|nodes),? (?:chosen|picked|drawn) (?:by lot|at random|by chance),? (?:sleep|rest|are (?:silent|asleep|withheld|left out|ignored|switched off)|stay (?:silent|at zero)|do not take part)`,
    ['dropout'],
    { fits: 'share' },
  ),
  frame(
    String.raw`(?<!\b(?:drop-?out|exploration|error|heart|noise|mutation|growth|mask\w*|sampling|\w+ing|interest|exchange|tax) )\brate (?:began|begins|started|starts|set out|sets out|stood at first|opened) (?:at|from|with) NN`,
    ['learning rate'],
    {
      fits: 'rate',
      unless: /\b(?:explor\w*|greedy|mutation|birth|death|growth)\b/i,
    },
  ),
  frame(
    String.raw`\bcalibrat\w*\b[^.;#]{0,80}? (?:by|in|into|over|with|of|using) NN (?:equal |risk )?(?:groups|tenths|classes|strata|bands)\b(?=(?: of (?:equal|predicted|risk)| \()| by)`,
    ['bins'],
    { fits: 'few' },
  ),
  frame(String.raw`(?:^|[.;] )NN (?:[a-z]+ )?[a-z]{2,}s at a time(?=[.,;]|$)`, ['batch size'], {
    fits: 'batch',
    unless: /\b(?:decod|generat|evaluat|test|predict)\w*/i,
  }),
  frame(
    String.raw`\b1 (?:to|through|up to) NN,? (?:(?:is|are|was|were|served|used|put|taken) )*(?:as|for|being) (?:the |its |their |our )?(?:random )?seeds?\b`,
    ['seeds'],
    {
      fits: 'count',
    },
  ),
  frame(
    String.raw`\b[Ww]hat (?:remained|was left|is left|remains) (?:were|was|are|is) (?:some |about )?NN ${things}\b(?! (?:of|per|classes))`,
    ['training examples'],
    {
      fits: 'sized',
      unless: /\b(?:classes|parameters|weights|features|minutes|hours|days)\b/i,
    },
  ),
  frame(
    String.raw`\b(?:an)?other NN(?: ${things})?(?:, [^.;#]{3,40},)? (?:I|we|were|was|are) (?:(?:have|had|were|was|been) )*(?:kept|put|set|held|laid|left) (?:apart|aside|away|back|out)\b(?=[^.]{0,80}\b(?:still|honest|watch|see|check|monitor|whether|tell when|overfit\w*|validat\w*))`,
    ['validation examples'],
    { fits: 'sized' },
  ),
  frame(String.raw`\bof (?:altogether|in all|a total of|in total) NN (?:passes|epochs|rounds|sweeps)\b`, ['epochs'], { fits: 'count' }),
];
