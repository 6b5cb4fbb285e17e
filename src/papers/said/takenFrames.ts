/** Ways of saying how many examples are taken out of others, made, or drawn only to measure, and how often all is done again. Data. */
import { exampleNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

const nouns = String.raw`(?:[\w–-]+ )?(?:${exampleNouns}|nodes|vertices|windows|digits)`;
const people = '(?:writers|speakers|authors|subjects|patients|persons|people|users|participants|hands|readers)';
/** Distributions that are drawn from by a line of code. */
const toys =
  '(?:(?:half-?|two )?moons|(?:concentric )?circles|rings?|blobs|spirals?|swiss rolls?|s-?curves?|checkerboards?|pinwheels?|half circles)';
const ofPart = (part: 'test' | 'validation'): string =>
  part === 'test' ? '(?:test|testing|held-out|evaluation)' : '(?:validation|development|dev)';
const vessel = '(?:set|part|data|sample|split)';
const bySome = String.raw`(?:by|from|of) #_* (?:other |different |new |further |unseen )?${people}`;
const perClass = String.raw`(?:per|(?:for|of|from|in) each(?: of the (?:#_* )?)?)[ ]?class(?:es)?`;
const fitted =
  '(?:temperatures?|scales?|thresholds?|step sizes?|learning rates?|ranks?|penalt(?:y|ies)|strengths?|regulari\\w+|stopping|constants?|hyper\\S+|calibration)';
const samples = '(?:samples|points|images|sequences|trajectories|draws|sentences)';
const trainings = '(?:seeds|runs|trainings|repetitions|repeats|restarts|trials)';
const redrawn = '(?:features|frequencies|weights|training (?:set|data|points|sample)|data(?: set)?|noise|set|sample|split|points|inputs)';
const learners = '(?:students|networks|nets|models|perceptrons|adapters|learners|classifiers|policies|agents|fits|chains|teachers|heads)';

export const takenFrames: readonly Frame[] = [
  // What a trained model makes is measured.
  frame(
    String.raw`(?<=\b(?:(?:final|trained|learned|learnt|averaged|fitted|resulting) (?:[\w-]+ )?(?:generator|model|flow|decoder|sampler|weights|network|chain|prior|posterior)|after (?:the )?training|for the (?:score|distance|measure|evaluation)s?|ancestral)\b[^.;#]{0,60})(?:draws?|drew|drawn|samples?|sampled|generates?|generated|takes?) NN (?:[\w-]+ )?${samples}(?! and as many)`,
    [undefined],
  ),
  frame(
    String.raw`\b(?:draw|sample|generate)s? NN (?:[\w-]+ )?${samples}(?= (?:with (?:DDIM|DDPM)|in [A-Z] ?∈|and (?:report|compute|compare|measure|judge|score|estimate|count)))`,
    [undefined],
  ),
  frame(
    String.raw`(?<=\b[Aa]fter (?:the )?(?:training|last (?:step|epoch))\b[^.;#]{0,12})NN ${samples} (?:are|were) (?:drawn|generated|made)`,
    [undefined],
  ),
  frame(String.raw`NN ${samples},? and (?:just )?as many (?:fresh|new|true|real|test|unseen|held-out) ${samples}`, ['test examples'], {
    fits: 'count',
  }),
  frame(
    String.raw`\bfor (?:the )?(?:evaluation|comparison|test(?:ing)?|final (?:evaluation|comparison)),? (?:we |I )?(?:draw |use |take |sample )?(?:another |a further )?NN (?:fresh|new|further|true|unseen|independent|other|more) ${nouns}`,
    ['test examples'],
    { fits: 'count' },
  ),
  // What serves for what.
  frame(String.raw`\b(?:another|further) NN ${nouns}, never (?:\w+ ){0,2}(?:trained on|seen|used|shown)`, ['test examples']),
  frame(
    String.raw`\band (?:another|a further) NN (?:${nouns} )?(?:to|for) (?:measure|measuring|compare|comparing|comparison|judge|judging|test|testing)\b`,
    ['test examples'],
  ),
  ...(['training', 'validation', 'test'] as const).map((part) =>
    frame(
      String.raw`\b(?:first|next|last|other|remaining) NN (?!hours|days|epochs|steps|episodes|runs|minutes)[a-z]+s (?:are|were|serve|go) (?:used |kept |taken )?(?:for|to) (?:the )?${part === 'training' ? '(?:train|fit|learn)' : part === 'test' ? 'test' : '(?:valid|develop|tun)'}`,
      [`${part} part`],
    ),
  ),
  ...(['test', 'validation'] as const).flatMap((part) => [
    frame(
      String.raw`NN (?:of (?:them|these|those) |${nouns} )?(?:are|is|form|forms|makes? up|constitutes?|serves? as|becomes?|(?:are|is) (?:used|kept|taken) as) (?:the|our|a) ${ofPart(part)} ${vessel}`,
      [`${part} part`],
    ),
    frame(
      String.raw`\b${ofPart(part)} ${vessel} (?:has|have|holds?|is|are|consists of|contains?|comprises|of) (?:another|a further|further|other|fresh|new) NN`,
      [`${part} part`],
    ),
    frame(
      String.raw`(?:the |and )(?:remaining|other|last|first|final) NN, [^,.;#]{3,40}, (?:(?:are|is|serve|serves) )?(?:for|to) (?:the )?${ofPart(part)}`,
      [`${part} part`],
    ),
  ]),
  frame(
    String.raw`\b(?:(?:is|are|was|were) (?:then )?tested|we test(?:ed)?) (?:with|by|on) (?:the same )?NN (?!seeds|runs|steps|episodes|games|samples|levels|values|settings|lengths|tasks|environments|models|data)[a-z]+s\b`,
    ['test examples'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:test|tested|evaluate|evaluated|report\w*|measured|scored|judged) (?:on|with|by) (?:the |its |their )?(?:(?:official|public|standard|published|original) )*(?:development|validation|dev) (?:set|part|split|data),? (?:which |that )?(?:has|of|with|holds|contains|comprises) NN`,
    ['test examples'],
  ),
  frame(String.raw`NN (?:[\w-]+ )?[a-z]+s ${bySome} for (?:the )?train\w*(?:,| and|, and|;) NN (?:[\w-]+ )?${bySome} for (?:the )?test`, [
    'training part',
    'test part',
  ]),
  frame(
    String.raw`NN (?:of (?:the |our )?[\w-]+ )?(?:remain|remains|are left|is left|stay|stays) (?:for|to) (?:the )?(?:train|fit|learn)`,
    ['training part'],
  ),
  frame(
    String.raw`NN (?:[\w-]+ )?(?:for|to) (?:the )?(?:fit|fitting|choice|choosing|estimation|search|setting)(?: of)? (?:the |its |a |all )*${fitted}`,
    ['validation part'],
  ),
  frame(
    String.raw`\bof (?:the |its |all |these |those )*NN (?:[\w-]+ ){0,2}[a-z]+s\b[^.;#]{0,50}? (?:we|I) (?:keep|use|take|draw|retain|used|took|kept) (?:only )?(?:the first |the last |a random )?NN(?! ?%)(?=[,.;]|$| (?:at random|of them|for training)\b)`,
    [undefined, 'training part'],
  ),
  frame(
    String.raw`\bfrom (?:the |its |all |these |those )*NN (?:[\w-]+ )*?${nouns}\b[^.;#]{0,50}? (?:we|I) (?:keep|use|take|draw|retain|used|took|kept) (?:only )?(?:the first |the last |a random )?NN(?! ?%)(?=[,.;]|$| (?:at random|of them|for training)\b)`,
    [undefined, 'training part'],
  ),
  frame(
    String.raw`\bfor (?:the )?(?:adaptation|adapting|distillation|fitting)[^.;#]{0,20}? (?:we|I) (?:use|take|have) (?:only |just |the |the first )?NN ${nouns}`,
    ['training part'],
  ),
  // Labels.
  frame(String.raw`NN labell?ed (?:[\w-]+ )?[a-z]+s ${perClass}(?:,| \() ?NN (?:in (?:all|total)|altogether|together|overall)`, [
    undefined,
    'training examples',
  ]),
  frame(
    String.raw`NN ${nouns} (?:\([^().;]*\) )?(?:carry|carries|have|has|keep|bear|with|get) (?:a |their )?labels?(?: (?:for|in) training|(?=[,.;]|$))`,
    ['training examples'],
  ),
  frame(
    String.raw`\b(?:linear (?:evaluation|classifier|probe|readout)|probe)\b[^.;#]{0,20}? (?:another |a further |other |with |on )*NN (?:labell?ed )?${nouns}, NN (?:of|from|per|for) each class`,
    ['training examples', undefined],
  ),
  frame(String.raw`\b(?:with|from|of) NN labels (?:per|for each|of each) class`, [undefined]),
  frame(String.raw`\bsteps per (?:update|batch): ?NN`, [undefined]),
  // What is made.
  frame(String.raw`\b${toys}\b[^.;#]{0,80}?(?:,| of| with|:) NN (?:points|samples|examples)\b`, ['training examples'], {
    fits: 'count',
    unless: /\b(?:test|evaluat\w*|fresh|score|generated|validation|distance|discrepancy|histogram|entropy)\b/i,
  }),
  frame(String.raw`\bjitter(?: of| at|,| =| with)?(?: (?:standard )?deviation)? ?NN`, ['noise standard deviation'], {
    fits: 'exploring',
    unless:
      /\b(?:images?|colou?r|brightness|contrast|crops?|augment\w*|hue|saturation|clock|timing|diagonal|cholesky|kernels?|matri\w+|inver\w+)\b/i,
  }),
  frame(String.raw`\b${toys}\b[^.;]*?\bnoise(?: ?= ?| of | at )? ?NN(?![^,.;]{0,12}%)`, ['noise standard deviation'], { fits: 'rate' }),
  frame(String.raw`(?<=\bdrawn\b[^.;]{0,60})\bnoise (?:with|of|has) (?:a |the )?standard deviation(?: of)? NN`, [
    'noise standard deviation',
  ]),
  frame(String.raw`\b(?:we|I) draw NN (?:inputs|abscissas|arguments|locations) (?:uniformly|independently|at random|from)`, [
    'training examples',
  ]),
  frame(
    String.raw`\btrain(?:ing)? (?:sets?|subsets?|samples?) (?:of|with)(?: sizes?)?(?: [A-Za-z] ?∈)? ?\{? ?NN(?=[^.;]{0,60}[}\])] (?:${exampleNouns})\b)`,
    ['training examples'],
  ),
  // How long what is read is, and of what it consists.
  frame(
    String.raw`\b(?:windows?|excerpts?|segments|sequences|contexts?) (?:are|have|is|were) (?:all |each )?NN (?:hours|days|weeks|months|years|minutes|steps|samples|values|points|characters|tokens|frames|beats|bars) long`,
    ['sequence length'],
  ),
  frame(String.raw`\b(?:sequences|strings|inputs|sentences) (?:have|has|are of|were of) (?:a |the )?(?:fixed |common |same )?length NN`, [
    'sequence length',
  ]),
  frame(String.raw`(?:^|[,.;:] ?|\b(?:the|sequence|consider|of|are|use) )(?:the )?lengths?,? (?:(?:are|is|of|from) )*[LTnN] ?∈ ?[{] ?NN`, [
    'sequence length',
  ]),
  frame(String.raw`\b(?:features?|columns|entries|indicators?|bag) of (?:the |all )?NN (?:[\w-]+ )?words`, [undefined]),
  frame(String.raw`NN words (?:with|of|that have) the (?:highest|largest|greatest) (?:[\w-]+ )?frequenc`, ['vocabulary size']),
  frame(
    String.raw`\beach of the NN (?:(?:different|distinct) )?(?:characters|symbols|letters|bytes|signs|notes)\b[^.;#]{0,60}? (?:is|becomes|makes|counts as) (?:a|one) token`,
    ['vocabulary size'],
  ),
  frame(
    String.raw`(?:enlarged|upsampled|upscaled|resized|reduced|shrunk|down-?sampled|down-?scaled|scaled|padded|interpolated) (?:up |down )?from DIMS(?: pixels)? to DIMS`,
    [undefined, undefined, 'image size', undefined],
  ),
  frame(String.raw`\bthe NN pixels of (?:every|each|all|the|an?)\b`, [undefined]),
  frame(String.raw`(?<!\bon )\ball NN of (?:them|these|those)\b`, [undefined]),
  frame(
    String.raw`\bnoise (?:of|at|with)(?: (?:a )?(?:rate|level|share|strength)(?: of)?)? (?:[^\s] ?∈ ?\{ ?)?NN[^.;]{0,60}? (?:applied|added|put) (?:to|on) (?:the |all )?(?:\w+ )?labels`,
    ['label noise'],
  ),
  // What is told apart.
  frame(String.raw`\b(?:to|into|gives?|yields?|outputs?|with|produces?|has) (?:the )?NN (?:output |class )?logits\b`, ['classes']),
  frame(String.raw`\b(?:let|suppose|say|assume|consider|the other|other) NN classes\b`, [undefined]),
  frame(
    String.raw`\b(?:clients?|workers?|hospitals?|devices?|nodes?)(?: (?:typically|usually|then|that|which|and|has|have|holds?|sees?|gets?|owns?|images|examples|digits|of|with|only|just|about|at most))* NN(?:(?: or | to |–)NN)? (?:(?:of the #_* )|[\w-]+ )?(?:classes|labels|digits)\b`,
    [undefined, undefined],
  ),
  frame(String.raw`NN (?:[\w-]+ )?(?:classes|labels) (?:per|for each|on each|at each|in each) (?:client|worker|hospital|device|node)`, [
    undefined,
  ]),
  frame(String.raw`NN classes \(NN [\w-]+(?:,| and) NN [\w-]+\)`, ['classes', undefined, undefined]),
  // How often all is done.
  frame(
    String.raw`\b(?:means?|medians?|averag\w+|deviations?|errors?|spread|quartiles?|repeat\w*)\b[^.;#]{0,50}? (?:over|of|across|from|for|with|on) NN (?:(?:independent|random|different|fresh|new) )*(?:draws|drawings|redraws|resamplings) of (?:the )?${redrawn}`,
    ['seeds'],
  ),
  frame(
    String.raw`\b(?:means?|medians?|averag\w+|deviations?|standard errors?|spread|quartiles?)\b[^.;#]{0,40}? (?:over|of|across) NN (?:(?:independent|random|different) )*${learners}(?=[,.;)]|$)`,
    ['seeds'],
  ),
  frame(String.raw`NN (?:[\w-]+ )?${learners} (?:each )?with (?:different|other|their own|distinct|independent) (?:random )?seeds`, [
    'seeds',
  ]),
  frame(String.raw`\b(?:we|I) (?:did|do|have done|ran) (?:this|so|it|all(?: of)? this|everything) NN times\b`, ['seeds']),
  frame(String.raw`\bthe (?:one|run|network) with seed NN`, [undefined]),
  frame(String.raw`NN (?:of|out of) (?:the |its |our |all |these |those )*(?:#_* )?(?:[\w-]+ )?${trainings}\b`, [undefined]),
  frame(String.raw`\b(?:any|none|some|most|few|many|in all) of (?:the |our |all )*NN (?:[\w-]+ )?${trainings}\b`, [undefined]),
  frame(
    String.raw`\b(?:scan|grid|sweep|search|table|study)\b[^.;#]{0,16}? (?:is|are|has|takes?|needs?|comprises?|amounts to|means) NN ${trainings}`,
    [undefined],
  ),
  frame(
    String.raw`\bfrom NN (?:random )?(?:starts|starting points),? and (?:take|keep)s? the (?:best|largest|smallest|lowest|highest|maximum)`,
    [undefined],
  ),
];
