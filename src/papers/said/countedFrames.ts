/** Ways of saying numbers of several data sets, of parts by their files, of weights of summands and of what is drawn at once. Data. */
import { exampleNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

const nouns = `(?:[\\w–-]+ ){0,2}?(?:${exampleNouns}|patches|candidates|trials)`;
const validationFile = '(?:mini)?val(?!id|u|ley|ence)(?:idation)?(?:[-_ ]?\\d+)?';
const given = '(?:the |its |all |our |a total of |about |some |roughly |official |standard |original |public )*';
const summand =
  '(?<!\\b(?:value|critic|entropy|KL|policy|distillation|teacher|soft)[ -](?:function )?)\\b(?:loss(?:es)?|terms?|penalt(?:y|ies)|regulari[sz]ers?|errors?|cross-entropy|likelihood|dice|distances?|objectives?|constraints?)';
const answers = '(?:solutions|answers|completions|responses|roll-?outs|outputs|attempts|replies|candidates|generations|trajectories)';
const asked = '(?:prompt|question|problem|quer(?:y|ies)|instruction|task|exercise|input)s?';
const judged =
  /\bevaluat|\btest(?!ed by)|pass@|avg@|maj@|majority|accuracy|benchmark|\bAIME|MATH-500|\bAMC\b|best-of|\bjudge|at inference/i;

const beings = '(?:environments|envs|actors|workers|simulators|copies|robots|agents)';

/** How much is drawn, read and made at once, by what it is drawn from and what becomes of it. */
export const drawnFrames: readonly Frame[] = [
  frame(
    String.raw`\b(?:mean|average|averaged|median|means|averages|medians)s? (?:of|over|across|from) (?:the )?NN (?:independent |different |separate )*(?:launches|executions|reali[sz]ations|fittings|learnings)\b`,
    ['seeds'],
    { fits: 'few' },
  ),
  frame(
    '(?:from|of|out of) (?:which|it|this|these|them|there|that) NN (?:[a-z]+ )?(?:are|is|were) (?:drawn|sampled|taken|picked|replayed|chosen)[^.;#]{0,40}?\\b(?:updates?|steps?|gradients?|iterations?|batch)\\b',
    ['batch size'],
    { fits: 'batch' },
  ),
  frame(
    `\\b${beings}\\b[^.;#]{0,50}?,? each (?:one )?(?:for|of|taking|running|collecting|making|runs?(?: for)?|is run for|advances) NN (?:environment )?(?:time-?)?steps`,
    ['rollout length'],
    {
      fits: 'count',
    },
  ),
  frame(
    '\\b(?:noise|noising|forward|diffusion|diffusing) (?:process|chain)(?:es)?,? (?:has|had|of|with|over|takes|uses|runs (?:over|for)|in|consists of|comprises|is divided into)(?: (?:its|the|a total of))? NN (?:discrete |diffusion |noise )?(?:time-?)?steps',
    ['diffusion steps'],
    { fits: 'count' },
  ),
  frame(
    '\\b(?:past|last|previous|preceding) NN (?:days|hours|weeks|months|years|minutes|seconds) ?\\((?:that is,? |i\\.e\\.,? |or |= ?)?NN (?:hourly |daily )?(?:values|steps|points|observations|samples|hours|half-hours|time-?steps|readings|measurements|records|intervals|frames)',
    [undefined, 'sequence length'],
    { fits: 'count' },
  ),
  frame(
    'NN (?:word-?\\s?pieces|sub-?words|tokens|words|characters) (?:per|for each|of each|from each) (?:complaint|document|text|review|sentence|note|report|article|abstract|example|input|sample|message|tweet|post|question|letter|page|record)',
    ['sequence length'],
    { fits: 'count', unless: /\\b(?:average|mean|median|batch (?:of|has|holds))\\b/i },
  ),
  frame(
    '\\b(?:features?|representations?|embeddings?|codes?|vectors?|images|sentences|queries|keys|passages|items)\\b[^.;#]{0,24}?\\b(?:project|map|embed|compress|encod)\\w* (?:in)?to (?:an? )?NN dimensions?\\b(?! each)',
    ['embedding dimension'],
    {
      fits: 'count',
      unless: /\b(?:PCA|principal|t-?SNE|UMAP|SVD)\b/i,
    },
  ),
  frame(
    'NN as (?:the |its )?(?:dimension(?:ality)?|size|width) of (?:the |all |each |our )?(?:[a-z]+ )?embeddings?',
    ['embedding dimension'],
    {
      fits: 'count',
    },
  ),
  frame(
    '\\bfactors (?:with|of|have|has|in)(?: (?:dimension(?:ality)?|size))? (?:[a-z] ?= ?)NN|\\b[fdk] ?= ?NN (?:latent )?factors\\b',
    ['embedding dimension', 'embedding dimension'],
    {
      fits: 'count',
    },
  ),
  frame(
    '\\b(?:classifier|head|last layer|final layer|output layer|fully[- ]connected layer|linear layer|(?:classifier|head|layer) (?:by|with) #_*) (?:with|of|having) NN (?:outputs|output units|logits)\\b',
    ['classes'],
    { fits: 'count' },
  ),
  frame('\\bdrop-?out\\b[^.;#()]{0,50}\\([^()#]*\\),? (?:with|at) (?:an? )?(?:rate|probability|ratio)(?: of| =)? NN', ['dropout'], {
    fits: 'share',
  }),
];

export const countedFrames: readonly Frame[] = [
  // `averaged over 25 students that differ in the seed`.
  frame(
    String.raw`NN (?:[\p{L}-]+ )?[a-z]{3,}s(?:,? (?:that|which|all of which))?,? differ(?:ed|ing)? (?:only |just |solely )?(?:in|by) (?:(?:their|the|its) )?(?:random |own )?(?:seeds?|initiali[sz]ations?|initial weights|starting (?:weights|values))\b`,
    ['seeds'],
    { fits: 'count' },
  ),
  frame(
    String.raw`(?:means?|averag\w*|medians?|over|across|repeat\w*)\b[^.;#]{0,40}? (?:over|of|for|with|across|under) NN (?:random |different |fixed )?(?:class|task)(?: |-)?(?:orders|orderings|permutations|sequences)`,
    ['seeds'],
  ),
  // Parts by the names of their files, and what is taken out of a part.
  frame(String.raw`\b${validationFile} \((?:the |all )?NN (?:[\w-]+ )?[a-z]+s?\)`, ['validation part']),
  frame(
    String.raw`NN (?:[\w-]+ )?[a-z]+s (?:of|in|from) (?:the )?(?:(?-i:[A-Z])[\w-]* )?${validationFile}(?=[.,;)]|$| (?:and|with|at)\b)`,
    ['validation part'],
  ),
  frame(
    String.raw`NN ${nouns} (?:that (?:are|were) |which (?:are|were) )?(?:held|split|set|taken|kept|withheld|removed|separated|left|put|drawn) ?(?:out|off|back|aside|apart)? (?:of|from) (?:the |our |its |each |every )?(?:[\w-]+ )?train`,
    ['validation part'],
  ),
  frame(
    String.raw`\b(?:hold-?out|validation|development)(?: set| part| split| data)? (?:of|with|holding|containing) NN (?:of|from) (?:each|every|the|its|all) (?:[\w-]+ )?train`,
    ['validation part'],
  ),
  frame(
    String.raw`\b(?:keep|kept|put|set|leave|left|hold|held|lay|laid|split)s? NN of (?:the|its|our|all|these) #_* (?:[\w-]+ ){0,2}?[a-z]+s (?:apart|aside|out|back|away|off)(?= (?:for|as|to) (?:valid|develop|tun|choos|select|the valid|monitor|early)|[.,;]|$)`,
    ['validation part'],
  ),
  frame(
    String.raw`\bvalidat(?:e|es|ed|ing|ion)(?: (?:it|them|is|done|all))* on ${given}(?:remaining |other |last |next )?NN(?! (?:tasks|seeds|benchmarks|games))`,
    ['validation part'],
  ),
  // Sizes said of the data set that is trained or tested on.
  frame(
    String.raw`\b(?:optimi[sz]ation|DPO|SFT|distillation|tuning|adaptation|alignment) (?:is |was )?(?:run |done |performed |carried out )?on ${given}NN ${nouns}(?! (?:per|each))`,
    ['training part'],
  ),
  frame(String.raw`\btest(?:s|ed|ing)?(?: it| them| all)? on ${given}NN ${nouns}(?! (?:per|each|of the (?:train|valid|dev)))`, [
    'test part',
  ]),
  frame(
    String.raw`NN ${nouns}, [^.;#]{3,60}?, (?:serves?|are used|were used|are kept|are reserved|make up|form) (?:only )?(?:for|as|in)? ?(?:the |our |a )?(?:final )?test`,
    ['test part'],
  ),
  frame(
    String.raw`NN ${nouns} (?:[^.;#,]{3,50} )?(?:are|were) (?:kept|used|retained|taken|chosen|selected) (?:as|for) (?:the |our )?training (?:examples|data|set|images|pairs|samples)`,
    ['training part'],
  ),
  frame(
    String.raw`\b(?:split|divided|partitioned)(?: (?!into)[\w-]+){0,3} into NN, NN,? and NN(?= [a-z]+s?\b(?! (?:folds|shots))|[.;]|$)(?! (?:classes|folds|tasks|speakers))`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`NN ${nouns} of #_* (?:[\w-]+ )?(?:classes|speakers|identities|categories|species|products|patients|persons|people)(?: (?:are|were|is|serve|used))* (?:to train on|for train\w*)(?:,| and|, and|;) NN ${nouns}(?: of #_* [a-z]+s)?(?: (?:are|were|is|serve|used))* (?:to test on|for (?:the )?test)`,
    ['training part', 'test part'],
  ),
  frame(String.raw`(?<=\btrain\w*[^.]{0,80}[;,] )(?:and |while )?on the (?:latter|former|second|other|first|third),? on ${given}NN [a-z]`, [
    'training part',
  ]),
  // Sides, windows and lengths.
  frame(
    String.raw`\b(?:images|pictures|photographs|frames|photos) (?:of|with) (?:size|side|side length|resolution) NN(?! ?(?:×|x\b|by #))`,
    ['image size'],
  ),
  frame(
    String.raw`\b(?:shorter|short|smaller|smallest|longer|long|larger) (?:side|edge)s?(?: (?:is|are|randomly|drawn|sampled|resized|to|of|chosen|lies|varies|at|random|a|length|uniformly|size))* (?:between|from) NN (?:and|to) NN`,
    ['image size', 'image size'],
    { role: 'range' },
  ),
  frame(
    String.raw`\b(?:subsampl|sub-?sampl|downsampl|coarsen|interpolat)\w*(?: [\w-]+){0,3} (?:to|at|onto) (?:an? |the )?(?:grid of |resolution of )?DIMS`,
    ['image size'],
  ),
  frame(
    String.raw`\bcrops? (?:are|is|have|has|measures?|of)(?: size)? DIMS(?: pixels)? (?:on|for|in) [^.;#]{2,30}?,? (?:and|while) (?:of )?DIMS`,
    ['crop size', undefined, 'crop size'],
  ),
  frame(
    String.raw`\bglobal (?:crops|views|ones) (?:of|at|with) (?:size )?DIMS(?:[^.;#]|#_*(?! ?(?:×|x\b))){0,40}? local (?:crops|views|ones) (?:of|at|with) (?:size )?DIMS`,
    ['crop size', undefined, 'crop size'],
  ),
  frame(String.raw`\b(?:inputs|series|signals|recordings) of length NN(?! ?(?:×|x\b|ms\b|s\b|seconds|minutes))`, ['sequence length']),
  frame(
    String.raw`\b(?:sampl|decod|generat|draw)\w*\b[^.;]{0,60}? (?:and|with) (?:a )?(?:limit|cap|maximum|budget|ceiling) of NN (?:new )?(?:tokens|words)`,
    ['maximum length'],
  ),
  frame(
    String.raw`\b(?:summaries|outputs|answers|responses|completions|translations|captions|headlines) (?:have|has|are limited to|may have|contain) (?:at most |up to )?NN and NN (?:tokens|words|pieces)`,
    ['maximum length', 'maximum length'],
  ),
  frame(
    String.raw`\bbeams? (?:has|have|with|of)(?: (?:a |the )?(?:size|width))?(?: of)? NN (?:on|for|in) [^.;#]{2,40}?,? and (?:of )?NN (?:on|for|in)\b`,
    ['beam size', 'beam size'],
  ),
  // Summands of a loss.
  frame(
    String.raw`(?<!(?:\b(?:lasso|ridge)|[LlℓΩ][_^]?[12]|norm)[ -])${summand}\b,? (?:(?:whose|with(?: an?| the)?) (?:weight|coefficient|factor)(?: [λαβγ]\S*)?|the (?:weight|coefficient|factor) of which|(?:is |are |which is |being )?(?:weighted|weighed|scaled|multiplied|down-?weighted))(?: (?:is|was|equals|of|by|with|at|set|to|a|factor))*(?: ?=)? NN`,
    ['loss weight'],
    { unless: /\b(?:KL|teacher|distil\w*|value loss|critic loss|entropy bonus|classes|samples|pixels|examples)\b/i },
  ),
  frame(
    String.raw`${summand}\b[^.;#]{0,60}?,(?: and)? (?:the (?:latter|former|second|first|last|other|third)|both|each|all)(?: (?:one|of (?:them|which)))? (?:is |being |are |was )?(?:with (?:an? |the )?(?:equal |common |same )?(?:weights?|factors?|coefficients?)(?: of)?|(?:weighted|multiplied|scaled|counted)(?: (?:by|with|at|a|the|factors?|of))*|times) NN`,
    ['loss weight'],
    { unless: /\b(?:KL|teacher|distil\w*|value loss|critic loss|entropy bonus)\b/i },
  ),
  frame(
    String.raw`${summand}s?\b[^.;#]{0,50}? (?:is|are|was|being) added (?:to [^.;#]{1,70}? )?with (?:a |the )?(?:weight|coefficient|factor)(?: of)? NN(?: (?:on|for|in) [^.;#]{2,30}?,? and (?:of )?NN)?`,
    ['loss weight', 'loss weight'],
    { unless: /\b(?:KL|teacher|distil\w*|entropy bonus)\b/i },
  ),
  frame(
    String.raw`(?<!\b(?:lasso|ridge|L1|L2|L_1|ℓ_1|ℓ1) )${summand} (?:each )?(?:have|has|get|gets|carry|receive|enter with)(?: a| the| equal)? weights? (?:of )?NN(?: each)?`,
    ['loss weight'],
  ),
  frame(
    String.raw`\bweight(?:s|ed|ing)? (?:the |an? )?(?!soft|distill|kd\b|teacher|value|critic|KL|entropy|samples|classes|examples)[^.;#,]{2,40}? (?:term|loss|penalty|error|regulari[sz]er) (?:by|with) NN(?:,? and (?:the )?[^.;#,]{2,30}? (?:by|with) NN)?`,
    ['loss weight', 'loss weight'],
  ),
  // What is drawn at once.
  frame(
    String.raw`\b(?:sampl|draw|generat|produc)\w* NN (?:[\w-]+ )?${answers} (?:for|per|to|from) (?:each |every |one |a |the same )?${asked}`,
    ['group size'],
    { fits: 'count', unless: judged },
  ),
  frame(
    String.raw`NN (?:[\w-]+ )?${answers} (?:(?:are|is|were) )?(?:sampled|generated|drawn|produced) (?:for|per|from|to) (?:each|every)\b`,
    ['group size'],
    { fits: 'count', unless: judged },
  ),
  frame(
    String.raw`(?<=#_* [^.;#]{0,30}(?:gpus?|cards|accelerators)\b[^.]{0,80}) on (?:a single |only |just )?NN(?: of (?:them|these|those))?(?=[.,;]|$)`,
    ['devices'],
  ),
];
