/** Ways of saying a setting by what is done with it, or of several things at once. Data. */
import { type Frame, frame } from './frame.ts';

const held = '(?:validation|development|dev)';

export const usageFrames: readonly Frame[] = [
  // Parts of data, two or three at once.
  frame(`${held} and test (?:sets?|parts?|splits?|data)(?: (?:of|have|hold|with|contain|comprise|are))+ NN(?: [a-z]+)? and NN`, [
    'validation examples',
    'test examples',
  ]),
  frame(
    String.raw`(?:for|in) (?:pre-?|fine-?)?(?:training|tuning)[^.;#]{0,20}? we use NN (?!tokens|words|hours|epochs|steps|gpus|seeds|layers|different|gradient|workers|environments)(?:[\w-]+ )?[a-z]{4,}s\b(?<!gpus|cards|tokens|hours|seeds|steps|updates|epochs|iterations)`,
    ['training examples'],
  ),
  frame(
    String.raw`(?:train|pre-?train|fine-?tune)\w* on [\w-]+ (?:with|of) (?:about |some |roughly )?NN (?:[a-z]+ )?(?:images|recordings|sentences|documents|pairs|photographs|clips)`,
    ['training examples'],
  ),
  // Layers and lengths.
  frame(
    String.raw`NN (?:self-|multi-head |masked |cross-)*attention (?:layers|blocks)(?:,? (?:each )?(?:with|of) NN (?:attention )?heads?\b)?`,
    ['layers', 'attention heads'],
  ),
  frame(
    String.raw`(?:beam|length penalty|summar|decod|generat|nucleus|top-)\w*[^.;]{0,90}? (?:maximum|maximal|max\.?) length(?: of| is|:)? NN`,
    ['maximum length'],
  ),
  // What is taken of each example.
  frame('(?:from|of) (?:each|every) [a-z]+,? NN (?:points|crops|views|frames|patches|clips|windows|pixels|tokens)', [undefined]),
  frame('NN (?:points|crops|views|frames|patches|clips|windows|pixels) (?:are (?:sampled |drawn )?)?(?:from|per|of) (?:each|every|a)\\b', [
    undefined,
  ]),
  frame(String.raw`predict\w* NN (?:actions|steps|frames|tokens|values)(?: at once| ahead)?(?:,? of which (?:the first )?NN)?`, [
    undefined,
    undefined,
  ]),
  frame(
    '(?:fill|filled|seed|seeded|start|populat)\\w* [^.;#]{0,40}? (?:buffer|memory)\\b[^.;#]{0,20}? with NN (?:[a-z]+ )?(?:random|transitions|steps)',
    [undefined],
  ),
  frame(String.raw`evaluat\w* [^.;#]{0,40}? (?:for|over|during|in) NN (?:[a-z]+ )?(?:frames|steps|interactions)`, [undefined]),
  // Names behind their numbers, or none.
  frame(
    String.raw`\b(?:runs?|trainings?|experiments?|models?)(?: (?:of|in) (?:this|the|our) (?:paper|work|study|section|tables?))?(?: (?:each|all|reported|here))* (?:last|lasts|lasted|span|spans|spanned|took|take|takes|comprise[sd]?) NN (?:gradient |full )?STEPS`,
    ['training steps'],
  ),
  frame(
    String.raw`\b(?:runs?|trainings?|experiments?|models?)(?: (?:of|in) (?:this|the|our) (?:paper|work|study|section|tables?))?(?: (?:each|all|reported|here))* (?:last|lasts|lasted|span|spans|spanned|took|take|takes|comprise[sd]?) NN (?:full )?epochs`,
    ['epochs'],
  ),
  frame(
    String.raw`NN (?:independent|different|random|separate)ly (?:initiali[sz]ed|trained|seeded|started) (?:models|networks|runs|copies|agents|instances)`,
    ['seeds'],
  ),
  frame(
    String.raw`(?:make|run|perform|do|take)s? NN (?:full-?batch |mini-?batch )?(?:iterations|updates|steps) (?:with|of|by) (?:adam\w*|sgd|rmsprop)`,
    ['training steps'],
  ),
  frame(
    String.raw`adam\w*(?: \w+)? (?:in|with|at) (?:its|the) (?:default|usual|standard) (?:setting|constants|settings|values|betas|moments)s? ?\(NN(?:,| and) NN\)`,
    ['beta1', 'beta2'],
  ),
  frame(String.raw`(?:β_?1|beta_?1) and (?:β_?2|beta_?2) (?:\w+ )?(?:at|with|are|to|equal) NN and NN`, ['beta1', 'beta2']),
  frame(String.raw`(?<=(?:vocabular\w+|tokeni[sz]er|sentencepiece|bpe)\b[^.;]{0,40}? of #_* units[^.;#]{0,30}?(?: of)? )NN units`, [
    'vocabulary size',
  ]),
  frame(
    String.raw`(?:vocabular\w+|tokeni[sz]er|sentencepiece|bpe|unigram) (?:model )?(?:of|with) NN (?:units|pieces|sub-?words|types|symbols)`,
    ['vocabulary size'],
  ),
  frame(
    String.raw`(?:split|segmented|cut|encoded|broken|tokeni[sz]ed) (?:up )?(?:in|into) NN (?:sentence|word|sub-?word|bpe|unigram|byte)[- ]?(?:pieces|units|tokens|types)`,
    ['vocabulary size'],
  ),
  frame(String.raw`(?:key|target|teacher|momentum) (?:encoder(?:'s)? )?momentum (?:of |is |coefficient )?NN`, ['ema decay']),
  frame(String.raw`one of (?:the )?NN (?:sleep )?(?:stages|grades|categories|kinds|types|levels|labels|classes|states)\b`, ['classes']),
  frame(
    String.raw`\bfrom the (?:last|past|previous|preceding) NN (?:[a-z]+ )?(?:hours|days|steps|values|observations|minutes|weeks|frames|points|measurements|months)\b`,
    ['sequence length'],
  ),
  frame(String.raw`(?:reduced|shrunk|brought|downscaled|scaled down) to DIMS`, ['image size']),
  frame(
    String.raw`(?:shorter|longer|short|long|smaller|larger) (?:side|edge)s? (?:has|have|is|are|of|measures?|to|with)(?: at most)? NN(?: pixels| px|(?=[,.;)]|$| and (?:then |are |take|crop|draw)))`,
    ['image size'],
  ),
  frame(String.raw`crop\w*(?: [\w-]+){0,4},? (?:and )?(?:then )?(?:resized|rescaled|scaled) to DIMS`, ['image size']),
  frame(String.raw`(?:plus|and|\+) NN times the [a-zà-ž-]+(?: [a-z-]+)? (?:loss|penalty|term)`, ['loss weight']),
  frame(
    String.raw`(?:averag\w*|mean|median) (?:is )?over NN (?:[a-z]+ ){0,2}(?:splits|partitions|divisions) (?:made |drawn |generated )?(?:with|from|by) (?:different|other|several) (?:random )?seeds`,
    ['seeds'],
  ),
  frame(String.raw`(?:standard deviation|σ_0|σ0) ?(?:=|of|is) ?NN(?<=(?:entries|weights|parameters|initiali[sz]\w*|drawn)[^.;]{0,70})`, [
    'initialization',
  ]),
];
