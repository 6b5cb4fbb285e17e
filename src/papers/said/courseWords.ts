/** Schedules that are told by what becomes of the rate: it stays where it began, falls along a straight line, is halved every few epochs. Data. */
import { one, type Wording } from './wording.ts';

/** How fast it learns, in whatever noun. */
export const rate = '(?:learning[ -]rates?|step[ -]?sizes?|lr|rates?|steps|strides?|pace)';
const falling =
  '(?:falls?|fell|falling|sinks?|sank|sinking|descend\\w*|shorten\\w*|shrink\\w*|shrank|shrunk|slides?|slid|declin\\w*|com(?:es|e|ing) down|came down|taper\\w*|drops?|dropp\\w+|lower\\w*|reduc\\w*|decreas\\w*|anneal\\w*|decay\\w*|go(?:es|ing)? down|went down|brought down|return\\w*|fad(?:es|ed|ing)|let down)';
const it = '(?:it|they|all|both)';
const asItWas = `(?:as|what|where) ${it} (?:is|was|are|were|had been|began|begins?|started|starts?|stood|stands?)`;
/** Looked for only where a word or a pause begins: looking back from everywhere takes long. */
const ofRate = `(?:(?=[,(])|\\b(?=\\w))(?<=\\b(?:${rate}|peak)\\b[^;]{0,140})`;
/** Rates at which something is learned, and not dropped, masked or failed. */
const ownRate = String.raw`(?:learning[ -]rates?|step[ -]?sizes?|lr|(?<!\b(?:drop-?out|error|noise|mask\w*|exploration|sampling|frame|success|failure|growth|removal|decay|discount|update) )rates?|pace)`;
const value = String.raw`[\d·]+(?:e-?\d+)?(?: ?[×·] ?10\^?\(?[-−]?\d+\)?)?(?:\^\(?[-−]?\d+\)?)?`;
const at = `(?: (?:at|on|equal|constant|fixed|unchanged|the same|an?|value|level|of|to|${value}))*`;
/** From the beginning to the end. `throughout` may be throughout the paper. */
const always = String.raw`(?:all (?:along|the while|the time|through)\b|from (?:the )?(?:very )?(?:first|start|beginning|outset)\b[^.;]{0,16}? to (?:the )?(?:last|end|finish)\b|(?:for|during|over|through|in) (?:the |all )?(?:of )?(?:the )?(?:whole|entire|full|complete|all)(?: of)? (?:the )?(?:training|run|course|time|optimi[sz]ation|learning|schedule)\b|for all (?:of (?:the )?)?(?:training|(?:[\d,·]+ )?(?:steps|epochs|updates|iterations))\b|(?:un)?til the (?:very )?(?:end|last)\b|to the (?:very )?(?:end|last)\b|(?:in|at|for|during|after) (?:every|each|all) (?:single )?(?:steps?|updates?|epochs?|iterations?|rounds?)\b)`;

