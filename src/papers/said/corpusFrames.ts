/** Ways of saying what data are for, how much of each example is read, and what is told apart, by what is done with them. Data. */
import { exampleNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

const final = '(?:final|reported|last) (?:numbers|figures|results|scores?|evaluation|test|comparison|measurements?|report|count)';
const aside = '(?:set aside|held out|put aside|kept apart|kept aside|held back|laid aside|kept back|withheld|left out|spared)';
const kinds =
  '(?:intents|entity types|relation types|event types|types of (?:entities|entity|relations?|events?)|findings|diseases|diagnoses|emotions|activities|gestures|keywords|phonemes|concepts)';
const pieces = '(?:tokens|words|sub-?words|word-?pieces|pieces|characters|residues|bases|frames|bytes|symbols|items)';
const writing = '(?:produce|generate|write|emit|output|answer with|utter|return)';

export const corpusFrames: readonly Frame[] = [
  // What each number is for.
  frame(
    String.raw`NN (?:[\w–-]+ )?${exampleNouns}\b[^.;#]{0,40}[;,] (?:and )?(?:a further|another|further) NN (?:[\w-]+ )?(?:serves?|are|were|is|go|goes|help)\b[^.;#]{0,12}?(?:for|to|in) (?:the )?(?:choos|select|validat|develop|tun|stop|pick|model)\w*[^.;#]{0,40}? and (?:another )?NN (?:for|as|in) (?:the |a |our )?(?:test|${final})`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`(?<=\b(?:${exampleNouns})\b[^.]{0,160}[;,] (?:and |which leaves |so that |leaving )?)NN(?: of (?:them|these|those))? (?:remain|are left|survive|stay)(?=[.;,]|$)`,
    ['training part'],
  ),
  frame(
    String.raw`NN of (?:the |our |all )*#_* (?:training |labelled )?[a-z]+s (?:are|were) ${aside}(?: (?:for|as) (?:the |a )?(?:validat|develop|tun|model selection|early stopping)|(?=[.,;]|$))`,
    ['validation part'],
  ),
  frame(
    String.raw`(?<!\bof (?:the |our |all )*)NN training (?!steps|epochs|iterations|runs|updates|hours|episodes)[a-z]+s (?:(?:that|which) )?(?:(?:are|were|was|is) )?${aside}`,
    ['validation part'],
  ),
  frame(
    String.raw`validat\w+\b[^.;#]{0,40}? on NN of (?:the |all )?#_* [^.;#,]{1,40}, (?:and )?(?:we )?train\w*(?: \w+)? on (?:the )?(?:other|remaining|rest,)?\s?NN`,
    ['validation part', 'training part'],
  ),
  frame(
    String.raw`NN of (?:the |our |all )?#_* [^.;#]{1,60}? (?:serve|are used|act|are kept|are reserved|form|make up)(?: as| for)? (?:a |the |our )?(?:validation|development)`,
    ['validation part'],
  ),
  frame(
    String.raw`\b(?:answers?|replies|responses|completions) to (?:the |all |each of the )?NN (?:[\w-]+ )?(?:prompts|questions|instructions|problems)`,
    ['test part'],
  ),
  frame(
    String.raw`\bfolds\b[^.;]{0,30}?:? ?NN ?(?:to|-|–) ?NN for (?:the )?train\w*,? (?:fold )?NN for (?:the )?(?:valid|develop)\w*,? (?:and )?(?:fold )?NN for (?:the )?test`,
    [undefined, undefined, undefined, undefined],
  ),
  frame(String.raw`\bof (?:the )?NN [a-z]+s in the (?:test|validation|dev\w*) (?:set|part|data),? NN\b`, [undefined, undefined]),
  frame(
    String.raw`\b(?:accuracy|error(?: rate)?|f1|auc|scores?|recall|precision|bleu|dice|iou|perplexity|loss)\b[^.;#]{0,30}? (?:on|of|for|over) the (?:[\w-]+ )?(?:test|validation|development|held-out) (?:part|set|split|data|portion)(?: of [\w-]+)? (?:is|was|are|were|reaches|rises to|amounts to|falls to) NN`,
    [undefined],
  ),
  frame(
    String.raw`NN of (?:them|these|those|it|(?:each|every|the|its) training [\w-]+|(?:each|every) [\w-]+)(?: \w+)? (?:is|are|was|were) (?:again )?${aside}(?! (?:for|as|to) (?:the |a |our )?(?:final )?test)(?!,? (?:and )?(?:never|only) [^.;]{0,20}test)`,
    ['validation part'],
  ),
  frame(String.raw`\bof which NN (?:is|are|was|were) ${aside}(?! (?:for|as|to)\b)`, ['validation part']),
  frame(
    String.raw`NN of (?:each|every|the) training (?:part|set|fold|data|split|portion)s? (?:chooses?|selects?|decides?|determines?|serves? to|is used to|tells?)`,
    ['validation part'],
  ),
  frame(String.raw`NN of (?:the former|the latter|these|them|those) (?:guided|guide|informed|inform|steered|steer|decided|decide)`, [
    'validation part',
  ]),
  frame(
    String.raw`\b(?:valid\w*|tuning|develop\w*|dev) and test\w*\b[^.;#]{0,60}? (?:parts|sets|splits|halves|portions) of NN (?:[\w-]+ )?[a-z]+s each`,
    ['validation part'],
    { also: 'test part' },
  ),
  frame(
    String.raw`NN(?: [\w-]+)? for (?:the )?(?:validation|development|dev),? and (?:just )?as many(?: again| more)? for (?:the )?test`,
    ['validation part'],
    { also: 'test part' },
  ),
  frame(
    String.raw`\b(?:compare|judge|rate|rank|assess|grade|mark)[sd]?\b[^.;#]{0,40}? (?:of|on|for|to) NN (?:held-out|unseen|test) [a-z]+s`,
    ['test part'],
  ),
  frame(
    String.raw`\((?:n ?= ?)?NN\) (?:are |were )?(?:used |kept |reserved )?(?:for|as) (?:the )?train\w*[^().;]{0,60} \((?:n ?= ?)?NN\) (?:are |were )?(?:used )?(?:for|as) (?:the )?(?:valid|develop)\w*[^().;]{0,60} \((?:n ?= ?)?NN\) (?:are |were )?(?:used )?(?:for|as) (?:the )?test`,
    ['training part', 'validation part', 'test part'],
  ),
  // What is told apart.
  frame(
    String.raw`(?<!episodes? )(?:has|have|with|of|for|into|covers?|are|between|among|knows?|recogni[sz]es?) (?:the )?NN (?:[\w-]+ )?${kinds}\b(?! (?:per|each|in the))`,
    ['classes'],
  ),
  frame(String.raw`\bthere are (?:in all |altogether )?NN (?:[\w-]+ )?labels\b`, ['classes']),
  frame(
    String.raw`\b(?:classifier|classification (?:layer|head)|softmax|output layer|head)\b[^.;#]{0,20}? (?:knows?|has|distinguishes|covers?|ranges over|runs over|is over|decides between|chooses among|over|for) (?:the |all |all the )?NN (?:[\w-]+ )?(?:speakers?|identities|persons|people|authors|languages|species|words|types|labels)\b`,
    ['classes'],
  ),
  // `for K = 26 letters`.
  frame(
    String.raw`\b(?:for|with|of|over|and|the) (?:the )?[KC] ?= ?(#_*)(?!_) (?!components|members|models|networks|runs|copies|clients|workers|sites|hospitals|tasks|agents|clusters|steps|folds|heads|experts|arms|neighbou?rs|nearest|mixture|basis|iterations|epochs|samples|actions|bins|rounds)[\p{L}-]+s\b`,
    ['classes'],
    { fits: 'few', unless: /^(?!.*\b(?:logits?|softmax|classif\w+|classes|labels?|cross-entropy|targets?)\b)/is },
  ),
  // How long what is read is.
  frame(
    String.raw`(?:(?:of|with|have|having|has) more than|longer than|exceeding|above|over|beyond) NN (?:[\w-]+ )?${pieces}[^.;#]{0,50}?(?:left out|removed|dropped|discarded|excluded|truncated|cut|split|skipped|filtered|ignored|thrown (?:away|out)|deleted|rejected|sorted out|disregarded|omitted)`,
    ['sequence length'],
  ),
  frame(
    String.raw`\b(?=[tocshrf])(?<!\b(?:answer|completion|response|output|summar|they|either|repl|temperature|sampl|generat)\w*[^.]{0,120})(?:takes?|occup(?:y|ies)|spans?|counts?|has|have|reach(?:es)?|compris\w+|come to|amount to|fill) (?:no more than|at most|up to) NN ${pieces}`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:gives?|feeds?|pass(?:es)?|shows?|hands?|sends?|keeps?|retains?) (?:it |them |the model |the network |on )?(?:only )?the (?:first|last) NN (?:[\w-]+ )?${pieces}`,
    ['sequence length'],
  ),
  frame(
    String.raw`\b(?:in|into|with|on|as|of) (?:sequences|contexts|chunks|segments) of (?:length )?NN(?=[,.;:)]|$| (?:and|in|for|with|from|at|each)\b)`,
    ['sequence length'],
  ),
  frame(
    String.raw`(?:${writing}s?|allowed|permitted|granted) (?:at most|up to|no more than|a maximum of|not more than) NN (?:new |output )?(?:tokens|words|pieces|sub-?words)`,
    ['maximum length'],
  ),
  frame(
    String.raw`\b(?:they|it|answers?|completions?|responses?|outputs?|generation|decoding|sampling|replies|summaries)\b[^.;#]{0,16}? (?:ends?|stops?|halts?|ceases?|is ended|are ended|is stopped|are stopped)(?: \w+)? (?:after|at) (?:at most |no more than |up to )?NN (?:new )?(?:tokens|words|pieces|sub-?words)`,
    ['maximum length'],
  ),
  // Sides.
  frame(
    String.raw`\b(?:random |overlapping )*(?:cubes|crops|sub-?volumes|boxes|cut-?outs|squares)\b(?: (?:of|with|have|having|has|an?|edge|side|edges|sides|length|size|equal))+ NN (?:voxels|pixels|px)(?! ?(?:×|x\b)| of)`,
    ['crop size'],
  ),
  frame(String.raw`\b(?:random |overlapping )*(?:cubes|crops|sub-?volumes) of NN (?:s\b|seconds|samples)`, ['crop size']),
  frame(String.raw`\b(?:the|on|from) NN (?:[\w-]+ )?${exampleNouns} (?:of|in) (?:an|each|every|one|a single) episode`, [undefined]),
];
