/** Ways of saying how fast and for how long it is trained, known by their words and by what kind of number fits. Data; the surer ones come first, the others after all. */
import { type Frame, frame } from './frame.ts';

const rate = '(?:learning[ -]?rates?|step[ -]?(?:sizes?|lengths?)|lr|η|rates?|strides?|pace)';
const rising = '(?:RISES|(?:build|built|bring|brought|work|open|eas)\\w*|ramp\\w*|ascen[dt]\\w*|linear increase)';
const top = '(?:peak|full|maxim\\w+|highest|largest|top|final height|target|nominal|base)';
const passes = '(?:epochs?|passes|sweeps)';
const things =
  '(?!epochs?|passes|sweeps|steps|updates|iterations|times|seeds|runs|layers|hours|minutes|seconds|days|weeks|gpus|cards|devices|workers|nodes|cores|machines|accelerators|units|neurons|heads|classes|noise|denois|sampl\\w+ steps|views|crops of|negatives|workers|environments|folds|points of)(?:[a-z-]+ ){0,2}?(?:[a-z-]{2,}s|people|data)\\b(?<!(?:steps|epochs|updates|iterations|seconds|minutes|hours|passes|times|gpus|cards|batches|layers|runs|seeds|worlds|actors|environments))';
const adam = '(?:adam\\w*|lamb|lion|nadam|rmsprop|optimi[sz]er|moments?|betas?|β)';