export const courseWords: readonly Wording[] = [
  one(
    'learning rate schedule',
    'inverse square root',
    String.raw`\b(?:rise|ramp|climb|warm-?up)\b[^.;]{0,40}? and (?:then )?(?:the |an )?inverse square root (?:after|from|afterwards|thereafter)\b|\binverse[- ](?:square[- ])?root (?:timetable|law|fashion|course|curve)\b|\bby the inverse (?:square )?root\b(?= ?[.,;)]|$| of (?:the )?(?:step|update|number of (?:steps|updates)|[tnk]\b))|${ofRate}\binverse root\b|\b(?:proportional|in proportion) to (?:the )?(?:[nktsi]\^\(?-(?:1/2|0·5)\)?|1/√ ?\(?\p{L}+)|${ofRate}(?:\b${falling}(?: (?:as|like|with|by|according to))?|=|\bmultiplied by|\bscaled by) ?(?:[\d·e-]+ ?[·×]? ?)?(?:(?:1|\p{L}{1,2}(?:_?0)?) ?/ ?(?:√|sqrt) ?\(?\p{L}|[nktsi]\^\(?-(?:1/2|0·5))`,
  ),
  one(
    'learning rate schedule',
    'cosine',
    String.raw`${ofRate}\b${falling}[^.;]{0,30}?\bcosine\b(?! (?:simil|dist))|${ofRate}\bas (?:a|half a) cosine (?:does|would)\b|\b(?:half a period|half a wave|a half[- ]wave|a half[- ]period|half) of a cosine\b|${ofRate}\bhalf[- ](?:wave|period)\b|\b(?:and|we|then) follow(?:s|ed)? a cosine\b|\bby a cosine\b`,
  ),
  // `multiplied by (1 - t / T)^0.9`.
  one(
    'learning rate schedule',
    'polynomial',
    String.raw`${ofRate}\(1 ?[-–−] ?\(?\p{L}\w{0,8} ?/ ?\p{L}\w{0,8}\)?\) ?\^ ?\(?(?:0·\d+|[2-9])`,
  ),
  // `fall as a power of time`, `decreasing steps γk = k^-1/2`.
  one(
    'learning rate schedule',
    'polynomial',
    String.raw`\b${rate}\b[^.;]{0,40}?\b${falling}[^.;]{0,24}? (?:as|like|with|by|following) (?:an? |the )?(?:inverse |negative )?power(?:[- ]law)?\b(?! of (?:two|ten|2|10)\b)|\b${rate}\b[^.;=]{0,60}= ?[^.;=]{0,24}\((?:1 ?\+ ?[tnk]|[tnk] ?\+ ?1)\)\^\(?-0·(?!5\d?\b)\d+`,
  ),
  one(
    'learning rate schedule',
    'inverse square root',
    String.raw`\b(?:decreasing|decaying|vanishing|diminishing|shrinking|${rate})\b[^.;=]{0,40}= ?[^.;=]{0,16}?(?:[nktsi]|\([^()]{1,5}\))\^\(?-(?:1/2|0·5)(?!\d)`,
  ),
  one('learning rate schedule', 'triangular', String.raw`\btriangular (?:policy|schedule|cycles?|learning)\b`),
  one('learning rate schedule', 'adaptive', String.raw`\b${rate}\b[^.;]{0,40}?\badaptive (?:rule|schedule|scheme)\b`),
  one(
    'learning rate schedule',
    'exponential',
    String.raw`\b(?:let(?:s|ting)? (?:the|its|this) )?${rate}\b[^.;]{0,60}?\b(?:decay\w*|falls?|anneal\w*|shrink\w*|declin\w*|decreas\w*) exponentially`,
  ),
  one(
    'learning rate schedule',
    'constant',
    String.raw`\b${rate}\b[^.;]{0,30}?\b(?:is|was|stays?|remains?) the same (?:throughout|from|all|during)\b|\b(?:never|not) (?:touch|alter|change|var(?:y|ied)|adjust|decay|anneal|lower|move|schedule|reduce)(?:s|d|ed|ing)? (?:the |its |this |our )?${rate}\b|\b(?=${rate})(?<!\bbelow\b[^.;]{0,30})${rate}\b[^.;]{0,40}?\b(?:(?:does|do|did) not|never|doesn't) (?:change|vary|move|decay|fall)s?(?:d|ed)?(?= ?(?:[.,;]|$|during|throughout|over|at all|in the course|from))|\b${rate}\b[^.;]{0,60}?\b(?:left|leave|let) (?:it |them )?(?:alone|untouched|unchanged|be\b)|\b${rate}\b[^.;]{0,60}?\b(?:stays?|stayed|remain(?:s|ed)?|is kept|was kept|kept|is left|was left|left)\b(?: for [^.;,]{3,50}?)? ${asItWas}\b|\b${rate}\b[^.;]{0,60}?\b(?:(?:was|is|were|are) )?(?:never|not) (?:touched|altered|varied|moved|lowered|adjusted)\b|${ofRate}\bwithout (?:any )?change (?:from|through|until|to the end)|\b(?:steady|unchanging|unvarying|invariable) (?:pace|rate|steps?|stride)\b|${ofRate}\bno (?:need|reason|cause|occasion) to (?:tamper|change|alter|lower|decay|anneal|touch|adjust|vary)|\b(?=\w)(?<=\b(?:(?<!strength|weight|share) rate|learning[ -]rate|step size|lr|strides?|pace|peak)\b[^;]{0,140})\b(?:held|kept|stays?|remains?|left) (?:there|at that (?:value|level|height))\b|${ofRate}\b(?:stays?|stayed|remains?|remained|is (?:kept|held)|was (?:kept|held)|rests?|keeps?|held|kept) (?:at |on )?[\d·e×-]{1,16}(?: for (?:all )?(?:the |its )?(?:remainder|rest|remaining)|,? (?:throughout|from then on|from there on|thereafter|afterwards|until the end|to the end|(?:during|over) (?:the )?(?:rest|remainder)))\b|\bat a (?:constant|fixed) \d|\ba fixed \d+(?:·\d+)?(?:e-\d+)? (?:is|was) (?:used|kept)\b|\bneither\b[^.;]{0,60}?\b${rate}\b[^.;]{0,40}? (?:chang|var(?:y|ie)|decay|move|f[ae]ll|(?:is|are|was|were) (?:chang|decay|vari|anneal|lower|adapt))|\bneither\b[^.;]{0,50}?(?<!\b(?:noise|temperature|mask\w*|curriculum) )\b(?:schedule|annealing)s?\b(?! (?:of|for))[^.;]{0,40}? (?:is|was|are|were|do|did|helped) |\bno decay of (?:either |both |the )*(?:[^.;]{0,24}? (?:or|and|nor) (?:of )?(?:the )?)?${rate}\b|${ofRate}, (?:held )?constant,? (?:preceded|throughout|from|after)|\bwarm-?up\b[^.;]{0,60}?, (?:and )?(?:then )?constant (?:afterwards|thereafter|after(?: that)?|from (?:then|there) on)\b|${ofRate}\bconstant (?:afterwards|thereafter)\b|${ofRate}\b(?:the same|equal) from (?:first to last|beginning to end|start to finish)|${ofRate}, (?:held|kept) constant\b|\bno (?:timetable|schedule) (?:for|of) the ${rate}|\b(?=\w)(?<=\b(?:${rate}|peak|it|they)\b[^;]{0,140})\b(?:remains?|remained|stays?|stayed|is (?:kept|held)|are (?:kept|held)) constant\b|(?<=\b(?:learning[ -]rates?|step[ -]?sizes?|lr)\b[^;]{0,120}\d(?: for [^.;]{1,30})?,? (?:and|in (?:both|all) cases|throughout) )constant\b|(?<=\b(?:adam\w*|sgd)\b[^;]{0,120}), constant (?:over|during|throughout) (?:the )?(?:training|run)`,
  ),
  one(
    'learning rate schedule',
    'constant',
    String.raw`\b(?:learning[ -]rate|step[ -]size|rate|step)s?\b[^.;]{0,50}?\b(?:which |that )?(?:is|are|was|were) neither (?:lowered|reduced|decayed|annealed|changed|raised|altered)\b|\b(?:the )?(?:former|latter|first|second|other) (?:remains?|stays?|stayed|is (?:kept|left)) (?:as it is|what it is|the same|unchanged|constant|fixed|where it is)\b(?<=\b(?:learning[ -]rate|step[ -]size|rate)s?\b[^.]{0,200})|\b${ownRate}\b[^.;]{0,60}?\b(?=\w)(?<!\b(?:if|when|where|until|than|as) [^.;]{0,20})(?:(?:stays?|stayed|remains?|remained|(?:(?:is|are|was|were) )?(?:kept|held|left))\b${at},? (?:throughout\b|${always})|(?:is|are|was|were)\b${at},? ${always})|\bun(?:changing|varying|altered) ${ownRate}\b`,
  ),
  // `0.1, the same in all rounds`, `are the same for all tasks and never decay`, `Adam at 5e-4, constant, for 15 epochs`.
  one(
    'learning rate schedule',
    'constant',
    String.raw`\b${ownRate}\b[^.;]{0,30}?,? the same (?:in|for|at|during|throughout|over) (?:all|every|each|both|the whole)\b|\b${ownRate}\b[^.;]{0,60}?\b(?:and|which) (?:is |are )?never (?:decays?|decayed|changes?|changed|falls?|lowered|annealed)\b|\b(?:adam\w*|sgd|rmsprop|momentum|descent)\b[^.;]{0,50}? at ${value}, (?:held |kept )?constant\b`,
  ),
  // `neither phase has a schedule`, `a rate of 0.1 in all rounds`, `it isn't changed on the way`.
  one(
    'learning rate schedule',
    'constant',
    String.raw`\b(?:(?:do|does|did)(?: not|n't) (?:use|need|have|follow|apply)|never (?:use|used)|(?:dispens|do)\w* (?:with|without)) (?:an? |any |the )?(?:${ownRate} )?schedule\b(?! of (?:noise|the noise|tasks))|\b(?:neither|none|no) (?:of [^.;]{1,24} )?(?:\p{L}+ )?(?:uses?|used|has|have|had|needs?|needed|follows?|gets?) (?:[^.;#]{1,40}? (?:or|nor) )?(?:an? |any )?(?:${ownRate} )?schedule\b|\b${ownRate}(?: of)? [\d·e-]+ (?:in|for|during|throughout|at|over) (?:all|every|each|the whole of) (?:the )?(?:\d+ )?(?:rounds?|epochs?|steps?|updates?|iterations?|training)\b|\b${ownRate}\b[^.;]{0,50}? (?:is|was|are|were)(?: not|n't| never) (?:changed|altered|touched|lowered|reduced|adjusted|annealed|decayed)\b(?! until| before)|\b(?:step size|${ownRate})\b[^.;]{0,40}? (?:and|,|which) (?:it )?(?:stays|remains|stayed|remained) (?:so|that way|like this|there|this size)\b`,
  ),
  // `the step is kept constant at η = 0.05`, `a constant η`, `the same η in all rounds`.
  one(
    'learning rate schedule',
    'constant',
    String.raw`(?:\bthe (?:step|rate)|\b(?:its|a) (?:step|learning rate) of [\d·e-]+|(?<![\p{L}\d])η(?: ?= ?[\d·e-]+)?)(?: (?:is|was|stays?|remains?))?(?: (?:held|kept|left))? (?:constant|fixed)(?! (?:during|for the first|before|until|over the first|to \d)\b)\b|(?<![\p{L}\d])η ?= ?[\d·e-]+ ?\((?:held |kept )?(?:constant|fixed)\)|\b(?:constant|fixed) (?:rate |step )?η(?![\p{L}\d])|\bthe same (?:η|(?:learning )?rate|step)(?: ?= ?[\d·e-]+| of [\d·e-]+)? (?:in|for|at|during) (?:all|every|each) (?:the )?(?:rounds?|epochs?|steps?|updates?|iterations?)\b`,
  ),
  // `γ = 0.05 being kept fixed all along`; a discount is no step.
  one(
    'learning rate schedule',
    'constant',
    String.raw`(?<![\p{L}\d])[ηαγ] ?= ?(?:0?·(?!9)\d+|\d+e-\d+),? (?:is |was )?(?:being )?(?:kept |held |left )?(?:fixed|constant|unchanged)\b(?! (?:until|before|for the first))|\b(?:${ownRate}|step)s?(?: sizes?)? (?:[ηαγ] ?=? ?[\d·e-]* )?(?:is|was|being) (?:kept |held )?(?:fixed|constant) (?:at|to) [\d·]`,
  ),
  // `The gain α is not scheduled`, `both μ and μ_p remain fixed`, `with a step of 0.01 throughout`.
  one(
    'learning rate schedule',
    'constant',
    String.raw`\b(?:gains?|${ownRate}|steps?)(?: (?:[ηαμ][^.;]{0,16}|of [^.;]{1,20}))?(?:,? which)? (?:is|was|are|were) (?:not|never) (?:scheduled|annealed|tapered|adapted|decayed)\b|(?<![\p{L}\d])[ηαμ](?:_?\p{L})?(?: and [ηαμ](?:_?\p{L})?)? (?:(?:is|are|was|were) )?(?:remains?|remained|stays?|stayed|held|kept) (?:fixed|constant|unchanged)\b(?! (?:until|for the first|before))|\b(?:step|gain|${ownRate})(?: size)? of ${value},? throughout\b|(?:rates?|gains?|steps?|step sizes?)\b[^.;]{0,40}? (?:was|were|is|are) (?:not|never) (?:altered|changed|touched|adjusted|modified|retuned)\b`,
  ),
  // `LR 8e-4, flat`, `rate flat at 3e-4`, `Schedule: none`, `the rate was maintained throughout`.
  one(
    'learning rate schedule',
    'constant',
    String.raw`\b${ownRate}\b:?(?: (?:of|is|was|stays|kept|held|=|at))* ?(?:${value})?,? ?\(?(?:is |was |stays |kept |held |left )?flat\b(?! (?:minim|at first|for|until|over|region))|(?<=^|[.;•] ?)(?:lr |learning[- ]rate )?(?:schedule|scheduler|decay of the rate): ?(?:none|no|off|constant|flat)\b|\b${ownRate}\b[^.;]{0,40}? (?:is|was|were|are) maintained(?: at ${value})?(?: (?:throughout|to the end|for all))?(?= ?[.,;)]|$| throughout| for (?:the|all))(?! until)`,
  ),
  // `η is never lowered`, `their size does not change from round to round`, `the same in the last epoch as in the first`.
  one(
    'learning rate schedule',
    'constant',
    String.raw`(?<![\p{L}\d])[ηα](?:_?\p{L})? (?:is|was) (?:never|not) (?:lowered|reduced|changed|decayed|annealed|touched|altered|varied)\b|\b(?:steps?|rates?)\b[^.]{0,140}?\b(?:its|their) (?:size|length|value)s? (?:(?:do|does|did) not|never) (?:change|vary|shrink|fall|differ)(?:s|d|ed)?\b|\b(?:step|${ownRate})\b[^.;]{0,40}?,? and (?:it )?(?:is|was) never (?:lowered|reduced|changed|touched|altered)\b|\b(?:step|${ownRate})\b[^.;]{0,40}? (?:is|was|stays?|remains?) the same (?:in|at|on|during) (?:the|its) (?:last|final)\b[^.;]{0,24}? as (?:in|at|on|during) (?:the|its) (?:first|very first)\b|\b(?:step|${ownRate})\b[^.;]{0,24}? (?:was|is) left alone\b|\bno (?:need|reason|cause) to (?:let|have|make) (?:the |its )?(?:step|${ownRate})\b[^.;]{0,30}? (?:fall|decay|shrink|drop|sink|decline)\b|\bnothing (?:lowers|lowered|reduces|reduced|decays|changes|changed) (?:the |its )?(?:step|${ownRate})\b|\b(?:step|${ownRate})\b[^.;]{0,30}? (?:is |was )?(?:held|kept|left|stays?|stayed|remains?|remained) at ${value} (?:un)?til (?:the )?(?:training|learning|run|end)\b`,
  ),
  one(
    'learning rate schedule',
    'linear',
    String.raw`${ofRate}\b(?:in|along|on|as|down) (?:a )?straight line\b|\b(?=\w)(?<=\b(?:learning[ -]rates?|step[ -]?sizes?|lr|rates?|strides?|pace|peak\w*|adam\w*|sgd|warm\w*)\b[^;]{0,140})\b${falling}(?: again| off| back| thereafter| then)? linearly\b|${ofRate}\b(?:declin|fall|sink|descend|shrink)\w*(?: \w+)? linearly\b|${ofRate}\blinear(?:ly)? (?:down )?to (?:zero|nothing|0)\b|\blinear (?:fall|descent|decline)\b`,
  ),
  one(
    'learning rate schedule',
    'step',
    String.raw`\b(?:after|at|every|each)\b[^.;]{0,50}?\b(?:${falling}|divid\w*|cut) (?:the |its )?${rate} by (?:a factor of |an? )?[\d·]+|\b${rate}\b[^.;]{0,30}?\b(?:los[et]s?|losing|${falling}|cut|divid\w*) (?:it )?(?:by )?an? factor of (?:two|five|ten|\d+) (?:every|at|after|each)|\bdecay factor (?:of )?[\d·]+ (?:at|every|after)|\b(?:every|each) (?:[\p{L}\d,·]+ ){1,3}?(?:epochs?|steps|updates|iterations|passes)[^.;]{0,40}?\b${rate}\b[^.;]{0,20}?\b(?:halved|(?:cut|reduced|shrunk|split) in (?:half|two)|divided by|(?:lowered|reduced|shrunk|cut|multiplied) (?:by|to) )|\b${rate}\b[^.;]{0,40}?\b(?:(?:is|was|are|were) )?(?:halved|(?:cut|reduced|shrunk) (?:in|by) half)\b[^.;]{0,20}?(?:every|each|after|at) [^.;]{0,16}?(?:epoch|step|update|iteration|pass|\d)|\b(?:tenfold|ten-fold|fivefold|twofold)(?:,| each| once)? (?:at|after|every) |\b${rate}\b[^.;]{0,30}?, an? (?:tenth|fifth|half) of (?:it|that|this) (?:after|from) |\bboth (?:are|were) halved (?:at|after|every)|\b(?:divided|multiplied|reduced|lowered) by [^.;]{1,12} (?:after|at) the \d+(?:st|nd|rd|th)\b`,
  ),
];
