/** Ways of saying a setting without its name beside its value, continued: what belongs to data and to kinds of methods. Data. */
import { exampleNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

export const moreFrames: readonly Frame[] = [
  // Batches.
  frame('(?:maximum|limit|limited|budget|at most)(?: of| to)? NN (?:sub-?word |input )?tokens(?! (?:are|is) generated)', [
    'sequence length',
  ]),
  frame(String.raw`train\w*[^.;]{0,50}? on (?:the |all |its )?NN (?:\w+ )?${exampleNouns}`, ['training examples']),
  frame('(?:vectors|embeddings?|representations?|codes?) (?:have|has|of|with|are) NN dimensions', ['embedding dimension']),
  frame(String.raw`NN-dimensional (?:\w+ )?(?:vectors|embeddings?|representations?|latent|codes?)`, ['embedding dimension']),
  frame(String.raw`hold(?:ing|s)? out NN [\w ]{0,24}?for (?:validation|development)`, ['validation part']),
  frame(
    String.raw`accumulat\w*[^#.;]{0,24}? (?:over|for|of|across|every|from) NN (?:\w+[- ])?(?:steps|batches|micro-?batches|mini-?batches|passes|iterations)`,
    ['gradient accumulation'],
  ),
  frame(
    String.raw`NN (?!epochs|steps|passes|iterations|updates|times|gradient)(?:[\w-]+ ){1,2}(?:per|in each|in every|make up a|form a) (?:mini-?)?(?:batch|update|gradient step)`,
    ['batch size'],
  ),
  frame('(?:sequences|inputs|windows|chunks|segments|blocks) of (?:length )?NN (?:tokens|characters|frames|steps|words|bytes)', [
    'sequence length',
  ]),
  frame(String.raw`(?:reads?|sees?|looks? (?:back )?at|given|inputs? (?:is|are)) the (?:last|previous|past) NN \w+`, ['sequence length']),
  frame('beam search[^#.;]{0,20}?(?:width|size|beams?)(?: of)? NN', ['beam size']),
  frame(
    String.raw`(?:summar|output|answer|respons|generat|translation|completion|continuation)\w*[^.;]{0,70}?(?:at most|up to|maximum of|no more than|limited to) NN (?:new )?tokens`,
    ['maximum length'],
  ),
  frame(String.raw`(?:adamw?|sgd|rmsprop|adafactor|lars|lamb|lion|adagrad)(?: \([^)]*\))? at (?:a rate of )?NN`, ['learning rate']),
  frame(String.raw`(?:adamw?|lion|adan|nadam|lamb|adabelief) ?\((#_*), (#_*)\)`, ['beta1', 'beta2']),
  frame(
    String.raw`(?:β|betas?|moments?|momentum(?: (?:constants|parameters|terms|coefficients)))(?: ?=| of| are|:)? ?[({\[]? ?NN(?:,| and) ?NN`,
    ['beta1', 'beta2'],
  ),
  frame(String.raw`momentum (#_*)(?!_)(?:,| and) (#_*)(?!_)`, ['beta1', 'beta2']),
  frame(
    '(?:hidden|node|cell|memory|recurrent) (?:states?|vectors?|features?|representations?) (?:of|have|with) (?:dimension|size|width) NN',
    ['hidden units'],
  ),
  frame('embedded in(?:to)? NN', ['embedding dimension']),
  frame(String.raw`\(noise(?: of)? NN\)|(?<!label |labels |symmetric |flip |class )noise of (?:standard deviation |std\.? )?NN`, [
    'noise standard deviation',
    'noise standard deviation',
  ]),
  // Reinforcement learning.
  frame('(?:roll-?outs?|unrolls|segments|trajectories|fragments) of (?:length )?NN', ['rollout length']),
  frame(
    String.raw`(?:collect|gather|unroll|roll)\w* NN (?:\w+ )?(?:steps|transitions)(?! (?:with|by|of|using) (?:\w+ )?random)(?: (?:from|in|with|on|using) (?:each of )?NN)?`,
    ['rollout length', 'environments'],
  ),
  frame(
    String.raw`(?:exploration|ε|epsilon)(?![\w])[^#.;]{0,40}? from NN (?:down )?to NN(?: (?:over|during|within|in) (?:the )?(?:first )?NN)?`,
    ['exploration rate', 'exploration rate'],
    { role: 'range' },
  ),
  frame(String.raw`(?:goes|go|pass(?:es)?|iterates?) over (?:them|it|these|each|the (?:data|batch|rollouts?))(?: \w+)? NN times`, [
    'epochs',
  ]),
  // Diffusion.
  frame(
    String.raw`(?:β_?t?|noise (?:variance|level|schedule)s?|variances?|schedule|betas?)(?![\wα-ω])[^#.;]{0,60}?(?:from|between) (?:β1 ?= ?|β_1 ?= ?|β_start ?= ?)?NN (?:to|and|up to) (?:β_?T ?= ?|β_end ?= ?)?NN`,
    ['beta start', 'beta end'],
    // Deviations that go down to a small one.
    { fits: 'bound', unless: /\bnoise levels?\b[^.;]*(?:\bgeometric|\b(?:from|between) \d\d)/i },
  ),
  frame(String.raw`sampl\w*[^#.;]{0,40}? (?:all |in |with |over |of )+NN (?:\w+ )?steps`, ['sampling steps']),
  // Numbers beside other words.
  frame(
    '(?:key|target|momentum|teacher|ema) (?:encoder|network|model)s?[^#.;]{0,40}? (?:momentum|coefficient|decay|rate|factor)(?: (?:coefficient|rate|factor|of|is|was|=|at|=))* NN',
    ['ema decay'],
    { fits: 'high share' },
  ),
  frame(String.raw`NN-layer(?:ed)?(?![\w])`, ['layers']),
  // Shares and numbers of examples.
  frame(
    String.raw`NN (?:\w+ ){0,2}(?:examples|images|samples|pairs|draws|instances|items)?,? ?of which NN are (?:\w+ ){0,2}for (?:validation|development)`,
    ['training examples', 'validation examples'],
  ),
  frame(
    '(?<!(?:pieces|segments|windows|crops|chunks|excerpts|snippets|length) of )NN (?:points|examples|samples|sequences|images|pairs|graphs|draws|trajectories) (?:are|were) (?:drawn|sampled|generated|simulated)',
    ['training examples'],
  ),
  frame(
    '(?<!\\b(?:batch(?:es)?|mini-?batch(?:es)?|update|step) (?:of|with|on) )NN (?:fresh|unseen|new) (?:points|examples|samples|draws)',
    ['test examples'],
  ),
  frame(
    String.raw`NN(?: [\w-]+){0,2} for train(?:ing)?(?: set)?,? (?:and )?NN(?: [\w-]+)? for (?:validation|development)(?: set)?,? and (?:the (?:remaining|last|other) )?NN(?: [\w-]+)? for test`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`NN (?:\w+ ){0,2}(?:for )?train(?:ing)?(?: \w+)?(?:,| and|, and|/) (?:\w+ ){0,2}NN (?:\w+ ){0,2}(?:for )?(?:validation|development|dev)(?: \w+)?(?:,| and|, and|/) (?:\w+ ){0,2}NN (?:\w+ ){0,2}(?:for )?test`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(String.raw`NN (?:\w+ ){0,2}(?:for )?train(?:ing)?(?: \w+)?(?:,| and|, and|/) (?:\w+ ){0,2}NN (?:\w+ ){0,2}(?:for )?test(?:ing)?`, [
    'training part',
    'test part',
  ]),
  frame(
    String.raw`NN (?:\w+ ){0,2}(?:for )?train(?:ing)?(?: \w+)?(?:,| and|, and|/) (?:\w+ ){0,2}NN (?:\w+ ){0,2}(?:for )?(?:validation|dev)`,
    ['training part', 'validation part'],
  ),
  frame(String.raw`NN of (?:the )?[\w ]{1,30}? (?:is|are|forms?|makes? up|serves? as) (?:the |our |a )?test`, ['test part']),
  frame(String.raw`NN of (?:the )?[\w ]{1,30}? (?:is|are|forms?|makes? up|serves? as) (?:the |our |a )?train`, ['training part']),
  frame(
    String.raw`(?:test|tested|evaluate|evaluated|testing) on (?:the (?:other|remaining) )?NN(?= |$|\.)(?! (?:seeds|runs|tasks|data|environments|benchmarks|gpus))`,
    ['test part'],
  ),
  frame(
    '(?:data|data ?set|training set|training data) (?:are|is|consists? of|has|have|holds?|contains?|comprises?) NN (?:labell?ed |synthetic )?(?:draws|samples|examples|points|images|sequences|pairs|instances|sentences|graphs|documents)',
    ['training examples'],
  ),
  frame(
    String.raw`NN (?:of (?:the |all )?[\w-]+(?: [\w-]+)? )?(?:(?:is|are|was|were) )?(?:used |kept |held out |set aside |reserved )?(?:for|as) (?:the )?(?:training|fitting|train)(?: set)?(?: \w+){0,2}?,? (?:and )?NN (?:(?:is|are) )?(?:for|as) (?:the )?(?:validation|development)(?: set)?,? and (?:the )?(?:remaining |last |other )?NN (?:(?:is|are) )?(?:used )?(?:for|as) (?:the )?test`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`NN (?:of (?:the |all )?[\w-]+(?: [\w-]+)? )?(?:(?:is|are|was|were) )?(?:used |kept |held out |set aside |reserved )?(?:for|as) (?:the |a )?(?:validation|development)`,
    ['validation part'],
  ),
  frame(
    String.raw`NN (?:of (?:the |all )?[\w-]+(?: [\w-]+)? )?(?:(?:is|are|was|were) )?(?:used |kept |held out |set aside |reserved )?(?:for|as) (?:the |a )?test`,
    ['test part'],
  ),
  frame(
    String.raw`NN of (?:the |all )?[\w-]+(?: [\w-]+)? (?:(?:is|are|was|were) )?(?:used |kept )?(?:for|as) (?:the |a )?(?:training|fitting)`,
    ['training part'],
  ),
  frame(
    String.raw`(?:next of|one of|alphabet of|vocabulary of|among) NN (?:\w+ )?(?:characters|symbols|tokens|words|bytes|sub-?words|pieces|entries)`,
    ['vocabulary size'],
  ),
  frame(
    String.raw`(?:RISES|WARM)[^.;]{0,60}? #_* (?:epochs?|STEPS),? (?:up )?to (?:a (?:\w+ )?of |its (?:\w+ )?of )?NN(?! (?:epochs|steps|iterations|updates))`,
    ['learning rate'],
  ),
  frame(String.raw`NN (?:\w+ ){0,2}training(?: \w+)?(?:,| and|,? and) NN (?:\w+ )?validation(?: \w+)?,? and NN (?:\w+ )?test`, [
    'training examples',
    'validation examples',
    'test examples',
  ]),
  frame(
    String.raw`NN (?:\w+ ){0,2}(?:for )?train(?:ing)?(?: \w+)?(?:,| and|, and|/) (?:\w+ ){0,2}NN (?:\w+ ){0,2}(?:for )?test(?:ing)?\b`,
    ['training examples', 'test examples'],
  ),
  frame(
    String.raw`NN (?:\w+ ){0,3}(?:for )?train(?:ing)?(?: \w+)?(?:,| and|, and|/) (?:\w+ ){0,2}NN (?:\w+ ){0,2}(?:for )?(?:validation|dev)\b`,
    ['training examples', 'validation examples'],
  ),
  // Sizes in two directions.
  frame('(?:kernels?|filters?|convolutions?)(?: of| are| is| have| with| measure)?(?: size)? DIMS', ['kernel size']),
  frame('DIMS (?:kernels?|filters?|convolutions?)', ['kernel size']),
  frame(String.raw`crop\w*[^#.;]{0,25}? DIMS`, ['crop size']),
  frame('patch(?:es)?[^#.;]{0,20}? DIMS', ['patch']),
  frame('DIMS patches', ['patch']),
  frame(
    '(?:resized|rescaled|scaled|downsampled|resampled|resolution|images (?:are|of)(?: size)?|inputs? (?:are|is|of)(?: size)?)[^#.;]{0,15}? DIMS',
    ['image size'],
  ),
  frame('DIMS(?: (?:pixels|images|inputs|resolution|grey-?scale|rgb|colou?r))', [undefined]),
  frame('DIMS', [undefined]),
  // Attention and other things that are dropped, noise, decoding.
  frame(
    String.raw`NN of (?:the |all )?(?:training )?labels (?:of [^.;#]{0,30}(?:#_*[^.;#]{0,20})? )?(?:(?:are|is|were) )?(?:found to be |\w+ )?(?:wrong|flipped|corrupted|replaced|random\w*|noisy|changed|re-?assigned|resampled)`,
    ['label noise'],
  ),
  frame(
    String.raw`(?:drawn|initiali[sz]ed|initiali[sz]ation|starts?|weights are sampled)[^.;]{0,80}?(?:standard deviation|std\.?)(?: of)? NN`,
    ['initialization'],
  ),
  frame(
    String.raw`(?:initiali[sz]ed|drawn|sampled|weights|matrices|parameters|(?<!sampling )starts?)[^#.;]{0,40}? N ?\(#_*, ?NN(?:\^2|²)?\)`,
    ['initialization'],
  ),
  frame(String.raw`repeat(?:ed)? (?:\w+ ){0,4}(?:with|for|over|using) NN (?:\w+ ){0,2}(?:seeds|initiali[sz]ations|runs|splits)`, ['seeds']),
  frame(
    String.raw`(?:mean|median|average\w*|averages)(?: \w+){0,6} (?:of|over|across|for) NN (?:\w+ ){0,2}(?:seeds|runs|repetitions|networks|trials|restarts|replications)`,
    ['seeds'],
  ),
  frame(
    String.raw`NN(?:[- ]fold\b(?! (?:accumul|increas|decreas|reduc|speed|improv|gain|over|larger|smaller|symmetr))|fold(?= cross| CV))`,
    ['folds'],
  ),
];