/** So much is asked of the clause that they may come before all others. */
export const surerFrames: readonly Frame[] = [
  frame(
    String.raw`NN (?:[a-z]+ )?passes (?:over|through) (?:(?:the|our|its|their|all|every|this|whole|full|entire|training|train|local|own) )*(?!batch|mini|buffer|replay|roll|memory|network|model|graph|layers|encoder|decoder)[a-z-]+`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`(?:\b(?:factors?|embeddings?|representations?)\b(?: (?:have|has|are|is|with|of|all|each|a|an))+ (?:dimension(?:ality)?|size|width)|\b(?:tokens?|factors?|codes?) of (?:size|width|dimension))(?: of| =)? NN`,
    ['embedding dimension'],
    { fits: 'count' },
  ),
  // `at the latest, however, after 100 passes`.
  frame(
    String.raw`\b(?:at the (?:very )?latest|in any case|no later than|not later than),?(?: however,?)?(?: after| at| with)* NN (?:full |complete |training )?(?:epochs|passes|sweeps)\b`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`(?<=\bepochs\b[^.;#]*)(?:,|;| or| and| but)* (?:at the latest|at most|no later than|in any case|never later than|at the very latest)(?: after| at)* NN(?=[.,;)]|$| epochs)`,
    ['epochs'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:each|every one|all|one|any) of (?:the |these |our )?NN (?:held-out )?test (?!episodes|runs|games|seeds|roll|steps|epochs|maps|tasks|terrains|trials|levels|environments)[a-z]+s\b`,
    ['test examples'],
    { fits: 'count' },
  ),
  // `100 epochs, the first 10 of which are warm-up`.
  ...(
    [
      [passes, 'warmup epochs'],
      ['STEPS', 'warmup steps'],
    ] as const
  ).map(([unit, name]) =>
    frame(
      `${unit}\\b[^.;#]{0,24}? (?:the )?first NN (?:of (?:which|them|these|those) )?(?:are|is|were|was|serve\\w*|being|for|as|with|go|went|belong)\\b[^.;#]{0,30}?\\b(?:warm\\w*|${rising})`,
      [name],
      { fits: 'count' },
    ),
  ),
  frame(
    `(?<!\\b(?:drop-?out|noise|sampling|frame|heart|bit|label) )\\b${rate}\\b[^.;#]{0,30}? (?:reach|attain|hit|arriv)\\w* (?:at )?(?:its |the |an? )(?:peak|maximum|top|full value|highest value|plateau)(?: value)?(?: of| at| is| =|,)? NN(?! ?(?:%|STEPS|${passes}))`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  frame(
    `\\b(?:peak|maximum|full)(?: (?:rate|value))?(?:,? (?:of|is|at))? NN,? (?:(?:that|which) )?(?:is |was )?(?:reached|attained|hit)\\b`,
    ['learning rate'],
    { fits: 'tiny' },
  ),
  frame(
    `(?:a |the )(?:constant|fixed) NN (?:is|was) (?:used|kept|taken|chosen)(?=.*\\b(?:${rate}|epochs|adam\\w*|sgd)\\b)`,
    ['learning rate'],
    { fits: 'tiny' },
  ),
  frame(
    '(?:each|every|an?|one|the) (?:mini-?|training )?batch (?:holds|contains|consists of|comprises|has|collects|counts|covers|gathers|takes) NN (?:full |whole |complete )?(?:episodes|steps|trajectories|games)',
    ['batch size'],
    {
      fits: 'batch',
    },
  ),
  frame(
    `(?:\\b(?:end|close|finish\\w*|last (?:epoch|step|update)|final (?:epoch|step|update))\\b[^.;#]{0,40}?\\b${rate}|${rate}\\b[^.;#]{0,50}?\\b(?:never|not|no)\\b[^.;#]{0,30}?\\b(?:below|under|beneath|less|lower|smaller)|\\b(?:never|not)\\b[^.;#]{0,20}?\\b${rate}\\b[^.;#]{0,20}?\\b(?:below|under|beneath)|${rate}\\b[^.;#]{0,60}?\\b(?:ends|bottoms|settles|arrives|finishes|floored)(?: up| out)?)\\b(?: (?!(?:for|with|and|where|when|until|over|of|by|training|initial)\\b)[a-z]+){0,5} NN(?! ?%| epochs| steps| of)`,
    ['final learning rate'],
    { fits: 'rate', unless: /after|\bbegin|\bstart|initial|fine-?tun|phase|stage|\bpeak/i },
  ),
  frame(
    '(?:rate|pace|speed|strides?|steps?) of (?:learning|training|descent)(?: (?:is|was|of|at|to|set|taken))*(?:,|:)? NN(?! ?%)',
    ['learning rate'],
    { fits: 'rate' },
  ),
  frame(
    '(?:train|optimi|learn|budget|fitt)\\w*[^.;#]{0,40}? NN (?:full |complete )?(?:passes|sweeps) (?:over|through|of) (?:the |all |our )*(?:whole |entire |training |full )*(?:corpus|data\\w*|set|examples|images|collection)',
    ['epochs'],
    { fits: 'count' },
  ),
  frame('averag\\w* (?:(?!gradients?\\b)[a-z]+ ){0,6}?decay\\w*(?: (?:by|with|at|of|rate|is|a|factor|per))* NN', ['ema decay'], {
    fits: 'high share',
  }),
  frame(
    `NN ${things} (?:into|form|make|make up|go into|are put into|fill) (?:an?|one|each|every|the) (?:mini-?)?batch\\b`,
    ['batch size'],
    {
      fits: 'batch',
    },
  ),
  frame(
    `\\b(?:updates?|steps?),? (?:each|every one) (?:of (?:which|them) )?(?:averag\\w*|sums?|uses|sees|takes|is computed)(?: gradients)? (?:over |from |on |of )?NN ${things}`,
    ['batch size'],
    { fits: 'batch' },
  ),
  frame(
    '\\bnumber of (?:passes|sweeps)(?: (?:over|through) [^#.;,]{2,24})?(?: (?:is|was|limited|set|restricted|to|at|of|equals?))* NN',
    ['epochs'],
    { fits: 'count' },
  ),
  frame(
    '\\b(?:learning|training|optimi[sz]ation|adamw?|sgd) (?:starts|begins|started|began) (?:at|with|from) NN(?! ?%)',
    ['learning rate'],
    { fits: 'tiny' },
  ),
  frame(
    '\\brank(?: of|:| =)? NN,? (?:and |with )?(?:an? )?(?:alpha|α|scaling)(?: of|:| =| factor)* NN(?:,? (?:and |with )?(?:an? )?(?:adapter )?drop-?out(?: of|:| =)? NN)?',
    ['lora rank', 'lora alpha', 'lora dropout'],
  ),
  frame('(?<=\\b(?:schedule|warm-?up|cosine|linear\\w*|decay\\w*)\\b[^.;]{0,60})\\bpeak(?: value)? (?:of|at|=) NN', ['learning rate'], {
    fits: 'tiny',
  }),
  frame(
    '\\bepsilon (?:falls|decays|decreases|goes|drops|shrinks|is (?:annealed|decayed|lowered|reduced|decreased))[^.;#]{0,20}? from NN[^.;#]{0,10}? to NN',
    ['exploration rate', 'exploration rate'],
  ),
  // `Exploration starts at ε = 1 and falls linearly to 0.05`.
  frame(
    String.raw`\bexplor\w*\b[^.;#]{0,30}?\b(?:starts?|begins?|is|goes|falls|decays|drops)\b[^.;#]{0,12}? (?:at|with|from) (?:ε ?= ?)?NN[^.;#]{0,16}?(?:,| and| then|, then|, and)? ?(?:is )?(?:falls|decays|declines|decreases|shrinks|drops|goes|sinks|annealed|lowered|reduced|decayed)?[^.;#]{0,24}? (?:down )?to NN`,
    ['exploration rate', 'exploration rate'],
    { fits: 'rate' },
  ),
  frame('NN-dimensional hidden\\b', ['hidden units'], { fits: 'count' }),
  frame(
    '(?<!feed-?forward |inner |mlp )\\blayers of LIST (?:hidden )?(?:units|neurons|nodes|cells)\\b',
    ['hidden units', 'hidden units', 'hidden units'],
    {
      fits: 'count',
    },
  ),
  // `One slide makes up a batch`, `A batch is one pair of scans`.
  frame('^NN [a-z-]+ (?:makes(?: up)?|forms|fills|is) (?:an?|one|each|every|the) (?:mini-?)?batch\\b', ['batch size'], { fits: 'batch' }),
  frame(
    `\\b(?:an?|each|every|one|the) (?:mini-?)?batch (?:is|was|consists of|contains|holds) (?:only |just )?NN (?:${things}|[a-z-]+(?=[.,;]|$| of ))`,
    ['batch size'],
    { fits: 'batch' },
  ),
  frame(
    '\\b(?:first|1st)[ -](?:order )?(?:moment|momentum)[^.;#]{0,40}?NN[^.;#]{0,40}?\\b(?:second|2nd|squar\\w*)[^.;#]{0,40}?NN',
    ['beta1', 'beta2'],
    { fits: 'share' },
  ),
  frame(
    '(?:optimi[sz]er|update|weights?|parameters?)\\b[^.;#]{0,30}? (?:once |only )?(?:every|after|per|for every|once in) NN (?:micro-?|mini-?)?(?:batch(?:es)?|backward passes|passes)\\b',
    ['gradient accumulation'],
    {
      fits: 'count',
    },
  ),
  frame(
    '(?:stop|end|finish|halt|terminat|conclude|over|done|complete)\\w*[^.;#]{0,24}? (?:at|after|with|on) (?:the )?(?:iteration|step|update|batch) NN',
    ['training steps'],
    { fits: 'count' },
  ),
];

export const clauseFrames: readonly Frame[] = [
  // How long a rate rises: so many steps, and what rises.
  ...(
    [
      [passes, 'warmup epochs'],
      ['STEPS', 'warmup steps'],
    ] as const
  ).flatMap(([unit, name]) => [
    frame(`\\bWARM\\b[^.;#]{0,12}?\\(NN ${unit}`, [name]),
    frame(`NN ${unit} (?:at|from) the (?:start|beginning|outset)\\b[^.;#]{0,50}?\\b${rising}`, [name], { fits: 'count' }),
    frame(`NN ${unit}\\b[^.;#]{0,24}?\\b(?:before|until|till)\\b[^.;#]{0,20}?\\b${rate}\\b[^.;#]{0,20}?\\b${top}`, [name], {
      fits: 'count',
    }),
  ]),
  // Where a rate ends.
  frame(`^(?:it|and) (?:ends|finishes|arrives|stops|bottoms out) (?:up )?(?:at|on|with) a ${rate} of NN`, ['final learning rate'], {
    fits: 'rate',
  }),
  frame(
    `\\b${rate}\\b[^.;#]{0,40}? from (?:an initial |a peak of )?NN[^.;#]{0,24}? (?:down )?to (?:a final |a minimum of )?NN`,
    ['learning rate', 'final learning rate'],
    {
      fits: 'rate',
      unless: /search|uniform|sampled|sweep|swept|range|tun(?:ed|ing)|grid|chosen|select|var(?:y|ied)|interval/i,
    },
  ),
  // How fast it learns.
  frame(
    `\\b(?:step|steps|strides?|step length|step lengths)\\b(?: (?:size|of|is|was|were|length|scaled|by|at|a|an|equal|equals|to|set|lengths?|sizes?))+:? NN(?! ?%)(?! [a-z]+s\\b)`,
    ['learning rate'],
    {
      fits: 'rate',
    },
  ),
  frame(
    `NN (?:as|for|is|was|to be|being|serves as|served as) (?:the |its |our |their |an? )?(?:[a-z]+ ){0,2}?${rate}\\b(?! (?:schedule|decay))`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  // Adam's constants.
  frame(`(?<=\\b${adam}\\b[^.;]{0,60})β_?1[ :=(]+NN[^.;#]{0,12}β_?2[ :=(]+NN[^.;#]{0,12}(?:ε|eps\\w*)[ :=(]+NN`, [
    'beta1',
    'beta2',
    'epsilon',
  ]),
  frame(
    '\\bbetas?\\b(?: (?:of|are|were|is|set|to|at|for|adam\\w*|with|the|being|both|as))*[ :=&(]+NN ?(?:,| and|/|,? and) ?NN(?!,? (?:and )?#)',
    ['beta1', 'beta2'],
    { fits: 'share' },
  ),
  // Gradients that are held.
  frame('clip\\w* (?:at|to|by) (?:an? )?(?:global |maximum |maximal |total |l2 )*norm(?: of| ?=)? NN', ['gradient clipping'], {
    fits: 'bound',
  }),
  frame('(?:component|entry|element|coordinate|value)s? of (?:the |each |every )*gradients?[^.;#]{0,40}? \\[(#_*), ?NN\\]', [
    undefined,
    'gradient clipping',
  ]),
  // What an update is made of.
  frame(
    `(?:examples?|samples?|images?|sentences?|sequences?) (?:are|were|is) (?:presented|shown|processed|fed|seen|given) (?:[a-z ]+ )?NN at (?:a|once)`,
    ['batch size'],
  ),
  // How long.
  frame(
    '(?:each|every|all|the|whole) (?:[a-z]+ ){0,3}?(?:is|are|was|were|gets|been) (?:seen|shown|presented|visited|used|read|passed|gone (?:over|through)|traversed|processed) (?:exactly |about )?NN times',
    ['epochs'],
    {
      fits: 'count',
    },
  ),
  frame(
    '(?:stop|end|finish|halt|terminat|conclude|over|done|complete)\\w*[^.;#]{0,24}? (?:at|after|with|on) NN (?:mini-?|gradient )?(?:batches|iterations|steps|updates)\\b',
    ['training steps'],
    { fits: 'count' },
  ),
  frame(
    '(?:adam\\w*|sgd|optimi[sz]er|optimi[sz]ation|training|weights|parameters|networks?|models?)\\b[^.;#]{0,30}? (?:iterated|stepped|updated|run|applied|adjusted|changed|corrected|called) NN times',
    ['training steps'],
    {
      fits: 'count',
    },
  ),
];
