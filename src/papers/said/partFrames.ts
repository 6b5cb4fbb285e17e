/** Ways of saying how many examples are for what: as what becomes of them, what is measured on them, and what they are for. Data. */
import { dividedNouns, exampleNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

const of = '(?:[\\w–-]+ ){0,2}?';
const given = '(?:the |all |its |our |all the |about |some |roughly |only |just )*';
const validation = '(?:validation|development|dev)';

const counted = '(?:NN (?:[a-z]+ )?(?:(?:are|is|were|was) (?:used )?)?)?';
const named = (words: string): string =>
  String.raw`${counted}(?:for |as )?(?:the )?${words}(?: (?:sets?|parts?|data|splits?|subsets?|samples?))? \((?:n ?= ?)?NN`;
const gap = '(?: [a-z]+s?)?\\)[^.;()#]{0,16}?(?:#_*[^.;()#]{0,12})?[ ,]';

const each = `(?:[\\w–-]+ )?${dividedNouns}`;
const three = [
  ['train(?:ing)?', 'training part'],
  ['(?:validation|development|dev)', 'validation part'],
  ['(?:test|hold-?out)', 'test part'],
] as const;

/** Of whom the examples are: counted beside them, and divided in their stead. */
const persons =
  '(?:[a-z-]+ )?(?:patients|subjects|participants|women|men|persons|people|children|volunteers|donors|animals|mice|rats|dogs|eyes|speakers|writers|families|households|sites|hospitals|cent(?:er|re)s|clinics|farms|videos|slides|stations|buildings)';

export const partFrames: readonly Frame[] = [
  // `training (44 patients, 290 fields)`, `the test cohort comprised 203 patients (870 scans)`.
  ...three.flatMap(([words, name]) => [
    frame(
      String.raw`\b${words}(?: (?:sets?|parts?|data|splits?|subsets?|cohorts?|groups?|samples?|partitions?))?(?: \(|: ?| - )NN ${persons}(?:[,;]| ?/| with| and| \() ?(?:with |and )?NN (?:[a-z-]+ )?[a-z]+s\b`,
      [undefined, name],
    ),
    frame(
      String.raw`\b${words} (?:sets?|parts?|splits?|cohorts?|groups?|samples?|partitions?) (?:(?:comprise[sd]?|has|had|holds?|contain(?:s|ed)|consist(?:s|ed) of|include[sd]?|of|was|with) )?NN ${persons}(?: \(|,? with |, )NN (?:[a-z-]+ )?[a-z]+s\b`,
      [undefined, name],
    ),
    frame(
      String.raw`NN (?:[a-z-]+ )?[a-z]+s (?:from|of) NN ${persons} (?:(?:are|were|is) )?(?:used |kept |reserved |set aside )?(?:for|as) (?:the )?${words}\b`,
      [name, undefined],
    ),
  ]),
  // `put 21 volunteers into the training part (7352 windows)`.
  ...three.map(([words, name]) =>
    frame(
      String.raw`NN (?:${persons} |of them )?(?:(?:are|is|were|was|go|went|come|came) )?(?:in|into|to|for|form|forms|formed|make up|made up) (?:the |our |a )?${words}(?: (?:sets?|parts?|data|splits?|subsets?|cohorts?|groups?|samples?|partitions?))? \((?:n ?= ?)?NN (?:[a-z-]+ )?[a-z]+s\)`,
      [undefined, name],
      { fits: 'sized' },
    ),
  ),
  // `a classifier is fitted on its 96 features`.
  frame(
    String.raw`\b(?:train|fit|learn|regress|regression)\w*\b[^.;#]{0,30}? (?:on|to|from|of|with|in) (?:the |its |their |all |these |our )+NN (?:[a-z-]+ )?(?:features|attributes|dimensions|components|coordinates|variables|descriptors|covariates|columns)\b`,
    [undefined],
  ),
  // `Training sets comprise N ∈ {200, 1000, 5000} samples`.
  frame(
    String.raw`\btraining (?:sets?|data|samples?|parts?) (?:(?:of|have|has|hold|holds|held|contain|contains|contained|comprise|comprises|comprised|consist of|consisted of|number) )+(?:(?-i:[A-Za-z]) ?(?:=|∈) ?)?\{?NN(?:\}|(?:,? (?:and |or )?\{?#_*\}?)+)(?: ${each})?`,
    ['training examples'],
    { fits: 'count' },
  ),
  // `The 35 years 1921–1955 serve for testing only`.
  ...three.map(([words, name]) =>
    frame(
      String.raw`(?:^|[.;,] ?|\band )(?:the |its |our )?(?:(?:last|final|first|latest|earliest|remaining|other) )?NN (?:days|weeks|months|quarters|years|hours|nights|seasons|readings|observations|${each})\b[^.;,]{0,40}? (?:serves?|served) (?:only |solely |exclusively )?(?:for |as |to )(?:the |a |our )?${words}`,
      [name],
      { fits: 'count' },
    ),
  ),
  // `Of the 60,000 images we hold out 5,000 to decide which epoch is kept`.
  frame(
    String.raw`\b(?:(?:hold|held|set|put|keep|kept|split|leave|left|lay|laid|reserve|reserved) )(?:(?:out|aside|apart|off|away|back) )?(?:another |a further )?NN (?:${each} )?(?:(?:of|from) (?:them|these|those|the #_*|the training \w+) )?(?:in order )?(?:to (?:decide|choose|select|pick|determine|judge|tell|watch|monitor|tune|find|stop)|for (?:deciding|choosing|selecting|picking|tuning|stopping))\b`,
    ['validation part'],
    { fits: 'sized' },
  ),
  // `the first 20,000 of its 60,000 images`, `a text of 1.1 million characters`: what is divided is no part.
  frame(
    String.raw`\b(?:first|last|final|random|latest|earliest) #_*(?: ${each})? (?:of (?:the|its|their|all|our|these)(?: about| roughly)?) NN(?= (?:[\w–-]+ )?[a-z]+s?\b)`,
    [undefined],
  ),
  frame(
    String.raw`\b(?:text|book|novel|corpus|play|collection|archive|log|stream)s? (?:of|with|has|have|holds?|contains?) (?:about |some )?NN (?=characters|letters|bytes|words|tokens|lines)`,
    [undefined],
  ),
  // `the last 797 are the test set`, `353 train the network and 89 test it`, `and test on the usual 10,000`.
  ...three.flatMap(([words, name]) => [
    frame(
      String.raw`\b(?:first|last|final|remaining|other|rest of|another) NN(?: ${each})? (?:are|is|form|forms|make up|makes up|constitutes?|became?|become) (?:the|our|a) ${words} (?:set|part|data|split|sample|images|examples)\b`,
      [name],
    ),
    frame(
      String.raw`\b${words} (?:set|part|sample|split|portion)\b[^.;,#]{0,40}? (?:of|holds?|has|contains?|comprises?|consists? of) NN ${each}\b`,
      [name],
    ),
  ]),
  // `The test set is separate: 900 requests collected elsewhere`.
  frame(String.raw`\btest (?:set|part|data|split|sample) (?:is|was|comes|came|stems)\b[^.;#:]{0,40}: NN (?:[a-z-]+ )?[a-z]+s\b`, [
    'test part',
  ]),
  frame(
    String.raw`\b(?:and|we|I|then) test(?:ed)? (?:it |them )?on (?:the |its |their )?(?:usual|standard|official|given|remaining|other|last|first) NN(?=[.,;)]|$)`,
    ['test part'],
  ),
  frame(
    String.raw`\b(?:accurac\w+|errors?|loss|perplexity|metrics?|performance|scores?|likelihood|(?:is|are|was|were)) (?:(?:is|are|was|were) )?(?:measured|evaluated|judged|tested|assessed|estimated|computed)(?: (?:at|after) the end(?: of (?:the )?(?:training|run))?| then| always| finally)? on (?:the same |a fixed set of |a set of |another |fresh |new |further )?NN ${each}\b`,
    ['test part'],
    { unless: /\bvalidat|\bdevelopment\b|\bprob(?:e|es|ing)\b|\btraining (?:set|images|examples|data)\b/i },
  ),
  // `for training (34,122), those of 2018 for development (3,908) and …`, also of 25 recorders each.
  frame(`${named('train(?:ing)?')}${gap}${named('(?:validation|development|dev)')}${gap}${named('(?:test(?:ing)?|evaluation)')}`, [
    undefined,
    'training part',
    undefined,
    'validation part',
    undefined,
    'test part',
  ]),
  frame(`${named('train(?:ing)?')}${gap}${named('(?:test(?:ing)?|evaluation)')}`, [undefined, 'training part', undefined, 'test part']),
  frame(`${named('train(?:ing)?')}${gap}${named('(?:validation|development|dev)')}`, [
    undefined,
    'training part',
    undefined,
    'validation part',
  ]),
  // What is counted may be anything: `all 95,000 parcels of 2019 serve as the test set`, `the 6,980 queries of the development set`.
  ...three.map(([words, name]) =>
    frame(
      String.raw`(?:the|all|all the|its|these|those|remaining) NN (?!epochs|steps|hours|runs|seeds|classes)[a-z-]+s(?: (?:of|from|in) [^.;#,()]{0,30}(?:#_*)?)?,? (?:serves?|served|forms?|formed|makes? up|made up|constitutes?|are (?:used|kept|reserved)|were (?:used|kept|reserved)) (?:as |for )?(?:the|our|a|an) ${words} (?:set|part|data|split|sample)`,
      [name],
    ),
  ),
  frame(
    String.raw`NN ${of}${exampleNouns} (?:of|in|from) (?:the |its |their )(?:[\w-]+ )?${validation} (?:set|part|split|data|portion)(?! (?:is|are|was|were)\b)`,
    ['validation part'],
  ),
  frame(String.raw`(?<!\btrain\w*(?: [\w-]+)?(?:,| and|, and|;) )NN ${validation} ${exampleNouns}`, ['validation part']),
  // `that is about 70, 15 and 15 per cent`.
  frame(
    String.raw`(?<=train[^.]{0,140}test\w*,? (?:that is|i\.e\.|or|in all|respectively)?,? ?(?:about |roughly |some )*)NN, NN,? and NN`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`NN(?: [\w-]+)? for (?:the )?learning,? NN(?: [\w-]+)? for (?:the )?(?:control|checking|tuning),? and NN(?: [\w-]+)? for (?:the )?(?:examination|check|test)`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(String.raw`packed (?:up )?(?:in)?to NN (?:sequences|examples|chunks|blocks|segments) of(?: length)? NN`, [
    'training part',
    'sequence length',
  ]),
  frame(String.raw`NN [a-z]+s\b[^.;#,()]{0,60}? (?:are|were) (?:only |all )?(?:used |kept |reserved )?for (?:the )?${validation}`, [
    'validation part',
  ]),
  // What becomes of them.
  frame(
    String.raw`NN (?:[\w-]+ )?${exampleNouns}\b[^.;]{0,70}?[;,] (?:and )?(?:another|a further|further|the other) NN (?:[\w-]+ )?(?:serve as|are|form|for) (?:the |a |our )?test`,
    ['training part', 'test part'],
  ),
  frame(
    String.raw`NN(?: of (?:all|them|these|the [\w-]+))?\)? (?:make up|form|constitute|are|serve as|were) (?:the |our )?train\w*(?: \w+)?,? and [^.;#]{0,30}?(?:#_*[^.;#]{0,6})?\(?NN(?: of (?:all|them|these))?\)? (?:(?:form|are|make up|serve as) )?(?:for |as )?(?:the |our |a )?(?:test|hold-?out)`,
    ['training part', 'test part'],
  ),
  frame(
    String.raw`NN of (?:its|the|their|our|these|those|all) ${of}(?:${exampleNouns}|data|set) (?:becomes?|forms?|makes? up|constitutes?|serves?) (?:as |for )?(?:the |our |a |an )?${validation}`,
    ['validation part'],
  ),
  frame(
    String.raw`NN (?:${of}${exampleNouns} )?(?:(?:with|without|of|from) [^.;#,]{1,24} )?(?:serves?|served|remain|remained|go|goes|are left|were left) (?:for|as|to) (?:the |a |our )?${validation}`,
    ['validation part'],
  ),
  frame(
    String.raw`(?<!\b(?:public|published|released|open|existing|larger) (?:models?|networks?|weights|checkpoints?|encoders?|versions?),? )\b(?:train|fine-?tun|pre-?train|adapt|fitt|phase|stage|warm-?start)\w*\b[^.;#]{0,60}? on ${given}NN (?!test|held|valid|dev|unseen|different|gpus)${of}${exampleNouns}(?! (?:per|each|at a time))`,
    ['training part'],
  ),
  // What is measured on them.
  frame(
    String.raw`(?:every|after each|each|at regular)\b[^.;]{0,40}? (?:evaluat|validat|check|measur|test|comput)\w*[^.;#]{0,40}? (?:on|over) (?:a |the )?(?:held-out |separate |fixed |random )*(?:set |sample |subset |part )?(?:of )?NN (?:held-out |separate )?${of}${exampleNouns}[^.;]{0,40}? (?:and|to) (?:then )?(?:keep|choos|select|stop|pick|save|retain)`,
    ['validation part'],
  ),
  frame(
    String.raw`(?:accuracy|pass@\S+|pass rate|evaluat\w+|tested|win rates?|compar\w+|judged?|judges?|recall|perplexity|scores?|metrics?|error|f1|bleu|success rate)\b(?:(?!\b(?:train|valid|develop|tun|select|calibrat|prob|every|keep)\w*)[^.;#]){0,70}? (?:on|over|on each of|for each of|to each of) (?:the |all |our |all the |a (?:fixed |random |held-out )?(?:sample|set|subset) of )?NN (?:(?:unseen|held-out|test|new|hidden|separate|blind|random(?:ly chosen)?|human-written) )*(?!validation|development|dev|train|calibration|labell?ed|clean|generated|sampled|synthetic|bootstrap|most)(?:(?!validation|development|training)[\w-]+ )?${exampleNouns}\b(?! (?:per|each|drawn|from the (?:train|valid|dev)|of the (?:train|valid|dev))|[^.;]{0,40} (?:keep|select|stop|choose))`,
    ['test part'],
  ),
  frame(String.raw`^(?:on|over) (?:the |all )?NN (?:unseen|held-out|blind|new|hidden) ${of}${exampleNouns}\b`, ['test part']),
  frame(
    String.raw`(?:tests?(?: (?:set|part|split|suite|data))?|benchmark) \((?:of )?NN (?:[\w-]+ )?${exampleNouns}(?=[,;)])(?<!train\w* [^.;]{0,20})`,
    ['test part'],
  ),
  frame(
    String.raw`(?<!\b(?:it|they|corpus|collection) )\b(?:has|have|with|gives?|holds?|contains?|comprises?|offers?|provides?) (?:about |some |roughly )?NN (?:parallel |training |clean )?sentence pairs\b(?!,? of which)(?<!(?:test|valid|develop|dev)\w* [^.;,]{0,30})`,
    ['training part'],
  ),
  // What they are for.
  frame(
    String.raw`${validation}(?: sets?| parts?| splits?)?(?: and|,) (?:the )?test(?: sets?| parts?| splits?| data)?(?: [^.;#()]{1,30})? ?\((?:of )?NN (?:[\w-]+ ){0,2}?each\)`,
    ['validation part'],
    { also: 'test part' },
  ),
  frame(
    String.raw`NN (?:[\w-]+ )?${exampleNouns} (?:[^.;#,]{0,24} )?(?=for (?:the )?(?:SFT|DPO|RLHF|distillation|supervised fine-?tuning|instruction tuning|the reward model|reward modell?ing|preference (?:learning|optimi[sz]ation))\b)`,
    ['training part'],
  ),
  frame(
    String.raw`^(?:(?:[\w-]+ ){0,2}?(?:data|corpus|prompts|stage|phase|pairs|training|parallel|supervised|positives|set)(?: are| is)?:? )?NN (?:[\w-]+ )?${exampleNouns} (?:with|without|after|taken from|drawn from|from)\b(?![^.;]*\b(?:test|valid|held)\w*)`,
    ['training part'],
  ),
  frame(
    String.raw`(?:left|remain\w*|end up|leaves? us|leaving us|leaves?|leaving) (?:with )?NN (?:[\w-]+ )?(?:sentence |parallel )?pairs\b|NN(?: (?:out )?of (?:the |all )?#_*)? (?:[\w-]+ )?(?:sentence |parallel )pairs (?:remain|are left|survive)`,
    ['training part', 'training part'],
  ),
];
